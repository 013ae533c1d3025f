package web_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet/web"
)

// Every answer bears the headers that keep a browser from doing what a shop's text may ask of it.
func TestSecurityHeaders(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	b := h.as("admin")
	for _, path := range []string{"/", "/sellers", "/signin", "/nothing", "/healthz", "/static/style.css", "/scans/" + h.ids["scan"] + "/report.html", "/api/v1/sellers", "/sellers.csv"} {
		res, err := b.c.Get(h.http.URL + path)
		ok(t, err)
		res.Body.Close()
		policy := res.Header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "frame-ancestors 'none'") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: policy %q", path, policy)
		}
		if res.Header.Get("X-Content-Type-Options") != "nosniff" || res.Header.Get("Referrer-Policy") != "same-origin" {
			t.Errorf("%s: headers %v", path, res.Header)
		}
	}
	res, err := b.c.PostForm(h.http.URL+"/signin", url.Values{"name": {"viewer"}, "password": {password}})
	ok(t, err)
	res.Body.Close()
	cookie := res.Header.Get("Set-Cookie")
	if !strings.Contains(cookie, "HttpOnly") || !strings.Contains(cookie, "SameSite=Lax") || strings.Contains(cookie, "Secure") {
		t.Errorf("cookie by http: %s", cookie)
	}
	safe := build(t, func(o *web.Options) { o.URL = "https://vet.example" })
	res, err = safe.browser().c.PostForm(safe.http.URL+"/signin", url.Values{"name": {"viewer"}, "password": {password}})
	ok(t, err)
	res.Body.Close()
	cookie = res.Header.Get("Set-Cookie")
	if !strings.HasPrefix(cookie, "__Host-") || !strings.Contains(cookie, "Secure") || res.Header.Get("Strict-Transport-Security") == "" {
		t.Errorf("cookie by https: %s", cookie)
	}
}

// What a stranger wrote into a name stays text on every page, and no formula in the table.
func TestHostileNamesStayText(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	b := h.as("admin")
	if status, _, _ := b.post("/sellers/"+h.ids["hostile"]+"/settings", url.Values{"name": {"=HYPERLINK(1)<img src=x onerror=alert(1)>"}, "owner": {hostile}, "tags": {"<i>,'x"}, "cadence": {"24"}}); status != http.StatusSeeOther {
		t.Fatalf("status %d", status)
	}
	for _, path := range []string{"/", "/sellers", "/sellers?q=%3Cscript%3Ealert(2)%3C/script%3E&tag=%22%3E%3Cu%3E&check=%3Cb%3E", "/sellers/" + h.ids["hostile"], "/sellers/" + h.ids["hostile"] + "/settings", "/alerts?all=1", "/queue", "/shared",
		"/audit", "/sellers/" + h.ids["hostile"] + "/compare", "/shared?kind=%3Cb%3E&value=%3Cscript%3E", "/signin?next=javascript:alert(1)"} {
		_, page := b.get(path)
		for _, bad := range []string{"<script>alert", "<img src=x", "<b>tag", "<i>", "\u202e", `value="javascript`, "\"><u>"} {
			if strings.Contains(page, bad) {
				t.Errorf("%s holds %q", path, bad)
			}
		}
	}
	_, table := b.get("/sellers.csv")
	done, err := h.store.Import(t.Context(), strings.NewReader(table), sellersOptions(), h.now)
	ok(t, err)
	if done.Failed != 0 || done.Added != 0 {
		t.Errorf("the exported table read again: %+v", done)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(table, "\ufeff"))).ReadAll()
	ok(t, err)
	if len(rows) != 5 {
		t.Errorf("%d rows", len(rows))
	}
	for _, row := range rows {
		for _, cell := range row {
			if strings.HasPrefix(cell, "=") {
				t.Errorf("a formula: %q", cell)
			}
		}
	}
}

// Nobody is led to another site after signing in.
func TestSignInLeadsNowhereElse(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	for _, next := range []string{"//evil.example", "https://evil.example", `/\evil.example`, "javascript:alert(1)", "/\tx", "%2F%2Fevil.example"} {
		if _, _, to := h.browser().post("/signin", url.Values{"name": {"viewer"}, "password": {password}, "next": {next}}); to != "/" {
			t.Errorf("next %q leads to %q", next, to)
		}
	}
	if _, _, to := h.browser().post("/signin", url.Values{"name": {"viewer"}, "password": {password}, "next": {"/sellers?q=a"}}); to != "/sellers?q=a" {
		t.Errorf("a page of ours is not gone to, but %q", to)
	}
}

// Uploads are bounded, whatever they pretend to be, and what is in a list beside good rows is told.
func TestUploads(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	b := h.as("operator")
	send := func(name string, file []byte) (int, string) {
		var body bytes.Buffer
		m := multipart.NewWriter(&body)
		ok(t, m.WriteField("csrf", b.csrf))
		ok(t, m.WriteField("cadence", "24"))
		part, err := m.CreateFormFile("file", name)
		ok(t, err)
		_, err = part.Write(file)
		ok(t, err)
		ok(t, m.Close())
		status, page, _ := b.do(http.MethodPost, "/sellers/new", &body, http.Header{"Content-Type": {m.FormDataContentType()}})
		return status, page
	}
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	_, err := io.CopyN(z, zeros{}, 64<<20)
	ok(t, err)
	ok(t, z.Close())
	lines := strings.Builder{}
	for i := range 3000 {
		fmt.Fprintf(&lines, "https://s%d.example/\n", i)
	}
	for _, c := range []struct {
		name string
		file []byte
		want int
		says string
	}{
		{"shops.csv", []byte("url;name;tags\nhttps://csv.example;By table;a b\nhttp://127.0.0.1/;x;\n"), http.StatusOK, "1 was added."},
		{"many.txt", []byte(lines.String()), http.StatusOK, "000 were added."},
		{"many.txt", []byte(lines.String()), http.StatusOK, "000 were there already."},
		{"bomb.gz", bomb.Bytes(), http.StatusOK, "0 were added."},
		{"long.txt", bytes.Repeat([]byte("a"), 3<<20), http.StatusBadRequest, "cannot be read"},
		{"entities.xml", []byte(`<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><urlset><url><loc>https://&b;.example/</loc></url></urlset>`), http.StatusOK, "0 were added."},
		{"huge.txt", bytes.Repeat([]byte("https://x.example/\n"), 1<<20), http.StatusRequestEntityTooLarge, "too large"},
	} {
		if status, page := send(c.name, c.file); status != c.want || !strings.Contains(page, c.says) {
			t.Errorf("%s: status %d, the page says %s", c.name, status, textOf(page))
		}
	}
	big := url.Values{"name": {strings.Repeat("x", 1<<20)}}
	if status, _, _ := b.post("/sellers/"+h.ids["candles"]+"/settings", big); status != http.StatusRequestEntityTooLarge {
		t.Errorf("a form of a megabyte: status %d", status)
	}
}

// textOf is what the main part of a page says, roughly.
func textOf(page string) string {
	_, page, _ = strings.Cut(page, "<main")
	page, _, _ = strings.Cut(page, "</main>")
	page = strings.Join(strings.Fields(page), " ")
	return page[:min(600, len(page))]
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// A name in the database leads to no file outside the folder of archives.
func TestArchivesStayInTheirFolder(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	b := h.as("viewer")
	path := "/scans/" + h.ids["scan"] + "/archive.wacz"
	if status, body := b.get(path); status != http.StatusOK || body != "PK archive of "+h.ids["scan"] {
		t.Errorf("status %d: %q", status, body)
	}
	dir := filepath.Join(filepath.Dir(h.store.Where()), "archives")
	_, err := h.store.DB().ExecContext(t.Context(), "UPDATE results SET archive = $1 WHERE scan_id = $2", filepath.Join(dir, h.ids["candles"], h.ids["scan"]+".wacz"), h.ids["scan"])
	ok(t, err)
	if status, _ := b.get(path); status != http.StatusOK {
		t.Errorf("a name with its folder: status %d", status)
	}
	for _, name := range []string{"../catalogue.db", filepath.Join(dir, "..", "catalogue.db"), "/etc/passwd", "..", ".", "nothing.wacz"} {
		_, err := h.store.DB().ExecContext(t.Context(), "UPDATE results SET archive = $1 WHERE scan_id = $2", name, h.ids["scan"])
		ok(t, err)
		if status, body := b.get(path); status == http.StatusOK {
			t.Errorf("%s was served: %.40q", name, body)
		}
	}
}

// A client that sends its request a letter at a time is let go, and others are served meanwhile.
func TestSlowClientsTieUpNothing(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	ok(t, err)
	done := make(chan error, 1)
	ctx, stop := context.WithCancel(t.Context())
	go func() { done <- h.srv.Serve(ctx, listener) }()
	var slow []net.Conn
	for range 200 {
		conn, err := net.Dial("tcp", listener.Addr().String())
		ok(t, err)
		_, err = io.WriteString(conn, "POST /signin HTTP/1.1\r\nHost: x\r\nX-")
		ok(t, err)
		slow = append(slow, conn)
	}
	for _, conn := range slow {
		defer conn.Close()
	}
	begin := time.Now()
	res, err := http.Get("http://" + listener.Addr().String() + "/healthz")
	ok(t, err)
	res.Body.Close()
	if took := time.Since(begin); res.StatusCode != http.StatusOK || took > 8*time.Second { // after ten the slow ones are let go
		t.Errorf("status %d after %v", res.StatusCode, took)
	}
	stop()
	select {
	case err := <-done:
		ok(t, err)
	case <-time.After(time.Minute):
		t.Error("it does not stop while slow clients hang on")
	}
}

// What monitors ask for is in the form they read.
func TestMetricsAndHealth(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	if status, body := h.browser().get("/readyz"); status != http.StatusOK || body != "ok\n" {
		t.Errorf("ready: status %d: %s", status, body)
	}
	p := h.program("viewer")
	_, body, _ := h.browser().do(http.MethodGet, "/metrics", nil, http.Header{"Authorization": {"Bearer " + p.key}})
	for _, want := range []string{"shopvet_sellers{state=\"fine\"} 2\n", "shopvet_alerts_open ", "shopvet_http_request_seconds_count{method=\"POST\",route=\"/signin\",code=\"3xx\"} 1\n", "shopvet_sign_ins_total{outcome=\"let-in\"} 1\n"} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is missing in:\n%s", want, body)
		}
	}
	ok(t, h.store.Close())
	if status, _ := h.browser().get("/readyz"); status != http.StatusServiceUnavailable {
		t.Errorf("without a database: status %d", status)
	}
	if status, _ := h.browser().get("/healthz"); status != http.StatusOK {
		t.Errorf("health without a database: status %d", status)
	}
}

// Who did what is written down, and tries that failed, too.
func TestAuditLog(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	h.browser().post("/signin", url.Values{"name": {"admin"}, "password": {"wrong"}})
	b := h.as("admin")
	b.post("/sellers/"+h.ids["new"]+"/scan", nil)
	b.post("/users", url.Values{"name": {"eve"}, "role": {"viewer"}})
	acts, err := h.store.Acts(t.Context(), "", 50)
	ok(t, err)
	var said []string
	for _, a := range acts {
		said = append(said, a.Actor+" "+a.Action)
	}
	for _, want := range []string{"admin signin.refused", "admin signin", "admin seller.scan", "admin user.add", "shopvet user.add"} {
		if !strings.Contains(strings.Join(said, "\n")+"\n", want+"\n") {
			t.Errorf("%q is not in the log: %v", want, said)
		}
	}
	for _, a := range acts {
		if strings.Contains(a.Detail+a.Object, "wrong") {
			t.Error("a password stands in the log")
		}
	}
}

// Passwords are kept in a form from which they cannot be read, and old ones do not work after a change.
func TestPasswords(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	u, err := h.store.UserByName(t.Context(), "viewer")
	ok(t, err)
	if !strings.HasPrefix(u.Password, "$argon2id$v=19$m=19456,t=2,p=1$") || strings.Contains(u.Password, password) {
		t.Errorf("kept: %s", u.Password)
	}
	b, other := h.as("viewer"), h.as("viewer")
	const fresh = "another long password"
	for _, c := range []struct {
		old, new string
		want     int
	}{{"wrong", fresh, http.StatusBadRequest}, {password, "short", http.StatusBadRequest}, {password, fresh, http.StatusSeeOther}} {
		if status, _, _ := b.post("/account/password", url.Values{"old": {c.old}, "new": {c.new}}); status != c.want {
			t.Errorf("from %q to %q: status %d", c.old, c.new, status)
		}
	}
	if status, _ := other.get("/"); status != http.StatusSeeOther {
		t.Errorf("another session after the change: status %d", status)
	}
	if status, _ := b.get("/"); status != http.StatusOK {
		t.Errorf("one's own session after the change: status %d", status)
	}
	if again, err := web.FirstUser(t.Context(), h.store, h.now); err != nil || again != "" {
		t.Errorf("a second first user: %q, %v", again, err)
	}
}
