package identity_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/identity"
	"github.com/shopvet/shopvet/verdict"
)

const (
	legalLinks = `<a href="/impressum">Impressum</a> <a href="/agb">AGB</a> <a href="/datenschutz">Datenschutz</a> <p>© 2026 Kerzenstube Lindner GmbH</p>`
	ownImprint = `<h1>Impressum</h1><p>Kerzenstube Lindner GmbH<br>Lindenstraße 5<br>10969 Berlin</p><p>E-Mail: post@kerzen.example</p><p>USt-IdNr.: DE136695976</p>`
)

func imprintPage(more string) checktest.Page {
	return checktest.Page{URL: base + "impressum", HTML: ownImprint + more + filled}
}

func terms(body string) checktest.Page {
	return checktest.Page{URL: base + "agb", HTML: `<h1>Allgemeine Geschäftsbedingungen</h1>` + body + filled}
}

func privacyOf(body string) checktest.Page {
	return checktest.Page{URL: base + "datenschutz", HTML: `<h1>Datenschutzerklärung</h1>` + body + filled}
}

func TestConsistency(t *testing.T) {
	checktest.Table(t, identity.Consistency,
		checktest.Case{Name: "the same company", Pages: shop(legalLinks, filled, imprintPage(``), terms(`<p>Ihr Vertragspartner ist die Kerzenstube Lindner GmbH.</p>`)), Want: verdict.Pass, Reason: "agree"},
		checktest.Case{
			Name: "another company", Pages: shop(legalLinks, filled, imprintPage(``), terms(`<p>Ihr Vertragspartner ist die Wohntraum Nord UG (haftungsbeschränkt).</p>`)),
			Want: verdict.Fail, Key: "name", Total: 1, At: []string{base},
		},
		checktest.Case{Name: "another legal form", Pages: shop(legalLinks, filled, imprintPage(``), terms(`<p>Ihr Vertragspartner ist die Kerzenstube Lindner UG.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "the imprint tells of both", Pages: shop(legalLinks, filled, imprintPage(`<p>Die Wohntraum Nord UG (haftungsbeschränkt) gehört zu uns.</p>`), terms(`<p>Ihr Vertragspartner ist die Wohntraum Nord UG (haftungsbeschränkt).</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "who carries and insures", Pages: shop(legalLinks, filled, imprintPage(``), terms(`<p>Die Pakete fährt die Wegweit Spedition GmbH. Versichert sind wir bei der Feuerfest Versicherung AG.</p>`)), Want: verdict.Pass},
		checktest.Case{
			Name: "another tax number", Pages: shop(legalLinks, filled, imprintPage(``), terms(`<p>Ihr Vertragspartner ist die Kerzenstube Lindner GmbH, USt-IdNr. DE811907980.</p>`)),
			Want: verdict.Warn, Key: "number", Total: 1,
		},
		checktest.Case{Name: "a malformed number is told once, elsewhere", Pages: shop(legalLinks, filled, imprintPage(``), terms(`<p>Ihr Vertragspartner ist die Kerzenstube Lindner GmbH, USt-IdNr. DE136695975.</p>`)), Want: verdict.Pass},
		checktest.Case{
			Name: "another address", Pages: shop(legalLinks, filled, imprintPage(``), terms(`<p>Ihr Vertragspartner ist die Kerzenstube Lindner GmbH, Hafenstraße 20, 20459 Hamburg.</p>`)),
			Want: verdict.Warn, Key: "address", Total: 1,
		},
		checktest.Case{
			Name: "another shop's privacy policy", Pages: shop(legalLinks, filled, imprintPage(``), privacyOf(`<h2>Wer ist verantwortlich?</h2><p>Verantwortlich für Ihre Daten ist die Wohntraum Nord GmbH, Hafenstraße 20, 20459 Hamburg.</p>`)),
			Want: verdict.Fail, Key: "controller", Total: 1,
		},
		checktest.Case{Name: "a firm that watches over the data", Pages: shop(legalLinks, filled, imprintPage(``), privacyOf(`<p>Unsere externe Datenschutzbeauftragte erreichen Sie bei der Wohntraum Nord GmbH, Hafenstraße 20, 20459 Hamburg.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "who answers for data with the shop", Pages: shop(legalLinks, filled, imprintPage(``), privacyOf(`<p>Gemeinsam mit der Wohntraum Nord GmbH ist die Kerzenstube Lindner GmbH für die Daten verantwortlich.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "where returns go", Pages: shop(legalLinks, filled, imprintPage(``), terms(`<p>Retouren an: Kerzenstube Lindner GmbH, Hafenstraße 20, 20459 Hamburg.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "named nowhere", Pages: shop(``, filled), Want: verdict.NotApplicable, Reason: "single"},
	)
}

func TestForeignName(t *testing.T) {
	checktest.Table(t, identity.ForeignName,
		checktest.Case{Name: "its own", Pages: shop(legalLinks, filled, imprintPage(``), terms(`<p>Schreiben Sie uns an service@kerzen.example. Diese Bedingungen gelten für alle Bestellungen über unseren Onlineshop www.kerzen.example.</p>`)), Want: verdict.Pass, Reason: "own"},
		checktest.Case{
			Name: "another shop's mail", Pages: shop(legalLinks, filled, imprintPage(``), terms(`<p>Schreiben Sie uns an service@wohntraum24.example.</p>`)),
			Want: verdict.Warn, Key: "email", Total: 1, At: []string{base + "agb"},
		},
		checktest.Case{
			Name: "another shop's mail and site", Pages: shop(legalLinks, filled, imprintPage(``), terms(`<p>Schreiben Sie uns an service@wohntraum24.example.</p><p>Diese Bedingungen gelten für alle Bestellungen über unseren Onlineshop www.wohntraum24.example.</p>`)),
			Want: verdict.Fail, Reason: "foreign", Total: 2,
		},
		checktest.Case{Name: "the site of a template is no other shop's", Pages: shop(legalLinks, filled, imprintPage(``), terms(`<p>Diese Bedingungen gelten für alle Bestellungen über unseren Onlineshop www.ihre-domain.de.</p>`)), Want: verdict.Pass, Reason: "own"},
		checktest.Case{
			Name: "another shop's name", Pages: shop(legalLinks, filled, imprintPage(``), terms(`<p>Vielen Dank für Ihren Einkauf bei Wohntraum24!</p>`)),
			Want: verdict.Warn, Key: "name", Total: 1,
		},
		checktest.Case{Name: "who handles payments", Pages: shop(legalLinks, filled, imprintPage(``), terms(`<p>Vielen Dank für Ihren Einkauf bei Monetico, mit Visa, Mastercard oder PayPal.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "shown in the imprint as well", Pages: shop(legalLinks, filled, imprintPage(`<p>Bestellungen: service@wohntraum24.example</p>`), terms(`<p>Schreiben Sie uns an service@wohntraum24.example.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "the company's own domain", Pages: shop(legalLinks, filled, imprintPage(``), terms(`<p>Schreiben Sie uns an service@lindner-kerzenstube.example.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "an authority and a platform", Pages: shop(legalLinks, filled, imprintPage(``), terms(`<p>Die Schlichtungsstelle erreichen Sie unter mail@schlichtung-handel.example. Besuchen Sie die Website www.youronlinechoices.example.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "the authority for complaints", Pages: shop(legalLinks, filled, imprintPage(``), terms(`<p>Beschwerden können Sie an uns oder über die Website dsb.gv.example der Datenschutzbehörde richten; bei uns und auf unserer Website datenschutz-stelle.example.at der Behörde.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "a mailbox anybody can open", Pages: shop(legalLinks, filled, imprintPage(``), terms(`<p>Schreiben Sie uns an kerzenstube.lindner@gmail.com.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "no policy", Pages: shop(``, filled), Want: verdict.NotApplicable, Reason: "none"},
	)
}
