package facts

import "github.com/shopvet/shopvet/snapshot"

// others is how other sites answer in general: whether we can reach any, and what is known of the host of an address.
type others struct {
	asked  map[string]*snapshot.Probe // by address
	any    bool                       // one answered
	secure bool                       // one answered over TLS with a certificate that stands: our clock and our roots are in order
	fine   map[string]bool            // hosts with a page that is well
	parked map[string]bool            // hosts with a page of a domain dealer: then all of the host's are
}

func (s *Site) findOthers() {
	o := others{asked: map[string]*snapshot.Probe{}, fine: map[string]bool{}, parked: map[string]bool{}}
	for i := range s.Snap.Probes {
		p := &s.Snap.Probes[i]
		if p.Class != snapshot.ProbeOutside {
			continue
		}
		address := s.Snap.Str(p.URL)
		o.asked[address] = p
		status := p.Exchange.Status()
		o.any = o.any || status != 0
		if h := p.Exchange.Last(); h != nil && p.Exchange.Err == nil && h.TLS != "" {
			o.secure = true
		}
		if p.Exchange.Err == nil && status >= 200 && status < 300 && p.Obstacle == snapshot.ObstacleNone {
			o.fine[hostOf(address)] = true
		}
		if p.Obstacle == snapshot.ObstacleParked {
			o.parked[hostOf(address)] = true
		}
	}
	s.others = o
}

// StateOutside judges an address of another site. What such a site says of itself counts; whatever else came back, or did not, may lie between it
// and us, and counts only where it is shown that it does not.
func (s *Site) StateOutside(p *snapshot.Probe) State {
	state, ex := StateOfProbe(p), &p.Exchange
	host := hostOf(s.Snap.Str(p.URL))
	thrice := ex.Tries >= oddTries
	switch {
	case s.others.parked[host]:
		return Parked
	case state == Gone || state == Alive:
		return state
	case state == NoHost && ex.Err.Kind == snapshot.FaultNoSuchHost: // a name server that knows no name at all is ours
		return only(state, s.others.any)
	case state == NoHost: // refused
		return only(state, s.others.any && thrice)
	case state == ServerError: // the page alone, where others of the host are well
		return only(state, s.others.fine[host] && thrice && ex.Status() != 503)
	case badCertificate(ex.Err):
		return only(Distrusted, s.others.secure && thrice && p.Obstacle == snapshot.ObstacleNone)
	}
	return Unclear
}

func only(s State, shown bool) State {
	if shown {
		return s
	}
	return Unclear
}

// badCertificate reports whether browsers stop before a site with a warning. A chain that breaks off is no such fault: many complete it by
// themselves.
func badCertificate(f *snapshot.Fault) bool {
	if f == nil {
		return false
	}
	switch f.Kind {
	case snapshot.FaultCertExpired, snapshot.FaultCertEarly, snapshot.FaultCertName:
		return true
	}
	return f.Kind == snapshot.FaultCertUnknown && f.Self
}
