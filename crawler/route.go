package crawler

import (
	"cmp"
	"context"
	"hash/fnv"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/shopvet/shopvet/crawler/render"
	"github.com/shopvet/shopvet/snapshot"
)

// Some shops are one document for the server: which page is shown stands behind "#/" or "#!/" of the address, where only scripts read it. Each such
// route is a page to a visitor, and so it is to us; the browser alone can open it.

// queueRoutes notes the routes to which a page leads that scripts made.
func (c *crawl) queueRoutes(p *snapshot.Page) {
	add := func(list []snapshot.Link) {
		for _, l := range list {
			if l.Kind == snapshot.LinkAnchor {
				c.queueRoute(l, p)
			}
		}
	}
	add(p.Links)
	for _, id := range p.Blocks {
		add(c.ext.Block(id).Links)
	}
}

func (c *crawl) queueRoute(l snapshot.Link, p *snapshot.Page) {
	raw := c.tab.Get(l.To)
	key := snapshot.Key(raw)
	if snapshot.Route(raw) == "" || key == "" || c.front.known(key) || c.front.wasFetched(key) {
		return
	}
	// It is judged by its route as others are by their path.
	u, err := url.Parse(snapshot.Unrouted(raw))
	if err != nil || !c.site.has(u) || !c.front.mark(key) {
		return
	}
	text := c.tab.Get(l.Text)
	it := item{url: raw, key: key, depth: p.Depth + 1, zone: l.Zone, text: text}
	if why := c.refuse(u, it, linkTexts{text: text, acting: c.memoActs(l.Text, text), page: p.ID}); why != "" {
		c.skip(it, why)
		return
	}
	it.rank, it.keyPage = c.rank(u, spot{text: text, zone: l.Zone, depth: it.depth})
	c.browse.routes = append(c.browse.routes, it)
}

// nextRoutes takes the most telling routes that were not opened yet.
func (c *crawl) nextRoutes() []item {
	const few = 4 // what they lead to may matter more than the rest
	slices.SortStableFunc(c.browse.routes, func(a, b item) int { return cmp.Compare(a.rank, b.rank) })
	n := min(few, len(c.browse.routes))
	next := slices.Clone(c.browse.routes[:n])
	c.browse.routes = slices.Delete(c.browse.routes, 0, n)
	return next
}

// showRoute opens a route and makes a page of what it shows. One that shows what another did is none: many a script shows its home page, or says that
// there is nothing, for whatever it does not know.
func (c *crawl) showRoute(ctx context.Context, it item) {
	c.mu.Lock()
	full := len(c.pages) >= c.limits.Pages
	c.mu.Unlock()
	if full {
		c.skip(it, snapshot.SkipPages)
		return
	}
	r := c.browseTo(ctx, render.Visit{URL: it.url, Look: true})
	if r == nil {
		return
	}
	p := c.madePage(it, r)
	if p == nil || snapshot.Key(r.URL) != it.key || c.browse.shown[contentHash(p)] {
		return
	}
	c.browse.shown[contentHash(p)] = true
	p.URL, p.Depth = c.tab.ID(it.url), it.depth
	p.Exchange = snapshot.Exchange{URL: it.url, Tries: 1, At: c.before + c.since(), Hops: []snapshot.Hop{{
		URL: it.url, Status: cmp.Or(r.Status, http.StatusOK), Header: map[string][]string{"Content-Type": {"text/html; charset=utf-8"}}, Bytes: int64(len(r.HTML)),
	}}}
	c.add(it, p)
	c.browse.filled[p.ID] = true
	rec := c.renderOf(p.ID, r)
	rec.Filled = true
	c.snap.Renders = append(c.snap.Renders, rec)
	c.queueLinks(p)
	c.queueRoutes(p)
}

// contentHash tells pages apart by what they say, their frame aside.
func contentHash(p *snapshot.Page) uint64 {
	h := fnv.New64a()
	for _, s := range []string{p.Title, p.Text, strconv.Itoa(p.Letters), strconv.FormatUint(p.SimHash, 16)} {
		_, _ = h.Write([]byte(s + "\x00"))
	}
	for _, hd := range p.Headings {
		_, _ = h.Write([]byte(strings.ToLower(hd.Text) + "\x00"))
	}
	return h.Sum64()
}
