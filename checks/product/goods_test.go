package product_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/product"
	"github.com/shopvet/shopvet/verdict"
)

// shop returns a whole shop of which enough is seen to say that something is missing, with a product page for each html.
func shop(lang string, html ...string) []checktest.Page {
	hello := map[string]string{
		"en": "Welcome to the valley, where we pour candles by hand from the wax of our own bees. We have been doing so for many years, and we would be glad if you came to see us in the yard. There is always somebody at work there who will show you how a candle is made and what the bees have to do with it.",
		"de": "Willkommen im Tal, in dem wir Kerzen von Hand aus dem Wachs unserer eigenen Bienen gießen. Wir machen das seit vielen Jahren und freuen uns, wenn Sie uns auf dem Hof besuchen. Es ist immer jemand bei der Arbeit, der Ihnen zeigt, wie eine Kerze entsteht und was die Bienen damit zu tun haben.",
	}[lang]
	frame := func(title, main string) string {
		return fmt.Sprintf(`<!doctype html><html lang=%q><head><title>%s</title></head><body><header><nav><a href="/">Home</a> <a href="/all">All products</a> <a href="/cart">Cart</a></nav></header><main><h1>%s</h1>%s</main><footer><a href="/contact">Contact</a></footer></body></html>`, lang, title, title, main)
	}
	var cards strings.Builder
	for i := range html {
		fmt.Fprintf(&cards, `<li><a href="/p/%d">Taper %d</a></li>`, i+1, i+1)
	}
	pages := []checktest.Page{
		{URL: base, HTML: frame("Valley", "<p>"+hello+"</p>")},
		{URL: base + "all", HTML: frame("All products", "<ul>"+cards.String()+"</ul><p>"+hello+"</p>")},
		{URL: base + "cart", HTML: frame("Cart", "<p>"+hello+"</p>")},
		{URL: base + "contact", HTML: frame("Contact", "<p>Write to hello@valley-candles.co.uk</p>")},
	}
	for i, h := range html {
		pages = append(pages, checktest.Page{URL: fmt.Sprintf("%sp/%d", base, i+1), HTML: frame(fmt.Sprintf("Taper %d", i+1), h+"<h2>About it</h2><p>"+hello+"</p>")})
	}
	return pages
}

func data(props string) string {
	return `<script type="application/ld+json">{"@type":"Product","name":"Taper",` + props + `}</script>`
}

func same(n int, html string) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = html
	}
	return list
}

const buy = `<p>£12.90</p><form method="post" action="/cart/add"><input name="quantity" value="1"><button>Add to cart</button></form>`

func TestPurchasable(t *testing.T) {
	checktest.Table(t, product.Purchasable,
		checktest.Case{Name: "one", Pages: shop("en", data(`"sku":"1"`)+buy, data(`"sku":"2"`)+`<p>£9.00</p>`), Want: verdict.Pass},
		checktest.Case{Name: "a link that buys", Pages: shop("en", data(`"sku":"1"`)+`<p>£12.90</p><a href="/basket?add=1">Add to basket</a>`), Want: verdict.Pass},
		checktest.Case{Name: "none", Pages: shop("en", same(3, data(`"sku":"1"`)+`<p>£12.90</p>`)...), Want: verdict.Fail, Reason: "nothing", Total: 3},
		checktest.Case{Name: "made to order", Pages: shop("en", same(3, data(`"sku":"1"`)+`<p>Price on request</p>`)...), Want: verdict.NotApplicable, Reason: "request"},
		checktest.Case{Name: "traders sign in", Pages: shop("en", same(3, data(`"sku":"1"`)+`<p>Log in to see prices</p>`)...), Want: verdict.NotApplicable, Reason: "request"},
		checktest.Case{Name: "sold out", Pages: shop("en", same(3, data(`"offers":{"price":"9","availability":"https://schema.org/SoldOut"}`)+`<p>£9.00</p><p>Sold out</p>`)...), Want: verdict.NotApplicable, Reason: "gone"},
		checktest.Case{Name: "one of four sold out, the others without a control", Pages: shop("en", append(same(3, data(`"sku":"1"`)+`<p>£12.90</p>`), data(`"offers":{"price":"9","availability":"https://schema.org/SoldOut"}`)+`<p>Sold out</p>`)...), Want: verdict.Fail, Reason: "nothing", Total: 3},
		checktest.Case{Name: "most sold out", Pages: shop("en", append(same(3, data(`"offers":{"price":"9","availability":"https://schema.org/SoldOut"}`)+`<p>Sold out</p>`), data(`"sku":"1"`)+`<p>£12.90</p>`)...), Want: verdict.Unknown, Reason: "mostly-gone"},
		checktest.Case{Name: "ordered on the contact page", Pages: shop("en", same(3, data(`"sku":"1"`)+`<p>£12.90</p><a class="button" href="/contact">Order, or ask us</a>`)...), Want: verdict.NotApplicable, Reason: "message"},
		checktest.Case{Name: "ordered by a messenger", Pages: shop("en", same(3, data(`"sku":"1"`)+`<p>£12.90</p><a href="https://wa.me/447700900123?text=Taper">Order on WhatsApp</a>`)...), Want: verdict.NotApplicable, Reason: "message"},
		checktest.Case{Name: "ordered in a network", Pages: shop("en", same(3, data(`"sku":"1"`)+`<p>£12.90</p><a href="https://www.instagram.com/vela">Message us there</a>`)...), Want: verdict.NotApplicable, Reason: "message"},
		checktest.Case{Name: "known by name and price alone", Pages: shownOnly(), Want: verdict.Unknown, Reason: "shown"},
		checktest.Case{Name: "a script brings the button", Pages: shop("en", same(3, data(`"sku":"1"`)+`<p>£12.90</p><script src="/app.js"></script>`)...), Want: verdict.Unknown, Reason: "script"},
		checktest.Case{Name: "no product page", Pages: shop("en"), Want: verdict.Unknown, Reason: "none"},
	)
}

// shownOnly is a shop whose goods show a name, a picture and a price, and nothing to press.
func shownOnly() []checktest.Page {
	pages := shop("en")
	for i, name := range [...]string{"Taper of beeswax", "Pillar of beeswax"} {
		path := fmt.Sprintf("%sproduct%d.html", base, i+1)
		pages[1].HTML += fmt.Sprintf(`<a href=%q>%s</a>`, path, name)
		pages = append(pages, checktest.Page{URL: path, HTML: fmt.Sprintf(`<html lang="en"><head><title>%s</title></head><body><h1>%[1]s</h1><img src="/t.jpg" alt=""><p>£12.90</p><p>To order, write us a line.</p></body></html>`, name)})
	}
	return pages
}

func TestImages(t *testing.T) {
	img := func(src string) string { return data(`"sku":"1"`) + `<img src="` + src + `" alt="Taper">` + buy }
	checktest.Table(t, product.Images,
		checktest.Case{Name: "all", Pages: shop("en", same(3, img("/media/taper.jpg"))...), Want: verdict.Pass},
		checktest.Case{Name: "loaded as one scrolls", Pages: shop("en", same(3, data(`"sku":"1"`)+`<img src="data:image/gif;base64,R0lG" data-src="/media/taper.jpg">`+buy)...), Want: verdict.Pass},
		checktest.Case{Name: "only in a srcset", Pages: shop("en", same(3, data(`"sku":"1"`)+`<picture><source srcset="/media/t.webp 1x"></picture>`+buy)...), Want: verdict.Pass},
		checktest.Case{Name: "only in the data", Pages: shop("en", same(3, data(`"image":"/media/taper.jpg"`)+buy)...), Want: verdict.Pass},
		checktest.Case{Name: "as a background", Pages: shop("en", same(3, data(`"sku":"1"`)+`<div style="background-image:url(/media/taper.jpg)"></div>`+buy)...), Want: verdict.Pass},
		checktest.Case{Name: "the stand-in of a shop system", Pages: shop("en", append(same(6, img("/media/taper.jpg")), same(4, img("/wp-content/uploads/woocommerce-placeholder-600x600.png"))...)...), Want: verdict.Fail, Key: "stand-in", Total: 4},
		checktest.Case{Name: "a stand-in beside pictures of other goods", Pages: shop("en", append(same(6, img("/media/taper.jpg")), same(4, img("/media/no-image.png")+`<a href="/p/1"><img src="/media/taper.jpg" alt="Taper 1"></a>`)...)...), Want: verdict.Fail, Key: "stand-in", Total: 4},
		checktest.Case{Name: "a stand-in below a logo in the middle", Pages: shop("en", append(same(6, img("/media/taper.jpg")+`<img src="/logo.png" alt="Candles">`), same(4, img("/media/noimage.png")+`<img src="/logo.png" alt="Candles">`)...)...), Want: verdict.Fail, Key: "stand-in", Total: 4},
		checktest.Case{Name: "one picture for all goods, and a small stand-in beside", Pages: shop("en", append(same(5, img("/media/box.jpg")), img("/media/box.jpg")+`<div><img src="/media/other.jpg" alt=""><img src="/media/no-image.png" alt=""></div>`)...), Want: verdict.Pass},
		checktest.Case{Name: "the stand-in of a shop in another language", Pages: shop("en", append(same(6, img("/media/taper.jpg")), same(4, img("/img/p/fr-default-home_default.svg"))...)...), Want: verdict.Fail, Key: "stand-in", Total: 4},
		checktest.Case{Name: "described as a stand-in", Pages: shop("en", append(same(6, img("/media/taper.jpg")), same(4, data(`"sku":"1"`)+`<img src="/x/7.png" alt="Bild folgt">`+buy)...)...), Want: verdict.Fail, Key: "stand-in", Total: 4},
		checktest.Case{Name: "named a default print", Pages: shop("en", same(3, img("/media/the-default-home.jpg"))...), Want: verdict.Pass},
		checktest.Case{Name: "in the data of some, and on none of their pages", Pages: shop("en", append(same(6, img("/media/taper.jpg")), same(4, data(`"image":"/media/taper.jpg"`)+buy)...)...), Want: verdict.Fail, Key: "missing", Total: 4},
		checktest.Case{Name: "in the data of some, where scripts may show them", Pages: shop("en", append(same(6, img("/media/taper.jpg")), same(4, data(`"image":"/media/taper.jpg"`)+buy+`<script src="/a.js"></script>`)...)...), Want: verdict.Pass},
		checktest.Case{Name: "another", Pages: shop("en", append(same(18, img("/media/taper.jpg")), img("/catalog/no_image.jpg"))...), Want: verdict.Warn, Key: "stand-in", Total: 1},
		checktest.Case{Name: "none on some", Pages: shop("en", append(same(6, img("/media/taper.jpg")), same(4, data(`"sku":"1"`)+buy)...)...), Want: verdict.Fail, Key: "missing", Total: 4},
		checktest.Case{Name: "an image of a product named coming soon", Pages: shop("en", same(3, img("/media/coming-soonish-blue.jpg"))...), Want: verdict.Pass},
		checktest.Case{Name: "none at all, with scripts", Pages: shop("en", same(3, data(`"sku":"1"`)+buy+`<script src="/a.js"></script>`)...), Want: verdict.Unknown, Reason: "unseen"},
		checktest.Case{Name: "no product page", Pages: shop("en"), Want: verdict.Unknown, Reason: "none"},
	)
}

func TestIdentifiers(t *testing.T) {
	checktest.Table(t, product.Identifiers,
		checktest.Case{Name: "right", Pages: shop("en", data(`"gtin13":"4006381333931"`)+buy, data(`"gtin":"012345678905"`)+buy, data(`"isbn":"978-3-16-148410-0"`)+buy), Want: verdict.Pass},
		checktest.Case{Name: "in the offer", Pages: shop("en", data(`"offers":{"gtin8":"96385074","price":"9"}`)+buy), Want: verdict.Pass},
		checktest.Case{Name: "two wrong", Pages: shop("en", data(`"gtin13":"4006381333932"`)+buy, data(`"gtin13":"4006381333933"`)+buy, data(`"gtin13":"4006381333931"`)+buy), Want: verdict.Fail, Key: "digit", Total: 2},
		checktest.Case{Name: "one wrong", Pages: shop("en", data(`"gtin13":"4006381333932"`)+buy, data(`"gtin13":"4006381333931"`)+buy), Want: verdict.Warn, Key: "digit", Total: 1},
		checktest.Case{Name: "a shop's own number", Pages: shop("en", data(`"gtin":"VC-1001"`)+buy, data(`"gtin13":"4006381333931"`)+buy), Want: verdict.Warn, Key: "length", Total: 1},
		checktest.Case{Name: "zeros for a number", Pages: shop("en", data(`"gtin13":"0000000000000"`)+buy), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "numbers of its own in their place", Pages: shop("en", data(`"sku":"4006381333932","mpn":"1"`)+buy), Want: verdict.NotApplicable, Reason: "none"},
		checktest.Case{Name: "no product page", Pages: shop("en"), Want: verdict.Unknown, Reason: "unread"},
	)
}

func TestGPSR(t *testing.T) {
	de := checktest.Options{Markets: []string{"de"}}
	maker := `<h3>Hersteller</h3><p>Imkerei Moorhof GmbH<br>Deichweg 4<br>26506 Norden<br>post@moorhof.example</p>`
	checktest.Table(t, product.GPSR,
		checktest.Case{Name: "named", Pages: shop("de", same(3, data(`"sku":"1"`)+buy+maker)...), Options: de, Want: verdict.Pass},
		checktest.Case{Name: "in a part that opens", Pages: shop("de", same(3, data(`"sku":"1"`)+buy+`<details><summary>Angaben zur Produktsicherheit</summary><p>Moorhof GmbH, Deichweg 4, 26506 Norden, www.moorhof.example</p></details>`)...), Options: de, Want: verdict.Pass},
		checktest.Case{Name: "books: the publisher", Pages: shop("pl", same(3, data(`"sku":"1"`)+buy+`<table><tr><th>Wydawca</th><td>Oficyna Dwie Sroki, ul. Piotrkowska 88, 90-103 Łódź, kontakt@dwiesroki.example</td></tr></table>`)...), Options: checktest.Options{Markets: []string{"pl"}}, Want: verdict.Pass},
		checktest.Case{Name: "behind a link", Pages: shop("de", same(3, data(`"sku":"1"`)+buy+`<a href="/hersteller/moorhof">Herstellerinformationen</a>`)...), Options: de, Want: verdict.Pass},
		checktest.Case{Name: "nothing", Pages: shop("de", same(3, data(`"sku":"1"`)+buy)...), Options: de, Want: verdict.Warn, Reason: "missing", Total: 3},
		checktest.Case{Name: "only the name", Pages: shop("de", same(3, data(`"sku":"1"`)+buy+`<p>Hersteller: Moorhof</p>`)...), Options: de, Want: verdict.Warn, Reason: "name", Total: 3},
		checktest.Case{Name: "used goods", Pages: shop("de", same(3, data(`"sku":"1"`)+buy+`<table><tr><td>Zustand</td><td>gebraucht, sehr gut</td></tr></table>`)...), Options: de, Want: verdict.NotApplicable, Reason: "exempt"},
		checktest.Case{Name: "food", Pages: shop("de", same(3, data(`"sku":"1"`)+buy+`<p>Zutaten: Honig</p>`)...), Options: de, Want: verdict.NotApplicable, Reason: "exempt"},
		checktest.Case{Name: "medicines", Pages: shop("nl", same(3, data(`"sku":"1"`)+buy+`<p>Lees vóór gebruik de bijsluiter.</p><table><tr><td>Werkzame stof</td><td>Cetirizinedihydrochloride 10 mg</td></tr></table>`)...), Options: checktest.Options{Markets: []string{"nl"}}, Want: verdict.NotApplicable, Reason: "exempt"},
		checktest.Case{Name: "feed", Pages: shop("de", same(3, data(`"sku":"1"`)+buy+`<p>Alleinfuttermittel für ausgewachsene Hunde</p>`)...), Options: de, Want: verdict.NotApplicable, Reason: "exempt"},
		checktest.Case{Name: "a kit without medicines", Pages: shop("de", same(3, data(`"sku":"1"`)+buy+`<p>Es sind keine Arzneimittel darin.</p>`)...), Options: de, Want: verdict.Warn, Reason: "missing", Total: 3},
		checktest.Case{Name: "who put it together", Pages: shop("nl", same(3, data(`"sku":"1"`)+buy+`<p>Samensteller: Zuiderlaan Farmacie B.V., Lanen 58, 8861 CE Harlingen, balie@zuiderlaan.example.</p>`)...), Options: checktest.Options{Markets: []string{"nl"}}, Want: verdict.Pass},
		checktest.Case{Name: "who sewed it", Pages: shop("de", same(3, data(`"sku":"1"`)+buy+`<p>Genäht und verkauft von der Moorhof GmbH, Deichweg 4, 26506 Norden, post@moorhof.example.</p>`)...), Options: de, Want: verdict.Pass},
		checktest.Case{Name: "downloads", Pages: shop("de", same(3, data(`"sku":"1"`)+buy+`<p>Digitaler Download, kein physischer Versand</p>`)...), Options: de, Want: verdict.NotApplicable, Reason: "exempt"},
		checktest.Case{Name: "elsewhere", Pages: shop("en", same(3, data(`"sku":"1"`)+buy)...), Options: checktest.Options{Markets: []string{"us"}}, Want: verdict.NotApplicable},
	)
}

func TestOrigin(t *testing.T) {
	in := checktest.Options{Markets: []string{"in"}}
	checktest.Table(t, product.Origin,
		checktest.Case{Name: "named", Pages: shop("en", same(3, data(`"sku":"1"`)+buy+`<table><tr><th>Country of Origin</th><td>India</td></tr></table>`)...), Options: in, Want: verdict.Pass},
		checktest.Case{Name: "in the data", Pages: shop("en", same(3, data(`"countryOfOrigin":"IN"`)+buy)...), Options: in, Want: verdict.Pass},
		checktest.Case{Name: "not named", Pages: shop("en", same(3, data(`"sku":"1"`)+buy)...), Options: in, Want: verdict.Warn, Total: 3},
		checktest.Case{Name: "elsewhere", Pages: shop("en", same(3, data(`"sku":"1"`)+buy)...), Options: checktest.Options{Markets: []string{"us"}}, Want: verdict.NotApplicable},
	)
}

func TestDataReadable(t *testing.T) {
	broken := `<script type="application/ld+json">{"@type":"Product","name":"Taper","sku":"1",}</script>` + buy
	checktest.Table(t, product.DataReadable,
		checktest.Case{Name: "sound", Pages: shop("en", same(3, data(`"sku":"1"`)+buy)...), Want: verdict.Pass},
		checktest.Case{Name: "a comma too many", Pages: shop("en", same(3, broken)...), Want: verdict.Warn, Key: "comma", Total: 3},
		checktest.Case{Name: "line breaks in texts", Pages: shop("en", same(3, data("\"description\":\"a\nb\"")+buy)...), Want: verdict.Pass},
		checktest.Case{Name: "no data", Pages: shop("en", buy), Want: verdict.NotApplicable, Reason: "none"},
	)
}
