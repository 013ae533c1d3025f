package render

import (
	"context"
	_ "embed"
	"time"
)

//go:embed said.js
var saidJS string

// Said is a short text that a page showed, as it read from a moment on.
type Said struct {
	Text   string
	Beside string // with what stands right beside it, "" where that is much
	At     time.Time
	Of     int // the part of the page that showed it: of one number are the texts that followed each other in one place
	// Before and Till are how many bytes had come to the page from anywhere, a moment before it said so and a moment after. What changes while nothing
	// comes, the page makes up.
	Before, Till int64
}

// Bounds of staying on a page.
const (
	nothing  = 7 * time.Second // after which a page on which nothing of it changed is left
	stayTick = 400 * time.Millisecond
	maxSaid  = 400
)

type saidSeen struct {
	Now  float64 `json:"now"` // ms since the page began to load
	Said []struct {
		Text   string  `json:"text"`
		Beside string  `json:"beside"`
		At     float64 `json:"at"`
		Of     int     `json:"of"`
	} `json:"said"`
}

// stay notes what the page says that the visit asks about, and stays to see it change where there is any.
func (l *load) stay(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, l.visit.Stay+tabTime)
	defer cancel()
	before := l.came()
	began := time.Now()
	last := began
	for {
		var seen saidSeen
		asked := time.Now()
		if err := l.evaluate(ctx, saidJS, &seen); err != nil {
			return // what was noted stays
		}
		till := l.came()
		for _, s := range seen.Said {
			if len(l.out.Said) < maxSaid && l.visit.Asks(s.Text) {
				l.out.Said = append(l.out.Said, Said{Text: s.Text, Beside: s.Beside, At: asked.Add(ms(s.At - seen.Now)), Of: s.Of, Before: before, Till: till})
				last = asked
			}
		}
		switch {
		case len(l.out.Said) == 0 && !l.visit.Wait, time.Since(began) > l.visit.Stay, time.Since(last) > nothing && !l.visit.Wait:
			return
		}
		before = till
		if err := pause(ctx, stayTick); err != nil {
			return // what was noted stays
		}
	}
}
