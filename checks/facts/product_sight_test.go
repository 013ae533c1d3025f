package facts_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/facts"
)

// TestGoodsToAShoppersEye: in a shop whose goods have data, one without is known by its name, a price that stands for itself and something to press; an article
// that names prices, a list (of cards that are links as a whole below a slider of prices, too) and a workshop are not.
func TestGoodsToAShoppersEye(t *testing.T) {
	data := func(name string) string {
		return `<script type="application/ld+json">{"@type":"Product","name":"` + name + `","offers":{"price":"12.90","priceCurrency":"EUR"}}</script><p>12,90 €</p>` + words(2)
	}
	s := shop(t, page("p/a", "Stumpenkerze", data("Stumpenkerze")), page("p/b", "Spitzkerze", data("Spitzkerze")), page("p/c", "Teelicht", data("Teelicht")),
		page("drehkerze", "Drehkerze", `<p>17,50 €</p><button type="button">In den Warenkorb</button><p>Auf Lager</p>`+words(2)),
		page("rollkerze", "Rollkerze", `<p>17,50 €</p><div class="btn-kauf" onclick="k()">In den Warenkorb</div><p>Nicht auf Lager</p>`+words(2)),
		page("knickkerze", "Knickkerze", `<p>17,50 €</p><p><strong>Ausverkauft</strong></p>`+words(2)+`<div><a href="/p/a">Stumpenkerze</a> 9,90 €</div>`),
		page("was-kostet-licht", "Was kostet Licht?", "<p>Eine gute Kerze kostet bei uns im Laden ungefähr 12,90 €, eine große gern auch 25 €, und sie brennt dafür zwei Tage.</p>"+words(2)),
		page("alle-kerzen", "Alle Kerzen", `<p><a href="/p/a">Stumpenkerze</a> 12,90 € <button type="button">In den Warenkorb</button></p><p><a href="/p/b">Spitzkerze</a> 14,90 € <button type="button">In den Warenkorb</button></p>`),
		page("ganze-karten", "Ganze Karten", `<div><span>12,90 €</span><span>35,00 €</span></div><p>3 Artikel</p>`+
			`<div><a href="/p/a"><h3>Stumpenkerze</h3><div><span>12,90 €</span></div></a><button type="button">In den Warenkorb</button></div>`+
			`<div><a href="/p/b"><h3>Spitzkerze</h3><div><span>14,90 €</span></div></a><button type="button">In den Warenkorb</button></div>`+
			`<div><a href="/p/c"><h3>Teelicht</h3><div><span>35,00 €</span></div></a><button type="button">In den Warenkorb</button></div>`),
		page("p/lieferzettel", "Der Lieferzettel", `<img src="/f.jpg" width="400" height="300"><h2>Was kostet der Versand?</h2><p>Ab 4,90 €, ab 60 € nichts.</p>`+words(2)),
		page("reparatur", "Reparatur", `<p>Wir richten krumme Leuchter.</p><p><a href="/kontakt">Angebot anfordern</a></p>`+words(2)))
	for path, want := range map[string]facts.Stock{"drehkerze": facts.InStock, "rollkerze": facts.OutOfStock, "knickkerze": facts.OutOfStock} {
		p := s.Product(s.At(host + path))
		if p == nil {
			t.Errorf("/%s is %s", path, s.Role(s.At(host+path)))
			continue
		}
		if p.Stock != want || len(p.Current()) != 1 || p.Current()[0].Amount != 17.5 {
			t.Errorf("/%s: %q, %+v", path, p.Stock, p.Current())
		}
	}
	for _, path := range []string{"was-kostet-licht", "alle-kerzen", "ganze-karten", "p/lieferzettel", "reparatur"} {
		if got := s.Role(s.At(host + path)); got == facts.RoleProduct {
			t.Errorf("/%s is %s", path, got)
		}
	}
}

// TestUnpricedAmongGoods: a page among known goods with a name, a picture and one thing that puts it into the cart is one of goods whose price is missing; a list, a page
// without anything to press, and one elsewhere are not.
func TestUnpricedAmongGoods(t *testing.T) {
	data := func(name string) string {
		return `<img src="/k.jpg" alt=""><script type="application/ld+json">{"@type":"Product","name":"` + name + `","offers":{"price":"12.90","priceCurrency":"EUR"}}</script><p>12,90 €</p>` + words(2)
	}
	const buy = `<img src="/k.jpg" alt=""><button type="button">In den Warenkorb</button>`
	s := shop(t, page("p/a", "Stumpenkerze", data("Stumpenkerze")), page("p/b", "Spitzkerze", data("Spitzkerze")), page("p/c", "Teelicht", data("Teelicht")),
		page("p/drehkerze", "Drehkerze", buy+words(2)), page("p/wie-wir-drehen", "Wie wir drehen", `<img src="/k.jpg" alt="">`+words(2)), page("hilfe/drehkerze", "Drehkerze pflegen", buy+words(2)))
	if got := s.Role(s.At(host + "p/drehkerze")); got != facts.RoleProduct {
		t.Errorf("without a price: %s", got)
	}
	flat := shop(t, page("goods-1.html", "Stumpenkerze", data("Stumpenkerze")), page("goods-2.html", "Spitzkerze", data("Spitzkerze")), page("goods-3.html", "Drehkerze", buy+words(2)), page("artikel-3.html", "Kerzen drehen", buy+words(2)))
	if got := flat.Role(flat.At(host + "goods-3.html")); got != facts.RoleProduct {
		t.Errorf("without a price, in no folder: %s", got)
	}
	if got := flat.Role(flat.At(host + "artikel-3.html")); got == facts.RoleProduct {
		t.Errorf("/artikel-3.html is %s", got)
	}
	for _, path := range []string{"p/wie-wir-drehen", "hilfe/drehkerze"} {
		if got := s.Role(s.At(host + path)); got == facts.RoleProduct {
			t.Errorf("/%s is %s", path, got)
		}
	}
}

// TestBelowTheMaker: the link above a price may be that to who made the goods; cards of related goods below do not make the page a list.
func TestBelowTheMaker(t *testing.T) {
	data := func(name string) string {
		return `<script type="application/ld+json">{"@type":"Product","name":"` + name + `","offers":{"price":"12.90","priceCurrency":"EUR"}}</script><p>12,90 €</p>` + words(2)
	}
	const cards = `<div><a href="/p/a">Stumpenkerze</a><p>12,90 €</p></div><div><a href="/p/b">Spitzkerze</a><p>9,90 €</p></div><div><a href="/p/c">Teelicht am Abend</a><p>7,90 €</p></div>`
	s := shop(t, page("p/a", "Stumpenkerze", data("Stumpenkerze")), page("p/b", "Spitzkerze", data("Spitzkerze")), page("p/c", "Teelicht am Abend", data("Teelicht am Abend")),
		page("kegelkerze", "Kegelkerze", `<div><a href="/marken/imkerei-lindner">Imkerei Lindner</a></div><div>17,50 €</div><button type="button">In den Warenkorb</button><p>Brennt lange.</p><h3>Das passt dazu</h3>`+cards),
		page("zapfenkerze", "Zapfenkerze", `<div><a href="/marken/imkerei-lindner">Imkerei Lindner</a></div><div><del>19,00 €</del> 17,50 €</div><form action="/warenkorb" method="post"><button>In den Warenkorb</button></form><h2>Ähnliche Kerzen</h2>`+cards),
		page("neu-im-haus", "Neu im Haus", cards),
		page("neu-und-alt", "Neu und alt", `<div><a href="/p/a">Stumpenkerze</a><p>12,90 €</p></div><button type="button">In den Warenkorb</button><div><a href="/p/b">Spitzkerze</a><p>9,90 €</p></div><button type="button">In den Warenkorb</button>`))
	for _, path := range []string{"kegelkerze", "zapfenkerze"} {
		p := s.Product(s.At(host + path))
		if p == nil {
			t.Errorf("/%s is %s", path, s.Role(s.At(host+path)))
			continue
		}
		if cur := p.Current(); len(cur) != 1 || cur[0].Amount != 17.5 {
			t.Errorf("/%s: %+v", path, cur)
		}
	}
	for _, path := range []string{"neu-im-haus", "neu-und-alt"} {
		if got := s.Role(s.At(host + path)); got == facts.RoleProduct {
			t.Errorf("/%s is %s", path, got)
		}
	}
}

// TestServicesOnRequest: work whose price is given on request is no goods, in whatever language; a thing is.
func TestServicesOnRequest(t *testing.T) {
	for _, tt := range []struct {
		lang, title, line string
		goods             bool
	}{
		{"de", "Standuhr aus Nussbaum", "Preis auf Anfrage", true},
		{"de", "Reparatur alter Uhren", "Preis auf Anfrage", false},
		{"de", "Workshop Kerzenziehen", "Preis auf Anfrage", false},
		{"en", "Walnut long-case clock", "Price on request", true},
		{"en", "Clock repairs", "Price on request", false},
		{"en", "Marquee hire", "Price on application", false},
		{"fr", "Restauration de pendules", "Prix sur demande", false},
		{"es", "Alquiler de carpas", "Precio a consultar", false},
		{"it", "Noleggio gazebo", "Prezzo su richiesta", false},
		{"nl", "Verhuur van tenten", "Prijs op aanvraag", false},
		{"pl", "Naprawa zegarów", "Cena na zapytanie", false},
		{"pt-br", "Aluguel de tendas", "Preço sob consulta", false},
		{"zh-cn", "上门安装 中央空调", "价格面议", false},
		{"zh-tw", "到府安裝 冷氣", "價格面議", false},
		{"ja", "時計の修理", "価格はお問い合わせください", false},
		{"ko", "시계 수리", "가격 문의", false},
	} {
		goods := page("x", tt.title, `<img src="/x.jpg" alt="x"><p>`+tt.line+`</p><p><a href="/kontakt">✉</a></p>`)
		goods.HTML = `<!doctype html><html lang="` + tt.lang + `"><title>` + tt.title + `</title><main><h1>` + tt.title + `</h1><img src="/x.jpg" alt="x"><p>` + tt.line + `</p></main></html>`
		in := checktest.Input(t, checktest.Shop(t, page("", "Hof", words(3)+`<a href="/x">x</a>`), goods), checktest.Options{})
		got := in.Site.Role(in.Site.At(host+"x")) == facts.RoleProduct
		if got != tt.goods {
			t.Errorf("%s: goods: %v", tt.title, got)
		}
	}
}

// TestRowsThatAScriptFilters: names, prices and buttons side by side, with a picture each and no link, are a list; sizes of one thing, and goods below the ones that the
// page is about, are not.
func TestRowsThatAScriptFilters(t *testing.T) {
	data := func(name string) string {
		return `<script type="application/ld+json">{"@type":"Product","name":"` + name + `","offers":{"price":"12.90","priceCurrency":"EUR"}}</script><p>12,90 €</p>` + words(2)
	}
	row := func(name, price string) string {
		return `<div><img src="/x.jpg"><p>` + name + `</p><p>` + price + `</p><button>In den Warenkorb</button></div>`
	}
	sold := `<img src="/x.jpg"><p>Drei Größen</p><p>Klein <b>9,90 €</b> <button>In den Warenkorb</button></p><p>Mittel <b>12,90 €</b> <button>In den Warenkorb</button></p><p>Sehr groß <b>19,90 €</b> <button>In den Warenkorb</button></p>`
	s := shop(t, page("p/a", "Stumpenkerze", data("Stumpenkerze")), page("p/b", "Spitzkerze", data("Spitzkerze")), page("p/c", "Teelicht", data("Teelicht")),
		page("liste?cat=rund", "Rund", row("Kugelkerze", "12,90 €")+row("Eierkerze", "9,90 €")+row("Scheibenkerze", "14,90 €")),
		page("linie", "Linie", `<div><img src="/x.jpg"><b>Kugelkerze</b> 12,90 € <button>In den Warenkorb</button></div><div><img src="/y.jpg"><b>Eierkerze</b> 9,90 € <button>In den Warenkorb</button></div><div><img src="/z.jpg"><b>Scheibenkerze</b> 14,90 € <button>In den Warenkorb</button></div>`),
		page("drehkerze", "Drehkerze", sold),
		page("rollkerze", "Rollkerze", `<img src="/x.jpg"><p>17,50 €</p><button>In den Warenkorb</button><p>Brennt lange.</p>`+row("Kugelkerze", "12,90 €")+row("Eierkerze", "9,90 €")))
	for path, want := range map[string]bool{"liste?cat=rund": false, "linie": false, "drehkerze": true, "rollkerze": true} {
		if got := s.Role(s.At(host+path)) == facts.RoleProduct; got != want {
			t.Errorf("/%s: goods: %v", path, got)
		}
	}
}
