package render

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/security"
	"github.com/chromedp/chromedp"
)

//go:embed observe.js
var observeJS string

//go:embed vitals.js
var vitalsJS string

//go:embed look.js
var lookJS string

//go:embed clocks.js
var clocksJS string

// world is the name of the scripts' own world: the page sees nothing of it.
const world = "shopvet"

// How a page that was not seen whole ended.
const (
	FaultDeadline = "deadline"
	FaultCrashed  = "crashed"
	FaultDialogs  = "dialogs"
	FaultMemory   = "memory"
	FaultFailed   = "failed"
)

// Lighthouse's mobile settings (slow 4G as its "devtools" throttling sets it).
const (
	slowLatency  = 562.5                  // ms from request to response
	slowDownload = 1474.56 * 1024 / 8     // bytes a second
	slowUpload   = 675.0 * 1024 / 8       // bytes a second
	slowdown     = 4                      // of the processor
	quietTimed   = time.Second            // without requests, after which a timed page is at rest
	quietLook    = 500 * time.Millisecond // the same where only what it shows counts
	mostSettle   = 5 * time.Second        // after its load event, for a page that goes on asking
	maxDialogs   = 20                     // after which a page is left
	maxHTML      = 8 << 20                // bytes of what is read of a page
)

// load is one load of a page under way.
type load struct {
	visit  Visit
	tab    *chromedp.Target
	hung   bool
	came   func() int64 // bytes that have come to the page so far
	out    Result
	crowd  float64 // see crowded
	began  time.Time
	opened time.Time // the tab

	mu       sync.Mutex
	net      traffic
	frame    cdp.FrameID
	loaded   time.Time // of the load event
	crashed  bool
	dialogs  int
	errors   []ScriptError
	bindings context.Context // in which dialogs are refused
	film     []frameShot
	told     int // requests of which the scenes before have told
}

func newLoad(v Visit) *load { return &load{visit: v, net: newTraffic()} }

// call runs one command of the protocol in the tab.
func call[P, R any](ctx context.Context, l *load, c cdp.Command[P, R], params P) (R, error) {
	return cdp.Call(ctx, l.tab, c, params)
}

// do loads the page and notes what came of it.
func (l *load) do(ctx context.Context, s *Session) {
	l.mu.Lock()
	l.bindings = ctx
	l.mu.Unlock()
	if err := l.prepare(ctx, s); err != nil {
		l.fail(ctx, FaultFailed, err)
		return
	}
	if l.visit.Film {
		l.startFilm(ctx)
	}
	l.mu.Lock()
	l.began = time.Now()
	l.mu.Unlock()
	crowd := l.tryCrowd(ctx)
	nav, err := l.navigate(ctx)
	if err != nil {
		l.fail(ctx, FaultDeadline, err)
		return
	}
	l.crowd = <-crowd
	if nav.ErrorText != "" {
		l.out.Fault, l.out.Detail = FaultFailed, nav.ErrorText
		return
	}
	l.mu.Lock()
	l.frame = nav.FrameID
	l.mu.Unlock()
	l.out.Fault = l.rest(ctx, l.began.Add(l.visit.Patience))
	if l.out.Fault == FaultCrashed || l.out.Fault == FaultDialogs {
		l.hung = l.out.Fault == FaultDialogs
		return
	}
	most := tabTime
	if l.out.Fault != "" {
		most = lateTime
	}
	asked, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	if l.visit.GoOn != nil {
		if l.out.Fault != "" {
			return // what did not come to rest may not answer either
		}
		if err := l.goOn(ctx); err != nil {
			l.fail(ctx, FaultDeadline, err)
		}
		return
	}
	if err := l.collect(asked); err != nil {
		l.fail(ctx, FaultDeadline, err)
		l.hung = true
		return
	}
	if l.visit.Asks != nil && l.out.Fault == "" {
		l.stay(ctx)
	}
}

// navigate goes to the page. A document that never begins to answer would hold the command for ever.
func (l *load) navigate(ctx context.Context) (page.NavigateResult, error) {
	ctx, cancel := context.WithTimeout(ctx, l.visit.Patience)
	defer cancel()
	return call(ctx, l, page.Navigate, page.NavigateParams{URL: l.visit.URL})
}

// tryCrowd tries whether this computer is crowded while a throttled page waits for the first answer: no sooner than slowLatency does it have anything to do.
func (l *load) tryCrowd(ctx context.Context) <-chan float64 {
	crowd := make(chan float64, 1)
	if !l.visit.Throttled {
		crowd <- 0
		return crowd
	}
	go func() {
		_ = pause(ctx, 150*time.Millisecond) // which the browser takes to set out
		crowd <- crowded()
	}()
	return crowd
}

// fail notes why a load came to nothing, unless that is known.
func (l *load) fail(ctx context.Context, fault string, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.out.Fault != "":
	case l.crashed, errors.Is(err, chromedp.ErrTargetDetached):
		l.out.Fault = FaultCrashed
	case ctx.Err() != nil && !errors.Is(ctx.Err(), context.DeadlineExceeded):
		l.out.Fault = FaultCrashed // the browser is gone, or the visit is over
	default:
		l.out.Fault = fault
	}
	if l.out.Detail == "" {
		l.out.Detail = firstLine(err).Error()
	}
}

// prepare sets up the tab before anything of the page is loaded.
func (l *load) prepare(ctx context.Context, s *Session) error {
	width, height, scale := int64(1280), int64(900), 1.0
	if l.visit.Mobile {
		width, height, scale = 360, 780, 2
	}
	c := chromedp.FromContext(ctx)
	steps := []func() error{
		func() error {
			_, err := call(ctx, l, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
				Width: width, Height: height, DeviceScaleFactor: scale, Mobile: l.visit.Mobile,
			})
			return err
		},
		func() error {
			_, err := call(ctx, l, emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{
				UserAgent: agentFor(s.engine.agent, l.visit.Mobile) + " " + s.name, AcceptLanguage: l.visit.Lang,
			})
			return err
		},
		func() error {
			_, err := call(ctx, l, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: observeJS, WorldName: world})
			return err
		},
		func() error {
			_, err := cdp.Call(ctx, c.Browser, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
				Behavior: browser.SetDownloadBehaviorBehaviorDeny, BrowserContextID: c.BrowserContextID,
			})
			return err
		},
		func() error {
			if !l.visit.Lax {
				return nil
			}
			_, err := call(ctx, l, security.SetIgnoreCertificateErrors, security.SetIgnoreCertificateErrorsParams{Ignore: true})
			return err
		},
		func() error { return l.throttle(ctx) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (l *load) throttle(ctx context.Context) error {
	if !l.visit.Throttled {
		return nil
	}
	l.awake(ctx)
	if _, err := call(ctx, l, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: slowdown}); err != nil {
		return err
	}
	_, err := call(ctx, l, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{Latency: slowLatency, DownloadThroughput: slowDownload, UploadThroughput: slowUpload}},
	})
	return err
}

// agentFor is the user agent of the browser itself, or of the same on a phone.
func agentFor(agent string, mobile bool) string {
	if !mobile {
		return agent
	}
	from, to := strings.Index(agent, "("), strings.Index(agent, ")")
	if from < 0 || to < from {
		return agent
	}
	agent = agent[:from] + "(Linux; Android 11; moto g power (2022))" + agent[to+1:]
	return strings.Replace(agent, " Safari/", " Mobile Safari/", 1)
}

// rest waits until the page has come to rest, and says why it did not.
func (l *load) rest(ctx context.Context, deadline time.Time) string {
	quiet := quietLook
	if l.visit.timed() {
		quiet = quietTimed
	}
	tried := !l.visit.Throttled
	for {
		now := time.Now()
		l.mu.Lock()
		loaded, crashed, dialogs := l.loaded, l.crashed, l.dialogs
		idle := l.net.idle(now)
		l.mu.Unlock()
		switch {
		case crashed || ctx.Err() != nil:
			return FaultCrashed
		case dialogs > maxDialogs:
			return FaultDialogs
		case !loaded.IsZero() && (idle >= quiet && now.Sub(loaded) >= quiet || now.Sub(loaded) >= mostSettle):
			return ""
		case now.After(deadline):
			return FaultDeadline
		case !tried && !loaded.IsZero() && idle >= quiet/2: // in what has to be waited for anyway
			tried = true
			l.crowd = max(l.crowd, crowded())
		}
		_ = pause(ctx, tick)
	}
}

// tick is how often we look whether a page has come to rest.
const tick = 20 * time.Millisecond

// evaluate runs one of our scripts in its own world of the page, and reads the JSON that it gives.
func (l *load) evaluate(ctx context.Context, script string, into any) error {
	w, err := call(ctx, l, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: l.frame, WorldName: world})
	if err != nil {
		return err
	}
	value := true
	r, err := call(ctx, l, runtime.Evaluate, runtime.EvaluateParams{Expression: script, ContextID: w.ExecutionContextID, ReturnByValue: &value})
	if err != nil {
		return err
	}
	if r.ExceptionDetails != nil {
		return errors.New("our script failed: " + r.ExceptionDetails.Text)
	}
	var text string
	if err := json.Unmarshal(r.Result.Value, &text); err != nil {
		return err
	}
	return json.Unmarshal([]byte(text), into)
}
