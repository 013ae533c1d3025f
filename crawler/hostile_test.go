package crawler

import (
	"bytes"
	"compress/gzip"
	"crypto/tls"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"github.com/shopvet/shopvet/snapshot"
)

// bounded crawls a shop made to be endless and demands that few requests were made.
func bounded(t *testing.T, most int32, h http.HandlerFunc, start string) *snapshot.Snapshot {
	t.Helper()
	var n atomic.Int32
	target := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" || r.URL.Path == "/sitemap.xml" || strings.Contains(r.URL.Path, "shopvet-") {
			http.NotFound(w, r)
			return
		}
		if r.URL.Path == "/" {
			html(w, "Shop", start, "/about")
			return
		}
		n.Add(1)
		h(w, r)
	}))
	l := limits()
	l.Pages, l.Depth = 5000, 12
	s := visit(t, target, Options{Limits: l})
	if n.Load() > most {
		t.Errorf("%d requests, at most %d were expected", n.Load(), most)
	}
	if s.Stop != snapshot.StopDone {
		t.Errorf("stop %s", s.Stop)
	}
	return s
}

func TestEndlessCalendar(t *testing.T) {
	for name, link := range map[string]func(n int) string{
		"query": func(n int) string { return fmt.Sprintf("/calendar?month=%d", n) },
		"path":  func(n int) string { return fmt.Sprintf("/calendar/2026/%d", n) },
	} {
		t.Run(name, func(t *testing.T) {
			s := bounded(t, 60, func(w http.ResponseWriter, r *http.Request) {
				n, _ := strconv.Atoi(r.URL.RequestURI()[strings.LastIndexAny(r.URL.RequestURI(), "=/")+1:])
				html(w, "Calendar", link(n+1), link(n-1))
			}, link(1))
			if s.SkippedTotal[snapshot.SkipVariants]+s.SkippedTotal[snapshot.SkipDepth] == 0 {
				t.Errorf("the trap is not visible: %v", s.SkippedTotal)
			}
		})
	}
}

func TestSessionIDsInAddresses(t *testing.T) {
	var n atomic.Int64
	s := bounded(t, 12, func(w http.ResponseWriter, r *http.Request) {
		sid := fmt.Sprintf("%032x", n.Add(1))
		html(w, "Page", "/a?sid="+sid, "/b;jsessionid="+sid, "/c?PHPSESSID="+sid, "/?osCsid="+sid)
	}, "/a?sid=0")
	page(t, s, "/a")
	page(t, s, "/c")
}

func TestFacetCombinations(t *testing.T) {
	s := bounded(t, 40, func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		var links []string
		for _, k := range []string{"color", "size", "brand", "sort", "price", "page"} {
			for v := range 5 {
				c := r.URL.Query()
				c.Set(k, strconv.Itoa(v))
				links = append(links, "/shoes?"+c.Encode())
			}
		}
		_ = q
		html(w, "Shoes", links...)
	}, "/shoes")
	if s.SkippedTotal[snapshot.SkipVariants] == 0 {
		t.Errorf("skipped %v", s.SkippedTotal)
	}
}

func TestPathsThatRepeatThemselves(t *testing.T) {
	bounded(t, 60, func(w http.ResponseWriter, r *http.Request) { html(w, "Deep", "more/", "x/") }, "/more/")
}

// heapMB is what is in use after a collection, MB.
func heapMB() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20)
}

func TestHugeAndDrippingBodies(t *testing.T) {
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	zeros := bytes.Repeat([]byte("<p>0</p>"), 1<<17)
	for range 200 {
		z.Write(zeros)
	}
	z.Close()
	target := serve(t, shop(map[string]http.HandlerFunc{
		"/huge": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			for range 200 {
				if _, err := w.Write(zeros); err != nil {
					return
				}
			}
		},
		"/bomb": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(bomb.Bytes())
		},
		"/sitemap.xml": func(w http.ResponseWriter, _ *http.Request) { w.Write(bomb.Bytes()) },
		"/drip": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			for range 100 {
				if _, err := w.Write([]byte("x")); err != nil {
					return
				}
				w.(http.Flusher).Flush()
				select {
				case <-r.Context().Done():
					return
				case <-time.After(time.Second):
				}
			}
		},
		"/endless-header": func(w http.ResponseWriter, _ *http.Request) {
			for i := range 20000 {
				w.Header().Add("X-"+strconv.Itoa(i), strings.Repeat("y", 100))
			}
		},
	}, "/huge", "/bomb", "/drip", "/endless-header", "/fine"))
	before := heapMB()
	l := limits()
	l.BodyBytes, l.Exchange = 1<<20, 3*time.Second // the drip is waited for so long
	s := visit(t, target, Options{Limits: l})
	if grown := heapMB() - before; grown > 64 {
		t.Errorf("the heap grew by %.0f MB", grown)
	}
	for _, path := range []string{"/huge", "/bomb"} {
		if p := page(t, s, path); !p.Truncated || p.Exchange.Hops[0].Bytes > 2<<20 {
			t.Errorf("%s: truncated %v, %d bytes", path, p.Truncated, p.Exchange.Hops[0].Bytes)
		}
	}
	if p := page(t, s, "/drip"); p.Exchange.Err == nil || p.Exchange.Err.Kind != snapshot.FaultTimeout {
		t.Errorf("/drip: %+v", p.Exchange)
	}
	if p := page(t, s, "/endless-header"); p.Exchange.Err == nil || p.Exchange.Err.Kind != snapshot.FaultTooLarge {
		t.Errorf("/endless-header: %+v", p.Exchange.Err)
	}
	if s.Stop != snapshot.StopDone {
		t.Errorf("stop %s", s.Stop)
	}
}

func TestRedirectsGoneWrong(t *testing.T) {
	to := func(where string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", where)
			w.WriteHeader(http.StatusFound)
		}
	}
	var n atomic.Int32
	target := serve(t, shop(map[string]http.HandlerFunc{
		"/ring1": to("/ring2"), "/ring2": to("/ring1"),
		"/self":    to("/self"),
		"/chain":   func(w http.ResponseWriter, r *http.Request) { to(fmt.Sprintf("/chain?n=%d", n.Add(1)))(w, r) },
		"/broken":  to("http://[::1"),
		"/percent": to("/%zz%"),
		"/mail":    to("mailto:a@b.example"),
		"/script":  to("javascript:alert(1)"),
		"/file":    to("file:///etc/passwd"),
		"/ftp":     to("ftp://127.0.0.1/x"),
		"/private": to("http://169.254.169.254/latest/meta-data/"),
		"/other":   to("http://127.0.0.1:1/"),
		"/decimal": to("http://2130706433:1/"),
		"/away":    to("https://elsewhere.example/"),
		"/cookie": func(w http.ResponseWriter, r *http.Request) {
			if _, err := r.Cookie("seen"); err != nil {
				http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
				to("/cookie")(w, r)
				return
			}
			html(w, "After the cookie")
		},
	}, "/ring1", "/self", "/chain", "/broken", "/percent", "/mail", "/script", "/file", "/ftp", "/private", "/other", "/decimal", "/away", "/cookie", "/fine"))
	s := visit(t, target, Options{})
	for path, want := range map[string]snapshot.FaultKind{
		"/ring1": snapshot.FaultRedirectLoop, "/self": snapshot.FaultRedirectLoop, "/chain": snapshot.FaultRedirectLoop,
		"/broken": snapshot.FaultBadRedirect, "/mail": snapshot.FaultBadRedirect, "/script": snapshot.FaultBadRedirect,
		"/file": snapshot.FaultBadRedirect, "/ftp": snapshot.FaultBadRedirect,
	} {
		if p := page(t, s, path); p.Exchange.Err == nil || p.Exchange.Err.Kind != want {
			t.Errorf("%s: %+v, want %s", path, p.Exchange.Err, want)
		}
	}
	for _, path := range []string{"/private", "/other", "/decimal", "/away"} {
		if p := page(t, s, path); p.Exchange.Err != nil || len(p.Exchange.Hops) != 1 || p.HTML {
			t.Errorf("%s leads away from the shop and must not be followed: %+v", path, p.Exchange)
		}
	}
	if p := page(t, s, "/cookie"); p.Exchange.Status() != 200 || p.Title != "After the cookie" {
		t.Errorf("/cookie: %+v", p.Exchange)
	}
	if p := page(t, s, "/fine"); p.Exchange.Status() != 404 {
		t.Errorf("one bad address cost the others: %+v", p.Exchange)
	}
}

func TestTheTargetItselfRedirectsToAPrivateAddress(t *testing.T) {
	inner := serve(t, shop(nil))
	target := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		http.Redirect(w, r, inner+"/admin", http.StatusFound)
	}))
	s := visit(t, target, Options{})
	last := s.Entry[len(s.Entry)-1]
	if s.Stop != snapshot.StopUnreachable || last.Err == nil || last.Err.Kind != snapshot.FaultForbidden {
		t.Errorf("stop %s, entry %+v", s.Stop, last)
	}
}

func TestDeepNestingAndWrongTypes(t *testing.T) {
	raw := func(kind string, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Content-Type"] = []string{kind}
			w.Write([]byte(body))
		}
	}
	page1 := "<!doctype html><html lang=en><title>T</title><h1>Heading</h1><p>words</p>"
	target := serve(t, shop(map[string]http.HandlerFunc{
		"/nested": raw("text/html", "<title>Deep</title>"+strings.Repeat("<div><b><i>", 100000)+"bottom"),
		"/png":    raw("text/html", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"),
		"/text":   raw("text/plain", page1),
		"/none":   raw("", page1),
		"/xhtml":  raw("application/xhtml+xml", page1),
		"/empty":  raw("text/html", ""),
		"/nul":    raw("text/html", "<title>Nul</title>\x00\x00<p>after</p>\xff\xfe"),
		"/liar": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write([]byte(page1))
		},
	}, "/nested", "/png", "/text", "/none", "/xhtml", "/empty", "/nul", "/liar"))
	s := visit(t, target, Options{})
	if p := page(t, s, "/nested"); !p.HTML || p.Title != "Deep" {
		t.Errorf("/nested: html %v title %q", p.HTML, p.Title)
	}
	for path, isHTML := range map[string]bool{"/png": false, "/text": false, "/none": true, "/xhtml": true} {
		if p := page(t, s, path); (p.Letters > 0) != isHTML {
			t.Errorf("%s: html %v, %d letters, media %q", path, p.HTML, p.Letters, p.Media)
		}
	}
	if p := page(t, s, "/liar"); p.Exchange.Err == nil || p.Exchange.Err.Kind != snapshot.FaultEncoding {
		t.Errorf("/liar: %+v", p.Exchange.Err)
	}
}

func TestOldEncodings(t *testing.T) {
	for name, tc := range map[string]struct {
		enc        encoding.Encoding
		lang, text string
	}{
		"gbk":          {simplifiedchinese.GBK, "zh-CN", "欢迎光临本店，我们销售手工蜡烛和香薰产品。"},
		"shift_jis":    {japanese.ShiftJIS, "ja", "当店では手作りのろうそくを販売しております。"},
		"big5":         {traditionalchinese.Big5, "zh-TW", "歡迎光臨本店，我們販售手工蠟燭與香氛產品。"},
		"euc-kr":       {korean.EUCKR, "ko", "저희 매장에서는 수제 양초를 판매하고 있습니다."},
		"windows-1252": {charmap.Windows1252, "fr", "Bougies artisanales à la cire d’abeille, livrées près de chez vous – à côté."},
	} {
		for _, where := range []string{"header", "meta"} {
			t.Run(name+" in "+where, func(t *testing.T) {
				meta, kind := "", "text/html"
				if where == "meta" {
					meta = "<meta charset=" + name + ">"
				} else {
					kind += "; charset=" + name
				}
				body, err := tc.enc.NewEncoder().String("<!doctype html><html lang=" + tc.lang + "><head>" + meta + "<title>" + "T</title></head><body><main><p>" + tc.text + "</p></main></body></html>")
				if err != nil {
					t.Fatal(err)
				}
				target := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					if r.URL.Path != "/" {
						http.NotFound(w, r)
						return
					}
					w.Header().Set("Content-Type", kind)
					w.Write([]byte(body))
				}))
				s := visit(t, target, Options{})
				if p := page(t, s, "/"); !strings.Contains(p.Text, tc.text) || p.Charset.Replaced != 0 {
					t.Errorf("read %q by %q", p.Text, p.Charset.Used)
				}
			})
		}
	}
}

func TestObstaclesAreToldApart(t *testing.T) {
	answer := func(status int, header, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				http.NotFound(w, r)
				return
			}
			if k, v, ok := strings.Cut(header, ": "); ok {
				w.Header().Set(k, v)
			}
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.WriteHeader(status)
			fmt.Fprint(w, body)
		}
	}
	for name, tc := range map[string]struct {
		h    http.HandlerFunc
		want snapshot.Obstacle
	}{
		"bot challenge": {answer(403, "Cf-Mitigated: challenge", "<title>Just a moment...</title><h1>Checking your browser</h1>"), snapshot.ObstacleBotChallenge},
		"rate limit":    {answer(429, "Retry-After: 9999", "<h1>Too many requests</h1>"), snapshot.ObstacleRateLimit},
		"geo block":     {answer(451, "", "<h1>Unavailable for legal reasons</h1>"), snapshot.ObstacleGeoBlock},
		"login wall":    {answer(401, "Www-Authenticate: Basic realm=x", "<h1>Sign in</h1>"), snapshot.ObstacleLoginWall},
		"maintenance":   {answer(503, "", "<title>Maintenance</title><h1>We are down for maintenance</h1><p>We will be back soon.</p>"), snapshot.ObstacleMaintenance},
		"suspended":     {answer(200, "", "<title>Account Suspended</title><h1>This Account has been suspended.</h1><p>Contact your hosting provider for more information.</p>"), snapshot.ObstacleSuspended},
		"parked":        {answer(200, "", `<title>shop.example</title><h1>This domain is for sale!</h1><p>Buy this domain.</p><script src="https://img.sedoparking.com/x.js"></script>`), snapshot.ObstacleParked},
		"password page": {answer(200, "", `<html class="template-password"><title>Opening soon</title><h1>Opening soon</h1><form action="/password" method=post><input type=password name=password><button>Enter</button></form>`), snapshot.ObstaclePasswordPage},
		"sent to sign in": {func(w http.ResponseWriter, r *http.Request) {
			switch r.URL.Path {
			case "/robots.txt":
				http.NotFound(w, r)
			case "/login":
				answer(200, "", `<html lang=en><title>Shop</title><h1>Sign in</h1><form method=post action="/login"><input name=u><input type=password name=p><button>Sign in</button></form>`)(w, r)
			default:
				http.Redirect(w, r, "/login", http.StatusFound)
			}
		}, snapshot.ObstacleLoginWall},
		"forbidden": {answer(403, "", "<title>403 Forbidden</title><h1>Forbidden</h1>"), snapshot.ObstacleForbidden},
	} {
		t.Run(name, func(t *testing.T) {
			s := visit(t, serve(t, tc.h), Options{})
			if s.Obstacle != tc.want || s.Stop != snapshot.StopBlocked {
				t.Errorf("obstacle %q, stop %q", s.Obstacle, s.Stop)
			}
			if s.Have.Has(snapshot.HavePages) {
				t.Error("an obstacle is no page of the shop")
			}
		})
	}
}

// TestARefusedHandshakeIsFinal: a server that turns us away by what TLS it speaks does so a minute later as well, and nobody is kept waiting for that.
func TestARefusedHandshakeIsFinal(t *testing.T) {
	old := httptest.NewUnstartedServer(http.NotFoundHandler())
	old.Config.ErrorLog = log.New(io.Discard, "", 0)
	old.TLS = &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}
	old.StartTLS()
	t.Cleanup(old.Close)
	o := Options{Limits: limits()}
	o.Limits.Retries, o.Limits.RetryAfter = 2, 20*time.Second
	start := time.Now()
	s := visit(t, old.URL, o)
	if took := time.Since(start); s.Stop != snapshot.StopUnreachable || s.Entry[0].Err == nil || s.Entry[0].Err.Kind != snapshot.FaultTLS || took > 15*time.Second {
		t.Errorf("stop %s after %v, entry %+v", s.Stop, took, s.Entry)
	}
}
