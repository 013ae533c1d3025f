package web

import (
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/shopvet/shopvet/catalogue"
)

// silent is how long a worker may give no sign of life before it is shown as gone.
const silent = 2 * time.Minute

// queueView is the queue and who works on it.
type queueView struct {
	Running, Waiting []scanRow
	Queued           int
	Workers          []workerRow
}

// scanRow is a scan with the name of whom it is about.
type scanRow struct {
	catalogue.Scan
	Name string
}

type workerRow struct {
	catalogue.Worker
	Alive bool
}

// queuePage shows what is looked at now, what waits, and the workers.
func (s *Server) queuePage(c *call) error {
	v := queueView{}
	var err error
	if v.Running, err = s.scanRows(c, catalogue.Running, 100); err != nil {
		return err
	}
	if v.Waiting, err = s.scanRows(c, catalogue.Queued, 50); err != nil {
		return err
	}
	if v.Queued, err = s.o.Store.CountScans(c.context(), catalogue.Queued); err != nil {
		return err
	}
	if v.Workers, err = s.workers(c); err != nil {
		return err
	}
	return c.page("queue", "queue", c.words.Text("web.queue.title"), v)
}

func (s *Server) workers(c *call) ([]workerRow, error) {
	list, err := s.o.Store.Workers(c.context())
	var out []workerRow
	for _, w := range list {
		out = append(out, workerRow{w, w.Stopped.IsZero() && c.now.Sub(w.Seen) < silent})
	}
	return out, err
}

func (s *Server) scanRows(c *call, state catalogue.ScanState, most int) ([]scanRow, error) {
	list, err := s.o.Store.ScansIn(c.context(), state, most)
	if err != nil {
		return nil, err
	}
	var out []scanRow
	for _, x := range list {
		n, err := s.o.Store.Seller(c.context(), x.Seller)
		if errors.Is(err, catalogue.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		x.Reason = why(c.words, x.Reason)
		out = append(out, scanRow{x, sellerName(*n)})
	}
	return out, nil
}

// sharedView is what several sellers have in common.
type sharedView struct {
	Kinds   []string
	Kind    string
	Rows    []catalogue.Shared
	Value   string            // one of them, with who has it
	One     *catalogue.Shared // nil where nobody has it
	Sellers []catalogue.Seller
}

// traitKinds are what sellers can have in common.
func traitKinds() []string {
	return []string{catalogue.TraitPhone, catalogue.TraitEmail, catalogue.TraitAddress, catalogue.TraitName, catalogue.TraitNumber, catalogue.TraitPolicy, catalogue.TraitTracker, catalogue.TraitIcon, catalogue.TraitImage}
}

// sharedPage shows what several sellers have in common: facts with counts, from which nothing follows by itself.
func (s *Server) sharedPage(c *call) error {
	q := c.r.URL.Query()
	v := sharedView{Kind: q.Get("kind"), Value: q.Get("value"), Kinds: traitKinds()}
	if v.Kind != "" && !slices.Contains(v.Kinds, v.Kind) {
		return refuse(http.StatusBadRequest, "web.problem.field")
	}
	var err error
	if v.Value != "" {
		v.One, v.Sellers, err = s.sellersWith(c, v.Kind, v.Value)
	} else {
		v.Rows, err = s.shared.get(c.context(), v.Kind, c.now)
	}
	if err != nil {
		return err
	}
	return c.page("shared", "shared", c.words.Text("web.shared.title"), v)
}

// sellersWith reads who has something in common, the first of them, and how the first writes it.
func (s *Server) sellersWith(c *call, kind, value string) (*catalogue.Shared, []catalogue.Seller, error) {
	list, err := s.o.Store.SellersWith(c.context(), kind, value, 200)
	if err != nil || len(list) == 0 {
		return nil, nil, err
	}
	all, err := s.o.Store.SharedOf(c.context(), list[0].ID)
	i := slices.IndexFunc(all, func(x catalogue.Shared) bool { return x.Kind == kind && x.Value == value })
	if err != nil || i < 0 {
		return nil, list, err
	}
	return &all[i], list, nil
}
