package facts

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// fewHidden is how many pages must hide their price before they are taken for products: one alone may be a form for quotes.
const fewHidden = 3

// findHidden tells the products of a shop that shows prices to customers who signed in: no page of it has a price or a control to buy. A page of
// one product says once that its price is hidden, under a heading of its own and beside a picture; a list says so for each.
func (s *Site) findHidden() {
	if len(s.byRole[RoleProduct]) > 0 {
		return
	}
	var hidden []*snapshot.Page
	for p := range s.Each(s.byRole[RoleContent]) {
		if s.concepts[p.ID] == cue.None && len(p.Prices) == 0 && len(p.Images) > 0 && headings(p, 1) == 1 && s.hidesPrice(p) {
			hidden = append(hidden, p)
		}
	}
	hidden = slices.DeleteFunc(hidden, func(p *snapshot.Page) bool { return s.listsOne(p, hidden) })
	if len(hidden) < fewHidden {
		return
	}
	for _, p := range hidden {
		s.roles[p.ID] = RoleProduct
	}
	s.byRole[RoleProduct] = hidden
	s.byRole[RoleContent] = slices.DeleteFunc(s.byRole[RoleContent], func(p *snapshot.Page) bool { return s.roles[p.ID] == RoleProduct })
	s.likely[RoleProduct] = len(hidden)
}

// listsOne reports whether a page is a list that holds one product: it leads to a page with more to say, by the name of that page, or to one that
// was barred, and hides the price on the line of its name.
func (s *Site) listsOne(p *snapshot.Page, among []*snapshot.Page) bool {
	for _, l := range s.Read(p).Links {
		if l.Kind != snapshot.LinkAnchor || l.Zone.Shared() {
			continue
		}
		to := s.byKey[snapshot.Key(s.Snap.Str(l.To))]
		if to != nil && !readable(to) && s.hidesPriceOf(p, strings.TrimSpace(s.Snap.Str(l.Text))) {
			return true
		}
		if to != nil && to != p && to.Letters > p.Letters && slices.Contains(among, to) && strings.HasPrefix(to.Title, strings.TrimSpace(s.Snap.Str(l.Text))) {
			return true
		}
	}
	return false
}

// hidesPriceOf reports whether a line of a page that begins with a name says that the price is shown on request.
func (s *Site) hidesPriceOf(p *snapshot.Page, name string) bool {
	for line := range strings.Lines(p.Text) {
		if name != "" && strings.HasPrefix(strings.TrimSpace(line), name) && s.hidden(line, p.Lang) > 0 {
			return true
		}
	}
	return false
}

// hidesPrice reports whether a page says once that its price is shown on request.
func (s *Site) hidesPrice(p *snapshot.Page) bool { return s.hidden(p.Text, p.Lang) == 1 }

// hidden counts the places of a text that say that a price is shown on request.
func (s *Site) hidden(text, lang string) int {
	n := 0
	for _, h := range s.cues.Match(text, cue.Body, lang) {
		if h.Concept == cue.PriceHidden && h.Weight >= clear {
			n++
		}
	}
	return n
}

func headings(p *snapshot.Page, level uint8) int {
	n := 0
	for i := range p.Headings {
		if uint8(p.Headings[i].Level) == level {
			n++
		}
	}
	return n
}
