package crawler

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// endpoint is a host of the shop at which TLS is spoken.
type endpoint struct {
	host string
	port uint16
	role snapshot.HostRole
}

func endpointOf(u *url.URL, role snapshot.HostRole) endpoint {
	e := endpoint{host: u.Hostname(), port: 443, role: role}
	if n, err := strconv.ParseUint(u.Port(), 10, 16); err == nil && u.Scheme == "https" {
		e.port = uint16(n)
	}
	return e
}

// shakeHands makes one true handshake with each host that a visitor meets on the way in.
func (c *crawl) shakeHands(ctx context.Context) {
	if c.target.Development || c.halted() {
		return
	}
	u, err := url.Parse(cmp.Or(c.snap.Base, c.target.URL.String()))
	if err != nil {
		return
	}
	shop := endpointOf(u, snapshot.HostShop)
	list := []endpoint{shop}
	if h := c.target.URL.Hostname(); h != u.Hostname() {
		list = append(list, endpoint{h, shop.port, snapshot.HostTyped})
	}
	if t, _ := twin(u.Hostname(), c.snap.Domain); t != "" && t != c.target.URL.Hostname() {
		list = append(list, endpoint{t, shop.port, snapshot.HostTwin})
	}
	for i, e := range list {
		if !c.shake(ctx, e) {
			return
		}
		if i == 0 && len(c.shaken) > 0 && timedOut(c.shaken[0].Err) {
			return // its other names would be waited for in vain as well
		}
	}
}

func timedOut(f *snapshot.Fault) bool { return f != nil && f.Kind == snapshot.FaultTimeout }

// shake makes a true handshake and keeps what came; it is false when there is no time for more.
func (c *crawl) shake(ctx context.Context, e endpoint) bool {
	t := c.tls.Handshake(ctx, e.host, e.port, e.role)
	switch {
	case t == nil:
		return false
	case t.Err != nil && t.Err.Kind == snapshot.FaultCancelled:
		return false // our time was up: that says nothing about the host
	case t.Err != nil && t.Err.Kind == snapshot.FaultForbidden && e.role != snapshot.HostShop:
		return true
	}
	if !slices.Contains(c.shaken, t) {
		c.shaken = append(c.shaken, t)
	}
	return true
}

// surveyTLS asks what the TLS of the shop's hosts accepts, when nothing else is asked of them any more, the shop's own host first.
func (c *crawl) surveyTLS(ctx context.Context) {
	if len(c.shaken) == 0 || len(c.snap.TLS) > 0 { // it was asked before the visit was broken off
		return
	}
	if !c.halted() && c.snap.Obstacle != snapshot.ObstacleRateLimit {
		c.emit(Phase{Name: "tls"})
		for _, e := range c.furtherHosts() {
			if !c.shake(ctx, e) {
				break
			}
		}
		for _, t := range c.shaken {
			if !c.halted() && !timedOut(t.Err) { // each question to a silent host would be waited for in vain
				c.tls.Survey(ctx, t)
			}
		}
	}
	for _, t := range c.shaken {
		c.snap.TLS = append(c.snap.TLS, *t)
	}
	c.snap.Have |= snapshot.HaveTLS
	if !c.halted() {
		_ = c.journal.json(recTLS, c.snap.TLS)
	}
}

// maxAssetHosts bounds how many hosts of scripts, styles and pictures are looked at.
const maxAssetHosts = 3

// furtherHosts returns the shop's other hosts that visitors meet: the one of the cart or checkout, and those that serve parts of pages, the
// most used first. A quick visit has no handshakes for them.
func (c *crawl) furtherHosts() []endpoint {
	base, err := url.Parse(c.snap.Base)
	if err != nil || base.Scheme != "https" || c.limits.Profile == "quick" {
		return nil
	}
	known := map[string]bool{base.Host: true}
	for _, t := range c.shaken {
		known[t.Host] = true
	}
	uses := map[endpoint]int{}
	seen := map[snapshot.Link]bool{}
	each := func(links []snapshot.Link) {
		for _, l := range links {
			l.Zone, l.Flags = 0, 0
			if seen[l] {
				continue
			}
			seen[l] = true
			if e, ok := c.hostOf(l, known); ok {
				uses[e]++
			}
		}
	}
	for _, b := range c.ext.Blocks() {
		each(b.Links)
	}
	n := 0
	for p := range c.contents() {
		if n++; n > maxPagesForHosts {
			break
		}
		each(p.Links)
	}
	return chooseHosts(uses)
}

// maxPagesForHosts bounds how many pages are gone through for hosts: shops have few, and name them early.
const maxPagesForHosts = 300

// hostOf returns the host that a link leads to, when it is one of the shop's own that was not looked at yet.
func (c *crawl) hostOf(l snapshot.Link, known map[string]bool) (endpoint, bool) {
	role := snapshot.HostAssets
	switch l.Kind {
	case snapshot.LinkStyle, snapshot.LinkScript, snapshot.LinkImage, snapshot.LinkMedia:
	case snapshot.LinkAnchor:
		role = snapshot.HostCheckout
	default:
		return endpoint{}, false
	}
	address := c.tab.Get(l.To)
	if !strings.HasPrefix(address, "https://") {
		return endpoint{}, false
	}
	u, err := url.Parse(address)
	if err != nil || known[u.Host] || !c.site.has(u) {
		return endpoint{}, false
	}
	if role == snapshot.HostCheckout {
		concept, _ := c.cues.Best(c.tab.Get(l.Text), pathOf(u), c.lang)
		if concept != cue.Cart && concept != cue.Checkout {
			return endpoint{}, false
		}
	}
	return endpointOf(u, role), true
}

// chooseHosts takes the checkout's host, and the asset hosts that are used most.
func chooseHosts(uses map[endpoint]int) []endpoint {
	var list []endpoint
	for e := range uses {
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b endpoint) int {
		return cmp.Or(cmp.Compare(b.role, a.role), cmp.Compare(uses[b], uses[a]), cmp.Compare(a.host, b.host), cmp.Compare(a.port, b.port))
	})
	var out []endpoint
	checkouts, assets := 0, 0
	for _, e := range list {
		switch {
		case e.role == snapshot.HostCheckout && checkouts == 0:
			checkouts++
		case e.role == snapshot.HostAssets && assets < maxAssetHosts:
			assets++
		default:
			continue
		}
		out = append(out, e)
	}
	return out
}
