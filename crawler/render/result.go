package render

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/chromedp/cdproto/network"

	"github.com/shopvet/shopvet/snapshot"
)

// ScriptError is an error of a script, see snapshot.ScriptError.
type ScriptError = snapshot.ScriptError

// Result is what came of loading a page once.
type Result struct {
	Fault  string // one of the Fault constants, "" when the page came to rest
	Detail string // what the browser said of it
	URL    string // where it ended
	Began  time.Time
	Status int    // of the document
	HTML   []byte // what scripts had made of the page; only after a Look
	Look   *snapshot.Look
	Run    snapshot.Run
	Shots  []snapshot.Shot
	Clocks []Clock
	// Running are the clocks that ran down while the page was looked at.
	Running []Running
	Said    []Said // where Visit.Asks was given
	Refused []string
	Scenes  []Scene // where Visit.GoOn was given
}

// Clock is a text with a time in it, as it read at a moment.
type Clock struct {
	Text  string    `json:"text"`
	Left  float64   `json:"left"` // seconds
	Start float64   `json:"-"`    // what it read when the page began to load, if it ran since then
	Began time.Time `json:"-"`    // when that was
}

// Running is a clock that was read twice in one visit and had gone on in between.
type Running struct {
	Clock
	Second float64 // seconds left at the second reading
	Apart  float64 // seconds between the readings
}

type clocksSeen struct {
	Now    float64 `json:"now"` // ms since the page began to load
	Clocks []Clock `json:"clocks"`
}

type lookSeen struct {
	HTML    string               `json:"html"`
	URL     string               `json:"url"`
	Lost    []snapshot.LostImage `json:"lost"`
	Shown   int                  `json:"shown"`
	Notices []snapshot.Notice    `json:"notices"`
	Closed  []closedFrame        `json:"closed"`
	Frames  []snapshot.Frame     `json:"frames"`
	Fields  []string             `json:"fields"`
	Buttons []string             `json:"buttons"`
}

func (s *lookSeen) look() *snapshot.Look {
	return &snapshot.Look{
		Images: s.Lost[:min(len(s.Lost), 50)], Shown: s.Shown, Notices: s.Notices, Frames: s.Frames, Fields: s.Fields, Buttons: s.Buttons,
	}
}

// collect reads what there is to know of a page at rest; of one that did not come to rest, in less time, only what it shows as it stands.
func (l *load) collect(ctx context.Context) error {
	var v vitals
	if err := l.settled(ctx, &v); err != nil {
		return err
	}
	l.out.Run = v.run(l.visit)
	if l.visit.Shot {
		l.shoot(ctx, &v)
	}
	if l.visit.Film {
		l.stopFilm(ctx)
	}
	if l.out.Fault != "" {
		if !l.visit.Look {
			return nil
		}
		return l.look(ctx, nil)
	}
	if l.visit.Look {
		if err := l.scroll(ctx); err != nil {
			return err
		}
	}
	if !l.visit.Look && !l.visit.Clocks {
		return nil
	}
	if wait := clockStarts - time.Since(l.began); wait > 0 {
		if err := pause(ctx, wait); err != nil {
			return err
		}
	}
	first, err := l.clocks(ctx)
	l.out.Clocks = first
	if err != nil || !l.visit.Look {
		return err
	}
	return l.look(ctx, first)
}

// clockStarts is when clocks show their time: many begin with the first second.
const clockStarts = 1300 * time.Millisecond

// settled reads the measures when the processor has been free for a second too: a long task may hold back what a page still has to do.
func (l *load) settled(ctx context.Context, v *vitals) error {
	until := time.Now().Add(mostSettle)
	for {
		if err := l.evaluate(ctx, vitalsJS, v); err != nil {
			return err
		}
		wait := quietTimed - ms(v.Now-v.lastTask())
		if !l.visit.timed() || wait <= 0 || time.Now().After(until) {
			return nil
		}
		if err := pause(ctx, wait+tick); err != nil {
			return err
		}
	}
}

func (l *load) clocks(ctx context.Context) ([]Clock, error) {
	var seen clocksSeen
	if err := l.evaluate(ctx, clocksJS, &seen); err != nil {
		return nil, err
	}
	for i := range seen.Clocks {
		seen.Clocks[i].Start = seen.Clocks[i].Left + seen.Now/1000
		seen.Clocks[i].Began = l.began
	}
	return seen.Clocks, nil
}

// scrollJS goes down a page as a reader would, in a hurry, so that what is loaded when it comes into view is.
const scrollJS = `(() => { const h = document.scrollingElement ? document.scrollingElement.scrollHeight : 0; scrollBy(0, innerHeight * 0.9);
return JSON.stringify({ end: scrollY + innerHeight >= h - 2 }) })()`

const topJS = `(() => { scrollTo(0, 0); return "{}" })()`

func (l *load) scroll(ctx context.Context) error {
	const screens = 12
	for range screens {
		var at struct {
			End bool `json:"end"`
		}
		if err := l.evaluate(ctx, scrollJS, &at); err != nil {
			return err
		}
		if err := pause(ctx, 60*time.Millisecond); err != nil {
			return err
		}
		if at.End {
			break
		}
	}
	for range 20 {
		l.mu.Lock()
		open := l.net.open
		l.mu.Unlock()
		if open == 0 {
			break
		}
		if err := pause(ctx, 50*time.Millisecond); err != nil {
			return err
		}
	}
	return l.evaluate(ctx, topJS, &struct{}{})
}

// look reads what the page shows.
func (l *load) look(ctx context.Context, first []Clock) error {
	var seen lookSeen
	l.openShades(ctx)
	if err := l.evaluate(ctx, lookJS+"(false)", &seen); err != nil {
		return err
	}
	l.openFrames(ctx, &seen)
	if len(seen.HTML) <= maxHTML {
		l.out.HTML = []byte(seen.HTML)
	}
	l.out.URL = seen.URL
	look := seen.look()
	cookies, err := call(ctx, l, network.GetCookies, network.GetCookiesParams{})
	if err != nil {
		return err
	}
	look.Cookies = stored(cookies.Cookies)
	l.out.Look = look
	return l.watchClocks(ctx, first)
}

// watchClocks reads the clocks again after a while: those that run are clocks.
func (l *load) watchClocks(ctx context.Context, first []Clock) error {
	if len(first) == 0 {
		return nil
	}
	if err := pause(ctx, 1500*time.Millisecond); err != nil {
		return err
	}
	second, err := l.clocks(ctx)
	if err != nil {
		return err
	}
	for _, a := range first {
		for _, b := range second {
			apart := (b.Start - b.Left) - (a.Start - a.Left) // both are counted from the begin of the load
			if SameWords(a.Text, b.Text) && b.Left < a.Left && abs(a.Left-b.Left-apart) <= 1.5 {
				l.out.Running = append(l.out.Running, Running{Clock: a, Second: b.Left, Apart: apart})
				break
			}
		}
	}
	return nil
}

func stored(list []*network.Cookie) []snapshot.Stored {
	var out []snapshot.Stored
	for _, c := range list {
		out = append(out, snapshot.Stored{Name: clip(c.Name, 100), Domain: c.Domain, Lasting: !c.Session})
	}
	slices.SortFunc(out, func(a, b snapshot.Stored) int {
		return cmp.Or(cmp.Compare(a.Domain, b.Domain), cmp.Compare(a.Name, b.Name))
	})
	return out[:min(len(out), 100)]
}

// result is what a load brought, with its requests summed up.
func (l *load) result() *Result {
	l.mu.Lock()
	defer l.mu.Unlock()
	out := l.out
	out.Run.Fault, out.Run.Crowd, out.Began = out.Fault, l.crowd, l.began
	out.Run.Requests = len(l.net.list)
	for _, r := range l.net.list {
		out.Run.Bytes += r.bytes
	}
	if len(l.net.list) > 0 {
		for _, r := range l.net.list { // the document, after redirects
			if r.kind == "document" {
				out.Status = r.status
				if r.status < 300 || r.status >= 400 {
					break
				}
			}
		}
	}
	if out.Look != nil {
		l.sumUp(out.Look)
	}
	return &out
}

// sumUp writes the requests and errors of a page into what was seen of it.
func (l *load) sumUp(look *snapshot.Look) {
	sums := map[[2]string]*snapshot.Traffic{}
	var keys [][2]string
	hosts, own := map[string]bool{}, hostOf(l.out.URL)
	for _, r := range l.net.list {
		host := hostOf(r.url)
		key := [2]string{host, r.kind}
		if sums[key] == nil {
			sums[key] = &snapshot.Traffic{Host: host, Kind: r.kind}
			keys = append(keys, key)
		}
		sums[key].Requests++
		sums[key].Bytes += r.bytes
		hosts[host] = true
		if host != own && len(look.Asked) < 200 {
			look.Asked = append(look.Asked, clip(r.url, 1000))
		}
		if (r.status >= 400 || r.failed != "") && len(look.Failed) < maxFailed {
			look.Failed = append(look.Failed, snapshot.FailedFetch{URL: clip(r.url, 2000), Kind: r.kind, Status: r.status, Error: r.failed})
		}
	}
	slices.SortFunc(keys, func(a, b [2]string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	for _, k := range keys {
		look.Traffic = append(look.Traffic, *sums[k])
	}
	for h := range hosts {
		look.Hosts = append(look.Hosts, h)
	}
	slices.Sort(look.Hosts)
	look.Errors, look.Dialogs = l.errors, l.dialogs
}

func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
