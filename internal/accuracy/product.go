package main

import (
	"fmt"
	"slices"

	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/money"
	"github.com/shopvet/shopvet/snapshot"
)

// productAnswers asks what a product page was read to offer.
func productAnswers(l *label, s *facts.Site) []answer {
	page := s.At(base + l.URL)
	if page == nil {
		return nil
	}
	var out []answer
	p := s.Product(page)
	if l.Product != nil {
		out = append(out, answer{"product", yes(*l.Product), yes(p != nil), nil})
	}
	if p == nil {
		p = new(facts.Product) // nothing was read of it
	}
	for _, a := range []struct {
		detector string
		want     *[]string
		got      func() []string
	}{
		{"product-price", l.Price, func() []string { return figures(p.Current(), false) }},
		{"product-was", l.Was, func() []string { return figures(p.Former(), false) }},
		{"product-unit", l.Unit, func() []string {
			return figures(slices.DeleteFunc(slices.Clone(p.Prices), func(q snapshot.Price) bool { return q.Kind != money.Unit.String() }), true)
		}},
		{"product-tax", l.Tax, func() []string { return taxes(p) }},
		{"product-stock", l.Stock, func() []string { return named(string(p.Stock)) }},
		{"product-maker", l.Maker, func() []string { return named([]string{"", "named", "reachable"}[p.Maker]) }},
	} {
		if a.want != nil {
			out = append(out, answer{a.detector, *a.want, a.got(), nil})
		}
	}
	if l.Delivery != nil {
		out = append(out, answer{"product-delivery", yes(*l.Delivery), yes(p.Notes.Delivery || slices.ContainsFunc(p.Any, charged)), nil})
	}
	if l.Request != nil {
		out = append(out, answer{"product-request", yes(*l.Request), yes(p.Request), nil})
	}
	return out
}

func charged(q snapshot.Price) bool {
	return q.Kind == money.Shipping.String() || q.Kind == money.FreeFrom.String()
}

func named(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// taxes is what a page says of tax, beside its prices or elsewhere.
func taxes(p *facts.Product) []string {
	in, ex := p.Notes.Included, p.Notes.Excluded
	for i := range p.Prices {
		in, ex = in || p.Prices[i].Tax == snapshot.TaxIncluded, ex || p.Prices[i].Tax == snapshot.TaxExcluded
	}
	var out []string
	if in {
		out = append(out, "included")
	}
	if ex {
		out = append(out, "excluded")
	}
	return out
}

// figures writes prices as labels do, each once.
func figures(list []snapshot.Price, per bool) []string {
	var out []string
	for _, q := range list {
		s := fmt.Sprintf("%.2f", q.Amount)
		if q.High != 0 {
			s += fmt.Sprintf("-%.2f", q.High)
		}
		s += " " + q.Currency
		if per {
			s += "/" + q.Per
		}
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
