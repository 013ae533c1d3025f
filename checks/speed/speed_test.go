package speed_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/speed"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

const (
	base = "https://shop.example/"
	ms   = time.Millisecond
)

func TestTextsKeepTheHouseRules(t *testing.T) {
	set, err := checks.NewSet(speed.All)
	if err != nil {
		t.Fatal(err)
	}
	checktest.Meta(t, set)
}

func shop(paths ...string) []checktest.Page {
	pages := []checktest.Page{{URL: base, HTML: `<!doctype html><html lang=en><body><main><h1>Candles</h1><p>Made of wax, <a href="/a">a</a> and <a href="/b">b</a>.</p></main></body></html>`}}
	for _, p := range paths {
		pages = append(pages, checktest.Page{URL: base + p, HTML: `<!doctype html><html lang=en><body><main><h1>Wax</h1><p>It burns.</p></main></body></html>`})
	}
	return pages
}

// sample times one answer of the home page.
func sample(wait, receive, connect time.Duration) snapshot.Exchange {
	return snapshot.Exchange{Label: "sample", URL: base, Hops: []snapshot.Hop{{URL: base, Status: 200, Times: snapshot.Times{Connect: connect, Wait: wait, Receive: receive}}}}
}

func samples(list ...snapshot.Exchange) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) { s.Samples, s.Have = list, s.Have|snapshot.HaveSamples }
}

func waits(connect time.Duration, list ...time.Duration) func(*snapshot.Snapshot) {
	var out []snapshot.Exchange
	for _, w := range list {
		out = append(out, sample(w, ms, connect))
	}
	return samples(out...)
}

func judge(t *testing.T, c checks.Check, edit func(*snapshot.Snapshot)) verdict.Result {
	t.Helper()
	snap := checktest.Shop(t, shop()...)
	edit(snap)
	return checktest.Run(t, c, checktest.Input(t, snap, checktest.Options{}))
}

func TestTTFB(t *testing.T) {
	errored := sample(5000*ms, 0, 0)
	errored.Hops[0].Status = 503
	elsewhere := sample(5000*ms, 0, 0)
	elsewhere.Hops[0].URL = "https://shop.example/unknown"
	checktest.Table(t, speed.TTFB,
		checktest.Case{Name: "quick", Pages: shop(), Edit: waits(ms, 100*ms, 120*ms, 110*ms, 90*ms, 100*ms), Want: verdict.Pass},
		checktest.Case{Name: "just good", Pages: shop(), Edit: waits(ms, 800*ms), Want: verdict.Pass},
		checktest.Case{Name: "one slow answer is no slow shop", Pages: shop(), Edit: waits(ms, 4000*ms, 120*ms, 110*ms, 90*ms, 100*ms), Want: verdict.Pass},
		checktest.Case{Name: "slow set-up of the connection is not counted", Pages: shop(), Edit: waits(900*ms, 300*ms, 310*ms, 320*ms), Want: verdict.Pass},
		checktest.Case{Name: "middling", Pages: shop(), Edit: waits(ms, 1200*ms, 1300*ms, 1400*ms), Want: verdict.Warn, Total: 1, At: []string{base}},
		checktest.Case{Name: "slow", Pages: shop(), Edit: waits(ms, 2500*ms, 2400*ms, 2600*ms), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "far away from us", Pages: shop(), Edit: waits(300*ms, 1000*ms, 1000*ms, 1000*ms), Want: verdict.Unknown, Reason: "far"},
		checktest.Case{Name: "far away and slow", Pages: shop(), Edit: waits(300*ms, 5000*ms, 5000*ms, 5000*ms), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "errors and other pages are not timed", Pages: shop(), Edit: samples(errored, elsewhere), Want: verdict.Unknown, Reason: "no-time"},
		checktest.Case{Name: "the crawl's own timing where there is no other", Pages: shop(), Want: verdict.Pass},
	)
	r := judge(t, speed.TTFB, waits(ms, 1300*ms, 1300*ms, 1300*ms, 1300*ms, 1300*ms))
	if r.Grade != 0.5 || r.Confidence != verdict.Sure || r.Findings[0].Evidence[0].Value != "1.30 s" {
		t.Errorf("halfway between the limits: grade %v, confidence %s, %+v", r.Grade, r.Confidence, r.Findings)
	}
	if r := judge(t, speed.TTFB, waits(ms, 1300*ms)); r.Confidence != verdict.Likely {
		t.Errorf("a single timing has confidence %s", r.Confidence)
	}
}

func TestHTMLTotal(t *testing.T) {
	checktest.Table(t, speed.HTMLTotal,
		checktest.Case{Name: "quick", Pages: shop(), Edit: samples(sample(100*ms, 200*ms, ms)), Want: verdict.Pass},
		checktest.Case{Name: "connection set-up is not counted", Pages: shop(), Edit: samples(sample(100*ms, 200*ms, 5000*ms)), Want: verdict.Pass},
		checktest.Case{Name: "drips", Pages: shop(), Edit: samples(sample(100*ms, 2000*ms, ms)), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "drips for long", Pages: shop(), Edit: samples(sample(100*ms, 4000*ms, ms)), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "nothing timed", Pages: []checktest.Page{{URL: base, Status: 500}}, Want: verdict.Unknown},
	)
}

// edit changes the exchange of a page.
func edit(id snapshot.PageID, change func(*snapshot.Exchange)) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		p, _ := s.Pages.Get(id)
		change(&p.Exchange)
	}
}

func silent(url string, tries int, at time.Duration) func(*snapshot.Exchange) {
	return func(ex *snapshot.Exchange) {
		ex.URL, ex.Hops, ex.Tries, ex.At = url, nil, tries, at
		ex.Err = &snapshot.Fault{Kind: snapshot.FaultTimeout, Text: "no answer within the time allowed"}
	}
}

func pictures(n int) []checktest.Page {
	var list []checktest.Page
	for i := range n {
		list = append(list, checktest.Page{URL: fmt.Sprintf("%spicture-%d.png", base, i), HTML: "\x89PNG", Header: map[string][]string{"Content-Type": {"image/png"}}})
	}
	return list
}

func TestTimeouts(t *testing.T) {
	many := make([]string, 60)
	for i := range many {
		many[i] = "p" + string(rune('A'+i))
	}
	both := func(list ...func(*snapshot.Snapshot)) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) {
			for _, f := range list {
				f(s)
			}
		}
	}
	short := func(s *snapshot.Snapshot) { s.Limits.Exchange = 3 * time.Second }
	slow := func(ex *snapshot.Exchange) { ex.Hops[0].Times.Wait = 11 * time.Second }
	drip := func(ex *snapshot.Exchange) { ex.Hops[0].Times.Receive = 12 * time.Second }
	cancelled := func(ex *snapshot.Exchange) { ex.Hops, ex.Err = nil, &snapshot.Fault{Kind: snapshot.FaultCancelled} }
	checktest.Table(t, speed.Timeouts,
		checktest.Case{Name: "all in time", Pages: shop("a", "b"), Want: verdict.Pass},
		checktest.Case{Name: "one of three, found from the home page", Pages: shop("a", "b"), Edit: edit(1, silent(base+"a", 3, time.Second)), Want: verdict.Fail, Total: 1, At: []string{base}},
		checktest.Case{Name: "one of many", Pages: shop(many...), Edit: edit(5, silent(base+"x", 3, time.Second)), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "silent once only", Pages: shop("a", "b"), Edit: edit(1, silent(base+"a", 1, time.Second)), Want: verdict.Pass},
		checktest.Case{Name: "we stopped", Pages: shop("a", "b"), Edit: edit(1, cancelled), Want: verdict.Pass},
		checktest.Case{Name: "answered too late", Pages: shop("a", "b"), Edit: edit(2, slow), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "dripped for too long", Pages: shop("a", "b"), Edit: edit(2, drip), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "several hosts in one second", Pages: shop("a", "b"),
			Edit: both(edit(1, silent("https://shop.example/a", 3, 5*time.Second)), edit(2, silent("https://blog.shop.example/b", 3, 5*time.Second))), Want: verdict.Pass},
		checktest.Case{Name: "we did not wait long enough", Pages: shop("a", "b"), Edit: both(short, edit(1, silent(base+"a", 3, time.Second))), Want: verdict.Unknown, Reason: "impatient"},
		checktest.Case{Name: "we did not have to wait", Pages: shop("a", "b"), Edit: short, Want: verdict.Pass},
		checktest.Case{Name: "pictures do not thin it out", Pages: append(shop("a", "b"), pictures(60)...), Edit: edit(1, silent(base+"a", 3, time.Second)), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "nothing answers", Pages: shop(), Edit: edit(0, silent(base, 3, time.Second)), Want: verdict.Unknown},
	)
}

func TestRedirectChain(t *testing.T) {
	chain := func(label string, urls ...string) func(*snapshot.Snapshot) {
		ex := snapshot.Exchange{Label: label, URL: urls[0], Tries: 1}
		for i, u := range urls {
			status := 301
			if i == len(urls)-1 {
				status = 200
			}
			ex.Hops = append(ex.Hops, snapshot.Hop{URL: u, Status: status})
		}
		return func(s *snapshot.Snapshot) { s.Entry = []snapshot.Exchange{ex} }
	}
	ring := func(s *snapshot.Snapshot) {
		chain("http", "http://shop.example/", base, "http://shop.example/")(s)
		s.Entry[0].Err = &snapshot.Fault{Kind: snapshot.FaultRedirectLoop}
	}
	cut := func(s *snapshot.Snapshot) {
		chain("http", "http://shop.example/", base)(s)
		s.Entry[0].Err = &snapshot.Fault{Kind: snapshot.FaultTimeout}
	}
	checktest.Table(t, speed.RedirectChain,
		checktest.Case{Name: "none", Pages: shop(), Edit: chain("https", base), Want: verdict.Pass},
		checktest.Case{Name: "to https and on to www", Pages: shop(), Edit: chain("http", "http://shop.example/", base, "https://www.shop.example/"), Want: verdict.Pass},
		checktest.Case{Name: "three", Pages: shop(), Edit: chain("http", "http://shop.example/", base, "https://www.shop.example/", "https://www.shop.example/en/"), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "four", Pages: shop(), Edit: chain("http", base+"1", base+"2", base+"3", base+"4", base+"5"), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "ring", Pages: shop(), Edit: ring, Want: verdict.Fail, Reason: "ring", Total: 1},
		checktest.Case{Name: "an inner page's way is not the home page's", Pages: shop(), Edit: chain("http-deep", base+"1", base+"2", base+"3", base+"4", base+"5"), Want: verdict.Unknown},
		checktest.Case{Name: "the way was cut", Pages: shop(), Edit: cut, Want: verdict.Unknown},
	)
}
