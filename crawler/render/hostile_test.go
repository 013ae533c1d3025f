package render

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/shopvet/shopvet/crawler/wire"
)

const sound = `<!doctype html><title>fine</title><h1>A sound page</h1>`

// hostility is a page that would harm who loads it, and how its load may end; nil: in any way.
type hostility struct {
	html  string
	fault []string
}

// patience is enough to fill the memory where that is the matter.
func (h hostility) patience() time.Duration {
	if contains(h.fault, FaultMemory) {
		return 12 * time.Second
	}
	return time.Second
}

var hostile = map[string]hostility{
	"an endless loop":       {`<p>before</p><script>for(;;);</script>`, []string{FaultDeadline}},
	"an endless alert":      {`<p>before</p><script>for(;;)alert(1)</script>`, []string{FaultDialogs, FaultDeadline}},
	"2 GB of memory":        {`<script>const a=[];for(let i=0;i<256;i++){const b=new Uint8Array(8<<20);b.fill(i|1);a.push(b)}document.title=a.length</script>`, []string{FaultMemory}},
	"frames without end":    {`<script>if(self!=top&&location.hash.length>40);else for(let i=0;i<40;i++){const f=document.createElement("iframe");f.src=location.pathname+"#"+"x".repeat(location.hash.length+20);document.documentElement.append(f)}</script>`, nil},
	"a reload loop":         {`<script>location.reload()</script>`, nil},
	"requests without end":  {`<script>setInterval(()=>{for(let i=0;i<50;i++)fetch("/x?"+Math.random())},10)</script>`, nil},
	"every prompt":          {`<script>onbeforeunload=e=>{e.preventDefault();return 1};print();confirm("a");prompt("b");Notification.requestPermission();navigator.geolocation.getCurrentPosition(()=>{})</script>`, nil},
	"our names are taken":   {`<script>JSON.stringify=()=>"{}";Array.prototype.map=()=>{throw 1};document.querySelectorAll=()=>{throw 2};window.seen={};Object.defineProperty(window,"performance",{get(){throw 3}});Element.prototype.getBoundingClientRect=()=>{throw 4}</script><h1>still</h1>`, nil},
	"a title of a megabyte": {`<script>document.title="x".repeat(1<<20);document.body.append("y".repeat(20<<20))</script>`, nil},
}

// TestHostilePagesCostThemselvesOnly loads each hostile page and then a sound one: the deadline holds, and the browser is there for the next.
func TestHostilePagesCostThemselvesOnly(t *testing.T) {
	list := map[string]string{"/sound": sound}
	for name, h := range hostile {
		list["/"+strings.ReplaceAll(name, " ", "-")] = h.html
	}
	srv := pages(t, list)
	s := session(t, srv.URL)
	for name, h := range hostile {
		t.Run(name, func(t *testing.T) {
			began := time.Now()
			r := visit(t, s, Visit{URL: srv.URL + "/" + strings.ReplaceAll(name, " ", "-"), Look: true, Patience: h.patience()})
			if took := time.Since(began); took > h.patience()+20*time.Second {
				t.Errorf("took %v", took)
			}
			if len(h.fault) > 0 && !contains(h.fault, r.Fault) {
				t.Errorf("ended with %q %s, want one of %v", r.Fault, r.Detail, h.fault)
			}
			if len(h.fault) == 0 && r.Look == nil && r.Fault == "" {
				t.Error("nothing was seen and nothing was said of it")
			}
			if r.Fault == "" {
				return // the browser was not ended
			}
			if next := visit(t, s, Visit{URL: srv.URL + "/sound"}); next.Fault != "" || next.Run.FCP == 0 {
				t.Errorf("the page after it: %q %s", next.Fault, next.Detail)
			}
		})
	}
}

func contains(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}

// TestEndlessLoading serves a document that never ends, one that never begins, and one whose picture never comes.
func TestEndlessLoading(t *testing.T) {
	quit := make(chan struct{})
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/never", "/never.png":
		case "/stream":
			w.Header().Set("Content-Type", "text/html")
			for i := 0; ; i++ {
				fmt.Fprintf(w, "<p>line %d</p>\n", i)
				w.(http.Flusher).Flush()
				select {
				case <-quit:
					return
				case <-r.Context().Done():
					return
				case <-time.After(20 * time.Millisecond):
				}
			}
		default:
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, `<h1>Picture</h1><img src=/never.png>`)
			return
		}
		select {
		case <-quit:
		case <-r.Context().Done():
		}
	}))
	t.Cleanup(srv.Close)
	t.Cleanup(func() { close(quit) })
	s := session(t, srv.URL)
	for path, shown := range map[string]string{"/never": "", "/stream": "line 3", "/picture": "Picture"} {
		began := time.Now()
		r := visit(t, s, Visit{URL: srv.URL + path, Look: true, Patience: 1500 * time.Millisecond})
		if took := time.Since(began); took > 20*time.Second || r.Fault != FaultDeadline {
			t.Errorf("%s: %q after %v", path, r.Fault, took)
		}
		if !strings.Contains(string(r.HTML), shown) {
			t.Errorf("%s: what was there was not read", path)
		}
	}
}

// TestTheBrowserMayDie kills the browser while it loads a page, and crashes a page from within: the next page is loaded all the same.
func TestTheBrowserMayDie(t *testing.T) {
	srv := pages(t, map[string]string{"/": sound, "/slow": `<script>fetch("/x");setInterval(()=>fetch("/y"),50)</script>`})
	s := session(t, srv.URL)
	if err := engine.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	go func() {
		time.Sleep(600 * time.Millisecond)
		engine.mu.Lock()
		defer engine.mu.Unlock()
		_ = chromedp.FromContext(engine.run.ctx).Browser.Process().Signal(syscall.SIGKILL)
	}()
	if r := visit(t, s, Visit{URL: srv.URL + "/slow", Look: true}); r.Fault != FaultCrashed {
		t.Errorf("killed: %q %s", r.Fault, r.Detail)
	}
	if r := visit(t, s, Visit{URL: srv.URL + "/"}); r.Fault != "" {
		t.Errorf("after the kill: %q %s", r.Fault, r.Detail)
	}
	if r := visit(t, s, Visit{URL: "chrome://crash", Look: true, Patience: 3 * time.Second}); r.Fault == "" {
		t.Errorf("crash page: %q %s", r.Fault, r.Detail)
	}
	if r := visit(t, s, Visit{URL: srv.URL + "/"}); r.Fault != "" {
		t.Errorf("after the crash: %q %s", r.Fault, r.Detail)
	}
}

// TestNothingIsLeftRunning counts the processes of a browser of its own after it was closed, also in the middle of a load.
func TestNothingIsLeftRunning(t *testing.T) {
	if engine == nil {
		t.Skip("there is no browser on this computer")
	}
	srv := pages(t, map[string]string{"/": `<script>for(;;);</script>`})
	e := New(engine.path)
	s, err := e.Session(Options{Guard: wire.NewGuard(srv.URL, nil)})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := e.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	pid := chromedp.FromContext(e.run.ctx).Browser.Process().Pid
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { _, _ = s.Load(ctx, Visit{URL: srv.URL + "/", Patience: 20 * time.Second}); close(done) }()
	time.Sleep(700 * time.Millisecond)
	cancel()
	select {
	case <-done:
	case <-time.After(8 * time.Second):
		t.Error("the load did not end with its context")
	}
	e.Close()
	if _, err := os.Stat(fmt.Sprintf("/proc/%d", pid)); err == nil {
		t.Error("the browser still runs")
	}
	if _, err := s.Load(t.Context(), Visit{URL: srv.URL}); err == nil {
		t.Error("a closed browser loads pages")
	}
}

// TestABrowserThatCannotBeStarted is told once and in one line.
func TestABrowserThatCannotBeStarted(t *testing.T) {
	for _, path := range []string{"/bin/false", "/bin/cat"} {
		e := New(path)
		err := e.Start(t.Context())
		e.Close()
		if err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", path, err)
		}
	}
	if _, err := Find("/no/such/browser"); err == nil {
		t.Error("a browser was found that is not there")
	}
}
