package crawler

import (
	"context"
	"sync"

	"github.com/shopvet/shopvet/snapshot"
)

// visit fetches what is queued until nothing is left or a budget is used up, and asks failed addresses again.
func (c *crawl) visit(ctx context.Context) {
	c.emit(Phase{Name: "pages"})
	c.work(ctx)
	for range c.limits.Retries {
		if c.halted() || !c.askAgain(ctx) {
			return
		}
		c.work(ctx) // an address that answered at last may have led further
	}
}

func (c *crawl) work(ctx context.Context) {
	var wg sync.WaitGroup
	for range c.opts.Workers {
		wg.Go(func() {
			for {
				it, ok := c.front.next(ctx)
				if !ok {
					return
				}
				c.front.done(c.take(ctx, it))
				c.sampleWhenDue(ctx)
			}
		})
	}
	wg.Wait()
	c.checkBudgets()
}

// take fetches one address and records what came. It reports whether a page was made of it.
func (c *crawl) take(ctx context.Context, it item) bool {
	t := c.follow(ctx, it.url, way{stay: true, robots: true})
	if t.skip != "" {
		c.skip(it, t.skip)
		return false
	}
	p := c.settle(it, t)
	if failed(&t) {
		c.later(it, p.ID, retryKind(&t))
	}
	c.queueLinks(p)
	c.checkBudgets()
	return true
}

func (c *crawl) checkBudgets() {
	c.mu.Lock()
	pages, bytes, record := len(c.pages), c.bytes, c.record
	c.mu.Unlock()
	switch {
	case pages >= c.limits.Pages && c.front.queued() > 0:
		c.full(snapshot.StopPageLimit)
	case bytes >= c.limits.TotalBytes, record+c.tab.Size() >= maxRecord:
		c.full(snapshot.StopByteLimit)
	}
}

// full ends the taking of new addresses because a budget is used up; key pages may still be timed and failed addresses asked again.
func (c *crawl) full(why snapshot.StopReason) {
	c.mu.Lock()
	if c.stopped == "" {
		c.stopped = why
	}
	c.mu.Unlock()
	c.front.close()
}

func (c *crawl) countBytes(n int64) {
	c.mu.Lock()
	c.bytes += n
	c.mu.Unlock()
}
