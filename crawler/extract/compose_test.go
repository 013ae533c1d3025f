package extract

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// A page whose letters are taken apart says the same, and its addresses stay as they are written.
func TestLettersTakenApart(t *testing.T) {
	page := `<html><title>Ärmel für Mädchen</title><main><h1>Über uns: 교환 및 환불 안내 ガラス</h1><p>Größe</p><a href="/Bürste">Zur Bürste</a><img alt="Bürste" src="/a.jpg"></main>`
	p := readPage(t, norm.NFD.String(page))
	for _, want := range []string{"Über uns: 교환 및 환불 안내 ガラス", "Größe", "Zur Bürste"} {
		if !strings.Contains(p.Text, want) {
			t.Errorf("%q is not in %q", want, p.Text)
		}
	}
	if p.Title != "Ärmel für Mädchen" {
		t.Errorf("title %q", p.Title)
	}
	for _, l := range p.Links {
		if to := p.tab.Get(l.To); strings.Contains(to, "B") && !strings.Contains(to, "u%CC%88") {
			t.Errorf("the address became %q", to)
		}
	}
}
