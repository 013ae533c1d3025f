package facts_test

import (
	"fmt"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/facts"
)

// TestGoodsThatAreGone: a script that does not know a product says so under the address of one, with status 200. It is no product without a price.
func TestGoodsThatAreGone(t *testing.T) {
	page := func(path, main string) checktest.Page {
		return checktest.Page{URL: "https://shop.example/" + path, HTML: `<!doctype html><html lang="en"><title>Product — Shop</title><body><header><nav><a href="/shop">Shop</a> <a href="/about">About</a> <a href="/contact">Contact</a></nav></header><main>` + main + `</main>`}
	}
	goods := func(n int) string {
		return fmt.Sprintf(`<script type="application/ld+json">{"@type":"Product","name":"Candle %d","offers":{"price":"12.90","priceCurrency":"EUR"}}</script><h1>Candle %d</h1><img src="/%d.jpg" alt=""><p>€12.90</p><form method="post" action="/cart"><button>Add to cart</button></form><p>Poured by hand from wax.</p>`, n, n, n)
	}
	pages := []checktest.Page{page("", `<h1>Shop</h1><p>We pour candles by hand and send them within two days.</p><a href="/product.html?id=1">One</a> <a href="/product.html?id=2">Two</a> <a href="/product.html?id=3">Three</a> <a href="/product.html?id=4">Four</a>`)}
	for n := range 3 {
		pages = append(pages, page(fmt.Sprintf("product.html?id=%d", n+1), goods(n+1)))
	}
	pages = append(pages, page("product.html?id=4", `<h1>Not found</h1><p>That item is not here any more.</p>`))
	in := checktest.Input(t, checktest.Shop(t, pages...), checktest.Options{})
	for n, want := range []facts.Role{facts.RoleProduct, facts.RoleProduct, facts.RoleProduct, facts.RoleUnknown} {
		address := fmt.Sprintf("https://shop.example/product.html?id=%d", n+1)
		if got := in.Site.Role(in.Site.At(address)); got != want {
			t.Errorf("%s is %s, want %s", address, got, want)
		}
	}
}
