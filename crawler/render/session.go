package render

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/chromedp/cdproto/target"
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
	p, err := s.engine.ensure()
	if err != nil {
		return nil, err
	}
	p.loads++
	s.proxy.begin()
	r, hung := s.load(ctx, p, v)
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

var errNoTab = errors.New("the browser opened no tab")

// open opens a tab. Where the process behind it dies at that very moment nobody ever answers, and the library would wait for ever; a context with a
// deadline would end the tab with it.
func open(ctx context.Context, p *process, tab context.Context) error {
	opened := make(chan error, 1)
	go func() { opened <- chromedp.Do(tab) }()
	select {
	case err := <-opened:
		return err
	case <-time.After(tabTime):
		return errNoTab
	case <-p.ctx.Done():
		return errNoTab
	case <-ctx.Done():
		return ctx.Err()
	}
}

// load opens a tab and loads the page in it. hung says that the tab did not answer any more.
func (s *Session) load(ctx context.Context, p *process, v Visit) (r *Result, hung bool) {
	if v.Patience == 0 {
		v.Patience = 15 * time.Second
	}
	l := newLoad(v)
	l.came = s.proxy.bytes.Load
	tab, closeTab := chromedp.NewContext(p.ctx, chromedp.WithListener(l.event), chromedp.WithNewBrowserContext(func(c *target.CreateBrowserContextParams) {
		c.ProxyServer, c.ProxyBypassList = "http://"+s.proxy.address(), "<-loopback>"
	}))
	bound := v.Patience + 2*tabTime
	if v.GoOn != nil {
		bound += goOnTime
	}
	bound += v.Stay
	most, cancel := context.WithTimeout(tab, bound)
	defer cancel()
	defer context.AfterFunc(ctx, cancel)()
	if err := open(ctx, p, tab); err != nil {
		go closeTab() // it may wait for what does not answer, until the browser is ended
		return &Result{Fault: FaultFailed, Detail: firstLine(err).Error()}, true
	}
	l.tab = chromedp.FromContext(tab).Target
	l.do(most, s)
	closed := make(chan struct{})
	go func() { closeTab(); close(closed) }()
	if l.hung {
		return l.result(), true
	}
	select {
	case <-closed:
	case <-time.After(2 * time.Second):
		hung = true
	case <-p.ctx.Done():
	}
	return l.result(), hung
}
