package integrity_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/integrity"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

const base = "https://valley-candles.co.uk/"

func TestTexts(t *testing.T) {
	set, err := checks.NewSet(integrity.All)
	if err != nil {
		t.Fatal(err)
	}
	checktest.Meta(t, set)
}

func shop(product string) []checktest.Page {
	frame := func(main string) string {
		return `<html lang="en"><head><title>Valley Candles</title></head><body><header><nav><a href="/">Home</a> <a href="/p/1">Pillar</a></nav></header><main>` + main + `</main></body></html>`
	}
	return []checktest.Page{
		{URL: base, HTML: frame(`<h1>Candles</h1><p>We pour every candle by hand from the wax of beekeepers in the valley.</p>`)},
		{URL: base + "p/1", HTML: frame(`<script type="application/ld+json">{"@type":"Product","name":"Pillar","offers":{"price":"12.90","priceCurrency":"GBP"}}</script><h1>Pillar</h1><p>£12.90</p>` + product)},
	}
}

const restart = `<script>var end = new Date().getTime() + 15*60*1000; setInterval(function(){ showCountdown(end - Date.now()); }, 1000);</script>`

func TestCountdown(t *testing.T) {
	start := time.Date(2026, 11, 26, 10, 0, 0, 0, time.UTC)
	watch := func(kind string, gap time.Duration, left ...time.Duration) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) {
			w := snapshot.Watch{URL: base + "p/1", Kind: kind, Text: "Sale ends in"}
			for i, l := range left {
				w.Readings = append(w.Readings, snapshot.Reading{At: start.Add(time.Duration(i) * gap), Fresh: true, Left: l})
			}
			s.Watches = append(s.Watches, w)
		}
	}
	const minutes = 14 * time.Minute
	checktest.Table(t, integrity.Countdown,
		checktest.Case{Name: "reckoned from the moment of opening", Pages: shop(`<p>Sale ends in 14:59</p>` + restart), Want: verdict.Fail, Total: 1, Key: "by-code", At: []string{base + "p/1"}},
		checktest.Case{Name: "the same code in a file", Pages: shop(`<p>Sale ends in 14:59</p>`), Edit: func(s *snapshot.Snapshot) {
			s.Scripts = []snapshot.Script{{Haste: []snapshot.Mark{{Kind: snapshot.MarkCode, Value: snapshot.CodeRestart, Snippet: "var end = Date.now() + 900000"}}}}
		}, Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "a timer that belongs to no offer", Pages: shop(`<p>Your basket is kept for 15 minutes</p>` + restart), Want: verdict.NotApplicable, Reason: "none"},
		checktest.Case{Name: "until the parcels are fetched", Pages: shop(`<p>Order within 2 h 10 min for dispatch today</p><script>var t = new Date(); t.setHours(15,0,0,0); setInterval(function(){ dispatchTimer(t) }, 1000)</script>`), Want: verdict.NotApplicable},
		checktest.Case{Name: "a real end", Pages: shop(`<p>Sale ends in 2 days 04:10:11</p><script>var end = new Date("2026-12-01"); setInterval(function(){ showCountdown(end - Date.now()); }, 1000);</script>`), Want: verdict.Unknown, Reason: "unproven"},
		checktest.Case{Name: "read again over three hours", Pages: shop(``), Edit: watch("offer", time.Hour, minutes, minutes, minutes, minutes), Want: verdict.Fail, Total: 1, Key: "by-time"},
		checktest.Case{Name: "read again over a minute, which a page kept ready for all would do as well", Pages: shop(``), Edit: watch("offer", 20*time.Second, minutes, minutes, minutes), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "it ran on", Pages: shop(``), Edit: watch("offer", time.Hour, 5*time.Hour, 4*time.Hour, 3*time.Hour), Want: verdict.Pass},
		checktest.Case{Name: "two readings are too few", Pages: shop(``), Edit: watch("offer", 3*time.Hour, minutes, minutes), Want: verdict.NotApplicable},
		checktest.Case{Name: "dispatch begins anew each day", Pages: shop(``), Edit: watch("dispatch", 24*time.Hour, minutes, minutes, minutes), Want: verdict.NotApplicable},
	)
}

// claimRead makes a claim that visitors read: of each the numbers in turn, where nothing came to the page in between if silent.
func claimRead(kind, text string, silent bool, gap time.Duration, visitors ...[]int) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		at := time.Date(2026, 11, 26, 10, 0, 0, 0, time.UTC)
		w := snapshot.Watch{URL: base + "p/1", Kind: kind, Text: text}
		for _, numbers := range visitors {
			for i, n := range numbers {
				w.Readings = append(w.Readings, snapshot.Reading{At: at.Add(time.Duration(i) * 3 * time.Second), Fresh: i == 0, Number: n, Silent: silent && i > 0})
			}
			at = at.Add(gap)
		}
		s.Watches = append(s.Watches, w)
	}
}

// soldIn is a script with purchases written down, last changed so long before the look.
func soldIn(age time.Duration) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		s.Taken = time.Date(2026, 11, 26, 10, 0, 0, 0, time.UTC)
		s.Scripts = []snapshot.Script{{Changed: s.Taken.Add(-age), Haste: []snapshot.Mark{{
			Kind: snapshot.MarkCode, Value: snapshot.CodeSold, Snippet: `["Anna from Leeds just bought this 2 minutes ago", "Ben`,
		}}}}
	}
}

// TestActivityClaimsThatWereRead holds the check to what two visitors read.
func TestActivityClaimsThatWereRead(t *testing.T) {
	const people, left, bought, gap = "17 people are viewing this", "only 9 left in stock", "Anna from Leeds just bought this 2 minutes ago", 2 * time.Minute
	both := func(a, b func(*snapshot.Snapshot)) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) { a(s); b(s) }
	}
	checktest.Table(t, integrity.ActivityClaims,
		checktest.Case{Name: "people come and go while nothing comes", Pages: shop(``), Edit: claimRead("activity", people, true, gap, []int{17, 19, 18}, []int{12, 11, 14}), Want: verdict.Fail, Total: 1, Key: "activity-read", At: []string{base + "p/1"}},
		checktest.Case{Name: "goods go by themselves and are back", Pages: shop(``), Edit: claimRead("stock", left, true, gap, []int{9, 8, 7}, []int{9, 8, 7}), Want: verdict.Fail, Total: 1, Key: "stock-read"},
		checktest.Case{Name: "the shop sends the number", Pages: shop(``), Edit: claimRead("activity", people, false, gap, []int{17, 19, 18}, []int{12, 11, 14}), Want: verdict.Pass},
		checktest.Case{Name: "one visitor is not enough", Pages: shop(``), Edit: claimRead("activity", people, true, gap, []int{17, 19, 18}), Want: verdict.Pass},
		checktest.Case{Name: "one change is not enough", Pages: shop(``), Edit: claimRead("activity", people, true, gap, []int{17, 19}, []int{12, 11}), Want: verdict.Pass},
		checktest.Case{Name: "it only grows, as a clock", Pages: shop(``), Edit: claimRead("activity", people, true, gap, []int{2, 3, 4}, []int{2, 3, 4}), Want: verdict.Pass},
		checktest.Case{Name: "several goods in turn", Pages: shop(``), Edit: claimRead("stock", left, true, gap, []int{9, 4, 6}, []int{9, 4, 6}), Want: verdict.Pass},
		checktest.Case{Name: "goods that stay gone", Pages: shop(``), Edit: claimRead("stock", left, true, gap, []int{9, 8, 7}, []int{6, 5, 4}), Want: verdict.Pass},
		checktest.Case{Name: "another number at each visit", Pages: shop(``), Edit: claimRead("activity", people, true, gap, []int{17}, []int{23}), Want: verdict.Pass},
		checktest.Case{Name: "an old file tells of the last minutes", Pages: shop(``), Edit: both(soldIn(72*time.Hour), claimRead("bought", bought, false, gap, []int{0}, []int{0})), Want: verdict.Fail, Total: 1, Key: "sold-old"},
		checktest.Case{Name: "an old file of which nobody was told anything", Pages: shop(``), Edit: soldIn(72 * time.Hour), Want: verdict.Pass},
		checktest.Case{Name: "a file of today", Pages: shop(``), Edit: soldIn(time.Minute), Want: verdict.Pass},
		checktest.Case{Name: "a file of today, equally old for both", Pages: shop(``), Edit: both(soldIn(time.Minute), claimRead("bought", bought, false, gap, []int{0}, []int{0})), Want: verdict.Warn, Reason: "told", Total: 1, Key: "sold-read"},
		checktest.Case{Name: "equally old, but soon after one another", Pages: shop(``), Edit: both(soldIn(time.Minute), claimRead("bought", bought, false, 40*time.Second, []int{0}, []int{0})), Want: verdict.Pass},
		checktest.Case{Name: "equally old, and no code tells of it", Pages: shop(``), Edit: claimRead("bought", bought, false, gap, []int{0}, []int{0}), Want: verdict.Pass},
		checktest.Case{Name: "no page was seen", Pages: []checktest.Page{{URL: base, Status: 403, HTML: `<h1>Forbidden</h1>`}}, Edit: func(s *snapshot.Snapshot) { s.Have = snapshot.HaveEntry }, Want: verdict.Unknown},
		checktest.Case{Name: "hours need not have grown", Pages: shop(``), Edit: both(soldIn(time.Minute), claimRead("bought", "Anna from Leeds just bought this 2 hours ago", false, gap, []int{0}, []int{0})), Want: verdict.Pass},
	)
}

func TestActivityClaims(t *testing.T) {
	checktest.Table(t, integrity.ActivityClaims,
		checktest.Case{Name: "none", Pages: shop(``), Want: verdict.Pass},
		checktest.Case{Name: "visitors by chance", Pages: shop(`<p><span id="viewers">12</span> people are viewing this</p><script>document.getElementById("viewers").textContent = Math.floor(Math.random()*30)+5;var viewers = Math.floor(Math.random()*30)+5;</script>`), Want: verdict.Fail, Total: 1, Key: "activity"},
		checktest.Case{Name: "goods by chance", Pages: shop(`<script>var stockLeft = Math.floor(Math.random() * 5) + 1; $("#stock").text("Only " + stockLeft + " left in stock");</script>`), Want: verdict.Fail, Total: 1, Key: "stock"},
		checktest.Case{Name: "a list in turn beside two products", Pages: turned("just bought this", "just bought this"), Want: verdict.Fail, Total: 1, Key: "turn"},
		checktest.Case{Name: "a list in turn beside one", Pages: turned("just bought this", ""), Want: verdict.Pass},
		checktest.Case{Name: "a list of what people say", Pages: turned("says hello", "says hello"), Want: verdict.Pass},
		checktest.Case{Name: "a buyer from lists", Pages: shop(`<script>setInterval(() => { toast.innerHTML = names[Math.floor(Math.random()*names.length)] + " from " + cities[Math.floor(Math.random()*cities.length)] + " just bought this"; }, 9000);</script>`), Want: verdict.Fail, Total: 1, Key: "buyer"},
		checktest.Case{Name: "a purchase of the shop", Pages: shop(`<script>const o = orders[Math.floor(Math.random()*orders.length)]; toast.innerHTML = o.name + " from " + o.city + " just bought this";</script>`), Want: verdict.Pass},
		checktest.Case{Name: "a number of the shop", Pages: shop(`<p>12 people are viewing this</p><script>fetch("/viewers").then(show)</script>`), Want: verdict.Pass},
		checktest.Case{Name: "chance without a claim", Pages: shop(`<script>var viewers = Math.floor(Math.random()*30)+5; ab(viewers);</script>`), Want: verdict.Pass},
		checktest.Case{Name: "nothing was seen", Pages: []checktest.Page{{URL: base, Status: 403, HTML: `<h1>Forbidden</h1>`}}, Edit: func(s *snapshot.Snapshot) { s.Have = snapshot.HaveEntry }, Want: verdict.Unknown},
	)
}

func TestPrechecked(t *testing.T) {
	box := func(label, more string) []checktest.Page {
		return shop(`<form method="post" action="/cart/add"><input type="number" name="quantity" value="1"><label><input type="checkbox" name="x" ` + more + `> ` + label + `</label><button>Add to cart</button></form>`)
	}
	eu := checktest.Options{Markets: []string{"eu"}}
	checktest.Table(t, integrity.Prechecked,
		checktest.Case{Name: "insurance", Pages: box("Add shipping protection for £2.95", "checked"), Options: eu, Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "insurance, in no form", Pages: shop(`<p><input type="checkbox" id="s" name="s" checked> <label for="s">Add shipping protection for £2.95</label></p>`), Options: eu, Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "insurance, in no form, within its label", Pages: shop(`<label><input type="checkbox" checked="checked"> Add shipping protection (+£2.95)</label>`), Options: eu, Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "insurance to be chosen, in no form", Pages: shop(`<label><input type="checkbox"> Add shipping protection (+£2.95)</label>`), Options: eu, Want: verdict.NotApplicable},
		checktest.Case{Name: "news, in no form", Pages: shop(`<label><input type="checkbox" checked> Send me news and £5 off</label>`), Options: eu, Want: verdict.NotApplicable},
		checktest.Case{Name: "insurance to be chosen", Pages: box("Add shipping protection for £2.95", ""), Options: eu, Want: verdict.Pass},
		checktest.Case{Name: "wrapping, as a verb", Pages: box("Wrap it as a gift (£2.50)", "checked"), Options: eu, Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "whatever comes on top", Pages: box("In Packpapier mit Siegel einschlagen (+ 2,50 €)", "checked"), Options: eu, Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "whatever comes on top, in French", Pages: box("Préparation soignée par nos lutins : + 1,90 €", "checked"), Options: eu, Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "whatever comes on top, in Polish", Pages: box("Kokarda z rafii +4,90 zł", "checked"), Options: eu, Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "nothing on top", Pages: box("Mit Schleife (+ 0,00 €)", "checked"), Options: eu, Want: verdict.Pass},
		checktest.Case{Name: "on top of a deposit", Pages: box("Kaucja za butelkę +0,50 zł", "checked"), Options: eu, Want: verdict.Pass},
		checktest.Case{Name: "what is in the price of it", Pages: box("Seidenpapier, im Preis enthalten (Wert + 2 €)", "checked"), Options: eu, Want: verdict.Pass},
		checktest.Case{Name: "a telephone number and a price", Pages: box("Ruft mich an unter +49 30 901820, Artikel zu 12 €", "checked"), Options: eu, Want: verdict.Pass},
		checktest.Case{Name: "free wrapping", Pages: box("Free gift wrapping (worth £2.95)", "checked"), Options: eu, Want: verdict.Pass},
		checktest.Case{Name: "a deposit", Pages: box("Deposit for the insurance of bottles £0.25", "checked"), Options: eu, Want: verdict.Pass},
		checktest.Case{Name: "a newsletter", Pages: box("Send me news", "checked"), Options: eu, Want: verdict.Pass},
		checktest.Case{Name: "no form", Pages: shop(``), Options: eu, Want: verdict.NotApplicable, Reason: "forms"},
	)
}

// turned is a shop with two products, whose pages let people in a list say something one after the other.
func turned(words ...string) []checktest.Page {
	pages := shop("")
	for i, w := range words {
		script := ""
		if w != "" {
			script = `<script>var k=["Ann from Leeds","Tom from Hull","Ivy from Bath"],i=0;function next(){toast.textContent=k[i++%k.length]+" ` + w + `";setTimeout(next,9000)}next()</script>`
		}
		pages = append(pages, checktest.Page{URL: fmt.Sprintf("%sp/turn-%d", base, i), HTML: fmt.Sprintf(`<html lang="en"><head><title>Turned bowl %d</title><script type="application/ld+json">{"@type":"Product","name":"Turned bowl %[1]d","offers":{"price":"12","priceCurrency":"GBP"}}</script></head><body><h1>Turned bowl %[1]d</h1><p>£12.00</p>%s</body></html>`, i, script)})
	}
	return pages
}
