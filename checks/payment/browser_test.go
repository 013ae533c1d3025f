package payment_test

import (
	"fmt"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/payment"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

const checkout = "https://shop.example/checkout"

// withCheckout is a shop whose checkout is made by scripts.
func withCheckout() []checktest.Page {
	return []checktest.Page{
		{URL: "https://shop.example/", HTML: `<!doctype html><html lang=en><body><header><a href="/checkout">Checkout</a></header><main><h1>Candles</h1><p>Made of wax.</p></main></body></html>`},
		{URL: checkout, HTML: `<!doctype html><html lang=en><title>Checkout</title><body><main><h1>Checkout</h1><div id=app></div></main><script src="/app.js"></script></body></html>`},
	}
}

func ran(l snapshot.Look) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		s.Have |= snapshot.HaveBrowser
		s.Renders = append(s.Renders, snapshot.Render{Page: 1, URL: checkout, Status: 200, Look: &l})
	}
}

func scriptsOf(n int) (list []snapshot.Traffic) {
	list = append(list, snapshot.Traffic{Host: "shop.example", Kind: "script", Requests: 3}, snapshot.Traffic{Host: "img.example", Kind: "image", Requests: 3})
	for i := range n {
		list = append(list, snapshot.Traffic{Host: fmt.Sprintf("s%d.example", i), Kind: "script", Requests: 1})
	}
	return list
}

// TestScriptsThatScriptsLoad counts what ran in the browser, not only what stands in the HTML.
func TestScriptsThatScriptsLoad(t *testing.T) {
	checktest.Table(t, payment.Scripts,
		checktest.Case{Name: "few", Pages: withCheckout(), Edit: ran(snapshot.Look{Traffic: scriptsOf(3)}), Want: verdict.Pass},
		checktest.Case{Name: "many", Pages: withCheckout(), Edit: ran(snapshot.Look{Traffic: scriptsOf(9)}), Want: verdict.Warn, Total: 9},
		checktest.Case{Name: "no checkout", Pages: withCheckout()[:1], Want: verdict.Unknown},
	)
}

// TestAProvidersFrameThatAScriptDraws is seen in the browser only.
func TestAProvidersFrameThatAScriptDraws(t *testing.T) {
	snap := checktest.Shop(t, withCheckout()...)
	ran(snapshot.Look{Frames: []snapshot.Frame{{URL: "https://js.stripe.com/v3/elements-inner-card.html", Visible: true}}})(snap)
	if r := checktest.Run(t, payment.Frame, checktest.Input(t, snap, checktest.Options{})); r.Status != verdict.Pass {
		t.Errorf("%s: %s", r.Status, r.Reason.Text)
	}
	if r := checktest.Run(t, payment.Frame, checktest.Input(t, checktest.Shop(t, withCheckout()...), checktest.Options{})); r.Status != verdict.NotApplicable {
		t.Errorf("without a browser: %s: %s", r.Status, r.Reason.Text)
	}
}
