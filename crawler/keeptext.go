package crawler

import (
	"container/heap"
	"hash/fnv"
	"slices"

	"github.com/shopvet/shopvet/snapshot"
)

// Budgets of kept text, bytes.
const (
	maxKeyText   = 64 << 20
	maxOtherText = 4 << 20
)

// texts says whose text is kept. Likely key pages keep it up to a budget of their own. Of all others those do that come first in an order that
// rests on their addresses: header, menu and footer lead to the first of them, the rest are spread over the shop. Which page happened to be read
// first must not matter, since checks look at texts.
type texts struct {
	key   int64 // bytes of likely key pages
	other int64 // bytes of others
	list  textHeap
	cut   uint64            // from here on in the order, texts are not kept; 0 while all are
	gone  []snapshot.PageID // whose text is let go when nobody is at work on pages any more
}

// keptText is a page with its text, not a likely key page.
type keptText struct {
	order   uint64
	page    snapshot.PageID
	letters int64 // near enough to bytes
}

// textHeap has the last in order first.
type textHeap []keptText

func (h textHeap) Len() int           { return len(h) }
func (h textHeap) Less(i, j int) bool { return h[i].order > h[j].order }
func (h textHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *textHeap) Push(x any)        { *h = append(*h, x.(keptText)) }
func (h *textHeap) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}

// textOrder is the place of a page among those that are no key pages.
func textOrder(it item) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(it.key))
	if it.rank < rankMain {
		return h.Sum64() >> 1
	}
	return h.Sum64()>>1 | 1<<63
}

// keyText reports whether a page is likely a key page, by how it is linked or by its title.
func (c *crawl) keyText(it item, p *snapshot.Page) bool {
	if it.keyPage {
		return true
	}
	concept, _ := c.cues.Best(p.Title, "", p.Lang)
	return keyConcept(concept)
}

// keepText decides, while a page is read, whether its text is kept for now.
func (c *crawl) keepText(it item, p *snapshot.Page) bool {
	key := c.keyText(it, p)
	c.mu.Lock()
	defer c.mu.Unlock()
	if !key {
		return c.texts.cut == 0 || textOrder(it) < c.texts.cut
	}
	if c.texts.key >= maxKeyText {
		return false
	}
	c.texts.key += int64(p.Letters) // the text itself is not in the page yet
	return true
}

// noteText takes the text of a page into account that keeps it for now, and lets go of the last in order where that is too much. The caller
// holds c.mu.
func (c *crawl) noteText(it item, p *snapshot.Page, key bool) {
	t := &c.texts
	if !p.TextKept || key {
		return
	}
	heap.Push(&t.list, keptText{textOrder(it), p.ID, int64(p.Letters)})
	for t.other += int64(p.Letters); t.other > maxOtherText; {
		last := heap.Pop(&t.list).(keptText)
		t.other -= last.letters
		t.cut = last.order
		if last.page == p.ID {
			p.DropText()
		} else {
			t.gone = append(t.gone, last.page)
		}
	}
}

// dropTexts lets go of the texts that were kept for a while.
func (c *crawl) dropTexts() {
	for _, id := range c.texts.gone {
		c.pages[id].DropText()
	}
}

// forgetText takes a page out of account that another look at its address replaces. The caller holds c.mu.
func (c *crawl) forgetText(id snapshot.PageID) {
	t := &c.texts
	if i := slices.IndexFunc(t.list, func(k keptText) bool { return k.page == id }); i >= 0 {
		t.other -= t.list[i].letters
		heap.Remove(&t.list, i)
	}
	t.gone = slices.DeleteFunc(t.gone, func(p snapshot.PageID) bool { return p == id })
}
