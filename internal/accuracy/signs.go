package main

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/all"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/market"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// signs are the checks of signs, ready to run.
var signs = sync.OnceValue(func() *checks.Set {
	var list []checks.Check
	for _, c := range all.Checks() {
		if slices.Contains(signChecks, c.Meta.ID) {
			list = append(list, c)
		}
	}
	set, err := checks.NewSet(list)
	if err != nil {
		panic(err) // the checks are part of the program
	}
	return set
})

// signAnswers asks the checks of signs for what they find on the labelled page.
func signAnswers(l *label, s *facts.Site) []answer {
	var out []answer
	if l.Note != nil {
		noted := slices.ContainsFunc(s.Pages, func(p *snapshot.Page) bool { return s.URL(p) == base+l.URL && p.Marked(snapshot.MarkReviewNote) })
		out = append(out, answer{"review-note", yes(*l.Note), yes(noted), nil})
	}
	if l.Findings == nil {
		return out
	}
	results, err := signs().Run(context.Background(), &checks.Input{Snap: s.Snap, Site: s, Duties: market.Default()})
	if err != nil {
		panic(fmt.Errorf("run checks of signs: %w", err))
	}
	for _, r := range results {
		if r.Status == verdict.Broken {
			panic(fmt.Errorf("%s: %s", r.Check, r.Reason.Text))
		}
		found := slices.ContainsFunc(r.Findings, func(f verdict.Finding) bool {
			return slices.ContainsFunc(f.Evidence, func(e verdict.Evidence) bool { return e.URL == base+l.URL })
		})
		out = append(out, answer{r.Check, yes(slices.Contains(*l.Findings, r.Check)), yes(found), nil})
	}
	return out
}
