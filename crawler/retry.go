package crawler

import (
	"context"
	"net/http"
	"time"

	"github.com/shopvet/shopvet/snapshot"
)

// maxRetries bounds how many failed addresses are asked again: of those that were said to be missing, and of all others, which only further tries can
// judge. A shop with more is broken whatever the rest would say.
const maxRetries = 60

// retry is a page whose address failed and is to be asked again.
type retry struct {
	it    item
	page  snapshot.PageID
	kind  int // see retryKind
	first time.Time
	last  time.Time
}

// retryKind tells failed addresses apart by what another try is for: 0 where the answer was that there is no such page, 1 for all others.
func retryKind(t *trip) int {
	if s := t.ex.Status(); t.ex.Err == nil && (s == http.StatusNotFound || s == http.StatusGone) {
		return 0
	}
	return 1
}

// failed reports whether an address is to be asked again before it counts as broken.
func failed(t *trip) bool {
	if transient(t) {
		return true
	}
	switch t.ex.Status() {
	case http.StatusNotFound, http.StatusGone, http.StatusBadRequest, http.StatusRequestURITooLong:
		return t.ex.Err == nil
	}
	return t.ex.Blank()
}

func (c *crawl) later(it item, id snapshot.PageID, kind int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := 0
	for i := range c.retries {
		if c.retries[i].kind == kind {
			n++
		}
	}
	if n < maxRetries {
		now := time.Now()
		c.retries = append(c.retries, retry{it: it, page: id, kind: kind, first: now, last: now})
	}
}

// askAgain asks the failed addresses once more, one at a time and a while after the last try. It reports whether there were any.
func (c *crawl) askAgain(ctx context.Context) bool {
	c.mu.Lock()
	list := c.retries
	c.retries = nil
	c.mu.Unlock()
	if len(list) == 0 {
		return false
	}
	var wait time.Duration
	for _, r := range list {
		wait = max(wait, c.limits.RetryAfter-time.Since(r.last))
	}
	if wait > 0 {
		c.emit(Waiting{For: wait, Why: "before failed addresses are tried again"})
		if c.pace.sleep(ctx, wait) != nil {
			return false
		}
	}
	for _, r := range list {
		if c.halted() || ctx.Err() != nil {
			return false
		}
		c.askOnce(ctx, r)
	}
	return true
}

func (c *crawl) askOnce(ctx context.Context, r retry) {
	t := c.follow(ctx, r.it.url, way{stay: true, robots: true})
	if t.skip != "" {
		return
	}
	c.mu.Lock()
	old := c.pages[r.page]
	c.mu.Unlock()
	t.ex.Tries, t.ex.Span = old.Exchange.Tries+1, time.Since(r.first)
	p := c.page(r.it, t)
	p.ID = r.page
	key := c.keyText(r.it, p)
	c.mu.Lock()
	c.forgetText(p.ID)
	c.hold(p)
	c.noteText(r.it, p, key)
	c.keep(r.it, p)
	c.mu.Unlock()
	if failed(&t) && p.Exchange.Tries <= c.limits.Retries { // three tries apart in all but quick visits: a shop that is being updated misses pages for a while
		r.last = time.Now()
		c.mu.Lock()
		c.retries = append(c.retries, r)
		c.mu.Unlock()
	}
	c.queueLinks(p)
}
