package integrity_test

import (
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

func TestActivityClaims(t *testing.T) {
	checktest.Table(t, integrity.ActivityClaims,
		checktest.Case{Name: "none", Pages: shop(``), Want: verdict.Pass},
		checktest.Case{Name: "visitors by chance", Pages: shop(`<p><span id="viewers">12</span> people are viewing this</p><script>document.getElementById("viewers").textContent = Math.floor(Math.random()*30)+5;var viewers = Math.floor(Math.random()*30)+5;</script>`), Want: verdict.Fail, Total: 1, Key: "activity"},
		checktest.Case{Name: "goods by chance", Pages: shop(`<script>var stockLeft = Math.floor(Math.random() * 5) + 1; $("#stock").text("Only " + stockLeft + " left in stock");</script>`), Want: verdict.Fail, Total: 1, Key: "stock"},
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
		checktest.Case{Name: "insurance to be chosen", Pages: box("Add shipping protection for £2.95", ""), Options: eu, Want: verdict.Pass},
		checktest.Case{Name: "free wrapping", Pages: box("Free gift wrapping (worth £2.95)", "checked"), Options: eu, Want: verdict.Pass},
		checktest.Case{Name: "a deposit", Pages: box("Deposit for the insurance of bottles £0.25", "checked"), Options: eu, Want: verdict.Pass},
		checktest.Case{Name: "a newsletter", Pages: box("Send me news", "checked"), Options: eu, Want: verdict.Pass},
		checktest.Case{Name: "no form", Pages: shop(``), Options: eu, Want: verdict.NotApplicable, Reason: "forms"},
	)
}
