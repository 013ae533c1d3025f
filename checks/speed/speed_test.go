package speed_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
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
	return sampleOf(base, wait, receive, connect)
}

func sampleOf(url string, wait, receive, connect time.Duration) snapshot.Exchange {
	return snapshot.Exchange{Label: "sample", URL: url, Hops: []snapshot.Hop{{URL: url, Status: 200, Times: snapshot.Times{Connect: connect, Wait: wait, Receive: receive}}}}
}

func samples(list ...snapshot.Exchange) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		s.Samples, s.Have = append(s.Samples, list...), s.Have|snapshot.HaveSamples
	}
}

func waits(connect time.Duration, list ...time.Duration) func(*snapshot.Snapshot) {
	return waitsOf(base, connect, list...)
}

func waitsOf(url string, connect time.Duration, list ...time.Duration) func(*snapshot.Snapshot) {
	var out []snapshot.Exchange
	for _, w := range list {
		out = append(out, sampleOf(url, w, ms, connect))
	}
	return samples(out...)
}

// all makes several changes.
func all(list ...func(*snapshot.Snapshot)) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		for _, f := range list {
			f(s)
		}
	}
}

func judge(t *testing.T, c checks.Check, edit func(*snapshot.Snapshot)) verdict.Result {
	t.Helper()
	snap := checktest.Shop(t, store()...)
	edit(snap)
	return checktest.Run(t, c, checktest.Input(t, snap, checktest.Options{}))
}

const hello = `<p>We pour every candle by hand from the wax of beekeepers in the valley, and we are glad when somebody likes the smell of it.</p>`

// store is a shop with pages of every kind that is timed, of which enough is seen to say that something is missing.
func store() []checktest.Page {
	frame := `<header><nav><a href="/">Home</a> <a href="/candles">Candles</a> <a href="/cart">Cart</a></nav></header>`
	page := func(path, main string) checktest.Page {
		return checktest.Page{URL: base + path, HTML: `<!doctype html><html lang=en><title>Valley Candles</title><body>` + frame + `<main>` + main + hello + hello + `</main></body></html>`}
	}
	thing := func(n string) checktest.Page {
		return page("p/"+n, `<h1>Candle `+n+`</h1><p>€ 12.00</p><form action="/cart" method=post><input name=quantity><button>Add to cart</button></form><script type="application/ld+json">{"@type":"Product","name":"Candle `+n+`"}</script>`)
	}
	return []checktest.Page{
		page("", `<h1>Candles</h1><p>Made of wax.</p>`),
		page("candles", `<h1>Candles</h1><p><a href="/p/1">Candle 1</a> € 12.00</p><p><a href="/p/2">Candle 2</a> € 12.00</p>`),
		thing("1"), thing("2"),
		page("cart", `<h1>Your cart</h1><p>Your cart is empty.</p>`),
	}
}

const listing, product, cart = base + "candles", base + "p/1", base + "cart"

// silences are timings that brought no answer.
func silences(url string, n int) func(*snapshot.Snapshot) {
	var out []snapshot.Exchange
	for range n {
		out = append(out, snapshot.Exchange{Label: "sample", URL: url, Err: &snapshot.Fault{Kind: snapshot.FaultTimeout}})
	}
	return samples(out...)
}

// slept marks the timings so far as the first after a long time.
func slept(s *snapshot.Snapshot) {
	for i := range s.Samples {
		s.Samples[i].Hops[0].Setting = "first"
	}
}

func TestTTFB(t *testing.T) {
	errored := sample(5000*ms, 0, 0)
	errored.Hops[0].Status = 503
	elsewhere := sample(5000*ms, 0, 0)
	elsewhere.Hops[0].URL = "https://shop.example/unknown"
	loaded := edit(0, func(ex *snapshot.Exchange) { ex.Hops[0].Times.Wait = 4 * time.Second })
	checktest.Table(t, speed.TTFB,
		checktest.Case{Name: "quick", Pages: shop(), Edit: waits(ms, 100*ms, 120*ms, 110*ms, 90*ms, 100*ms), Want: verdict.Pass},
		checktest.Case{Name: "just good", Pages: shop(), Edit: waits(ms, 800*ms), Want: verdict.Pass},
		checktest.Case{Name: "one slow answer is no slow shop", Pages: shop(), Edit: waits(ms, 4000*ms, 120*ms, 110*ms, 90*ms, 100*ms), Want: verdict.Pass},
		checktest.Case{Name: "one slow answer, and no other", Pages: shop(), Edit: waits(ms, 4000*ms), Want: verdict.Unknown, Reason: "few"},
		checktest.Case{Name: "one slow answer of two", Pages: shop(), Edit: waits(ms, 4000*ms, 100*ms), Want: verdict.Unknown, Reason: "few"},
		checktest.Case{Name: "one slow answer of three", Pages: shop(), Edit: waits(ms, 4000*ms, 100*ms, 100*ms), Want: verdict.Pass},
		checktest.Case{Name: "slow set-up of the connection is not counted", Pages: shop(), Edit: waits(900*ms, 300*ms, 310*ms, 320*ms), Want: verdict.Pass},
		checktest.Case{Name: "middling", Pages: shop(), Edit: waits(ms, 1200*ms, 1300*ms, 1400*ms), Want: verdict.Warn, Total: 1, At: []string{base}},
		checktest.Case{Name: "slow", Pages: shop(), Edit: waits(ms, 2500*ms, 2400*ms, 2600*ms), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "jitters over the limit", Pages: shop(), Edit: waits(ms, 700*ms, 950*ms, 820*ms, 780*ms, 900*ms, 840*ms), Want: verdict.Unknown, Reason: "near"},
		checktest.Case{Name: "jitters below the limit", Pages: shop(), Edit: waits(ms, 700*ms, 950*ms, 720*ms, 780*ms, 690*ms, 840*ms), Want: verdict.Pass},
		checktest.Case{Name: "jitters between bad and worse", Pages: shop(), Edit: waits(ms, 1700*ms, 1900*ms, 2000*ms, 1850*ms, 1950*ms, 1750*ms), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "far away from us", Pages: shop(), Edit: waits(300*ms, 1000*ms, 1000*ms, 1000*ms), Want: verdict.Unknown, Reason: "far"},
		checktest.Case{Name: "far away and slow", Pages: shop(), Edit: waits(300*ms, 5000*ms, 5000*ms, 5000*ms), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "the first answer after a long sleep", Pages: shop(), Edit: all(waits(ms, 6000*ms, 6000*ms, 6000*ms), slept, waits(ms, 100*ms, 100*ms, 100*ms)), Want: verdict.Pass},
		checktest.Case{Name: "errors and other pages are not timed", Pages: shop(), Edit: samples(errored, elsewhere), Want: verdict.Unknown, Reason: "no-time"},
		checktest.Case{Name: "a few timings without answer", Pages: shop(), Edit: all(waits(ms, 100*ms, 100*ms, 100*ms, 100*ms), silences(base, 2)), Want: verdict.Pass},
		checktest.Case{Name: "most timings without answer", Pages: shop(), Edit: all(waits(ms, 100*ms, 100*ms), silences(base, 4)), Want: verdict.Unknown, Reason: "silent"},
		checktest.Case{Name: "the crawl's own times where there is no other", Pages: shop(), Want: verdict.Pass, Reason: "crawl-quick"},
		checktest.Case{Name: "the crawl's own times are no charge", Pages: shop(), Edit: loaded, Want: verdict.Unknown, Reason: "crawl-slow"},
		checktest.Case{Name: "one kind of page is slow, the others are not", Pages: store(),
			Edit: all(waits(ms, 100*ms, 100*ms, 100*ms), waitsOf(listing, ms, 100*ms, 100*ms, 100*ms), waitsOf(product, ms, 3000*ms, 3000*ms, 3000*ms)), Want: verdict.Pass},
		checktest.Case{Name: "two kinds of page are slow, and the third is kept ready", Pages: store(),
			Edit: all(waits(ms, 20*ms, 20*ms, 20*ms), waitsOf(listing, ms, 2100*ms, 2000*ms, 2200*ms), waitsOf(product, ms, 3000*ms, 3000*ms, 3000*ms)),
			Want: verdict.Fail, Total: 2, At: []string{listing, product}},
		checktest.Case{Name: "the cart is another matter", Pages: store(), Edit: all(waits(ms, 100*ms, 100*ms, 100*ms), waitsOf(cart, ms, 5000*ms, 5000*ms, 5000*ms)), Want: verdict.Pass},
	)
	r := judge(t, speed.TTFB, waits(ms, 1300*ms, 1300*ms, 1300*ms, 1300*ms, 1300*ms))
	if r.Grade != 0.5 || r.Confidence != verdict.Sure || r.Findings[0].Evidence[0].Value != "1.30 s" {
		t.Errorf("halfway between the limits: grade %v, confidence %s, %+v", r.Grade, r.Confidence, r.Findings)
	}
	for name, tt := range map[string]struct {
		list []time.Duration
		want verdict.Confidence
	}{
		"a single timing": {[]time.Duration{700 * ms}, verdict.Likely}, "three": {[]time.Duration{1300 * ms, 1300 * ms, 1300 * ms}, verdict.Likely},
		"five":                            {[]time.Duration{100 * ms, 100 * ms, 100 * ms, 110 * ms, 90 * ms}, verdict.Sure},
		"five that may be over the limit": {[]time.Duration{700 * ms, 850 * ms, 700 * ms, 710 * ms, 790 * ms}, verdict.Likely},
		"five that may be worse":          {[]time.Duration{1700 * ms, 1850 * ms, 1700 * ms, 1710 * ms, 1790 * ms}, verdict.Likely},
	} {
		if r := judge(t, speed.TTFB, waits(ms, tt.list...)); r.Confidence != tt.want {
			t.Errorf("%s: confidence %s, want %s", name, r.Confidence, tt.want)
		}
	}
}

// A shop just within the limit whose answers jitter by a fifth is hardly ever called slow, and one clearly beyond it nearly always.
func TestJitterIsNoFinding(t *testing.T) {
	chance := rand.New(rand.NewPCG(7, 7))
	count := func(truth time.Duration) map[verdict.Status]int {
		n := map[verdict.Status]int{}
		for range 200 {
			var edits []func(*snapshot.Snapshot)
			for _, url := range []string{base, listing, product} {
				var list []time.Duration
				for range 8 {
					list = append(list, time.Duration(float64(truth)*(0.8+0.4*chance.Float64())))
				}
				edits = append(edits, waitsOf(url, ms, list...))
			}
			n[judge(t, speed.TTFB, all(edits...)).Status]++
		}
		return n
	}
	if n := count(780 * ms); n[verdict.Warn]+n[verdict.Fail] > 2 || n[verdict.Pass] < 120 {
		t.Errorf("just within the limit: %v", n)
	}
	if n := count(1000 * ms); n[verdict.Warn] < 180 || n[verdict.Pass]+n[verdict.Fail] > 0 {
		t.Errorf("clearly beyond: %v", n)
	}
}

func TestTTFBCart(t *testing.T) {
	cartless := store()[:4] // it goes with a drawer
	for i := range cartless {
		cartless[i].HTML = strings.ReplaceAll(cartless[i].HTML, `<a href="/cart">Cart</a>`, `<button>Cart</button>`)
	}
	walled := store()
	walled[4].Status, walled[4].Header = 403, map[string][]string{"Cf-Mitigated": {"challenge"}, "Content-Type": {"text/html"}}
	refused := sampleOf(cart, ms, 0, 0)
	refused.Hops[0].Status = 403
	loaded := edit(4, func(ex *snapshot.Exchange) { ex.Hops[0].Times.Wait = 4 * time.Second })
	checktest.Table(t, speed.TTFBCart,
		checktest.Case{Name: "quick", Pages: store(), Edit: waitsOf(cart, ms, 900*ms, 800*ms, 950*ms), Want: verdict.Pass},
		checktest.Case{Name: "middling", Pages: store(), Edit: waitsOf(cart, ms, 1900*ms, 1800*ms, 1950*ms), Want: verdict.Warn, Total: 1, At: []string{cart}},
		checktest.Case{Name: "slow", Pages: store(), Edit: waitsOf(cart, ms, 2900*ms, 2800*ms, 2950*ms, 2700*ms, 3000*ms), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "slow once", Pages: store(), Edit: waitsOf(cart, ms, 8000*ms, 100*ms, 100*ms), Want: verdict.Pass},
		checktest.Case{Name: "slow pages are no slow cart", Pages: store(), Edit: all(waits(ms, 5000*ms, 5000*ms, 5000*ms), waitsOf(cart, ms, 100*ms, 100*ms, 100*ms)), Want: verdict.Pass},
		checktest.Case{Name: "far away from us", Pages: store(), Edit: waitsOf(cart, 300*ms, 1100*ms, 1100*ms, 1100*ms), Want: verdict.Unknown, Reason: "far"},
		checktest.Case{Name: "read, not timed", Pages: store(), Want: verdict.Pass, Reason: "crawl-quick"},
		checktest.Case{Name: "read slowly while much else was read", Pages: store(), Edit: loaded, Want: verdict.Unknown, Reason: "crawl-slow"},
		checktest.Case{Name: "a wall came up", Pages: store(), Edit: samples(refused, refused), Want: verdict.Unknown, Reason: "no-time"},
		checktest.Case{Name: "behind a wall", Pages: walled, Want: verdict.Unknown},
		checktest.Case{Name: "no cart that is a page", Pages: cartless, Want: verdict.NotApplicable, Reason: "no-cart"},
		checktest.Case{Name: "no cart was found, in a partial look", Pages: shop("a", "b"), Want: verdict.Unknown, Reason: checks.KeyNoFullLook},
	)
}

func TestHTMLTotal(t *testing.T) {
	thrice := func(wait, receive, connect time.Duration) func(*snapshot.Snapshot) {
		x := sample(wait, receive, connect)
		return samples(x, x, x)
	}
	checktest.Table(t, speed.HTMLTotal,
		checktest.Case{Name: "quick", Pages: shop(), Edit: samples(sample(100*ms, 200*ms, ms)), Want: verdict.Pass},
		checktest.Case{Name: "connection set-up is not counted", Pages: shop(), Edit: thrice(100*ms, 200*ms, 5000*ms), Want: verdict.Pass},
		checktest.Case{Name: "drips", Pages: shop(), Edit: thrice(100*ms, 2000*ms, ms), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "drips for long", Pages: shop(), Edit: thrice(100*ms, 4000*ms, ms), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "drips once", Pages: shop(), Edit: samples(sample(100*ms, 9000*ms, ms)), Want: verdict.Unknown, Reason: "few"},
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
	short := func(s *snapshot.Snapshot) { s.Limits.Exchange = 3 * time.Second }
	slow := func(ex *snapshot.Exchange) { ex.Hops[0].Times.Wait = 11 * time.Second }
	drip := func(ex *snapshot.Exchange) { ex.Hops[0].Times.Receive = 12 * time.Second }
	cancelled := func(ex *snapshot.Exchange) { ex.Hops, ex.Err = nil, &snapshot.Fault{Kind: snapshot.FaultCancelled} }
	shut := func(s *snapshot.Snapshot) {
		for id := range snapshot.PageID(5) {
			edit(id+1, silent(base+"x", 3, time.Second*time.Duration(id+2)))(s)
		}
	}
	checktest.Table(t, speed.Timeouts,
		checktest.Case{Name: "all in time", Pages: shop("a", "b"), Want: verdict.Pass},
		checktest.Case{Name: "one of three, found from the home page", Pages: shop("a", "b"), Edit: edit(1, silent(base+"a", 3, time.Second)), Want: verdict.Fail, Total: 1, At: []string{base}},
		checktest.Case{Name: "one of many", Pages: shop(many...), Edit: edit(5, silent(base+"x", 3, time.Second)), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "silent once only", Pages: shop("a", "b"), Edit: edit(1, silent(base+"a", 1, time.Second)), Want: verdict.Pass},
		checktest.Case{Name: "we stopped", Pages: shop("a", "b"), Edit: edit(1, cancelled), Want: verdict.Pass},
		checktest.Case{Name: "answered too late", Pages: shop("a", "b"), Edit: edit(2, slow), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "dripped for too long", Pages: shop("a", "b"), Edit: edit(2, drip), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "several hosts in one second", Pages: shop("a", "b"),
			Edit: all(edit(1, silent("https://shop.example/a", 3, 5*time.Second)), edit(2, silent("https://blog.shop.example/b", 3, 5*time.Second))), Want: verdict.Pass},
		checktest.Case{Name: "several hosts within a second, over a full one", Pages: shop("a", "b"),
			Edit: all(edit(1, silent("https://shop.example/a", 3, 5900*ms)), edit(2, silent("https://blog.shop.example/b", 3, 6100*ms))), Want: verdict.Pass},
		checktest.Case{Name: "several hosts at different times", Pages: shop("a", "b"),
			Edit: all(edit(1, silent("https://shop.example/a", 3, 5*time.Second)), edit(2, silent("https://blog.shop.example/b", 3, 25*time.Second))), Want: verdict.Fail, Total: 2},
		checktest.Case{Name: "silent from one moment on", Pages: shop("a", "b", "c", "d", "e", "f"), Edit: shut, Want: verdict.Unknown, Reason: "gone"},
		checktest.Case{Name: "silent now and then", Pages: shop("a", "b", "c", "d", "e", "f"), Edit: all(shut, edit(6, func(ex *snapshot.Exchange) { ex.At = time.Minute })), Want: verdict.Fail, Total: 5},
		checktest.Case{Name: "we did not wait long enough", Pages: shop("a", "b"), Edit: all(short, edit(1, silent(base+"a", 3, time.Second))), Want: verdict.Unknown, Reason: "impatient"},
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
