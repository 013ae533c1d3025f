package crawler

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/shopvet/shopvet/snapshot"
)

// queueLinks queues what a page links to. Pages that answered with an error are not followed further: their menus are those of every page.
func (c *crawl) queueLinks(p *snapshot.Page) {
	c.noteMoved(p)
	if !p.HTML || p.Alias || p.Obstacle != snapshot.ObstacleNone || p.Exchange.Status() >= 400 {
		return
	}
	c.noteScripts(p)
	c.noteSearch(p)
	texts := make(map[snapshot.StrID]linkTexts, len(p.Links))
	order := make([]snapshot.StrID, 0, len(p.Links))
	add := func(l snapshot.Link) {
		text := c.tab.Get(l.Text)
		switch l.Kind {
		case snapshot.LinkAnchor, snapshot.LinkRefresh, snapshot.LinkAlternate, snapshot.LinkCanonical:
		case snapshot.LinkData:
			if text != "rel=next" && text != "rel=prev" { // the pages of a list whose links scripts make
				c.noteData(l, text, p.ID)
				return
			}
			text, l.Text = "", 0
		case snapshot.LinkForm:
			c.noteForm(l, p)
			return
		default:
			c.notePart(l, p.ID)
			return
		}
		known, ok := texts[l.To]
		if !ok {
			order = append(order, l.To)
			known.zone = l.Zone
		}
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
	own := withoutLanguage(cmp.Or(c.tab.Get(p.Final), c.tab.Get(p.URL)))
	for _, to := range order {
		l := texts[to]
		l.own, l.page = own, p.ID
		c.queue(to, l, p.Depth+1)
	}
}

// languageParams are parameters that choose a language. A link to the page it stands on, with nothing but another language, is a switch: it
// leaves a cookie, and the rest of the crawl would read another shop.
var languageParams = map[string]bool{"lang": true, "language": true, "locale": true, "hl": true, "lng": true, "setlanguage": true, "l": true, "id_lang": true}

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

// linkTexts is what the links of one page to one address say.
type linkTexts struct {
	text   string
	zone   snapshot.Zone
	plain  bool                // one of them says something that is no action
	acting snapshot.SkipReason // one of them names an action
	own    string              // the page they stand on, see withoutLanguage
	page   snapshot.PageID
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
		c.noteOutside(to, u, l)
		return
	}
	// Before anything is counted: of two workers that meet one address at once, only one may take a variant's place or note a trap. One that is refused
	// by its text only may be named otherwise on another page, but it is not worth the risk.
	if !c.front.mark(key) {
		return
	}
	it := item{url: address(raw, u), key: key, depth: depth, zone: l.zone, text: l.text}
	if why := c.refuse(u, it, l); why != "" {
		c.skip(it, why)
		return
	}
	if noPage(u.Path) {
		if !c.parts.known(to) {
			c.addPart(part{id: to, class: snapshot.ProbeFile, first: l.page}, tierFile)
		}
		return
	}
	it.rank, it.keyPage = c.rank(u, spot{text: l.text, zone: l.zone, depth: depth})
	if document(u.Path) && !it.keyPage && !l.zone.Shared() { // a manual, a catalogue: that it is there is enough
		if !c.parts.known(to) {
			c.addPart(part{id: to, class: snapshot.ProbeFile, first: l.page}, tierFile)
		}
		return
	}
	if _, v := variantBucket(u); (v == varied || v == ordered) && !it.keyPage && !l.zone.Shared() {
		it.rank += rankTail
	}
	c.enqueue(it)
}

// enqueue puts an address into the frontier. Far more than can be read need not be remembered: then only those of the frame still are.
func (c *crawl) enqueue(it item) {
	if c.front.wasFetched(it.key) {
		return
	}
	if it.rank >= rankMain && c.front.full(c.mostQueued()) {
		c.skip(it, snapshot.SkipPages)
		return
	}
	c.front.push(it)
}

// mostQueued is how many addresses are worth remembering: many more than can be read, since the best of them are to be.
func (c *crawl) mostQueued() int { return min(c.limits.Pages*20, 1_500_000) }

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
		c.noteTrap(u.Host, u)
		return snapshot.SkipVariants
	}
	if c.front.wasFetched(it.key) {
		return "" // it was taken, and counted
	}
	return c.refuseVariant(u)
}

// refuseVariant says why a variant of a page is not fetched: enough of them were.
func (c *crawl) refuseVariant(u *url.URL) snapshot.SkipReason {
	switch bucket, v := variantBucket(u); {
	case v == paged && !c.front.variant(bucket, c.limits.VariantsPerPath*pagesPerPath):
		c.noteTrap(bucket, u)
		return snapshot.SkipPaging
	case v == varied && !c.front.variant(bucket, c.limits.VariantsPerPath), v == ordered && !c.front.variant(bucket, ordersPerPath):
		c.noteTrap(bucket, u)
		return snapshot.SkipVariants
	case v == dated && !c.front.variant(bucket, c.limits.VariantsPerPath*datesPerPath):
		c.noteTrap(bucket, u)
		return snapshot.SkipDates
	}
	return ""
}

// actMemo remembers of the texts of links, by their ids, why they act: a byte each, since a large shop has a million of them.
type actMemo struct {
	mu   sync.RWMutex
	list []byte // an index into actReasons plus one, 0 where nobody asked
}

var actReasons = []snapshot.SkipReason{"", snapshot.SkipActing, snapshot.SkipSwitch}

// memoActs is textActs, remembered: the same texts stand on every page.
func (c *crawl) memoActs(id snapshot.StrID, text string) snapshot.SkipReason {
	if id == 0 {
		return ""
	}
	d := &c.acting
	d.mu.RLock()
	known := int(id) < len(d.list) && d.list[id] != 0
	why := snapshot.SkipReason("")
	if known {
		why = actReasons[d.list[id]-1]
	}
	d.mu.RUnlock()
	if known {
		return why
	}
	why = c.textActs(text)
	d.mu.Lock()
	defer d.mu.Unlock()
	if n := int(id) + 1 - len(d.list); n > 0 {
		d.list = append(d.list, make([]byte, max(n, len(d.list)/4))...)
	}
	d.list[id] = byte(slices.Index(actReasons, why) + 1)
	return why
}

// newBlock returns a block the first time it is met.
func (c *crawl) newBlock(id snapshot.BlockID) (snapshot.Block, bool) {
	if _, met := c.blocks.LoadOrStore(id, true); met {
		return snapshot.Block{}, false
	}
	return c.ext.Block(id), true
}
