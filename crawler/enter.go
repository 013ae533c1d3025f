package crawler

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/crawler/extract"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// enter finds the home page and the ways to it. When there is no home page to start from it sets Snapshot.Stop.
func (c *crawl) enter(ctx context.Context) {
	c.emit(Phase{Name: "entry"})
	typed := c.target.URL
	home := c.knock(ctx, *typed)
	if home.ex.Err != nil && home.ex.Status() == 0 && typed.Scheme == "https" && c.usualPorts() {
		// A shop that only speaks http is still a shop: look at it, and say so.
		other := *typed
		other.Scheme = "http"
		if plain := c.knock(ctx, other); plain.ex.Status() != 0 {
			c.snap.Entry = append(c.snap.Entry, home.ex)
			home = plain
		}
	}
	c.snap.Have |= snapshot.HaveEntry
	if home.ex.URL != "" && home.skip == "" {
		c.snap.Entry = append(c.snap.Entry, keepAll(home.ex))
		c.noteFirst(home)
		home = c.ledOn(ctx, home)
	}
	c.snap.Domain = registrable(typed.Hostname())
	c.arrive(ctx, home)
}

// mostLeads bounds how often a home page sends visitors on without a redirect.
const mostLeads = 3

// ledOn goes on to where the first page sends its visitors at once by a refresh: that page is the home page that they see. Where it leads to
// another site or to no page, the first one stands.
func (c *crawl) ledOn(ctx context.Context, home trip) trip {
	for range mostLeads {
		from, err := url.Parse(home.ex.Final())
		if err != nil || home.ex.Err != nil || home.ex.Status() != http.StatusOK {
			return home
		}
		to, ok := extract.Resolve(from, extract.LeadsOn(home.header, home.body))
		u, err := url.Parse(to)
		if !ok || err != nil || snapshot.Key(to) == snapshot.Key(from.String()) || registrable(u.Hostname()) != registrable(from.Hostname()) {
			return home
		}
		next := c.knock(ctx, *u)
		if next.skip != "" || next.ex.Err != nil || next.ex.Status() != http.StatusOK {
			return home
		}
		home = next
	}
	return home
}

// knock asks for a home page over a connection of its own, so that every phase is timed. Where a host does not even answer for its robots.txt,
// that fault is the answer: the page itself may not be asked for then (RFC 9309 §2.3.1.4).
func (c *crawl) knock(ctx context.Context, u url.URL) trip {
	t := c.again(ctx, u.String(), way{label: u.Scheme, fresh: true, robots: true, door: true})
	if t.skip != snapshot.SkipRobots {
		return t
	}
	if f := c.gate.silent(ctx, t.at); f != nil {
		t.skip = ""
		t.ex.Err = f // hops before that, from http to https, stand
		if len(t.ex.Hops) == 0 {
			t.ex.Hops = c.gate.led(ctx, t.at)
		}
	}
	return t
}

// arrive takes the home page as page 0 and queues what it links to. Where there is no shop to look at it sets Snapshot.Stop.
func (c *crawl) arrive(ctx context.Context, home trip) {
	if home.skip != "" {
		c.snap.Stop = snapshot.StopBlocked
		switch home.skip {
		case snapshot.SkipRobots:
			c.snap.Obstacle = snapshot.ObstacleRobots
			if c.gate.failed(ctx, home.at) {
				c.snap.Obstacle = snapshot.ObstacleRobotsFault
			}
		case snapshot.SkipRateLimit:
			c.snap.Obstacle = snapshot.ObstacleRateLimit
		default:
			c.snap.Stop = c.stopReason()
		}
		return
	}
	if status := home.ex.Status(); status == 0 || home.ex.Err != nil && status >= 300 && status < 400 { // also where a redirect leads to silence
		c.snap.Stop = snapshot.StopUnreachable
		c.shakeHands(ctx)
		return
	}
	base, err := url.Parse(home.ex.Final())
	if err != nil {
		c.snap.Stop = snapshot.StopUnreachable
		return
	}
	c.snap.Base = base.String()
	c.site = newSite(base, c.target)
	c.snap.Domain = c.site.domain
	c.front.mark(snapshot.Key(c.snap.Base))
	c.front.mark(snapshot.Key(home.ex.URL))
	p := c.settle(item{url: c.snap.Base, key: snapshot.Key(c.snap.Base), keyPage: true}, home)
	if p.Obstacle == snapshot.ObstacleNone && c.sentToSignIn(p, base) {
		p.Obstacle = snapshot.ObstacleLoginWall
		c.html = 0
	}
	if p.Obstacle != snapshot.ObstacleNone {
		c.snap.Stop, c.snap.Obstacle = snapshot.StopBlocked, p.Obstacle
		c.shakeHands(ctx)
		return
	}
	c.lang = p.Lang
	c.queueLinks(p)
}

// sentToSignIn reports whether asking for the shop ended at a sign-in page: nothing can be seen without an account.
func (c *crawl) sentToSignIn(p *snapshot.Page, base *url.URL) bool {
	if base.Path == c.target.URL.Path {
		return false
	}
	if concept, _ := c.cues.Best("", pathOf(base), p.Lang); concept != cue.Login && concept != cue.Account {
		return false
	}
	return asksPassword(p)
}

func (c *crawl) origin() string {
	u, err := url.Parse(cmp.Or(c.snap.Base, c.target.URL.String()))
	if err != nil {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

func (c *crawl) usualPorts() bool { return c.target.URL.Port() == "" }

// enterOtherways tries http and https and the host with and without www, as visitors type them.
func (c *crawl) enterOtherways(ctx context.Context) {
	if !c.usualPorts() || c.target.Development {
		return
	}
	base, _ := url.Parse(c.snap.Base)
	ways := []struct{ label, scheme, host string }{{"https", "https", base.Host}, {"http", "http", base.Host}}
	if twin, label := twin(base.Hostname(), c.site.domain); twin != "" {
		scheme := "https"
		if base.Scheme == "http" && c.silentAt(base.Host) {
			scheme = "http" // the twin is most likely served by the same host
		}
		ways = append(ways, struct{ label, scheme, host string }{label, scheme, twin})
	}
	for _, w := range ways {
		if c.halted() {
			return
		}
		if c.entered(w.scheme, w.host) {
			continue
		}
		t := c.again(ctx, w.scheme+"://"+w.host+"/", way{label: w.label, robots: true, door: true})
		if t.skip == "" {
			c.snap.Entry = append(c.snap.Entry, keepAll(t.ex))
		}
	}
}

// silentAt reports whether the entry of a host over https brought no answer in time.
func (c *crawl) silentAt(host string) bool {
	return slices.ContainsFunc(c.snap.Entry, func(ex snapshot.Exchange) bool {
		u, err := url.Parse(ex.URL)
		return err == nil && u.Scheme == "https" && u.Host == host && timedOut(ex.Err)
	})
}

func (c *crawl) entered(scheme, host string) bool {
	for i := range c.snap.Entry {
		if u, err := url.Parse(c.snap.Entry[i].URL); err == nil && u.Scheme == scheme && u.Host == host {
			return true
		}
	}
	return false
}

// twin returns the www form of a bare domain and the other way round; "" for other hosts.
func twin(host, domain string) (twin, label string) {
	switch {
	case isIP(host) || privateHost(host):
		return "", ""
	case host == domain:
		return "www." + domain, "www"
	case host == "www."+domain:
		return domain, "apex"
	default:
		return "", ""
	}
}

// enterDeep asks for two inner pages over plain http: redirects are often set up for the home page only.
func (c *crawl) enterDeep(ctx context.Context) {
	base, err := url.Parse(c.snap.Base)
	if err != nil || base.Scheme != "https" || !c.usualPorts() || c.halted() {
		return
	}
	n := 0
	for _, p := range c.pages {
		if n == 2 {
			return
		}
		address := c.tab.Get(p.URL)
		if !p.HTML || p.Alias || p.ID == 0 || p.Exchange.Status() != 200 || !strings.HasPrefix(address, "https://"+base.Host+"/") {
			continue
		}
		n++
		t := c.again(ctx, "http"+strings.TrimPrefix(address, "https"), way{label: "http-deep", robots: true, kept: true})
		if t.skip == "" {
			c.snap.Entry = append(c.snap.Entry, keepAll(t.ex))
		}
	}
}
