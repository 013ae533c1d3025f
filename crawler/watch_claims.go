package crawler

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/shopvet/shopvet/crawler/render"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/haste"
	"github.com/shopvet/shopvet/snapshot"
)

// Kinds of what is said of others who buy, and of goods that run out; the first two as the values of MarkHaste.
const (
	claimActivity = "activity"
	claimStock    = "stock"
	claimBought   = "bought"
)

// Bounds of what is kept of such claims. A number that stands for less than holds counts up for show, as figures do when they come into view.
const (
	stayTime   = 12 * time.Second // for what changes every few seconds to change twice
	mostClaims = 12
	holds      = 1200 * time.Millisecond
)

// lookTo is the visit by which a page is looked at for the first time. On a few of those that make such claims it stays to see them change.
func (c *crawl) lookTo(id snapshot.PageID, address string) render.Visit {
	v := render.Visit{URL: address, Look: true}
	if len(c.browse.claims) < mostWatched {
		v.Asks, v.Stay, v.Wait = c.asks, c.browse.stay, c.makesUp(id)
	}
	return v
}

func (c *crawl) asks(text string) bool { return c.claimOf(text).kind != "" }

// makesUp reports whether code of a page, or of the shop, puts together purchases that it tells of: they are shown a while after a page was opened.
func (c *crawl) makesUp(id snapshot.PageID) bool {
	code := func(m snapshot.Mark) bool {
		return m.Kind == snapshot.MarkCode && (m.Value == snapshot.CodeBuyer || m.Value == snapshot.CodeSold || m.Value == snapshot.CodeTurn)
	}
	if slices.ContainsFunc(c.snap.Scripts, func(s snapshot.Script) bool { return slices.ContainsFunc(s.Haste, code) }) {
		return true
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	p := c.pages[id]
	return p.Content != nil && slices.ContainsFunc(p.Marks, code)
}

// claim is what a short text says of others, or of goods left.
type claim struct {
	kind   string
	number int
}

var (
	aTime   = regexp.MustCompile(`\d{1,3}(?:\s*:\s*\d{2})+`)
	aNumber = regexp.MustCompile(`\d{1,5}`)
)

// claimOf reads a text. Of several numbers that beside the words counts: others may be a time, a price or a size.
func (c *crawl) claimOf(text string) claim {
	if n, ok := haste.Few(text); ok {
		return claim{claimStock, n}
	}
	const near = 24 // bytes
	for _, h := range c.cues.Match(text, cue.Body, c.lang) {
		if h.Weight < 0.29 || h.Concept != cue.ActivityClaim {
			continue
		}
		ageless := withoutAges(text)
		before := aNumber.FindAllString(aTime.ReplaceAllString(ageless[max(0, h.Start-near):h.Start], " "), -1)
		after := aNumber.FindString(aTime.ReplaceAllString(ageless[h.End:min(len(text), h.End+near)], " "))
		at := after
		if len(before) > 0 {
			at = before[len(before)-1]
		}
		n, err := strconv.Atoi(at)
		if err != nil {
			return claim{kind: claimBought}
		}
		return claim{claimActivity, n}
	}
	return claim{}
}

// withoutAges blanks the numbers of "n minutes ago", which count no people.
func withoutAges(text string) string {
	b := []byte(text)
	for _, a := range haste.Agos(text) {
		for i := a.Start; i < len(b) && b[i] >= '0' && b[i] <= '9'; i++ {
			b[i] = ' '
		}
	}
	return string(b)
}

// watchClaims notes what a page said of others who look or buy, and of goods left, when it was first looked at.
func (c *crawl) watchClaims(page string, r *render.Result) {
	c.browse.claims[page] = append(c.browse.claims[page], c.claimsIn(page, r)...)
}

// readClaims reads them once more, as a visitor who had never been there, as late as the visit allows.
func (c *crawl) readClaims(ctx context.Context) {
	for _, rec := range c.snap.Renders {
		page := c.pageAddress(rec.Page)
		list := c.browse.claims[page]
		if len(list) == 0 {
			continue
		}
		if c.mayBrowse(ctx) && c.grown(ctx, list) {
			v := render.Visit{URL: page, Asks: c.asks, Stay: c.browse.stay}
			v.Wait = c.makesUp(rec.Page) || slices.ContainsFunc(list, func(w *snapshot.Watch) bool { return len(w.Readings) > 1 })
			if r := c.browseTo(ctx, v); r != nil && r.Fault == "" {
				c.readAgain(list, c.claimsIn(page, r))
			}
		}
		for _, w := range list {
			c.snap.Watches = append(c.snap.Watches, *w)
		}
		delete(c.browse.claims, page)
	}
}

// grown waits until the age of purchases that code tells of must have grown since they were first read, where that costs the visit no more than a tenth of
// its time.
func (c *crawl) grown(ctx context.Context, list []*snapshot.Watch) bool {
	const least, most = 80 * time.Second, 30 * time.Second
	for _, w := range list {
		if w.Kind != claimBought || len(haste.Agos(w.Text)) == 0 || !slices.ContainsFunc(c.snap.Renders, func(r snapshot.Render) bool { return c.makesUp(r.Page) }) {
			continue
		}
		if wait := least - time.Since(w.Readings[0].At); wait > 0 && wait <= min(most, c.limits.Time/10) {
			return c.pace.sleep(ctx, wait) == nil
		}
		break
	}
	return true
}

// readAgain adds what a later visitor read to what the first did.
func (c *crawl) readAgain(list, later []*snapshot.Watch) {
	for _, w := range list {
		for _, l := range later {
			if w.Kind == l.Kind && (w.Text == l.Text || w.Kind != claimBought && render.SameWords(w.Text, l.Text)) {
				w.Readings = append(w.Readings, l.Readings...)
				break
			}
		}
	}
}

// claimsIn sums up the texts of one visit, a watch for each claim. Where the same words stand in several places, as on a list of goods, none can be told
// from the others.
func (c *crawl) claimsIn(page string, r *render.Result) []*snapshot.Watch {
	type place struct {
		of   int
		kind string
		list []render.Said
	}
	var places []*place
	for _, s := range r.Said {
		kind := c.claimOf(s.Text).kind
		i := slices.IndexFunc(places, func(p *place) bool {
			return p.of == s.Of && p.kind == kind && render.SameWords(p.list[0].Text, s.Text) && render.SameWords(p.list[0].Beside, s.Beside) && (kind != claimBought || p.list[0].Text == s.Text)
		})
		if i < 0 {
			places = append(places, &place{of: s.Of, kind: kind, list: []render.Said{s}})
			continue
		}
		places[i].list = append(places[i].list, s)
	}
	var out []*snapshot.Watch
	for _, p := range places {
		twin := slices.ContainsFunc(places, func(o *place) bool {
			return o != p && o.kind == p.kind && render.SameWords(o.list[0].Text, p.list[0].Text)
		})
		if twin && p.kind != claimBought || len(out) == mostClaims {
			continue
		}
		if w := c.claimWatch(page, p.kind, p.list); w != nil {
			out = append(out, w)
		}
	}
	return out
}

// claimWatch is what one place said in a visit.
func (c *crawl) claimWatch(page, kind string, list []render.Said) *snapshot.Watch {
	w := &snapshot.Watch{URL: page, Kind: kind, Text: clip(list[0].Text, 200)}
	var before *render.Said
	for i := range list {
		s := &list[i]
		if i+1 < len(list) && list[i+1].At.Sub(s.At) < holds || len(w.Readings) == 12 {
			continue
		}
		n := c.claimOf(s.Text).number
		if last := len(w.Readings) - 1; last >= 0 && kind != claimBought && w.Readings[last].Number == n {
			continue
		}
		w.Readings = append(w.Readings, snapshot.Reading{
			At: s.At.UTC(), Fresh: before == nil, Number: n, Silent: before != nil && before.Before == s.Till,
		})
		before = s
		if kind == claimBought {
			break
		}
	}
	if len(w.Readings) == 0 {
		return nil
	}
	return w
}
