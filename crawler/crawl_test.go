package crawler

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/shopvet/shopvet/crawler/wire/wiretest"
	"github.com/shopvet/shopvet/snapshot"
)

// serve starts a shop on loopback.
func serve(t *testing.T, h http.Handler) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(func() {
		s.CloseClientConnections()
		s.Close()
	})
	return s.URL
}

// limits are small budgets, so that a test of a bound is over soon; those of time are large enough for a machine that is busy with other tests.
// Files and other sites are not asked for.
func limits() snapshot.Limits {
	return snapshot.Limits{Profile: "quick", Time: 5 * time.Minute, Exchange: 5 * time.Second, Retries: 1, RetryAfter: 10 * time.Millisecond, Parts: -1, Outside: -1}
}

func visit(t *testing.T, target string, o Options) *snapshot.Snapshot {
	t.Helper()
	if o.Limits.Profile == "" {
		o.Limits = limits()
	}
	ctx, cancel := context.WithTimeout(context.Background(), max(60*time.Second, o.Limits.Time))
	defer cancel()
	s, err := Crawl(ctx, target, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// page finds a page by its path.
func page(t *testing.T, s *snapshot.Snapshot, path string) *snapshot.Page {
	t.Helper()
	for p := range s.Pages.All() {
		if u, err := url.Parse(s.Str(p.URL)); err == nil && u.RequestURI() == path {
			return p
		}
	}
	t.Fatalf("no page %s among %d", path, s.Pages.Len())
	return nil
}

func skipped(s *snapshot.Snapshot, part string) snapshot.SkipReason {
	for _, k := range s.Skipped {
		if strings.Contains(k.URL, part) {
			return k.Reason
		}
	}
	return ""
}

// html writes a small page with a menu of links.
func html(w http.ResponseWriter, title string, links ...string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintf(w, "<!doctype html><html lang=en><title>%s</title><nav><ul>", title)
	for _, l := range links {
		fmt.Fprintf(w, `<li><a href="%s">Link to %s</a>`, l, strings.Trim(l, "/"))
	}
	fmt.Fprintf(w, "</ul></nav><main><h1>%s</h1><p>Some words of the page called %s.</p></main>", title, title)
}

// shop answers "/" with links, and the given paths with their handlers.
func shop(paths map[string]http.HandlerFunc, links ...string) http.Handler {
	mux := http.NewServeMux()
	for p, h := range paths {
		mux.HandleFunc(p, h)
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			w.WriteHeader(http.StatusNotFound)
		}
		html(w, "Shop", links...)
	})
	return mux
}

func TestCrawlSeesAShop(t *testing.T) {
	var agents sync.Map
	h := shop(map[string]http.HandlerFunc{
		"/a": func(w http.ResponseWriter, r *http.Request) { html(w, "A", "/", "/b") },
		"/b": func(w http.ResponseWriter, r *http.Request) { html(w, "B", "/") },
		"/old": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/a", http.StatusMovedPermanently)
		},
	}, "/a", "/old", "/gone")
	target := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		agents.Store(r.UserAgent(), true)
		h.ServeHTTP(w, r)
	}))
	s := visit(t, target, Options{Version: "1.2"})
	if s.Stop != snapshot.StopDone || !s.Development || !s.Have.Has(snapshot.HavePages|snapshot.HaveEntry|snapshot.HaveSamples|snapshot.HaveNotFound) {
		t.Errorf("stop %s, development %v, have %b", s.Stop, s.Development, s.Have)
	}
	if p := page(t, s, "/b"); p.Depth != 2 || p.Title != "B" || p.Exchange.Status() != 200 {
		t.Errorf("/b: %+v", p)
	}
	if p := page(t, s, "/old"); !p.Alias && p.Exchange.Hops[0].Status != 301 {
		t.Errorf("/old: %+v", p)
	}
	if p := page(t, s, "/gone"); p.Exchange.Status() != 404 || p.Exchange.Tries != 2 {
		t.Errorf("a missing page counts only after a second try: %+v", p.Exchange)
	}
	agents.Range(func(a, _ any) bool {
		if a != "shopvet/1.2 (+https://github.com/shopvet/shopvet)" {
			t.Errorf("user agent %q", a)
		}
		return true
	})
}

func TestNothingActsAndNothingIsSubmitted(t *testing.T) {
	acting := []string{
		"/logout", "/?add-to-cart=12", "/cart/add/5", "/index.php?route=checkout/cart.add&product_id=3", "/wishlist/add?id=4", "/product?action=add_product&id=9",
		"/cart?remove_item=abc", "/account/delete", "/newsletter/unsubscribe?u=1", "/poll?vote=1", "/index.php?route=common/currency.save&code=EUR",
		"/index.php?route=common/language|language.save", "/?currency=USD", "/setlang/?setlang=de", "/compare/add/7", "/index.php?main_page=x&action=notify",
		"/?device=mobile", "/list?view=pc",
	}
	var hits sync.Map
	target := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, a := range acting {
			if r.URL.RequestURI() == a {
				hits.Store(a, true)
			}
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead || r.URL.Path == "/submit" || r.URL.Path == "/bye" {
			hits.Store(r.Method+" "+r.URL.Path, true)
		}
		html(w, "Shop", acting...)
		fmt.Fprint(w, `<a href="/bye">Log out</a><form action="/submit"><input name=q><button>Go</button></form><form method=post action="/submit"></form>`)
	}))
	s := visit(t, target, Options{})
	hits.Range(func(a, _ any) bool {
		t.Errorf("followed %v", a)
		return true
	})
	for _, a := range acting {
		if why := skipped(s, a); why != snapshot.SkipActing && why != snapshot.SkipSwitch {
			t.Errorf("%s: skip reason %q", a, why)
		}
	}
}

func TestRobotsAreObeyed(t *testing.T) {
	var private atomic.Int32
	target := serve(t, shop(map[string]http.HandlerFunc{
		"/robots.txt": func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, "User-agent: *\nDisallow: /private\nCrawl-delay: 0.05\n")
		},
		"/private/": func(w http.ResponseWriter, _ *http.Request) { private.Add(1); html(w, "Private") },
		"/jump":     func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/private/b", http.StatusFound) },
	}, "/private/a", "/jump", "/free"))
	s := visit(t, target, Options{})
	if private.Load() != 0 {
		t.Errorf("fetched %d disallowed addresses", private.Load())
	}
	if skipped(s, "/private/a") != snapshot.SkipRobots || skipped(s, "/jump") != snapshot.SkipRobots {
		t.Errorf("skipped: %+v", s.Skipped)
	}
	if s.Robots.Status != 200 || s.Robots.CrawlDelay != 50*time.Millisecond || s.Robots.Disallowed < 2 {
		t.Errorf("robots: %+v", s.Robots)
	}
}

func TestRobotsThatForbidAllOrFailStopTheCrawl(t *testing.T) {
	for name, answer := range map[snapshot.Obstacle]http.HandlerFunc{
		snapshot.ObstacleRobots:      func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "User-agent: *\nDisallow: /") },
		snapshot.ObstacleRobotsFault: func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) },
	} {
		t.Run(string(name), func(t *testing.T) {
			var home atomic.Int32
			target := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/robots.txt" {
					answer(w, r)
					return
				}
				home.Add(1)
				html(w, "Shop")
			}))
			s := visit(t, target, Options{})
			if s.Stop != snapshot.StopBlocked || s.Obstacle != name || home.Load() != 0 {
				t.Errorf("stop %s, obstacle %s, home fetched %d times", s.Stop, s.Obstacle, home.Load())
			}
		})
	}
}

func TestSlowDownIsObeyed(t *testing.T) {
	var n atomic.Int32
	var early atomic.Bool
	var until atomic.Int64
	target := serve(t, shop(map[string]http.HandlerFunc{
		"/busy": func(w http.ResponseWriter, _ *http.Request) {
			if n.Add(1) == 1 {
				until.Store(time.Now().Add(time.Second).UnixNano())
				w.Header().Set("Retry-After", "1")
				w.WriteHeader(http.StatusTooManyRequests)
				return
			}
			if time.Now().UnixNano() < until.Load() {
				early.Store(true)
			}
			html(w, "Busy")
		},
	}, "/busy"))
	s := visit(t, target, Options{})
	if early.Load() {
		t.Error("asked again before Retry-After was over")
	}
	if p := page(t, s, "/busy"); p.Exchange.Status() != 200 {
		t.Errorf("busy page: %+v", p.Exchange)
	}
}

// TestOneBusyPageHidesNoShop: an address that asks us to come back in an hour, or refuses for ever, is not asked again, and says nothing of the rest.
func TestOneBusyPageHidesNoShop(t *testing.T) {
	var busy, over atomic.Int32
	target := serve(t, shop(map[string]http.HandlerFunc{
		"/busy": func(w http.ResponseWriter, _ *http.Request) {
			busy.Add(1)
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(http.StatusServiceUnavailable)
		},
		"/moved": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/over", http.StatusFound) },
		"/over": func(w http.ResponseWriter, _ *http.Request) {
			over.Add(1)
			w.Header().Set("Retry-After", "7200")
			w.WriteHeader(http.StatusTooManyRequests)
		},
		"/fine":  func(w http.ResponseWriter, _ *http.Request) { html(w, "Fine", "/over", "/late") },
		"/other": func(w http.ResponseWriter, _ *http.Request) { html(w, "Other") },
		"/late":  func(w http.ResponseWriter, _ *http.Request) { html(w, "Late") },
	}, "/busy", "/fine", "/moved", "/other"))
	s := visit(t, target, Options{Workers: 1})
	for _, path := range []string{"/fine", "/other", "/late"} {
		if p := page(t, s, path); p.Exchange.Status() != 200 {
			t.Errorf("%s: %+v", path, p.Exchange)
		}
	}
	if busy.Load() != 1 || over.Load() != 1 {
		t.Errorf("the busy addresses were asked %d and %d times, want once each", busy.Load(), over.Load())
	}
	if p := page(t, s, "/busy"); p.Obstacle != snapshot.ObstacleRateLimit {
		t.Errorf("busy: obstacle %q", p.Obstacle)
	}
	if s.Stop != snapshot.StopDone {
		t.Errorf("stop %s, although all else was seen", s.Stop)
	}
}

// TestABusyPageHoldsUpNoOther: where a host answers well, an address that asks for a pause again and again waits alone.
func TestABusyPageHoldsUpNoOther(t *testing.T) {
	var asked, between atomic.Int32
	list := map[string]http.HandlerFunc{"/busy": func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		w.Header().Set("Retry-After", "1")
		w.WriteHeader(http.StatusTooManyRequests)
	}}
	links := []string{"/busy"}
	for i := range 30 {
		path := fmt.Sprintf("/shelf/%d", i)
		links = append(links, path)
		list[path] = func(w http.ResponseWriter, _ *http.Request) {
			for wait := time.Now().Add(10 * time.Second); asked.Load() == 0 && time.Now().Before(wait); { // a worker may not get to its first request for a while
				time.Sleep(time.Millisecond)
			}
			if n := asked.Load(); n > 0 && n <= maxSlowDowns {
				between.Add(1)
			}
			html(w, "Shelf")
		}
	}
	s := visit(t, serve(t, shop(list, links...)), Options{Workers: 2})
	// Two may be under way when the busy one first answers: they say nothing.
	if between.Load() < 5 || asked.Load() != maxSlowDowns+1 || s.Stop != snapshot.StopDone {
		t.Errorf("%d pages were served while the busy one waited, which was asked %d times; stop %s", between.Load(), asked.Load(), s.Stop)
	}
}

// TestALongRetryAfterEverywhereEndsTheAskingNotTheReport: one address after the other that asks for a long pause speaks for the host.
func TestALongRetryAfterEverywhereEndsTheAskingNotTheReport(t *testing.T) {
	var limited atomic.Int32
	later := func(w http.ResponseWriter, _ *http.Request) {
		limited.Add(1)
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(http.StatusTooManyRequests)
	}
	var links []string
	for i := range 40 {
		links = append(links, fmt.Sprintf("/shelf/%d", i))
	}
	door := shop(nil, links...)
	s := visit(t, serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if limited.Load() > 0 || strings.HasPrefix(r.URL.Path, "/shelf/") {
			later(w, r)
			return
		}
		door.ServeHTTP(w, r)
	})), Options{Workers: 1})
	if n := limited.Load(); n != asideInRow {
		t.Errorf("%d requests were answered by asking for an hour, want %d", n, asideInRow)
	}
	if s.Stop != snapshot.StopRateLimit || s.SkippedTotal[snapshot.SkipRateLimit] == 0 || s.Pages.Len() < 2 {
		t.Errorf("stop %s, %d pages, skipped %v", s.Stop, s.Pages.Len(), s.SkippedTotal)
	}
}

// TestAHostThatRefusesOftenIsLeft: good answers between do not make a host that asks for an hour again and again one that has time for us; in a
// shop of hundreds of pages, though, a few may be busy.
func TestAHostThatRefusesOftenIsLeft(t *testing.T) {
	for _, c := range []struct {
		good int  // answers between two refusals
		left bool // after asideMany refusals
	}{{1, true}, {50, false}} {
		p := newPace(0)
		u := &url.URL{Scheme: "https", Host: "shop.example", Path: "/"}
		for i := range asideMany {
			if p.left(u.Host) {
				t.Errorf("left after %d refusals, with %d good answers between", i, c.good)
			}
			u.Path = fmt.Sprintf("/shelf/%d", i)
			p.setAside(u, 0, false)
			for range c.good {
				p.served(u.Host, time.Now())
			}
		}
		u.Path = "/shelf/" + strconv.Itoa(asideMany-1)
		if p.left(u.Host) != c.left || !p.barred(u) {
			t.Errorf("with %d good answers between: left %v, want %v", c.good, p.left(u.Host), c.left)
		}
	}
}

func TestPhasesAreTimed(t *testing.T) {
	target := serve(t, shop(map[string]http.HandlerFunc{
		"/slow": func(w http.ResponseWriter, _ *http.Request) { time.Sleep(300 * time.Millisecond); html(w, "Slow") },
	}, "/slow"))
	var s *snapshot.Snapshot
	const most = 900 * time.Millisecond
	slow := wiretest.Shortest(most, func() time.Duration {
		s = visit(t, target, Options{Workers: 1})
		w := page(t, s, "/slow").Exchange.Hops[0]
		if w.Times.Wait < 290*time.Millisecond || w.Reused && w.Times.Connect != 0 {
			t.Errorf("slow: %+v", w)
		}
		return w.Times.Wait
	})
	if slow > most {
		t.Errorf("slow: waited %s", slow)
	}
	home := s.Entry[0].Hops[0]
	if home.Reused || home.Times.Connect <= 0 || home.Times.TLS != 0 {
		t.Errorf("home: %+v", home)
	}
	cold := 0
	for _, x := range s.Samples {
		if h := x.Last(); h.Setting == "cold" {
			cold++
			if h.Reused || h.Times.Connect <= 0 {
				t.Errorf("a cold sample over an open connection: %+v", h)
			}
		}
	}
	if cold == 0 {
		t.Error("no cold sample")
	}
}

func TestSoftStopDeadlineAndCancelLeaveNothingRunning(t *testing.T) {
	const seen = 40                             // answers after which we are stopped
	endless := func(stop func()) http.Handler { // tells when it has answered so often
		var answers atomic.Int32
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			time.Sleep(5 * time.Millisecond)
			if answers.Add(1) == seen {
				stop()
			}
			if r.URL.Path == "/robots.txt" {
				http.NotFound(w, r)
				return
			}
			html(w, "Page", fmt.Sprintf("/p%d", time.Now().UnixNano()), fmt.Sprintf("/q%d", time.Now().UnixNano()))
		})
	}
	l := limits()
	l.Pages, l.Depth = 100000, 100000
	before := runtime.NumGoroutine()
	stopped := func(t *testing.T, s *snapshot.Snapshot, want snapshot.StopReason, at time.Time) {
		t.Helper()
		if took := time.Since(at); s.Stop != want || s.Pages.Len() < 3 || took > 5*time.Second {
			t.Errorf("stop %s after %d pages, %s after it was to be", s.Stop, s.Pages.Len(), took)
		}
		if len(s.Skipped) == 0 {
			t.Error("what was left is not named")
		}
	}
	t.Run("deadline", func(t *testing.T) {
		for l.Time = 300 * time.Millisecond; ; l.Time *= 2 { // until a busy machine comes so far in it
			begun := time.Now()
			if s := visit(t, serve(t, endless(func() {})), Options{Limits: l}); s.Pages.Len() >= 3 || l.Time > 20*time.Second {
				stopped(t, s, snapshot.StopDeadline, begun.Add(l.Time))
				return
			}
		}
	})
	l.Time = limits().Time
	t.Run("soft", func(t *testing.T) {
		soft := make(chan struct{})
		var at time.Time
		s := visit(t, serve(t, endless(func() { at = time.Now(); close(soft) })), Options{Limits: l, Soft: soft})
		stopped(t, s, snapshot.StopInterrupted, at)
	})
	t.Run("cancel", func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		var at time.Time
		s, err := Crawl(ctx, serve(t, endless(func() { at = time.Now(); cancel() })), Options{Limits: l})
		if err != nil {
			t.Fatal(err)
		}
		stopped(t, s, snapshot.StopInterrupted, at)
	})
	deadline := time.Now().Add(30 * time.Second)
	for runtime.NumGoroutine() > before+3 && time.Now().Before(deadline) {
		time.Sleep(20 * time.Millisecond)
	}
	if n := runtime.NumGoroutine(); n > before+3 {
		buf := make([]byte, 1<<16)
		t.Errorf("%d goroutines, %d before:\n%s", n, before, buf[:runtime.Stack(buf, true)])
	}
}

func TestPagesInFramesetsAreRead(t *testing.T) {
	s := visit(t, serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/":
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, `<html><head><title>Teehaus</title></head><frameset cols="20%,80%"><frame name="menue" src="menue.htm"><frame src="start.htm"><noframes><body>Ihr Browser zeigt keine Rahmen.</body></noframes></frameset></html>`)
		case "/menue.htm":
			html(w, "Menü", "/agb.htm")
		case "/start.htm", "/agb.htm":
			html(w, r.URL.Path)
		default:
			http.NotFound(w, r)
		}
	})), Options{})
	for _, path := range []string{"/menue.htm", "/start.htm", "/agb.htm"} {
		page(t, s, path)
	}
}
