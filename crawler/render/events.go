package render

import (
	"math"
	"net/url"
	"strings"
	"time"

	"github.com/chromedp/cdproto/inspector"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
)

// Bounds of what is kept of a page that never stops.
const (
	maxRequests = 3000
	maxErrors   = 50
	maxFailed   = 100
)

// request is one request of a page.
type request struct {
	url    string
	kind   string
	status int
	failed string
	bytes  int64
	done   bool
	lasts  bool // a stream that never ends by itself
}

// traffic is what a page asked for. The caller holds the lock of its load.
type traffic struct {
	byID  map[network.RequestID]*request
	list  []*request
	open  int // requests under way, streams aside
	since time.Time
}

func newTraffic() traffic { return traffic{byID: map[network.RequestID]*request{}, since: time.Now()} }

// idle is how long no request has been under way. One alone may be the picture by which a page is timed.
func (t *traffic) idle(now time.Time) time.Duration {
	if t.open > 0 {
		return 0
	}
	return now.Sub(t.since)
}

func (t *traffic) begin(e *network.EventRequestWillBeSent) {
	if e.RedirectResponse != nil {
		t.end(e.RequestID, func(r *request) {
			r.status, r.bytes = int(e.RedirectResponse.Status), int64(e.RedirectResponse.EncodedDataLength)
		})
	}
	if len(t.list) >= maxRequests || !strings.HasPrefix(e.Request.URL, "http") {
		return
	}
	r := &request{url: e.Request.URL, kind: kindOf(e.Type)}
	r.lasts = e.Type == network.ResourceTypeEventSource || e.Type == network.ResourceTypeMedia || e.Type == network.ResourceTypePing
	t.byID[e.RequestID] = r
	t.list = append(t.list, r)
	if !r.lasts {
		t.open++
	}
}

func (t *traffic) end(id network.RequestID, note func(*request)) {
	r, ok := t.byID[id]
	if !ok || r.done {
		return
	}
	note(r)
	r.done = true
	if !r.lasts {
		t.open--
		t.since = time.Now()
	}
}

// kindOf names the kind of a request.
func kindOf(t network.ResourceType) string {
	switch t {
	case network.ResourceTypeDocument:
		return "document"
	case network.ResourceTypeScript, network.ResourceTypeStylesheet, network.ResourceTypeImage, network.ResourceTypeFont, network.ResourceTypeMedia:
		return strings.ToLower(string(t))
	case network.ResourceTypeXHR, network.ResourceTypeFetch:
		return "xhr"
	default:
		return "other"
	}
}

// event takes what the browser tells while a page loads. It runs where messages are read, so it must be quick and ask for nothing.
func (l *load) event(ev any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch e := ev.(type) {
	case *network.EventRequestWillBeSent:
		l.net.begin(e)
	case *network.EventResponseReceived:
		if r := l.net.byID[e.RequestID]; r != nil {
			r.status = int(e.Response.Status)
			r.bytes = int64(e.Response.EncodedDataLength)
		}
	case *network.EventDataReceived:
		if r := l.net.byID[e.RequestID]; r != nil && !r.done {
			r.bytes += e.EncodedDataLength
		}
	case *network.EventLoadingFinished:
		l.net.end(e.RequestID, func(r *request) {
			if !math.IsNaN(e.EncodedDataLength) && e.EncodedDataLength > 0 {
				r.bytes = int64(e.EncodedDataLength)
			}
		})
	case *network.EventLoadingFailed:
		l.net.end(e.RequestID, func(r *request) {
			r.failed = e.ErrorText
			if e.Canceled || e.BlockedReason != "" {
				r.failed = "" // the page's own doing
				r.done = true
			}
		})
	case *page.EventLoadEventFired:
		if l.loaded.IsZero() && !l.began.IsZero() {
			l.loaded = time.Now()
		}
	case *page.EventFrameNavigated:
		if e.Frame.ParentID == "" && !l.began.IsZero() {
			l.frame, l.loaded = e.Frame.ID, time.Time{} // scripts may lead on to another page
		}
	case *inspector.EventTargetCrashed:
		l.crashed = true
	default:
		l.said(ev)
	}
}

// said takes what scripts say.
func (l *load) said(ev any) {
	switch e := ev.(type) {
	case *page.EventJavascriptDialogOpening:
		l.dialogs++
		if l.tab != nil && l.bindings != nil && l.dialogs <= maxDialogs {
			ctx := l.bindings
			go func() {
				_, _ = call(ctx, l, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: false})
			}()
		}
	case *page.EventScreencastFrame:
		l.frameOfFilm(e)
	case *runtime.EventExceptionThrown:
		l.noteError(thrown(e.ExceptionDetails))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError {
			l.noteError(written(e))
		}
	}
}

func (l *load) noteError(s ScriptError) {
	for i := range l.errors {
		if o := &l.errors[i]; o.Text == s.Text && o.URL == s.URL && o.Thrown == s.Thrown {
			o.Times++
			return
		}
	}
	if len(l.errors) < maxErrors {
		s.Times = 1
		l.errors = append(l.errors, s)
	}
}

// thrown is an exception that nobody caught.
func thrown(d *runtime.ExceptionDetails) ScriptError {
	s := ScriptError{Text: d.Text, URL: d.URL, Line: int(d.LineNumber) + 1, Thrown: true}
	if d.Exception != nil && d.Exception.Description != "" {
		s.Text = d.Exception.Description
	}
	s.Text, _, _ = strings.Cut(s.Text, "\n")
	if s.URL == "" && d.StackTrace != nil {
		s.URL, s.Line = firstFrame(d.StackTrace)
	}
	return trim(s)
}

// written is an error that a script wrote to the console.
func written(e *runtime.EventConsoleAPICalled) ScriptError {
	var parts []string
	for _, a := range e.Args {
		switch {
		case a.Description != "":
			parts = append(parts, a.Description)
		default:
			parts = append(parts, strings.Trim(string(a.Value), `"`))
		}
	}
	s := ScriptError{Text: strings.Join(parts, " ")}
	s.Text, _, _ = strings.Cut(s.Text, "\n")
	if e.StackTrace != nil {
		s.URL, s.Line = firstFrame(e.StackTrace)
	}
	return trim(s)
}

func firstFrame(t *runtime.StackTrace) (string, int) {
	for _, f := range t.CallFrames {
		if f.URL != "" {
			return f.URL, int(f.LineNumber) + 1
		}
	}
	return "", 0
}

func trim(s ScriptError) ScriptError {
	s.Text, s.URL = clip(strings.ToValidUTF8(s.Text, ""), 300), clip(s.URL, 2000)
	return s
}

func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}

func hostOf(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	return u.Host
}
