package identity_test

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/identity"
	"github.com/shopvet/shopvet/verdict"
)

var inGermany = checktest.Options{Markets: []string{"de"}}

const berlin = `<p>Kerzenstube Lindner GmbH<br>Lindenweg 12<br>10999 Berlin</p>`

func imprint(text string) checktest.Page {
	return checktest.Page{URL: base + "impressum", HTML: `<h1>Impressum</h1>` + berlin + text + filled}
}

const toImprint = `<a href="/impressum">Impressum</a>`

func TestRegistrationNumber(t *testing.T) {
	checktest.Table(t, identity.RegistrationNumber,
		checktest.Case{Name: "a German register", Options: inGermany, Pages: shop(toImprint, filled, imprint(`<p>Amtsgericht Charlottenburg, HRB 12345 B</p>`)), Want: verdict.Pass, Reason: "sound"},
		checktest.Case{Name: "a French register", Pages: shop(``, filled+`<p>RCS Paris 552 100 554</p>`), Want: verdict.Pass},
		checktest.Case{Name: "a wrong check digit", Pages: shop(``, filled+`<p>SIRET 732 829 320 00075</p>`), Want: verdict.Fail, Reason: "wrong", Total: 1, Key: "malformed", At: []string{base + "kontakt"}},
		checktest.Case{Name: "a seller of another country than the number is taken for", Pages: shop(``, filled+`<p>Kaarsen B.V.<br>Waskade 12<br>3511 ZX Utrecht</p><p>SIRET 732 829 320 00075</p>`), Want: verdict.NotApplicable},
		checktest.Case{Name: "mistyped once, right elsewhere", Pages: shop(`<p>SIRET 732 829 320 00074</p>`, filled+`<p>SIRET 732 829 320 00075</p>`), Want: verdict.Pass},
		checktest.Case{Name: "an example of what buyers are to type", Pages: shop(``, filled+`<p>Bitte geben Sie Ihre SIRET ein (z. B. 732 829 320 00075).</p>`), Want: verdict.NotApplicable},
		checktest.Case{
			Name: "a number in a text on privacy is not the seller's", Want: verdict.NotApplicable,
			Pages: shop(`<a href="/datenschutz">Datenschutz</a>`, filled, checktest.Page{URL: base + "datenschutz", HTML: `<h1>Datenschutz</h1><p>Hoster: Nuage SAS, SIRET 732 829 320 00075</p>` + filled}),
		},
		checktest.Case{Name: "a German company without", Options: inGermany, Pages: shop(toImprint, filled, imprint(``)), Want: verdict.Warn, Reason: "none", Total: 1, At: []string{base + "impressum"}},
		checktest.Case{Name: "a German company without, and not everything was read", Options: inGermany, Pages: shop(toImprint+`<a href="/weiteres">Weiteres</a>`, filled, imprint(``)), Want: verdict.Unknown},
		checktest.Case{Name: "someone who sells alone needs none", Options: inGermany, Pages: shop(``, filled+`<p>Inhaberin: Anna Lindner<br>Lindenweg 12<br>10999 Berlin</p>`), Want: verdict.NotApplicable, Reason: "not-asked"},
		checktest.Case{Name: "a company from elsewhere that sells to Germany", Options: inGermany, Pages: shop(``, filled+`<p>Kaarsen B.V.<br>Waskade 12<br>3511 ZX Utrecht</p>`), Want: verdict.NotApplicable},
		checktest.Case{Name: "nobody said that it sells to Germany", Pages: shop(toImprint, filled, imprint(``)), Options: checktest.Options{Markets: []string{"us"}}, Want: verdict.NotApplicable},
	)
}

func TestVATID(t *testing.T) {
	priced := func(pages []checktest.Page) []checktest.Page { // the product page says that the tax is in the price
		pages[2].HTML = strings.Replace(pages[2].HTML, "<p>12,90 €</p>", "<p>12,90 €</p><p>inkl. MwSt., zzgl. Versand</p>", 1)
		return pages
	}
	checktest.Table(t, identity.VATID,
		checktest.Case{Name: "well-formed", Options: inGermany, Pages: shop(toImprint, filled, imprint(`<p>USt-IdNr. DE129273398</p>`)), Want: verdict.Pass, Reason: "sound"},
		checktest.Case{Name: "a wrong check digit", Options: inGermany, Pages: shop(toImprint, filled, imprint(`<p>USt-IdNr. DE129273399</p>`)), Want: verdict.Fail, Reason: "wrong", Total: 1},
		checktest.Case{Name: "a template's digits", Options: inGermany, Pages: shop(toImprint, filled, imprint(`<p>USt-IdNr.: DE999999999</p>`)), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "a small business that says so", Options: inGermany, Pages: priced(shop(toImprint, filled, imprint(`<p>Kleinunternehmer nach § 19 UStG, es wird keine Umsatzsteuer berechnet.</p>`))), Want: verdict.NotApplicable, Reason: "exempt"},
		checktest.Case{Name: "prices with the tax and no number", Options: inGermany, Pages: priced(shop(toImprint, filled, imprint(``))), Want: verdict.Warn, Reason: "none", Total: 1},
		checktest.Case{Name: "nothing said of the tax", Options: inGermany, Pages: shop(toImprint, filled, imprint(``)), Want: verdict.NotApplicable, Reason: "not-asked"},
		checktest.Case{Name: "someone who sells alone", Options: inGermany, Pages: priced(shop(``, filled+`<p>Inhaberin: Anna Lindner<br>Lindenweg 12<br>10999 Berlin</p>`)), Want: verdict.NotApplicable},
		checktest.Case{Name: "the imprint is a picture", Options: inGermany, Want: verdict.Unknown, Reason: "veiled",
			Pages: priced(shop(toImprint+berlin, filled, checktest.Page{URL: base + "impressum", HTML: `<h1>Impressum</h1><img src="/i.png" alt="">`}))},
		checktest.Case{Name: "another market", Options: checktest.Options{Markets: []string{"us"}}, Pages: shop(``, filled), Want: verdict.NotApplicable, Reason: checks.KeyMarket},
	)
}

func TestResponsiblePerson(t *testing.T) {
	checktest.Table(t, identity.ResponsiblePerson,
		checktest.Case{Name: "a managing director", Options: inGermany, Pages: shop(toImprint, filled, imprint(`<p>Geschäftsführerin: Anna Lindner</p>`)), Want: verdict.Pass, Reason: "person"},
		checktest.Case{Name: "a name in a writing that is not read", Options: inGermany, Pages: shop(toImprint, filled, imprint(`<p>vertreten durch a. lindner</p>`)), Want: verdict.Pass, Reason: "label"},
		checktest.Case{Name: "a company without", Options: inGermany, Pages: shop(toImprint, filled, imprint(``)), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "someone who sells alone", Options: inGermany, Pages: shop(``, filled+`<p>Inhaberin: Anna Lindner</p>`), Want: verdict.Pass},
		checktest.Case{Name: "a company abroad", Options: inGermany, Pages: shop(``, filled+`<p>Kaarsen B.V.<br>Waskade 12<br>3511 ZX Utrecht</p>`), Want: verdict.NotApplicable, Reason: "not-asked"},
		checktest.Case{Name: "no company", Options: inGermany, Pages: shop(``, filled), Want: verdict.NotApplicable, Reason: "firm"},
	)
}

func TestAddressPlausible(t *testing.T) {
	data := func(code, country string) string {
		return `<script type="application/ld+json">{"@type":"Organization","name":"Kerzenstube","address":{"streetAddress":"Lindenweg 12","postalCode":"` + code + `","addressLocality":"Berlin","addressCountry":"` + country + `"}}</script>`
	}
	checktest.Table(t, identity.AddressPlausible,
		checktest.Case{Name: "German", Pages: shop(berlin, filled), Want: verdict.Pass},
		checktest.Case{Name: "in structured data", Pages: shop(``, data("10999", "DE")+filled), Want: verdict.Pass},
		checktest.Case{Name: "a postcode of another country", Pages: shop(``, data("109", "DE")+filled), Want: verdict.Warn, Key: "postcode", Total: 1},
		checktest.Case{Name: "a country by name", Pages: shop(``, data("SW1A 1AA", "United Kingdom")+filled), Want: verdict.Pass},
		checktest.Case{Name: "a country that is not known", Pages: shop(``, data("X-1", "Atlantis")+filled), Want: verdict.Pass},
		checktest.Case{Name: "a sample beside the real one", Pages: shop(berlin, filled+`<p>Musterstraße 1<br>12345 Musterstadt</p>`), Want: verdict.Warn, Key: "sample", Total: 1, At: []string{base + "kontakt"}},
		checktest.Case{Name: "a sample alone is told elsewhere", Pages: shop(``, filled+`<p>Musterstraße 1<br>12345 Musterstadt</p>`), Want: verdict.NotApplicable},
		checktest.Case{Name: "none", Pages: shop(``, filled), Want: verdict.NotApplicable},
	)
}

func TestOwnNameUsed(t *testing.T) {
	text := strings.Repeat(`<p>Wir liefern mit der Post und freuen uns über jede Bestellung, die bei uns eingeht und gut ankommt.</p>`, 12)
	page := func(path, title, more string) checktest.Page {
		return checktest.Page{URL: base + path, HTML: `<h1>` + title + `</h1>` + text + more}
	}
	links := `<a href="/agb">AGB</a> <a href="/datenschutz">Datenschutz</a>`
	checktest.Table(t, identity.OwnNameUsed,
		checktest.Case{Name: "named in the terms", Pages: shop(links, filled, page("agb", "AGB", `<p>Vertragspartner ist die Kerzen-Stube.</p>`), page("datenschutz", "Datenschutz", ``)), Want: verdict.Pass, Reason: "named"},
		checktest.Case{Name: "only the domain", Pages: shop(links, filled, page("agb", "AGB", `<p>Diese AGB gelten für kerzen.example.</p>`), page("datenschutz", "Datenschutz", ``)), Want: verdict.Pass},
		checktest.Case{Name: "never", Pages: shop(links, filled, page("agb", "AGB", ``), page("datenschutz", "Datenschutz", ``)), Want: verdict.Warn, Total: 1, Reason: "never"},
		checktest.Case{Name: "few texts", Pages: shop(``, `<p>Schreiben Sie uns.</p>`), Want: verdict.NotApplicable, Reason: "few"},
	)
}

func TestAboutPage(t *testing.T) {
	long := `<h1>Über uns</h1>` + strings.Repeat(`<p>Seit 2011 ziehen wir in einer alten Wachsfabrik in Berlin Kerzen von Hand und packen jede selbst ein.</p>`, 5)
	about := func(html string) checktest.Page { return checktest.Page{URL: base + "ueber-uns", HTML: html} }
	link := `<a href="/ueber-uns">Über uns</a>`
	checktest.Table(t, identity.AboutPage,
		checktest.Case{Name: "a page", Pages: shop(link, filled, about(long)), Want: verdict.Pass},
		checktest.Case{Name: "a part of the contact page", Pages: shop(``, filled+`<h2>Über uns</h2>`+long[len(`<h1>Über uns</h1>`):]), Want: verdict.Pass},
		checktest.Case{
			Name:  "she introduces herself beside her address",
			Pages: shop(``, filled+`<p>Ich bin Anna Lindner und ziehe seit 2014 in meiner Werkstatt am Berliner Stadtrand Kerzen aus dem Wachs, das mir drei Imker aus der Nachbarschaft bringen. Den Laden betreibe ich allein.</p>`),
			Want:  verdict.Pass,
		},
		checktest.Case{
			Name:  "the menu names the page after what they have",
			Pages: shop(`<a href="/wachszieherei">Die Wachszieherei</a>`, filled, checktest.Page{URL: base + "wachszieherei", HTML: strings.ReplaceAll(long, "Über uns", "Die Wachszieherei")}),
			Want:  verdict.Pass,
		},
		checktest.Case{Name: "three hundred characters", Pages: shop(link, filled, about(`<h1>Über uns</h1><p>Seit 2011 ziehen wir in einer alten Wachsfabrik in Berlin Kerzen von Hand und packen jede selbst ein. Das Wachs bringen uns drei Imker aus der Uckermark, den Docht flechten wir selbst. Wir sind zu viert: Anna, ihr Bruder Paul und zwei Lehrlinge, die beide bleiben wollen. Besuch ist uns lieb, am liebsten am Freitag.</p>`)), Want: verdict.Pass},
		checktest.Case{
			Name:  "a page in the menu on something else",
			Pages: shop(`<a href="/dochte">Alles über Dochte</a>`, filled, checktest.Page{URL: base + "dochte", HTML: `<h1>Alles über Dochte</h1>` + strings.Repeat(`<p>Ein Docht aus Baumwolle wird flach oder rund geflochten und richtet sich nach dem Durchmesser der Kerze.</p>`, 5)}),
			Want:  verdict.Fail, Reason: "none", Total: 1,
		},
		checktest.Case{Name: "a word on oneself is little", Pages: shop(``, filled+`<p>Ich bin Anna Lindner und ziehe Kerzen aus Bienenwachs in meiner Werkstatt am grünen Rand von Berlin.</p>`), Want: verdict.Warn, Reason: "thin", Total: 1},
		checktest.Case{Name: "thin", Pages: shop(link, filled, about(`<h1>Über uns</h1><p>Wir lieben Kerzen.</p>`)), Want: verdict.Warn, Reason: "thin", Total: 1, At: []string{base + "ueber-uns"}},
		checktest.Case{Name: "none", Pages: shop(``, filled), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "not read", Pages: shop(link, filled), Want: verdict.Unknown, Reason: "unread"},
		checktest.Case{Name: "a film in place of words", Pages: shop(link, filled, about(`<h1>Über uns</h1><img src="/team.jpg" alt="">`)), Want: verdict.Unknown},
		checktest.Case{Name: "a part of the home page under a heading of its own", Pages: shop(`<a href="/kontakt#story">Über uns</a>`, filled+`<section id="story"><h2>Was uns antreibt</h2><p>Kerzen aus Wachs, das in der Nähe entsteht.</p></section>`), Want: verdict.Unknown, Reason: "unread"},
		checktest.Case{Name: "on the company's own site", Pages: shop(`<a href="https://lindner.test/">Über uns</a>`, filled), Want: verdict.Unknown},
		checktest.Case{Name: "gone", Pages: shop(link, filled, checktest.Page{URL: base + "ueber-uns", Status: 404, HTML: `<h1>Nicht gefunden</h1>`}), Want: verdict.Fail, Reason: "none", Total: 1},
	)
}

func TestCountryDisclosed(t *testing.T) {
	checktest.Table(t, identity.CountryDisclosed,
		checktest.Case{Name: "the address is in the footer", Pages: shop(berlin, filled), Want: verdict.Pass, Reason: "cart"},
		checktest.Case{Name: "the country is named in the footer", Pages: shop(`<p>Versand aus Deutschland</p>`, filled+berlin), Want: verdict.Pass},
		checktest.Case{Name: "the address is on the contact page", Pages: shop(``, filled+berlin), Want: verdict.Unknown, Reason: "elsewhere"},
		checktest.Case{Name: "a town with its state in the footer", Pages: shop(`<p>Katy, Texas</p>`, filled), Want: verdict.Pass, Reason: "cart"},
		checktest.Case{Name: "a town with its state on the contact page", Pages: shop(``, filled+`<p>Wir sitzen in Houston, Texas, und freuen uns auf Sie.</p>`), Want: verdict.Unknown, Reason: "elsewhere"},
		checktest.Case{Name: "a flag to choose a language", Pages: shop(`<p>🇩🇪 Deutsch</p>`, filled), Want: verdict.Fail, Reason: "nowhere", Total: 1},
		checktest.Case{Name: "the contact page failed", Pages: failed(shop(``, filled)), Want: verdict.Unknown},
	)
}
