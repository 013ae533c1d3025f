package web

import (
	"errors"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/report"
	"github.com/shopvet/shopvet/verdict"
)

// findingRow is one check that finds something at a seller, or did: from when to when.
type findingRow struct {
	catalogue.Finding
	Title, Says string
	Href        string
	From, Width float64 // of 100, in the timeline
	There       bool
}

// timeline makes the rows of a seller's findings, check by check: the places one by one stand in the report.
func (s *Server) timeline(c *call, v *sellerView, results []catalogue.Result) error {
	list, err := s.o.Store.Findings(c.context(), v.Seller.ID, true)
	if err != nil {
		return err
	}
	if len(results) > 0 {
		v.Span = span{results[len(results)-1].Taken, results[0].Taken}
	}
	said, err := s.said(c, results)
	if err != nil {
		return err
	}
	gone := 0
	for _, f := range list {
		if f.Fingerprint != "" {
			continue
		}
		if !f.Gone.IsZero() {
			if gone++; gone > mostGone {
				v.More++
				continue
			}
		}
		rule := s.o.Rules[f.Check]
		row := findingRow{Finding: f, Title: nonEmpty(c.words.Check(f.Check, "title", rule.Title), f.Check), There: f.Gone.IsZero(), Href: "/checks/" + f.Check}
		row.Says = said[f.Check]
		if row.Says == "" && c.words.Lang() == "en" {
			row.Says = report.Clean(f.Message, maxQuote)
		}
		end := f.Gone
		if row.There {
			end = v.Span.To
		}
		row.From = tenth(v.Span.at(f.FirstSeen, 100))
		row.Width = max(tenth(v.Span.at(end, 100))-row.From, 1.2)
		row.From = min(row.From, 100-row.Width)
		v.Findings = append(v.Findings, row)
	}
	return nil
}

// said is what each check says in the last look that saw the shop, in the visitor's language: the catalogue keeps it in English alone.
func (s *Server) said(c *call, results []catalogue.Result) (map[string]string, error) {
	out := map[string]string{}
	if c.words.Lang() == "en" {
		return out, nil
	}
	for i := range results {
		if results[i].Score < 0 {
			continue
		}
		v, err := s.o.Store.Verdict(c.context(), results[i].Scan)
		if errors.Is(err, catalogue.ErrNotFound) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		for k := range v.Results {
			if r := &v.Results[k]; r.Status == verdict.Warn || r.Status == verdict.Fail {
				out[r.Check] = c.words.Message(r.Check, r.Reason)
			}
		}
		return out, nil
	}
	return out, nil
}
