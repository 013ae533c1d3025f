package facts

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// Rivals are two things that the shop's texts say of who sells and that cannot both be right unless something explains it.
type Rivals struct {
	Kind string // name, number, address
	A, B Told
	Sure bool
}

// maxSellers is how many different sellers a shop may announce before it is taken for a market place or a group, which has many.
const maxSellers = 3

// findRivals compares what different texts say of who sells. A text that names both knows of both, and tells how they belong together.
func (s *Site) findRivals() {
	s.toldByData()
	names := s.rivalNames()
	s.Rivals = append(s.Rivals, names...)
	s.Rivals = append(s.Rivals, s.rivalNumbers()...)
	if len(names) == 0 { // two companies have two addresses
		s.Rivals = append(s.Rivals, s.rivalAddresses()...)
	}
	slices.SortStableFunc(s.Rivals, func(a, b Rivals) int { return cmp.Compare(rank(b.Sure), rank(a.Sure)) })
	s.findForeign()
	s.SellerPlaces = s.told.places()
	s.told = told{} // nothing asks for it any more
}

// places counts the texts that say who sells.
func (t *told) places() int {
	in := map[int]bool{}
	for _, list := range [][]Told{t.names, t.numbers, t.addresses} {
		for i := range list {
			in[list[i].text] = true
		}
	}
	return len(in)
}

// toldByData adds what structured data say of who sells.
func (s *Site) toldByData() {
	t := &s.told
	for _, o := range s.data.organisations {
		p := o.item.Props
		t.texts++
		at := Told{URL: o.src.url, Zone: snapshot.ZoneHead, Announced: true, text: t.texts}
		if n := p["legalName"]; n != "" {
			at.Value, at.Sentence = n, "legalName: "+n
			t.names = append(t.names, at)
			t.named = append(t.named, namedAt{cue.Fold(n), t.texts})
		}
		street, code := p["address.streetAddress"], p["address.postalCode"]
		if o.item.Type == "Store" || o.item.Type == "LocalBusiness" || street == "" || code == "" {
			continue // a place to visit
		}
		at.kind, at.town = code, p["address.addressLocality"]
		at.Value = strings.Join(nonEmpty(street, code, at.town), ", ")
		at.Sentence = "address: " + at.Value
		t.addresses = append(t.addresses, at)
	}
}

// rivalNames compares the companies that texts announce as who sells.
func (s *Site) rivalNames() []Rivals {
	var said []Told
	for _, n := range s.told.names {
		if n.Announced && !n.other && !provider(n.Value) {
			said = append(said, n)
		}
	}
	goods := s.goodsWords()
	var groups []Told // one of each company
	for _, n := range said {
		if !slices.ContainsFunc(groups, func(g Told) bool { return akin(g.Value, n.Value, goods) }) {
			groups = append(groups, n)
		}
	}
	if len(groups) < 2 || len(groups) > maxSellers {
		return nil
	}
	var out []Rivals
	for i := range said {
		for j := range i {
			a, b := &said[j], &said[i]
			if a.text == b.text || a.URL == b.URL && a.Zone == b.Zone || akin(a.Value, b.Value, goods) || s.told.together(a.Value, b.Value) || otherCountry(a.URL, b.URL) {
				continue
			}
			if !slices.ContainsFunc(out, func(r Rivals) bool { return sameTwo(&r, a, b) }) {
				out = append(out, Rivals{Kind: "name", A: *a, B: *b, Sure: a.Policy != b.Policy || a.Zone != b.Zone})
			}
		}
	}
	return out
}

func sameTwo(r *Rivals, a, b *Told) bool {
	return r.A.Value == a.Value && r.B.Value == b.Value || r.A.Value == b.Value && r.B.Value == a.Value
}

// otherCountry reports whether two addresses lie in versions of the shop for different countries or languages: each may have a company of its own.
func otherCountry(a, b string) bool {
	x, y := locale(a), locale(b)
	return x != y && x != "" && y != ""
}

// together reports whether one text names both.
func (t *told) together(a, b string) bool {
	a, b = cue.Fold(a), cue.Fold(b)
	in := map[int]bool{}
	for _, n := range t.named {
		if strings.Contains(n.name, a) || strings.Contains(a, n.name) {
			in[n.text] = true
		}
	}
	return slices.ContainsFunc(t.named, func(n namedAt) bool {
		return in[n.text] && (strings.Contains(n.name, b) || strings.Contains(b, n.name))
	})
}

// rivalNumbers compares numbers of one register. One company has one; bank accounts, and numbers of single branches, it may have several of.
func (s *Site) rivalNumbers() []Rivals {
	var out []Rivals
	list := s.told.numbers
	for i := range list {
		for j := range i {
			a, b := &list[j], &list[i]
			if a.kind != b.kind || a.text == b.text || a.URL == b.URL || a.other || b.other || root(a) == root(b) || otherCountry(a.URL, b.URL) || !singles[a.kind] {
				continue
			}
			if s.bothNumbers(a, b) || slices.ContainsFunc(out, func(r Rivals) bool { return sameTwo(&r, a, b) }) {
				continue
			}
			out = append(out, Rivals{Kind: "number", A: *a, B: *b})
		}
	}
	if len(out) > 1 {
		return nil // of many companies
	}
	return out
}

// bothNumbers reports whether one text states both numbers.
func (s *Site) bothNumbers(a, b *Told) bool {
	in := map[int]bool{}
	for _, n := range s.told.numbers {
		if n.kind == a.kind && root(&n) == root(a) {
			in[n.text] = true
		}
	}
	return slices.ContainsFunc(s.told.numbers, func(n Told) bool { return n.kind == b.kind && root(&n) == root(b) && in[n.text] })
}

// singles are the kinds of number of which a company has one. Of bank accounts, of numbers of branches and of filings for single sites it has several.
var singles = map[string]bool{
	"de-vat": true, "de-register": true, "at-vat": true, "at-register": true, "ch-uid": true, "fr-siren": true, "fr-vat": true, "es-nif": true,
	"it-vat": true, "nl-vat": true, "nl-kvk": true, "be-vat": true, "be-enterprise": true, "ie-vat": true, "lu-vat": true, "pl-nip": true, "pl-krs": true, "gb-vat": true, "gb-company": true, "cn-uscc": true, "tw-ubn": true,
	"jp-corporate": true, "kr-brn": true, "br-cnpj": true, "au-abn": true, "au-acn": true,
}

// root is the part of a number that names the company and not one of its branches.
func root(n *Told) string {
	if n.kind == "br-cnpj" && len(n.Value) > 8 {
		return n.Value[:8]
	}
	return n.Value
}

// rivalAddresses compares the addresses that stand behind the seller's name, in an imprint or in structured data.
func (s *Site) rivalAddresses() []Rivals {
	var said []Told
	for _, a := range s.told.addresses {
		if a.Announced && !a.other && (a.Policy == PolicyImprint || a.Policy == PolicyTerms || a.Policy == PolicyPrivacy || a.Zone == snapshot.ZoneFooter || a.Zone == snapshot.ZoneHead) {
			said = append(said, a)
		}
	}
	for i := range said {
		for j := range i {
			a, b := &said[j], &said[i]
			if a.text == b.text || a.URL == b.URL && a.Zone == b.Zone || samePlace(a, b) || s.bothAddresses(a, b) || otherCountry(a.URL, b.URL) {
				continue
			}
			return []Rivals{{Kind: "address", A: *a, B: *b}}
		}
	}
	return nil
}

// samePlace reports whether two addresses may be one: where postcode or town agree, the rest may be spelled differently.
func samePlace(a, b *Told) bool {
	x, y := squeezed(a.kind), squeezed(b.kind)
	p, q := squeezed(a.town), squeezed(b.town)
	return x == y || p != "" && q != "" && (strings.Contains(p, q) || strings.Contains(q, p)) || p == "" && q == ""
}

// bothAddresses reports whether one text states both, as those with a seat and a shop do.
func (s *Site) bothAddresses(a, b *Told) bool {
	in := map[int]bool{}
	for _, x := range s.told.addresses {
		if samePlace(&x, a) {
			in[x.text] = true
		}
	}
	return slices.ContainsFunc(s.told.addresses, func(x Told) bool { return in[x.text] && samePlace(&x, b) })
}
