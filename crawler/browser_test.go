package crawler

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet/crawler/render"
	"github.com/shopvet/shopvet/snapshot"
)

// testBrowser is the browser of this computer, for one test.
func testBrowser(t *testing.T) *render.Engine {
	t.Helper()
	path, err := render.Find("")
	if err != nil {
		t.Skip(err)
	}
	e := render.New(path)
	t.Cleanup(e.Close)
	return e
}

// app is a shop of which nothing is in the HTML: one and the same shell answers for every address, scripts make menu and pages, and the prices
// come by another request.
// route is what the address of a page has before its path: "" where the server is told of it, "/#" and "/#!" where only scripts are.
func app(route string) http.Handler {
	const shell = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Valley Candles</title><meta name="viewport" content="width=device-width"></head>
<body><div id="app"></div><script src="/app.js"></script></body></html>`
	const script = `
const route = "ROUTE", at = () => route ? location.hash.slice(route.length - 1) || "/" : location.pathname;
const pages = {
  "/": ["Candles from the valley", "<p>Hand-poured candles from one small workshop in the hills, made of soy wax and rapeseed wax.</p><ul><li><a href='/product/amber'>Amber candle</a></li><li><a href='/product/birch'>Birch candle</a></li></ul>"],
  "/privacy": ["Privacy policy", "<p>" + "The controller for the processing of your personal data is Valley Candles Ltd. We keep your order data for six years and then delete them. You have the right of access, rectification and erasure. ".repeat(8) + "</p>"],
  "/contact": ["Contact", "<p>Valley Candles Ltd, 12 Mill Lane, Leeds LS1 4AP, United Kingdom</p><p>Phone +44 20 7946 0123, e-mail hello@valley-candles.example</p>"],
};
const menu = "<header><nav><a href='/'>Home</a> <a href='/product/amber'>Amber</a> <a href='/product/birch'>Birch</a> <a href='/contact'>Contact</a></nav></header>";
const foot = "<footer><a href='/privacy'>Privacy policy</a> <a href='/contact'>Contact</a></footer>";
async function show() {
  let [title, html] = pages[at()] || ["Not found", "<p>There is no such page.</p>"];
  const name = /^\/product\/(\w+)$/.exec(at());
  if (name) {
    const p = await (await fetch("/api/" + name[1])).json();
    title = p.name;
    html = "<p>" + p.text + "</p><p class=price>£" + p.price + "</p><button>Add to basket</button>";
  }
  document.title = title;
  document.getElementById("app").innerHTML = menu + "<main><h1>" + title + "</h1>" + html + "</main>" + foot;
  if (route) for (const a of document.querySelectorAll("a")) a.setAttribute("href", route + a.getAttribute("href"));
}
document.addEventListener("click", e => { const a = e.target.closest("a"); if (a && !route) { e.preventDefault(); history.pushState(0, "", a.href); show(); } });
addEventListener("hashchange", show);
show();`
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/robots.txt":
			http.NotFound(w, r)
		case r.URL.Path == "/app.js":
			w.Header().Set("Content-Type", "text/javascript")
			fmt.Fprint(w, strings.Replace(script, "ROUTE", route, 1))
		case strings.HasPrefix(r.URL.Path, "/api/"):
			w.Header().Set("Content-Type", "application/json")
			fmt.Fprintf(w, `{"name":"Candle %s","price":"12.90","text":"Burns for forty hours and smells of the woods around the workshop."}`, r.URL.Path[5:])
		default:
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, shell)
		}
	})
}

// TestAShopMadeByScripts finds navigation, policies and prices of a shop that is nothing without a browser.
func TestAShopMadeByScripts(t *testing.T) {
	t.Parallel()
	srv := httptest.NewServer(app(""))
	t.Cleanup(srv.Close)
	bare := visitShop(t, srv.URL, Options{Limits: quickLimits()})
	if n := bare.Pages.Len(); n != 1 || bare.Have.Has(snapshot.HaveBrowser) || bare.Browser.Off != snapshot.BrowserOff {
		t.Errorf("without a browser: %d pages, %+v", n, bare.Browser)
	}
	s := visitShop(t, srv.URL, Options{Limits: quickLimits(), Browser: testBrowser(t)})
	wantMade(t, s, srv.URL)
	if !s.Have.Has(snapshot.HaveBrowser) || s.Browser.Off != "" || s.Browser.Product == "" {
		t.Errorf("have %b, browser %+v", s.Have, s.Browser)
	}
	left, err := ExtractAgain(s, func(string, int) (*Body, error) {
		return &Body{Header: http.Header{"Content-Type": {"text/html"}}, Body: []byte("<div id=app></div><script src=/app.js></script>")}, nil
	})
	if home, _ := s.Pages.Get(0); err != nil || left < 5 || !strings.Contains(home.Text, "Hand-poured") {
		t.Errorf("read anew from what was sent: %d pages kept what scripts made of them, %v", left, err)
	}
	runs := 0
	for _, r := range s.Renders {
		runs += len(r.Runs)
	}
	if runs == 0 || s.Stop != snapshot.StopDone {
		t.Errorf("%d renders with %d runs, stop %s", len(s.Renders), runs, s.Stop)
	}
}

// TestPagesBehindTheFragment reads shops whose pages only scripts know: the server is told of none of their addresses.
func TestPagesBehindTheFragment(t *testing.T) {
	t.Parallel()
	engine := testBrowser(t)
	for _, route := range []string{"/#", "/#!"} {
		srv := httptest.NewServer(app(route))
		t.Cleanup(srv.Close)
		target, err := ParseTarget(srv.URL)
		if err != nil {
			t.Fatal(err)
		}
		c := newCrawl(target, Options{Limits: quickLimits(), Browser: engine})
		t.Cleanup(c.close)
		if err := c.comeIn(t.Context()); err != nil {
			t.Fatal(err)
		}
		c.visit(t.Context())
		c.fillPages(t.Context())
		s := c.finish()
		wantMade(t, s, srv.URL+route)
		if n := s.Pages.Len(); n != 5 {
			t.Errorf("%s: %d pages", route, n)
		}
	}
}

// wantMade looks for what the app shows, on pages whose addresses begin with base.
func wantMade(t *testing.T, s *snapshot.Snapshot, base string) {
	t.Helper()
	want := map[string]string{"/": "Hand-poured candles", "/privacy": "six years", "/contact": "Mill Lane", "/product/amber": "forty hours", "/product/birch": "forty hours"}
	for p, err := range s.Pages.All() {
		if err != nil {
			t.Fatal(err)
		}
		path := strings.TrimPrefix(s.Str(p.URL), base)
		if p.ID == 0 {
			path = "/"
		}
		if text, ok := want[path]; ok && strings.Contains(p.Text, text) && !p.Shell {
			delete(want, path)
		}
		if strings.HasPrefix(path, "/product/") && (len(p.Prices) != 1 || p.Prices[0].Amount != 12.9 || p.Prices[0].Currency != "GBP") {
			t.Errorf("%s: prices %+v", path, p.Prices)
		}
	}
	if len(want) > 0 {
		t.Errorf("%s: not found: %v", base, want)
	}
}

// TestClocksAreReadAgain tells a countdown that begins anew for every visitor from one that runs out when it says, and from the hour of dispatch.
func TestClocksAreReadAgain(t *testing.T) {
	t.Parallel()
	end := time.Now().Add(40 * time.Minute)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><html lang="en"><title>Candles</title><main><h1>Candles for every room of the house</h1>
<p>Hand-poured candles from one small workshop in the hills, made of soy wax and rapeseed wax.</p>
<p>This offer ends in <b id="anew"></b> for you alone</p><p>The spring sale ends in <b id="true"></b> for everybody</p><p>Order within <b id="sent"></b> for dispatch today</p></main>
<script>const two = n => String(n).padStart(2, "0"), show = (id, s) => { document.getElementById(id).textContent = two(Math.floor(s/3600)) + ":" + two(Math.floor(s/60)%%60) + ":" + two(Math.floor(s)%%60) };
const opened = performance.now(); setInterval(() => { show("anew", 900 - (performance.now() - opened) / 1000); show("true", (%d - Date.now()) / 1000); show("sent", (%d - Date.now()) / 1000) }, 250)</script></html>`,
			end.UnixMilli(), end.UnixMilli())
	}))
	t.Cleanup(srv.Close)
	s := visitShop(t, srv.URL, Options{Limits: quickLimits(), Browser: testBrowser(t)})
	if len(s.Watches) != 3 {
		t.Fatalf("watched: %+v", s.Watches)
	}
	for _, w := range s.Watches {
		var fresh []snapshot.Reading
		for _, r := range w.Readings {
			if r.Fresh {
				fresh = append(fresh, r)
			}
		}
		if len(fresh) < enoughReadings {
			t.Errorf("%s: read by %d visitors", w.Text, len(fresh))
			continue
		}
		first, last := fresh[0], fresh[len(fresh)-1]
		moved := last.At.Add(last.Left).Sub(first.At.Add(first.Left))
		gone := last.At.Sub(first.At)
		anew := strings.Contains(w.Text, "you alone")
		if anew != (moved > gone*9/10) || !anew && moved.Abs() > 2*time.Second {
			t.Errorf("%s: its end moved by %v within %v", w.Text, moved, gone)
		}
		if want := map[bool]string{true: "dispatch", false: "offer"}[strings.Contains(w.Text, "dispatch")]; w.Kind != want {
			t.Errorf("%s: is %q", w.Text, w.Kind)
		}
	}
}

// TestABrowserThatFailsIsNoFaultOfTheShop visits with a program that is no browser.
func TestABrowserThatFailsIsNoFaultOfTheShop(t *testing.T) {
	srv := httptest.NewServer(app(""))
	t.Cleanup(srv.Close)
	e := render.New("/bin/false")
	t.Cleanup(e.Close)
	s := visitShop(t, srv.URL, Options{Limits: quickLimits(), Browser: e})
	if s.Browser.Off != snapshot.BrowserBroken || s.Browser.Detail == "" || s.Stop != snapshot.StopDone || s.Pages.Len() != 1 {
		t.Errorf("browser %+v, stop %s, %d pages", s.Browser, s.Stop, s.Pages.Len())
	}
}

func quickLimits() snapshot.Limits {
	l, _ := Profile("quick")
	l.Time = 5 * time.Minute // a busy computer needs more than a minute
	return l
}

func visitShop(t *testing.T, target string, o Options) *snapshot.Snapshot {
	t.Helper()
	s, err := Crawl(t.Context(), target, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
