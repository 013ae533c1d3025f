package web_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/web"
)

// open are the routes that everybody reaches. A route that is added to them is added here on purpose.
var open = []string{"GET /static/{file}", "GET /signin", "POST /signin", "POST /language", "GET /healthz", "GET /readyz", "GET /api/v1/openapi.json"}

var allRoles = []catalogue.Role{"", catalogue.Viewer, catalogue.Operator, catalogue.Admin}

// Every route lets in who may, and nobody else. The table is the server's own list of routes, which is all that it answers.
func TestEveryRouteAndRole(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	who := map[catalogue.Role]*browser{"": h.browser()}
	for _, role := range allRoles[1:] {
		who[role] = h.as(string(role))
	}
	for _, r := range web.Routes(h.srv) {
		name := r.Method + " " + r.Path
		if (r.Need == "") != slices.Contains(open, name) {
			t.Errorf("%s needs the role %q", name, r.Need)
		}
		if name == "GET /events" || name == "POST /signout" || r.Need == "" {
			continue // the first two have tests of their own
		}
		for _, role := range allRoles {
			status := who[role].try(r, h.fill(r.Path))
			switch may := role.Allows(r.Need); {
			case role == "" && r.Programs && status != http.StatusUnauthorized,
				role == "" && !r.Programs && r.Method == http.MethodGet && status != http.StatusSeeOther,
				role == "" && !r.Programs && r.Method != http.MethodGet && status != http.StatusUnauthorized:
				t.Errorf("%s without sign-in: status %d", name, status)
			case role != "" && !may && status != http.StatusForbidden:
				t.Errorf("%s as %s: status %d", name, role, status)
			case may && (status == http.StatusForbidden || status == http.StatusUnauthorized || status >= 500):
				t.Errorf("%s as %s: status %d", name, role, status)
			}
		}
	}
}

// try sends the least a route asks for, with the secret of the session where there is one.
func (b *browser) try(r web.Route, path string) int {
	b.h.t.Helper()
	header := http.Header{"X-Csrf-Token": {b.csrf}}
	var body io.Reader
	if r.Method != http.MethodGet {
		body = strings.NewReader(url.Values{}.Encode())
		header.Set("Content-Type", "application/x-www-form-urlencoded")
		if r.Programs {
			body = strings.NewReader("{}")
		}
	}
	status, _, _ := b.do(r.Method, path, body, header)
	return status
}

// Nothing is served but by the list of routes: only one place hands the mux a handler.
func TestOnlyTheListOfRoutesIsServed(t *testing.T) {
	calls := 0
	for _, f := range goFiles(t) {
		ast.Inspect(f, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok && (sel.Sel.Name == "Handle" || sel.Sel.Name == "HandleFunc") {
				calls++
			}
			return true
		})
	}
	if calls != 1 {
		t.Errorf("handlers are given to a mux at %d places, want 1", calls)
	}
}

func goFiles(t *testing.T) []*ast.File {
	t.Helper()
	names, err := filepath.Glob("*.go")
	ok(t, err)
	var out []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		ok(t, err)
		out = append(out, f)
	}
	return out
}

// A request that changes something needs the secret of the session, and must not come from another site.
func TestForgedRequestsAreRefused(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	b := h.as("admin")
	for _, r := range web.Routes(h.srv) {
		if r.Method == http.MethodGet || r.Need == "" {
			continue
		}
		path := h.fill(r.Path)
		for name, header := range map[string]http.Header{
			"no secret":       {},
			"another secret":  {"X-Csrf-Token": {"x" + b.csrf[1:]}},
			"another site":    {"X-Csrf-Token": {b.csrf}, "Sec-Fetch-Site": {"cross-site"}},
			"a sibling":       {"X-Csrf-Token": {b.csrf}, "Sec-Fetch-Site": {"same-site"}},
			"another origin":  {"X-Csrf-Token": {b.csrf}, "Origin": {"https://evil.example"}},
			"no origin known": {"X-Csrf-Token": {b.csrf}, "Origin": {"null"}},
		} {
			if status, _, _ := b.do(r.Method, path, strings.NewReader("{}"), header); status != http.StatusForbidden {
				t.Errorf("%s %s, %s: status %d", r.Method, r.Path, name, status)
			}
		}
	}
	if status, _, _ := b.do(http.MethodPost, "/signin", strings.NewReader("name=viewer&password="+url.QueryEscape(password)),
		http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Sec-Fetch-Site": {"cross-site"}}); status != http.StatusForbidden {
		t.Errorf("sign-in from another site: status %d", status)
	}
}

// Passwords cannot be tried without end, neither from one address nor for one name.
func TestSignInIsLimited(t *testing.T) {
	t.Parallel()
	now := time.Now() // the clock stands still, however long the hashing of passwords takes
	h := build(t, func(o *web.Options) { o.Now = func() time.Time { return now } })
	b := h.browser()
	limited := 0
	for range 30 {
		status, _, _ := b.post("/signin", url.Values{"name": {"admin"}, "password": {"guess"}})
		switch status {
		case http.StatusTooManyRequests:
			limited++
		case http.StatusUnauthorized:
		default:
			t.Fatalf("status %d", status)
		}
	}
	if limited < 5 {
		t.Errorf("%d of 30 tries were refused unheard", limited)
	}
}

// A user who was locked, whose role was taken or who signed out may no more, at once.
func TestSessionsEnd(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	operator, admin := h.as("operator"), h.as("admin")
	u, err := h.store.UserByName(t.Context(), "operator")
	ok(t, err)
	if status, _, _ := admin.post("/users/"+u.ID, url.Values{"do": {"role"}, "role": {"viewer"}}); status != http.StatusSeeOther {
		t.Fatalf("change role: status %d", status)
	}
	if status, _ := operator.get("/sellers/new"); status != http.StatusForbidden {
		t.Errorf("after the role was taken: status %d", status)
	}
	if status, _, _ := admin.post("/users/"+u.ID, url.Values{"do": {"disable"}}); status != http.StatusSeeOther {
		t.Fatalf("lock: status %d", status)
	}
	if status, _ := operator.get("/"); status != http.StatusSeeOther {
		t.Errorf("after the user was locked: status %d", status)
	}
	me, err := h.store.UserByName(t.Context(), "admin")
	ok(t, err)
	for _, do := range []string{"disable", "delete", "role"} {
		if status, _, _ := admin.post("/users/"+me.ID, url.Values{"do": {do}, "role": {"viewer"}}); status != http.StatusConflict {
			t.Errorf("%s of the last administrator: status %d", do, status)
		}
	}
	cookies := admin.c.Jar.Cookies(must(url.Parse(h.http.URL)))
	if status, _, to := admin.post("/signout", nil); status != http.StatusSeeOther || !strings.HasPrefix(to, "/signin") {
		t.Errorf("sign out: status %d to %s", status, to)
	}
	admin.c.Jar.SetCookies(must(url.Parse(h.http.URL)), cookies) // somebody kept the cookie
	if status, _ := admin.get("/"); status != http.StatusSeeOther {
		t.Errorf("with the cookie of an ended session: status %d", status)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// A proxy is believed who signed in only when the request comes from where it stands, and nobody takes over a local user by a name.
func TestReverseProxy(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, from string
		want       int
	}{{"from the proxy", "127.0.0.0/8", http.StatusOK}, {"from elsewhere", "192.0.2.0/24", http.StatusSeeOther}} {
		h := build(t, func(o *web.Options) {
			o.UserHeader, o.Proxies = "X-Forwarded-User", []netip.Prefix{netip.MustParsePrefix(c.from)}
		})
		b := h.browser()
		header := http.Header{"X-Forwarded-User": {"admin"}}
		status, page, _ := b.do(http.MethodGet, "/", nil, header)
		if status != c.want {
			t.Errorf("%s: status %d, want %d", c.name, status, c.want)
		}
		if status != http.StatusOK {
			continue
		}
		if status, _, _ := b.do(http.MethodGet, "/users", nil, header); status != http.StatusForbidden {
			t.Errorf("a name from the proxy got the rights of the local user of that name: status %d", status)
		}
		if csrf := csrfOf(page); csrf == "" {
			t.Error("no secret against forged forms")
		}
		if status, _, _ := b.do(http.MethodPost, "/account/tokens", strings.NewReader("name=x&role=viewer"), http.Header{"X-Forwarded-User": {"admin"}, "Content-Type": {"application/x-www-form-urlencoded"}}); status != http.StatusForbidden {
			t.Errorf("a form without the secret: status %d", status)
		}
		if status, _, _ := b.post("/signin", url.Values{"name": {"admin"}, "password": {password}}); status != http.StatusForbidden {
			t.Errorf("sign-in beside the proxy: status %d", status)
		}
	}
}
