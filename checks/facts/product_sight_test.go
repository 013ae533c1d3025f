package facts_test

import (
	"testing"

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
	for _, path := range []string{"was-kostet-licht", "alle-kerzen", "ganze-karten", "reparatur"} {
		if got := s.Role(s.At(host + path)); got == facts.RoleProduct {
			t.Errorf("/%s is %s", path, got)
		}
	}
}
