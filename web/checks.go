package web

import (
	"cmp"
	"slices"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/report"
	"github.com/shopvet/shopvet/verdict"
)

// checkRow is one check in a list.
type checkRow struct {
	ID, Title string
	Severity  verdict.Severity
	Sellers   int // at which it finds something now
	New       bool
}

// checkGroup is the checks of one part of the score.
type checkGroup struct {
	Name string
	Rows []checkRow
}

// checkView is one check.
type checkView struct {
	checkRow
	Factor, Why, Fix string
	Stage            verdict.Stage
	Effort           int
	Sources          []verdict.Source
	At               []catalogue.Seller
}

// checkRow makes the row of a check; one that an older version had is known by its id alone.
func (s *Server) checkRow(w report.Words, id string, sellers int) checkRow {
	rule := s.o.Rules[id]
	return checkRow{ID: id, Title: nonEmpty(w.Check(id, "title", rule.Title), id), Severity: rule.Severity, Sellers: sellers, New: rule.Experimental}
}

// factorName names a part of the score.
func factorName(w report.Words, f verdict.Factor) string {
	if w.Has("factor." + string(f)) {
		return w.Text("factor." + string(f))
	}
	return f.Name()
}

// checkCounts reads at how many sellers each check finds something.
func (s *Server) checkCounts(c *call) (map[string]int, []catalogue.CheckCount, error) {
	list, err := s.found.get(c.context(), "", c.now)
	out := map[string]int{}
	for _, n := range list {
		out[n.Check] = n.Sellers
	}
	return out, list, err
}

// commonFindings lists the checks that find something at the most sellers.
func (s *Server) commonFindings(c *call, most int) ([]checkRow, error) {
	_, list, err := s.checkCounts(c)
	var out []checkRow
	for _, n := range list[:min(most, len(list))] {
		out = append(out, s.checkRow(c.words, n.Check, n.Sellers))
	}
	return out, err
}

// checksPage lists every check.
func (s *Server) checksPage(c *call) error {
	counts, _, err := s.checkCounts(c)
	if err != nil {
		return err
	}
	by := map[verdict.Factor]*checkGroup{}
	for id, rule := range s.o.Rules {
		g := by[rule.Factor]
		if g == nil {
			g = &checkGroup{Name: factorName(c.words, rule.Factor)}
			by[rule.Factor] = g
		}
		g.Rows = append(g.Rows, s.checkRow(c.words, id, counts[id]))
	}
	var groups []*checkGroup
	for _, f := range verdict.Factors() {
		if g := by[f]; g != nil {
			slices.SortFunc(g.Rows, func(a, b checkRow) int {
				return cmp.Or(cmp.Compare(b.Severity.Weight(), a.Severity.Weight()), cmp.Compare(a.ID, b.ID))
			})
			groups = append(groups, g)
		}
	}
	return c.page("checks", "checks", c.words.Text("web.checks.title"), groups)
}

// checkPage explains one check.
func (s *Server) checkPage(c *call) error {
	id := c.r.PathValue("id")
	rule, ok := s.o.Rules[id]
	if !ok {
		return catalogue.ErrNotFound
	}
	n, err := s.o.Store.CountSellers(c.context(), catalogue.Filter{Check: id})
	if err != nil {
		return err
	}
	at, _, err := s.o.Store.Sellers(c.context(), catalogue.Filter{Check: id}, catalogue.Page{Sort: catalogue.ByScore, Limit: shown})
	if err != nil {
		return err
	}
	v := checkView{checkRow: s.checkRow(c.words, id, n), Factor: factorName(c.words, rule.Factor), Stage: rule.Stage, Effort: rule.Effort, Sources: rule.Sources, At: at,
		Why: c.words.Check(id, "why", rule.Why), Fix: c.words.Check(id, "fix", rule.Fix)}
	return c.page("check", "checks", v.Title, v)
}
