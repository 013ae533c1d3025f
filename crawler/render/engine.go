// Package render loads chosen pages in a browser and tells what it showed. The browser is a Chromium of this computer; all it reaches it reaches
// through the guard of the visit. Nothing is ever typed in, and pressed is only what a visit asks for, see Visit.GoOn. One page at a time is loaded,
// since two would slow each other down.
package render

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
)

const (
	renewAfter = 50               // loads, after which a browser is replaced: what leaks goes with it
	startTime  = 20 * time.Second // for a browser to say that it is there
	maxMemory  = 1536 << 20       // bytes that the browser's processes may take together
	maxDeaths  = 3                // starts in a row that brought no page: the browser is given up then
)

// quiet swallows what libraries would write to standard error.
var quiet = log.New(io.Discard, "", 0)

var errGone = errors.New("the browser was closed")

// Engine is one browser. It is started when it is first needed, renewed now and then, and started anew when it died. One engine may serve many
// visits; they take turns.
type Engine struct {
	path   string
	memory int64
	turn   chan struct{} // held by whoever loads a page

	mu      sync.Mutex
	run     *process
	product string
	agent   string // user agent as the browser would send it
	deaths  int
	closed  bool
}

// process is one life of the browser.
type process struct {
	ctx    context.Context // of chromedp; ends when the browser dies
	cancel func()          // returns when nothing of it is left
	loads  int
	watch  *memoryWatch
	// leaving is closed when the tab that was left last is closed, see left. Whoever has the turn may use it.
	leaving chan struct{}
}

// New returns an engine for the program at path, see Find. Nothing is started yet.
func New(path string) *Engine {
	return &Engine{path: path, memory: maxMemory, turn: make(chan struct{}, 1)}
}

// Start starts the browser now, so that it is known whether it can be.
func (e *Engine) Start(ctx context.Context) error {
	release, err := e.take(ctx)
	if err != nil {
		return err
	}
	defer release()
	_, err = e.ensure()
	return err
}

// Product returns the name and version of the browser, "" before it was started.
func (e *Engine) Product() string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.product
}

// take waits for the turn to use the browser.
func (e *Engine) take(ctx context.Context) (release func(), err error) {
	select {
	case e.turn <- struct{}{}:
		return func() { <-e.turn }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// ensure returns a living browser. The caller holds the turn.
func (e *Engine) ensure() (*process, error) {
	e.mu.Lock()
	p, closed, deaths := e.run, e.closed, e.deaths
	e.mu.Unlock()
	switch {
	case closed:
		return nil, errGone
	case p != nil && p.ctx.Err() == nil && p.loads < renewAfter:
		return p, nil
	case deaths >= maxDeaths:
		return nil, fmt.Errorf("the browser died %d times in a row", deaths)
	}
	e.end()
	p, err := e.start()
	e.mu.Lock()
	defer e.mu.Unlock()
	if err != nil {
		e.deaths++
		return nil, err
	}
	if e.closed {
		p.stop()
		return nil, errGone
	}
	e.run = p
	return p, nil
}

// end stops the browser, if there is one, and returns when nothing of it runs any more.
func (e *Engine) end() {
	e.mu.Lock()
	p := e.run
	e.run = nil
	e.mu.Unlock()
	if p != nil {
		p.stop()
	}
}

// Close stops the browser for good. A load under way fails.
func (e *Engine) Close() {
	e.mu.Lock()
	e.closed = true
	e.mu.Unlock()
	e.end()
}

// count notes how a load ended: a browser that dies again and again is given up.
func (e *Engine) count(died bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if died {
		e.deaths++
	} else {
		e.deaths = 0
	}
}

func (p *process) stop() {
	p.watch.stop()
	p.cancel()
}

// start starts a browser with a profile of its own that goes with it.
func (e *Engine) start() (*process, error) {
	options := append(flags(), chromedp.ExecPath(e.path))
	aside, drop := passing()
	if aside != "" {
		options = append(options, chromedp.Env("TMPDIR="+aside))
	}
	alloc, freeAlloc := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, free := chromedp.NewContext(alloc, chromedp.WithErrorf(quiet.Printf), chromedp.WithLogf(quiet.Printf))
	cancel := func() { free(); freeAlloc(); drop() }
	begun := make(chan error, 1)
	go func() { begun <- chromedp.Do(ctx) }() // a deadline on the first call would end the browser with it
	select {
	case err := <-begun:
		if err != nil {
			cancel()
			return nil, fmt.Errorf("start the browser %s: %w", e.path, firstLine(err))
		}
	case <-time.After(startTime):
		cancel()
		<-begun
		return nil, fmt.Errorf("start the browser %s: it said nothing for %v", e.path, startTime)
	}
	asked, stop := context.WithTimeout(ctx, startTime)
	defer stop()
	v, err := chromedp.CallBrowser(asked, browser.GetVersion, struct{}{})
	if err != nil {
		cancel()
		return nil, fmt.Errorf("ask the browser %s for its version: %w", e.path, firstLine(err))
	}
	e.mu.Lock()
	e.product = strings.TrimPrefix(v.Product, "Headless")
	e.agent = strings.ReplaceAll(v.UserAgent, "HeadlessChrome", "Chrome")
	e.mu.Unlock()
	p := &process{ctx: ctx, cancel: cancel}
	p.watch = watchMemory(chromedp.FromContext(ctx).Browser.Process().Pid, e.memory)
	return p, nil
}

// passing makes a folder for what a browser puts aside in passing, since it leaves that there when it is killed. Where the folder for such things has so long
// a name that the address of a socket in it would be too long, it is made in /tmp. Where neither can be, the browser puts it where others do.
func passing() (dir string, drop func()) {
	const most = 60 // bytes, of about a hundred
	for _, in := range []string{os.TempDir(), "/tmp"} {
		dir, err := os.MkdirTemp(in, "shopvet-")
		if err != nil {
			continue
		}
		drop := func() { _ = os.RemoveAll(dir) }
		if len(dir) <= most {
			return dir, drop
		}
		drop()
	}
	return "", func() {}
}

// firstLine keeps an error to one line: a browser that fails prints a page.
func firstLine(err error) error {
	text, _, more := strings.Cut(err.Error(), "\n")
	if !more {
		return err
	}
	return errors.New(text)
}

// flags are those that the browser is started with. By itself it may reach nothing: its proxy is a port at which nobody listens, and no name is
// resolved by it. Each visit has a proxy of its own, see Session.
func flags() []chromedp.ExecAllocatorOption {
	list := []chromedp.ExecAllocatorOption{
		chromedp.Headless, chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
		chromedp.Flag("proxy-server", "http://127.0.0.1:9"),
		chromedp.Flag("proxy-bypass-list", "<-loopback>"), // without it, this computer is asked directly
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
		// Without it, UDP goes round the proxy. It was renamed; the first is the name in older browsers.
		chromedp.Flag("force-webrtc-ip-handling-policy", "disable_non_proxied_udp"), chromedp.Flag("webrtc-ip-handling-policy", "disable_non_proxied_udp"),
		chromedp.Flag("disable-features", "Translate,MediaRouter,OptimizationHints,AutofillServerCommunication,CertificateTransparencyComponentUpdater,"+
			"DialMediaRouteProvider,GlobalMediaControls,ImprovedCookieControls,InterestFeedContentSuggestions,WebTransport,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable"),
		chromedp.Flag("disable-blink-features", "WebTransport"),
	}
	for _, on := range []string{
		"disable-quic", "dns-prefetch-disable", "no-pings", "disable-background-networking", "disable-component-update", "disable-domain-reliability",
		"disable-sync", "disable-default-apps", "disable-extensions", "disable-breakpad", "disable-client-side-phishing-detection",
		"disable-background-timer-throttling", "disable-backgrounding-occluded-windows", "disable-renderer-backgrounding",
		"disable-dev-shm-usage", "disable-hang-monitor", "disable-prompt-on-repost", "deny-permission-prompts",
		"metrics-recording-only", "mute-audio", "hide-scrollbars", "use-mock-keychain", "enable-automation", "disable-print-preview", "disable-notifications",
	} {
		list = append(list, chromedp.Flag(on, true))
	}
	return append(list, chromedp.Flag("password-store", "basic"), chromedp.Flag("force-color-profile", "srgb"),
		chromedp.Flag("autoplay-policy", "user-gesture-required"))
}
