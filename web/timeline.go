package web

import (
	"errors"
	"slices"

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
	said := &sayings{s: s, c: c, results: results, by: map[string]map[string]string{}}
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
		if row.Says, err = said.of(&f); err != nil {
			return err
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

// mostRead is how many verdicts are read for what checks say: each takes some milliseconds.
const mostRead = 8

// sayings are what checks said of a seller, in the visitor's language. The catalogue keeps it in English alone; other languages make it anew from
// the verdict of the look in which it was last seen.
type sayings struct {
	s       *Server
	c       *call
	results []catalogue.Result
	by      map[string]map[string]string // by scan and check
}

// of is what a check says of a finding, "" where its verdict is not kept any more: then the title alone says it, in one language at least.
func (x *sayings) of(f *catalogue.Finding) (string, error) {
	if x.c.words.Lang() == "en" {
		return report.Clean(f.Message, maxQuote), nil
	}
	i := slices.IndexFunc(x.results, func(r catalogue.Result) bool { return r.Taken.Equal(f.LastSeen) })
	if i < 0 {
		return "", nil
	}
	said, err := x.read(x.results[i].Scan)
	return said[f.Check], err
}

// read is what each check says in one look.
func (x *sayings) read(scan string) (map[string]string, error) {
	if said, ok := x.by[scan]; ok || len(x.by) == mostRead {
		return said, nil
	}
	v, err := x.s.o.Store.Verdict(x.c.context(), scan)
	if err != nil && !errors.Is(err, catalogue.ErrNotFound) {
		return nil, err
	}
	said := map[string]string{}
	if err == nil {
		for k := range v.Results {
			if r := &v.Results[k]; r.Status == verdict.Warn || r.Status == verdict.Fail {
				said[r.Check] = x.c.words.Message(r.Check, r.Reason)
			}
		}
	}
	x.by[scan] = said
	return said, nil
}
