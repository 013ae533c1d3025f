package report

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	browserpage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	browser "github.com/shopvet/shopvet/crawler/render"
)

// witness notes what a page does besides being shown.
type witness struct {
	mu   sync.Mutex
	seen []string
}

func (w *witness) note(what string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.seen = append(w.seen, what)
}

// event notes requests that go elsewhere, dialogs, words on the console, errors of scripts, and pages that leave.
func (w *witness) event(ev any) {
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(ev.Request.URL, "http://127.0.0.1:") && ev.Request.URL != "data:," {
			w.note("request for " + ev.Request.URL)
		}
	case *browserpage.EventJavascriptDialogOpening:
		w.note("dialog " + ev.Message)
	case *browserpage.EventWindowOpen:
		w.note("window " + ev.URL)
	case *runtime.EventConsoleAPICalled, *runtime.EventExceptionThrown:
		w.note("a script ran")
	case *browserpage.EventFrameRequestedNavigation:
		w.note("the page wants to leave for " + ev.URL)
	}
}

// What a hostile shop wrote does nothing in a browser either: no script runs, no request leaves, no dialog comes up, whatever is hovered over or
// opened, and no text, however long, reaches beyond the screen. KEEP_HOSTILE_REPORT=file keeps the page.
func TestHostileReportInABrowser(t *testing.T) {
	path, err := browser.Find("")
	if err != nil {
		t.Skip("there is no browser on this computer")
	}
	html := htmlPage(t, hostileShop(), Options{})
	if keep := os.Getenv("KEEP_HOSTILE_REPORT"); keep != "" {
		if err := os.WriteFile(keep, []byte(html), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	asked := 0
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked++
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(html))
	}))
	t.Cleanup(srv.Close)
	alloc, stop := chromedp.NewExecAllocator(t.Context(), chromedp.Headless, chromedp.NoFirstRun, chromedp.NoSandbox, chromedp.ExecPath(path))
	t.Cleanup(stop)
	var w witness
	ctx, end := chromedp.NewContext(alloc, chromedp.WithListener(w.event))
	t.Cleanup(end)
	if err := chromedp.Do(ctx, chromedp.Navigate(srv.URL+"/")); err != nil {
		t.Fatal(err)
	}
	tab := chromedp.FromContext(ctx).Target
	var over []int
	for _, width := range []int64{1200, 360} {
		screen := emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 800, DeviceScaleFactor: 1, Mobile: width < 400}
		if _, err := cdp.Call(ctx, tab, emulation.SetDeviceMetricsOverride, screen); err != nil {
			t.Fatal(err)
		}
		over = append(over, ask(ctx, t, `document.querySelectorAll("details").forEach(d => d.open = true),
			document.documentElement.scrollWidth - document.documentElement.clientWidth`))
	}
	handlers := ask(ctx, t, `[...document.querySelectorAll("*")].filter(e => [...e.attributes].some(a => a.name.startsWith("on"))).length`)
	loaders := ask(ctx, t, `document.scripts.length + document.querySelectorAll("iframe,object,embed,img,base,form,link[rel=stylesheet]").length`)
	// What listens for the pointer or the focus would be woken by this.
	ask(ctx, t, `[...document.querySelectorAll("main *")].map(e => ["mouseover", "focus", "toggle", "load", "error"].map(n => e.dispatchEvent(new Event(n)))).length`)
	time.Sleep(300 * time.Millisecond)
	w.mu.Lock()
	defer w.mu.Unlock()
	for i, seen := range w.seen {
		if i < 5 {
			t.Errorf("the report is not inert: %.200s", seen)
		}
	}
	if handlers+loaders > 0 {
		t.Errorf("%d elements listen, %d could run or load something", handlers, loaders)
	}
	if asked != 1 {
		t.Errorf("the page was asked for %d times", asked)
	}
	for i, px := range over {
		if px > 0 {
			t.Errorf("screen %d: %d pixels reach beyond it", i+1, px)
		}
	}
}

// ask returns a number the page answers with.
func ask(ctx context.Context, t *testing.T, expression string) int {
	t.Helper()
	n, err := chromedp.Run(ctx, chromedp.Evaluate[int](expression))
	if err != nil {
		t.Fatal(err)
	}
	return n
}
