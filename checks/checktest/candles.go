package checktest

import "strings"

// Hello is some honest text, long enough for a page that says something.
const Hello = `<p>We pour every candle by hand from the wax of beekeepers in the valley, and we are glad when somebody likes the smell of it.</p>`

// Candles is an English shop of four pages, of which enough is seen to say that something is missing. Each field is HTML to add.
type Candles struct {
	Menu, Footer string // on every page
	Product      string // on the product page
}

// At returns the shop's pages, those at its address base, and more that are put into its frame unless they are errors or other files.
func (c Candles) At(base string, more ...Page) []Page {
	frame := func(main string) string {
		return `<html lang="en"><head><title>Valley Candles</title></head><body><header><nav><a href="/">Home</a> <a href="/all">All products</a>
<a href="/cart">Cart</a> ` + c.Menu + `</nav></header><main>` + main + `</main><footer>` + c.Footer + `</footer></body></html>`
	}
	filler := strings.Repeat(Hello, 3)
	const data = `<script type="application/ld+json">{"@type":"Product","name":"Pillar","offers":{"price":"12.90","priceCurrency":"GBP"}}</script>`
	pages := []Page{
		{URL: base, HTML: frame(`<h1>Welcome to the candle makers of the valley</h1>` + filler)},
		{URL: base + "all", HTML: frame(`<h1>All products</h1><ul><li><a href="/p/1">Pillar</a> £12.90</li><li><a href="/p/2">Tealight</a> £3.90</li><li><a href="/p/3">Taper</a> £5.90</li></ul>` + filler)},
		{URL: base + "p/1", HTML: frame(data + `<h1>Pillar</h1><p>£12.90</p><form method="post" action="/c"><button>Add to cart</button></form>` + filler + c.Product)},
		{URL: base + "cart", HTML: frame(`<h1>Your cart is empty</h1>`)},
	}
	for _, p := range more {
		if p.Status == 0 && p.Header == nil {
			p.HTML = frame(p.HTML)
		}
		if p.URL == pages[3].URL {
			pages[3] = p
		} else {
			pages = append(pages, p)
		}
	}
	return pages
}
