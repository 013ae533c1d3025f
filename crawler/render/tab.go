package render

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/inspector"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// Tabs are opened ahead of their loads: opening one takes a while, and one that is only just there paints its page later than one that had time to start
// up, by 60 to 100 ms as on a phone. Two, since the one that was opened when the last load ended is too young for the next.
const (
	tabsAhead = 2
	tabAge    = 600 * time.Millisecond // after which a tab is as quick as it gets
)

// tab is an empty tab in a context of its own: it shares no storage with others, and its only way to the network is the session's proxy.
type tab struct {
	ctx    context.Context // of chromedp; ends with the tab
	close  func()          // may wait for a browser that does not answer
	run    *process
	opened time.Time

	mu      sync.Mutex
	load    *load // that uses it, nil before
	crashed bool
}

// event passes on what the browser tells of a tab that is in use.
func (t *tab) event(ev any) {
	t.mu.Lock()
	l := t.load
	if _, ok := ev.(*inspector.EventTargetCrashed); ok {
		t.crashed = true
	}
	t.mu.Unlock()
	if l != nil {
		l.event(ev)
	}
}

// use gives the tab to a load, unless it died.
func (t *tab) use(l *load) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.ctx.Err() != nil || t.crashed {
		return false
	}
	t.load, l.tab = l, chromedp.FromContext(t.ctx).Target
	return true
}

var errNoTab = errors.New("the browser opened no tab")

// open opens a tab. Where the process behind it dies at that very moment nobody ever answers, and the library would wait for ever; a context with a
// deadline would end the tab with it.
func (s *Session) open(ctx context.Context, p *process) (*tab, error) {
	t := &tab{run: p}
	t.ctx, t.close = chromedp.NewContext(p.ctx, chromedp.WithListener(t.event), chromedp.WithNewBrowserContext(func(c *target.CreateBrowserContextParams) {
		c.ProxyServer, c.ProxyBypassList = "http://"+s.proxy.address(), "<-loopback>"
	}))
	opened := make(chan error, 1)
	go func() { opened <- chromedp.Do(t.ctx) }()
	var err error
	select {
	case err = <-opened:
	case <-time.After(tabTime):
		err = errNoTab
	case <-p.ctx.Done():
		err = errNoTab
	case <-ctx.Done():
		err = ctx.Err()
	}
	if err != nil {
		go t.abandon(opened)
		return nil, err
	}
	t.opened = time.Now()
	return t, nil
}

// abandon closes a tab once the browser has told that it is there: one whose opening is broken off is made all the same, and nobody would know of it.
func (t *tab) abandon(opened <-chan error) {
	select {
	case <-opened:
	case <-t.run.ctx.Done(): // and all its tabs with it
	}
	t.close()
}

// tabFor returns a tab for a load: one that was opened ahead, else a new one. What is timed gets one that had time to start up.
func (s *Session) tabFor(ctx context.Context, p *process, l *load) (*tab, error) {
	t := s.next()
	if t == nil {
		var err error
		if t, err = s.open(ctx, p); err != nil {
			return nil, err
		}
	}
	if !t.use(l) {
		go t.close()
		return nil, errNoTab
	}
	if l.visit.Throttled {
		_ = pause(ctx, tabAge-time.Since(t.opened))
	}
	return t, nil
}

// answers reports whether a tab is still alive. That one died is told late or never: its load would wait for nothing.
func (t *tab) answers(ctx context.Context) bool {
	asked, cancel := context.WithTimeout(t.ctx, 2*time.Second)
	defer cancel()
	defer context.AfterFunc(ctx, cancel)()
	_, err := cdp.Call(asked, chromedp.FromContext(t.ctx).Target, page.GetFrameTree, cdp.Empty{})
	return err == nil
}

// aheadAnswers reports whether the next of the tabs opened ahead is alive, if there is one. While one is being opened it is waited for: it would take part
// in what is measured.
func (s *Session) aheadAnswers(ctx context.Context, p *process) bool {
	s.wg.Wait()
	s.mu.Lock()
	s.ahead = slices.DeleteFunc(s.ahead, func(t *tab) bool { return t.run != p })
	ahead := s.ahead
	s.mu.Unlock()
	return len(ahead) == 0 || ahead[0].answers(ctx)
}

// next takes the first of the tabs opened ahead, nil where there is none.
func (s *Session) next() *tab {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.ahead) == 0 {
		return nil
	}
	t := s.ahead[0]
	s.ahead = s.ahead[1:]
	return t
}

// openAhead opens tabs for the loads to come, while nobody waits for them.
func (s *Session) openAhead(p *process) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stop != nil || s.closed {
		return
	}
	ctx, cancel := context.WithCancel(p.ctx)
	s.stop = cancel
	s.wg.Go(func() {
		defer cancel()
		for s.lacksTab(ctx) {
			t, err := s.open(ctx, p)
			s.mu.Lock()
			if err == nil {
				s.ahead = append(s.ahead, t)
			} else {
				cancel()
			}
			s.mu.Unlock()
		}
	})
}

// lacksTab reports whether another tab is to be opened ahead; where not, the opening is over.
func (s *Session) lacksTab(ctx context.Context) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	lacks := ctx.Err() == nil && len(s.ahead) < tabsAhead
	if !lacks {
		s.stop = nil
	}
	return lacks
}

// dropAhead gives up the tabs opened ahead.
func (s *Session) dropAhead() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, t := range s.ahead {
		go t.close()
	}
	s.ahead = nil
}
