package payment_test

import (
	"slices"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/payment"
	"github.com/shopvet/shopvet/verdict"
)

const base = "https://valley-candles.co.uk/"

func TestTexts(t *testing.T) {
	set, err := checks.NewSet(payment.All)
	if err != nil {
		t.Fatal(err)
	}
	checktest.Meta(t, set)
}

const hello = checktest.Hello

// shop is an English shop of which enough is seen to say that something is missing, but for its cart. product is added to its product page.
func shop(footer, product string, more ...checktest.Page) []checktest.Page {
	pages := checktest.Candles{Footer: footer, Product: product}.At(base, more...)
	return slices.DeleteFunc(pages, func(p checktest.Page) bool {
		return p.URL == base+"cart" && !slices.ContainsFunc(more, func(m checktest.Page) bool { return m.URL == p.URL })
	})
}

func at(path, html string) checktest.Page { return checktest.Page{URL: base + path, HTML: html} }

func TestMethodsShown(t *testing.T) {
	const pays = `<p>We accept Visa, Mastercard and PayPal.</p>`
	cart := func(html string) checktest.Page { return at("cart", `<h1>Your cart is empty</h1>`+html) }
	checktest.Table(t, payment.MethodsShown,
		checktest.Case{Name: "in the footer", Pages: shop(pays, ``, cart(``)), Want: verdict.Pass},
		checktest.Case{Name: "as logos", Pages: shop(`<img src="/img/visa.svg" alt="Visa"><img src="/img/paypal.svg" alt="PayPal">`, ``, cart(``)), Want: verdict.Pass},
		checktest.Case{Name: "on a page of their own", Pages: shop(`<a href="/payment">Payment methods</a>`, ``, cart(``), at("payment", `<h1>Payment methods</h1>`+pays)), Want: verdict.Pass},
		checktest.Case{Name: "only in the cart", Pages: shop(``, ``, cart(pays)), Want: verdict.Warn, Reason: "cart", Total: 1, At: []string{base + "cart"}},
		checktest.Case{Name: "in the cart, and later on the help page", Pages: shop(`<a href="/faq">FAQ</a>`, ``, cart(pays), at("faq", `<h1>FAQ</h1>`+hello+pays)), Want: verdict.Pass},
		checktest.Case{Name: "nowhere", Pages: shop(``, ``, cart(``)), Want: verdict.Warn, Reason: "none", Total: 1, At: []string{base}},
		checktest.Case{Name: "nowhere, the checkout read too", Pages: shop(`<a href="/checkout">Checkout</a>`, ``, cart(``), at("checkout", `<h1>Checkout</h1>`+hello)), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "a visa is no way to pay here", Pages: shop(`<p>Travel guides for your visa application</p>`, ``, cart(``)), Want: verdict.Warn, Reason: "none", Total: 1},
		checktest.Case{Name: "drawn by a script", Pages: shop(``, `<script src="https://www.paypal.com/sdk/js"></script>`, cart(``)), Want: verdict.Unknown, Reason: "by-script"},
		checktest.Case{Name: "in words that we do not know", Pages: shop(`<a href="/payment">Payment methods</a>`, ``, cart(``), at("payment", `<h1>Payment methods</h1>`+hello)), Want: verdict.Unknown, Reason: "unread"},
		checktest.Case{Name: "advice on safe paying names none", Pages: shop(`<a href="/safe-shopping">Safe payment</a>`, ``, cart(``), at("safe-shopping", `<h1>Safe payment</h1>`+hello)), Want: verdict.Warn, Reason: "none", Total: 1},
		checktest.Case{Name: "not everything was read", Pages: shop(`<a href="/more">More</a>`, ``, cart(``)), Want: verdict.Unknown, Reason: checks.KeyNoFullLook},
	)
}
