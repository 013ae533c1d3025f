package extract

import (
	"strings"
	"testing"
)

// TestAWholePageIsNoFooter reads an old page that is one table, with little text and a line on copyright below it.
func TestAWholePageIsNoFooter(t *testing.T) {
	p := readPage(t, `<html lang="nl"><head><title>Info</title></head><body><table><tr><td><a href="/">De Zwaan</a></td></tr><tr><td><a href="/shop.htm">Winkel</a> <a href="/about.htm">Over ons</a> <a href="/contact.htm">Contact</a></td><td><h2>Praktische info</h2><p>Levering: enkel in België, met bpost, € 7,50 per pakket.</p></td></tr><tr><td>© De Zwaan | <a href="/imprint.htm">Bedrijfsgegevens</a></td></tr></table></body></html>`)
	if !strings.Contains(p.Text, "Levering: enkel in België") {
		t.Errorf("text %q", p.Text)
	}
}
