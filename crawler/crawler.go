// Package crawler visits one shop politely and returns its snapshot. It does all the I/O there is against a shop and holds no opinion.
package crawler

import (
	"cmp"
	"context"
	"net"
	"sync"
	"time"

	"github.com/shopvet/shopvet/crawler/dnsprobe"
	"github.com/shopvet/shopvet/crawler/extract"
	"github.com/shopvet/shopvet/crawler/tlsprobe"
	"github.com/shopvet/shopvet/crawler/wire"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// Crawl visits the shop at target and returns what was seen. An unreachable shop is a snapshot too (Stop says so); the error is for a
// target that is no address at all. When ctx ends, exchanges under way are abandoned and what was seen so far is returned.
func Crawl(ctx context.Context, target string, o Options) (*snapshot.Snapshot, error) {
	t, err := ParseTarget(target)
	if err != nil {
		return nil, err
	}
	c := newCrawl(t, o)
	defer c.close()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	c.watch(ctx, cancel)
	c.emit(Started{Target: t.URL.String(), Limits: c.limits})

	if err := c.comeIn(ctx); err != nil {
		return nil, err
	}
	defer c.journal.release()
	if c.ended != nil {
		return c.concluded(), nil
	}
	if c.snap.Stop == "" {
		c.visit(ctx)
		c.readScripts(ctx)
		c.timeKeyPages(ctx)
		c.askNotFound(ctx)
		c.askFolders(ctx)
		c.trySearch(ctx)
		c.readElsewhere(ctx)
		c.askParts(ctx)
		c.askOutside(ctx)
		c.enterDeep(ctx)
		c.askExposed(ctx)
	}
	c.surveyTLS(ctx)
	c.lookUpNames(ctx)
	return c.finish(), nil
}

// comeIn finds the way into the shop, or goes on with a visit that was broken off.
func (c *crawl) comeIn(ctx context.Context) error {
	resumed, err := c.openJournal()
	switch {
	case err != nil:
		return err
	case resumed && c.over():
		c.emit(Resumed{Pages: len(c.pages), Begun: c.snap.Taken, Over: true})
		return nil
	case resumed:
		c.takeUp(ctx)
		if len(c.snap.TLS) == 0 {
			c.shakeHands(ctx)
		}
		return nil
	}
	c.enter(ctx)
	if c.journal != nil && c.snap.Stop == "" {
		if err := c.journal.json(recEntered, c.snap); err != nil {
			return err
		}
	}
	if c.snap.Stop == "" {
		c.emit(Phase{Name: "sitemaps"})
		c.readSitemaps(ctx)
	}
	return nil
}

// crawl is the state of one visit.
type crawl struct {
	opts   Options
	limits snapshot.Limits
	target Target
	began  time.Time
	snap   *snapshot.Snapshot
	tab    *snapshot.Table
	ext    *extract.Extractor
	cues   *cue.Matcher
	names  *dnsprobe.Prober
	fetch  *fetcher
	gate   *gate
	pace   *pace
	front  *frontier
	site   site
	tls    *tlsprobe.Prober
	shaken []*snapshot.TLS // in the order of the handshakes
	done   sync.WaitGroup  // the watcher
	acting actMemo
	blocks sync.Map   // blocks whose links were queued
	large  sync.Mutex // held while a large body is read
	parts  *parts
	search searchNotes

	still   still // keeps timings and other exchanges apart
	samples sampler

	mu      sync.Mutex // guards everything below
	pages   snapshot.Pages
	content map[uint64]snapshot.PageID // hashed key of an address that holds content → its page
	retries []retry
	cookies map[string]bool
	whole   int // pages that were guarded, see guarded
	skips   map[snapshot.SkipReason]int
	scripts map[snapshot.StrID]int // script files → pages that load them
	traps   map[string]*snapshot.Trap
	bytes   int64
	record  int64                         // bytes that the pages take in memory, see weight
	aside   *snapshot.PageFile            // nil while all pages are in memory
	journal *journal                      // nil where the visit need not be resumed
	before  time.Duration                 // how long the visit had been under way that was taken up again
	ended   *snapshot.Snapshot            // that visit as it ended, nil when it had not
	chance  chance                        // of the visit
	asked   map[string]int                // how often each address was asked for whose answers are kept, see keepAnswer
	begins  map[snapshot.PageID]pageBegin // of the pages of the visit that was taken up again
	texts   texts
	html    int
	lang    string // of the home page, for cues
	stopped snapshot.StopReason
}

func newCrawl(t Target, o Options) *crawl {
	given := o
	o = o.withDefaults(t)
	tab := snapshot.NewTable()
	c := &crawl{
		opts: o, limits: o.Limits, target: t, began: o.Now(), tab: tab, ext: extract.New(tab), cues: cue.Default(),
		content: map[uint64]snapshot.PageID{}, cookies: map[string]bool{}, skips: map[snapshot.SkipReason]int{},
		scripts: map[snapshot.StrID]int{}, traps: map[string]*snapshot.Trap{},
		chance: newChance(), asked: map[string]int{}, begins: map[snapshot.PageID]pageBegin{},
	}
	c.snap = &snapshot.Snapshot{
		Schema: snapshot.Schema, Extractor: extract.Version, Target: t.URL.String(), Taken: c.began.UTC(), Limits: o.Limits, Development: t.Development,
	}
	c.names = dnsprobe.New(dnsprobe.Options{Servers: o.Resolvers})
	var resolver *net.Resolver
	if len(o.Resolvers) > 0 {
		resolver = c.names.Resolver()
	}
	c.fetch = newFetcher(o, t, resolver)
	if class := c.fetch.guard.TargetClass(); class != wire.ClassPublic {
		// A name can stand for this machine too: what counts is where it leads.
		c.target.private = true
		c.target.Development = t.URL.Scheme == "http"
		c.snap.Development = c.target.Development
		o = given.withDefaults(c.target)
		c.opts, c.limits, c.snap.Limits = o, o.Limits, o.Limits
	}
	if o.OwnSite && !c.target.Development { // a shop in the making is not judged by what lies open
		c.snap.Exposure = &snapshot.Exposure{}
	}
	c.pace = newPace(o.Limits.Rate)
	c.gate = newGate(c)
	c.front = newFrontier(o.Limits.Pages, tab)
	c.parts = newParts(o.Limits.Parts, o.Limits.Outside)
	c.tls = tlsprobe.New(tlsprobe.Options{
		RootCAs: o.RootCAs, Guard: c.fetch.guard, Resolver: resolver, Timeout: o.Limits.Exchange, Tries: o.Limits.Retries + 1, Depth: o.Limits.Profile,
	})
	c.samples.met = map[keyKind]bool{}
	return c
}

func (c *crawl) close() {
	c.fetch.close()
	c.done.Wait()
	c.front.discard()
}

// watch turns a soft stop into "no new address". The end of the time budget also abandons what is under way: a shop that is slow in
// everything would otherwise hold us for many exchanges more.
func (c *crawl) watch(ctx context.Context, abandon func()) {
	c.done.Go(func() {
		var deadline <-chan time.Time
		if c.limits.Time > 0 {
			t := time.NewTimer(c.limits.Time - c.since())
			defer t.Stop()
			deadline = t.C
		}
		select {
		case <-c.fetch.closed:
		case <-ctx.Done():
			c.stop(snapshot.StopInterrupted)
		case <-c.opts.Soft:
			c.stop(snapshot.StopInterrupted)
		case <-deadline:
			c.stop(snapshot.StopDeadline)
			abandon()
		}
	})
}

// stop ends the taking of new addresses; the first reason counts.
func (c *crawl) stop(why snapshot.StopReason) {
	c.mu.Lock()
	if c.stopped == "" {
		c.stopped = why
	}
	c.mu.Unlock()
	c.front.close()
	c.pace.close()
}

func (c *crawl) stopReason() snapshot.StopReason {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.stopped
}

// halted reports whether nothing more may be asked of the shop.
func (c *crawl) halted() bool {
	r := c.stopReason()
	return r == snapshot.StopDeadline || r == snapshot.StopInterrupted
}

// since is the time since the crawl began, or was taken up.
func (c *crawl) since() time.Duration { return c.opts.Now().Sub(c.began) }

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
