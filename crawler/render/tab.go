package render

import (
	"context"
	"errors"
	"time"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// tab is a tab in a context of its own: it shares no storage with others, and its only way to the network is the proxy of the session.
type tab struct {
	ctx    context.Context // of chromedp; ends with the tab
	close  func()          // may wait for what does not answer, until the browser is ended
	in     *process
	opened time.Time
	err    error // why it was not opened
}

var errNoTab = errors.New("the browser opened no tab")

// closeTime is how long a tab may take to close.
const closeTime = 2 * time.Second

// open opens a tab for a load while that of the load before still closes, and waits for both: nothing else is to go on when the page begins to load. The
// error says that there is no browser.
func (s *Session) open(ctx context.Context, l *load) (*tab, error) {
	for {
		p, err := s.engine.ensure()
		if err != nil {
			return nil, err
		}
		t := s.openIn(ctx, p, l)
		if p.left() {
			p.loads++
			return t, nil
		}
		go t.close()
		s.engine.end() // what became of a browser with the page before is no matter of this one
	}
}

// openIn opens a tab in a browser. Where the process behind it dies at that very moment nobody ever answers, and the library would wait for ever; a
// context with a deadline would end the tab with it.
func (s *Session) openIn(ctx context.Context, p *process, l *load) *tab {
	t := &tab{in: p}
	t.ctx, t.close = chromedp.NewContext(p.ctx, chromedp.WithListener(l.event), chromedp.WithNewBrowserContext(func(c *target.CreateBrowserContextParams) {
		c.ProxyServer, c.ProxyBypassList = "http://"+s.proxy.address(), "<-loopback>"
	}))
	opened := make(chan error, 1)
	go func() { opened <- chromedp.Do(t.ctx) }()
	select {
	case t.err = <-opened:
	case <-time.After(tabTime):
		t.err = errNoTab
	case <-p.ctx.Done():
		t.err = errNoTab
	case <-ctx.Done():
		t.err = ctx.Err()
	}
	if t.err != nil {
		go t.close()
	}
	t.opened = time.Now()
	return t
}

// leave closes a tab while others go on, see process.left. One that does not close is ended with its browser.
func (t *tab) leave() {
	gone := make(chan struct{})
	t.in.leaving = gone
	closed := make(chan struct{})
	go func() { t.close(); close(closed) }()
	go func() {
		defer close(gone)
		select {
		case <-closed:
		case <-t.in.ctx.Done():
		case <-time.After(closeTime):
			t.in.stop()
		}
	}()
}

// left waits until the tab that was left last is closed. It reports whether the browser survived that.
func (p *process) left() bool {
	if p.leaving == nil {
		return true
	}
	<-p.leaving
	p.leaving = nil
	return p.ctx.Err() == nil
}
