package shopvet_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/internal/shopgen"
	"github.com/shopvet/shopvet/verdict"
)

// rough is what stands between sound shops and programs: menus that scripts build, addresses that first want a cookie, a limit on requests,
// and servers that refuse HEAD.
type rough struct {
	shop   http.Handler
	served atomic.Int64
	slowed atomic.Int64
}

// menuNav is the main menu of a made-up shop.
var menuNav = regexp.MustCompile(`(?s)<(nav|div role="navigation") aria-label[^>]*>.*?</(nav|div)>`)

// everyNthSlow is after how many requests the shop asks to come back a second later.
const everyNthSlow = 600

func (h *rough) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch n := h.served.Add(1); {
	case n%everyNthSlow == 0:
		h.slowed.Add(1)
		w.Header().Set("Retry-After", "1")
		w.WriteHeader(http.StatusTooManyRequests)
		return
	case r.Method == http.MethodHead:
		w.WriteHeader(http.StatusForbidden)
		return
	}
	gate := "gate" + strconv.Itoa(len(r.URL.Path)%7) // seven addresses in turn set a cookie each before they answer
	if _, err := r.Cookie(gate); err != nil && r.URL.Path != "/robots.txt" {
		http.SetCookie(w, &http.Cookie{Name: gate, Value: "1", Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
		http.Redirect(w, r, r.URL.RequestURI(), http.StatusFound)
		return
	}
	rec := httptest.NewRecorder()
	h.shop.ServeHTTP(rec, r)
	for name, values := range rec.Header() {
		if name != "Content-Length" {
			w.Header()[name] = values
		}
	}
	w.WriteHeader(rec.Code)
	body := rec.Body.Bytes()
	if bytes.HasPrefix(body, []byte("<!doctype html>")) {
		body = menuNav.ReplaceAll(body, []byte(`<button class="menu" aria-expanded="false" aria-controls="menu">Menu</button><div id="menu" data-menu="/menu.json"></div>`))
	}
	_, _ = w.Write(body)
}

func TestASoundShopOnARoughServerYieldsNoFinding(t *testing.T) {
	t.Parallel()
	shop, err := shopgen.New(shopgen.Options{Seed: 5, Lang: "de", Pages: 2000})
	if err != nil {
		t.Fatal(err)
	}
	h := &rough{shop: shop}
	srv := httptest.NewServer(h)
	t.Cleanup(func() {
		srv.CloseClientConnections()
		srv.Close()
	})
	o := scanOptions()
	o.Limits.Pages, o.Limits.Time = 2600, 4*time.Minute
	v := scan(t, srv.URL+"/", o, shopvet.JudgeOptions{Markets: []string{"de"}})
	for id := range bad(v) {
		t.Error(explain(v, id))
	}
	if v.Crawl.HTML < 2000 || v.Crawl.Stop != "done" || h.slowed.Load() < 2 {
		t.Errorf("%d pages read, stop %s, asked to slow down %d times", v.Crawl.HTML, v.Crawl.Stop, h.slowed.Load())
	}
	for id, want := range map[string]verdict.Status{
		"nav-broken-internal": verdict.Pass, "nav-redirect-loop": verdict.Pass, "nav-search-works": verdict.Pass, "nav-cart-reachable": verdict.Pass,
		"render-broken-images": verdict.Pass, "render-broken-assets": verdict.Pass, "nav-menu-present": verdict.Unknown,
	} {
		if got := status(v, id); got != want {
			t.Errorf("%s is %s, want %s: %s", id, got, want, explain(v, id))
		}
	}
}

// TestPagesThatAreGoneWithoutSayingSo: missing products are answered by a page with status 200, which only likeness to other missing pages tells.
func TestPagesThatAreGoneWithoutSayingSo(t *testing.T) {
	for _, lang := range []string{"en", "de", "ja", "pl"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			target, o, _ := serve(t, shopgen.Options{Seed: 2, Lang: lang, Flaws: []shopgen.Flaw{shopgen.FlawBrokenInternal, shopgen.FlawSoft404}}, false)
			v := scan(t, target, o, shopvet.JudgeOptions{})
			for id, got := range bad(v) {
				if id != "nav-broken-internal" && id != "nav-soft-404" {
					t.Errorf("%s %s", got, explain(v, id))
				}
			}
			if got := status(v, "nav-broken-internal"); got != verdict.Fail {
				t.Errorf("%s", explain(v, "nav-broken-internal"))
			}
		})
	}
}
