package speed_test

import (
	"testing"
	"time"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/speed"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// timed adds timed loads of the home page, like those of a phone.
func timed(runs ...snapshot.Run) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		for i := range runs {
			runs[i].Mobile, runs[i].Throttled = true, true
		}
		s.Have |= snapshot.HaveBrowser
		s.Renders = append(s.Renders, snapshot.Render{URL: base, Status: 200, Runs: runs, Look: &snapshot.Look{}})
	}
}

func lcp(list ...time.Duration) []snapshot.Run {
	var out []snapshot.Run
	for _, d := range list {
		out = append(out, snapshot.Run{LCP: d, LCPOf: "img: hero.jpg"})
	}
	return out
}

func TestLCP(t *testing.T) {
	busy := lcp(5*time.Second, 5*time.Second, 5*time.Second)
	for i := range busy {
		busy[i].Crowd = 3
	}
	other := func(runs ...snapshot.Run) func(*snapshot.Snapshot) { // the product page was timed, the home page only while this computer was busy
		return func(s *snapshot.Snapshot) {
			timed(busy...)(s)
			timed(runs...)(s)
			s.Renders[1].Page, s.Renders[1].URL = 1, base+"p/1"
		}
	}
	two := append(shop(), checktest.Page{URL: base + "p/1", HTML: `<!doctype html><html lang=en><script type="application/ld+json">{"@type":"Product","name":"Pillar","offers":{"price":"12.90","priceCurrency":"GBP"}}</script><main><h1>Pillar</h1><p>£12.90</p></main></html>`})
	broken := lcp(5*time.Second, 5*time.Second, 5*time.Second)
	for i := range broken {
		broken[i].Fault = "deadline"
	}
	desktop := func(s *snapshot.Snapshot) {
		timed(lcp(9*time.Second, 9*time.Second, 9*time.Second)...)(s)
		for i := range s.Renders[0].Runs {
			s.Renders[0].Runs[i].Mobile = false
		}
	}
	checktest.Table(t, speed.LCP,
		checktest.Case{Name: "quick", Pages: shop(), Edit: timed(lcp(2*time.Second, 1900*ms, 2600*ms)...), Want: verdict.Pass, Reason: "good"},
		checktest.Case{Name: "slow", Pages: shop(), Edit: timed(lcp(3*time.Second, 3100*ms, 2900*ms)...), Want: verdict.Warn, Reason: "bad", Total: 1, At: []string{base}},
		checktest.Case{Name: "very slow", Pages: shop(), Edit: timed(lcp(5*time.Second, 6*time.Second, 4100*ms)...), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "one load in three was quick", Pages: shop(), Edit: timed(lcp(5*time.Second, 6*time.Second, 2*time.Second)...), Want: verdict.Unknown, Reason: "near"},
		checktest.Case{Name: "this computer was busy", Pages: shop(), Edit: timed(busy...), Want: verdict.Unknown, Reason: "busy"},
		checktest.Case{Name: "it was busy with one page, the other is quick", Pages: two, Edit: other(lcp(2*time.Second, 2*time.Second, 2*time.Second)...), Want: verdict.Unknown, Reason: "busy"},
		checktest.Case{Name: "it was busy with one page, the other is slow", Pages: two, Edit: other(lcp(5*time.Second, 5*time.Second, 5*time.Second)...), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "loads that did not come to rest", Pages: shop(), Edit: timed(broken...), Want: verdict.Unknown, Reason: "none"},
		checktest.Case{Name: "nothing was painted", Pages: shop(), Edit: timed(lcp(0, 0, 0)...), Want: verdict.Unknown, Reason: "none"},
		checktest.Case{Name: "one load is not enough", Pages: shop(), Edit: timed(lcp(9 * time.Second)...), Want: verdict.Unknown, Reason: "none"},
		checktest.Case{Name: "loads of a computer do not count", Pages: shop(), Edit: desktop, Want: verdict.Unknown, Reason: "none"},
		checktest.Case{Name: "no browser", Pages: shop(), Want: verdict.Unknown},
	)
}

func TestCLS(t *testing.T) {
	moved := func(list ...float64) []snapshot.Run {
		var out []snapshot.Run
		for _, v := range list {
			out = append(out, snapshot.Run{CLS: v, Shifts: []snapshot.Shift{{Score: v, Of: "div.banner"}}})
		}
		return out
	}
	checktest.Table(t, speed.CLS,
		checktest.Case{Name: "still", Pages: shop(), Edit: timed(moved(0, 0, 0.05)...), Want: verdict.Pass},
		checktest.Case{Name: "moves", Pages: shop(), Edit: timed(moved(0.2, 0.2, 0.2)...), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "jumps", Pages: shop(), Edit: timed(moved(0.4, 0.3, 0.4)...), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "jumps sometimes", Pages: shop(), Edit: timed(moved(0.4, 0, 0.4)...), Want: verdict.Unknown, Reason: "near"},
	)
}

func TestTBT(t *testing.T) {
	blocked := func(list ...time.Duration) []snapshot.Run {
		var out []snapshot.Run
		for _, v := range list {
			out = append(out, snapshot.Run{TBT: v, LongTasks: 3, Longest: v})
		}
		return out
	}
	checktest.Table(t, speed.TBT,
		checktest.Case{Name: "free", Pages: shop(), Edit: timed(blocked(0, 0, 90*ms)...), Want: verdict.Pass},
		checktest.Case{Name: "held up", Pages: shop(), Edit: timed(blocked(400*ms, 300*ms, 350*ms)...), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "blocked", Pages: shop(), Edit: timed(blocked(2*time.Second, time.Second, time.Second)...), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "no browser", Pages: shop(), Want: verdict.Unknown},
	)
}

func TestPageWeight(t *testing.T) {
	const product = `<!doctype html><html lang=en><body><main><h1>Wax</h1><p>$12.00</p><form action="/cart/add" method=post><input name=qty type=number><button>Add to cart</button></form></main>
<script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"Wax","offers":{"@type":"Offer","price":"12.00","priceCurrency":"USD"}}</script></body></html>`
	pages := append(shop(), checktest.Page{URL: base + "wax", HTML: product})
	weighs := func(kind string, bytes int64) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) {
			s.Have |= snapshot.HaveBrowser
			s.Renders = append(s.Renders, snapshot.Render{Page: 1, URL: base + "wax", Status: 200, Look: &snapshot.Look{Traffic: []snapshot.Traffic{
				{Host: "shop.example", Kind: "document", Requests: 1, Bytes: 9000}, {Host: "cdn.example", Kind: kind, Requests: 9, Bytes: bytes},
			}}})
		}
	}
	checktest.Table(t, speed.PageWeight,
		checktest.Case{Name: "light", Pages: pages, Edit: weighs("image", 1_000_000), Want: verdict.Pass},
		checktest.Case{Name: "heavy", Pages: pages, Edit: weighs("image", 3_000_000), Want: verdict.Warn, Total: 2},
		checktest.Case{Name: "very heavy", Pages: pages, Edit: weighs("script", 6_000_000), Want: verdict.Fail, Total: 2},
		checktest.Case{Name: "a film", Pages: pages, Edit: weighs("media", 60_000_000), Want: verdict.Pass},
		checktest.Case{Name: "only the home page was loaded", Pages: pages, Edit: timed(), Want: verdict.Unknown, Reason: "none"},
	)
}
