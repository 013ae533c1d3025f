package shopvet_test

import (
	"testing"
	"time"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// TestTimingsAreSummedUpByPhase: medians phase by phase, by page and kind of connection; what is no answer of the page is left out.
func TestTimingsAreSummedUpByPhase(t *testing.T) {
	const home, cart = "https://shop.example/", "https://shop.example/cart"
	page := func(url, main string) checktest.Page {
		return checktest.Page{URL: url, HTML: `<html lang=en><body><header><a href="/">Home</a> <a href="/cart">Cart</a></header><main>` + main + `</main></body></html>`}
	}
	snap := checktest.Shop(t, page(home, `<h1>Candles</h1><p>Of wax.</p>`), page(cart, `<h1>Your cart</h1><p>It is empty.</p>`))
	ms := func(n int) time.Duration { return time.Duration(n) * time.Millisecond }
	add := func(url, setting string, status int, times snapshot.Times) {
		snap.Samples = append(snap.Samples, snapshot.Exchange{URL: url, Label: "sample", Hops: []snapshot.Hop{{URL: url, Status: status, Setting: setting, Times: times}}})
	}
	add(home, "first", 200, snapshot.Times{DNS: ms(90), Connect: ms(10), Wait: ms(900), Receive: ms(1)})
	for _, wait := range []int{100, 8000, 120} { // one outlier
		add(home, "cold", 200, snapshot.Times{DNS: ms(2), Connect: ms(10), TLS: ms(20), Wait: ms(wait), Receive: ms(5)})
		add(home, "warm", 200, snapshot.Times{Wait: ms(wait), Receive: ms(5)})
	}
	add(home, "cold", 503, snapshot.Times{Wait: ms(5000)})
	add(cart, "cold", 200, snapshot.Times{Connect: ms(10), Wait: ms(300), Receive: ms(1)})
	snap.Samples = append(snap.Samples, snapshot.Exchange{URL: cart, Err: &snapshot.Fault{Kind: snapshot.FaultTimeout}})

	v, err := shopvet.Judge(t.Context(), snap, shopvet.JudgeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if len(v.Timings) != 2 {
		t.Fatalf("timings %+v", v.Timings)
	}
	h, c := v.Timings[0], v.Timings[1]
	if h.Role != "home" || h.N != 6 || h.First.Total != 1.001 || *h.Cold != (verdict.Phases{N: 3, DNS: 0.002, Connect: 0.01, TLS: 0.02, Wait: 0.12, Receive: 0.005, Total: 0.157, Min: 0.137, Max: 8.037}) {
		t.Errorf("home: %+v, first %+v, cold %+v", h, h.First, h.Cold)
	}
	if h.Warm.Total != 0.125 || h.Warm.DNS+h.Warm.Connect+h.Warm.TLS != 0 {
		t.Errorf("home, warm: %+v", h.Warm)
	}
	if c.Role != "cart" || c.URL != cart || c.N != 1 || c.Silent != 1 || c.Warm != nil || c.First != nil || c.Cold.Wait != 0.3 {
		t.Errorf("cart: %+v", c)
	}
}
