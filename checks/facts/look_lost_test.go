package facts_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
)

// TestWhyNextToNothingWasSeen: a shop that shuts the door after its first page is told what it did.
func TestWhyNextToNothingWasSeen(t *testing.T) {
	paths := []string{"agb", "datenschutz", "impressum", "kontakt", "versand", "magazin"}
	after := func(change func(*checktest.Page)) *facts.Site {
		pages := []checktest.Page{page("", "Kerzen vom Hof", words(2))}
		for _, path := range paths {
			p := checktest.Page{URL: host + path, HTML: "<h1>x</h1>"}
			change(&p)
			pages = append(pages, p)
		}
		return checktest.Input(t, checktest.Shop(t, pages...), checktest.Options{}).Site
	}
	status := func(n int, header http.Header) func(*checktest.Page) {
		return func(p *checktest.Page) { p.Status, p.Header = n, header }
	}
	for want, change := range map[string]func(*checktest.Page){
		"refused": status(403, nil),
		"busy":    status(503, http.Header{"Retry-After": {"3600"}}),
		"failing": status(500, nil),
		"missing": status(404, nil),
		"tested": func(p *checktest.Page) {
			p.Status, p.HTML = 403, "<title>Just a moment...</title><h1>Checking your browser</h1><p>Please verify you are human</p><div class=cf-turnstile></div>"
		},
		"silent": func(p *checktest.Page) { p.Fault = &snapshot.Fault{Kind: snapshot.FaultTimeout, Text: "no answer"} },
		"alone":  func(p *checktest.Page) { *p = page(strings.TrimPrefix(p.URL, host), "Kerzen vom Hof", words(2)) }, // the same page for every address
	} {
		s := after(change)
		if len(s.Look.Gaps) == 0 || s.Look.Gaps[0].Key != want || want != "alone" && s.Look.Gaps[0].Detail != "6 of 6" {
			t.Errorf("%s: %+v", want, s.Look.Gaps)
		}
	}
	if s := shop(t, checktest.Page{URL: host + "magazin", Status: 403, HTML: "x"}, checktest.Page{URL: host + "versand", Status: 403, HTML: "x"}); strings.Contains(s.Look.String(), "most of") {
		t.Errorf("two of many: %s", s.Look)
	}
}

// TestGarbledWordsAreNoEvidence: a heading of which a letter is lost is read as another matter, and what is not found may stand there.
func TestGarbledWordsAreNoEvidence(t *testing.T) {
	p := page("rueckgabe", "R\xfcckgabe", "<h2>Geld zur\xfcck</h2><p>Sie bekommen Ihr Geld innerhalb von 14 Tagen zur\xfcck, f\xfcr jede Bestellung.</p>")
	garbled := shop(t, p, page("p/baum", "Baumkerze", product("Baumkerze")+"<p>f\xfcr \xfcber k\xf6nnen \xe4 \xf6 \xfc</p>"))
	for _, c := range garbled.Claims {
		if strings.Contains(c.URL, "rueckgabe") {
			t.Errorf("read from garbled words: %+v", c.Claim)
		}
	}
	if garbled.Look.Full || !strings.Contains(garbled.Look.String(), "garbled") {
		t.Errorf("look: %s", garbled.Look)
	}
	whole := shop(t, page("rueckgabe", "Rückgabe", "<h2>Geld zurück</h2><p>Sie bekommen Ihr Geld innerhalb von 14 Tagen zurück.</p>"))
	if len(whole.Claims) == 0 {
		t.Error("nothing is read from the same words in order")
	}
}

// TestOnePageByMarkedAddresses: what a campaign or a visit adds to an address makes no further product of it.
func TestOnePageByMarkedAddresses(t *testing.T) {
	s := shop(t, page("p/spitz?rnd=1", "Spitzkerze", product("Spitzkerze")), page("p/spitz?rnd=2", "Spitzkerze", product("Spitzkerze")))
	if n := len(s.ByRole(facts.RoleProduct)); n != 3 {
		t.Errorf("%d products", n)
	}
}
