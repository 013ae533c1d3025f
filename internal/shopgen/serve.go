package shopgen

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	sessionCookie = "shop_session"
	cartCookie    = "shop_cart"
	consentCookie = "shop_consent"
	hangLimit     = 2 * time.Minute // a page that never answers gives up then
)

// actingLog remembers requests that a visitor's software must not make on its own.
type actingLog struct {
	mu   sync.Mutex
	hits int64
	urls []string
}

func (a *actingLog) add(r *http.Request) {
	const kept = 100
	a.mu.Lock()
	defer a.mu.Unlock()
	a.hits++
	if len(a.urls) < kept {
		a.urls = append(a.urls, r.Method+" "+r.URL.RequestURI())
	}
}

// ActingHits is the number of requests so far that acted: any but GET and HEAD, and links that log out,
// fill the basket or a list, vote, unsubscribe, or switch currency or language.
func (s *Shop) ActingHits() int64 {
	s.acting.mu.Lock()
	defer s.acting.mu.Unlock()
	return s.acting.hits
}

// ActingURLs lists the first 100 of them, as method and address.
func (s *Shop) ActingURLs() []string {
	s.acting.mu.Lock()
	defer s.acting.mu.Unlock()
	return slices.Clone(s.acting.urls)
}

// Requests is the number of requests so far, of every sort.
func (s *Shop) Requests() int64 { return s.served.Load() }

// acts tells whether a GET of this address does something.
func acts(u *url.URL) bool {
	if u.Path == "/logout" || strings.HasPrefix(u.Path, "/wishlist/") || strings.HasPrefix(u.Path, "/newsletter/") {
		return true
	}
	if u.RawQuery == "" {
		return false
	}
	q := u.Query()
	return slices.ContainsFunc([]string{"add-to-cart", "currency", "lang", "vote", "compare"}, q.Has)
}

// ServeHTTP answers as the shop. All links are relative; canonical addresses use the request's host.
func (s *Shop) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.served.Add(1)
	s.setHeaders(w, r)
	switch {
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		s.acting.add(r)
		s.servePost(w, r)
	case acts(r.URL):
		s.acting.add(r)
		s.serveActing(w, r)
	case s.serveFile(w, r):
	case s.serveDetour(w, r):
	default:
		s.servePage(w, r)
	}
}

func (s *Shop) setHeaders(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
	if !s.has(FlawNoSniff) {
		h.Set("X-Content-Type-Options", "nosniff")
	}
	if s.has(FlawServerVersion) {
		h.Set("Server", "nginx/1.18.0 (Ubuntu)")
	}
	policy := "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'"
	if s.has(FlawUnsafeCSP) {
		policy = "default-src 'self'; script-src 'self' 'unsafe-inline'"
	}
	if !s.has(FlawNoFrameGuard) {
		h.Set("X-Frame-Options", "DENY")
		policy += "; frame-ancestors 'none'"
	}
	if !s.has(FlawNoCSP) {
		h.Set("Content-Security-Policy", policy)
	}
	if r.TLS != nil && !s.has(FlawNoHSTS) {
		h.Set("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
	}
}

func (s *Shop) setCookie(w http.ResponseWriter, r *http.Request, name, value string) {
	c := &http.Cookie{Name: name, Value: value, Path: "/", HttpOnly: true, Secure: r.TLS != nil, SameSite: http.SameSiteLaxMode}
	if name == sessionCookie {
		c.Secure = c.Secure && !s.has(FlawCookieNoSecure)
		c.HttpOnly = !s.has(FlawCookieNoHTTPOnly)
	}
	http.SetCookie(w, c)
}

func (s *Shop) serveActing(w http.ResponseWriter, r *http.Request) {
	if item := r.URL.Query().Get("add-to-cart"); item != "" {
		s.addToCart(w, r, item)
		return
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// chain is the way to the home page under FlawLongChain.
func chain() map[string]string {
	return map[string]string{"/": "/start/1", "/start/1": "/start/2", "/start/2": "/start/3", "/start/3": "/home"}
}

// serveDetour answers the addresses at which a flaw or a trap waits.
func (s *Shop) serveDetour(w http.ResponseWriter, r *http.Request) bool {
	path := r.URL.Path
	switch {
	case s.has(FlawLongChain) && chain()[path] != "":
		http.Redirect(w, r, chain()[path], http.StatusFound)
	case s.has(FlawRedirectLoop) && path == s.loopPath(1):
		http.Redirect(w, r, s.loopPath(2), http.StatusFound)
	case s.has(FlawRedirectLoop) && path == s.loopPath(2):
		http.Redirect(w, r, s.loopPath(1), http.StatusFound)
	case s.plantedPage(path) != nil:
		s.send(w, r, http.StatusOK, s.plantedPage(path))
	case s.opt.Traps && s.serveTrap(w, r):
	default:
		return false
	}
	return true
}

func (s *Shop) servePage(w http.ResponseWriter, r *http.Request) {
	to, found := s.find(r.URL.Path)
	if !found {
		status := http.StatusNotFound
		if s.has(FlawSoft404) {
			status = http.StatusOK
		}
		s.send(w, r, status, s.notFoundPage())
		return
	}
	if to.kind == kindSearch && s.has(FlawSearchError) {
		http.Error(w, "Internal Server Error", http.StatusInternalServerError)
		return
	}
	if to.kind == "product" && to.num%everyNthBroken == 4 {
		switch {
		case s.has(FlawTimeouts):
			hang(r)
		case s.has(FlawServerErrors):
			http.Error(w, "Internal Server Error", http.StatusInternalServerError)
			return
		}
	}
	if to.kind == kindCart && s.has(FlawSlowCart) {
		wait(r, s.delay(3*time.Second))
	}
	p := s.pageOf(to, r)
	if p.print = r.URL.Query().Has("print") || to.kind == kindGallery && s.has(FlawDeadEnd); p.print {
		w.Header().Set("X-Robots-Tag", "noindex")
	}
	s.send(w, r, http.StatusOK, p)
}

// hang keeps the visitor waiting and then breaks the connection.
func hang(r *http.Request) {
	select {
	case <-r.Context().Done():
	case <-time.After(hangLimit):
	}
	panic(http.ErrAbortHandler)
}

func (s *Shop) pageOf(to route, r *http.Request) *page {
	base := baseURL(r)
	var q url.Values
	if r.URL.RawQuery != "" {
		q = r.URL.Query()
	}
	switch to.kind {
	case "product":
		return s.productPage(to.num, base)
	case "category":
		return s.categoryPage(to, q)
	case "post":
		p := s.postPage(to.num)
		if s.has(FlawBadCanonical) {
			p.canonical = "/archive-2019" + r.URL.Path
		}
		return p
	case kindBlog:
		return s.blogPage(to.page)
	case kindHome:
		return s.homePage(base)
	case kindCart:
		return s.cartPage(s.cartContent(r))
	case kindNew:
		return s.newPage()
	case kindSearch:
		return s.searchPage(q)
	case kindGallery:
		return s.galleryPage()
	case kindAccount:
		return s.accountPage(r.Host)
	case kindWithdraw:
		return s.withdrawPage()
	}
	body := s.fixed[to.kind]
	if q.Has("print") {
		body = s.prints[to.kind]
	}
	return &page{title: s.titles[to.kind], body: static(body)}
}

func baseURL(r *http.Request) string {
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

func (s *Shop) send(w http.ResponseWriter, r *http.Request, status int, p *page) {
	b := s.buffers.Get().(*bytes.Buffer)
	b.Reset()
	defer s.buffers.Put(b)
	_, err := r.Cookie(consentCookie)
	if err := s.write(b, p, baseURL(r), r.URL.Path, err != nil); err != nil {
		http.Error(w, fmt.Sprintf("shopgen: %v", err), http.StatusInternalServerError)
		return
	}
	if _, err := r.Cookie(sessionCookie); err != nil {
		s.setCookie(w, r, sessionCookie, strconv.FormatUint(mix(s.opt.Seed^uint64(len(r.URL.Path))), 36)+"v7q2x9")
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(b.Len()))
	if s.has(FlawSlowTTFB) {
		wait(r, s.delay(2500*time.Millisecond))
	}
	w.WriteHeader(status)
	if !s.has(FlawSlowHTML) {
		_, _ = w.Write(b.Bytes()) // a visitor who has left is no error of the shop
		return
	}
	s.drip(w, r, b.Bytes())
}

func (s *Shop) delay(natural time.Duration) time.Duration {
	if s.opt.Delay > 0 {
		return s.opt.Delay
	}
	return natural
}

func wait(r *http.Request, d time.Duration) {
	select {
	case <-r.Context().Done():
	case <-time.After(d):
	}
}

// drip sends the body in eight pieces.
func (s *Shop) drip(w http.ResponseWriter, r *http.Request, body []byte) {
	const pieces = 8
	flush := http.NewResponseController(w)
	for i := range pieces {
		if _, err := w.Write(body[len(body)*i/pieces : len(body)*(i+1)/pieces]); err != nil {
			return
		}
		if flush.Flush() != nil {
			return
		}
		if i < pieces-1 {
			wait(r, s.delay(4*time.Second)/(pieces-1))
		}
	}
}
