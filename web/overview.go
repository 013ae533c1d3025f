package web

import (
	"errors"
	"time"

	"github.com/shopvet/shopvet/catalogue"
)

// late is how much after its time a look counts as overdue: less is the queue's ordinary wait.
const late = time.Hour

// shown is how many rows a list on the overview has.
const shown = 10

// overview is what the first page shows.
type overview struct {
	*catalogue.Overview
	Grades  []gradeBar
	Unseen  int // sellers that could not be looked at
	Worse   []catalogue.Seller
	Away    []away
	Overdue []catalogue.Seller
	Late    int
	Alerts  []alertRow
	Common  []checkRow
}

// gradeBar is one grade's part of the bar of all.
type gradeBar struct {
	Grade, Key  string // Key: as a filter knows it
	Sellers     int
	Share       float64
	From, Width float64 // of 100
}

// away is a seller that could not be looked at.
type away struct {
	Seller catalogue.Seller
	Reason string
}

// overviewPage shows how the catalogue stands.
func (s *Server) overviewPage(c *call) error {
	ctx, store := c.context(), s.o.Store
	o, err := store.Overview(ctx, c.now.Add(-late))
	if err != nil {
		return err
	}
	v := &overview{Overview: o, Grades: gradeBars(o), Late: o.Overdue,
		Unseen: o.States[catalogue.Unreachable] + o.States[catalogue.Blocked] + o.States[catalogue.Failed]}
	if v.Worse, _, err = store.Sellers(ctx, catalogue.Filter{Worse: true}, catalogue.Page{Sort: catalogue.ByChange, Limit: shown}); err != nil {
		return err
	}
	if v.Overdue, _, err = store.Sellers(ctx, catalogue.Filter{Overdue: c.now.Add(-late)}, catalogue.Page{Sort: catalogue.ByDue, Limit: shown}); err != nil {
		return err
	}
	if v.Away, err = s.away(c); err != nil {
		return err
	}
	alerts, err := store.Alerts(ctx, catalogue.AlertFilter{Open: true, Limit: 6})
	if err != nil {
		return err
	}
	if v.Alerts, err = s.alertRows(c, alerts); err != nil {
		return err
	}
	if v.Common, err = s.commonFindings(c, shown); err != nil {
		return err
	}
	return c.page("overview", "overview", c.words.Text("web.overview.title"), v)
}

// gradeBars draws the sellers by grade, those without one last.
func gradeBars(o *catalogue.Overview) []gradeBar {
	var out []gradeBar
	from := 0.0
	for _, g := range []string{"A", "B", "C", "D", "E", "F", ""} {
		b := gradeBar{Grade: g, Key: nonEmpty(g, "-"), Sellers: o.Grades[g]}
		if o.Sellers > 0 {
			b.Share = float64(b.Sellers) / float64(o.Sellers)
		}
		b.From, b.Width = from, b.Share*100
		from += b.Width
		out = append(out, b)
	}
	return out
}

// away lists sellers that could not be looked at, with the reasons.
func (s *Server) away(c *call) ([]away, error) {
	var out []away
	for _, state := range []catalogue.State{catalogue.Unreachable, catalogue.Blocked, catalogue.Failed} {
		list, _, err := s.o.Store.Sellers(c.context(), catalogue.Filter{State: state}, catalogue.Page{Sort: "-" + catalogue.ByLooked, Limit: shown / 2})
		if err != nil {
			return nil, err
		}
		for i := range list {
			why, err := s.reasonFor(c, &list[i])
			if err != nil {
				return nil, err
			}
			out = append(out, away{list[i], why})
		}
	}
	return out, nil
}

// reasonFor says why a seller could not be looked at, "" for one that could.
func (s *Server) reasonFor(c *call, n *catalogue.Seller) (string, error) {
	if n.Now.State == catalogue.Fine || n.Now.State == catalogue.Never {
		return "", nil
	}
	r, err := s.o.Store.Result(c.context(), n.Now.Scan)
	if err != nil && !errors.Is(err, catalogue.ErrNotFound) {
		return "", err
	}
	return reason(c.words, n, r), nil
}
