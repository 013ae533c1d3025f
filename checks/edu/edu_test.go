package edu_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/edu"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

const base = "https://valley-candles.co.uk/"

func TestTexts(t *testing.T) {
	set, err := checks.NewSet(edu.All)
	if err != nil {
		t.Fatal(err)
	}
	checktest.Meta(t, set)
}

const hello = `<p>We pour every candle by hand from the wax of beekeepers in the valley, and we are glad when somebody likes the smell of it.</p>`

// shop is an English shop of which enough is seen to say that something is missing. product is added to its product page.
func shop(footer, product string, more ...checktest.Page) []checktest.Page {
	frame := func(main string) string {
		return `<html lang="en"><head><title>Valley Candles</title></head><body><header><nav><a href="/">Home</a> <a href="/all">All products</a>
<a href="/cart">Cart</a></nav></header><main>` + main + `</main><footer>` + footer + `</footer></body></html>`
	}
	filler := strings.Repeat(hello, 3)
	const data = `<script type="application/ld+json">{"@type":"Product","name":"Pillar","offers":{"price":"12.90","priceCurrency":"GBP"}}</script>`
	pages := []checktest.Page{
		{URL: base, HTML: frame(`<h1>Welcome to the candle makers of the valley</h1>` + filler)},
		{URL: base + "all", HTML: frame(`<h1>All products</h1><ul><li><a href="/p/1">Pillar</a> £12.90</li><li><a href="/p/2">Tealight</a> £3.90</li><li><a href="/p/3">Taper</a> £5.90</li></ul>` + filler)},
		{URL: base + "p/1", HTML: frame(data + `<h1>Pillar</h1><p>£12.90</p><form method="post" action="/c"><button>Add to cart</button></form>` + filler + product)},
		{URL: base + "cart", HTML: frame(`<h1>Your cart is empty</h1>`)},
	}
	for _, p := range more {
		p.HTML = frame(p.HTML)
		pages = append(pages, p)
	}
	return pages
}

func at(path, html string) checktest.Page { return checktest.Page{URL: base + path, HTML: html} }

// goods returns n product pages.
func goods(n int) []checktest.Page {
	var list []checktest.Page
	for i := range n {
		list = append(list, at(fmt.Sprintf("p/1%d", i), fmt.Sprintf(`<script type="application/ld+json">{"@type":"Product","name":"Pillar %d","offers":{"price":"12.90"}}</script><h1>Pillar %d</h1>`, i, i)+hello))
	}
	return list
}

func TestBuyerHelp(t *testing.T) {
	with := func(footer string, more ...checktest.Page) []checktest.Page {
		return shop(footer, ``, append(goods(5), more...)...)
	}
	checktest.Table(t, edu.BuyerHelp,
		checktest.Case{Name: "two pages", Pages: with(`<a href="/size-guide">Size guide</a> <a href="/safe">How to pay safely</a>`, at("size-guide", `<h1>Size guide</h1>`+hello), at("safe", `<h1>How to pay safely</h1>`+hello)), Want: verdict.Pass},
		checktest.Case{Name: "two parts of one page", Pages: with(`<a href="/faq">FAQ</a>`, at("faq", `<h1>FAQ</h1><h2>Care instructions</h2>`+hello+`<h2>How to order</h2>`+hello)), Want: verdict.Pass},
		checktest.Case{Name: "one", Pages: with(`<a href="/size-guide">Size guide</a>`, at("size-guide", `<h1>Size guide</h1>`+hello)), Want: verdict.Warn, Reason: "little", Total: 1},
		checktest.Case{Name: "none is a warning, never a fail", Pages: with(``), Want: verdict.Warn, Reason: "none", Total: 1},
		checktest.Case{Name: "few products", Pages: shop(``, ``), Want: verdict.NotApplicable, Reason: "small"},
		checktest.Case{Name: "few products were read", Pages: shop(``, ``), Edit: func(s *snapshot.Snapshot) { s.Stop = snapshot.StopPageLimit }, Want: verdict.Unknown, Reason: "unsure"},
		checktest.Case{Name: "not everything was read", Pages: with(`<a href="/more">More</a>`), Want: verdict.Unknown, Reason: checks.KeyNoFullLook},
	)
}
