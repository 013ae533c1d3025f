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

// TestNamesWithSmallWords: a small word in a name may stand before any name, so that only the shop's own name tells where it begins.
func TestNamesWithSmallWords(t *testing.T) {
	s := shop(t, checktest.Page{URL: host, HTML: `<html lang="fr"><head><title>La Remise à Sons</title><meta property="og:site_name" content="La Remise à Sons"></head><body><main><h1>Bienvenue</h1><p>Nous réparons des baladeurs.</p></main></body></html>`},
		page("cgv", "Conditions générales de vente", "<p>Les ventes sont conclues entre la SARL La Remise à Sons, 14, rue du Four, 35000 Rennes, et tout consommateur.</p><p>Le vendeur est La Remise à Sons SARL.</p>"+words(8)))
	if got := sellers(s); got != "SARL La Remise à Sons;La Remise à Sons SARL;Kerzenhof Lindenau GmbH;" {
		t.Errorf("got %q", got)
	}
}

// TestNumbersOfTheHost: what stands below the label of the host is the host's; what stands below another label is not.
func TestNumbersOfTheHost(t *testing.T) {
	s := shop(t, page("mentions-legales", "Mentions légales", "<p>Éditeur du site<br>La Remise SARL<br>14, rue du Four, 35000 Rennes<br>RCS Rennes 732 829 320</p>"+
		"<p><strong>Hébergeur</strong><br>OVH SAS<br>2 rue Kellermann, 59100 Roubaix<br>RCS Lille Métropole 424 761 419</p><p>Hébergement par OVH<br>La Remise SARL<br>N° TVA FR 44 732829320</p>"+words(4)))
	got := map[string]bool{}
	for _, n := range s.Numbers {
		got[n.Value] = n.Seller
	}
	if !got["732829320"] || got["424761419"] || !got["FR44732829320"] {
		t.Errorf("numbers %v", got)
	}
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
