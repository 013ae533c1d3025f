package web_test

import (
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/catalogue/queue"
	"github.com/shopvet/shopvet/crawler"
	"github.com/shopvet/shopvet/verdict"
	"github.com/shopvet/shopvet/web"
)

// house is a server with a catalogue of its own, in which a few sellers were looked at.
type house struct {
	t     *testing.T
	store *catalogue.Store
	srv   *web.Server
	http  *httptest.Server
	ids   map[string]string
	now   time.Time
}

// password of every user of the tests.
const password = "correct horse battery"

// filled is a catalogue that is made once and copied for each test: making it takes longer than most tests.
var filled struct {
	sync.Mutex
	dir string
	ids map[string]string
	now time.Time
}

func TestMain(m *testing.M) {
	code := m.Run()
	if filled.dir != "" {
		_ = os.RemoveAll(filled.dir)
	}
	os.Exit(code)
}

// furnish fills the catalogue that is copied.
func furnish(t *testing.T) {
	t.Helper()
	filled.Lock()
	defer filled.Unlock()
	if filled.dir != "" {
		return
	}
	dir, err := os.MkdirTemp("", "shopvet-web-")
	ok(t, err)
	store, err := catalogue.Open(t.Context(), filepath.Join(dir, "catalogue.db"))
	ok(t, err)
	_, err = store.MigrateUp(t.Context())
	ok(t, err)
	jobs, err := queue.New(t.Context(), store, queue.Options{})
	ok(t, err)
	ok(t, jobs.Migrate(t.Context()))
	h := &house{t: t, store: store, ids: map[string]string{}, now: time.Now().UTC()}
	ok(t, os.Mkdir(filepath.Join(dir, "archives"), 0o700))
	h.users()
	h.sellers(filepath.Join(dir, "archives"))
	jobs.Close()
	ok(t, store.Close())
	filled.dir, filled.ids, filled.now = dir, h.ids, h.now
}

// build makes a house. Users are viewer, operator and admin, who are named like their roles.
func build(t *testing.T, change func(*web.Options)) *house {
	t.Helper()
	furnish(t)
	dir := t.TempDir()
	ok(t, os.CopyFS(dir, os.DirFS(filled.dir)))
	store, err := catalogue.Open(t.Context(), filepath.Join(dir, "catalogue.db"))
	ok(t, err)
	t.Cleanup(func() { store.Close() })
	jobs, err := queue.New(t.Context(), store, queue.Options{}) // scans are asked for, and nobody makes them
	ok(t, err)
	t.Cleanup(jobs.Close)
	h := &house{t: t, store: store, ids: maps.Clone(filled.ids), now: filled.now}
	o := web.Options{Store: store, Queue: jobs, Rules: sample(t, "flawed").Rules, Sellers: sellersOptions(), Archives: filepath.Join(dir, "archives"), Version: "test", Reach: crawler.Reach(nil), Log: slog.New(slog.DiscardHandler)}
	if change != nil {
		change(&o)
	}
	h.srv, err = web.New(o)
	ok(t, err)
	h.http = httptest.NewServer(h.srv)
	t.Cleanup(func() {
		h.http.CloseClientConnections()
		h.http.Close()
		ok(t, h.srv.Close())
	})
	return h
}

// sellersOptions are those that the program itself gives.
func sellersOptions() catalogue.ImportOptions {
	return catalogue.ImportOptions{Markets: []string{"de", "uk"}, Profiles: crawler.Profiles(), Address: func(s string) (string, error) {
		target, err := crawler.ParseTarget(s)
		if err != nil {
			return "", err
		}
		return target.URL.String(), nil
	}}
}

// users adds one user for each role.
func (h *house) users() {
	first, err := web.FirstUser(h.t.Context(), h.store, h.now)
	ok(h.t, err)
	if len(first) < 20 {
		h.t.Fatalf("first password %q", first)
	}
	admin, err := h.store.UserByName(h.t.Context(), "admin")
	ok(h.t, err)
	admin.Password = web.Hashed(password)
	ok(h.t, h.store.PutUser(h.t.Context(), admin, h.now))
	for _, role := range []catalogue.Role{catalogue.Viewer, catalogue.Operator} {
		ok(h.t, h.store.PutUser(h.t.Context(), &catalogue.User{Name: string(role), Password: admin.Password, Role: role}, h.now))
	}
}

// hostile is what somebody may put into a name.
const hostile = "<script>alert(1)</script>\u202e\"' onmouseover=x {{.}} =cmd|'/c calc'!A1"

// sellers adds some: one with a history, one that did not answer, one never looked at, one with a hostile name.
func (h *house) sellers(archives string) {
	list := []catalogue.Seller{
		{URL: "https://candles.example/", Name: "Valley Candles", Tags: []string{"gold", "uk"}, Markets: []string{"uk"}, Cadence: 24 * time.Hour, Owner: "M-17"},
		{URL: "https://away.example/", Name: "Away", Cadence: 24 * time.Hour},
		{URL: "https://new.example/", Cadence: 0},
		{URL: "https://hostile.example/", Name: hostile, Owner: hostile, Tags: []string{"<b>tag</b>"}},
	}
	_, err := h.store.PutSellers(h.t.Context(), list, h.now.Add(-60*24*time.Hour))
	ok(h.t, err)
	for i, name := range []string{"candles", "away", "new", "hostile"} {
		h.ids[name] = list[i].ID
	}
	for day := range 5 {
		v := sample(h.t, "sound")
		if day > 2 {
			v = sample(h.t, "flawed")
		}
		v.Ruleset = "same"
		h.ids["scan"] = h.looked("candles", v, h.now.Add(time.Duration(day-5)*24*time.Hour), archives)
		if day == 3 {
			h.ids["earlier"] = h.ids["scan"]
		}
	}
	for day := range 2 {
		v := sample(h.t, "blocked")
		v.Crawl.Stop, v.Crawl.Obstacle = "unreachable", ""
		h.looked("away", v, h.now.Add(time.Duration(day-3)*24*time.Hour), "")
	}
	v := sample(h.t, "flawed")
	h.looked("hostile", v, h.now.Add(-time.Hour), "")
}

// looked writes one look at a seller down and returns the scan's id.
func (h *house) looked(seller string, v *verdict.Verdict, at time.Time, archives string) string {
	h.t.Helper()
	ctx := h.t.Context()
	n, err := h.store.Seller(ctx, h.ids[seller])
	ok(h.t, err)
	scan := &catalogue.Scan{ID: catalogue.NewID(at), Seller: n.ID, Cause: "schedule"}
	ok(h.t, catalogue.AddScan(ctx, h.store.DB(), scan, 0, at))
	v.Taken = at
	o := &catalogue.Outcome{Verdict: v, Network: "192.0.2.7"}
	if archives != "" {
		o.Archive = filepath.Join(n.ID, scan.ID+".wacz")
		ok(h.t, os.MkdirAll(filepath.Join(archives, n.ID), 0o700))
		ok(h.t, os.WriteFile(filepath.Join(archives, o.Archive), []byte("PK archive of "+scan.ID), 0o600))
	}
	r, err := h.store.Prepare(ctx, n, scan, o, at)
	ok(h.t, err)
	ok(h.t, h.store.InTx(ctx, func(tx catalogue.DB) error { return r.Write(ctx, tx, at) }))
	return scan.ID
}

// sample is a verdict that the report's own tests keep.
func sample(t *testing.T, name string) *verdict.Verdict {
	t.Helper()
	f, err := os.Open("../report/testdata/" + name + ".json")
	ok(t, err)
	defer f.Close()
	v, err := verdict.Decode(f)
	ok(t, err)
	return v
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// browser is somebody with cookies who follows no redirect by themselves.
type browser struct {
	h    *house
	c    *http.Client
	csrf string
}

func (h *house) browser() *browser {
	jar, err := cookiejar.New(nil)
	ok(h.t, err)
	return &browser{h: h, c: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, Timeout: 20 * time.Second}}
}

// as signs in.
func (h *house) as(name string) *browser {
	h.t.Helper()
	b := h.browser()
	status, _, to := b.post("/signin", url.Values{"name": {name}, "password": {password}})
	if status != http.StatusSeeOther || to != "/" {
		h.t.Fatalf("sign in as %s: status %d, to %q", name, status, to)
	}
	_, page := b.get("/account")
	b.csrf = csrfOf(page)
	if b.csrf == "" {
		h.t.Fatal("no csrf token on a page")
	}
	return b
}

var csrfField = regexp.MustCompile(`name="csrf" value="([^"]+)"`)

func csrfOf(page string) string {
	if m := csrfField.FindStringSubmatch(page); m != nil {
		return m[1]
	}
	return ""
}

func (b *browser) get(path string) (int, string) {
	b.h.t.Helper()
	status, body, _ := b.do(http.MethodGet, path, nil, nil)
	return status, body
}

// post sends a form with the csrf token of the session.
func (b *browser) post(path string, form url.Values) (status int, body, to string) {
	b.h.t.Helper()
	if form == nil {
		form = url.Values{}
	}
	if b.csrf != "" && !form.Has("csrf") {
		form.Set("csrf", b.csrf)
	}
	return b.do(http.MethodPost, path, strings.NewReader(form.Encode()), http.Header{"Content-Type": {"application/x-www-form-urlencoded"}})
}

func (b *browser) do(method, path string, body io.Reader, header http.Header) (status int, text, to string) {
	b.h.t.Helper()
	req, err := http.NewRequestWithContext(b.h.t.Context(), method, b.h.http.URL+path, body)
	ok(b.h.t, err)
	for k, v := range header {
		req.Header[k] = v
	}
	res, err := b.c.Do(req)
	ok(b.h.t, err)
	defer res.Body.Close()
	data, err := io.ReadAll(io.LimitReader(res.Body, 32<<20))
	ok(b.h.t, err)
	return res.StatusCode, string(data), res.Header.Get("Location")
}

// fill puts ids that exist into the pattern of a route.
func (h *house) fill(path string) string {
	id := h.ids["candles"]
	switch {
	case strings.Contains(path, "/scans/{id}"):
		id = h.ids["scan"]
	case strings.Contains(path, "/users/{id}"), strings.Contains(path, "/tokens/{id}"), strings.Contains(path, "/alerts/{id}"), strings.Contains(path, "/mutes/{id}"),
		strings.Contains(path, "/channels/{id}"), strings.Contains(path, "/webhooks/{id}"):
		id = "0000000000000000none"
	case strings.Contains(path, "/checks/{id}"):
		id = "policy-returns"
		for check := range sample(h.t, "flawed").Rules {
			id = check
		}
	}
	r := strings.NewReplacer("{id}", id, "{$}", "", "{file}", "style.css", "{report}", "report.html")
	return r.Replace(path)
}
