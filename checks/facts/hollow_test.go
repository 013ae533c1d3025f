package facts

import (
	"testing"

	"github.com/shopvet/shopvet/snapshot"
)

// TestAPartHasItsOwnHeadings: a short part of a page with many headings is no heading only.
func TestAPartHasItsOwnHeadings(t *testing.T) {
	p := snapshot.NewPage()
	for _, h := range []string{"Versand und Zahlung", "Lieferbedingungen", "Versandkosten (inklusive Mehrwertsteuer)", "Lieferfristen", "Zahlung"} {
		p.Headings = append(p.Headings, snapshot.Heading{Level: 2, Text: h})
	}
	const part = "Vorkasse, PayPal, Rechnung (zahlbar binnen 14 Tagen), Kreditkarte."
	if onlyHeading(p, part, letters(part)) {
		t.Error("a part of a page is measured against headings of other parts")
	}
	if bare := "Zahlung"; !onlyHeading(p, bare, letters(bare)) {
		t.Error("a heading with nothing below it is taken for a text")
	}
}
