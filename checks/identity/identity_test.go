package identity_test

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/identity"
	"github.com/shopvet/shopvet/knowledge/market"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

const base = "https://kerzen.example/"

func TestTexts(t *testing.T) {
	set, err := checks.NewSet(identity.All)
	if err != nil {
		t.Fatal(err)
	}
	checktest.Meta(t, set)
}

// shop is a German shop of which enough is seen to say that something is missing. footer and contact are what the cases change.
func shop(footer, contact string, more ...checktest.Page) []checktest.Page {
	frame := func(main string) string {
		return `<html lang="de"><head><title>Kerzenstube</title></head><body>
<header><nav><a href="/">Start</a> <a href="/kerzen">Alle Produkte</a> <a href="/kontakt">Kontakt</a> <a href="/warenkorb">Warenkorb</a></nav></header>
<main>` + main + `</main><footer>` + footer + `</footer></body></html>`
	}
	filler := strings.Repeat(`<p>Wir ziehen unsere Kerzen von Hand aus dem Wachs der Imkereien in der Umgebung und freuen uns, wenn sie Ihnen gefallen.</p>`, 3)
	const product = `<script type="application/ld+json">{"@type":"Product","name":"Stumpenkerze","offers":{"price":"12.90","priceCurrency":"EUR"}}</script>`
	pages := []checktest.Page{
		{URL: base, HTML: frame(`<h1>Willkommen in der Kerzenstube</h1>` + filler)},
		{URL: base + "kerzen", HTML: frame(`<h1>Alle Produkte</h1><ul><li><a href="/p/1">Stumpenkerze</a> 12,90 €</li><li><a href="/p/2">Teelicht</a> 3,90 €</li><li><a href="/p/3">Spitzkerze</a> 5,90 €</li></ul>` + filler)},
		{URL: base + "p/1", HTML: frame(product + `<h1>Stumpenkerze</h1><p>12,90 €</p><form method="post" action="/c"><button>In den Warenkorb</button></form>` + filler)},
		{URL: base + "warenkorb", HTML: frame(`<h1>Warenkorb</h1><p>Ihr Warenkorb ist leer.</p>`)},
		{URL: base + "kontakt", HTML: frame(`<h1>Kontakt</h1>` + contact)},
	}
	for _, p := range more {
		p.HTML = frame(p.HTML)
		pages = append(pages, p)
	}
	return pages
}

// filled makes the contact page long enough that no picture can hide what it says.
const filled = `<p>Schreiben Sie uns gern eine Nachricht, wir lesen jede selbst und antworten meist noch am selben Tag, spätestens aber am nächsten Werktag.
Fragen zu Bestellungen beantworten wir am schnellsten, wenn Sie die Bestellnummer dazuschreiben.</p>`

func TestLegalName(t *testing.T) {
	checktest.Table(t, identity.LegalName,
		checktest.Case{Name: "a company in the footer", Pages: shop(`Kerzenstube Lindner GmbH`, filled), Want: verdict.Pass, Reason: "company"},
		checktest.Case{Name: "a sole trader", Pages: shop(``, filled+`<p>Inhaberin: Anna Lindner</p>`), Want: verdict.Pass, Reason: "person"},
		checktest.Case{Name: "the trade name alone", Pages: shop(``, filled+`<p>Kerzenstube</p>`), Want: verdict.Warn, Reason: "trade", Total: 1, At: []string{base + "kontakt"}},
		checktest.Case{Name: "a template's name", Pages: shop(``, filled+`<p>Musterfirma GmbH</p>`), Want: verdict.Fail, Reason: "sample", Total: 1, At: []string{base + "kontakt"}},
		checktest.Case{Name: "a template's name beside the seller's", Pages: shop(`Kerzenstube Lindner GmbH`, filled+`<p>Musterfirma GmbH</p>`), Want: verdict.Pass},
		checktest.Case{Name: "no name", Pages: shop(``, filled), Want: verdict.Fail, Reason: "none", Total: 1, At: []string{base + "kontakt"}},
		checktest.Case{
			Name:  "companies only in the privacy policy",
			Pages: shop(`<a href="/datenschutz">Datenschutz</a>`, filled, checktest.Page{URL: base + "datenschutz", HTML: `<h1>Datenschutz</h1><p>Verantwortlich ist die Lindner Versand GmbH, Zahlungen wickelt die Stripe Payments Europe Ltd. ab.</p>` + filled}),
			Want:  verdict.Unknown, Reason: "others",
		},
		checktest.Case{
			Name:  "a name that only begins like a carrier's",
			Pages: shop(`<a href="/datenschutz">Datenschutz</a>`, filled, checktest.Page{URL: base + "datenschutz", HTML: `<h1>Datenschutz</h1><p>Verantwortlich ist die Upside Kerzen GmbH.</p>` + filled}),
			Want:  verdict.Unknown, Reason: "others",
		},
		checktest.Case{
			Name:  "a carrier on the delivery page is not the seller",
			Pages: shop(`<a href="/versand">Versand</a>`, filled, checktest.Page{URL: base + "versand", HTML: `<h1>Versand</h1><p>Pakete befördert die DHL Paket GmbH.</p>` + filled}),
			Want:  verdict.Fail, Reason: "none", Total: 1,
		},
		checktest.Case{
			Name: "the imprint is a picture", Pages: shop(`<a href="/impressum">Impressum</a>`, filled, checktest.Page{URL: base + "impressum", HTML: `<h1>Impressum</h1><img src="/impressum.png" alt="">`}),
			Want: verdict.Unknown, Reason: "veiled",
		},
		checktest.Case{
			Name: "the imprint was not read", Pages: shop(`<a href="/impressum">Impressum</a>`, filled), Want: verdict.Unknown,
		},
		checktest.Case{
			Name: "the language is not known", Pages: []checktest.Page{{URL: base, HTML: `<html lang="fi"><body><main><h1>Tervetuloa kauppaan</h1><p>Kynttilät valmistetaan käsin mehiläisvahasta.</p></main></body></html>`}},
			Want: verdict.Unknown, Reason: checks.KeyNoFullLook,
		},
	)
}

// failed makes the contact page answer with an error.
func failed(pages []checktest.Page) []checktest.Page {
	for i := range pages {
		if pages[i].URL == base+"kontakt" {
			pages[i] = checktest.Page{URL: base + "kontakt", Status: 500, HTML: `<h1>Fehler</h1>`}
		}
	}
	return pages
}

func TestPostalAddress(t *testing.T) {
	checktest.Table(t, identity.PostalAddress,
		checktest.Case{Name: "a street", Pages: shop(``, filled+`<p>Kerzenstube<br>Lindenweg 12<br>10999 Berlin</p>`), Want: verdict.Pass, Reason: "street"},
		checktest.Case{Name: "a street in the footer", Pages: shop(`<p>Lindenweg 12, 10999 Berlin</p>`, filled), Want: verdict.Pass, Reason: "street"},
		checktest.Case{Name: "a post-office box", Pages: shop(``, filled+`<p>Kerzenstube<br>Postfach 12 34<br>10999 Berlin</p>`), Want: verdict.Warn, Reason: "po-box", Total: 1, At: []string{base + "kontakt"}},
		checktest.Case{Name: "a template's sample", Pages: shop(``, filled+`<p>Musterstraße 1<br>12345 Musterstadt</p>`), Want: verdict.Fail, Reason: "sample", Total: 1, At: []string{base + "kontakt"}},
		checktest.Case{
			Name: "a sample, and not everything was read", Pages: shop(`<a href="/rechtliches">Rechtliche Hinweise</a>`, filled+`<p>Musterstraße 1<br>12345 Musterstadt</p>`),
			Want: verdict.Warn, Reason: "sample", Total: 1,
		},
		checktest.Case{Name: "none", Pages: shop(``, filled), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "the contact page failed", Pages: failed(shop(``, filled)), Want: verdict.Unknown, Reason: "veiled"},
		checktest.Case{Name: "a picture on the contact page", Pages: shop(``, `<img src="/adresse.png" alt="">`), Want: verdict.Unknown, Reason: "veiled"},
		checktest.Case{
			Name:  "an authority's address in the privacy policy",
			Pages: shop(`<a href="/datenschutz">Datenschutz</a>`, filled, checktest.Page{URL: base + "datenschutz", HTML: `<h1>Datenschutz</h1><p>Beschwerden richten Sie an die Aufsicht:<br>Friedrichstraße 219<br>10969 Berlin</p>` + filled}),
			Want:  verdict.Unknown, Reason: "others",
		},
		checktest.Case{
			Name: "disclosed on request in Japan",
			Pages: []checktest.Page{{URL: base, HTML: `<html lang="ja"><body><header><a href="/law">特定商取引法に基づく表記</a></header><main><h1>ろうそくの店</h1><p>手作りのろうそくを販売しています。</p></main></body></html>`},
				{URL: base + "law", HTML: `<html lang="ja"><body><main><h1>特定商取引法に基づく表記</h1><p>所在地：請求があった場合は遅滞なく開示いたします。</p></main></body></html>`}},
			Want: verdict.Unknown, // the shop was not seen in full: a street may stand elsewhere
		},
	)
}

// TestAddressesOfOthersAreNotTheSellers: where all addresses that were read are said to be an authority's, a mediator's or a host's, the seller gives none.
func TestAddressesOfOthersAreNotTheSellers(t *testing.T) {
	private := func(text string) []checktest.Page {
		return shop(`<a href="/datenschutz">Datenschutz</a>`, filled, checktest.Page{URL: base + "datenschutz", HTML: `<h1>Datenschutz</h1><p>` + text + `</p>` + filled})
	}
	checktest.Table(t, identity.PostalAddress,
		checktest.Case{Name: "an authority", Pages: private("Du kannst Dich bei einer Aufsichtsbehörde beschweren: Landesbeauftragte für Datenschutz, Friedrichstraße 219, 10969 Berlin."), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "a mediator", Pages: private("Zuständig ist die Schlichtungsstelle für Verbraucher, Straßburger Straße 8, 77694 Kehl."), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "a host", Pages: private("Unsere Seiten liegen dort.<br>Hetzner Online GmbH, Industriestraße 25, 91710 Gunzenhausen."), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "an authority, and the seller in the next sentence", Pages: private("Du kannst Dich bei der Aufsichtsbehörde beschweren. Oder Du schreibst an unsere Werkstatt, Lindenweg 12, 10999 Berlin."), Want: verdict.Unknown},
		checktest.Case{Name: "below a heading, some lines further", Pages: private("Die Aufsichtsbehörde hilft Dir.<br>Kerzenstube<br>Lindenweg 12<br>10999 Berlin"), Want: verdict.Unknown},
		checktest.Case{Name: "an authority, and the seller in the footer", Pages: append(private("Du kannst Dich bei einer Aufsichtsbehörde beschweren: Landesbeauftragte für Datenschutz, Friedrichstraße 219, 10969 Berlin."),
			checktest.Page{URL: base + "kontakt", HTML: `<h1>Kontakt</h1><p>Kerzenstube, Lindenweg 12, 10999 Berlin</p>` + filled})[1:], Want: verdict.Pass},
	)
}

// TestWhoWorksForManyShopsIsNoSeller: companies that host, carry and take money leave no doubt who sells where nobody else is named.
func TestWhoWorksForManyShopsIsNoSeller(t *testing.T) {
	private := func(text string) []checktest.Page {
		return shop(`<a href="/datenschutz">Datenschutz</a>`, filled, checktest.Page{URL: base + "datenschutz", HTML: `<h1>Datenschutz</h1><p>` + text + `</p>` + filled})
	}
	checktest.Table(t, identity.LegalName,
		checktest.Case{Name: "a host in the imprint", Pages: shop(``, filled+`<h2>Hosting</h2><p>Hetzner Online GmbH, Industriestraße 25, 91710 Gunzenhausen</p>`), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "a carrier and a host in the privacy policy", Pages: private("Wir geben Ihre Anschrift an die DHL Paket GmbH; unsere Seiten liegen bei der Strato AG."), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "another company in the privacy policy", Pages: private("Wir geben Ihre Anschrift an die Kerzenversand Lindner GmbH."), Want: verdict.Unknown, Reason: "others"},
		checktest.Case{Name: "the seller beside a host", Pages: shop(``, filled+`<p>Kerzenstube Lindner GmbH, Lindenweg 12, 10999 Berlin</p><h2>Hosting</h2><p>Hetzner Online GmbH</p>`), Want: verdict.Pass, Reason: "company"},
	)
}

func TestImprintLink(t *testing.T) {
	imprint := checktest.Page{URL: base + "impressum", HTML: `<h1>Impressum</h1><p>Kerzenstube Lindner GmbH<br>Lindenweg 12<br>10999 Berlin</p>` + filled}
	full := `<p>Kerzenstube Lindner GmbH<br>Lindenweg 12<br>10999 Berlin<br><a href="mailto:post@kerzen.example">post@kerzen.example</a></p>`
	de, ch := checktest.Options{Markets: []string{"de"}}, checktest.Options{Markets: []string{"ch"}}
	checktest.Table(t, identity.ImprintLink,
		checktest.Case{Name: "in the footer", Options: de, Pages: shop(`<a href="/impressum">Impressum</a>`, filled, imprint), Want: verdict.Pass, Reason: "linked"},
		checktest.Case{Name: "together with contact", Options: de, Pages: shop(`<a href="/impressum">Kontakt &amp; Impressum</a>`, filled, imprint), Want: verdict.Pass},
		checktest.Case{Name: "on a page that the menu leads to", Options: de, Pages: shop(``, filled+`<a href="/impressum">Impressum</a>`, imprint), Want: verdict.Pass},
		checktest.Case{Name: "on another site of the seller", Options: de, Pages: shop(`<a href="https://lindner.test/impressum">Impressum</a>`, filled), Want: verdict.Pass},
		checktest.Case{Name: "under an odd name", Options: de, Pages: shop(`<a href="/impressum">Info</a>`, filled, imprint), Want: verdict.Warn, Reason: "label", Total: 1},
		checktest.Case{Name: "missing", Options: de, Pages: shop(``, filled), Want: verdict.Fail, Reason: "none", Total: 1, At: []string{base}},
		checktest.Case{Name: "missing, and not everything was read", Options: de, Pages: shop(`<a href="/info">Weiteres</a>`, filled), Want: verdict.Unknown, Reason: checks.KeyNoFullLook},
		checktest.Case{
			Name: "dead", Options: de, Pages: shop(`<a href="/impressum">Impressum</a>`, filled, checktest.Page{URL: base + "impressum", Status: 404, HTML: `<h1>Seite nicht gefunden</h1>`}),
			Want: verdict.Fail, Reason: "dead", Total: 1,
		},
		checktest.Case{Name: "contact page with all data, Germany", Options: de, Pages: shop(``, filled+full), Want: verdict.Warn, Reason: "elsewhere", Total: 1, At: []string{base + "kontakt"}},
		checktest.Case{Name: "contact page with all data, Switzerland", Options: ch, Pages: shop(``, filled+full), Want: verdict.Pass, Reason: "stands-in"},
		checktest.Case{Name: "footer with all data, Switzerland", Options: ch, Pages: shop(full, filled), Want: verdict.Pass, Reason: "stands-in"},
		checktest.Case{Name: "opened by a script", Options: de, Pages: shop(`<a href="#" role="button" data-toggle="modal">Impressum</a>`, filled), Want: verdict.Unknown, Reason: "by-script"},
		checktest.Case{Name: "another market", Options: checktest.Options{Markets: []string{"uk"}}, Pages: shop(``, filled), Want: verdict.NotApplicable, Reason: checks.KeyMarket},
	)
}

func TestDutyIsNamed(t *testing.T) {
	in := checktest.Input(t, checktest.Shop(t, shop(``, filled)...), checktest.Options{Markets: []string{"de"}})
	if r := checktest.Run(t, identity.ImprintLink, in); r.Duty == nil || !strings.Contains(r.Duty.Title, "DDG") {
		t.Errorf("duty %+v", r.Duty)
	}
}

func TestBlockedShopIsUnknown(t *testing.T) {
	snap := checktest.Shop(t, checktest.Page{URL: base, Status: 403, HTML: `<h1>Forbidden</h1>`})
	snap.Have, snap.Obstacle = snapshot.HaveEntry, snapshot.ObstacleForbidden
	in := checktest.Input(t, snap, checktest.Options{Markets: market.Default().Codes()})
	for _, c := range identity.All {
		if r := checktest.Run(t, c, in); r.Status != verdict.Unknown {
			t.Errorf("%s: %s", c.Meta.ID, r.Status)
		}
	}
}
