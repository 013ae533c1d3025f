package crawler

import (
	"context"
	"net/url"
	"time"

	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
)

// firstHosts is how many other sites are asked before we believe that we can reach any: in a network of its own, nothing answers.
const firstHosts = 8

// outsideTime bounds all questions to other sites together.
func outsideTime(profile string) time.Duration {
	switch profile {
	case "quick":
		return 15 * time.Second
	case "deep":
		return 10 * time.Minute
	default:
		return 90 * time.Second
	}
}

// betweenOutside is the least time between two requests to one other site.
const betweenOutside = time.Second

// noteOutside notes a link to another site, unless it acts there or the site answers programs at random.
func (c *crawl) noteOutside(to snapshot.StrID, u *url.URL, l linkTexts) {
	if c.limits.Outside < 0 || c.parts.known(to) || l.acting != "" && !l.plain || vendor.Walled(u.Hostname()) || snapshot.BadPort(u.Port()) {
		return
	}
	c.addPart(part{id: to, class: snapshot.ProbeOutside, first: l.page}, tierFile)
}

// noteData notes an address that search engines and social networks read: a file or page of the shop, or a profile elsewhere.
func (c *crawl) noteData(l snapshot.Link, from string, page snapshot.PageID) {
	if from == "sameAs" {
		if u, err := url.Parse(c.tab.Get(l.To)); err == nil && !c.site.has(u) {
			c.noteOutside(l.To, u, linkTexts{page: page})
			return
		}
	}
	c.notePart(l, page)
}

// noteMoved notes the address of another site to which one of the shop's redirects.
func (c *crawl) noteMoved(p *snapshot.Page) {
	if s := p.Exchange.Status(); p.Final == 0 || s < 300 || s > 399 {
		return
	}
	if u, err := url.Parse(c.tab.Get(p.Final)); err == nil && !c.site.has(u) {
		c.noteOutside(p.Final, u, linkTexts{page: p.ID, plain: true})
	}
}

// askOutside asks whether the pages of other sites that the shop links to are there: a few addresses of each, one a second. Their robots.txt is
// not read (docs/adr/008).
func (c *crawl) askOutside(ctx context.Context) {
	if c.limits.Outside < 0 || c.halted() {
		return
	}
	all := triedOf(c.parts.take(c.limits.Outside, func(p *part) bool { return p.class == snapshot.ProbeOutside }))
	c.snap.Have |= snapshot.HaveOutside
	if len(all) == 0 {
		return
	}
	c.emit(Phase{Name: "outside"})
	ctx, end := context.WithTimeout(ctx, outsideTime(c.limits.Profile))
	defer end()
	met := map[string]bool{}
	for _, t := range all {
		c.pace.slow(t.url.Host, betweenOutside)
		t.looked = !met[t.url.Host] // the first address of a site is looked at: a domain for sale answers HEAD like any other
		met[t.url.Host] = true
	}
	first := all[:min(len(all), firstHosts)]
	c.each(ctx, first, func(t *tried) { c.probe(ctx, t) })
	if answered(first) {
		c.each(ctx, all[len(first):], func(t *tried) { c.probe(ctx, t) })
		c.probeAgain(ctx, all)
	}
	c.keepProbes(all)
}

// answered reports whether any of the sites answered.
func answered(list []*tried) bool {
	for _, t := range list {
		if t.Exchange.Status() != 0 {
			return true
		}
	}
	return false
}
