package render

import (
	"context"
	"fmt"
	"net"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/shopvet/shopvet/crawler/wire"
)

// Options are what a browser must know of a visit.
type Options struct {
	Guard    *wire.Guard
	Resolver *net.Resolver // nil = the system's
	Name     string        // how the visit names itself, after the browser's own user agent
}

// Session is the use of an engine by one visit.
type Session struct {
	engine *Engine
	proxy  *proxy
	name   string
}

// Session returns the use of the engine by a visit; it must be closed. Everything that its pages load goes through the guard.
func (e *Engine) Session(o Options) (*Session, error) {
	p, err := newProxy(o.Guard, o.Resolver)
	if err != nil {
		return nil, fmt.Errorf("open the way to the network for the browser: %w", err)
	}
	return &Session{engine: e, proxy: p, name: o.Name}, nil
}

// Close ends the use; the browser stays for others.
func (s *Session) Close() { s.proxy.close() }

// Visit says how a page is to be loaded.
type Visit struct {
	URL       string
	Lang      string // language that the browser asks for, "" = English
	Mobile    bool   // a phone of 360 by 780 pixels, else a screen of 1280 by 900
	Throttled bool
	Lax       bool // take certificates that do not stand: they are judged elsewhere
	Look      bool // read what the page shows, its text as scripts left it, and scroll to its end
	Clocks    bool // read the clocks that run down on it, which a look does in any case
	Shot      bool
	// Asks, where it is given, is asked of each short text that the page shows whether it is noted. Where one is, or Wait says so, the visitor stays to see
	// texts come and change, for Stay at most.
	Asks     func(text string) bool
	Stay     time.Duration
	Wait     bool
	Film     bool
	Patience time.Duration // for the page to come to rest; 0 = 15 s
	// GoOn, where it is given, is asked at each scene for the number of the control that is to be pressed there, or for Leave or Reload. Nothing is
	// measured then, and of what the page shows only the scenes tell.
	GoOn func(*Scene) int
}

// timed reports whether the measures are what a page is loaded for, and not what it shows.
func (v *Visit) timed() bool { return !v.Look && v.GoOn == nil && v.Asks == nil }

// tabTime bounds what is asked of a page beyond its own loading, and of a tab that opens; lateTime the same of a page that did not come to rest.
const tabTime, lateTime = 10 * time.Second, 4 * time.Second

// Load loads a page in a tab of its own that knows nothing of other visits. The error says that there is no browser to load it in; what is wrong
// with the page itself is told by Result.Fault.
func (s *Session) Load(ctx context.Context, v Visit) (*Result, error) {
	release, err := s.engine.take(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	if v.Patience == 0 {
		v.Patience = 15 * time.Second
	}
	l := newLoad(v)
	l.came = s.proxy.bytes.Load
	t, err := s.open(ctx, l)
	if err != nil {
		return nil, err
	}
	s.proxy.begin()
	hung := t.err != nil
	if hung {
		l.out.Fault, l.out.Detail = FaultFailed, firstLine(t.err).Error()
	} else {
		hung = s.load(ctx, t, l)
	}
	p, r := t.in, l.result()
	died := p.ctx.Err() != nil
	switch {
	case died && p.watch.over.Load():
		r.Fault = FaultMemory
	case died:
		r.Fault = FaultCrashed
	}
	r.Refused = s.proxy.turnedAway()
	if hung || died {
		s.engine.end() // a page that never gives the processor back can only be ended with its browser
	}
	s.engine.count(died && r.Fault != FaultMemory)
	return r, nil
}

// load loads the page in its tab. It reports whether the tab did not answer any more.
func (s *Session) load(ctx context.Context, t *tab, l *load) (hung bool) {
	bound := l.visit.Patience + 2*tabTime
	if l.visit.GoOn != nil {
		bound += goOnTime
	}
	bound += l.visit.Stay
	most, cancel := context.WithTimeout(t.ctx, bound)
	defer cancel()
	defer context.AfterFunc(ctx, cancel)()
	l.tab, l.opened = chromedp.FromContext(t.ctx).Target, t.opened
	l.do(most, s)
	t.leave()
	return l.hung
}
