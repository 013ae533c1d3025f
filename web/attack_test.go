package web_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/web"
)

// inward are addresses that lead to this computer, its network or the data of its host, in every way in which that can be written.
var inward = []string{
	"http://127.0.0.1/", "http://127.1/", "http://0.0.0.0/", "http://0/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://0x7f.0.0.1/", "http://127.0.0.1.:80/",
	"http://localhost/", "http://LOCALHOST./", "http://a.localhost/", "http://printer.local/", "http://metadata.google.internal/", "http://169.254.169.254/latest/meta-data/",
	"http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/", "http://100.64.0.1/", "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:a9fe:a9fe]/",
	"http://[fe80::1]/", "http://[fd00:ec2::254]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[fec0::1]/", "http://224.0.0.1/", "http://255.255.255.255/", "http://１２７.０.０.１/", "http://①②⑦.⓪.⓪.①/",
	"http://user:pass@127.0.0.1/", "http://shop.example@127.0.0.1/", "file:///etc/passwd", "gopher://127.0.0.1/", "http:///", "javascript:alert(1)",
}

// Nobody who may use the pages makes the server ask inside its own network: neither for a seller nor for a webhook.
func TestAddressesInsideAreRefused(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	p := h.program("admin")
	for _, address := range inward {
		if status, body := p.call(http.MethodPost, "/api/v1/sellers", "/api/v1/sellers", map[string]any{"sellers": []any{map[string]any{"url": address}}}); status == http.StatusOK && !bytes.Contains(body, []byte(`"added":0`)) {
			t.Errorf("seller %s: %s", address, body)
		}
		if status, body := p.call(http.MethodPost, "/api/v1/webhooks", "/api/v1/webhooks", map[string]any{"name": "x", "target": address}); status != http.StatusBadRequest {
			t.Errorf("webhook %s: status %d %s", address, status, body)
		}
	}
	b := h.as("operator")
	_, page, _ := b.post("/sellers/new", url.Values{"list": {strings.Join(inward, "\n")}, "cadence": {"24"}})
	if !strings.Contains(page, "0 were added.") {
		t.Errorf("by the form: %s", textOf(page))
	}
}

// Whatever name of the server a request bears, no answer leads or links there.
func TestNameOfTheServerIsNotBelieved(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	b := h.as("admin")
	for _, path := range []string{"/", "/sellers", "/sellers/" + h.ids["candles"], "/alerts", "/alerts.rss", "/signin", "/nothing", "/account", "/sellers.csv", "/api/v1/sellers"} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, h.http.URL+path, nil)
		ok(t, err)
		req.Host = "evil.example"
		req.Header.Set("X-Forwarded-Host", "evil.example")
		req.Header.Set("Forwarded", "host=evil.example")
		req.Header.Set("X-Forwarded-Proto", "https")
		res, err := b.c.Do(req)
		ok(t, err)
		body, err := io.ReadAll(res.Body)
		ok(t, err)
		res.Body.Close()
		if strings.Contains(string(body)+fmt.Sprint(res.Header), "evil.example") {
			t.Errorf("%s: the answer names it", path)
		}
		if res.Header.Get("Strict-Transport-Security") != "" {
			t.Errorf("%s: a stranger's word for https is believed", path)
		}
	}
}

// What somebody sees who has signed in stays in no cache, and neither does the sign-in.
func TestNothingIsKeptInCaches(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	b := h.as("admin")
	for _, r := range web.Routes(h.srv) {
		if r.Method != http.MethodGet || r.Path == "/events" || strings.HasPrefix(r.Path, "/static/") {
			continue
		}
		res, err := b.c.Get(h.http.URL + h.fill(r.Path))
		ok(t, err)
		res.Body.Close()
		if res.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: Cache-Control %q", r.Path, res.Header.Get("Cache-Control"))
		}
	}
}

// A session that somebody else chose, or knows, is never the one that a sign-in begins.
func TestSignInBeginsAnewSession(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	at := must(url.Parse(h.http.URL))
	b := h.browser()
	b.c.Jar.SetCookies(at, []*http.Cookie{{Name: "shopvet-session", Value: "chosen-by-somebody-else", Path: "/"}})
	cookie := func() string {
		for _, c := range b.c.Jar.Cookies(at) {
			if c.Name == "shopvet-session" {
				return c.Value
			}
		}
		return ""
	}
	seen := map[string]bool{"chosen-by-somebody-else": true}
	for range 2 {
		if status, _, _ := b.post("/signin", url.Values{"name": {"viewer"}, "password": {password}}); status != http.StatusSeeOther {
			t.Fatalf("status %d", status)
		}
		if now := cookie(); seen[now] || len(now) < 40 {
			t.Errorf("the session is %q", now)
		} else {
			seen[now] = true
		}
	}
}

// Whether there is a user of a name is not told by the answer.
func TestUnknownUsersAreNotTold(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	ask := func(name string) string {
		status, body, _ := h.browser().post("/signin", url.Values{"name": {name}, "password": {"a guess of some length"}})
		if status != http.StatusUnauthorized {
			t.Fatalf("status %d", status)
		}
		return strings.ReplaceAll(body, name, "NAME")
	}
	if known, unknown := ask("viewer"), ask("nobody"); known != unknown {
		t.Errorf("the answers differ:\n%s\n%s", textOf(known), textOf(unknown))
	}
}

// Nor by how soon it comes: a password is hashed in any case, which is what takes the time. How often is told by the memory it takes, since clocks
// tell little on a busy machine.
func TestPasswordsAreHashedInAnyCase(t *testing.T) { // not beside others, whose memory would count
	h := build(t, nil)
	known, err := h.store.UserByName(t.Context(), "viewer")
	ok(t, err)
	for name, u := range map[string]*catalogue.User{"known": known, "unknown": nil, "locked": {Password: known.Password, Disabled: true}, "from elsewhere": {External: "oidc:1"}} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		right, err := web.Check(t.Context(), h.srv, u, password)
		ok(t, err)
		runtime.ReadMemStats(&after)
		if right != (name == "known") {
			t.Errorf("%s: let in: %v", name, right)
		}
		if took := after.TotalAlloc - before.TotalAlloc; took < 19<<20 {
			t.Errorf("%s: no password is hashed in %d bytes", name, took)
		}
	}
}

// lines keeps what is logged.
type lines struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.String()
}

// No secret gets into the log, however much of it is asked for: passwords, sessions, keys, what is searched for.
func TestSecretsAreNotLogged(t *testing.T) {
	t.Parallel()
	log := &lines{}
	h := build(t, func(o *web.Options) {
		o.Log = slog.New(slog.NewJSONHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
	b := h.as("admin")
	p := h.program("admin")
	h.browser().post("/signin", url.Values{"name": {"admin"}, "password": {"wrong password " + password}})
	b.get("/sellers?q=searched-for&token=" + p.key)
	p.call(http.MethodPost, "/api/v1/webhooks", "/api/v1/webhooks", map[string]any{"name": "x", "target": "https://hooks.example/secret-path", "kind": "slack"})
	_, page, _ := b.post("/users", url.Values{"name": {"eve"}, "role": {"viewer"}})
	_, shown, _ := strings.Cut(page, `id="secret">`)
	shown, _, _ = strings.Cut(shown, "<")
	secrets := []string{password, p.key, b.csrf, "searched-for", "secret-path", shown}
	for _, c := range b.c.Jar.Cookies(must(url.Parse(h.http.URL))) {
		secrets = append(secrets, c.Value)
	}
	text := log.String()
	if !strings.Contains(text, "/api/v1/webhooks") {
		t.Fatalf("nothing is logged: %s", text)
	}
	for _, s := range secrets {
		if s == "" || strings.Contains(text, s) {
			t.Errorf("%q stands in the log, or there is no such secret", s)
		}
	}
	acts, err := h.store.Acts(t.Context(), "", 100)
	ok(t, err)
	for _, a := range acts {
		if all := a.Object + a.Detail; slices.ContainsFunc(secrets, func(s string) bool { return strings.Contains(all, s) }) {
			t.Errorf("a secret stands in the audit log: %+v", a)
		}
	}
}

// Uploads that want more than they say are stopped: parts without number, a body that is said to be huge, one line without end, a compressed body.
func TestUploadsThatWantTooMuch(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	b := h.as("operator")
	var parts bytes.Buffer
	m := multipart.NewWriter(&parts)
	for i := range 5000 {
		ok(t, m.WriteField(fmt.Sprint("f", i), "x"))
	}
	ok(t, m.Close())
	fields := strings.Repeat("a=1&", 1<<20)
	line := "csrf=" + b.csrf + "&cadence=24&list=" + strings.Repeat("a", 12<<20)
	for _, c := range []struct {
		name, kind string
		body       io.Reader
		want       []int
	}{
		{"5000 parts", m.FormDataContentType(), &parts, []int{http.StatusBadRequest, http.StatusForbidden, http.StatusRequestEntityTooLarge}},
		{"a million fields", "application/x-www-form-urlencoded", strings.NewReader(fields), []int{http.StatusForbidden, http.StatusBadRequest}},
		{"one line of 12 MB", "application/x-www-form-urlencoded", strings.NewReader(line), []int{http.StatusBadRequest, http.StatusRequestEntityTooLarge}},
		{"no end of a part", "multipart/form-data; boundary=x", strings.NewReader("--x\r\nContent-Disposition: form-data; name=csrf\r\n\r\n" + b.csrf), []int{http.StatusBadRequest, http.StatusForbidden}},
		{"no boundary", "multipart/form-data", strings.NewReader("x"), []int{http.StatusBadRequest, http.StatusForbidden}},
	} {
		status, page, _ := b.do(http.MethodPost, "/sellers/new", c.body, http.Header{"Content-Type": {c.kind}})
		if !slices.Contains(c.want, status) {
			t.Errorf("%s: status %d: %s", c.name, status, textOf(page))
		}
	}
	p := h.program("admin")
	deep := strings.NewReader(`{"sellers":` + strings.Repeat("[", 1<<20))
	if status, _, _ := h.browser().do(http.MethodPost, "/api/v1/sellers", deep, http.Header{"Authorization": {"Bearer " + p.key}}); status != http.StatusBadRequest {
		t.Errorf("JSON without end of its depth: status %d", status)
	}
}

// A body that is said to be a gigabyte is refused before it was sent.
func TestHugeBodiesAreNotWaitedFor(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	b := h.as("operator")
	conn, err := net.Dial("tcp", strings.TrimPrefix(h.http.URL, "http://"))
	ok(t, err)
	defer conn.Close()
	ok(t, conn.SetDeadline(time.Now().Add(20*time.Second)))
	cookie := ""
	for _, c := range b.c.Jar.Cookies(must(url.Parse(h.http.URL))) {
		cookie += c.Name + "=" + c.Value + "; "
	}
	_, err = fmt.Fprintf(conn, "POST /sellers/new HTTP/1.1\r\nHost: x\r\nCookie: %s\r\nX-Csrf-Token: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1073741824\r\n\r\n", cookie, b.csrf)
	ok(t, err)
	sent := 0
	block := bytes.Repeat([]byte("a"), 1<<20)
	for sent < 200<<20 { // what the kernel takes meanwhile is not the server's
		n, err := conn.Write(block)
		sent += n
		if err != nil {
			break
		}
	}
	if sent > 64<<20 {
		t.Errorf("%d MB were taken", sent>>20)
	}
}

// A client that sends its form a letter at a time is let go as well.
func TestSlowBodiesTieUpNothing(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	web.Hurry(h.srv, 2*time.Second)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	ok(t, err)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- h.srv.Serve(ctx, listener) }()
	for _, text := range []string{"POST /signin HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9999\r\n\r\nname=a", "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "} {
		conn, err := net.Dial("tcp", listener.Addr().String())
		ok(t, err)
		defer conn.Close()
		_, err = io.WriteString(conn, text)
		ok(t, err)
		ok(t, conn.SetReadDeadline(time.Now().Add(30*time.Second)))
		_, err = io.Copy(io.Discard, conn) // until the server hangs up
		if late := net.Error(nil); errors.As(err, &late) && late.Timeout() {
			t.Errorf("after %q it is still waited for", text[:12])
		}
	}
	stop()
	ok(t, <-done)
}
