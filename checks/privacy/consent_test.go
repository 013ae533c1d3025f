package privacy_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/privacy"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

const consentHome = "https://shop.example/"

func consentShop() []checktest.Page {
	return []checktest.Page{{URL: consentHome, HTML: `<!doctype html><html lang=de><body><main><h1>Kerzen</h1><p>Aus Wachs.</p></main></body></html>`}}
}

func seen(l snapshot.Look) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		s.Have |= snapshot.HaveBrowser
		s.Renders = append(s.Renders, snapshot.Render{URL: consentHome, Status: 200, Look: &l})
	}
}

// notice is one on cookies with these buttons; "→" in front marks a link.
func notice(text string, buttons ...string) []snapshot.Notice {
	n := snapshot.Notice{Text: text}
	for _, b := range buttons {
		rest, link := b, false
		if len(b) > 3 && b[:3] == "→" {
			rest, link = b[3:], true
		}
		n.Buttons = append(n.Buttons, snapshot.Button{Text: rest, Link: link})
	}
	return []snapshot.Notice{n}
}

var (
	german   = checktest.Options{Markets: []string{"de"}}
	asks     = notice("Wir verwenden Cookies, um unsere Seite zu verbessern.", "Alle akzeptieren", "Nur notwendige", "→Datenschutz")
	fbp      = []snapshot.Stored{{Name: "_fbp", Domain: ".shop.example", Lasting: true}}
	own      = []snapshot.Stored{{Name: "session", Domain: "shop.example"}}
	counters = []snapshot.Stored{{Name: "_ga", Domain: ".shop.example", Lasting: true}, {Name: "_ga_X1", Domain: ".shop.example", Lasting: true}}
)

func TestConsentFirst(t *testing.T) {
	checktest.Table(t, privacy.ConsentFirst,
		checktest.Case{Name: "nothing but its own", Pages: consentShop(), Options: german, Edit: seen(snapshot.Look{Notices: asks, Cookies: own}), Want: verdict.Pass},
		checktest.Case{Name: "advertising before the choice", Pages: consentShop(), Options: german, Edit: seen(snapshot.Look{Notices: asks, Cookies: fbp}), Want: verdict.Fail, Reason: "ads", Total: 1},
		checktest.Case{Name: "reported without a cookie", Pages: consentShop(), Options: german, Edit: seen(snapshot.Look{Notices: asks, Asked: []string{"https://www.facebook.com/tr/?id=1&ev=PageView"}}), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "counting before the choice", Pages: consentShop(), Options: german, Edit: seen(snapshot.Look{Notices: asks, Cookies: counters}), Want: verdict.Warn, Reason: "analytics", Total: 1},
		checktest.Case{Name: "scripts are loaded and wait", Pages: consentShop(), Options: german, Edit: seen(snapshot.Look{Notices: asks, Asked: []string{"https://www.googletagmanager.com/gtag/js?id=G-1", "https://connect.facebook.net/en_US/fbevents.js"}}), Want: verdict.Pass},
		checktest.Case{Name: "a report that consent was denied", Pages: consentShop(), Options: german, Edit: seen(snapshot.Look{Notices: asks, Asked: []string{"https://www.google-analytics.com/g/collect?v=2&gcs=G100"}}), Want: verdict.Pass},
		checktest.Case{Name: "no notice where we are", Pages: consentShop(), Options: german, Edit: seen(snapshot.Look{Cookies: fbp}), Want: verdict.Warn, Reason: "unasked", Total: 1},
		checktest.Case{Name: "elsewhere it is no duty", Pages: consentShop(), Options: checktest.Options{Markets: []string{"us"}}, Edit: seen(snapshot.Look{Notices: asks, Cookies: fbp}), Want: verdict.NotApplicable},
		checktest.Case{Name: "no browser", Pages: consentShop(), Options: german, Want: verdict.Unknown},
	)
}

func TestRejectOption(t *testing.T) {
	judge := func(name string, n []snapshot.Notice, want verdict.Status, reason string) checktest.Case {
		c := checktest.Case{Name: name, Pages: consentShop(), Options: german, Edit: seen(snapshot.Look{Notices: n}), Want: want, Reason: reason}
		if want == verdict.Warn {
			c.Total = 1
		}
		return c
	}
	checktest.Table(t, privacy.RejectOption,
		judge("beside each other", asks, verdict.Pass, "equal"),
		judge("a link that refuses", notice("We use cookies.", "Accept", "→Continue without accepting"), verdict.Pass, "equal"),
		judge("only in the second layer", notice("Wir verwenden Cookies.", "Alle akzeptieren", "Einstellungen", "→Impressum"), verdict.Warn, "second"),
		judge("no way at all", notice("Wir verwenden Cookies.", "Akzeptieren"), verdict.Warn, "accept"),
		judge("it only informs", notice("Diese Seite verwendet Cookies.", "Verstanden", "→Mehr erfahren"), verdict.NotApplicable, "none"),
		judge("only what the shop needs", notice("Wir verwenden nur Cookies, die für den Warenkorb notwendig sind.", "Akzeptieren"), verdict.NotApplicable, "none"),
		judge("only what the shop needs, in one word", notice("Wir verwenden nur technisch notwendige Cookies für den Warenkorb.", "Akzeptieren", "→Mehr"), verdict.NotApplicable, "none"),
		judge("needed ones, in Polish", notice("Strona używa plików cookies niezbędnych do działania koszyka.", "Akceptuję"), verdict.NotApplicable, "none"),
		judge("needed ones and others", notice("Wir verwenden notwendige Cookies und solche für Statistik.", "Akzeptieren"), verdict.Warn, "accept"),
		judge("a button we cannot read", notice("Wir verwenden Cookies.", "Akzeptieren", "Hokuspokus"), verdict.Unknown, "unclear"),
		judge("another overlay", notice("Melden Sie sich zum Newsletter an und sparen Sie 10 %.", "Anmelden", "Nein danke"), verdict.NotApplicable, "none"),
		judge("none", nil, verdict.NotApplicable, "none"),
		checktest.Case{Name: "in a frame of the tool", Pages: consentShop(), Options: german, Edit: seen(snapshot.Look{Frames: []snapshot.Frame{{URL: "https://cdn.privacy-mgmt.com/index.html", Visible: true}}}), Want: verdict.Unknown, Reason: "framed"},
		checktest.Case{Name: "no browser", Pages: consentShop(), Options: german, Want: verdict.Unknown},
	)
}

func TestRejectRespected(t *testing.T) {
	after := func(r snapshot.Refusal) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) {
			seen(snapshot.Look{Notices: asks})(s)
			r.URL, r.Button = consentHome, "Nur notwendige"
			s.Refusal = &r
		}
	}
	const told = "https://www.facebook.com/tr/?id=1&ev=PageView"
	checktest.Table(t, privacy.RejectRespected,
		checktest.Case{Name: "nothing follows", Pages: consentShop(), Options: german, Edit: after(snapshot.Refusal{Cookies: own}), Want: verdict.Pass},
		checktest.Case{Name: "a cookie to advertise", Pages: consentShop(), Options: german, Edit: after(snapshot.Refusal{Cookies: fbp}), Want: verdict.Fail, Reason: "ads", Total: 1},
		checktest.Case{Name: "told of the next page", Pages: consentShop(), Options: german, Edit: after(snapshot.Refusal{Asked: []string{told}}), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "counted", Pages: consentShop(), Options: german, Edit: after(snapshot.Refusal{Cookies: counters}), Want: verdict.Warn, Reason: "analytics", Total: 1},
		checktest.Case{Name: "told that it was refused", Pages: consentShop(), Options: german, Edit: after(snapshot.Refusal{Asked: []string{"https://www.google-analytics.com/g/collect?v=2&gcs=G100"}}), Want: verdict.Pass},
		checktest.Case{Name: "scripts are loaded and wait", Pages: consentShop(), Options: german, Edit: after(snapshot.Refusal{Asked: []string{"https://www.googletagmanager.com/gtag/js?id=G-1"}}), Want: verdict.Pass},
		checktest.Case{Name: "the notice stayed", Pages: consentShop(), Options: german, Edit: after(snapshot.Refusal{Stayed: true, Cookies: fbp}), Want: verdict.Unknown, Reason: "stayed"},
		checktest.Case{Name: "asked again", Pages: consentShop(), Options: german, Edit: after(snapshot.Refusal{Again: true, Cookies: fbp}), Want: verdict.Unknown, Reason: "again"},
		checktest.Case{Name: "not tried", Pages: consentShop(), Options: german, Edit: seen(snapshot.Look{Notices: asks}), Want: verdict.Unknown, Reason: "not-tried"},
		checktest.Case{Name: "no notice", Pages: consentShop(), Options: german, Edit: seen(snapshot.Look{}), Want: verdict.NotApplicable},
	)
}
