package crawler

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/shopvet/shopvet/crawler/extract"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// Bounds of the timing of key pages. A timing stands still the rest of the crawl, and a slow shop would be timed for longer than it is read.
const (
	sampleGap  = 3                // pages fetched between two timings, at least: most of what we ask is for reading
	sampleHeld = 30 * time.Second // for which timings may stand the crawl still, or a tenth of its time
	sampleTail = 60 * time.Second // for timings after the crawl, or a fifth of its time; every page is timed once all the same
	sampleIdle = 30 * time.Second // after so long without us, a shop's first answer is one of its own kind; longer than any Crawl-delay we keep
	sampleLost = 2                // timings of a page in a row that brought nothing: it is left alone then
)

// sampler times the key pages of a shop again and again, spread over the crawl.
type sampler struct {
	turn sync.Mutex // held by the one worker that makes a timing

	mu     sync.Mutex // guards what follows
	pages  []*timed
	goods  []string  // pages of the first products that can be put into the cart
	before []sampled // timings of the visit that was taken up again
	met    map[keyKind]bool
	begun  int // timings during the crawl, also those that came to nothing
	at     int // pages fetched when the last one began
}

// timed is a key page.
type timed struct {
	url  string
	page snapshot.PageID
	kind keyKind
	made int // timings, half of them over a new connection
	lost int // of the last ones in a row, how many brought nothing
}

// keyKind is a kind of key page. It is a guess from plain marks; what a page is for is decided when the snapshot is judged.
type keyKind uint8

const (
	keyHome keyKind = iota
	keyListing
	keyProduct
	keyCart
	keyKinds
)

// perPage is how many timings of each key page are wanted.
func (c *crawl) perPage() int {
	switch c.limits.Profile {
	case "quick":
		return 4
	case "deep":
		return 10
	default:
		return 8
	}
}

// noteKeyPage takes a page for one of those to time: the home page, and the first listing, product and cart that are met.
func (c *crawl) noteKeyPage(it item, p *snapshot.Page) {
	if !p.HTML || p.Alias || p.Exchange.Status() != 200 || p.Obstacle != snapshot.ObstacleNone {
		return
	}
	s := &c.samples
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.goods) < mostTries && p.ID != 0 && p.Marked(snapshot.MarkAddToCart) && isProduct(p) {
		s.goods = append(s.goods, cmp.Or(c.tab.Get(p.Final), c.tab.Get(p.URL)))
	}
	var kind keyKind
	switch {
	case p.ID == 0 && !s.met[keyHome]:
		kind = keyHome
	case p.ID == 0:
		return
	case !s.met[keyCart] && c.isCart(p):
		kind = keyCart
	case !s.met[keyProduct] && (markedProduct(p) || p.ID > soonMarked && isProduct(p)):
		kind = keyProduct
	case !s.met[keyListing] && len(p.Prices) >= 4 && !it.keyPage && !isProduct(p): // a page on delivery has prices too
		kind = keyListing
	default:
		return
	}
	s.met[kind] = true
	s.pages = append(s.pages, &timed{url: cmp.Or(c.tab.Get(p.Final), c.tab.Get(p.URL)), page: p.ID, kind: kind})
}

// noteFirst keeps the first answer of a shop apart from the timings: its caches and programs may have slept until then.
func (c *crawl) noteFirst(home trip) {
	if home.ex.Tries > 1 || home.ex.Err != nil || len(c.snap.Entry) > 1 {
		return
	}
	ex := c.lean(home.ex, false)
	ex.Label = "sample"
	ex.Last().Setting = "first"
	c.snap.Samples = append(c.snap.Samples, ex)
}

// sampleWhenDue times one key page, if the crawl has come far enough since the last timing.
func (c *crawl) sampleWhenDue(ctx context.Context) {
	s := &c.samples
	if !s.turn.TryLock() {
		return
	}
	defer s.turn.Unlock()
	if c.stopReason() != "" || c.still.heldFor() > min(sampleHeld, c.limits.Time/10) {
		return
	}
	if p := s.next(c.perPage()); p != nil && s.due(c) {
		c.sample(ctx, p)
	}
}

// due reports whether the share of the crawl that is done calls for another timing, and counts it. How long a crawl will be is not known: the
// share is that of the pages known so far, or that of the time.
func (s *sampler) due(c *crawl) bool {
	c.mu.Lock()
	pages := len(c.pages)
	c.mu.Unlock()
	share := float64(pages) / float64(min(pages+c.front.queued(), c.limits.Pages))
	share = max(share, c.since().Seconds()/c.limits.Time.Seconds())
	s.mu.Lock()
	defer s.mu.Unlock()
	all := c.perPage() * int(keyKinds)
	if pages-s.at < sampleGap || share*float64(all+1) < float64(s.begun+1) {
		return false
	}
	s.at = pages
	s.begun++
	return true
}

// next returns the key page that was timed least, nil when all were timed often enough.
func (s *sampler) next(enough int) *timed {
	s.mu.Lock()
	defer s.mu.Unlock()
	var least *timed
	for _, p := range s.pages {
		if p.made < enough && p.lost < sampleLost && (least == nil || p.made < least.made) {
			least = p
		}
	}
	return least
}

// timeKeyPages makes the timings that did not come about during the crawl. A small shop gets nearly all of them here.
func (c *crawl) timeKeyPages(ctx context.Context) {
	if c.halted() {
		return
	}
	c.emit(Phase{Name: "timing"})
	c.samples.forgive()
	began, most := time.Now(), min(sampleTail, c.limits.Time/5)
	for p := c.samples.next(c.perPage()); p != nil; p = c.samples.next(c.perPage()) {
		if c.halted() || ctx.Err() != nil || p.made > 0 && time.Since(began) > most {
			return
		}
		c.sample(ctx, p)
	}
}

// forgive gives pages another chance whose timings came to nothing while much else was going on.
func (s *sampler) forgive() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.pages {
		p.lost = 0
	}
}

// sample times a page once, in turn over a new connection and over one that may be open. A timing at which something else than the shop's own
// page answered is not kept.
func (c *crawl) sample(ctx context.Context, p *timed) {
	c.samples.mu.Lock()
	w := way{label: "sample", fresh: p.made%2 == 0, alone: true, stay: true, robots: true}
	c.samples.mu.Unlock()
	idle := c.still.idle() > sampleIdle
	t := c.follow(ctx, p.url, w)
	kept := t.skip == "" && extract.Obstacle(t.ex.Status(), t.header, snapshot.NewPage(), t.body) == snapshot.ObstacleNone
	ex := c.lean(t.ex, false)
	if h := ex.Last(); h != nil {
		h.Setting = setting(h, idle)
	}
	s := sampled{Exchange: ex, Kept: kept}
	if t.skip == "" {
		_ = c.journal.write(recSample, snapshot.Pack(nil, &s)) // without room it is made again
		c.samples.mu.Lock()
		p.made++
		c.samples.mu.Unlock()
	}
	c.noteSample(p, &s)
}

// sampled is what came of a timing that the shop answered.
type sampled struct {
	Exchange snapshot.Exchange
	Kept     bool // it was the shop's own page
}

// noteSample takes a timing into the snapshot. One of a page that is no key page any more counts all the same.
func (c *crawl) noteSample(p *timed, s *sampled) {
	if s.Kept {
		c.snap.Samples = append(c.snap.Samples, s.Exchange)
		c.snap.Have |= snapshot.HaveSamples
	}
	if p == nil {
		return
	}
	c.samples.mu.Lock()
	defer c.samples.mu.Unlock()
	p.lost++
	if s.Kept && s.Exchange.Status() == 200 && s.Exchange.Err == nil {
		p.lost = 0
	}
}

// takeUpSamples takes up the timings that were made before the visit was broken off.
func (c *crawl) takeUpSamples() {
	s := &c.samples
	for i := range s.before {
		at := slices.IndexFunc(s.pages, func(p *timed) bool { return p.url == s.before[i].Exchange.URL })
		var p *timed
		if at >= 0 {
			p = s.pages[at]
			p.made++
		}
		c.noteSample(p, &s.before[i])
	}
	s.begun, s.at, s.before = len(s.before), len(c.pages), nil
}

// setting says what kind of timing an answer is. A server that keeps no connection open gives none that is warm.
func setting(h *snapshot.Hop, idle bool) string {
	switch {
	case idle:
		return "first"
	case h.Reused:
		return "warm"
	default:
		return "cold"
	}
}

// soonMarked is how many pages are waited for one that is marked up as a product: what only looks like one may be a short list.
const soonMarked = 25

// markedProduct reports whether the data of a page say that it is about one product.
func markedProduct(p *snapshot.Page) bool {
	n := 0
	for i := range p.Data {
		if p.Data[i].Type == "Product" {
			n++
		}
	}
	return n == 1
}

// isProduct reports whether a page is likely about one product. Of equal buttons to buy a page keeps one, so lists are told by their prices.
func isProduct(p *snapshot.Page) bool {
	if markedProduct(p) {
		return true
	}
	adds := 0
	for i := range p.Marks {
		if p.Marks[i].Kind == snapshot.MarkAddToCart {
			adds++
		}
	}
	return adds == 1 && len(p.Prices) > 0 && len(p.Prices) < 4
}

// isCart tells the cart among the pages that were fetched.
func (c *crawl) isCart(p *snapshot.Page) bool {
	u, err := url.Parse(c.tab.Get(p.URL))
	if err != nil {
		return false
	}
	concept, _ := c.cues.Best("", pathOf(u), c.lang)
	return concept == cue.Cart
}
