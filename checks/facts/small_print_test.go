package facts_test

import (
	"fmt"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/facts"
)

// One page of small print is known by all that the frame calls it, though its first name, which says nothing, stands in more places than are kept: every page has a frame of its own here.
func TestOnePageOfSmallPrint(t *testing.T) {
	var pages []checktest.Page
	for i := range 8 {
		p := page(fmt.Sprintf("p/%d", i), fmt.Sprintf("Kerze %d", i), words(2))
		p.HTML += fmt.Sprintf(`<footer>%d <a href="/wissen">Wissenswertes</a> <a href="/wissen#1">Wissenswertes</a> <a href="/wissen#2">Widerrufsrecht</a> <a href="/wissen#3">Versand</a></footer>`, i)
		pages = append(pages, p)
	}
	pages = append(pages, page("wissen", "Wissenswertes", `<h2 id="2">Erstens</h2>`+words(4)))
	s := shop(t, pages...)
	if len(s.Policies(facts.PolicyWithdrawal)) == 0 {
		t.Error("what the frame calls the right to withdraw was not found")
	}
}

// Lines in bold that count the parts of the terms do not end them.
func TestCountedPartsInBold(t *testing.T) {
	bold := func(head string) string { return `<p><strong>` + head + `</strong></p>` + words(2) }
	s := shop(t, page("impressum", "Rechtliche Informationen", `<p>Kerzenhof Lindenau GmbH, Lindenauer Hof 12, 10999 Berlin</p>`+bold("Allgemeine Geschäftsbedingungen")+bold("1. Wer Ihnen verkauft")+bold("2. Zahlung")+bold("Widerrufsrecht")))
	for _, p := range s.Policies(facts.PolicyTerms) {
		if p.Form == facts.FormSection && p.Letters < 5*letters(words(2))/2 {
			t.Errorf("%q holds %d letters, as if it ended at its first part", p.Title, p.Letters)
		}
	}
	if len(s.Policies(facts.PolicyTerms)) < 2 {
		t.Errorf("%d terms: the part was not found", len(s.Policies(facts.PolicyTerms)))
	}
}

// letters is about how many letters stand in paragraphs.
func letters(html string) int { return len(html) * 3 / 4 }
