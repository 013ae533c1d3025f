package tlsprobe

import (
	"context"
	"crypto/tls"
	"net/netip"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/shopvet/shopvet/snapshot"
)

// surveyTime bounds the survey of one host; what was not asked by then was not tested.
var surveyTime = map[string]time.Duration{Quick: 15 * time.Second, Standard: 45 * time.Second, Deep: 3 * time.Minute}

// legacy are the versions before TLS 1.3, newest first: a hello names the highest, and the server picks.
var legacy = []uint16{tls.VersionTLS12, tls.VersionTLS11, tls.VersionTLS10, ssl30}

// survey is what was learned of one host so far.
type survey struct {
	*interview
	t     *snapshot.TLS
	out   *snapshot.Survey
	quick bool
	taken map[uint16]answer // by version up to TLS 1.2: what the server picked when it was offered everything
}

// Survey asks a host what its TLS accepts, after the true handshake that t holds, and writes it into t. A host to which no connection came
// about is not asked.
func (p *Prober) Survey(ctx context.Context, t *snapshot.TLS) {
	to, err := netip.ParseAddrPort(t.Addr)
	if err != nil || t.Survey != nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, surveyTime[p.o.Depth])
	defer cancel()
	s := &survey{
		interview: &interview{p: p, ctx: ctx, host: t.Host, to: to, used: &t.Handshakes},
		t:         t, out: &snapshot.Survey{Depth: p.o.Depth}, quick: p.o.Depth == Quick, taken: map[uint16]answer{},
	}
	t.Survey = s.out
	s.versions()
	if p.o.Depth == Deep {
		s.everySuite()
	}
	if s.quick {
		s.classes()
		return
	}
	var lane errgroup.Group // two: the budget of lanes is the prober's
	lane.Go(func() error { s.classes(); return nil })
	lane.Go(func() error {
		s.groups()
		s.otherKey()
		s.resumption()
		s.families()
		return nil
	})
	_ = lane.Wait() // they have no errors: what failed was not tested
}

// versions finds the versions that the server takes. A hello names the highest version it offers, so each answer tells of all between that
// and the one picked, and a refusal of all below.
func (s *survey) versions() {
	s.out.Versions = append(s.out.Versions, s.modern())
	s.beforeModern()
	if modern := &s.out.Versions[0]; modern.Answer == snapshot.NotTested && len(s.taken) > 0 {
		*modern = s.modern() // by now it is known what the server takes, so its hanging up can be told from being shut out
	}
}

func (s *survey) beforeModern() {
	for i := 0; i < len(legacy); i++ {
		v := legacy[i]
		if v == ssl30 && s.quick {
			return
		}
		a, got := s.ask(s.everything(v), s.chainWanted())
		if got == snapshot.Accepted && (a.version > v || a.version >= tls.VersionTLS13) {
			got = snapshot.NotTested // it answered with a version that was not offered: nothing follows from that
		}
		if got != snapshot.Accepted {
			s.tried(v, got)
			// Where nothing was taken so far, the server may be one that breaks off at versions it does not know: each is asked by itself.
			if len(s.taken) == 0 && s.t.Version == "" {
				continue
			}
			if got == snapshot.Refused && v != ssl30 {
				s.refusedBelow(v)
			}
			return
		}
		for legacy[i] > a.version && i < len(legacy)-1 {
			s.tried(legacy[i], snapshot.Refused)
			i++
		}
		s.tried(a.version, snapshot.Accepted, suiteName(a.suite))
		s.taken[a.version] = a
		s.adopt(a)
		s.note(a, v)
	}
}

// modern says whether TLS 1.3 is spoken: the true handshake offered it, so only where that failed it has to be asked.
func (s *survey) modern() snapshot.VersionTried {
	switch {
	case s.t.Version == "TLS 1.3":
		s.learn(s.modernHello(pick(suite.modern), true), answer{suite: suiteID(s.t.Cipher)})
		return versionTried(tls.VersionTLS13, snapshot.Accepted, s.t.Cipher)
	case s.t.Version != "":
		return versionTried(tls.VersionTLS13, snapshot.Refused)
	}
	a, got := s.ask(s.modernHello(pick(suite.modern), true), untilHello)
	if got == snapshot.Accepted {
		return versionTried(tls.VersionTLS13, got, suiteName(a.suite))
	}
	return versionTried(tls.VersionTLS13, got)
}

// refusedBelow records that nothing below a version is taken. SSL 3.0 is asked for by itself, in its own form of hello.
func (s *survey) refusedBelow(v uint16) {
	for _, w := range legacy[:len(legacy)-1] {
		if w < v {
			s.tried(w, snapshot.Refused)
		}
	}
	if s.quick {
		return
	}
	a, got := s.ask(s.everything(ssl30), untilHello)
	if got == snapshot.Accepted && a.version == ssl30 {
		s.tried(ssl30, got, suiteName(a.suite))
		s.taken[a.version] = a
		return
	}
	if got == snapshot.Refused {
		s.tried(ssl30, got)
	}
}

func (s *survey) tried(v uint16, a snapshot.Answer, suites ...string) {
	s.out.Versions = append(s.out.Versions, versionTried(v, a, suites...))
}

func versionTried(v uint16, a snapshot.Answer, suites ...string) snapshot.VersionTried {
	return snapshot.VersionTried{Version: versionName(v), Answer: a, Suites: suites}
}

func (s *survey) everything(v uint16) hello {
	return hello{version: v, suites: pick(func(c suite) bool { return !c.modern() }), groups: groupIDs(curves), compress: true}
}

func (s *survey) modernHello(suites []uint16, share bool) hello {
	return hello{version: tls.VersionTLS13, suites: suites, groups: groupIDs(modernGroups), share: share}
}

func suiteID(name string) uint16 {
	for _, c := range suites() {
		if c.name == name {
			return c.id
		}
	}
	return 0
}

// chainWanted reads on to the certificates where the true handshake brought none: a server of old versions only is none that crypto/tls
// speaks with.
func (s *survey) chainWanted() depth {
	if len(s.t.Chain) == 0 {
		return untilKeys
	}
	return untilHello
}

func (s *survey) adopt(a answer) {
	if len(s.t.Chain) > 0 || len(a.chain) == 0 {
		return
	}
	chain := parse(a.chain)
	s.t.Chain = describe(chain)
	s.p.weigh(s.ctx, s.t, chain)
}

// note keeps what stands in any answer of a version before TLS 1.3, by the hello of version offered.
func (s *survey) note(a answer, offered uint16) {
	if s.out.Compression != snapshot.Accepted {
		s.out.Compression = yes(a.compressed)
	}
	if s.out.Renegotiation == snapshot.NotTested && offered > ssl30 {
		s.out.Renegotiation = yes(a.renego)
	}
}

func yes(b bool) snapshot.Answer {
	if b {
		return snapshot.Accepted
	}
	return snapshot.Refused
}

// oldVersions are the versions before TLS 1.3 that the server takes, newest first.
func (s *survey) oldVersions() []uint16 {
	var list []uint16
	for _, v := range legacy {
		if _, ok := s.taken[v]; ok {
			list = append(list, v)
		}
	}
	return list
}

// everySuite offers all suites of each version until the server takes none of the rest.
func (s *survey) everySuite() {
	var lane errgroup.Group
	lane.SetLimit(lanes)
	for i := range s.out.Versions {
		tried := &s.out.Versions[i]
		if tried.Answer == snapshot.Accepted {
			lane.Go(func() error { s.enumerate(tried); return nil })
		}
	}
	_ = lane.Wait() // they have no errors: what failed was not tested
}

func (s *survey) enumerate(tried *snapshot.VersionTried) {
	offer := s.modernHello(pick(suite.modern), true)
	for _, v := range legacy {
		if versionName(v) == tried.Version {
			offer = s.everything(v)
			offer.compress = false
		}
	}
	tried.Suites = nil
	for {
		a, got := s.ask(offer, untilHello)
		if got != snapshot.Accepted || a.version != offer.version || !slices.Contains(offer.suites, a.suite) {
			tried.Complete = got == snapshot.Refused
			return
		}
		tried.Suites = append(tried.Suites, suiteName(a.suite))
		offer.suites = slices.DeleteFunc(offer.suites, func(id uint16) bool { return id == a.suite })
		if len(offer.suites) == 0 {
			tried.Complete = true
			return
		}
	}
}
