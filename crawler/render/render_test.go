package render

import (
	"bytes"
	"context"
	"fmt"
	"image/jpeg"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet/crawler/wire"
	"github.com/shopvet/shopvet/snapshot"
)

// engine is one browser for all tests of this package.
var engine *Engine

func TestMain(m *testing.M) {
	if path, err := Find(os.Getenv("SHOPVET_BROWSER_PATH")); err == nil {
		engine = New(path)
	}
	code := m.Run()
	if engine != nil {
		engine.Close()
	}
	os.Exit(code)
}

// pages serves pages by their path.
func pages(t *testing.T, list map[string]string) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, ok := list[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, body)
	}))
	t.Cleanup(s.Close)
	return s
}

// session is the use of the browser for a visit to a shop.
func session(t *testing.T, target string) *Session {
	t.Helper()
	if engine == nil {
		t.Skip("there is no browser on this computer")
	}
	s, err := engine.Session(Options{Guard: wire.NewGuard(target, nil), Name: "shopvet/test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func visit(t *testing.T, s *Session, v Visit) *Result {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	r, err := s.Load(ctx, v)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestALookTellsWhatAPageShows reads a page as scripts left it, with what went wrong on it.
func TestALookTellsWhatAPageShows(t *testing.T) {
	srv := pages(t, map[string]string{"/": `<!doctype html><html lang="en"><body><div id="a"></div><x-shade></x-shade><img src="/no.png" width="20" height="20">
<noscript>Switch on scripts</noscript><input name="cardnumber"><iframe src="/frame"></iframe><button>Pay now</button>
<div style="position:fixed;bottom:0"><p>We use cookies for statistics.</p><button>Accept all</button><a href="/privacy">Privacy</a></div>
<p id="t"></p><p>Order by 18:00, sold since 1998 at 12:30:45 daily</p><script>
document.getElementById("a").innerHTML = "<h1>Made by script</h1>";
customElements.define("x-shade", class extends HTMLElement { connectedCallback() { this.attachShadow({mode:"open"}).innerHTML = "<p>In the shade</p>"; } });
document.cookie = "seen=1; max-age=1000";
console.error("told", 3); setTimeout(() => { nope() }, 10);
let n = 3700; setInterval(() => { n--; t.textContent = "Sale ends in " + Math.floor(n/3600) + ":" + String(Math.floor(n/60)%60).padStart(2,"0") + ":" + String(n%60).padStart(2,"0") }, 1000);
</script></body></html>`, "/frame": "<p>framed</p>"})
	s := session(t, srv.URL)
	r := visit(t, s, Visit{URL: srv.URL + "/", Look: true})
	if r.Fault != "" || r.Status != 200 || r.Look == nil {
		t.Fatalf("%q %s, status %d", r.Fault, r.Detail, r.Status)
	}
	for _, want := range []string{"Made by script", "In the shade"} {
		if !strings.Contains(string(r.HTML), want) {
			t.Errorf("%q was not read", want)
		}
	}
	if strings.Contains(string(r.HTML), "Switch on scripts") {
		t.Error("what is for browsers without scripts was read")
	}
	l := r.Look
	if len(l.Errors) != 2 || !strings.Contains(l.Errors[0].Text, "told 3") || l.Errors[0].Thrown || !l.Errors[1].Thrown || l.Errors[1].Line == 0 {
		t.Errorf("errors: %+v", l.Errors)
	}
	if len(l.Notices) != 1 || len(l.Notices[0].Buttons) != 2 || !l.Notices[0].Buttons[1].Link {
		t.Errorf("notices: %+v", l.Notices)
	}
	if len(l.Images) != 1 || len(l.Frames) != 1 || !l.Frames[0].Visible || len(l.Fields) != 1 || !slices.Contains(l.Buttons, "Pay now") {
		t.Errorf("images %v, frames %v, fields %v, buttons %v", l.Images, l.Frames, l.Fields, l.Buttons)
	}
	if len(l.Cookies) != 1 || !l.Cookies[0].Lasting || !slices.ContainsFunc(l.Failed, func(f snapshot.FailedFetch) bool { return f.Status == 404 && f.Kind == "image" }) {
		t.Errorf("cookies %v, failed %v", l.Cookies, l.Failed)
	}
	for range 4 { // on a busy machine the clock of the page may stand still for a while
		if len(r.Running) == 0 {
			r = visit(t, s, Visit{URL: srv.URL + "/", Look: true})
		}
	}
	if len(r.Running) != 1 || !strings.Contains(r.Running[0].Text, "Sale ends") || math.Abs(r.Running[0].Start-3700) > 1.5 {
		t.Errorf("clocks: %+v", r.Running)
	}
}

// TestATimedLoadIsLikeAPhones measures on a small screen with a slow connection.
func TestATimedLoadIsLikeAPhones(t *testing.T) {
	srv := pages(t, map[string]string{"/": `<!doctype html><meta name="viewport" content="width=device-width"><h1 id="big">Hello</h1><div class="consent" style="position:fixed;bottom:0;left:0;right:0;padding:10px"><p>We use cookies</p></div><div class="banner" style="width:500px">wide</div>
<script>new PerformanceObserver(() => setTimeout(() => { const until = performance.now() + 300; while (performance.now() < until); document.body.prepend(Object.assign(document.createElement("div"), {style: "height:200px"})) }, 200)).observe({type: "paint", buffered: true})</script>`})
	s := session(t, srv.URL)
	r := visit(t, s, Visit{URL: srv.URL + "/", Mobile: true, Throttled: true, Shot: true, Film: true})
	for range 3 { // on a busy machine the page may come to rest before it has moved
		if len(r.Run.Shifts) == 0 || r.Run.LongTasks == 0 {
			r = visit(t, s, Visit{URL: srv.URL + "/", Mobile: true, Throttled: true, Shot: true, Film: true})
		}
	}
	run := r.Run
	if run.FCP < 500*time.Millisecond || run.LCP < run.FCP || !strings.HasPrefix(run.LCPOf, "h1#big") {
		t.Errorf("FCP %v, LCP %v of %q", run.FCP, run.LCP, run.LCPOf)
	}
	if run.TBT < 200*time.Millisecond || run.LongTasks == 0 || run.CLS < 0.05 || len(run.Shifts) == 0 {
		t.Errorf("TBT %v of %d tasks, CLS %v by %v", run.TBT, run.LongTasks, run.CLS, run.Shifts)
	}
	if run.Wide < 500 || !strings.Contains(run.WideOf, "div.banner") || run.NoMeta {
		t.Errorf("%d wide by %q, no viewport %v", run.Wide, run.WideOf, run.NoMeta)
	}
	kinds := map[string]int{}
	for _, shot := range r.Shots {
		img, err := jpeg.DecodeConfig(bytes.NewReader(shot.Data))
		if err != nil || shot.Kind == "phone" && (img.Width != shot.Width || img.Height != shot.Height || len(shot.Boxes) != 2) {
			t.Errorf("%s: %v, %+v, boxes %v", shot.Kind, err, img, shot.Boxes)
		}
		kinds[shot.Kind]++
	}
	if kinds["phone"] != 1 || kinds["film"] < 3 {
		t.Errorf("pictures: %v", kinds)
	}
}

// TestALatePictureIsTimed waits for the picture that a script brings after the page has loaded.
func TestALatePictureIsTimed(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/hero.svg" {
			time.Sleep(1200 * time.Millisecond)
			w.Header().Set("Content-Type", "image/svg+xml")
			// A picture of few bytes for its size is no content to the browser.
			fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="500"><rect width="800" height="500" fill="teal"/><!--%s--></svg>`, strings.Repeat("x", 60_000))
			return
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, `<h1>Hero</h1><div id="h"></div><script>onload = () => setTimeout(() => { const i = new Image(800, 500); i.id = "hero"; i.src = "/hero.svg"; h.append(i) }, 100)</script>`) // a page is at rest a second after it last asked for something
	}))
	t.Cleanup(srv.Close)
	r := visit(t, session(t, srv.URL), Visit{URL: srv.URL + "/"})
	if r.Run.LCP < 1300*time.Millisecond || !strings.Contains(r.Run.LCPOf, "img#hero") {
		t.Errorf("LCP %v of %q", r.Run.LCP, r.Run.LCPOf)
	}
}
