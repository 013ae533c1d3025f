package facts_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/facts"
)

func sellers(s *facts.Site) string {
	out := ""
	for _, n := range s.LegalNames {
		if n.Seller {
			out += n.Text + ";"
		}
	}
	return out
}

// TestWhoIsTheSeller: makers on a page about the shop, whom the terms name beside the seller, and who answers for data.
func TestWhoIsTheSeller(t *testing.T) {
	const own = "Kerzenhof Lindenau GmbH;"
	for _, tt := range []struct {
		name string
		page checktest.Page
		want string
	}{
		{"makers", page("ueber-uns", "Über uns", "<p>Die Messerfabrik Kronberg GmbH schmiedet in Solingen, die Lignum Arts S.r.l. verleimt Bretter.</p>"+words(2)), own},
		{"one company", page("ueber-uns", "Über uns", "<p>Heute führt die Wachszieher Lindenau AG die Geschäfte.</p>"+words(2)), own + "Wachszieher Lindenau AG;"},
		{"the shop's own among makers", page("ueber-uns", "Über uns", "<p>Die Kerzenhof Vertriebs AG kauft bei der Lignum Arts S.r.l. ein.</p>"+words(2)), own + "Kerzenhof Vertriebs AG;"},
		{"a platform in the terms", page("agb", "Allgemeine Geschäftsbedingungen", "<p>Der Shop liegt bei der Shopify International Limited.</p>"+words(8)), own},
		{"a parent company", page("agb", "Allgemeine Geschäftsbedingungen", "<p>Unsere Muttergesellschaft ist die Albion Heim AG.</p>"+words(8)), own},
		{"processors", page("datenschutz", "Datenschutzerklärung", "<p>Wer verantwortlich ist, steht im Impressum.</p><p>Newsletter versendet die Postversand Online GmbH.</p>"+words(8)), own},
		{"who answers for data", page("datenschutz", "Datenschutzerklärung", "<h2>1. Verantwortlicher</h2><p>Verantwortlich für die Verarbeitung Ihrer Daten ist die Lindenau Versand GmbH, Hof 1, 10999 Berlin.</p><p>Newsletter versendet die Postversand Online GmbH.</p>"+words(8)), own + "Lindenau Versand GmbH;"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := shop(t, tt.page)
			if tt.page.URL == host+"ueber-uns" { // a page that is linked so
				s = shop(t, page("", "Kerzen vom Hof", `<a href="/ueber-uns">Über uns</a>`+words(2)), tt.page)
			}
			if got := sellers(s); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
