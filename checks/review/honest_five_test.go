package review_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/review"
	"github.com/shopvet/shopvet/verdict"
)

func section(list string) string {
	return `<section class="reviews"><h2>Reviews</h2>` + list + `</section>`
}

// dated are n reviews that differ, each of the day that its number is given.
func dated(n int, day func(i int) string) string { return datedFrom(0, n, day) }

func datedFrom(start, n int, day func(i int) string) string {
	var b strings.Builder
	for i := start; i < start+n; i++ {
		b.WriteString(voice(somebody(i), day(i-start), fmt.Sprint(4+i%2), fmt.Sprintf("Candle %d lasted %d evenings on the porch and the jar now holds my %d pencils.", i, i+9, i+2)))
	}
	return b.String()
}

func TestHonestDays(t *testing.T) {
	oneDay := func(day string) func(int) string { return func(int) string { return day } }
	movedThenSpread := dated(12, oneDay("2024-02-03")) + datedFrom(12, 9, func(i int) string { return fmt.Sprintf("2025-%02d-11", i+1) })
	newest := `<p>4.7 out of 5 stars, 1940 reviews</p>` + dated(12, oneDay(checktest.Taken().Format("2006-01-02")))
	teased := func(i int) checktest.Page {
		return checktest.Page{URL: fmt.Sprintf("%sroom/%d", base, i), HTML: section(voice("Gwen", "2026-03-01", "5", "We light one every Sunday and the whole family knows that it is time "+strings.Repeat("to sit ", i+1)+"…"))}
	}
	more := []checktest.Page{}
	for i := range 9 {
		more = append(more, teased(i))
	}
	checktest.Honest(t, review.Dates,
		checktest.Case{Name: "older reviews were taken along to another system", Pages: shop(``, section(movedThenSpread))},
		checktest.Case{Name: "the newest of very many are shown", Pages: shop(``, section(newest))},
		checktest.Case{Name: "a day in what the buyer tells", Pages: shop(``, section(dated(11, func(i int) string { return fmt.Sprintf("2026-02-%02d", i+1) })+
			`<div class="review"><span class="author">Ann</span><p class="review-text">We have bought twelve of them for our wedding on <time datetime="2027-06-12">12 June</time>, and the aunts are asking where they come from.</p></div>`))},
		checktest.Case{Name: "years of the Buddhist calendar", Pages: shop(``, section(dated(12, func(i int) string { return fmt.Sprintf("2569-03-%02d", i+1) })))},
		checktest.Case{Name: "only months are kept", Pages: shop(``, section(dated(14, func(i int) string { return []string{"2026-03-01", "2026-03-01", "2026-03-01", "2026-05-01"}[i%4] })))},
		checktest.Case{Name: "one review is teased on many pages", Pages: shop(``, section(dated(6, func(i int) string { return fmt.Sprintf("2026-01-%02d", i+1) })), more...)},
	)
	checktest.Table(t, review.Dates,
		checktest.Case{Name: "spread", Pages: shop(``, section(dated(12, func(i int) string { return fmt.Sprintf("2026-02-%02d", i+1) }))), Want: verdict.Pass, Reason: "spread"},
		checktest.Case{Name: "all of one day", Pages: shop(``, section(dated(12, oneDay("2026-02-03")))), Want: verdict.Warn, Reason: "odd", Total: 1},
		checktest.Case{Name: "most of one day, later than others", Pages: shop(``, section(dated(5, func(i int) string { return fmt.Sprintf("2025-03-%02d", i+1) })+datedFrom(5, 12, oneDay("2026-02-03")))), Want: verdict.Warn, Reason: "odd", Total: 1},
		checktest.Case{Name: "a day to come", Pages: shop(``, section(dated(3, oneDay("2027-09-03")))), Want: verdict.Warn, Reason: "odd", Total: 3},
		checktest.Case{Name: "moved", Pages: shop(``, section(movedThenSpread)), Want: verdict.Unknown, Reason: "moved"},
		checktest.Case{Name: "newest", Pages: shop(``, section(newest)), Want: verdict.Unknown, Reason: "newest"},
	)
}

// praise are n reviews that differ, with stars as the theme draws them.
func praise(n int, stars string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<div class="review"><span class="author">%s</span>%s<p class="review-text">Number %d burned for %d evenings, and the whole house smelled of honey until the last of them.</p></div>`, somebody(i), stars, i, i+3)
	}
	return b.String()
}

func TestHonestMarks(t *testing.T) {
	data := func(value, best string) string {
		var b strings.Builder
		for i := range 9 {
			b.WriteString(`,{"@type":"Review","author":"A` + fmt.Sprint(i) + `","reviewBody":"Number ` + fmt.Sprint(i) + ` burned for many evenings and smelled of honey.","reviewRating":{"ratingValue":` + value + best + `}}`)
		}
		return `<script type="application/ld+json">{"@type":"Product","name":"Pillar","review":[` + b.String()[1:] + `]}</script>`
	}
	pages := func(html string) (more []checktest.Page) {
		for i := range 4 {
			more = append(more, checktest.Page{URL: fmt.Sprintf("%sp/x%d", base, i), HTML: strings.ReplaceAll(html, "Number ", fmt.Sprintf("Number %d", i))})
		}
		return more
	}
	checktest.Honest(t, review.Distribution,
		checktest.Case{Name: "thumbs up are all there is", Pages: shop(``, ``, pages(data("1", `,"bestRating":1`))...)},
		checktest.Case{Name: "school marks, of which one is the best", Pages: shop(``, ``, pages(data("1", `,"bestRating":1,"worstRating":6`))...)},
		checktest.Case{Name: "nine of ten, and the data leave out that ten is the best", Pages: shop(``, ``, pages(strings.Replace(data("9", ``), `"ratingValue":9`, `"ratingValue":10`, 1))...)},
		checktest.Case{Name: "a strip of some width over five stars", Pages: shop(``, section(praise(36, `<span class="stars">★★★★★<span style="width: 80%">★★★★★</span></span>`)))},
		checktest.Case{Name: "a strip of some width with the stars in it", Pages: shop(``, section(praise(36, `<div class="stars"><div class="back">★★★★★</div><div class="front" style="width:92%">★★★★★</div></div>`)))},
		checktest.Case{Name: "stars that the class colours", Pages: shop(``, section(praise(36, `<span class="stars"><i class="on">★</i><i class="on">★</i><i class="on">★</i><i class="on">★</i><i>★</i></span>`)))},
		checktest.Case{Name: "an average in words", Pages: shop(``, section(`<p>4,8 / 5 (36 reviews)</p>`+praise(36, `<span>★★★★★</span>`)))},
		checktest.Case{Name: "the best of many are shown", Pages: shop(``, section(`<p>Show all 410 reviews</p>`+praise(36, `<span>★★★★★</span>`)))},
	)
	checktest.Table(t, review.Distribution,
		checktest.Case{Name: "one is less than happy", Pages: shop(``, section(praise(36, `<span>★★★★★</span>`)+voice("Zoe", "2026-03-03", "3", "Nice, but much smaller than the picture had made me think."))), Want: verdict.Pass, Reason: "spread"},
		checktest.Case{Name: "all full", Pages: shop(``, section(`<p>36 reviews</p>`+praise(36, `<span>★★★★★</span>`))), Want: verdict.Warn, Reason: "full", Total: 1},
		checktest.Case{Name: "stars of one class", Pages: shop(``, section(praise(36, `<span class="stars"><i>★</i><i>★</i><i>★</i><i>★</i><i>★</i></span>`))), Want: verdict.Warn, Reason: "full", Total: 1},
		checktest.Case{Name: "part of them", Pages: shop(``, section(`<p>Show all 410 reviews</p>`+praise(36, `<span>★★★★★</span>`))), Want: verdict.Unknown, Reason: "part"},
	)
}

func TestHonestRepeats(t *testing.T) {
	const words = "The delivery came the next morning and everything was wrapped so well that not a crumb of wax had broken off."
	several := func(names ...string) string {
		var b strings.Builder
		for i, name := range names {
			b.WriteString(voice(name, fmt.Sprintf("2026-03-%02d", i+1), "5", words))
		}
		return b.String()
	}
	same := func(text string, names ...string) string { return strings.ReplaceAll(several(names...), words, text) }
	beside := func(html string) checktest.Page { return checktest.Page{URL: base + "p/2", HTML: section(html)} }
	checktest.Honest(t, review.Duplicates,
		checktest.Case{Name: "where she lives", Pages: shop(``, section(voices(12)+several("Gwen Morris")), beside(several("Gwen M. from Leeds", "Gwen Morris, Leeds", "Gwen (verified)")))},
		checktest.Case{Name: "the rest of the name is covered", Pages: shop(``, section(voices(12)+several("Gwen Morris")), beside(several("G***", "G. M.", "***n")))},
		checktest.Case{Name: "no name here", Pages: shop(``, section(voices(12)+several("Gwen Morris")), beside(several("Anonymous", "A customer", "Verified buyer")))},
		checktest.Case{Name: "quoted on the home page in the owner's way", Pages: shop(``, section(voices(12)+several("Gwen Morris")), checktest.Page{URL: base + "voices", HTML: section(several("The Morris family"))})},
		checktest.Case{Name: "what everybody writes, twice", Pages: shop(``, section(voices(12)+same("Quick delivery, well packed, lovely goods, gladly again!", "Ann", "Ben")))},
		checktest.Case{Name: "the words of the service", Pages: shop(``, section(voices(12)+same("This verified purchase was rated by the customer after the parcel had been handed over to her at home.", "Ann", "Ben", "Cat", "Dan")))},
	)
	checktest.Table(t, review.Duplicates,
		checktest.Case{Name: "each with words of its own", Pages: shop(``, section(voices(12))), Want: verdict.Pass, Reason: "unlike"},
		checktest.Case{Name: "too few", Pages: shop(``, section(voices(3))), Want: verdict.NotApplicable, Reason: "few"},
		checktest.Case{Name: "few, and the same words of three", Pages: shop(``, section(voices(2)+several("Ann", "Ben", "Cat"))), Want: verdict.Warn, Reason: "repeats", Total: 2},
		checktest.Case{Name: "few, and the same words of two", Pages: shop(``, section(voices(2)+several("Ann", "Ben"))), Want: verdict.NotApplicable, Reason: "few"},
		checktest.Case{Name: "few, and what everybody writes of three", Pages: shop(``, section(voices(2)+same("Quick delivery, well packed, lovely goods, gladly again!", "Ann", "Ben", "Cat"))), Want: verdict.NotApplicable, Reason: "few"},
		checktest.Case{Name: "the same words of many", Pages: shop(``, section(voices(12)+several("Ann", "Ben", "Cat", "Dan"))), Want: verdict.Fail, Reason: "repeats", Total: 3},
		checktest.Case{Name: "what everybody writes, three times", Pages: shop(``, section(voices(40)+same("Quick delivery, well packed, lovely goods, gladly again!", "Ann", "Ben", "Cat"))), Want: verdict.Warn, Reason: "repeats", Total: 2},
	)
}

func TestHonestNotes(t *testing.T) {
	note := func(name, more string) checktest.Case {
		return checktest.Case{Name: name, Pages: shop(``, section(voices(5)+more)), Options: checktest.Options{Markets: []string{eu}}}
	}
	checktest.Honest(t, review.VerificationNote,
		note("below the form, as WooCommerce has it", `<p class="woocommerce-verification-required">Only logged in customers who have purchased this product may leave a review.</p>`),
		note("a mark beside each, told by its title", strings.Replace(voice("Ivy", "2026-05-05", "5", "They are worth every penny of what they cost."), `</time>`, `</time> <span class="badge" title="Verified purchase">✓</span>`, 1)),
		note("a mark beside each, as a picture", strings.Replace(voice("Ivy", "2026-05-05", "5", "They are worth every penny of what they cost."), `</time>`, `</time> <img src="/v.svg" alt="Verified buyer">`, 1)),
		note("where they were written", `<p>These opinions come from our shop on Etsy, where only buyers can write one.</p>`),
		note("profiles at a search engine", `<p>4.9 on Google · <a href="https://g.page/r/CXc0andles/review">Read all reviews on Google</a></p>`),
		note("behind an i", `<details><summary>How do these reviews come about?</summary><p>Whoever has ordered gets a letter from us two weeks later. We look whether the order number is one of ours.</p></details>`),
		note("the terms tell it", `<p>See <a href="/terms#reviews">our terms on reviews</a>.</p>`),
		checktest.Case{Name: "what newspapers wrote", Pages: shop(``, `<section class="testimonials"><h2>In the press</h2><blockquote class="testimonial"><p>One of the last workshops that still pour beeswax by hand, and it shows.</p><cite>The Valley Gazette</cite></blockquote><blockquote class="testimonial"><p>A quiet light for long evenings, made by people who know their bees well.</p><cite>Homes and Hearths Magazine</cite></blockquote></section>`), Options: checktest.Options{Markets: []string{eu}}},
	)
}
