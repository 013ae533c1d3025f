package crawler

import (
	"cmp"

	"github.com/shopvet/shopvet/snapshot"
)

// finish puts the snapshot together.
func (c *crawl) finish() *snapshot.Snapshot {
	left := c.front.rest()
	c.mu.Lock()
	s := c.snap
	if s.Stop == "" {
		s.Stop = c.stopped
	}
	switch {
	case s.Stop != "":
	case c.front.lost:
		s.Stop = snapshot.StopByteLimit
	case c.skips[snapshot.SkipRateLimit] > 0 && c.pace.leftOf(c.site):
		s.Stop = snapshot.StopRateLimit
	default:
		s.Stop = snapshot.StopDone
	}
	reason := skipFor(s.Stop)
	for it := range left {
		c.skipLocked(it, reason)
	}
	if len(c.skips) > 0 {
		s.SkippedTotal = c.skips
	}
	s.Traps = c.largestTraps()
	s.Took = c.before + c.since()
	if c.html > 0 {
		s.Have |= snapshot.HavePages
	}
	c.mu.Unlock()
	c.endJournal()
	return c.concluded()
}

// over reports whether the visit that was taken up had come to its end, within the same budgets as now.
func (c *crawl) over() bool {
	if c.ended != nil && (c.ended.Limits != c.limits || (c.snap.Exposure == nil) != (c.ended.Exposure == nil)) {
		c.ended = nil
	}
	return c.ended != nil
}

// concluded is the snapshot of a visit that has ended, with its pages.
func (c *crawl) concluded() *snapshot.Snapshot {
	c.mu.Lock()
	s := cmp.Or(c.ended, c.snap)
	c.dropTexts()
	s.Pages = c.source()
	s.Blocks = c.countBlocks()
	s.Strings = c.tab.Strings()
	pages := len(c.pages)
	c.mu.Unlock()
	c.emit(Stopped{Reason: s.Stop, Pages: pages, Elapsed: s.Took})
	return s
}

// countBlocks says of every block how many pages of the shop carry it, and which is the first. Error pages do not count.
func (c *crawl) countBlocks() []snapshot.Block {
	blocks := c.ext.Blocks()
	for i := range blocks {
		blocks[i].Pages, blocks[i].First = 0, 0
	}
	for _, p := range c.pages {
		if p.Alias || p.Exchange.Status() >= 400 || p.Obstacle != snapshot.ObstacleNone {
			continue
		}
		for _, id := range p.Blocks {
			if b := &blocks[id]; b.Pages == 0 {
				b.First = p.ID
			}
			blocks[id].Pages++
		}
	}
	return blocks
}

// skipFor says why addresses were left over when a crawl ended for a reason.
func skipFor(stop snapshot.StopReason) snapshot.SkipReason {
	switch stop {
	case snapshot.StopDeadline:
		return snapshot.SkipTime
	case snapshot.StopPageLimit:
		return snapshot.SkipPages
	case snapshot.StopByteLimit:
		return snapshot.SkipBytes
	case snapshot.StopNoRoom:
		return snapshot.SkipNoRoom
	default:
		return snapshot.SkipStopped
	}
}

// maxSkips bounds how many skipped addresses are kept by reason; all are counted.
const maxSkips = 200

func (c *crawl) skip(it item, why snapshot.SkipReason) {
	c.mu.Lock()
	c.skipLocked(it, why)
	c.mu.Unlock()
	c.emit(Skipped{URL: it.url, Reason: why})
}

func (c *crawl) skipLocked(it item, why snapshot.SkipReason) {
	c.skips[why]++
	if why == snapshot.SkipRobots {
		c.snap.Robots.Disallowed++
	}
	// Links of header, menu and footer are kept in greater number: a full look rests on them.
	if c.skips[why] <= maxSkips || it.zone.Shared() && c.skips[why] <= 20*maxSkips {
		c.snap.Skipped = append(c.snap.Skipped, snapshot.Skip{URL: clip(it.url, 2000), Reason: why, Zone: it.zone, Text: it.text})
	}
}

func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return s[:n]
}
