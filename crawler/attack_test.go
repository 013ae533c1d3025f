package crawler

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/shopvet/shopvet/crawler/wire/wiretest"
	"github.com/shopvet/shopvet/snapshot"
)

func TestARedirectToAnActionIsNotFollowed(t *testing.T) {
	var acted atomic.Int32
	target := serve(t, shop(map[string]http.HandlerFunc{
		"/bye":    func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/logout", http.StatusFound) },
		"/logout": func(w http.ResponseWriter, _ *http.Request) { acted.Add(1); html(w, "Bye") },
	}, "/bye", "/fine"))
	s := visit(t, target, Options{})
	if acted.Load() != 0 || skipped(s, "/bye") != snapshot.SkipActing {
		t.Errorf("acted %d times, skipped %+v", acted.Load(), s.Skipped)
	}
}

func TestTheTimeBudgetHoldsWhateverIsUnderWay(t *testing.T) {
	drip := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<p>")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}
	for name, h := range map[string]http.Handler{
		"pages":  shop(map[string]http.HandlerFunc{"/a": drip, "/b": drip, "/c": drip, "/d": drip}, "/a", "/b", "/c", "/d"),
		"home":   http.HandlerFunc(drip),
		"robots": shop(map[string]http.HandlerFunc{"/robots.txt": drip}),
	} {
		t.Run(name, func(t *testing.T) {
			l := limits()
			l.Time, l.Exchange = time.Second, 20*time.Second
			const most = 3 * time.Second
			took := wiretest.Shortest(most, func() time.Duration {
				began := time.Now()
				if s := visit(t, serve(t, h), Options{Limits: l}); s.Stop != snapshot.StopDeadline {
					t.Errorf("stop %s", s.Stop)
				}
				return time.Since(began)
			})
			if took > most {
				t.Errorf("took %v", took)
			}
		})
	}
}

func TestThePageBudgetIsExact(t *testing.T) {
	for _, pages := range []int{1, 2, 5} {
		target := serve(t, shop(map[string]http.HandlerFunc{
			"/a": func(w http.ResponseWriter, _ *http.Request) { html(w, "A", "/b", "/c", "/d", "/e", "/f", "/g", "/h") },
		}, "/a", "/i", "/j", "/k", "/l", "/m"))
		l := limits()
		l.Pages = pages
		s := visit(t, target, Options{Limits: l, Workers: 4})
		if s.Pages.Len() != pages || s.Stop != snapshot.StopPageLimit {
			t.Errorf("%d pages of %d, stop %s", s.Pages.Len(), pages, s.Stop)
		}
	}
}

func TestCookiesWithoutEnd(t *testing.T) {
	var n, longest atomic.Int64
	target := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		longest.Store(max(longest.Load(), int64(len(r.Header.Get("Cookie")))))
		for range 500 {
			http.SetCookie(w, &http.Cookie{Name: fmt.Sprintf("c%d", n.Add(1)), Value: strings.Repeat("v", 200), Path: "/"})
		}
		html(w, "Page", fmt.Sprintf("/%d", n.Load()))
	}))
	s := visit(t, target, Options{})
	if longest.Load() == 0 || longest.Load() > 80<<10 {
		t.Errorf("the longest Cookie field sent had %d bytes", longest.Load())
	}
	if len(s.Cookies) > maxCookies || s.Pages.Len() < 5 {
		t.Errorf("%d cookies on %d pages", len(s.Cookies), s.Pages.Len())
	}
}

func TestLinksWithoutEndStayInMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("reading 200 MB of links under the race detector takes longer than a crawl may here")
	}
	var n atomic.Int64
	target := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" || r.URL.Path == "/sitemap.xml" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<!doctype html><html lang=en><title>Many</title><main>")
		for range 3500 {
			fmt.Fprintf(w, `<a href="/p/%d%s">Thing</a>`, n.Add(1), strings.Repeat("x", 1900))
		}
	}))
	l := limits()
	l.Pages, l.Time = 1000, 3*time.Minute // other tests may keep the machine busy
	s := visit(t, target, Options{Limits: l})
	if s.Stop != snapshot.StopByteLimit || s.Pages.Len() > 60 {
		t.Errorf("stop %s after %d pages, %d strings", s.Stop, s.Pages.Len(), s.Strings.Len())
	}
}

func TestWhatStandsBeforeTheHomePageIsNamedRightly(t *testing.T) {
	for name, where := range map[string]string{"backslashes": `\\169.254.169.254\x`, "tab": "ht\ttp://169.254.169.254/", "wide dots": "http://169。254。169。254/"} {
		t.Run(name, func(t *testing.T) {
			s := visit(t, serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/robots.txt" {
					http.NotFound(w, r)
					return
				}
				w.Header().Set("Location", where)
				w.WriteHeader(http.StatusFound)
			})), Options{})
			if s.Stop != snapshot.StopUnreachable || s.Entry[0].Err == nil || s.Entry[0].Err.Kind != snapshot.FaultForbidden {
				t.Errorf("stop %s, obstacle %q, entry %+v", s.Stop, s.Obstacle, s.Entry)
			}
		})
	}
}

func TestSitemapsCannotLeadAroundRobots(t *testing.T) {
	var hits sync.Map
	target := ""
	h := shop(nil, "/fine")
	target = serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/robots.txt":
			fmt.Fprint(w, "User-agent: *\nDisallow: /private/\n")
		case r.URL.Path == "/sitemap.xml":
			fmt.Fprint(w, "<urlset>")
			for _, loc := range []string{"/a/../private/1", "/a/%2e%2e/private/2", "/%70rivate/3", "/./private/4", `/a\..\private\5`, "/x/../logout", "/?%61ction=logout"} {
				fmt.Fprintf(w, "<url><loc>%s%s</loc></url>", target, loc)
			}
			fmt.Fprint(w, "</urlset>")
		case strings.HasPrefix(r.URL.Path, "/private/") || strings.Contains(r.RequestURI, "logout"):
			hits.Store(r.RequestURI, true)
			fallthrough
		default:
			h.ServeHTTP(w, r)
		}
	}))
	visit(t, target, Options{})
	hits.Range(func(a, _ any) bool {
		t.Errorf("fetched %v", a)
		return true
	})
}
