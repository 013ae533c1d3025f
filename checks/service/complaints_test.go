package service_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/service"
	"github.com/shopvet/shopvet/verdict"
)

func TestComplaints(t *testing.T) {
	const terms = `<a href="/terms">Terms and conditions</a>`
	page := func(body string) checktest.Page {
		return checktest.Page{URL: base + "terms", HTML: `<h1>Terms and conditions</h1>` + hello + hello + body}
	}
	checktest.Table(t, service.Complaints,
		checktest.Case{Name: "in the terms", Pages: shop(terms, page(`<h2>Complaints</h2><p>Write to care@valley-candles.co.uk; we answer within three working days.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "a body that settles disputes", Pages: shop(terms, page(`<p>Our certified ADR provider settles what we cannot.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "on the contact page", Pages: shop(terms+`<a href="/contact">Contact</a>`, page(``), checktest.Page{URL: base + "contact", HTML: `<h1>Contact</h1>` + hello + `<p>Complaints go to Claire, who owns the place and would rather know.</p>`}), Want: verdict.Pass},
		checktest.Case{Name: "nothing to complain about", Pages: shop(terms+`<a href="/contact">Contact</a>`, page(``), checktest.Page{URL: base + "contact", HTML: `<h1>Contact</h1>` + hello + `<p>In ten years we had no complaints. Write to us about scents.</p>`}), Want: verdict.Warn, Reason: "none", Total: 1},
		checktest.Case{Name: "none", Pages: shop(terms, page(``)), Want: verdict.Warn, Reason: "none", Total: 1, At: []string{base + "terms"}},
		checktest.Case{Name: "an e-mail for orders", Pages: shop(terms, page(`<h2>Orders</h2><p>Order by e-mail to shop@valley-candles.co.uk.</p>`)), Want: verdict.Warn, Reason: "none", Total: 1},
		checktest.Case{Name: "the terms were not read", Pages: shop(terms), Want: verdict.Unknown, Reason: "unread"},
		checktest.Case{Name: "not everything was read", Pages: shop(`<a href="/more">More</a>`), Want: verdict.Unknown, Reason: checks.KeyNoFullLook},
	)
}
