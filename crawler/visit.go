package crawler

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/shopvet/shopvet/crawler/extract"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// maxRetries bounds how many failed addresses are asked again; a shop with more is broken whatever the rest would say.
const maxRetries = 60

// retry is a page whose address failed and is to be asked again.
type retry struct {
	it    item
	page  snapshot.PageID
	first time.Time
	last  time.Time
}

// visit fetches what is queued until nothing is left or a budget is used up, and asks failed addresses again.
func (c *crawl) visit(ctx context.Context) {
	c.emit(Phase{Name: "pages"})
	c.readSitemaps(ctx)
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
			}
		})
	}
	wg.Wait()
	c.checkBudgets()
}

// takeSafely keeps one address that breaks us from costing the report: it is recorded as not read, by our fault.
func (c *crawl) takeSafely(ctx context.Context, it item) {
	defer func() {
		if p := recover(); p != nil {
			t := trip{ex: snapshot.Exchange{URL: it.url, Tries: 1}}
			t.fault(snapshot.FaultCancelled, clip(fmt.Sprintf("shopvet failed to read this page: %v", p), 300))
			c.settle(it, t)
		}
	}()
	c.take(ctx, it)
}

// take fetches one address and records what came. It reports whether a page was made of it.
func (c *crawl) take(ctx context.Context, it item) bool {
	w := way{stay: true, robots: true}
	if it.head {
		w.method = http.MethodHead
	}
	t := c.follow(ctx, it.url, w)
	if it.head && t.skip == "" && (t.ex.Err != nil || t.ex.Status() >= 400) {
		t = c.follow(ctx, it.url, way{stay: true, robots: true}) // some servers refuse HEAD
	}
	if t.skip != "" {
		c.skip(it, t.skip)
		return false
	}
	p := c.settle(it, t)
	if failed(&t) {
		c.later(it, p.ID)
	}
	c.queueLinks(p)
	c.checkBudgets()
	return true
}

// failed reports whether an address is to be asked again before it counts as broken.
func failed(t *trip) bool {
	if transient(t) {
		return true
	}
	s := t.ex.Status()
	return t.ex.Err == nil && (s == http.StatusNotFound || s == http.StatusGone)
}

func (c *crawl) later(it item, id snapshot.PageID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.retries) < maxRetries {
		now := time.Now()
		c.retries = append(c.retries, retry{it: it, page: id, first: now, last: now})
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
	c.mu.Lock()
	c.pages[r.page] = p
	c.hold(p)
	c.mu.Unlock()
	// A missing page that is missing twice is missing; what may pass is asked for as often as the budget says.
	if transient(&t) {
		r.last = time.Now()
		c.mu.Lock()
		c.retries = append(c.retries, r)
		c.mu.Unlock()
	}
	c.queueLinks(p)
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

// settle makes a page of a trip and adds it to the snapshot.
func (c *crawl) settle(it item, t trip) *snapshot.Page {
	p := c.page(it, t)
	c.mu.Lock()
	p.ID = snapshot.PageID(len(c.pages))
	c.pages = append(c.pages, p)
	c.record += weight(p)
	c.hold(p)
	n, bytes := len(c.pages), c.bytes
	c.mu.Unlock()
	c.emit(Fetched{URL: it.url, Status: t.ex.Status(), Pages: n, Queued: c.front.queued(), Bytes: bytes, Elapsed: c.since()})
	return p
}

// hold notes whose content a page holds. The caller holds c.mu.
func (c *crawl) hold(p *snapshot.Page) {
	if p.Alias || !p.HTML || p.Exchange.Status() >= 400 || p.Obstacle != snapshot.ObstacleNone {
		return
	}
	c.html++
	key := snapshot.Key(or(c.tab.Get(p.Final), c.tab.Get(p.URL)))
	if first, ok := c.content[key]; ok && first != p.ID {
		p.Alias = true // two workers came to one page at the same time
		return
	}
	c.content[key] = p.ID
}

// page makes a page of a trip.
func (c *crawl) page(it item, t trip) *snapshot.Page {
	p := &snapshot.Page{}
	ex := t.ex
	final := ex.Final()
	switch {
	case t.left != nil:
		final = t.left.String()
	case t.known != "":
		final, p.Alias = t.known, true
	}
	c.countCookies(t)
	if ex.Err == nil && t.left == nil && !p.Alias && !it.head {
		p = c.extractPage(it, t)
	}
	p.URL = c.tab.ID(it.url)
	if final != it.url {
		p.Final = c.tab.ID(final)
	}
	p.Depth = it.depth
	p.Exchange = c.lean(ex, it.key4 || it.rank == rankCart)
	return p
}

func (c *crawl) countBytes(n int64) {
	c.mu.Lock()
	c.bytes += n
	c.mu.Unlock()
}

func (c *crawl) extractPage(it item, t trip) *snapshot.Page {
	in := extract.Input{URL: t.ex.Final(), Status: t.ex.Status(), Header: t.header, Body: t.body, Truncated: t.cut}
	in.KeepText = func(p *snapshot.Page) bool { return c.keepText(it, p) }
	p := c.ext.Page(in)
	p.Obstacle = extract.Obstacle(in.Status, in.Header, p, in.Body)
	return p
}

// Budgets of kept text, bytes.
const (
	maxKeyText   = 64 << 20
	maxOtherText = 4 << 20
)

// keepText decides whether a page's text is kept: likely key pages, and the first of all others.
func (c *crawl) keepText(it item, p *snapshot.Page) bool {
	key := it.key4
	if !key {
		concept, _ := c.cues.Best(p.Title, "", p.Lang)
		key = keyConcept(concept)
	}
	i, limit := 0, int64(maxOtherText)
	if key {
		i, limit = 1, maxKeyText
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.kept[i] >= limit {
		return false
	}
	c.kept[i] += int64(p.Letters) // the text itself is not in the page yet; its letters are near enough
	return true
}

// pageHeaders are the header fields that ordinary pages keep.
var pageHeaders = []string{"Location", "Retry-After"}

// lean drops what no check reads from an ordinary page's exchange. Cookies are kept apart, without their values.
func (c *crawl) lean(ex snapshot.Exchange, all bool) snapshot.Exchange {
	if all {
		return keepAll(ex)
	}
	hops := make([]snapshot.Hop, len(ex.Hops))
	copy(hops, ex.Hops)
	for i := range hops {
		var kept map[string][]string
		for _, name := range pageHeaders {
			if v := hops[i].Header[name]; len(v) > 0 {
				if kept == nil {
					kept = make(map[string][]string, 1)
				}
				kept[name] = []string{strings.Clone(v[0])} // the parser cuts all fields out of one string
			}
		}
		hops[i].Header = kept
		hops[i].Remote = "" // that of the entry
	}
	ex.Hops = hops
	return ex
}

// keepAll keeps every header field but the values of cookies.
func keepAll(ex snapshot.Exchange) snapshot.Exchange {
	hops := make([]snapshot.Hop, len(ex.Hops))
	copy(hops, ex.Hops)
	for i := range hops {
		if _, ok := hops[i].Header["Set-Cookie"]; !ok {
			continue
		}
		h := make(map[string][]string, len(hops[i].Header))
		for name, v := range hops[i].Header {
			if name != "Set-Cookie" {
				h[name] = v
			}
		}
		hops[i].Header = h
	}
	ex.Hops = hops
	return ex
}

// maxCookies bounds how many distinct cookies are noted.
const maxCookies = 300

// countCookies notes the cookies that a trip set: their attributes, never their values.
func (c *crawl) countCookies(t trip) {
	for i := range t.ex.Hops {
		h := &t.ex.Hops[i]
		set := h.Header["Set-Cookie"]
		if len(set) == 0 {
			continue
		}
		for _, ck := range (&http.Response{Header: http.Header{"Set-Cookie": set}}).Cookies() {
			c.noteCookie(ck, h.URL)
		}
	}
}

func (c *crawl) noteCookie(ck *http.Cookie, from string) {
	key := ck.Name + "\x00" + ck.Domain + "\x00" + ck.Path
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.snap.Cookies) >= maxCookies || c.cookies[key] {
		return
	}
	c.cookies[key] = true
	c.snap.Cookies = append(c.snap.Cookies, snapshot.Cookie{
		Name: clip(ck.Name, 200), Domain: ck.Domain, Path: clip(ck.Path, 200), URL: from, Secure: ck.Secure, HTTPOnly: ck.HttpOnly,
		SameSite: sameSite(ck.SameSite), Lasting: ck.MaxAge > 0 || !ck.Expires.IsZero(), Length: len(ck.Value), Entropy: entropy(ck.Value),
	})
}

func sameSite(s http.SameSite) string {
	switch s {
	case http.SameSiteLaxMode:
		return "Lax"
	case http.SameSiteStrictMode:
		return "Strict"
	case http.SameSiteNoneMode:
		return "None"
	default:
		return ""
	}
}

// entropy is Shannon's, in bits per character.
func entropy(s string) float64 {
	var n [256]float64
	for i := range len(s) {
		n[s[i]]++
	}
	var e float64
	for _, k := range n {
		if k > 0 {
			p := k / float64(len(s))
			e -= p * math.Log2(p)
		}
	}
	return math.Round(e*100) / 100
}

// queueLinks queues what a page links to. Pages that answered with an error are not followed further: their menus are those of every page.
func (c *crawl) queueLinks(p *snapshot.Page) {
	if !p.HTML || p.Alias || p.Obstacle != snapshot.ObstacleNone || p.Exchange.Status() >= 400 {
		return
	}
	texts := map[snapshot.StrID]linkTexts{}
	order := make([]snapshot.StrID, 0, len(p.Links))
	add := func(l snapshot.Link) {
		if l.Kind != snapshot.LinkAnchor && l.Kind != snapshot.LinkRefresh && l.Kind != snapshot.LinkAlternate && l.Kind != snapshot.LinkCanonical {
			return
		}
		known, ok := texts[l.To]
		if !ok {
			order = append(order, l.To)
			known.zone = l.Zone
		}
		text := c.tab.Get(l.Text)
		if known.text == "" {
			known.text = text
		}
		if why := c.memoActs(l.Text, text); why != "" {
			known.acting = why
		} else if text != "" && l.Flags&snapshot.LinkIconOnly == 0 {
			known.plain = true
		}
		texts[l.To] = known
	}
	for _, l := range p.Links {
		add(l)
	}
	for _, id := range p.Blocks {
		if b, ok := c.newBlock(id); ok {
			for _, l := range b.Links {
				add(l)
			}
		}
	}
	own := withoutLanguage(or(c.tab.Get(p.Final), c.tab.Get(p.URL)))
	for _, to := range order {
		l := texts[to]
		l.own = own
		c.queue(to, l, p.Depth+1)
	}
}

// languageParams are parameters that choose a language. A link to the page it stands on, with nothing but another language, is a switch: it
// leaves a cookie, and the rest of the crawl would read another shop.
var languageParams = map[string]bool{"lang": true, "language": true, "locale": true, "hl": true, "lng": true, "setlanguage": true, "l": true}

// withoutLanguage is the canonical form of an address without its language parameters.
func withoutLanguage(address string) string {
	key := snapshot.Key(address)
	path, query, ok := strings.Cut(key, "?")
	if !ok {
		return key
	}
	var keep []string
	for part := range strings.SplitSeq(query, "&") {
		if name, _, _ := strings.Cut(part, "="); !languageParams[strings.ToLower(name)] {
			keep = append(keep, part)
		}
	}
	if len(keep) == 0 {
		return path
	}
	return path + "?" + strings.Join(keep, "&")
}

// maxFiles bounds how many files of one folder are asked for: a gallery links to thousands of pictures that are made and lost together.
const maxFiles = 20

// linkTexts is what the links of one page to one address say.
type linkTexts struct {
	text   string
	zone   snapshot.Zone
	plain  bool                // one of them says something that is no action
	acting snapshot.SkipReason // one of them names an action
	own    string              // the page they stand on, see withoutLanguage
}

// queue puts an address into the frontier, unless it is known, not the shop's, or must not be followed.
func (c *crawl) queue(to snapshot.StrID, l linkTexts, depth int) {
	raw, _, _ := strings.Cut(c.tab.Get(to), "#")
	if !strings.HasPrefix(raw, "http") {
		return
	}
	key := snapshot.Key(raw)
	if key == "" || c.front.known(key) {
		return
	}
	u, err := url.Parse(key)
	if err != nil {
		if c.front.mark(key) {
			c.skip(item{url: raw, zone: l.zone, text: l.text}, snapshot.SkipMalformed)
		}
		return
	}
	if !c.site.has(u) {
		return
	}
	it := item{url: address(raw, u), key: key, depth: depth, zone: l.zone, text: l.text}
	why := c.refuse(u, it, l)
	if why == snapshot.SkipActing && acts(u) == "" && !l.plain {
		// Refused by its text only: another page may name the same address otherwise, but it is not worth the risk.
		c.front.mark(key)
	}
	if !c.front.mark(key) && why == "" {
		return
	}
	if why != "" {
		c.skip(it, why)
		return
	}
	it.rank, it.key4 = c.rank(u, spot{text: l.text, zone: l.zone, depth: depth})
	if noPage(u.Path) {
		it.head, it.rank = true, rankTail+50
		if c.front.count("file "+path.Dir(u.Path)) >= maxFiles {
			c.skip(it, snapshot.SkipFiles)
			return
		}
	} else if _, varied := variantBucket(u); varied && !it.key4 && !l.zone.Shared() {
		it.rank += rankTail
	}
	c.enqueue(it)
}

// enqueue puts an address into the frontier. Far more than can be read need not be remembered: then only those of the frame still are.
func (c *crawl) enqueue(it item) {
	if it.rank >= rankMain && c.front.queued() >= c.mostQueued() {
		c.skip(it, snapshot.SkipPages)
		return
	}
	c.front.push(it)
}

// mostQueued is how many addresses are worth remembering: many more than can be read, since the best of them are to be.
func (c *crawl) mostQueued() int { return min(c.limits.Pages*20, 500_000) }

// address is what is asked for: an address as it was linked, or its canonical form where it carries a visit number or a campaign mark.
func address(raw string, key *url.URL) string {
	if strings.Contains(raw, ";") {
		return key.String()
	}
	_, query, _ := strings.Cut(raw, "?")
	for part := range strings.SplitSeq(query, "&") {
		if name, _, _ := strings.Cut(part, "="); snapshot.Fleeting(name) {
			return key.String()
		}
	}
	return raw
}

// refuse says why an address of the shop is not fetched.
func (c *crawl) refuse(u *url.URL, it item, l linkTexts) snapshot.SkipReason {
	if len(it.url) > 2000 {
		return snapshot.SkipLong
	}
	if why := acts(u); why != "" {
		return why
	}
	if l.acting != "" && !l.plain {
		return l.acting
	}
	if l.own != "" && u.RawQuery != "" && l.own != it.key && withoutLanguage(it.key) == l.own {
		return snapshot.SkipSwitch
	}
	if it.depth > c.limits.Depth {
		return snapshot.SkipDepth
	}
	if ringed(u.Path) {
		return snapshot.SkipVariants
	}
	if bucket, varied := variantBucket(u); varied && !c.front.variant(bucket, c.limits.VariantsPerPath) {
		return snapshot.SkipVariants
	}
	return ""
}

// memoActs is textActs, remembered: the same few hundred texts stand on every page.
func (c *crawl) memoActs(id snapshot.StrID, text string) snapshot.SkipReason {
	if id == 0 {
		return ""
	}
	if v, ok := c.acting.Load(id); ok {
		return v.(snapshot.SkipReason)
	}
	why := c.textActs(text)
	c.acting.Store(id, why)
	return why
}

// newBlock returns a block the first time it is met.
func (c *crawl) newBlock(id snapshot.BlockID) (snapshot.Block, bool) {
	if _, met := c.blocks.LoadOrStore(id, true); met {
		return snapshot.Block{}, false
	}
	return c.ext.Block(id), true
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
