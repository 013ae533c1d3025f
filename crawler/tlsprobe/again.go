package tlsprobe

import (
	"context"
	"crypto/tls"
	"net"
	"net/netip"
	"strings"
	"time"

	"github.com/shopvet/shopvet/crawler/wire"
	"github.com/shopvet/shopvet/snapshot"
)

// ticketWait is how long a session ticket of TLS 1.3 is waited for after a handshake; servers send it at once.
const ticketWait = 500 * time.Millisecond

// resumption makes two further true handshakes, and sees whether the second takes up the session of the first.
func (s *survey) resumption() {
	if s.t.Err != nil || s.t.Version == "" {
		return
	}
	kept := &session{ClientSessionCache: tls.NewLRUClientSessionCache(1)}
	for i := range 2 {
		g, ok := s.greet(s.to, kept)
		if !ok {
			return
		}
		if i == 1 {
			s.t.Resumes = yes(g.state.DidResume)
		}
	}
}

// session keeps a session, and ends a wait for it.
type session struct {
	tls.ClientSessionCache
	arrived func()
}

func (c *session) Put(key string, state *tls.ClientSessionState) {
	c.ClientSessionCache.Put(key, state)
	if c.arrived != nil && state != nil {
		c.arrived()
	}
}

// families makes the true handshake with the first address of the family (IPv4, IPv6) that the first handshake did not use.
func (s *survey) families() {
	if _, err := netip.ParseAddr(strings.Trim(s.host, "[]")); err == nil || s.t.Err != nil {
		return
	}
	resolver := s.p.o.Resolver
	if resolver == nil {
		resolver = net.DefaultResolver
	}
	addrs, err := resolver.LookupNetIP(s.ctx, "ip", wire.ServerName(s.host))
	if err != nil {
		return
	}
	for _, a := range addrs {
		a = a.Unmap()
		if a.Is4() == s.to.Addr().Unmap().Is4() {
			continue
		}
		to := netip.AddrPortFrom(a, s.to.Port())
		at := snapshot.TLSAt{Addr: to.String(), Tries: 1}
		g, ok := s.greet(to, nil)
		if !ok && g.fault != nil && passing(g.fault.Kind) && sleep(s.ctx, firstPause) {
			g, ok = s.greet(to, nil)
			at.Tries++
		}
		switch {
		case !ok && (g.fault == nil || g.fault.Kind == snapshot.FaultUnreachable || g.fault.Kind == snapshot.FaultForbidden || g.fault.Kind == snapshot.FaultCancelled):
			return // this computer has no way there, or we stopped: that says nothing about the host
		case !ok:
			at.Err = g.fault
		default:
			at.Version = tls.VersionName(g.state.Version)
			at.VerifyErr = verify(g.sent.chain, nil, wire.ServerName(s.host), s.p.o.RootCAs)
			if d := describe(g.sent.chain[:min(1, len(g.sent.chain))]); len(d) == 1 {
				at.SHA256 = d[0].SHA256
			}
		}
		first := snapshot.TLSAt{Addr: s.t.Addr, Tries: s.t.Tries, VerifyErr: s.t.VerifyErr, Version: s.t.Version}
		if len(s.t.Chain) > 0 {
			first.SHA256 = s.t.Chain[0].SHA256
		}
		s.t.Families = []snapshot.TLSAt{first, at}
		return
	}
}

// greeting is what came of a true handshake with a given address.
type greeting struct {
	state tls.ConnectionState
	sent  *sent
	fault *snapshot.Fault // nil where no connection was tried
}

func (s *survey) greet(to netip.AddrPort, kept *session) (g greeting, ok bool) {
	release, ok := s.p.take(s.ctx, s.used)
	if !ok {
		return g, false
	}
	defer release()
	ctx, cancel := context.WithTimeout(s.ctx, s.p.o.Timeout)
	defer cancel()
	conn, err := s.p.o.Guard.DialAt(ctx, s.host, to)
	if err != nil {
		g.fault = faultOf(s.ctx, err)
		return g, false
	}
	defer func() { _ = conn.Close() }()
	var config *tls.Config
	config, g.sent = s.p.config(wire.ServerName(s.host))
	secured := tls.Client(conn, config)
	if kept != nil {
		config.ClientSessionCache = kept
	}
	if err := secured.HandshakeContext(ctx); err != nil {
		g.fault = faultOf(s.ctx, err)
		return g, false
	}
	g.state = secured.ConnectionState()
	if kept != nil && g.state.Version == tls.VersionTLS13 && !g.state.DidResume {
		// A ticket comes after the handshake and is taken in by reading, which ends when it is here.
		kept.arrived = func() { _ = conn.SetReadDeadline(time.Now()) }
		_ = conn.SetReadDeadline(time.Now().Add(ticketWait))
		_, _ = secured.Read(make([]byte, 1))
		kept.arrived = nil
	}
	_ = secured.Close()
	return g, true
}
