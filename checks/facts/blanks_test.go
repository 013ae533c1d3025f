package facts_test

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/facts"
)

// TestALongTextWithBlanks: what was left open in a text that says much is told by itself; it does not make the text one that says nothing.
func TestALongTextWithBlanks(t *testing.T) {
	blanks := `<p>Telefon: [Telefonnummer]</p><p>Registergericht: Amtsgericht [Ort]</p><p>Handelsregister: [HRB / HRA-Nummer]</p>`
	whole := strings.Repeat(`<p>Die Kerzenstube Lindner haftet für die eigenen Inhalte dieser Seiten nach den allgemeinen Gesetzen; für Inhalte fremder Seiten sind allein deren Betreiber verantwortlich.</p>`, 20)
	for text, hollow := range map[string]bool{blanks + whole: false, blanks: true} {
		in := checktest.Input(t, checktest.Shop(t,
			checktest.Page{URL: "https://kerzen.example/", HTML: `<!doctype html><html lang="de"><body><main><h1>Kerzen</h1><p>Wir ziehen unsere Kerzen von Hand und versenden sie innerhalb von zwei Tagen.</p></main><footer><a href="/impressum">Impressum</a></footer>`},
			checktest.Page{URL: "https://kerzen.example/impressum", HTML: `<!doctype html><html lang="de"><body><main><h1>Impressum</h1><p>Kerzenstube Lindner, Hafenstraße 20, 20459 Hamburg</p>` + text + `</main><footer><a href="/impressum">Impressum</a></footer>`},
		), checktest.Options{})
		for _, pol := range in.Site.Policies(facts.PolicyImprint) {
			if (pol.Hollow != "") != hollow {
				t.Errorf("an imprint of %d letters with three blanks: hollow %q, want hollow: %t", pol.Letters, pol.Hollow, hollow)
			}
		}
	}
}
