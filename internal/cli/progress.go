package cli

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/shopvet/shopvet/crawler"
	"github.com/shopvet/shopvet/snapshot"
)

// How often progress is shown: on a terminal as often as the eye follows, elsewhere so that a log stays short.
const (
	liveEvery  = 100 * time.Millisecond
	plainEvery = 2 * time.Second
)

// progress shows on stderr how a crawl goes: one live line on a terminal, plain lines elsewhere, nothing when quiet.
type progress struct {
	w     io.Writer
	width func() int // columns of the terminal; 0: no terminal
	quiet bool
	now   func() time.Time

	mu      sync.Mutex
	began   time.Time
	origin  string // of the shop: its addresses are shown without it
	limits  snapshot.Limits
	phase   string
	waiting string
	last    crawler.Fetched
	line    bool // the live line is on the screen
	shown   time.Time
	ended   bool

	done chan struct{}
	wg   sync.WaitGroup
}

// newProgress returns a progress that shows itself until stop is called.
func (a *app) newProgress(o *options) *progress {
	p := &progress{w: a.env.Stderr, width: a.env.StderrWidth, quiet: o.quiet, now: time.Now, done: make(chan struct{})}
	if !p.quiet && p.width() > 0 {
		p.wg.Go(p.repaint)
	}
	return p
}

// repaint refreshes the live line, so that elapsed time goes on while nothing comes.
func (p *progress) repaint() {
	tick := time.NewTicker(liveEvery)
	defer tick.Stop()
	for {
		select {
		case <-p.done:
			return
		case <-tick.C:
			p.mu.Lock()
			p.paint()
			p.mu.Unlock()
		}
	}
}

// stop ends the display and takes the live line off the screen. It may be called twice.
func (p *progress) stop() {
	p.mu.Lock()
	first := !p.ended
	p.ended = true
	p.mu.Unlock()
	if !first {
		return
	}
	close(p.done)
	p.wg.Wait()
	p.mu.Lock()
	p.erase()
	p.mu.Unlock()
}

// say writes a line for people, above the live line.
func (p *progress) say(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.write(text)
}

func (p *progress) write(text string) {
	p.erase()
	fmt.Fprintf(p.w, "shopvet: %s\n", oneLine(text))
}

func (p *progress) erase() {
	if p.line {
		io.WriteString(p.w, "\r\x1b[K")
		p.line = false
	}
}

// event takes note of what the crawler says.
func (p *progress) event(e crawler.Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if e, ok := e.(crawler.NoRoom); ok {
		p.write(fmt.Sprintf("what is seen can no longer be written to the disk, so the visit ends here: %v", e.Err))
	}
	if p.quiet {
		return
	}
	if p.ended {
		return
	}
	switch e := e.(type) {
	case crawler.Started:
		p.limits, p.began, p.origin = e.Limits, p.now(), strings.TrimRight(e.Target, "/")
		p.write(fmt.Sprintf("visiting %s, at most %d pages in %s", e.Target, e.Limits.Pages, short(e.Limits.Time)))
	case crawler.Resumed:
		p.write(resumed(e))
	case crawler.Phase:
		p.waiting, p.phase = "", phases[e.Name]
		p.announce(p.phase)
	case crawler.Waiting:
		p.waiting = fmt.Sprintf("waiting %s: %s", short(e.For), e.Why)
		p.announce(p.waiting)
	case crawler.Fetched:
		p.waiting, p.last = "", e
		if p.width() == 0 && p.now().Sub(p.shown) >= plainEvery {
			p.shown = p.now()
			p.write(p.status(0))
		}
	case crawler.Stopped:
		if p.width() == 0 {
			p.write(fmt.Sprintf("%s in %s", pages(e.Pages), short(e.Elapsed)))
		}
	}
}

// resumed says where a visit goes on.
func resumed(e crawler.Resumed) string {
	begun := e.Begun.Format("2 January 2006, 15:04 MST")
	if e.Over {
		return fmt.Sprintf("the visit begun on %s was over, with %s: it need only be judged", begun, pages(e.Pages))
	}
	return fmt.Sprintf("going on with the visit begun on %s: %s were seen", begun, pages(e.Pages))
}

// phases are what people read of the crawler's own names.
var phases = map[string]string{
	"entry":     "finding the way in",
	"sitemaps":  "reading sitemaps",
	"pages":     "reading pages",
	"timing":    "timing key pages",
	"tls":       "asking what its encryption accepts",
	"not-found": "asking for pages that should not exist",
	"search":    "trying the shop's search",
	"parts":     "asking whether pictures and other files are there",
	"elsewhere": "reading the texts of the shop on other sites",
	"seals":     "asking the issuers of seals",
	"outside":   "asking whether pages on other sites are there",
	"images":    "looking at product images",
	"exposed":   "asking for files that should not lie open",
	"browser":   "loading pages in a browser",
	"names":     "looking up names",
}

// announce writes a phase where there is no live line to show it.
func (p *progress) announce(text string) {
	if text != "" && p.width() == 0 {
		p.write(text)
	}
}

// paint draws the live line.
func (p *progress) paint() {
	width := p.width()
	if width == 0 || p.phase == "" {
		return
	}
	// One column is left free: some terminals wrap at the last one.
	fmt.Fprintf(p.w, "\r%s\x1b[K", p.status(width-1))
	p.line = true
}

// status is the state of the crawl in one line of at most room columns; 0 means any.
func (p *progress) status(room int) string {
	var parts []string
	switch {
	case p.waiting != "":
		parts = append(parts, p.waiting)
	case room > 0:
		parts = append(parts, p.phase)
	}
	seconds := p.last.Elapsed.Seconds()
	if p.last.Pages > 0 {
		parts = append(parts, pages(p.last.Pages))
		if seconds >= 1 {
			parts = append(parts, fmt.Sprintf("%.1f/s", float64(p.last.Pages)/seconds))
		}
		parts = append(parts, short(p.now().Sub(p.began)))
	}
	if left := p.left(); left > 0 {
		parts = append(parts, "about "+short(left)+" left")
	}
	text := printable(strings.Join(parts, " · "))
	where := printable(strings.TrimPrefix(p.last.URL, p.origin))
	if room == 0 {
		return text + " · " + shorten(where, 100)
	}
	if left := room - columns(text) - 3; left >= 12 && where != "" {
		text += " · " + shorten(where, left)
	}
	return shorten(text, room)
}

// left estimates how long the reading of pages will go on, 0 when that cannot be said yet. New pages are found all the time: it is a guess.
func (p *progress) left() time.Duration {
	f := p.last
	if p.phase != phases["pages"] || f.Pages < 10 || f.Elapsed < 2*time.Second {
		return 0
	}
	more := f.Queued
	if p.limits.Pages > 0 {
		more = min(more, p.limits.Pages-f.Pages)
	}
	left := time.Duration(float64(f.Elapsed) / float64(f.Pages) * float64(max(more, 0)))
	if p.limits.Time > 0 {
		left = min(left, p.limits.Time-f.Elapsed)
	}
	return max(left, 0)
}

func pages(n int) string {
	if n == 1 {
		return "1 page"
	}
	return fmt.Sprintf("%d pages", n)
}

// short writes a time as people say it: 4s, 1m20s, 2h.
func short(d time.Duration) string {
	if d < 9950*time.Millisecond {
		return strings.Replace(fmt.Sprintf("%.1fs", d.Seconds()), ".0s", "s", 1)
	}
	s := d.Round(time.Second).String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}
