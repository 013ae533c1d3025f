package web

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/shopvet/shopvet/catalogue"
)

// mostAtOnce is how many sellers one request adds at most.
const mostAtOnce = 1000

func (s *Server) apiOverview(c *call) error {
	o, err := s.o.Store.Overview(c.context(), c.now.Add(-late))
	if err != nil {
		return err
	}
	return c.json(http.StatusOK, o)
}

func (s *Server) apiSellers(c *call) error {
	f, err := filterOf(c.r.URL.Query(), c.now)
	if err != nil {
		return err
	}
	p, err := pageOf(c.r.URL.Query(), catalogue.ByName)
	if err != nil {
		return err
	}
	list, next, err := s.o.Store.Sellers(c.context(), f, p)
	if err != nil {
		return err
	}
	return c.json(http.StatusOK, listed(list, next, sellerOut))
}

// sellerIn is a seller as a program gives it.
type sellerIn struct {
	URL     string   `json:"url"`
	Name    *string  `json:"name"`
	Owner   *string  `json:"owner"`
	Tags    []string `json:"tags"`
	Markets []string `json:"markets"`
	Profile *string  `json:"profile"`
	Cadence *int     `json:"cadence_seconds"`
	Paused  *bool    `json:"paused"`
}

// change puts what is given onto a seller; what is left out stays as it is.
func (s *Server) change(n *catalogue.Seller, in *sellerIn) error {
	text := func(from, to *string) {
		if from != nil {
			*to = strings.TrimSpace(*from)
		}
	}
	set := settings{n.Name, n.Owner, n.Profile, n.Tags, n.Markets, n.Cadence, n.Paused}
	text(in.Name, &set.Name)
	text(in.Owner, &set.Owner)
	text(in.Profile, &set.Profile)
	if in.Tags != nil {
		set.Tags = in.Tags
	}
	if in.Markets != nil {
		set.Markets = in.Markets
	}
	if in.Cadence != nil {
		if *in.Cadence < 0 || *in.Cadence > int(mostGap/time.Second) { // or the product below turns round
			return refuse(http.StatusBadRequest, "web.problem.field")
		}
		set.Cadence = time.Duration(*in.Cadence) * time.Second
	}
	if in.Paused != nil {
		set.Paused = *in.Paused
	}
	if err := s.valid(&set); err != nil {
		return err
	}
	set.onto(n)
	return nil
}

// savedOut is what became of sellers that were sent.
type savedOut struct {
	Added    int          `json:"added"`
	Changed  int          `json:"changed"`
	Same     int          `json:"same"`
	IDs      []*string    `json:"ids"` // of each that was sent, null for one that was not taken
	Problems []problemOut `json:"problems"`
}

type problemOut struct {
	Index  int    `json:"index"`
	Detail string `json:"detail"`
}

// apiAddSellers adds sellers, or changes those whose address is known; those that cannot be taken are told and the others are.
func (s *Server) apiAddSellers(c *call) error {
	var in struct {
		Sellers []sellerIn `json:"sellers"`
	}
	if err := c.read(&in); err != nil {
		return err
	}
	if len(in.Sellers) == 0 || len(in.Sellers) > mostAtOnce {
		return refuse(http.StatusBadRequest, "web.problem.at-once", "most", mostAtOnce)
	}
	out := savedOut{IDs: make([]*string, len(in.Sellers)), Problems: []problemOut{}}
	var list []catalogue.Seller
	var from []int
	for i := range in.Sellers {
		var n catalogue.Seller
		u, err := s.address(in.Sellers[i].URL)
		if err == nil {
			n.URL = u
			if s.change(&n, &in.Sellers[i]) != nil {
				err = errSettings
			}
		}
		if err != nil {
			out.Problems = append(out.Problems, problemOut{i, err.Error()})
			continue
		}
		list, from = append(list, n), append(from, i)
	}
	saved, err := s.o.Store.PutSellers(c.context(), list, c.now)
	if err != nil {
		return err
	}
	for k, i := range from {
		out.IDs[i] = &list[k].ID
	}
	out.Added, out.Changed, out.Same = saved.Added, saved.Changed, saved.Same
	if err := c.did("sellers.add", "", fmt.Sprintf("%d added, %d changed", saved.Added, saved.Changed)); err != nil {
		return err
	}
	return c.json(http.StatusOK, out)
}

var errSettings = fmt.Errorf("a field is too long, unknown or out of its range: profiles are quick, standard and deep, a cadence is 0 or from %d to %d seconds",
	int(leastGap/time.Second), int(mostGap/time.Second))

func (s *Server) apiSeller(c *call) error {
	n, err := s.o.Store.Seller(c.context(), c.r.PathValue("id"))
	if err != nil {
		return err
	}
	return c.json(http.StatusOK, sellerOut(n))
}

func (s *Server) apiChangeSeller(c *call) error {
	n, err := s.o.Store.Seller(c.context(), c.r.PathValue("id"))
	if err != nil {
		return err
	}
	var in sellerIn
	if err := c.read(&in); err != nil {
		return err
	}
	if in.URL != "" && in.URL != n.URL {
		return refuse(http.StatusBadRequest, "web.problem.url")
	}
	if err := s.change(n, &in); err != nil {
		return err
	}
	if err := s.o.Store.UpdateSeller(c.context(), n, c.now); err != nil {
		return err
	}
	if err := c.did("seller.change", n.ID, n.URL); err != nil {
		return err
	}
	return s.apiSeller(c)
}

func (s *Server) apiDeleteSeller(c *call) error {
	n, err := s.o.Store.Seller(c.context(), c.r.PathValue("id"))
	if err != nil {
		return err
	}
	if err := s.forget(c, n); err != nil {
		return err
	}
	c.w.WriteHeader(http.StatusNoContent)
	return nil
}

// apiResults lists the results of a seller, the latest first. The cursor is the time of the last one.
func (s *Server) apiResults(c *call) error {
	id := c.r.PathValue("id")
	if _, err := s.o.Store.Seller(c.context(), id); err != nil {
		return err
	}
	limit, err := c.limit()
	if err != nil {
		return err
	}
	before := c.now.Add(time.Hour)
	if after := c.r.URL.Query().Get("after"); after != "" {
		if before, err = time.Parse(time.RFC3339Nano, after); err != nil {
			return catalogue.ErrCursor
		}
	}
	list, err := s.o.Store.ResultsBefore(c.context(), id, before, limit)
	if err != nil {
		return err
	}
	next := ""
	if len(list) == limit {
		next = list[limit-1].Taken.Format(time.RFC3339Nano)
	}
	return c.json(http.StatusOK, listed(list, next, resultOut))
}

func (s *Server) apiFindings(c *call) error {
	id := c.r.PathValue("id")
	if _, err := s.o.Store.Seller(c.context(), id); err != nil {
		return err
	}
	list, err := s.o.Store.Findings(c.context(), id, c.r.URL.Query().Get("gone") == "1")
	if err != nil {
		return err
	}
	return c.json(http.StatusOK, listed(list, "", findingOut))
}

func (s *Server) apiDiff(c *call) error {
	id := c.r.PathValue("id")
	if _, err := s.o.Store.Seller(c.context(), id); err != nil {
		return err
	}
	diff, err := s.compare(c, id)
	if err != nil {
		return err
	}
	return c.json(http.StatusOK, diff)
}

func (s *Server) apiShared(c *call) error {
	id := c.r.PathValue("id")
	if _, err := s.o.Store.Seller(c.context(), id); err != nil {
		return err
	}
	list, err := s.o.Store.SharedOf(c.context(), id)
	if err != nil {
		return err
	}
	return c.json(http.StatusOK, listed(list, "", func(t *catalogue.Shared) catalogue.Shared { return *t }))
}

func (s *Server) apiScansOf(c *call) error {
	id := c.r.PathValue("id")
	if _, err := s.o.Store.Seller(c.context(), id); err != nil {
		return err
	}
	limit, err := c.limit()
	if err != nil {
		return err
	}
	list, err := s.o.Store.ScansOf(c.context(), id, limit)
	if err != nil {
		return err
	}
	return c.json(http.StatusOK, listed(list, "", scanOut))
}

// apiScanNow asks for a look. Where one waits or is under way, that is the answer.
func (s *Server) apiScanNow(c *call) error {
	n, err := s.o.Store.Seller(c.context(), c.r.PathValue("id"))
	if err != nil {
		return err
	}
	scan, err := s.ask(c, n)
	if err != nil {
		return err
	}
	c.w.Header().Set("Location", apiPath+"/scans/"+scan.ID)
	return c.json(http.StatusAccepted, scanOut(scan))
}
