package crawler

import (
	"cmp"
	"context"
	"time"

	"github.com/shopvet/shopvet/crawler/render"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// apart is the least time between two readings of a clock by different visitors: clocks show whole seconds, which must not matter.
const apart = 15 * time.Second

// watchClocks begins to watch the clocks that ran down while a page was looked at, where the words beside them say what for.
func (c *crawl) watchClocks(page string, r *render.Result) {
	for _, clock := range r.Running {
		kind := c.hasteOf(clock.Text)
		if kind == "" {
			continue
		}
		c.browse.watches[page] = append(c.browse.watches[page], &snapshot.Watch{URL: page, Kind: kind, Text: clock.Text, Readings: []snapshot.Reading{
			{At: clock.Began.UTC(), Fresh: true, Left: seconds(clock.Start)},
			{At: clock.Began.Add(seconds(clock.Start - clock.Left + clock.Apart)).UTC(), Left: seconds(clock.Second)},
		}})
	}
}

// watched reports whether clocks of a page are watched.
func (c *crawl) watched(page string) bool { return len(c.browse.watches[page]) > 0 }

// readClocks reads the clocks of a page that are watched once more, as a visitor sees them who had never been there.
func (c *crawl) readClocks(page string, r *render.Result) {
	for _, w := range c.browse.watches[page] {
		last := time.Time{}
		for _, reading := range w.Readings {
			if reading.Fresh {
				last = reading.At
			}
		}
		for _, clock := range r.Clocks {
			if render.SameWords(clock.Text, w.Text) && clock.Began.Sub(last) >= apart {
				w.Readings = append(w.Readings, snapshot.Reading{At: clock.Began.UTC(), Fresh: true, Left: seconds(clock.Start)})
				break
			}
		}
	}
}

// enoughReadings is how many visitors must have read a clock until something can be said of it; mostWatched bounds the pages for which that is waited for.
const (
	enoughReadings = 3
	mostWatched    = 2
)

// watchOn has pages with the clock of an offer read by further visitors, until enough have read it.
func (c *crawl) watchOn(ctx context.Context) {
	n := 0
	for _, rec := range c.snap.Renders {
		page := c.pageAddress(rec.Page)
		for len(c.browse.watches[page]) > 0 && n < mostWatched {
			last, read := lastReading(c.browse.watches[page])
			if read >= enoughReadings || !c.mayBrowse(ctx) || c.pace.sleep(ctx, apart-time.Since(last)) != nil {
				break
			}
			r := c.browseTo(ctx, render.Visit{URL: page, Clocks: true})
			if r == nil {
				return
			}
			c.readClocks(page, r)
			if _, now := lastReading(c.browse.watches[page]); now == read { // the clock is gone
				break
			}
		}
		if len(c.browse.watches[page]) > 0 {
			n++
		}
	}
}

// lastReading is when the clock of an offer was last read by a new visitor, and how many of them read it; of several that which was read least.
func lastReading(list []*snapshot.Watch) (last time.Time, least int) {
	least = enoughReadings
	for _, w := range list {
		n := 0
		for _, r := range w.Readings {
			if r.Fresh {
				n++
				if r.At.After(last) {
					last = r.At
				}
			}
		}
		if w.Kind == "offer" {
			least = min(least, n)
		}
	}
	return last, least
}

// pageAddress is the address of a page after redirects.
func (c *crawl) pageAddress(id snapshot.PageID) string {
	return cmp.Or(c.tab.Get(c.pages[id].Final), c.tab.Get(c.pages[id].URL))
}

// keepWatches writes down what was read of clocks.
func (c *crawl) keepWatches() {
	for _, rec := range c.snap.Renders {
		page := c.pageAddress(rec.Page)
		for _, w := range c.browse.watches[page] {
			c.snap.Watches = append(c.snap.Watches, *w)
		}
		delete(c.browse.watches, page)
	}
}

// hasteOf says what the words beside a clock are about. Where they speak of sending goods as well as of an offer, it is not the offer that ends.
func (c *crawl) hasteOf(text string) string {
	kind := ""
	for _, h := range c.cues.Match(text, cue.Body, c.lang) {
		switch h.Concept {
		case cue.DispatchBy:
			return "dispatch"
		case cue.SaleCountdown:
			kind = "offer"
		}
	}
	return kind
}

func seconds(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }
