package price_test

import (
	"fmt"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/price"
	"github.com/shopvet/shopvet/verdict"
)

const base = "https://valley-candles.co.uk/"

func TestTexts(t *testing.T) {
	set, err := checks.NewSet(price.All)
	if err != nil {
		t.Fatal(err)
	}
	checktest.Meta(t, set)
}

// products returns a shop with good products that have a price and pages that have the html of bad.
func products(good int, bad ...string) []checktest.Page {
	pages := []checktest.Page{{URL: base, HTML: `<html lang="en"><body><main><h1>Candles</h1><p>Welcome to the valley.</p></main></body></html>`}}
	add := func(html string) {
		pages = append(pages, checktest.Page{
			URL: fmt.Sprintf("%sp/%d", base, len(pages)),
			HTML: `<html lang="en"><head><script type="application/ld+json">{"@type":"Product","name":"Pillar candle"}</script></head><body><main><h1>Pillar candle</h1>` +
				html + `<p>Poured by hand from beeswax.</p></main></body></html>`,
		})
	}
	for range good {
		add(`<p>£12.90</p>`)
	}
	for _, html := range bad {
		add(html)
	}
	return pages
}

func repeat(n int, html string) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = html
	}
	return list
}

func TestPresent(t *testing.T) {
	checktest.Table(t, price.Present,
		checktest.Case{Name: "all", Pages: products(6), Want: verdict.Pass},
		checktest.Case{Name: "in structured data only", Pages: products(1, `<script type="application/ld+json">{"@type":"Product","name":"Pillar candle","offers":{"price":"12.90","priceCurrency":"GBP"}}</script>`), Want: verdict.Pass},
		checktest.Case{Name: "one of fifty", Pages: products(49, ``), Want: verdict.Pass},
		checktest.Case{Name: "one of twenty", Pages: products(19, ``), Want: verdict.Warn, Total: 1, At: []string{base + "p/20"}},
		checktest.Case{Name: "two of ten", Pages: products(8, ``, ``), Want: verdict.Fail, Total: 2},
		checktest.Case{Name: "given away", Pages: products(2, `<p>It's Free!</p>`), Want: verdict.Pass},
		checktest.Case{Name: "most goods have none, and sums of delivery are no price", Pages: products(3, repeat(5, `<p>Delivery £3.95, free on orders over £50.</p>`)...), Want: verdict.Fail, Total: 5},
		checktest.Case{Name: "delivery and returns that cost nothing give no goods away", Pages: products(8, `<p>Free delivery</p><p>Free shipping over £50</p>`, `<p>Free returns</p>`), Want: verdict.Fail, Total: 2},
		checktest.Case{Name: "only one sum is read as a price", Pages: products(1, repeat(5, `<p>Delivery £3.95</p>`)...), Want: verdict.Pass},
		checktest.Case{Name: "sums of delivery are no price", Pages: products(8, `<p>Delivery £3.95, free on orders over £50.</p>`, `<p>Free delivery from £50</p>`), Want: verdict.Fail, Total: 2},
		checktest.Case{Name: "a price beside a sum of delivery", Pages: products(8, `<p>£12.90</p><p>plus £3.95 delivery</p>`), Want: verdict.Pass},
		checktest.Case{Name: "prices with delivery in them", Pages: products(8, `<p>£12.90 including delivery</p>`, `<p>£14.50, free delivery</p>`, `<p>£50.00</p><p>Free delivery on orders over £50.</p>`, `<p>Free delivery! £15.00</p>`, `<p>£9.90 delivered</p>`, `<p>£12.90 + £3.95 postage</p>`), Want: verdict.Pass},
		checktest.Case{Name: "only sums of delivery are read anywhere", Pages: products(0, `<p>Delivery £3.95</p>`, `<p>Delivery £4.95</p>`), Want: verdict.Pass},
		checktest.Case{Name: "only a struck price", Pages: products(2, `<p><del>£15.00</del></p>`), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "only related goods have one", Pages: products(2, `<h2>Goes well with it</h2><ul><li><a href="/p/1">Tall taper</a><p>£12.90</p></li></ul>`), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "only the sum from which delivery is free", Pages: products(2, `<p>Free delivery over £40.00</p>`), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "only what delivery costs", Pages: products(2, `<p>Delivery £3.40</p>`), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "a link to the maker above the price", Pages: products(2, `<a href="/makers/valley">Valley</a><p>£12.90</p>`), Want: verdict.Pass},
		checktest.Case{Name: "on request", Pages: products(5, repeat(5, `<p>Price on request</p>`)...), Want: verdict.Pass},
		checktest.Case{Name: "traders sign in first", Pages: products(0, `<p>Log in to see prices</p>`), Want: verdict.NotApplicable},
		checktest.Case{Name: "sold out", Pages: products(5, `<p>Sold out</p>`), Want: verdict.Pass},
		checktest.Case{Name: "none at all, with scripts", Pages: products(0, repeat(3, `<script src="/app.js"></script>`)...), Want: verdict.Unknown, Reason: "unseen"},
		checktest.Case{Name: "no product page was read", Pages: products(0), Want: verdict.Unknown, Reason: "no-pages"},
	)
}

func TestFewPagesAreLessSure(t *testing.T) {
	in := checktest.Input(t, checktest.Shop(t, products(2, ``)...), checktest.Options{})
	if r := checktest.Run(t, price.Present, in); r.Status != verdict.Fail || r.Confidence != verdict.Likely {
		t.Errorf("one of three: %s, %s", r.Status, r.Confidence)
	}
}
