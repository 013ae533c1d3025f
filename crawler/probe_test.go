package crawler

import (
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/shopvet/shopvet/crawler/wire/wiretest"
	"github.com/shopvet/shopvet/snapshot"
)

// asking are budgets under which files are asked for.
func asking() Options {
	l := limits()
	l.Parts, l.Retries = 60, 2
	return Options{Limits: l}
}

// probes finds what was learned of each path, without the class of addresses that all have.
func probes(s *snapshot.Snapshot) map[string]snapshot.Probe {
	out := map[string]snapshot.Probe{}
	for _, p := range s.Probes {
		u, err := url.Parse(s.Str(p.URL))
		if err == nil {
			out[u.RequestURI()] = p
		}
	}
	return out
}

func send(w http.ResponseWriter, media, body string) {
	w.Header().Set("Content-Type", media)
	_, _ = w.Write([]byte(body))
}

const svg = `<svg xmlns="http://www.w3.org/2000/svg"></svg>`

// partsShop answers like servers one meets: some refuse HEAD, some answer with a page for what is not there.
func partsShop(asked *sync.Map) http.Handler {
	var flaky, slow atomic.Int32
	count := func(r *http.Request) {
		n, _ := asked.LoadOrStore(r.Method+" "+r.URL.Path, new(atomic.Int32))
		n.(*atomic.Int32).Add(1)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		count(r)
		switch r.URL.Path {
		case "/":
			html(w, "Shop")
			fmt.Fprint(w, `<link rel=stylesheet href="/css/a.css"><link rel=manifest href="/app.json"><img src="/img/ok.svg"><img src="/img/gone.svg"><img src="/img/page.svg"><img src="/img/empty.svg">
<img src="/img/get-only.svg"><img src="/img/wall.svg"><img src="/img/moved.svg"><img src="/img/flaky.svg"><img src="/img/comment.svg"><img src="/private/x.svg"><img src="/cart/add?id=1.svg">
<img src="/img/ok.svg" srcset="/img/two.svg 2x"><img src="/img/slow.svg"><img src="/img/loop.svg"><a href="/files/list.zip">List</a> <a href="/files/gone.zip#x">Gone</a><script src="/js/a.js"></script><meta property="og:image" content="/img/og.jpg">`)
		case "/robots.txt":
			fmt.Fprint(w, "User-agent: *\nDisallow: /private/\n")
		case "/css/a.css":
			send(w, "text/css", `@import "b.css"; body{background:url(bg.png)} @font-face{src:url(/fonts/x.woff2)}`)
		case "/css/b.css":
			send(w, "text/css", `@import "c.css"; p{background:url("../img/ok.svg")} i{background:url(deep.png)}`)
		case "/css/c.css":
			send(w, "text/css", `@import "d.css";`)
		case "/css/d.css":
			send(w, "text/css", `@import "e.css";`)
		case "/app.json":
			send(w, "application/manifest+json", `{"icons":[{"src":"icon.png"},{"src":""}]}`)
		case "/img/page.svg":
			html(w, "Not found")
		case "/img/empty.svg":
			w.Header().Set("Content-Length", "0")
			send(w, "image/svg+xml", "")
		case "/img/wall.svg":
			w.WriteHeader(http.StatusForbidden)
		case "/img/moved.svg":
			http.Redirect(w, r, "/img/ok.svg", http.StatusFound)
		case "/img/loop.svg":
			http.Redirect(w, r, "/img/loop.svg?"+r.URL.RawQuery+"x", http.StatusFound)
		case "/img/flaky.svg":
			if flaky.Add(1) <= 3 {
				w.WriteHeader(http.StatusInternalServerError)
				return
			}
			send(w, "image/svg+xml", svg)
		case "/img/slow.svg":
			if slow.Add(1) == 1 {
				w.Header().Set("Retry-After", "0")
				w.WriteHeader(http.StatusTooManyRequests)
				return
			}
			send(w, "image/svg+xml", svg)
		case "/img/get-only.svg", "/img/comment.svg":
			if r.Method == http.MethodHead {
				w.WriteHeader(http.StatusMethodNotAllowed)
				return
			}
			send(w, "image/svg+xml", "<!-- drawn by hand -->"+svg)
		case "/img/ok.svg", "/img/two.svg", "/img/og.jpg", "/js/a.js", "/files/list.zip", "/css/deep.png", "/fonts/x.woff2":
			send(w, "application/octet-stream", svg)
		default:
			http.NotFound(w, r)
		}
	})
}

func TestFilesThatPagesUseAreAskedFor(t *testing.T) {
	var asked sync.Map
	s := visit(t, serve(t, partsShop(&asked)), asking())
	got := probes(s)
	for path, want := range map[string]string{
		"/css/a.css": "200", "/css/b.css": "200 via a.css", "/css/c.css": "200 via b.css", "/css/d.css": "200 via c.css", "/app.json": "200",
		"/img/ok.svg": "200", "/img/two.svg": "200", "/img/gone.svg": "404 tries 3", "/img/page.svg": "200 page tries 3", "/img/empty.svg": "200 empty tries 3",
		"/img/get-only.svg": "200", "/img/comment.svg": "200", "/img/wall.svg": "403 obstacle", "/img/moved.svg": "200", "/img/flaky.svg": "200 tries 3",
		"/img/slow.svg": "200", "/img/loop.svg": "302 redirect-loop head tries 3", "/private/x.svg": "skip robots", "/files/list.zip": "200 head", "/files/gone.zip": "404 tries 3",
		"/css/bg.png": "404 via a.css tries 3", "/css/deep.png": "200 via b.css", "/fonts/x.woff2": "200 via a.css head", "/icon.png": "404 via app.json tries 3",
		"/js/a.js": "200", "/img/og.jpg": "200 head",
	} {
		p, ok := got[path]
		if !ok {
			t.Errorf("%s was not asked for", path)
			continue
		}
		if text := probeText(s, p); text != want {
			t.Errorf("%s: %s, want %s", path, text, want)
		}
		delete(got, path)
	}
	for path := range got {
		t.Errorf("%s should not have been asked for", path)
	}
	if s.Found[snapshot.ProbePart] != 24 || s.Found[snapshot.ProbeFile] != 2 || !s.Have.Has(snapshot.HaveParts) {
		t.Errorf("found %v, have %b", s.Found, s.Have)
	}
	asked.Range(func(what, n any) bool {
		if strings.Contains(what.(string), "/cart/add") || strings.Contains(what.(string), "/private") {
			t.Errorf("asked %v", what)
		}
		if strings.HasSuffix(what.(string), "/ok.svg") && n.(*atomic.Int32).Load() > 2 { // once for itself, once for what moved there
			t.Errorf("%v: %d times", what, n.(*atomic.Int32).Load())
		}
		return true
	})
}

func probeText(s *snapshot.Snapshot, p snapshot.Probe) string {
	if p.Skip != "" {
		return "skip " + string(p.Skip)
	}
	text := fmt.Sprint(p.Exchange.Status())
	if p.Exchange.Err != nil {
		text += " " + string(p.Exchange.Err.Kind)
	}
	if p.Got != "" {
		text += " " + string(p.Got)
	}
	if p.Via != 0 {
		via := s.Str(p.Via)
		text += " via " + via[strings.LastIndexByte(via, '/')+1:]
	}
	if p.Head {
		text += " head"
	}
	if p.Obstacle != "" {
		text += " obstacle"
	}
	if p.Exchange.Tries > 1 {
		text += fmt.Sprint(" tries ", p.Exchange.Tries)
	}
	return text
}

func TestASampleOfFilesIsFairAndBounded(t *testing.T) {
	var asked atomic.Int32
	s := visit(t, serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/m/") {
			asked.Add(1)
			send(w, "image/png", "\x89PNG\r\n\x1a\n"+strings.Repeat("x", smallPicture)) // what is smaller is asked for twice
			return
		}
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		html(w, "Shop")
		for i := range 900 {
			fmt.Fprintf(w, `<img src="/m/products/%d.png">`, i)
		}
		for i := range 5 {
			fmt.Fprintf(w, `<img src="/m/banners/%d.png"><a href="/m/files/%d.zip">x</a>`, i, i)
		}
	})), asking())
	n := map[string]int{}
	for path := range probes(s) {
		n[strings.Split(path, "/")[2]]++
	}
	if asked.Load() != 60 || n["banners"] != 5 || n["files"] != 5 || n["products"] != 50 {
		t.Errorf("%d requests, %v", asked.Load(), n)
	}
	if s.Found[snapshot.ProbePart] != 905 || s.Found[snapshot.ProbeFile] != 5 {
		t.Errorf("found %v", s.Found)
	}
	if s.Stop != snapshot.StopDone || s.Pages.Len() != 1 {
		t.Errorf("stop %s, %d pages: files are no pages", s.Stop, s.Pages.Len())
	}
}

// outsideShop links to other sites, which lie on loopback behind names that a name server of the test knows.
func outsideShop(t *testing.T, links func(port string) string, records ...string) (Options, string, *sync.Map) {
	t.Helper()
	var asked sync.Map
	other := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, _ := strings.Cut(r.Host, ":")
		asked.Store(r.Method+" "+host+r.URL.Path, true)
		switch {
		case host == "gone.example" || r.URL.Path == "/gone":
			w.WriteHeader(http.StatusGone)
		case host == "wall.example":
			w.WriteHeader(http.StatusForbidden)
		case host == "busy.example":
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(http.StatusTooManyRequests)
		case host == "get.example" && r.Method == http.MethodHead:
			w.WriteHeader(http.StatusNotFound)
		case host == "sale.example":
			send(w, "text/html", `<html><script src="https://sedoparking.com/x.js"></script><p>This domain is for sale</p></html>`)
		case host == "inside.example":
			http.Redirect(w, r, "http://10.0.0.1/", http.StatusFound)
		default:
			html(w, "Other")
		}
	}))
	port := other[strings.LastIndexByte(other, ':'):]
	target := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		html(w, "Shop")
		fmt.Fprint(w, links(port))
	}))
	o := asking()
	o.Limits.Outside = 20
	o.Resolvers = []string{wiretest.Zone(t, records...)}
	o.Networks = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	return o, target, &asked
}

func TestOtherSitesAreAskedWhetherALinkLeadsAnywhere(t *testing.T) {
	var records []string
	for _, name := range []string{"fine", "gone", "wall", "busy", "get", "sale", "inside"} {
		records = append(records, name+".example. A 127.0.0.1")
	}
	o, target, asked := outsideShop(t, func(port string) string {
		var b strings.Builder
		for _, host := range []string{"fine", "gone", "wall", "busy", "get", "sale", "inside", "dead"} {
			fmt.Fprintf(&b, `<a href="http://%s.example%s/page">%s</a> `, host, port, host)
		}
		fmt.Fprintf(&b, `<a href="https://www.facebook.com/shop">Facebook</a> <a href="http://fine.example%[1]s/unsubscribe?u=1">Unsubscribe</a> <a href="http://fine.example%[1]s/gone">old</a>`, port)
		return b.String()
	}, records...)
	s := visit(t, target, o)
	got := map[string]string{}
	for _, p := range s.Probes {
		u, _ := url.Parse(s.Str(p.URL))
		got[u.Hostname()+u.Path] = probeText(s, p)
	}
	for where, want := range map[string]string{
		"fine.example/page": "200", "fine.example/gone": "410 tries 3", "gone.example/page": "410 tries 3", "wall.example/page": "403 obstacle", "busy.example/page": "429 obstacle",
		"get.example/page": "200", "sale.example/page": "200 obstacle", "inside.example/page": "302 forbidden-host", "dead.example/page": "0 no-such-host tries 3",
	} {
		if g := strings.Replace(got[where], " head", "", 1); g != want {
			t.Errorf("%s: %q, want %q", where, got[where], want)
		}
		delete(got, where)
	}
	if len(got) != 0 || s.Found[snapshot.ProbeOutside] != 9 {
		t.Errorf("also asked %v, found %v", got, s.Found)
	}
	asked.Range(func(what, _ any) bool {
		if strings.Contains(what.(string), "robots.txt") || strings.Contains(what.(string), "unsubscribe") {
			t.Errorf("asked %v", what)
		}
		return true
	})
	if !s.Have.Has(snapshot.HaveOutside) {
		t.Error("the snapshot does not say that other sites were asked")
	}
}

func TestWithoutAnyOtherSiteInReachFewAreTried(t *testing.T) {
	o, target, _ := outsideShop(t, func(string) string {
		var b strings.Builder
		for i := range 30 {
			fmt.Fprintf(&b, `<a href="http://s%d.example/">x</a>`, i)
		}
		return b.String()
	})
	o.Limits.RetryAfter = 20 * time.Second
	began := time.Now()
	s := visit(t, target, o)
	if len(s.Probes) != firstHosts || s.Probes[0].Exchange.Tries != 1 || time.Since(began) > 15*time.Second {
		t.Errorf("%d sites tried in %s", len(s.Probes), time.Since(began))
	}
}

func TestOneOtherSiteIsAskedAFewTimesOnly(t *testing.T) {
	p := newParts(300, 100)
	for i := range 400 {
		u, _ := url.Parse(fmt.Sprintf("https://s%d.example/%d", i/100, i))
		p.add(part{id: snapshot.StrID(i), url: u, class: snapshot.ProbeOutside}, tierFile, u.String())
	}
	u, _ := url.Parse("https://lone.example/")
	p.add(part{id: 400, url: u, class: snapshot.ProbeOutside}, tierFile, u.String())
	hosts := map[string]int{}
	list := p.take(100, func(*part) bool { return true })
	for _, it := range list[:5] {
		hosts[it.url.Host]++
	}
	if len(hosts) != 5 || len(list) != 4*perHost+1 || p.counts()[snapshot.ProbeOutside] != 401 {
		t.Errorf("first %v of %d, found %v", hosts, len(list), p.counts())
	}
}

func TestBytesOfSmallPicturesAreLookedAt(t *testing.T) {
	var gets sync.Map
	large := "\x89PNG\r\n\x1a\n" + strings.Repeat("x", 5000)
	s := visit(t, serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			gets.Store(r.URL.Path, true)
		}
		switch r.URL.Path {
		case "/":
			html(w, "Shop")
			fmt.Fprint(w, `<img src="/noise.png"><img src="/text.png"><img src="/small.gif"><img src="/large.png"><img src="/drawn.svg"><link rel=icon href="/favicon.ico"><style>p{background:url(/json.png)}</style><script src="/a.js"></script>`)
		case "/noise.png":
			send(w, "image/png", strings.Repeat("x1f9", 90))
		case "/text.png":
			send(w, "text/plain", large)
		case "/json.png":
			send(w, "application/json", `{"error":"gone"}`)
		case "/small.gif":
			send(w, "image/gif", "GIF89a\x01\x00\x01\x00")
		case "/large.png":
			w.Header().Set("Content-Length", strconv.Itoa(len(large)))
			send(w, "image/png", large)
		case "/drawn.svg":
			send(w, "image/svg+xml", svg)
		case "/favicon.ico":
			send(w, "image/x-icon", "\x00\x00\x01\x00\x01\x00")
		case "/a.js":
			send(w, "text/javascript", "1")
		default:
			http.NotFound(w, r)
		}
	})), asking())
	got := probes(s)
	for path, want := range map[string]string{
		"/noise.png": "200 noise tries 3", "/json.png": "200 noise tries 3", "/text.png": "200", "/small.gif": "200", "/large.png": "200 head", "/drawn.svg": "200", "/favicon.ico": "200",
	} {
		if text := probeText(s, got[path]); text != want {
			t.Errorf("%s: %s, want %s", path, text, want)
		}
	}
	if _, ok := gets.Load("/large.png"); ok {
		t.Error("a picture of usual size was read")
	}
}
