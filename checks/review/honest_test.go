package review_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/review"
)

// voice is one review as themes show it.
func voice(author, day, stars, text string) string {
	return fmt.Sprintf(`<div class="review"><span class="author">%s</span> <time datetime="%s">%s</time> <span class="rating" title="%s out of 5">%s/5</span><p class="review-text">%s</p></div>`, author, day, day, stars, stars, text)
}

// somebody is the name of the i-th buyer.
func somebody(i int) string {
	names := [...]string{"Ada", "Bea", "Carl", "Dot", "Ed", "Fay", "Gus", "Hal", "Ines", "Joe", "Kim"}
	return names[i%len(names)] + fmt.Sprintf("%c Hill", 'a'+i/len(names))
}

// voices are n reviews that differ, each with full marks.
func voices(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(voice(somebody(i), fmt.Sprintf("2026-%02d-%02d", 1+i%10, 1+i%27), "5", fmt.Sprintf("Number %d burned for %d evenings, and the whole house smelled of honey until the last of them.", i, i+3)))
	}
	return b.String()
}

const eu = "eu"

func TestHonestReviews(t *testing.T) {
	reviews := func(list string) string { return `<section class="reviews"><h2>Reviews</h2>` + list + `</section>` }
	data := func(value, count string) string {
		return `<script type="application/ld+json">{"@type":"Product","name":"Pillar","aggregateRating":{"@type":"AggregateRating","ratingValue":"` + value + `","reviewCount":"` + count + `"}}</script>`
	}
	t.Run("distribution", func(t *testing.T) {
		checktest.Honest(t, review.Distribution,
			checktest.Case{Name: "the best stand on top, the rating tells of others", Pages: shop(``, data("4.6", "210")+reviews(`<p>4.6 out of 5 stars, 210 reviews</p>`+voices(35)))},
			checktest.Case{Name: "a young shop", Pages: shop(``, reviews(voices(12)))},
		)
	})
	t.Run("duplicates", func(t *testing.T) {
		const words = "The delivery came the next morning and everything was wrapped so well that not a crumb of wax had broken off."
		none := `The customer has left a rating without writing a text to go with it.`
		short := strings.Repeat(voice("Ann", "2026-03-01", "5", "Great candles, thank you"), 1) + voice("Ben", "2026-03-02", "5", "Great candles, thank you")
		checktest.Honest(t, review.Duplicates,
			checktest.Case{Name: "a name in full here, shortened there", Pages: shop(``, reviews(voices(12)+voice("Gwen Morris", "2026-03-01", "5", words)), checktest.Page{URL: base + "voices", HTML: reviews(voice("Gwen M.", "2026-03-01", "5", words))})},
			checktest.Case{Name: "short praise", Pages: shop(``, reviews(voices(12)+short))},
			checktest.Case{Name: "the service's own words where nothing was written", Pages: shop(``, reviews(voices(12)+voice("Ann", "2026-03-01", "5", none)+voice("Ben", "2026-03-02", "4", none)+voice("Cat", "2026-03-03", "5", none)+voice("Dan", "2026-03-04", "5", none)))},
		)
	})
	t.Run("dates", func(t *testing.T) {
		checktest.Honest(t, review.Dates,
			checktest.Case{Name: "a day written day first in the data", Pages: shop(``, `<script type="application/ld+json">{"@type":"Product","name":"Pillar","review":[{"@type":"Review","author":"Ann","datePublished":"12.11.2026","reviewBody":"They burn for days and smell of nothing but wax and the valley."}]}</script>`)},
			checktest.Case{Name: "the goods come out later", Pages: shop(``, reviews(voices(12))+`<p>Released on <time datetime="2027-01-29">29 January 2027</time></p>`)},
		)
	})
	t.Run("markup", func(t *testing.T) {
		checktest.Honest(t, review.MarkupMatch,
			checktest.Case{Name: "rounded", Pages: shop(``, data("4.75", "84")+`<h2>Reviews</h2><p>4.8 out of 5 stars, 84 reviews</p>`)},
			checktest.Case{Name: "thousands with a comma", Pages: shop(``, data("4.75", "1204")+`<h2>Reviews</h2><p>4.8 out of 5 stars, 1,204 reviews</p>`)},
			checktest.Case{Name: "stars as a picture with words", Pages: shop(``, data("4.5", "12")+`<img src="/stars.png" alt="4.5 out of 5 stars, 12 reviews">`)},
			checktest.Case{Name: "words for those who hear the page", Pages: shop(``, data("4.5", "12")+`<div class="stars" role="img" aria-label="Rated 4.5 out of 5"></div>`)},
			checktest.Case{Name: "stars as a strip of some width", Pages: shop(``, data("4.5", "12")+`<div class="rating-box"><div class="rating" style="width:90%"></div></div><a href="#reviews">12 Review(s)</a>`)},
			checktest.Case{Name: "as a share", Pages: shop(``, data("95", "40")+`<p>95 % of 40 buyers would recommend it (40 reviews)</p>`)},
		)
	})
	t.Run("note", func(t *testing.T) {
		note := func(name, more string) checktest.Case {
			return checktest.Case{Name: name, Pages: shop(``, reviews(voices(5)+more)), Options: checktest.Options{Markets: []string{eu}}}
		}
		checktest.Honest(t, review.VerificationNote,
			note("only buyers are asked", `<p>We write to each buyer three weeks after delivery and ask for a review; nobody else can leave one.</p>`),
			note("nobody checks, and it says so", `<p>We do not check whether those who leave a review have bought the product.</p>`),
			note("a badge beside each", strings.Replace(voice("Ivy", "2026-05-05", "5", "They are worth every penny of what they cost."), `</time>`, `</time> <span class="badge">Verified purchase</span>`, 1)),
			note("a link explains it", `<p><a href="/about-reviews">How we check reviews</a></p>`),
		)
	})
}
