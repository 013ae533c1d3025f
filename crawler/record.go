package crawler

import (
	"cmp"
	"fmt"

	"github.com/shopvet/shopvet/crawler/extract"
	"github.com/shopvet/shopvet/snapshot"
)

// settle makes a page of a trip and adds it to the snapshot.
func (c *crawl) settle(it item, t trip) *snapshot.Page {
	p := c.page(it, t)
	c.add(it, p)
	c.noteUnfilled(it, p)
	return p
}

// add adds a page to the snapshot.
func (c *crawl) add(it item, p *snapshot.Page) {
	key := c.keyText(it, p)
	c.mu.Lock()
	p.ID = snapshot.PageID(len(c.pages))
	c.hold(p)
	c.noteText(it, p, key)
	c.keep(it, p)
	n, bytes := len(c.pages), c.bytes
	c.mu.Unlock()
	c.noteKeyPage(it, p)
	c.emit(Fetched{URL: it.url, Status: p.Exchange.Status(), Pages: n, Queued: c.front.queued(), Bytes: bytes, Elapsed: c.since()})
}

// hold notes whose content a page holds. The caller holds c.mu.
func (c *crawl) hold(p *snapshot.Page) {
	if p.Alias || !p.HTML || p.Exchange.Status() >= 400 || p.Obstacle != snapshot.ObstacleNone {
		return
	}
	c.html++
	key := c.front.hash(snapshot.Key(cmp.Or(c.tab.Get(p.Final), c.tab.Get(p.URL))))
	if first, ok := c.content[key]; ok && first != p.ID {
		p.Alias = true // two workers came to one page at the same time
		return
	}
	c.content[key] = p.ID
}

// page makes a page of a trip.
func (c *crawl) page(it item, t trip) *snapshot.Page {
	p := snapshot.NewPage()
	ex := t.ex
	final := ex.Final()
	switch {
	case t.left != nil:
		final = t.left.String()
	case t.known != "":
		final, p.Alias = t.known, true
	}
	c.countCookies(t)
	if ex.Err == nil && t.left == nil && !p.Alias {
		c.still.read(func() { p = c.extractPage(it, &t) })
	}
	p.URL = c.tab.ID(it.url)
	if final != it.url {
		p.Final = c.tab.ID(final)
	}
	p.Depth = it.depth
	if it.via != "" {
		p.Via = c.tab.ID(it.via)
	}
	p.Exchange = c.lean(t.ex, it.keyPage || c.guarded(it, p))
	return p
}

// largeBody is the size, bytes, from which bodies are read one at a time: the tree of one can take fifty times its size.
const largeBody = 1 << 20

// extractPage reads the body of a trip. A body that breaks us costs its own page, not the report: it is recorded as not read, by our fault.
func (c *crawl) extractPage(it item, t *trip) (p *snapshot.Page) {
	defer func() {
		if broken := recover(); broken != nil {
			p = snapshot.NewPage()
			t.fault(snapshot.FaultCancelled, clip(fmt.Sprintf("shopvet failed to read this page: %v", broken), 300))
		}
	}()
	if len(t.body) > largeBody {
		c.large.Lock()
		defer c.large.Unlock()
	}
	in := extract.Input{URL: t.ex.Final(), Status: t.ex.Status(), Header: t.header, Body: t.body, Truncated: t.cut, ReadFile: it.keyPage}
	in.KeepText = func(p *snapshot.Page) bool { return c.keepText(it, p) }
	return c.ext.Page(in)
}
