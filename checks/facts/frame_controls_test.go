package facts_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/facts"
)

// A shop of tables has its menu in a cell, beside every text: "Order online" there buys nothing of the text, and a sum below all pages prices none.
func TestATextBesideWhatOrdersIsNoProduct(t *testing.T) {
	for lang, w := range map[string]struct{ order, privacy, terms, contact, about, free, buy string }{
		"zh-tw": {"線上訂購單", "隱私權政策", "交易條款", "聯絡我們", "關於我們", "訂購滿 2,000 元免運", "NT$480"},
		"en":    {"Order now", "Privacy policy", "Terms and conditions", "Contact us", "About us", "Free delivery from £40.00", "£12.00"},
		"de":    {"Jetzt bestellen", "Datenschutz", "AGB", "Kontakt", "Über uns", "Versandfrei ab 40,00 €", "12,00 €"},
		"fr":    {"Acheter maintenant", "Confidentialité", "Conditions générales de vente", "Contact", "Qui sommes-nous", "Port offert dès 40,00 €", "12,00 €"},
		"ja":    {"今すぐ購入", "プライバシーポリシー", "ご利用規約", "お問い合わせ", "店舗紹介", "5,000円以上送料無料", "1,200円"},
	} {
		at := func(path, name, main string) checktest.Page {
			return checktest.Page{URL: host + path, HTML: `<html lang="` + lang + `"><title>` + name + `</title><body><table><tr><td colspan="2"><svg viewBox="0 0 46 46" width="46" height="46" role="img" aria-label="Moor"><path d="M0 0h9"/></svg></td></tr><tr><td>
<a href="/">1</a> <a href="/goods">2</a> <a href="/order"><b>` + w.order + `</b></a> <a href="/privacy">` + w.privacy + `</a> <a href="/terms">` + w.terms + `</a> <a href="/contact">` + w.contact + `</a> <a href="/about">` + w.about + `</a></td>
<td><h1>` + name + `</h1>` + main + `</td></tr><tr><td colspan="2">` + w.free + `</td></tr></table></body></html>`}
		}
		s := checktest.Input(t, checktest.Shop(t,
			at("", "Moor", `<p>a</p>`), at("goods", "2", `<a href="/p/1">Lindenhonig</a> `+w.buy+` <a href="/p/2">Bergquendel</a> `+w.buy+` <a href="/p/3">Akazienrose</a> `+w.buy),
			at("p/1", "Lindenhonig", `<img src="/1.png" alt="Lindenhonig"><p class="price">`+w.buy+`</p><p>`+w.free+`</p>`+words(1)), at("p/2", "Bergquendel", `<img src="/2.png" alt="Bergquendel"><p class="price">`+w.buy+`</p><p>`+w.free+`</p>`+words(1)), at("p/3", "Akazienrose", `<img src="/3.png" alt="Akazienrose"><p class="price">`+w.buy+`</p><p>`+w.free+`</p>`+words(1)),
			at("order", w.order, `<p>a</p>`), at("privacy", w.privacy, words(3)), at("terms", w.terms, words(3)), at("contact", w.contact, words(1)), at("about", w.about, words(2)),
		), checktest.Options{Lang: lang}).Site
		for path, want := range map[string]facts.Role{"privacy": facts.RolePolicy, "terms": facts.RolePolicy, "contact": facts.RoleContact, "about": facts.RoleAbout, "p/1": facts.RoleProduct, "p/3": facts.RoleProduct} {
			if got := s.Role(s.At(host + path)); got != want {
				t.Errorf("%s: /%s is %s, want %s", lang, path, got, want)
			}
		}
	}
}
