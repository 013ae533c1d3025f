package crawler

import (
	"context"
	"net/url"
	"sync"
	"time"

	"github.com/shopvet/shopvet/crawler/extract"
	"github.com/shopvet/shopvet/crawler/robots"
	"github.com/shopvet/shopvet/crawler/wire"
	"github.com/shopvet/shopvet/snapshot"
)

// gate asks robots.txt of every origin once, before anything else is asked of it.
type gate struct {
	c       *crawl
	mu      sync.Mutex
	origins map[string]*origin
}

type origin struct {
	once     sync.Once
	rules    *robots.Rules
	decision robots.Decision
	fault    *snapshot.Fault // why robots.txt brought no answer at all, or that we stopped before it came
	led      []snapshot.Hop  // redirects of robots.txt that ended in that fault
}

func newGate(c *crawl) *gate { return &gate{c: c, origins: map[string]*origin{}} }

// allowed reports whether robots.txt lets us fetch an address.
func (g *gate) allowed(ctx context.Context, u *url.URL) bool {
	o := g.origin(ctx, u)
	p := u.EscapedPath()
	if u.RawQuery != "" {
		p += "?" + u.RawQuery
	}
	return o.rules.Allowed(p)
}

// silent returns why an origin did not even answer for its robots.txt, nil when it did.
func (g *gate) silent(ctx context.Context, u *url.URL) *snapshot.Fault { return g.origin(ctx, u).fault }

// led returns the redirects by which asking an origin for its robots.txt came to a fault.
func (g *gate) led(ctx context.Context, u *url.URL) []snapshot.Hop { return g.origin(ctx, u).led }

// failed reports whether an origin let nobody in because its robots.txt could not be read.
func (g *gate) failed(ctx context.Context, u *url.URL) bool {
	return g.origin(ctx, u).decision == robots.Stop
}

func (g *gate) origin(ctx context.Context, u *url.URL) *origin {
	key := u.Scheme + "://" + u.Host
	g.mu.Lock()
	o, ok := g.origins[key]
	if !ok {
		o = &origin{}
		g.origins[key] = o
	}
	g.mu.Unlock()
	o.once.Do(func() { g.ask(ctx, o, key, u.Host) })
	return o
}

// ask fetches one robots.txt, trying again where the answer was "later" or none.
func (g *gate) ask(ctx context.Context, o *origin, origin, host string) {
	c := g.c
	var a answer
	for try := 0; ; try++ {
		a, o.led = g.fetch(ctx, origin+"/robots.txt")
		o.rules, o.decision = robots.FromResponse(c.opts.UserAgent, a.rec.Hop.Status, a.body, a.rec.Fault)
		if o.decision != robots.Stop || try >= c.limits.Retries || hopeless(a.rec.Fault) || c.dead(ctx, a.rec) || c.pace.sleep(ctx, c.atTheDoor()) != nil {
			break
		}
	}
	if f := a.rec.Fault; a.rec.Hop.Status == 0 || f != nil && f.Kind == snapshot.FaultCancelled {
		o.fault = f
	}
	if d := o.rules.CrawlDelay; d > 0 {
		c.pace.slow(host, d)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if r := &c.snap.Robots; r.URL == "" || origin == c.origin() {
		r.URL, r.Status, r.Err = origin+"/robots.txt", a.rec.Hop.Status, a.rec.Fault
		r.CrawlDelay, r.Sitemaps = o.rules.CrawlDelay, o.rules.Sitemaps
	}
}

// dead reports whether a host that did not answer in time completes no handshake either. A port that swallows everything costs an exchange and two
// handshakes then, not that for every try of everything that is asked of it.
func (c *crawl) dead(ctx context.Context, rec wire.Record) bool {
	u, err := url.Parse(rec.Hop.URL)
	if err != nil || u.Scheme != "https" || !timedOut(rec.Fault) {
		return false
	}
	e := endpointOf(u, snapshot.HostShop)
	return c.tls.Silent(ctx, e.host, e.port)
}

// foundSilent returns why a host that was found silent gave no answer, nil for all others.
func (c *crawl) foundSilent(u *url.URL) *snapshot.Fault {
	if u.Scheme != "https" {
		return nil
	}
	e := endpointOf(u, snapshot.HostShop)
	return c.tls.FoundSilent(e.host, e.port)
}

// maxAtTheDoor bounds the pause between two tries of what the whole visit waits for.
const maxAtTheDoor = 5 * time.Second

func (c *crawl) atTheDoor() time.Duration { return min(c.limits.RetryAfter, maxAtTheDoor) }

// hopeless reports whether a fault will be the same a moment later.
func hopeless(f *snapshot.Fault) bool {
	if f == nil {
		return false
	}
	switch f.Kind {
	case snapshot.FaultNoSuchHost, snapshot.FaultRefused, snapshot.FaultForbidden, snapshot.FaultCancelled, snapshot.FaultBadURL, snapshot.FaultProtocol,
		snapshot.FaultTLS, snapshot.FaultCertExpired, snapshot.FaultCertEarly, snapshot.FaultCertName, snapshot.FaultCertUnknown:
		return true
	default:
		return false
	}
}

// fetch asks for a robots.txt and follows at most five redirects, as RFC 9309 §2.3.1.2 says.
func (g *gate) fetch(ctx context.Context, address string) (a answer, led []snapshot.Hop) {
	c := g.c
	for range 6 {
		u, err := url.Parse(address)
		if err != nil {
			break
		}
		if f := c.foundSilent(u); f != nil {
			a = answer{rec: wire.Record{Fault: f}}
			a.rec.Hop.URL = address
			return a, led
		}
		if a, err = c.ask(ctx, u, way{}); err != nil {
			return answer{rec: recordOf(snapshot.FaultCancelled, "the crawl was stopped")}, nil
		}
		next := location(a)
		if next == "" {
			return a, led
		}
		led = append(led, a.rec.Hop)
		to, ok := extract.Resolve(u, next)
		if !ok {
			break
		}
		address = to
	}
	return answer{rec: recordOf(snapshot.FaultRedirectLoop, "robots.txt redirects in a ring")}, nil
}
