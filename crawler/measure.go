package crawler

import (
	"context"
	"net/url"
	"slices"

	"github.com/shopvet/shopvet/crawler/render"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// plan is how one page is measured.
type plan struct {
	id    snapshot.PageID
	url   string
	timed bool // by loads like those of a phone, too
	film  bool
}

// timedLoads is how often a page is timed in each setting: the median of three, as Lighthouse advises.
const timedLoads = 3

// measurePages loads one page of each kind and notes what a visitor's browser shows of it.
func (c *crawl) measurePages(ctx context.Context) {
	if !c.mayBrowse(ctx) {
		return
	}
	c.emit(Phase{Name: "browser"})
	plans := c.plans()
	for _, p := range plans {
		c.lookAt(ctx, p)
	}
	for _, p := range plans {
		if rec := c.rendered(p.id); rec != nil && p.timed && rec.Look != nil {
			c.timeLoads(ctx, p, rec)
		}
	}
	c.watchOn(ctx)
	c.keepWatches()
	c.tryRefusal(ctx, plans)
	c.tryOrder(ctx)
	c.readClaims(ctx)
}

// rendered returns what was seen of a page in the browser, nil when nothing was.
func (c *crawl) rendered(id snapshot.PageID) *snapshot.Render {
	for i := range c.snap.Renders {
		if c.snap.Renders[i].Page == id {
			return &c.snap.Renders[i]
		}
	}
	return nil
}

// plans lists the pages to measure: home, a list, a product, the cart, and where paying begins.
func (c *crawl) plans() []plan {
	var list []plan
	c.samples.mu.Lock()
	for _, t := range c.samples.pages {
		list = append(list, plan{id: t.page, url: t.url, timed: t.kind == keyHome || t.kind == keyProduct || c.limits.Profile == "deep", film: t.kind == keyHome && c.limits.Profile != "quick"})
	}
	c.samples.mu.Unlock()
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, p := range c.pages {
		address := c.tab.Get(p.URL)
		u, err := url.Parse(address)
		if err != nil || !p.HTML || p.Alias || p.Exchange.Status() != 200 || slices.ContainsFunc(list, func(l plan) bool { return l.id == p.ID }) {
			continue
		}
		if concept, _ := c.cues.Best("", pathOf(u), c.lang); concept == cue.Checkout {
			return append(list, plan{id: p.ID, url: address})
		}
	}
	return list
}

// lookAt looks at a page on a large screen, unless that was done already.
func (c *crawl) lookAt(ctx context.Context, p plan) {
	if c.rendered(p.id) != nil || !c.mayBrowse(ctx) {
		return
	}
	if r := c.browseTo(ctx, c.lookTo(p.id, p.url)); r != nil {
		c.snap.Renders = append(c.snap.Renders, c.renderOf(p.id, r))
	}
}

// timeLoads times a page as on a phone far from the next mast, and in a deep visit as on a fast one and on a computer too.
func (c *crawl) timeLoads(ctx context.Context, p plan, rec *snapshot.Render) {
	settings := []render.Visit{{Mobile: true, Throttled: true}}
	if c.limits.Profile == "deep" {
		settings = append(settings, render.Visit{Mobile: true}, render.Visit{}, render.Visit{Throttled: true})
	}
	for i, v := range settings {
		for n := range timedLoads {
			v.URL, v.Shot = p.url, i == 0 && n == timedLoads-1
			if !c.timeLoad(ctx, v, rec) {
				return
			}
		}
	}
	if p.film && c.mayBrowse(ctx) {
		v := render.Visit{URL: p.url, Mobile: true, Throttled: true, Film: true, Clocks: c.watched(p.url)}
		if r := c.browseTo(ctx, v); r != nil {
			rec.Shots = append(rec.Shots, r.Shots...)
			c.readClocks(p.url, r)
		}
	}
}

// timeLoad times a page once. It reports whether it is worth going on.
func (c *crawl) timeLoad(ctx context.Context, v render.Visit, rec *snapshot.Render) bool {
	if !c.mayBrowse(ctx) {
		return false
	}
	v.Clocks = c.watched(v.URL)
	r := c.browseTo(ctx, v)
	if r == nil {
		return false
	}
	rec.Runs = append(rec.Runs, r.Run)
	rec.Shots = append(rec.Shots, r.Shots...)
	c.readClocks(v.URL, r)
	return r.Fault == "" // what does not come to rest once costs much and does not the second time
}
