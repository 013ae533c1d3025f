// Package crawler visits one shop politely and returns its snapshot. It does all the I/O there is against a shop and holds no opinion.
package crawler

import (
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

	defer func() { c.journal.release() }() // also of one that could not be begun
	if err := c.comeIn(ctx); err != nil {
		return nil, err
	}
	if c.ended != nil {
		return c.concluded(), nil
	}
	if c.snap.Stop == "" {
		c.visit(ctx)
		c.fillPages(ctx)
		c.readScripts(ctx)
		c.timeKeyPages(ctx)
		c.askNotFound(ctx)
		c.askFolders(ctx)
		c.trySearch(ctx)
		c.readElsewhere(ctx)
		c.readCertificates(ctx)
		c.askParts(ctx)
		c.askOutside(ctx)
		c.askProductImages(ctx)
		c.enterDeep(ctx)
		c.askExposed(ctx)
		c.measurePages(ctx)
	}
	c.surveyTLS(ctx)
	c.lookUpNames(ctx)
	if ctx.Err() != nil {
		c.stop(snapshot.StopInterrupted) // the watcher may not have seen it yet; where the time was up, that was said first
	}
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
		switch {
		case !c.looked:
			return c.lookRound(ctx)
		case len(c.snap.TLS) == 0:
			c.shakeHands(ctx)
		}
		return nil
	}
	if c.enter(ctx); c.snap.Stop != "" {
		return nil
	}
	if err := c.journal.json(recEntered, c.snap); err != nil {
		return err
	}
	if err := c.lookRound(ctx); err != nil {
		return err
	}
	c.emit(Phase{Name: "sitemaps"})
	c.readSitemaps(ctx)
	return nil
}

// lookRound asks for the other ways in and shakes hands at each.
func (c *crawl) lookRound(ctx context.Context) error {
	c.enterOtherways(ctx)
	c.shakeHands(ctx)
	if c.halted() {
		return nil
	}
	return c.journal.json(recLooked, c.snap)
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
	browse  browsing

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
	looked  bool                          // the visit that was taken up again had found all ways in
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
	tab := newTable()
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
	c.openBrowser()
	return c
}

func (c *crawl) close() {
	c.closeBrowser()
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
