package render

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/shopvet/shopvet/crawler/wire"
)

const sound = `<!doctype html><title>fine</title><h1>A sound page</h1>`

// shows reports whether a page that was looked at is the sound one. When it was painted is no matter here: a busy machine may not have got that far.
func shows(r *Result) bool { return bytes.Contains(r.HTML, []byte("A sound page")) }

// hostility is a page that would harm who loads it, and how its load may end; nil: in any way.
type hostility struct {
	html  string
	fault []string
}

// patience is enough to fill the memory where that is the matter, however busy the computer is: the load ends when it is full.
func (h hostility) patience() time.Duration {
	if contains(h.fault, FaultMemory) {
		return time.Minute
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
	// Most of it is waiting for deadlines, and browsers that were ended to begin anew.
	const side = 3
	sessions := make(chan *Session, side)
	for range side {
		sessions <- ownSession(t, srv.URL)
	}
	for name, h := range hostile {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := <-sessions
			defer func() { sessions <- s }()
			began := time.Now()
			r := visit(t, s, Visit{URL: srv.URL + "/" + strings.ReplaceAll(name, " ", "-"), Look: true, Patience: h.patience()})
			if took := time.Since(began); took > h.patience()+time.Minute {
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
			if next := visit(t, s, Visit{URL: srv.URL + "/sound", Look: true, Patience: time.Minute}); next.Fault != "" || !shows(next) {
				t.Errorf("the page after it: %q %s", next.Fault, next.Detail)
			}
		})
	}
}

// ownSession is the use of a browser that serves nobody else.
func ownSession(t *testing.T, target string) *Session {
	t.Helper()
	if engine == nil {
		t.Skip("there is no browser on this computer")
	}
	e := New(engine.path)
	t.Cleanup(e.Close)
	s, err := e.Session(Options{Guard: wire.NewGuard(target, nil), Name: "shopvet/test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
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
	t.Parallel()
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
	s := ownSession(t, srv.URL)
	for path, shown := range map[string]string{"/never": "", "/stream": "line 3", "/picture": "Picture"} {
		began := time.Now()
		r := visit(t, s, Visit{URL: srv.URL + path, Look: true, Patience: 1500 * time.Millisecond})
		if !strings.Contains(string(r.HTML), shown) { // a busy computer does not get so far in that time
			r = visit(t, s, Visit{URL: srv.URL + path, Look: true, Patience: 10 * time.Second})
		}
		if took := time.Since(began); took > time.Minute || r.Fault != FaultDeadline {
			t.Errorf("%s: %q after %v", path, r.Fault, took)
		}
		if !strings.Contains(string(r.HTML), shown) {
			t.Errorf("%s: what was there was not read", path)
		}
	}
}

// TestTheBrowserMayDie kills the browser while it loads a page, then only the process that draws the page, freezes it, and crashes a page from within:
// the load ends, and the next page is loaded all the same.
func TestTheBrowserMayDie(t *testing.T) {
	t.Parallel()
	under := make(chan bool, 1)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		switch r.URL.Path {
		case "/y":
			select {
			case under <- true:
			default:
			}
		case "/slow":
			fmt.Fprint(w, `<script>fetch("/x");setInterval(()=>fetch("/y"),50)</script>`)
		default:
			fmt.Fprint(w, sound)
		}
	}))
	t.Cleanup(srv.Close)
	s := ownSession(t, srv.URL)
	for _, what := range []struct {
		name, url string
		patience  time.Duration // where something is killed the load ends with it
		kill      func(browser int)
	}{
		{"the browser is killed", srv.URL + "/slow", time.Minute, func(browser int) { _ = syscall.Kill(browser, syscall.SIGKILL) }},
		{"what draws the page is killed", srv.URL + "/slow", time.Minute, func(browser int) { killRenderers(browser) }},
		{"the browser is frozen", srv.URL + "/slow", 3 * time.Second, func(browser int) { _ = syscall.Kill(browser, syscall.SIGSTOP) }},
		{"a page crashes", "chrome://crash", 3 * time.Second, nil},
	} {
		browser := living(t, s.engine)
		done := make(chan bool)
		go func() {
			select {
			case <-under:
				what.kill(browser)
			case <-done:
			}
		}()
		r := visit(t, s, Visit{URL: what.url, Look: true, Patience: what.patience})
		close(done)
		if r.Fault == "" || strings.Contains(what.name, "kill") && r.Fault != FaultCrashed {
			t.Errorf("%s: %q %s", what.name, r.Fault, r.Detail)
		}
		if r := visit(t, s, Visit{URL: srv.URL + "/", Look: true, Patience: time.Minute}); r.Fault != "" || !shows(r) {
			t.Errorf("after that %s: %q %s", what.name, r.Fault, r.Detail)
		}
		select {
		case <-under: // of a request that was on its way
		default:
		}
	}
}

// TestALoadEndsWheneverItsTabDies kills what draws pages at every moment of a load, the opening of the tab among them.
func TestALoadEndsWheneverItsTabDies(t *testing.T) {
	t.Parallel()
	srv := pages(t, map[string]string{"/": sound})
	s := ownSession(t, srv.URL)
	browser := living(t, s.engine)
	stop, stopped := make(chan bool), make(chan bool)
	killed := 0
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			case <-time.After(5 * time.Millisecond):
				killed += killRenderers(browser)
			}
		}
	}()
	began := time.Now()
	r := visit(t, s, Visit{URL: srv.URL + "/", Look: true, Patience: 2 * time.Second})
	close(stop)
	<-stopped
	if r.Fault == "" || killed == 0 || time.Since(began) > time.Minute {
		t.Errorf("%d killed: %q %s after %v", killed, r.Fault, r.Detail, time.Since(began))
	}
	if r := visit(t, s, Visit{URL: srv.URL + "/", Patience: time.Minute}); r.Fault != "" {
		t.Errorf("after it: %q %s", r.Fault, r.Detail)
	}
}

// living is the process of the browser that runs, started where none does.
func living(t *testing.T, e *Engine) int {
	t.Helper()
	if err := e.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	return chromedp.FromContext(e.run.ctx).Browser.Process().Pid
}

// killRenderers kills the processes in which a browser draws pages, and returns how many there were.
func killRenderers(browser int) (n int) {
	list, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, file := range list {
		line, _ := os.ReadFile(file)
		pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(file)))
		if bytes.Contains(line, []byte("--type=renderer")) && descends(pid, browser) {
			n++
			_ = syscall.Kill(pid, syscall.SIGKILL)
		}
	}
	return n
}

// descends reports whether a process was started by another, at whatever remove.
func descends(pid, from int) bool {
	for range 6 {
		stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
		if err != nil || len(fields) < 2 {
			return false
		}
		if pid, _ = strconv.Atoi(fields[1]); pid == from {
			return true
		}
	}
	return false
}

// TestNothingIsLeftRunning counts the processes of a browser of its own after it was closed, also in the middle of a load.
func TestNothingIsLeftRunning(t *testing.T) {
	t.Parallel()
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
	case <-time.After(15 * time.Second): // its patience is longer
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

// TestNoFilesAreLeft looks at what is in the folder for passing files once a browser was closed, where its name is short and where it is long.
func TestNoFilesAreLeft(t *testing.T) {
	if engine == nil {
		t.Skip("there is no browser on this computer")
	}
	for _, name := range []string{"x", strings.Repeat("long", 20)} {
		aside, err := os.MkdirTemp("", name)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.RemoveAll(aside) })
		t.Setenv("TMPDIR", aside)
		e := New(engine.path)
		if err := e.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		e.Close()
		if list, err := os.ReadDir(aside); err != nil || len(list) > 0 {
			t.Errorf("left in %s: %v, %v", aside, list, err)
		}
		if err := os.Unsetenv("TMPDIR"); err != nil {
			t.Fatal(err)
		}
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
