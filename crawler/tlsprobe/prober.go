// Package tlsprobe looks at what a host's TLS offers, in few, polite handshakes.
//
// One handshake is true, made by crypto/tls as a visitor would. All other questions are bare ClientHellos: the server's answer to them stands
// in clear, so no key is needed, and suites can be offered that no library knows any more.
package tlsprobe

import (
	"context"
	"crypto/x509"
	"net"
	"strconv"
	"sync"
	"time"

	"github.com/shopvet/shopvet/crawler/wire"
	"github.com/shopvet/shopvet/snapshot"
)

// What a probe takes where Options say nothing.
const (
	DefaultTimeout = 10 * time.Second
	DefaultTries   = 3
	firstPause     = 250 * time.Millisecond
	briefTimeout   = 4 * time.Second // of a try where a whole exchange brought nothing already
	briefTries     = 2
)

// How deep a survey goes.
const (
	Quick    = "quick"    // versions, and whether bad suites are taken at all
	Standard = "standard" // which of them, key exchanges, the other certificate, resumption, IPv4 and IPv6
	Deep     = "deep"     // every suite of every version
)

// budgets are the connections that all hosts of a shop together are asked for; deep takes what the questions need.
var budgets = map[string]int{Quick: 8, Standard: 40, Deep: 1000}

// lanes is how many connections are open at the same time: small servers fall over under parallel handshakes.
const lanes = 2

// Options are the settings of a probe; the zero value of a field takes its default.
type Options struct {
	RootCAs  *x509.CertPool // nil means the roots of the system
	Guard    *wire.Guard    // nil lets through public addresses only
	Resolver *net.Resolver  // nil means the resolver of the system
	Timeout  time.Duration  // one try, connecting included; default 10 s
	Tries    int            // for troubles of the network, with short pauses; default 3
	Depth    string         // Quick, Standard or Deep; default Standard
}

func (o Options) withDefaults() Options {
	if o.Guard == nil {
		o.Guard = wire.NewGuard("", nil)
	}
	if o.Timeout <= 0 {
		o.Timeout = DefaultTimeout
	}
	if o.Tries <= 0 {
		o.Tries = DefaultTries
	}
	if _, ok := budgets[o.Depth]; !ok {
		o.Depth = Standard
	}
	return o
}

// Prober looks at the hosts of one shop, each of them once, and keeps count of the connections it opens. It is safe for concurrent use.
type Prober struct {
	o     Options
	lanes chan struct{}

	mu    sync.Mutex
	left  int
	hosts map[string]*snapshot.TLS
}

// New returns a prober that has opened no connection yet.
func New(o Options) *Prober {
	o = o.withDefaults()
	return &Prober{o: o, lanes: make(chan struct{}, lanes), left: budgets[o.Depth], hosts: map[string]*snapshot.TLS{}}
}

// take waits for a lane and takes one connection from the budget; release gives the lane back. It fails when the budget is used up or ctx
// ends.
func (p *Prober) take(ctx context.Context, used *int) (release func(), ok bool) {
	select {
	case p.lanes <- struct{}{}:
	case <-ctx.Done():
		return nil, false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.left == 0 {
		<-p.lanes
		return nil, false
	}
	p.left--
	*used++
	return func() { <-p.lanes }, true
}

// Handshake makes one true handshake with a host, by name or address, and looks at what the server sent; asked for a host again, it returns
// what it saw. A certificate that does not stand is recorded with its chain; only a handshake that was not completed has Err. It is nil
// when the connections of this shop are used up.
func (p *Prober) Handshake(ctx context.Context, host string, port uint16, role snapshot.HostRole) *snapshot.TLS {
	t := p.look(ctx, host, port, patience{p.o.Timeout, p.o.Tries})
	if t != nil {
		t.Roles = append(t.Roles, role)
	}
	return t
}

// Silent reports whether a host that an exchange waited for in vain does not complete a handshake either: it makes the one that Handshake
// returns, with less patience.
func (p *Prober) Silent(ctx context.Context, host string, port uint16) bool {
	t := p.look(ctx, host, port, patience{min(p.o.Timeout, briefTimeout), min(p.o.Tries, briefTries)})
	return t != nil && t.Err != nil && t.Err.Kind == snapshot.FaultTimeout
}

// FoundSilent returns why a host completed no handshake, where that was looked at and no answer came in time; nil for all others.
func (p *Prober) FoundSilent(host string, port uint16) *snapshot.Fault {
	p.mu.Lock()
	defer p.mu.Unlock()
	if t := p.hosts[net.JoinHostPort(host, strconv.Itoa(int(port)))]; t != nil && t.Err != nil && t.Err.Kind == snapshot.FaultTimeout {
		return t.Err
	}
	return nil
}

// patience is how long one try may take, and how many there are.
type patience struct {
	time  time.Duration
	tries int
}

// look makes the handshake with a host, once.
func (p *Prober) look(ctx context.Context, host string, port uint16, most patience) *snapshot.TLS {
	key := net.JoinHostPort(host, strconv.Itoa(int(port)))
	p.mu.Lock()
	t, seen := p.hosts[key]
	p.mu.Unlock()
	if !seen {
		t = &snapshot.TLS{Host: host, Port: port}
		p.shake(ctx, t, most)
		if t.Tries == 0 {
			return nil
		}
		p.mu.Lock()
		p.hosts[key] = t
		p.mu.Unlock()
	}
	return t
}

// shake tries until a handshake came about, or its tries are used up.
func (p *Prober) shake(ctx context.Context, t *snapshot.TLS, most patience) {
	for pause := firstPause; t.Tries < most.tries; pause *= 2 {
		if t.Tries > 0 && !sleep(ctx, pause) {
			return // the last try's fault stands
		}
		release, ok := p.take(ctx, &t.Handshakes)
		if !ok {
			return
		}
		t.Tries++
		t.Err = p.try(ctx, t, most.time)
		release()
		if t.Err == nil || !passing(t.Err.Kind) {
			return
		}
	}
}

// passing reports whether a fault may be gone at the next try.
func passing(kind snapshot.FaultKind) bool {
	switch kind {
	case snapshot.FaultTimeout, snapshot.FaultReset, snapshot.FaultRefused, snapshot.FaultUnreachable, snapshot.FaultDNS:
		return true
	}
	return false
}

// sleep reports whether the pause was slept to its end.
func sleep(ctx context.Context, pause time.Duration) bool {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
