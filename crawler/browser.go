package crawler

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/shopvet/shopvet/crawler/render"
	"github.com/shopvet/shopvet/snapshot"
)

// browsing is the use of a browser by a visit.
type browsing struct {
	session *render.Session
	filled  map[snapshot.PageID]bool // pages that were loaded since scripts make them
	items   map[snapshot.PageID]item // of pages that scripts make
	routes  []item                   // pages of which only scripts know, not loaded yet
	shown   map[uint64]bool          // hashed content of those that were
	spent   time.Duration
	watches map[string][]*snapshot.Watch // clocks that run down, by the page
	claims  map[string][]*snapshot.Watch // what is said of others who buy and of goods left, by the page
	stay    time.Duration                // on a page that says so
}

// How many pages that scripts make are loaded, and the share of the time of a visit that the browser may take.
func (c *crawl) mostFilled() int {
	switch c.limits.Profile {
	case "quick":
		return 10
	case "deep":
		return 200
	default:
		return 40
	}
}

const browserShare = 2 // of the time of a visit: a half

// openBrowser begins the use of the browser, if there is one.
func (c *crawl) openBrowser() {
	c.snap.Browser = snapshot.Browser{Off: cmp.Or(c.opts.NoBrowser, snapshot.BrowserOff)}
	c.browse = browsing{
		filled: map[snapshot.PageID]bool{}, items: map[snapshot.PageID]item{}, shown: map[uint64]bool{}, watches: map[string][]*snapshot.Watch{},
		claims: map[string][]*snapshot.Watch{}, stay: stayTime,
	}
	if c.opts.Browser == nil {
		return
	}
	s, err := c.opts.Browser.Session(render.Options{Guard: c.fetch.guard, Resolver: c.fetch.resolver, Name: c.opts.UserAgent})
	if err != nil {
		c.snap.Browser = snapshot.Browser{Off: snapshot.BrowserBroken, Detail: err.Error()}
		return
	}
	c.snap.Browser.Off = snapshot.BrowserStopped
	c.browse.session = s
}

func (c *crawl) closeBrowser() {
	if c.browse.session != nil {
		c.browse.session.Close()
	}
}

// mayBrowse reports whether another page may be loaded in the browser.
func (c *crawl) mayBrowse(ctx context.Context) bool {
	return c.browse.session != nil && ctx.Err() == nil && !c.halted() && c.browse.spent < c.limits.Time/browserShare
}

// noteUnfilled notes a page that scripts are to fill: hardly any text, no menu to speak of, an empty header or footer, or something to buy without a price.
func (c *crawl) noteUnfilled(it item, p *snapshot.Page) {
	if c.browse.items == nil || !p.HTML || p.Alias || p.Obstacle != snapshot.ObstacleNone || p.Exchange.Status() != http.StatusOK || !c.unfilled(p) {
		return
	}
	c.mu.Lock()
	c.browse.items[p.ID] = it
	c.mu.Unlock()
}

func (c *crawl) unfilled(p *snapshot.Page) bool {
	if p.Shell || p.Unframed {
		return true
	}
	if p.Scripts == 0 {
		return false
	}
	if p.Marked(snapshot.MarkAddToCart) && len(p.Prices) == 0 {
		return true
	}
	const few = 3 // links, fewer than any menu has
	n := 0
	count := func(list []snapshot.Link) {
		for _, l := range list {
			if l.Kind == snapshot.LinkAnchor && strings.HasPrefix(c.tab.Get(l.To), "http") {
				n++
			}
		}
	}
	count(p.Links)
	for _, id := range p.Blocks {
		count(c.ext.Block(id).Links)
	}
	return n < few
}

// fillPages loads pages that scripts fill, the likely key pages first, and goes on with the visit where their links lead.
func (c *crawl) fillPages(ctx context.Context) {
	if c.browse.session == nil {
		return
	}
	for c.mayFill(ctx) {
		next, routes := c.toFill(), c.nextRoutes()
		if len(next)+len(routes) == 0 {
			break
		}
		c.emit(Phase{Name: "browser"})
		for _, id := range next[:min(len(next), 4)] { // what they lead to may matter more than the rest of the list
			if c.mayFill(ctx) {
				c.fill(ctx, id)
			}
		}
		for _, it := range routes {
			if c.mayFill(ctx) {
				c.showRoute(ctx, it)
			}
		}
		if c.stopReason() == "" {
			c.visit(ctx)
		}
	}
	c.snap.Browser.Left = len(c.toFill()) + len(c.browse.routes)
}

// mayFill reports whether another page that scripts make may be loaded.
func (c *crawl) mayFill(ctx context.Context) bool {
	return len(c.browse.filled) < c.mostFilled() && c.mayBrowse(ctx)
}

// toFill returns the pages that scripts fill and that were not loaded yet: the home page, likely key pages, then in the order of their ranks.
func (c *crawl) toFill() []snapshot.PageID {
	c.mu.Lock()
	defer c.mu.Unlock()
	var list []snapshot.PageID
	for id := range c.browse.items {
		if !c.browse.filled[id] {
			list = append(list, id)
		}
	}
	order := func(id snapshot.PageID) int {
		if id == 0 {
			return -1
		}
		return c.browse.items[id].rank
	}
	slices.SortFunc(list, func(a, b snapshot.PageID) int {
		return cmp.Or(cmp.Compare(order(a), order(b)), strings.Compare(c.browse.items[a].key, c.browse.items[b].key))
	})
	return list
}

// fill loads a page and takes what scripts made of it for its content, where that is more than what was sent.
func (c *crawl) fill(ctx context.Context, id snapshot.PageID) {
	c.mu.Lock()
	it := c.browse.items[id]
	old := c.pages[id]
	c.browse.filled[id] = true
	c.mu.Unlock()
	address := cmp.Or(c.tab.Get(old.Final), it.url)
	r := c.browseTo(ctx, c.lookTo(id, address))
	if r == nil {
		return
	}
	rec := c.renderOf(id, r)
	if p := c.filledPage(it, old, r); p != nil {
		rec.Filled = true
		c.browse.shown[contentHash(p)] = true
		c.replace(it, p)
	}
	c.snap.Renders = append(c.snap.Renders, rec)
}

// filledPage is the page as scripts made it, nil where that is not the shop's or says no more than what was sent.
func (c *crawl) filledPage(it item, old *snapshot.Page, r *render.Result) *snapshot.Page {
	p := c.madePage(it, r)
	if p == nil || p.Letters+10*c.linksOf(p) <= old.Letters+10*c.linksOf(old) {
		return nil
	}
	p.ID, p.URL, p.Final, p.Alias, p.Depth, p.Via, p.Exchange = old.ID, old.URL, old.Final, old.Alias, old.Depth, old.Via, old.Exchange
	return p
}

// madePage reads what scripts had made of a page, nil where that is not the shop's or stands in the way.
func (c *crawl) madePage(it item, r *render.Result) *snapshot.Page {
	u, err := url.Parse(r.URL)
	if err != nil || len(r.HTML) == 0 || !c.site.has(u) {
		return nil
	}
	header := http.Header{"Content-Type": {"text/html; charset=utf-8"}}
	t := trip{ex: snapshot.Exchange{URL: it.url, Hops: []snapshot.Hop{{URL: snapshot.Address(r.URL), Status: http.StatusOK, Header: header}}}, body: r.HTML, header: header}
	p := c.extractPage(it, &t)
	if t.ex.Err != nil || p.Obstacle != snapshot.ObstacleNone {
		return nil
	}
	return p
}

// linksOf counts the links of a page that is in memory, or of the blocks of one that is not.
func (c *crawl) linksOf(p *snapshot.Page) int {
	n := 0
	if p.Content != nil {
		n = len(p.Links)
	}
	for _, id := range p.Blocks {
		n += len(c.ext.Block(id).Links)
	}
	return n
}

// replace puts a page in the place of what was read of the same address before, and follows its links.
func (c *crawl) replace(it item, p *snapshot.Page) {
	key := c.keyText(it, p)
	c.mu.Lock()
	c.forgetText(p.ID)
	c.noteText(it, p, key)
	c.keep(it, p)
	c.mu.Unlock()
	if p.ID == 0 && p.Lang != "" {
		c.lang = p.Lang
	}
	c.noteKeyPage(it, p)
	c.queueLinks(p)
	c.queueRoutes(p)
}

// browseTo loads a page in its turn among what else is asked of the shop. nil means that there is no browser for it.
func (c *crawl) browseTo(ctx context.Context, v render.Visit) *render.Result {
	u, err := url.Parse(v.URL)
	if err != nil {
		return nil
	}
	leave, err := c.await(ctx, u.Host, false)
	if err != nil {
		return nil
	}
	defer leave()
	_, lax := c.fetch.insecure.Load(u.Host)
	v.Lax, v.Lang = lax || c.opts.RootCAs != nil, c.lang
	began := time.Now()
	r, err := c.browse.session.Load(ctx, v)
	c.browse.spent += time.Since(began)
	if err != nil {
		if ctx.Err() == nil {
			c.snap.Browser = snapshot.Browser{Off: snapshot.BrowserBroken, Detail: clip(err.Error(), 300)}
			c.closeBrowser()
			c.browse.session = nil
		}
		return nil
	}
	c.snap.Browser.Product, c.snap.Browser.Off = c.opts.Browser.Product(), ""
	c.emit(Rendered{URL: v.URL, Fault: r.Fault, Took: time.Since(began)})
	return r
}

// renderOf is what is kept of a look at a page.
func (c *crawl) renderOf(id snapshot.PageID, r *render.Result) snapshot.Render {
	rec := snapshot.Render{Page: id, URL: clip(r.URL, 2000), Status: r.Status, Fault: r.Fault, Began: r.Began, Look: r.Look, Shots: r.Shots}
	if r.Look != nil {
		rec.Runs = append(rec.Runs, r.Run)
		r.Look.Refused = r.Refused
		c.watchClocks(c.pageAddress(id), r)
		c.watchClaims(c.pageAddress(id), r)
		c.snap.Have |= snapshot.HaveBrowser
	}
	return rec
}
