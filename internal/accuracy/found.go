package main

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/ident"
	"github.com/shopvet/shopvet/snapshot"
)

// answer is what a detector was asked about one page: what the label wants, and what it found.
type answer struct {
	detector  string
	want, got []string
	same      func(want, got string) bool // nil: equal
}

// answers asks every detector that the label of a page says something about.
func answers(p *page, s *facts.Site) []answer {
	l := &p.label
	out := policyAnswers(p, s)
	lists := []struct {
		detector string
		want     *[]string
		got      func() []string
		same     func(want, got string) bool
	}{
		{"email", l.Emails, func() []string { return contacts(s.Emails) }, strings.EqualFold},
		{"phone", l.Phones, func() []string { return contacts(s.Phones) }, nil},
		{"address", l.Addresses, func() []string { return addresses(s) }, holds},
		{"name", l.Names, func() []string { return names(s, l) }, sameName},
		{"number", l.Numbers, func() []string { return numbers(s, true) }, sameNumber},
		{"malformed", l.Malformed, func() []string { return numbers(s, false) }, sameNumber},
	}
	for _, a := range lists {
		if a.want != nil {
			out = append(out, answer{a.detector, *a.want, a.got(), a.same})
		}
	}
	if l.Forms != nil {
		out = append(out, answer{"form", yes(*l.Forms), yes(slices.ContainsFunc(s.Forms, func(c facts.Contact) bool { return c.Seller })), nil})
	}
	if l.Hours != nil {
		line, _ := s.Hours()
		out = append(out, answer{"hours", yes(*l.Hours), yes(line != ""), nil})
	}
	if l.Others != nil {
		out = append(out, answer{"other", *l.Others, others(*l.Others, s), nil})
	}
	out = append(out, productAnswers(l, s)...)
	return append(append(out, claimAnswers(l, s)...), signAnswers(l, s)...)
}

// claimAnswers asks, kind by kind, for what the page promises.
func claimAnswers(l *label, s *facts.Site) []answer {
	if l.Claims == nil {
		return nil
	}
	of := func(kind string, list []string) (out []string) {
		for _, c := range list {
			if k, _, _ := strings.Cut(c, "="); k == kind && !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
		return out
	}
	var got []string
	for _, c := range s.Claims {
		// That a guarantee is named without its length is not labelled.
		if c.URL == base+l.URL && c.Zone == snapshot.ZoneMain && (c.Kind != claim.Warranty || c.Value != "") {
			got = append(got, string(c.Kind)+"="+c.Value)
		}
	}
	var out []answer
	for _, kind := range claimKinds {
		out = append(out, answer{"claim-" + kind, of(kind, *l.Claims), of(kind, got), nil})
	}
	return out
}

// policyAnswers asks which policies the page is taken for, and whether it is taken for a hollow one.
func policyAnswers(p *page, s *facts.Site) []answer {
	l := &p.label
	var out []answer
	hollow := ""
	for _, kind := range facts.PolicyKinds() {
		var whole bool
		for _, pol := range s.Policies(kind) {
			if pol.Page == nil || pol.URL != base+l.URL {
				continue
			}
			whole = whole || pol.Hollow == ""
			if pol.Hollow != "" {
				hollow = pol.Hollow
			}
		}
		if l.Kinds != nil {
			out = append(out, answer{"policy-" + string(kind), yes(slices.Contains(*l.Kinds, string(kind))), yes(whole), nil})
		}
	}
	if l.Kinds != nil || l.Hollow != "" {
		out = append(out, answer{"hollow", some(l.Hollow), some(hollow), nil})
	}
	return out
}

func contacts(list []facts.Contact) []string {
	var out []string
	for _, c := range list {
		if c.Seller && (c.Dummy == "" || c.Dummy == ident.DummyFiction) {
			out = append(out, c.Value)
		}
	}
	return out
}

func addresses(s *facts.Site) []string {
	var out []string
	for _, a := range s.Addresses {
		if a.Seller && !a.Dummy && a.Kind != ident.KindOnRequest {
			out = append(out, a.Text)
		}
	}
	return out
}

// names are those taken for the seller's; who acts for the seller may be among them.
func names(s *facts.Site, l *label) []string {
	var out []string
	for _, n := range s.LegalNames {
		acts := slices.ContainsFunc(l.People, func(who string) bool { return sameName(who, n.Text) })
		if n.Seller && (!acts || slices.ContainsFunc(*l.Names, func(name string) bool { return sameName(name, n.Text) })) {
			out = append(out, n.Text)
		}
	}
	return out
}

// others are the names of others that were rightly not taken for the seller's.
func others(list []string, s *facts.Site) []string {
	var out []string
	for _, o := range list {
		if !slices.ContainsFunc(s.LegalNames, func(n facts.Named) bool { return n.Seller && sameName(o, n.Text) }) {
			out = append(out, o)
		}
	}
	return out
}

func numbers(s *facts.Site, wellFormed bool) []string {
	var out []string
	for _, n := range s.Numbers {
		if n.Seller && n.WellFormed == wellFormed {
			out = append(out, n.Kind+"="+n.Value)
		}
	}
	return out
}

func holds(want, got string) bool { return strings.Contains(compactForm(got), compactForm(want)) }

func sameName(want, got string) bool { return compactForm(want) == compactForm(got) }

func sameNumber(want, got string) bool {
	wantKind, want, _ := strings.Cut(want, "=")
	gotKind, got, _ := strings.Cut(got, "=")
	return wantKind == gotKind && compactForm(want) == compactForm(got)
}

func yes(b bool) []string {
	if b {
		return []string{"yes"}
	}
	return nil
}

func some(s string) []string {
	if s == "" {
		return nil
	}
	return []string{cue.Fold(s)}
}
