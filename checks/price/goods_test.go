package price_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/price"
	"github.com/shopvet/shopvet/verdict"
)

// goods is a product of a small shop.
type goods struct {
	name, body string // body: what stands between its heading and its description
	data       string // its offers, as JSON
}

// shop returns a shop with a list and these products. "%n" in a body is its number. list says what the list shows beside each name; "" nothing.
func shop(lang, list string, products ...goods) []checktest.Page {
	frame := func(title, main string) string {
		return fmt.Sprintf(`<!doctype html><html lang=%q><head><title>%s</title></head><body><header><nav><a href="/">Home</a> <a href="/all">All products</a> <a href="/cart">Cart</a></nav></header><main><h1>%s</h1>%s</main><footer><a href="/contact">Contact</a></footer></body></html>`, lang, title, title, main)
	}
	var cards strings.Builder
	for i, g := range products {
		fmt.Fprintf(&cards, `<li><a href="/p/%d">%s</a><p>%s</p></li>`, i+1, g.name, strings.ReplaceAll(list, "%n", fmt.Sprint(i)))
	}
	hello := map[string]string{
		"en": "Welcome to the valley, where we pour candles by hand from the wax of our own bees. We have been doing so for many years, and we would be glad if you came to see us in the yard. There is always somebody at work there who will show you how a candle is made and what the bees have to do with it.",
		"de": "Willkommen im Tal, in dem wir Kerzen von Hand aus dem Wachs unserer eigenen Bienen gießen. Wir machen das seit vielen Jahren und freuen uns, wenn Sie uns auf dem Hof besuchen.",
		"pl": "Witamy w dolinie, w której ręcznie robimy świece z wosku naszych własnych pszczół. Robimy to od wielu lat i będzie nam miło, jeśli nas państwo odwiedzą.",
	}[lang]
	pages := []checktest.Page{
		{URL: base, HTML: frame("Valley", "<p>"+hello+"</p>")},
		{URL: base + "all", HTML: frame("All products", "<ul>"+cards.String()+"</ul>")},
		{URL: base + "cart", HTML: frame("Cart", "<p>Your cart is empty.</p>")},
		{URL: base + "contact", HTML: frame("Contact", "<p>Write to hello@valley-candles.co.uk</p>")},
	}
	for i, g := range products {
		data := ""
		if g.data != "" {
			data = `<script type="application/ld+json">{"@type":"Product","name":"` + g.name + `","offers":` + g.data + `}</script>`
		}
		pages = append(pages, checktest.Page{URL: fmt.Sprintf("%sp/%d", base, i+1), HTML: frame(g.name, data+strings.ReplaceAll(g.body, "%n", fmt.Sprint(i))+
			`<form method="post" action="/cart/add"><input name="quantity" value="1"><button>Add to cart</button></form><h2>About it</h2><p>`+hello+`</p>`)})
	}
	return pages
}

// alike makes n products of one kind, each with a name of its own.
func alike(n int, body, data string) []goods {
	list := make([]goods, n)
	for i := range list {
		list[i] = goods{fmt.Sprintf("Taper no. %d of the valley", i), body, data}
	}
	return list
}

func with(list []goods, more ...goods) []goods { return append(list, more...) }

const (
	sold   = `<p>£12.90</p>`
	agrees = `{"price":"12.90","priceCurrency":"GBP"}`
)

func TestConsistent(t *testing.T) {
	odd := func(body, data string) goods { return goods{"Pillar", body, data} }
	odd2 := func(body, data string) goods { return goods{"Cube", body, data} }
	fine := alike(4, sold, agrees)
	checktest.Table(t, price.Consistent,
		checktest.Case{Name: "all agree", Pages: shop("en", "£12.90", fine...), Want: verdict.Pass},
		checktest.Case{Name: "two pages contradict their data", Pages: shop("en", "", with(alike(4, sold, agrees), odd(`<p>£15.20</p>`, agrees), odd2(`<p>£19.00</p>`, agrees))...), Want: verdict.Fail, Key: "data", Total: 2},
		checktest.Case{Name: "one page does", Pages: shop("en", "", with(alike(4, sold, agrees), odd(`<p>£15.20</p>`, agrees))...), Want: verdict.Warn, Total: 1, At: []string{base + "p/5"}},
		checktest.Case{Name: "tax is the difference", Pages: shop("en", "", with(alike(4, sold, agrees), odd(`<p>£15.48</p>`, agrees))...), Want: verdict.Warn, Reason: "tax", Total: 1},
		checktest.Case{Name: "one ratio for all: another currency or discount", Pages: shop("en", "", alike(4, `<p>£14.19</p>`, agrees)...), Want: verdict.Warn, Reason: "tax", Total: 4},
		checktest.Case{Name: "rounded", Pages: shop("en", "", alike(4, `<p>£13</p>`, agrees)...), Want: verdict.Pass},
		checktest.Case{Name: "reduced, and the data say so", Pages: shop("en", "", alike(4, `<p><del>£19.90</del> £12.90</p>`, agrees)...), Want: verdict.Pass},
		checktest.Case{Name: "the data name the price without tax, which the page shows too", Pages: shop("en", "", alike(4, `<p>£15.48 inc. VAT</p><p>£12.90 ex. VAT</p>`, agrees)...), Want: verdict.Pass},
		checktest.Case{Name: "members pay less", Pages: shop("en", "", alike(4, `<p>£15.20</p><p>Members pay £12.90</p>`, agrees)...), Want: verdict.Unknown, Reason: "nothing"},
		checktest.Case{Name: "from prices", Pages: shop("en", "from £9.90", alike(4, `<p>From £12.90</p>`, `{"@type":"AggregateOffer","lowPrice":"9.90","highPrice":"30","priceCurrency":"GBP"}`)...), Want: verdict.Unknown, Reason: "nothing"},
		checktest.Case{Name: "a variant is chosen", Pages: shop("en", "", alike(4, `<p>£15.20</p><form method="post" action="/cart/add"><label>Size <select name="size"><option>S</option></select></label></form>`, agrees)...), Want: verdict.Unknown},
		checktest.Case{Name: "a colour is chosen", Pages: shop("en", "", alike(4, `<p>£15.20</p><form method="post" action="/cart/add"><label>Colour <select name="option"><option>Red</option></select></label></form>`, agrees)...), Want: verdict.Warn, Reason: "tax", Total: 4},
		checktest.Case{Name: "a colour and a size are chosen", Pages: shop("en", "", alike(4, `<p>£15.20</p><form method="post" action="/cart/add"><label>Colour <select name="a"><option>Red</option></select></label><label>Size <select name="b"><option>S</option></select></label></form>`, agrees)...), Want: verdict.Unknown},
		checktest.Case{Name: "a form for reviews chooses no variant", Pages: shop("en", "", alike(4, sold+`<form method="post" action="/comments"><select name="rating"><option>5</option></select><textarea name="comment"></textarea><button>Send</button></form>`, agrees)...), Want: verdict.Pass},
		checktest.Case{Name: "a price of 1.234,56 in data", Pages: shop("de", "", alike(4, `<p>1.234,56 €</p>`, `{"price":"1.234,56 €","priceCurrency":"EUR"}`)...), Want: verdict.Pass},
		checktest.Case{Name: "thousands written with a point in data", Pages: shop("de", "", alike(4, `<p>1.299 €</p>`, `{"price":"1.299","priceCurrency":"EUR"}`)...), Want: verdict.Pass},
		checktest.Case{Name: "another currency in data", Pages: shop("en", "", alike(4, `<p>€14.90</p>`, agrees)...), Want: verdict.Unknown},
		checktest.Case{Name: "what delivery costs is no price", Pages: shop("en", "", alike(4, `<p>£12.90</p><p>Delivery £3.95</p>`, agrees)...), Want: verdict.Pass},
		checktest.Case{Name: "instalments are no price", Pages: shop("en", "", alike(4, `<p>£12.90</p><p>or 3 payments of £4.30</p>`, agrees)...), Want: verdict.Pass},
		checktest.Case{
			Name: "two lists are behind", Want: verdict.Fail, Key: "list", Total: 2, At: []string{base + "all", base + "all"},
			Pages: changed(shop("en", "£12.90", alike(6, sold, agrees)...), `no. 1 of the valley</a><p>£12.90`, `no. 1 of the valley</a><p>£10.10`, `no. 2 of the valley</a><p>£12.90`, `no. 2 of the valley</a><p>£17.00`),
		},
		checktest.Case{Name: "a list that was misread says nothing", Pages: shop("en", "£3.1%n", alike(6, sold, agrees)...), Want: verdict.Pass},
		checktest.Case{Name: "no price in data, none on lists", Pages: shop("en", "", alike(3, sold, "")...), Want: verdict.Unknown, Reason: "nothing"},
		checktest.Case{Name: "no product page", Pages: shop("en", ""), Want: verdict.Unknown, Reason: "none"},
	)
}

// changed replaces parts of the pages: old, new, old, new.
func changed(pages []checktest.Page, pairs ...string) []checktest.Page {
	for i := range pages {
		pages[i].HTML = strings.NewReplacer(pairs...).Replace(pages[i].HTML)
	}
	return pages
}

func TestCurrency(t *testing.T) {
	checktest.Table(t, price.Currency,
		checktest.Case{Name: "pounds", Pages: shop("en", "", alike(3, sold, "")...), Want: verdict.Pass},
		checktest.Case{Name: "dollars, and the data say which", Pages: shop("en", "", alike(3, `<p>$12.90</p>`, `{"price":"12.90","priceCurrency":"CAD"}`)...), Want: verdict.Pass},
		checktest.Case{Name: "dollars with their code once", Pages: shop("en", "", with(alike(3, `<p>$12.90</p>`, ""), goods{"Cube", `<p>$9.00 CAD</p>`, ""})...), Want: verdict.Pass},
		checktest.Case{Name: "dollars of one market", Pages: shop("en", "", alike(3, `<p>$12.90</p>`, "")...), Options: checktest.Options{Markets: []string{"us"}}, Want: verdict.Pass},
		checktest.Case{Name: "dollars of several", Pages: shop("en", "", alike(3, `<p>$12.90</p>`, "")...), Options: checktest.Options{Markets: []string{"us", "ca", "au"}}, Want: verdict.Warn, Reason: "shared", Total: 3},
		checktest.Case{Name: "numbers alone", Pages: shop("en", "", alike(3, `<p>12.90</p>`, agrees)...), Want: verdict.Warn, Reason: "bare", Total: 3},
		checktest.Case{Name: "numbers with a note on tax", Pages: shop("de", "", alike(3, `<p>12,90 inkl. MwSt., zzgl. Versand</p>`, `{"price":"12.90"}`)...), Want: verdict.Warn, Reason: "bare", Total: 3},
		checktest.Case{Name: "a size that is as high as the price", Pages: shop("de", "", alike(3, `<p>12,90 Zentimeter hoch</p>`, `{"price":"12.90"}`)...), Want: verdict.Unknown},
		checktest.Case{Name: "yuan in Chinese", Pages: shop("zh-CN", "", alike(3, `<p>手工蜡烛 全场包邮 售价 ¥129.00 欢迎选购</p>`, "")...), Want: verdict.Pass},
		checktest.Case{Name: "no price", Pages: shop("en", "", alike(3, `<p>Price on request</p>`, "")...), Want: verdict.Unknown},
	)
}

func TestTaxShipping(t *testing.T) {
	de := checktest.Options{Markets: []string{"de"}}
	uk := checktest.Options{Markets: []string{"uk"}}
	about := `<p>Diese Kerze wird von Hand aus dem Wachs unserer eigenen Bienen gegossen und brennt vierzig Stunden lang.</p>`
	checktest.Table(t, price.TaxShipping,
		checktest.Case{Name: "both beside the price", Pages: shop("de", "", alike(3, `<p>12,90 €</p><p>inkl. 19 % MwSt., zzgl. Versandkosten</p>`+about, "")...), Options: de, Want: verdict.Pass},
		checktest.Case{Name: "small sellers", Pages: shop("de", "", alike(3, `<p>12,90 €</p><p>Kein Ausweis der Umsatzsteuer nach § 19 UStG, versandkostenfrei</p>`+about, "")...), Options: de, Want: verdict.Pass},
		checktest.Case{
			Name: "an asterisk leads to the footer", Options: de, Want: verdict.Pass,
			Pages: changed(shop("de", "", alike(3, `<p>12,90 €*</p>`+about, "")...), "<footer>", "<footer><p>* Alle Preise inkl. MwSt. zzgl. Versand</p>"),
		},
		checktest.Case{Name: "only tax", Pages: shop("de", "", alike(3, `<p>12,90 € inkl. MwSt.</p>`+about, "")...), Options: de, Want: verdict.Warn, Reason: "shipping", Total: 3},
		checktest.Case{Name: "only delivery", Pages: shop("de", "", alike(3, `<p>12,90 €</p><p>zzgl. Versand</p>`+about, "")...), Options: de, Want: verdict.Warn, Reason: "tax", Total: 3},
		checktest.Case{Name: "neither", Pages: shop("de", "", alike(3, `<p>12,90 €</p>`+about, "")...), Options: de, Want: verdict.Fail, Reason: "neither", Total: 3},
		checktest.Case{
			Name: "in the terms only, in Germany", Options: de, Want: verdict.Warn, Reason: "terms", Total: 3,
			Pages: append(changed(shop("de", "", alike(3, `<p>12,90 €</p>`+about, "")...), "<footer>", `<footer><a href="/agb">AGB</a> `),
				checktest.Page{URL: base + "agb", HTML: `<html lang="de"><title>AGB</title><main><h1>Allgemeine Geschäftsbedingungen</h1><p>Alle Preise enthalten die gesetzliche Umsatzsteuer, inkl. MwSt., und verstehen sich zzgl. Versandkosten. Der Vertrag kommt zustande, wenn wir Ihre Bestellung per E-Mail bestätigen.</p></main>`}),
		},
		checktest.Case{Name: "neither, by a shop abroad that delivers to Germany", Pages: shop("en", "", alike(3, `<p>€12.90</p>`, "")...), Options: checktest.Options{Markets: []string{"de", "it"}}, Want: verdict.Warn, Reason: "neither", Total: 3},
		checktest.Case{Name: "neither, in Britain", Pages: shop("en", "", alike(3, sold, "")...), Options: uk, Want: verdict.Warn, Reason: "neither", Total: 3},
		checktest.Case{
			Name: "in the terms, in Britain", Options: uk, Want: verdict.Pass,
			Pages: append(changed(shop("en", "", alike(3, sold, "")...), "<footer>", `<footer><a href="/terms">Terms</a> <a href="/delivery">Delivery</a>`),
				checktest.Page{URL: base + "terms", HTML: `<html lang="en"><title>Terms</title><main><h1>Terms and conditions</h1><p>All our prices include VAT at the rate of the day. You conclude a contract with us when we confirm your order by e-mail.</p></main>`},
				checktest.Page{URL: base + "delivery", HTML: `<html lang="en"><title>Delivery</title><main><h1>Delivery</h1><p>We send parcels with the post for £3.95, and they arrive in two to four working days wherever you live in Britain.</p></main>`}),
		},
		checktest.Case{Name: "other markets", Pages: shop("en", "", alike(3, `<p>$12.90</p>`, "")...), Options: checktest.Options{Markets: []string{"us"}}, Want: verdict.NotApplicable},
		checktest.Case{Name: "no prices", Pages: shop("de", "", alike(3, `<p>Preis auf Anfrage</p>`, "")...), Options: de, Want: verdict.Unknown, Reason: "none"},
	)
}

func TestUnitPrice(t *testing.T) {
	de := checktest.Options{Markets: []string{"de"}}
	food := func(name, body string) goods {
		return goods{name, body + `<p>Zutaten: Honig aus eigener Ernte, sonst nichts.</p>`, ""}
	}
	checktest.Table(t, price.UnitPrice,
		checktest.Case{Name: "shown", Pages: shop("de", "", food("Waldhonig 500 g", `<p>8,90 € (17,80 € / kg)</p>`), food("Rapshonig 250 g", `<p>4,90 €</p><p>Grundpreis: 19,60 €/kg</p>`)), Options: de, Want: verdict.Pass},
		checktest.Case{Name: "missing", Pages: shop("de", "", food("Waldhonig 500 g", `<p>8,90 €</p>`), food("Rapshonig 250 g", `<p>4,90 € (19,60 €/kg)</p>`)), Options: de, Want: verdict.Warn, Total: 1, At: []string{base + "p/1"}},
		checktest.Case{Name: "a cup holds 350 ml and is not eaten", Pages: shop("de", "", goods{"Becher 350 ml", `<p>18,90 €</p><p>Steingut, spülmaschinenfest</p>`, ""}), Options: de, Want: verdict.NotApplicable},
		checktest.Case{Name: "one kilogram is its own unit", Pages: shop("de", "", food("Waldhonig 1 kg", `<p>16,90 €</p>`)), Options: de, Want: verdict.NotApplicable},
		checktest.Case{Name: "contents in a line of its own", Pages: shop("de", "", goods{"Curry Madras", `<p>6,40 €</p><p>Nettofüllmenge: 80 g</p><p>Zutaten: Koriander, Kurkuma</p>`, ""}), Options: de, Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "contents in a line of its own, in French", Pages: shop("fr", "", goods{"Miel de bruyère", `<p>9,50 €</p><p>Poids net : 250 g</p><p>Ingrédients : miel</p>`, ""}), Options: checktest.Options{Markets: []string{"fr"}}, Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "contents in a line of its own, in Italian", Pages: shop("it", "", goods{"Olio del Garda", `<p>14,50 €</p><p>Contenuto netto: 0,5 l</p><p>Ingredienti: olio di oliva</p>`, ""}), Options: checktest.Options{Markets: []string{"it"}}, Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "contents in a line of its own, and the price of a kilogram", Pages: shop("de", "", goods{"Curry Madras", `<p>6,40 €</p><p>80,00 € / kg</p><p>Nettofüllmenge: 80 g</p><p>Zutaten: Koriander, Kurkuma</p>`, ""}), Options: de, Want: verdict.Pass},
		checktest.Case{Name: "little in a line of its own", Pages: shop("de", "", goods{"Zimt", `<p>4,80 €</p><p>Nettofüllmenge: 40 g</p><p>Zutaten: Zimtrinde</p>`, ""}), Options: de, Want: verdict.NotApplicable},
		checktest.Case{Name: "five tins", Pages: shop("de", "", goods{"Erste Reise", `<p>24,90 €</p><p>Nettogewicht: 5 x 40 g</p><p>Zutaten: Zimtrinde</p>`, ""}), Options: de, Want: verdict.NotApplicable},
		checktest.Case{Name: "what a parcel weighs", Pages: shop("de", "", goods{"Waldhonig", `<p>8,90 €</p><p>Versandgewicht: 700 g</p><p>Zutaten: Honig</p>`, ""}), Options: de, Want: verdict.NotApplicable},
		checktest.Case{Name: "a sample of 20 g", Pages: shop("de", "", food("Waldhonig 20 g", `<p>1,90 €</p>`)), Options: de, Want: verdict.NotApplicable},
		checktest.Case{Name: "a set", Pages: shop("de", "", food("Honig 3 x 250 g im Set", `<p>13,90 €</p>`)), Options: de, Want: verdict.NotApplicable},
		checktest.Case{Name: "other markets", Pages: shop("en", "", goods{"Honey 500 g", `<p>$8.90</p><p>Ingredients: honey</p>`, ""}), Options: checktest.Options{Markets: []string{"us"}}, Want: verdict.NotApplicable},
	)
}

// bareCut is a shop of which one product announces a reduction beside its price, and no former price.
func bareCut(lang, line string) checktest.Case {
	return checktest.Case{Name: line, Pages: shop(lang, "", with(alike(2, `<p>12,90 €</p>`, ""), goods{"Lumen", `<p><b>12,90 €</b> <strong>` + line + `</strong></p>`, ""})...), Options: checktest.Options{Markets: []string{lang}}, Want: verdict.Warn, Key: "page", Total: 1}
}

func TestPrior(t *testing.T) {
	de, pl := checktest.Options{Markets: []string{"de"}}, checktest.Options{Markets: []string{"pl"}}
	checktest.Table(t, price.Prior,
		checktest.Case{Name: "former price struck through", Pages: shop("de", "", alike(3, `<p><s>19,90 €</s> 12,90 €</p><p>-35 %</p>`, "")...), Options: de, Want: verdict.Pass},
		checktest.Case{Name: "former price in words", Pages: shop("de", "", alike(3, `<p>12,90 € statt 19,90 €</p>`, "")...), Options: de, Want: verdict.Pass},
		checktest.Case{Name: "lowest of thirty days", Pages: shop("pl", "", alike(3, `<p><s>19,90 zł</s> 12,90 zł</p><p>Najniższa cena z 30 dni przed obniżką: 17,90 zł</p>`, "")...), Options: pl, Want: verdict.Pass},
		checktest.Case{Name: "lowest of thirty days not named", Pages: shop("pl", "", alike(3, `<p><s>19,90 zł</s> 12,90 zł</p>`, "")...), Options: pl, Want: verdict.Warn, Key: "thirty", Total: 3},
		checktest.Case{Name: "two prices, of which neither is called former", Pages: shop("pl", "", alike(3, `<p>Mały 12,90 zł</p><p>Duży 19,90 zł</p>`, "")...), Options: pl, Want: verdict.Pass},
		checktest.Case{Name: "a reduction without former price", Pages: shop("de", "", with(alike(2, `<p>12,90 €</p>`, ""), goods{"Würfel", `<p>12,90 €</p><p>-20 %</p>`, ""})...), Options: de, Want: verdict.Warn, Key: "page", Total: 1, At: []string{base + "p/3"}},
		checktest.Case{Name: "a reduction without former price, ahead of the price", Pages: shop("nl", "", with(alike(2, `<p>12,90 €</p>`, ""), goods{"Mesje", `<p>Nu -20 %! € 14,90</p><p>Tijdelijke korting van 20 %</p>`, ""})...), Options: checktest.Options{Markets: []string{"nl"}}, Want: verdict.Warn, Key: "page", Total: 1},
		bareCut("fr", "–25 % cette semaine !"), bareCut("es", "Solo hoy: -20 %"), bareCut("it", "-15 % fino a domenica"), bareCut("nl", "Actie: 20 % korting"), bareCut("pl", "Promocja -20 %"), bareCut("de", "Nur diese Woche 25 % günstiger"),
		checktest.Case{Name: "a reduction for something else", Pages: shop("de", "", alike(3, `<p>12,90 €</p><p>20 % Rabatt ab drei Stück</p><p>Jetzt 10 % für die erste Bestellung sichern</p>`, "")...), Options: de, Want: verdict.NotApplicable},
		checktest.Case{Name: "recommended by the maker", Pages: shop("de", "", alike(3, `<p>12,90 €</p><p>UVP 19,90 €</p><p>-35 %</p>`, "")...), Options: de, Want: verdict.Pass},
		checktest.Case{Name: "a share of cotton is no reduction", Pages: shop("de", "", alike(3, `<p>12,90 €</p><p>100 % Baumwolle</p><p>5 % Elasthan</p>`, "")...), Options: de, Want: verdict.NotApplicable},
		checktest.Case{Name: "nothing reduced", Pages: shop("de", "", alike(3, `<p>12,90 €</p>`, "")...), Options: de, Want: verdict.NotApplicable},
		checktest.Case{Name: "no price", Pages: shop("de", "", alike(3, `<p>Preis auf Anfrage</p>`, "")...), Options: de, Want: verdict.Unknown},
	)
}

func TestAllOnSale(t *testing.T) {
	low := func(n int) []goods { return alike(n, `<p><del>£19.90</del> £12.90</p>`, "") }
	mixed := append(alike(6, sold, ""), goods{"A", `<p><del>£19.90</del> £12.90</p>`, ""}, goods{"B", `<p><del>£19.90</del> £12.90</p>`, ""}, goods{"C", sold, ""}, goods{"D", sold, ""})
	checktest.Table(t, price.AllOnSale,
		checktest.Case{Name: "some", Pages: shop("en", "", mixed...), Want: verdict.Pass},
		checktest.Case{Name: "all", Pages: shop("en", "", low(12)...), Want: verdict.Warn, Total: 12},
		checktest.Case{Name: "all, in an outlet", Pages: changed(shop("en", "", low(12)...), "<h1>Valley</h1>", "<h1>Outlet</h1>"), Want: verdict.NotApplicable, Reason: "outlet"},
		checktest.Case{Name: "all, below what makers recommend", Pages: shop("en", "", alike(12, `<p>RRP £19.90</p><p>£12.90</p>`, "")...), Want: verdict.Pass},
		checktest.Case{Name: "all of a small shop", Pages: shop("en", "", low(6)...), Want: verdict.Warn, Total: 6},
		checktest.Case{Name: "nearly all of a small shop", Pages: shop("en", "", append(low(6), goods{"D", sold, ""})...), Want: verdict.NotApplicable, Reason: "few"},
		checktest.Case{Name: "few", Pages: shop("en", "", low(4)...), Want: verdict.NotApplicable, Reason: "few"},
	)
}
