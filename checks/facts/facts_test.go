package facts_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
)

const host = "https://kerzen.de/"

// page is a page of a small German shop with the same header and footer everywhere.
func page(path, title, main string) checktest.Page {
	return checktest.Page{URL: host + path, HTML: `<!doctype html><html lang="de"><head><title>` + title + ` – Kerzenhof</title></head><body>
<header><a href="/">Kerzenhof</a><nav><a href="/kategorie/kerzen">Kerzen</a> <a href="/kategorie/seifen">Seifen</a> <a href="/magazin">Magazin</a></nav><a href="/warenkorb">Warenkorb</a></header>
<main><h1>` + title + `</h1>` + main + `</main>
<footer><a href="/impressum">Impressum</a> <a href="/agb">AGB</a> <a href="/datenschutz">Datenschutz</a> <a href="/versand">Versand</a> <a href="/kontakt">Kontakt</a></footer></body></html>`}
}

func words(n int) string {
	return strings.Repeat("<p>Wir liefern unsere handgezogenen Kerzen aus Bienenwachs sorgfältig verpackt an Ihre Adresse und beraten Sie gern.</p>", n)
}

func product(name string) string {
	return `<script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"` + name + `","offers":{"@type":"Offer","price":"12.90","priceCurrency":"EUR"}}</script>
<p>12,90 €</p>` + words(2) + `<form action="/warenkorb" method="post"><button>In den Warenkorb</button></form>`
}

// shop is a small shop that was seen whole; change adds pages or replaces those of the same address.
func shop(t *testing.T, change ...checktest.Page) *facts.Site {
	t.Helper()
	return checktest.Input(t, seen(t, change...), checktest.Options{}).Site
}

// seen is what was seen of the shop. A change without anything in it takes a page away.
func seen(t *testing.T, change ...checktest.Page) *snapshot.Snapshot {
	t.Helper()
	pages := []checktest.Page{
		page("", "Kerzen vom Hof", words(2)),
		page("kategorie/kerzen", "Kerzen", `<a href="/p/stumpen">Stumpen</a> 12,90 € <a href="/p/spitz">Spitzkerze</a> 9,90 € <a href="/p/baum">Baumkerze</a> 7,90 €`),
		page("kategorie/seifen", "Seifen", `<a href="/p/stumpen">Stumpen</a> 12,90 € <a href="/p/spitz">Spitzkerze</a> 9,90 €`),
		page("p/stumpen", "Stumpenkerze", product("Stumpenkerze")),
		page("p/spitz", "Spitzkerze", product("Spitzkerze")),
		page("p/baum", "Baumkerze", product("Baumkerze")),
		page("warenkorb", "Warenkorb", "<p>Ihr Warenkorb ist leer.</p>"),
		page("impressum", "Impressum", "<p>Kerzenhof Lindenau GmbH<br>Lindenauer Hof 12<br>10999 Berlin</p><p>Telefon: +49 30 23125142<br>E-Mail: service@kerzen.de</p>"),
		page("agb", "Allgemeine Geschäftsbedingungen", words(8)),
		page("datenschutz", "Datenschutzerklärung", words(10)),
		page("versand", "Versand", words(4)),
		page("kontakt", "Kontakt", "<p>service@kerzen.de</p>"),
		page("magazin", "Magazin", words(1)),
	}
next:
	for _, c := range change {
		for i := range pages {
			if pages[i].URL == c.URL {
				pages[i] = c
				continue next
			}
		}
		pages = append(pages, c)
	}
	pages = slices.DeleteFunc(pages, func(p checktest.Page) bool { return p.HTML == "" && p.Status == 0 })
	return checktest.Shop(t, pages...)
}

func TestRoles(t *testing.T) {
	s := shop(t, page("magazin/datenschutz-im-alltag", "Datenschutz im Alltag", words(6)),
		page("p/spitz?farbe=rot", "Spitzkerze", `<link rel="canonical" href="/p/spitz">`+product("Spitzkerze")))
	for path, want := range map[string]facts.Role{
		"": facts.RoleHome, "kategorie/kerzen": facts.RoleListing, "p/stumpen": facts.RoleProduct, "warenkorb": facts.RoleCart, "impressum": facts.RolePolicy,
		"agb": facts.RolePolicy, "kontakt": facts.RoleContact, "magazin/datenschutz-im-alltag": facts.RoleBlog,
	} {
		if got := s.Role(s.At(host + path)); got != want {
			t.Errorf("/%s is %s, want %s", path, got, want)
		}
	}
	if n := len(s.ByRole(facts.RoleProduct)); n != 3 {
		t.Errorf("%d products: a variant with a canonical address counts as its original", n)
	}
}

func TestRolesSayHowSureTheyAre(t *testing.T) {
	s := shop(t, page("kunden", "Sonderangebot", words(1)), page("hilfe/fragen", "Häufige Fragen", words(2)),
		page("", "Kerzen vom Hof", words(2)+`<a href="/kunden">Angebot</a> <a href="/hilfe/fragen">Antworten</a>`))
	roles, likely := s.Roles(), s.LikelyRoles()
	for role, want := range map[string][2]int{"home": {1, 0}, "product": {3, 0}, "policy": {4, 0}, "contact": {1, 0}, "cart": {1, 0}, "help": {1, 1}, "listing": {3, 3}} {
		if got := [2]int{roles[role], likely[role]}; got != want {
			t.Errorf("%s: %d, %d by their looks; want %v", role, got[0], got[1], want)
		}
	}
}

func TestALookIsFullOnlyWhenAllThatMattersWasRead(t *testing.T) {
	if s := shop(t); !s.Look.Full {
		t.Fatalf("gaps: %s", s.Look)
	}
	gone := func(path string) checktest.Page {
		return checktest.Page{URL: host + path, HTML: "<h1>Fehler</h1>", Status: 500}
	}
	for name, tc := range map[string]struct {
		change []checktest.Page
		gap    string
	}{
		"home failed":     {[]checktest.Page{gone("")}, "home"},
		"no product":      {[]checktest.Page{gone("p/stumpen"), gone("p/spitz"), gone("p/baum")}, "product"},
		"cart not read":   {[]checktest.Page{gone("warenkorb")}, "cart"},
		"imprint fails":   {[]checktest.Page{gone("impressum")}, "links"},
		"imprint is busy": {[]checktest.Page{{URL: host + "impressum", HTML: "<h1>Später</h1>", Status: 503, Header: map[string][]string{"Retry-After": {"3600"}}}}, "links"},
		"imprint barred":  {[]checktest.Page{{URL: host + "impressum", HTML: "<h1>Nein</h1>", Status: 403}}, "links"},
		"language unsure": {[]checktest.Page{{URL: host, HTML: "<nav><a href='/kategorie/kerzen'>x</a><a href='/kategorie/seifen'>y</a><a href='/magazin'>z</a></nav><main>ok</main>"}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := shop(t, tc.change...)
			if tc.gap == "" {
				return
			}
			if s.Look.Full || len(s.Look.Gaps) == 0 || s.Look.Gaps[0].Key != tc.gap {
				t.Errorf("look %+v, want the gap %s", s.Look, tc.gap)
			}
		})
	}
	gate := checktest.Shop(t, checktest.Page{URL: host, HTML: `<h1>Sind Sie über 18?</h1><button>Ja</button><a href="/">Nein</a><a href="https://bank.example/">Zurück</a>`})
	if l := checktest.Input(t, gate, checktest.Options{}).Site.Look; !l.Alone || shop(t).Look.Alone {
		t.Errorf("a gate that leads nowhere: %+v", l)
	}
	more := shop(t, page("", "Kerzen vom Hof", words(2)+`<nav><a href="/p/nie-gelesen">Noch eine Kerze</a></nav>`))
	if !more.Look.Full {
		t.Errorf("a link among the goods hides no policy: %s", more.Look)
	}
	unread := shop(t, page("", "Kerzen vom Hof", words(2)+`<nav><a href="/nie-gelesen">Unser Versprechen</a></nav>`))
	if unread.Look.Full {
		t.Error("a link of the menu that was not read leaves a gap")
	}
	inText := shop(t, page("", "Kerzen vom Hof", words(2)+`<a href="/stimmen">Kundenstimmen</a>`), checktest.Page{URL: host + "stimmen", HTML: "<h1>Nein</h1>", Status: 403})
	if inText.Look.Full {
		t.Error("what the text of the home page leads to was barred, and may hold what is looked for")
	}
	link := func(path, name string) string { return `<p><a href="/` + path + `">` + name + `</a></p>` }
	goods := link("p/stumpen", "Stumpen") + link("p/spitz", "Spitzkerze") + link("p/baum", "Baumkerze")
	for name, tc := range map[string]struct {
		list, soaps string
		full        bool
	}{
		"a list without prices":              {goods, link("p/stumpen", "Stumpen"), true},
		"with prices and no currency":        {strings.ReplaceAll(goods, "</a>", "</a> 12,90"), "", true},
		"two goods in a text":                {words(3) + link("p/stumpen", "Stumpen") + link("p/spitz", "Spitzkerze"), words(2), false},
		"a page on much else that has goods": {goods + link("docht", "Dochte") + link("pflege", "Pflege") + link("wachs", "Wachs") + link("hof", "Der Hof"), words(2), false},
		"no goods":                           {words(3), words(3), false},
	} {
		if s := shop(t, page("kategorie/kerzen", "Aus Bienenwachs", tc.list), page("kategorie/seifen", "Aus Olivenöl", tc.soaps)); s.Look.Full != tc.full {
			t.Errorf("%s: %s", name, s.Look)
		}
	}
	missing := shop(t, checktest.Page{URL: host + "impressum", HTML: "<h1>Nicht gefunden</h1>", Status: 404})
	if !missing.Look.Full {
		t.Errorf("that a page is missing was seen: %s", missing.Look)
	}
}

// TestALookAtAShopOfTables: where no menu is known as one, any link of the home page that says what it leads to may be one of it.
func TestALookAtAShopOfTables(t *testing.T) {
	whole := shop(t)
	var pages []checktest.Page
	for _, p := range whole.Pages {
		at := strings.TrimPrefix(whole.URL(p), host)
		plain := page(at, p.Title, words(8))
		if at == "p/stumpen" || at == "p/spitz" || at == "p/baum" {
			plain = page(at, p.Title, product(p.Title))
		}
		for _, tag := range []string{"header", "nav", "footer"} {
			plain.HTML = strings.NewReplacer("<"+tag+">", "<div>", "</"+tag+">", "</div>").Replace(plain.HTML)
		}
		pages = append(pages, plain)
	}
	home := pages[0].HTML
	for link, gap := range map[string]bool{"": false, `<a href="/nie-gelesen">Widerrufsrecht</a>`: true, `<a href="/p/nie-gelesen">Noch eine Kerze</a>`: false} {
		pages[0].HTML = strings.Replace(home, "</body>", link+"</body>", 1)
		s := checktest.Input(t, checktest.Shop(t, pages...), checktest.Options{}).Site
		if got := strings.Contains(s.Look.String(), "footer"); got != gap {
			t.Errorf("%s: %s", link, s.Look)
		}
	}
}

func TestHollowPoliciesAreToldFromShortOnes(t *testing.T) {
	for name, tc := range map[string]struct{ main, want string }{
		"whole":         {words(8), ""},
		"empty":         {"", "empty"},
		"only heading":  {"<h2>Allgemeine Geschäftsbedingungen des Shops</h2>", "heading-only"},
		"stub":          {"<p>Es gelten unsere Bedingungen.</p>", "stub"},
		"to be written": {"<p>Diese Seite befindet sich noch im Aufbau. Der Inhalt folgt in Kürze.</p>", "to-be-written"},
		"for buyers":    {`<p>Hier können Sie Ihre Bestellung widerrufen. Tragen Sie hier Ihre Bestellnummer ein; Sie bekommen sofort eine Bestätigung.</p><form method="post"><input name="nr"><input name="mail"><button>Absenden</button></form>`, ""},
		"for the owner": {"<p>Hier können Sie Ihre AGB eintragen.</p>", "owner-text"},
		"filler":        {"<p>" + strings.Repeat("Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor. ", 20) + "</p>", "owner-text"},
	} {
		t.Run(name, func(t *testing.T) {
			list := shop(t, page("agb", "AGB", tc.main)).Policies(facts.PolicyTerms)
			if len(list) == 0 || list[0].Hollow != tc.want {
				t.Errorf("%+v, want hollow %q", list, tc.want)
			}
		})
	}
}

func TestAPolicyInASectionAndAnArticleAboutOne(t *testing.T) {
	s := shop(t, page("agb", "AGB", words(4)+"<h2>Widerrufsrecht</h2>"+words(3)+"<h2>Schlussbestimmungen</h2>"+words(1)),
		page("magazin/widerruf-leicht-gemacht", "Widerrufsrecht", words(6)))
	list := s.Policies(facts.PolicyWithdrawal)
	if len(list) != 1 || list[0].Form != facts.FormSection || list[0].In != facts.PolicyTerms || strings.Contains(list[0].Text, "Schluss") {
		t.Errorf("withdrawal: %+v", list)
	}
}

func TestALegalPageWhoseHeadingsAreAllAlike(t *testing.T) {
	s := shop(t, page("agb", "Rechtliches", "<h2>Allgemeine Geschäftsbedingungen</h2>"+words(4)+"<h2>Rückgabe</h2><h2>Frist</h2>"+words(1)+"<h2>Kosten</h2>"+words(1)+"<h2>Versand</h2>"+words(2)))
	list := s.Policies(facts.PolicyReturns)
	if len(list) != 1 || list[0].Hollow != "" || !strings.Contains(list[0].Text, "Kosten") || strings.Contains(list[0].Text, "Versand") {
		t.Errorf("returns: %+v", list)
	}
}

func TestWhoIsNamedBesideTheSeller(t *testing.T) {
	others := `<p>Kerzenhof Lindenau GmbH<br>Lindenauer Hof 12<br>10999 Berlin</p>
<h2>Hosting</h2><p>Serverhaus Nord AG<br>Hafenweg 3<br>20457 Hamburg</p>
<h2>Streitbeilegung</h2><p>Schlichtungsstelle Handel e.V.<br>Straßburger Straße 8<br>77694 Kehl</p>
<p>Zahlungsdienstleister: PayPal (Europe) S.à r.l. et Cie, S.C.A.</p>`
	s := shop(t, page("impressum", "Impressum", others))
	for _, n := range s.LegalNames {
		if n.Seller != strings.HasPrefix(n.Text, "Kerzenhof") {
			t.Errorf("%q: seller %v", n.Text, n.Seller)
		}
	}
	for _, a := range s.Addresses {
		if a.Seller != strings.Contains(a.Text, "Berlin") {
			t.Errorf("%q: seller %v", a.Text, a.Seller)
		}
	}
	if len(s.LegalNames) < 2 || len(s.Addresses) < 2 {
		t.Errorf("names %v, addresses %v", s.LegalNames, s.Addresses)
	}
}

func TestMarketsNeedTwoSigns(t *testing.T) {
	s := shop(t)
	codes := map[string]bool{}
	for _, m := range s.Markets {
		codes[m.Code] = m.Scored
		if m.Scored && len(m.Reasons) < 2 {
			t.Errorf("%s is scored by %q alone", m.Code, m.Reasons)
		}
	}
	if !codes["de"] || codes["at"] || codes["ch"] {
		t.Errorf("markets: %v", codes)
	}
	given := checktest.Input(t, s.Snap, checktest.Options{Markets: []string{"ch"}}).Site
	if fmt.Sprint(given.ScoredMarkets()) != "[ch]" {
		t.Errorf("given: %v", given.ScoredMarkets())
	}
}

func TestTextsThatStandOnEveryPageAreNoPolicy(t *testing.T) {
	var side string
	for i := range 12 {
		side += fmt.Sprintf("<div>Neu im Hofladen: unsere Kerze Nummer %d</div>", i)
	}
	var pages []checktest.Page
	for i := range 12 {
		pages = append(pages, page(fmt.Sprintf("seite-%d", i), fmt.Sprintf("Seite %d", i), side+fmt.Sprintf("<p>Seite %d</p>", i)))
	}
	pages = append(pages, page("agb", "AGB", side+"<p>AGB</p>"))
	list := shop(t, pages...).Policies(facts.PolicyTerms)
	if len(list) != 1 || list[0].Hollow == "" {
		t.Errorf("terms: %d letters, hollow %q", list[0].Letters, list[0].Hollow)
	}
}

// Some shop systems put the goods into the cart by a link with a script: the form has no button, but asks how many. Their lists show the same
// link at each of few goods, and must not be taken for goods that nobody describes.
func TestAFormWithoutAButtonMakesAProduct(t *testing.T) {
	good := func(name string) string {
		return `<form action="/index.php?rt=checkout/cart" method="post"><input type="text" name="quantity" value="1"><input type="hidden" name="product_id" value="7">
<a href="javascript:void(0)">In den Warenkorb</a></form><p>12,90 €</p>` + words(2) + `<h2>Dazu passt</h2><a href="/p/baum">Baumkerze</a> 7,90 € <a href="/p/baum">In den Warenkorb</a>`
	}
	list := func(names ...string) string {
		s := ""
		for _, n := range names {
			s += `<div><a href="/p/` + n + `">` + n + `</a> 12,90 € <a href="/p/` + n + `">In den Warenkorb</a></div>`
		}
		return s
	}
	s := shop(t, page("p/stumpen", "Stumpenkerze", good("Stumpenkerze")), page("p/spitz", "Spitzkerze", good("Spitzkerze")),
		page("p/baum", "Baumkerze", good("Baumkerze")), page("p/docht", "Docht", strings.Replace(good("Docht"), "</form>", "<button>Her damit</button></form>", 1)),
		page("k/rot", "Rot", list("stumpen", "spitz")), page("k/blau", "Blau", list("spitz")))
	for path, want := range map[string]bool{"p/stumpen": true, "p/baum": true, "p/docht": true, "k/rot": false, "k/blau": false, "kategorie/kerzen": false} {
		if got := s.Role(s.At(host + path)); (got == facts.RoleProduct) != want {
			t.Errorf("/%s is %s", path, got)
		}
	}
}

// Where nothing is left the button says so, and is none of a form; a list of such goods is a list.
func TestAButtonThatSaysSoldOutMakesAProduct(t *testing.T) {
	const sold = `<p>12,90 €</p><button type="button" disabled>Ausverkauft</button>`
	gone := func(name string) string { return `<div><a href="/p/` + name + `">` + name + `</a> ` + sold + `</div>` }
	s := shop(t, page("p/stumpen", "Stumpenkerze", sold+words(2)), page("p/spitz", "Spitzkerze", sold+words(2)), page("k/rot", "Rot", gone("stumpen")+gone("spitz")))
	for path, want := range map[string]bool{"p/stumpen": true, "p/spitz": true, "k/rot": false, "kategorie/kerzen": false} {
		if got := s.Role(s.At(host + path)); (got == facts.RoleProduct) != want {
			t.Errorf("/%s is %s", path, got)
		}
	}
}

// A shop may bar its products from visitors like us: its lists are lists all the same.
func TestAListWhoseProductsAreBarred(t *testing.T) {
	list := `<p>12,90 € <a href="/p/1?add=1">In den Warenkorb</a></p><a href="/p/1">Eins</a> <a href="/p/2">Zwei</a> 9,90 €`
	snap := checktest.Shop(t, page("", "Kerzen vom Hof", words(2)), page("kategorie/kerzen", "Kerzen", list))
	snap.SkippedTotal = map[snapshot.SkipReason]int{snapshot.SkipRobots: 2}
	s := checktest.Input(t, snap, checktest.Options{}).Site
	if got := s.Role(s.At(host + "kategorie/kerzen")); got != facts.RoleListing {
		t.Errorf("the list is %s", got)
	}
}

// The robots.txt of many shop systems bars the cart as they come. That leaves open what carts tell, and nothing else; a cart that was not read for any other reason
// leaves a gap.
func TestACartThatRobotsBar(t *testing.T) {
	cart := checktest.Page{URL: host + "warenkorb"}
	for why, full := range map[snapshot.SkipReason]bool{snapshot.SkipRobots: true, snapshot.SkipPages: false} {
		snap := seen(t, cart)
		snap.Skipped = []snapshot.Skip{{URL: cart.URL, Reason: why}}
		snap.SkippedTotal = map[snapshot.SkipReason]int{why: 1}
		l := checktest.Input(t, snap, checktest.Options{}).Site.Look
		if l.Full != full || (l.Barred == cart.URL) != full {
			t.Errorf("%s: %+v", why, l)
		}
	}
	if l := shop(t).Look; l.Barred != "" {
		t.Errorf("a cart that was read is barred: %+v", l)
	}
	counted := seen(t, cart, page("", "Candele", words(2)+`<nav><a href="/carrello/" title="Vedi il tuo carrello">0,00 € 0 articoli</a></nav>`))
	counted.Skipped = []snapshot.Skip{{URL: host + "carrello/", Reason: snapshot.SkipRobots}, {URL: cart.URL, Reason: snapshot.SkipRobots}}
	if l := checktest.Input(t, counted, checktest.Options{Lang: "it"}).Site.Look; !l.Full {
		t.Errorf("a cart that counts its goods: %+v", l)
	}
	own := seen(t, page("", "Kerzen vom Hof", words(2)+`<nav><a href="/bestellschein">Meine Gutschriften</a> <a href="/adressen">Meine Adressen</a> <a href="/rabatt">Meine Gutscheine</a></nav>`))
	for _, path := range []string{"bestellschein", "adressen", "rabatt"} {
		own.Skipped = append(own.Skipped, snapshot.Skip{URL: host + path, Reason: snapshot.SkipRobots})
	}
	if l := checktest.Input(t, own, checktest.Options{}).Site.Look; !l.Full {
		t.Errorf("what buyers see of their own is barred: %+v", l)
	}
	two := seen(t, cart, page("magazin", "Magazin", words(1)+`<a href="/einkaufswagen">Warenkorb</a>`))
	two.Skipped = []snapshot.Skip{{URL: cart.URL, Reason: snapshot.SkipRobots}, {URL: host + "einkaufswagen", Reason: snapshot.SkipPages}}
	if l := checktest.Input(t, two, checktest.Options{}).Site.Look; l.Full {
		t.Errorf("one cart is barred, another was left out: %+v", l)
	}
}

// A product that nobody could read is no policy for the word in its name.
func TestAMissingProductWithACueInItsNameIsNoPolicy(t *testing.T) {
	s := shop(t, page("kategorie/kerzen", "Kerzen", `<a href="/p/stumpen">Stumpen</a> 12,90 € <a href="/p/spitz">Spitz</a> 9,90 € <a href="/p/77">Rückgabe-Geschenkbox</a>`),
		checktest.Page{URL: host + "p/77", HTML: "<h1>Nicht gefunden</h1>", Status: 404})
	if list := s.Policies(facts.PolicyReturns); len(list) != 0 {
		t.Errorf("returns: %+v", list)
	}
}

// Of addresses that nobody asked for, those are targets that a menu leads to or that are named after a page; a list that leads to nothing else
// leads on all the same.
func TestUnreadAddressesThatNothingNames(t *testing.T) {
	s := shop(t, page("", "Kerzen vom Hof", words(2)+`<nav><a href="/aktion">Aktion</a></nav><a href="/hilfe-17">Kontakt</a> <a href="/datenschutzerklaerung">Hier</a>
<a href="/p/nie-gelesen">Noch eine Kerze</a> <a href="/p/nie-gelesen#mehr">mehr</a>`),
		checktest.Page{URL: host + "k/ende", HTML: `<!doctype html><html lang="de"><title>Ende</title><main><h1>Ende</h1>` + words(2) + `<a href="/p/auch-nie">Kerze</a></main></html>`},
		checktest.Page{URL: host + "k/bild", HTML: `<!doctype html><html lang="de"><title>Bild</title><main><h1>Bild</h1>` + words(2) + `<a href="/bild.jpg">groß</a></main></html>`})
	var unread []string
	for i := range s.Targets {
		if s.Targets[i].Page == nil {
			unread = append(unread, strings.TrimPrefix(s.Targets[i].URL, host))
		}
	}
	if got, want := fmt.Sprint(unread), "[aktion datenschutzerklaerung hilfe-17]"; got != want {
		t.Errorf("unread targets: %s, want %s", got, want)
	}
	if s.UnreadContact() != host+"hilfe-17" {
		t.Errorf("unread contact: %q", s.UnreadContact())
	}
	if !s.LeadsOn(s.At(host+"k/ende")) || s.LeadsOn(s.At(host+"k/bild")) {
		t.Error("a page leads on by a link to a page, not by one to a picture")
	}
}
