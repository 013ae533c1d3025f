package web

import (
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"time"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/catalogue/queue"
)

const (
	curveLooks = 400 // looks in the curve of a seller's score
	tableLooks = 60  // of these in the table
	mostGone   = 100 // findings that are gone and still told
)

// sellerView is what a seller's page shows.
type sellerView struct {
	Seller   catalogue.Seller
	Reason   string
	Open     *catalogue.Scan // one that waits or is under way
	Curve    *curve
	Looks    []look
	Earlier  bool // there are more looks than the table shows
	Findings []findingRow
	Span     span // of the findings' timeline
	More     int  // findings that are not shown
	Alerts   []alertRow
	Scans    []catalogue.Scan // that did not come to their end
	Shared   []catalogue.Shared
	Mute     bool
}

// look is one result in the table.
type look struct {
	catalogue.Result
	Before  string // the scan before it, to compare with
	How     string // how it ended
	Compare string
}

// sellerPage shows all that is known of a seller.
func (s *Server) sellerPage(c *call) error {
	ctx, store := c.context(), s.o.Store
	n, err := store.Seller(ctx, c.r.PathValue("id"))
	if err != nil {
		return err
	}
	v := &sellerView{Seller: *n}
	if v.Reason, err = s.reasonFor(c, n); err != nil {
		return err
	}
	if v.Open, err = store.OpenScan(ctx, n.ID); err != nil {
		return err
	}
	results, err := store.Results(ctx, n.ID, curveLooks)
	if err != nil {
		return err
	}
	v.Curve = newCurve(c.words, results)
	v.Looks, v.Earlier = s.looks(c, results), len(results) > tableLooks
	if err := s.timeline(c, v, results); err != nil {
		return err
	}
	alerts, err := store.Alerts(ctx, catalogue.AlertFilter{Seller: n.ID, Limit: shown})
	if err != nil {
		return err
	}
	if v.Alerts, err = s.alertRows(c, alerts); err != nil {
		return err
	}
	if v.Scans, err = s.unfinished(c, n.ID); err != nil {
		return err
	}
	if c.who.Role.Allows(catalogue.Operator) { // who shares what with whom is told to operators alone
		if v.Shared, err = store.SharedOf(ctx, n.ID); err != nil {
			return err
		}
	}
	return c.page("seller", "sellers", sellerName(*n), v)
}

// looks makes the rows of the table of looks.
func (s *Server) looks(c *call, results []catalogue.Result) []look {
	var out []look
	for i := range results[:min(tableLooks, len(results))] {
		l := look{Result: results[i], How: c.words.Text("stop." + results[i].Outcome)}
		if l.Obstacle != "" {
			l.How = c.words.Text("obstacle." + l.Obstacle)
		}
		if i+1 < len(results) {
			l.Compare = "/sellers/" + l.Seller + "/compare?from=" + results[i+1].Scan + "&to=" + l.Scan
		}
		out = append(out, l)
	}
	return out
}

// unfinished lists the last scans that did not come to their end.
func (s *Server) unfinished(c *call, seller string) ([]catalogue.Scan, error) {
	list, err := s.o.Store.ScansOf(c.context(), seller, 2*shown)
	var out []catalogue.Scan
	for _, n := range list {
		if n.State == catalogue.GivenUp || n.State == catalogue.Cancelled {
			n.Reason = why(c.words, n.Reason)
			out = append(out, n)
		}
	}
	return out, err
}

// scanNow asks for a look at a seller.
func (s *Server) scanNow(c *call) error {
	n, err := s.o.Store.Seller(c.context(), c.r.PathValue("id"))
	if err != nil {
		return err
	}
	if _, err := s.ask(c, n); err != nil {
		return err
	}
	return c.back("/sellers/"+n.ID, "queued")
}

// ask puts a seller into the queue and writes down who did.
func (s *Server) ask(c *call, n *catalogue.Seller) (*catalogue.Scan, error) {
	scan, err := s.o.Queue.ScanNow(c.context(), n, c.who.User.Name)
	if errors.Is(err, queue.ErrBusy) {
		return nil, refuse(http.StatusConflict, "web.problem.same-domain")
	}
	if err != nil {
		return nil, fmt.Errorf("ask for a scan: %w", err)
	}
	return scan, c.did("seller.scan", n.ID, n.URL)
}

func (s *Server) pauseSeller(c *call) error {
	id, paused := c.r.PathValue("id"), c.form("paused") == "1"
	if err := s.o.Store.PauseSeller(c.context(), id, paused, c.now); err != nil {
		return err
	}
	action, done := "seller.resume", "resumed"
	if paused {
		action, done = "seller.pause", "paused"
	}
	if err := c.did(action, id, ""); err != nil {
		return err
	}
	return c.back("/sellers/"+id, done)
}

// deleteSeller forgets a seller with all that was kept of it; the form asks to write its domain first.
func (s *Server) deleteSeller(c *call) error {
	n, err := s.o.Store.Seller(c.context(), c.r.PathValue("id"))
	if err != nil {
		return err
	}
	if c.form("confirm") != n.Domain {
		return refuse(http.StatusBadRequest, "web.problem.confirm", "word", n.Domain)
	}
	if err := s.forget(c, n); err != nil {
		return err
	}
	return c.back("/sellers", "deleted")
}

// forget deletes a seller and the archives of its scans.
func (s *Server) forget(c *call, n *catalogue.Seller) error {
	archives, err := s.o.Store.DeleteSeller(c.context(), n.ID)
	if err != nil {
		return err
	}
	for _, name := range archives {
		if s.archives == nil {
			break
		}
		name = s.archiveName(name)
		if err := s.archives.Remove(name); err != nil {
			s.log.Warn("remove archive", "file", name, "error", err)
		}
		_ = s.archives.Remove(filepath.Dir(name)) // the seller's folder, once it is empty
	}
	return c.did("seller.delete", n.ID, n.URL)
}

func (s *Server) cancelScan(c *call) error {
	scan, err := s.o.Store.Scan(c.context(), c.r.PathValue("id"))
	if err != nil {
		return err
	}
	err = s.o.Store.CancelScan(c.context(), scan.ID, c.now)
	if errors.Is(err, catalogue.ErrNotFound) {
		return refuse(http.StatusConflict, "web.problem.begun")
	}
	if err != nil {
		return err
	}
	if err := c.did("scan.cancel", scan.ID, scan.Seller); err != nil {
		return err
	}
	return c.back("/sellers/"+scan.Seller, "cancelled")
}

// span is the stretch of time that a drawing shows.
type span struct{ From, To time.Time }

// at is where a time lies in a span, 0 to most.
func (s span) at(t time.Time, most float64) float64 {
	whole := s.To.Sub(s.From)
	if whole <= 0 {
		return most
	}
	return min(max(float64(t.Sub(s.From))/float64(whole), 0), 1) * most
}
