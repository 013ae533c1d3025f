package shopvet_test

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"net"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/crawler"
	"github.com/shopvet/shopvet/report"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// serveRaw answers over TLS with bytes as they are: no HTTP library stands between, which would refuse to send what a hostile server sends.
// answer returns the header fields of a path, each with its line end; the rest is added.
func serveRaw(t *testing.T, answer func(path string) string) (string, crawler.Options) {
	t.Helper()
	config, roots := certificate(t, "127.0.0.1")
	config.NextProtos = nil
	l, err := tls.Listen("tcp", "127.0.0.1:0", config)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	t.Cleanup(func() { l.Close(); wg.Wait() })
	wg.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			wg.Go(func() { answerRaw(conn, answer) })
		}
	})
	o := scanOptions()
	o.RootCAs = roots
	return "https://" + l.Addr().String() + "/", o
}

// page is long enough to be one.
const hostilePage = `<!doctype html><html lang="en"><head><title>Candles</title></head><body><nav><a href="/">Home</a> <a href="/account/login">Sign in</a> <a href="/cart">Cart</a></nav>
<main><h1>Candles</h1><p>All of our candles are made of wax from bees that live in the hills behind the shop.</p></main></body></html>`

func answerRaw(conn net.Conn, answer func(path string) string) {
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(20 * time.Second))
	in := bufio.NewReader(conn)
	line, err := in.ReadString('\n')
	if err != nil {
		return
	}
	for {
		if l, err := in.ReadString('\n'); err != nil || strings.TrimSpace(l) == "" {
			break
		}
	}
	path := "/"
	if f := strings.Fields(line); len(f) > 1 {
		path = f[1]
	}
	if u, err := url.Parse(path); err != nil || u.Path != "/" && u.Path != "/account/login" && u.Path != "/cart" {
		fmt.Fprint(conn, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
		return
	}
	fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nDate: Sat, 21 Nov 2026 12:00:00 GMT\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n%s",
		len(hostilePage), answer(path), hostilePage)
}

func result(v *verdict.Verdict, id string) verdict.Result {
	for _, r := range v.Results {
		if r.Check == id {
			return r
		}
	}
	return verdict.Result{}
}

// scanHostile scans a server with hostile header fields, and demands that nothing broke, that it was over soon and in little memory, and that
// nothing of it can steer a terminal or a page.
func scanHostile(t *testing.T, fields string) (*snapshot.Snapshot, *verdict.Verdict) {
	t.Helper()
	target, o := serveRaw(t, func(string) string { return fields })
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	began := time.Now()
	s, v, err := shopvet.Scan(t.Context(), target, o, shopvet.JudgeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if took, grown := time.Since(began), int64(after.HeapAlloc)-int64(before.HeapAlloc); took > 60*time.Second || grown > 64<<20 {
		t.Errorf("took %v, and %d MB are held", took, grown>>20)
	}
	for _, r := range v.Results {
		if r.Status == verdict.Broken {
			t.Errorf("%s is broken: %s", r.Check, r.Reason.Text)
		}
	}
	harmless(t, v)
	return s, v
}

// harmless demands that reports hold no control characters and no mark-up of the shop's.
func harmless(t *testing.T, v *verdict.Verdict) {
	t.Helper()
	var text, page, data bytes.Buffer
	for _, err := range []error{report.Text(&text, v, report.Options{}), report.HTML(&page, v, report.Options{}), report.JSON(&data, v, report.Options{})} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if i := strings.IndexFunc(text.String(), func(r rune) bool { return unicode.IsControl(r) && r != '\n' }); i >= 0 {
		t.Errorf("a control character in the text report: %q", text.String()[max(0, i-40):i+10])
	}
	if strings.Contains(page.String(), "<script>alert") {
		t.Error("mark-up of the shop's in the HTML report")
	}
	if text.Len() > 200_000 || !json.Valid(data.Bytes()) {
		t.Errorf("%d bytes of text; JSON valid: %v", text.Len(), json.Valid(data.Bytes()))
	}
}

func TestAThousandCookies(t *testing.T) {
	var b strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&b, "Set-Cookie: filler%d=%d; Path=/\r\n", i, i)
	}
	s, v := scanHostile(t, b.String()+"Set-Cookie: PHPSESSID=0123456789abcdef0123456789; Path=/\r\n")
	if len(s.Cookies) != 300 || s.CookiesLeft < 701 {
		t.Errorf("%d cookies, %d left", len(s.Cookies), s.CookiesLeft)
	}
	if r := result(v, "header-cookie-flags"); r.Status != verdict.Unknown || r.Reason.Key != "too-many" {
		t.Errorf("%s: %s", r.Status, r.Reason.Text)
	}
}

func TestAHeaderOfAMegabyte(t *testing.T) {
	for name, fields := range map[string]string{
		"one field":   "X-Long: " + strings.Repeat("a", 1<<20) + "\r\n",
		"many fields": strings.Repeat("X-Many: "+strings.Repeat("a", 100)+"\r\n", 10_000),
	} {
		t.Run(name, func(t *testing.T) {
			s, v := scanHostile(t, fields)
			if s.Stop != snapshot.StopUnreachable || s.Entry[0].Err == nil || s.Entry[0].Err.Kind != snapshot.FaultTooLarge {
				t.Errorf("stop %s, entry %+v", s.Stop, s.Entry[0].Err)
			}
			if r := result(v, "header-csp"); r.Status != verdict.Unknown {
				t.Errorf("header-csp is %s: nothing was seen", r.Status)
			}
		})
	}
}

func TestHeaderFieldsInOddForms(t *testing.T) {
	_, v := scanHostile(t, "cOnTeNt-SeCuRiTy-PoLiCy: default-src 'self';\r\n\tobject-src 'none';\r\n  FRAME-ANCESTORS 'none'\r\nx-content-type-options:nosniff\r\n"+
		"set-cookie:PHPSESSID=0123456789abcdef0123456789;SECURE;httponly;SAMESITE=lax\r\n")
	for _, id := range []string{"header-csp", "header-frame-guard", "header-hygiene", "header-cookie-flags"} {
		if r := result(v, id); r.Status != verdict.Pass {
			t.Errorf("%s is %s: %s %+v", id, r.Status, r.Reason.Text, r.Findings)
		}
	}
}

func TestTenThousandDirectives(t *testing.T) {
	for name, tt := range map[string]struct {
		policy string
		want   verdict.Status
	}{
		"strict":             {strings.Repeat("a-b c; ", 10_000) + "script-src 'self'", verdict.Pass},
		"open":               {strings.Repeat("script-src * 'unsafe-inline'; ", 5_000), verdict.Warn},
		"policies":           {strings.Repeat("script-src *,", 10_000), verdict.Warn},
		"sources":            {"script-src " + strings.Repeat("'nonce-' a b ", 10_000), verdict.Pass},
		"nothing on scripts": {strings.Repeat("img-src-x y; ", 10_000), verdict.Warn},
	} {
		t.Run(name, func(t *testing.T) {
			_, v := scanHostile(t, "Content-Security-Policy: "+tt.policy+"\r\n")
			r := result(v, "header-csp")
			if r.Status != tt.want {
				t.Errorf("%s: %s", r.Status, r.Reason.Text)
			}
			for _, f := range r.Findings {
				for _, e := range f.Evidence {
					if len(e.Value) > 400 {
						t.Errorf("%d bytes are quoted", len(e.Value))
					}
				}
			}
		})
	}
}

// TestHeaderFieldsThatMeanToSteer: what net/http does not read as HTTP is no answer, named as such, and nothing is judged by it.
func TestHeaderFieldsThatMeanToSteer(t *testing.T) {
	const open = "Content-Security-Policy: script-src *\r\n"
	for name, tt := range map[string]struct {
		fields string
		csp    verdict.Status
	}{
		"escapes":    {"Server: nginx/1.2.3\x1b]0;owned\x07\x1b[2J\r\n" + open, verdict.Unknown},
		"nul":        {"X-Nul: a\x00b\r\n" + open, verdict.Unknown},
		"no colon":   {"this is no field\r\n" + open, verdict.Unknown},
		"odd names":  {"\xe4\xf6: x\r\nA B: c\r\n" + open, verdict.Unknown},
		"mark-up":    {"Server: <script>alert(1)</script>/1.2.3\r\nX-Powered-By: <script>alert/1.2.3\r\nContent-Security-Policy: script-src * '<script>alert(1)</script>\r\n", verdict.Warn},
		"directions": {"Server: \u202enginx/1.2.3\u2066\r\nX-Generator: A\u202eB 1.2.3\r\nX-Frame-Options: \u202eDENY\r\n" + open, verdict.Warn},
		"bad bytes":  {"Server: Ser\xff\xfever/1.2.3\r\nContent-Security-Policy: script-src \xff\xfe\r\nX-Frame-Options: \xc3\x28\r\nSet-Cookie: sess\xffion=0123456789abcdef0123456789\r\n", verdict.Warn},
		"bare feeds": {"Content-Security-Policy: script-src *\nX-Frame-Options: DENY\n", verdict.Warn},
	} {
		t.Run(name, func(t *testing.T) {
			s, v := scanHostile(t, tt.fields)
			if r := result(v, "header-csp"); r.Status != tt.csp {
				t.Errorf("header-csp is %s: %s", r.Status, r.Reason.Text)
			}
			if tt.csp == verdict.Unknown {
				for id := range bad(v) {
					t.Errorf("nothing was seen, and yet: %s", explain(v, id))
				}
			}
			if tt.csp == verdict.Unknown && (s.Entry[0].Err == nil || s.Entry[0].Err.Kind != snapshot.FaultProtocol) {
				t.Errorf("what went wrong is not named: %+v", s.Entry[0].Err)
			}
		})
	}
}
