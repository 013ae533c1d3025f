package facts

import (
	"net/url"
	"time"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// Some answers are held against an address only where the same host answers well beside it: silence, a request that is refused as malformed, a
// window without content. If all of a host answered so, it would be us who are kept out, or our network.

// standing is how a host of the shop answers in general.
type standing struct {
	fine int           // pages
	odd  map[State]int // addresses, by how they are odd
	last time.Duration // start of the last exchange that brought an answer, after Snapshot.Taken
}

// Bounds of what is taken for the fault of single addresses.
const (
	oddFew    = 3    // of one kind, at any host
	oddShare  = 0.02 // of its pages
	oddTries  = 3
	patience  = 10 * time.Second // a browser waits longer; so do few visitors
	statusBad = 400
	statusURI = 414 // the address is too long
)

// findTrouble reads how the hosts of the shop, and other sites, answer in general.
func (s *Site) findTrouble() {
	s.hosts = map[string]*standing{}
	for _, p := range s.all {
		h := s.standing(s.Snap.Str(p.URL))
		if odd := oddly(&p.Exchange, s.Snap.Limits.Exchange); odd != Unclear {
			h.odd[odd]++
		} else if readable(p) && !p.Alias {
			h.fine++
		}
		h.heard(&p.Exchange)
	}
	for _, p := range s.Snap.NotFound {
		s.standing(s.Snap.Str(p.URL)).heard(&p.Exchange)
	}
	for i := range s.Snap.Samples {
		s.standing(s.Snap.Samples[i].URL).heard(&s.Snap.Samples[i])
	}
	s.findOthers()
}

func (s *Site) standing(address string) *standing {
	host := hostOf(address)
	h := s.hosts[host]
	if h == nil {
		h = &standing{odd: map[State]int{}}
		s.hosts[host] = h
	}
	return h
}

func (h *standing) heard(ex *snapshot.Exchange) {
	if status := ex.Status(); ex.Err == nil && status >= 200 && status < 500 {
		h.last = max(h.last, ex.At)
	}
}

// oddly says how an exchange is odd, Unclear where it is not.
func oddly(ex *snapshot.Exchange, waited time.Duration) State {
	switch status := ex.Status(); {
	case ex.Err != nil && status == 0 && (ex.Err.Kind == snapshot.FaultReset || ex.Err.Kind == snapshot.FaultTimeout && waited >= patience):
		return Silent
	case ex.Err == nil && (status == statusBad || status == statusURI):
		return Rejected
	case ex.Blank():
		return Blank
	}
	return Unclear
}

// trouble looks closer at a page that neither failed nor is known to be well.
func (s *Site) trouble(p *snapshot.Page, state State) State {
	if probe := s.movedTo(p); probe != nil {
		if s := s.StateOutside(probe); Broken(s) {
			return s
		}
		return state
	}
	odd := oddly(&p.Exchange, s.Snap.Limits.Exchange)
	if odd == Unclear || p.Exchange.Tries < oddTries || s.guarded(p) {
		return state
	}
	h := s.standing(s.Snap.Str(p.URL))
	if h.fine == 0 || h.last <= p.Exchange.At || h.odd[odd] > max(oddFew, int(oddShare*float64(h.fine))) {
		return state
	}
	return odd
}

// guarded reports whether a page is of a kind that shops keep programs out of, some of them by silence.
func (s *Site) guarded(p *snapshot.Page) bool {
	switch s.meaning("", s.Snap.Str(p.URL)) {
	case cue.Cart, cue.Checkout, cue.Login, cue.Account, cue.Search, cue.Tracking:
		return true
	}
	return false
}

// movedTo returns how asking for another site went, where a page of the shop redirects to it; nil for all others.
func (s *Site) movedTo(p *snapshot.Page) *snapshot.Probe {
	if status := p.Exchange.Status(); p.Final == 0 || status < 300 || status > 399 {
		return nil
	}
	return s.others.asked[s.Snap.Str(p.Final)]
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Hostname()
}
