package wire_test

import (
	"bufio"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/miekg/dns"
	"golang.org/x/net/http2"

	"github.com/shopvet/shopvet/crawler/wire"
	"github.com/shopvet/shopvet/crawler/wire/wiretest"
	"github.com/shopvet/shopvet/snapshot"
)

// raw serves connections on loopback byte by byte, for answers that no HTTP server would give.
func raw(t testing.TB, serve func(net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() { defer func() { _ = c.Close() }(); serve(c) }()
		}
	}()
	return "http://" + l.Addr().String()
}

// says reads one request and answers with text.
func says(text string) func(net.Conn) {
	return func(c net.Conn) {
		if _, err := http.ReadRequest(bufio.NewReader(c)); err == nil {
			_, _ = io.WriteString(c, text)
		}
	}
}

// reset ends a connection as a crashed server does.
func reset(c net.Conn) {
	_, _ = http.ReadRequest(bufio.NewReader(c))
	_ = c.(*net.TCPConn).SetLinger(0)
}

func serveTLS(t *testing.T, cert tls.Certificate) string {
	t.Helper()
	srv := httptest.NewUnstartedServer(http.NotFoundHandler())
	srv.TLS = &tls.Config{Certificates: []tls.Certificate{cert}}
	srv.Config.ErrorLog = quiet
	srv.StartTLS()
	t.Cleanup(srv.Close)
	return srv.URL
}

// TestFaultOf makes every kind of trouble happen.
func TestFaultOf(t *testing.T) {
	root, other := wiretest.NewRoot(t, "Root"), wiretest.NewRoot(t, "Other")
	ip, now := []string{"127.0.0.1"}, time.Now()
	plain := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(plain.Close)
	picky := httptest.NewUnstartedServer(http.NotFoundHandler())
	picky.TLS = &tls.Config{MaxVersion: tls.VersionTLS11}
	picky.Config.ErrorLog = quiet
	picky.StartTLS()
	t.Cleanup(picky.Close)
	for _, c := range []struct {
		name, url string
		kind      snapshot.FaultKind
		text      string
	}{
		{"closed port", "http://" + wiretest.ClosedPort(t), snapshot.FaultRefused, "refused"},
		{"no route", "http://127.255.255.255/", snapshot.FaultUnreachable, "no way"}, // the broadcast address of loopback takes no connections
		{"never answers", raw(t, func(c net.Conn) { _, _ = io.Copy(io.Discard, c) }), snapshot.FaultTimeout, "time"},
		{"hangs up at once", raw(t, func(net.Conn) {}), snapshot.FaultReset, "closed"},
		{"hangs up after the request", raw(t, says("")), snapshot.FaultReset, "closed"},
		{"resets", raw(t, reset), snapshot.FaultReset, "closed"},
		{"hangs up within the header", raw(t, says("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")), snapshot.FaultReset, "closed"},
		{"mail server", raw(t, says("220 mail.example ESMTP\r\n")), snapshot.FaultProtocol, "cannot be read as HTTP"},
		{"bad status", raw(t, says("HTTP/1.1 abc OK\r\n\r\n")), snapshot.FaultProtocol, "cannot be read as HTTP"},
		{"bad version", raw(t, says("HTTP/9.z 200 OK\r\n\r\n")), snapshot.FaultProtocol, "cannot be read as HTTP"},
		{"bad header", raw(t, says("HTTP/1.1 200 OK\r\nno colon here\r\n\r\n")), snapshot.FaultProtocol, "cannot be read as HTTP"},
		{"bad length", raw(t, says("HTTP/1.1 200 OK\r\nContent-Length: much\r\n\r\n")), snapshot.FaultProtocol, "cannot be read as HTTP"},
		{"two lengths", raw(t, says("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab")), snapshot.FaultProtocol, "cannot be read as HTTP"},
		{"unknown transfer encoding", raw(t, says("HTTP/1.1 200 OK\r\nTransfer-Encoding: bogus\r\n\r\nab")), snapshot.FaultProtocol, "cannot be read as HTTP"},
		{"chunk line without end", raw(t, says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;"+strings.Repeat("a=b;", 20000))), snapshot.FaultProtocol, "cannot be read as HTTP"},
		{"another protocol", raw(t, says("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n")), snapshot.FaultProtocol, "cannot be read as HTTP"},
		{"huge header", raw(t, says("HTTP/1.1 200 OK\r\nX: "+strings.Repeat("x", 400<<10)+"\r\n\r\n")), snapshot.FaultTooLarge, "header"},
		{"plain HTTP on the TLS port", strings.Replace(plain.URL, "http:", "https:", 1), snapshot.FaultProtocol, "plain HTTP"},
		{"no TLS on the TLS port", "https" + raw(t, func(c net.Conn) { _, _ = c.Write(make([]byte, 99)) })[4:], snapshot.FaultTLS, "does not speak TLS"},
		{"hangs up in the handshake", "https" + raw(t, func(c net.Conn) { _, _ = c.Read(make([]byte, 1)) })[4:], snapshot.FaultReset, "closed"},
		{"old TLS only", picky.URL, snapshot.FaultTLS, "protocol version"},
		{"expired", serveTLS(t, root.Issue(t, wiretest.Spec{IPs: ip, NotAfter: now.Add(-time.Hour)})), snapshot.FaultCertExpired, "expired on"},
		{"not yet valid", serveTLS(t, root.Issue(t, wiretest.Spec{IPs: ip, NotBefore: now.Add(time.Hour)})), snapshot.FaultCertEarly, "not valid before"},
		{"another name", serveTLS(t, root.Issue(t, wiretest.Spec{Names: []string{"x.example"}})), snapshot.FaultCertName, "127.0.0.1"},
		{"unknown root", serveTLS(t, other.Issue(t, wiretest.Spec{IPs: ip})), snapshot.FaultCertUnknown, "Other"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			wait := 20 * time.Second // longer than a busy machine needs for what is no matter of time
			if c.kind == snapshot.FaultTimeout {
				wait = time.Second
			}
			tr := wire.New(wire.Options{Guard: wire.NewGuard(c.url, nil), RootCAs: root.Pool(), Timeout: wait})
			defer tr.CloseIdle()
			resp, rec, err := get(t, tr, c.url)
			if rec.Fault == nil || rec.Fault.Kind != c.kind || !strings.Contains(rec.Fault.Text, c.text) {
				t.Fatalf("fault %+v, want %s with %q (error %v, response %v)", rec.Fault, c.kind, c.text, err, resp)
			}
			if err != nil && wire.FaultOf(fmt.Errorf("fetch: %w", err)).Kind != c.kind {
				t.Errorf("FaultOf(%v) = %+v", err, wire.FaultOf(err))
			}
			for _, jargon := range []string{"0x", "net/http", "tls:", "x509:", "dial tcp", "EOF", "context"} {
				if strings.Contains(rec.Fault.Text, jargon) {
					t.Errorf("text %q speaks of %s", rec.Fault.Text, jargon)
				}
			}
		})
	}
}

func TestFaultsOfHTTP2(t *testing.T) {
	root := wiretest.NewRoot(t, "Root")
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/huge":
			w.Header().Set("X", strings.Repeat("x", 400<<10))
			return
		case "/half":
			_, _ = io.WriteString(w, "half")
			w.(http.Flusher).Flush()
		}
		panic(http.ErrAbortHandler)
	}))
	srv.EnableHTTP2 = true
	srv.TLS = &tls.Config{Certificates: []tls.Certificate{root.Issue(t, wiretest.Spec{IPs: []string{"127.0.0.1"}})}}
	srv.StartTLS()
	defer srv.Close()
	tr := transport(t, srv, wire.Options{RootCAs: root.Pool()})
	for path, kind := range map[string]snapshot.FaultKind{"/huge": snapshot.FaultTooLarge, "/half": snapshot.FaultReset, "/none": snapshot.FaultReset} {
		_, rec, err := get(t, tr, srv.URL+path)
		if rec.Fault == nil || rec.Fault.Kind != kind || rec.Partial != (path == "/half") || (err == nil) != rec.Partial {
			t.Errorf("%s: %+v, %v", path, rec, err)
		}
	}
}

func TestEveryResetOfHTTP2HasAName(t *testing.T) {
	for code := range http2.ErrCode(14) {
		err := fmt.Errorf("round trip: %w", http2.StreamError{StreamID: 1, Code: code})
		if f := wire.FaultOf(err); f.Kind == snapshot.FaultOther {
			t.Errorf("%s: %+v", code, f)
		}
	}
}

func TestFaultsOfNames(t *testing.T) {
	rcode := func(code int) wire.Options {
		server := wiretest.NameServer(t, func(w dns.ResponseWriter, q *dns.Msg) {
			_ = w.WriteMsg(new(dns.Msg).SetRcode(q, code))
		})
		return wire.Options{Resolver: wiretest.Resolver(server), Timeout: 3 * time.Second}
	}
	gone := wiretest.ClosedPort(t)
	for _, c := range []struct {
		name string
		o    wire.Options
		kind snapshot.FaultKind
	}{
		{"name does not exist", rcode(dns.RcodeNameError), snapshot.FaultNoSuchHost},
		{"name server fails", rcode(dns.RcodeServerFailure), snapshot.FaultDNS},
		{"name server refuses", rcode(dns.RcodeRefused), snapshot.FaultDNS},
		{"no name server", wire.Options{Resolver: wiretest.Resolver(gone), Timeout: 3 * time.Second}, snapshot.FaultDNS},
	} {
		_, rec, err := get(t, wire.New(c.o), "http://shop.example./")
		if err == nil || rec.Fault.Kind != c.kind {
			t.Errorf("%s: %+v (%v)", c.name, rec.Fault, err)
		}
	}
}

func TestOurOwnStopIsNotTheServersFault(t *testing.T) {
	drip := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/body" {
			_, _ = w.Write([]byte("x"))
			w.(http.Flusher).Flush()
		}
		<-r.Context().Done()
	}))
	defer drip.Close()
	tr := transport(t, drip, wire.Options{Timeout: 10 * time.Second})
	for _, path := range []string{"/header", "/body"} {
		for name, end := range map[string]func(context.Context) (context.Context, context.CancelFunc){
			"cancelled": func(ctx context.Context) (context.Context, context.CancelFunc) {
				ctx, cancel := context.WithCancel(ctx)
				time.AfterFunc(50*time.Millisecond, cancel)
				return ctx, cancel
			},
			"deadline of the crawl": func(ctx context.Context) (context.Context, context.CancelFunc) {
				return context.WithTimeout(ctx, 50*time.Millisecond)
			},
		} {
			rec := &wire.Record{}
			ctx, cancel := end(wire.WithRecord(t.Context(), rec))
			req, err := http.NewRequestWithContext(ctx, "GET", drip.URL+path, nil)
			if err != nil {
				t.Fatal(err)
			}
			start := time.Now()
			_, err = tr.RoundTrip(req)
			cancel()
			if took := time.Since(start); err == nil || rec.Fault == nil || rec.Fault.Kind != snapshot.FaultCancelled || took > 5*time.Second { // not when the exchange ends, after ten
				t.Errorf("%s, %s: after %v %+v (%v)", path, name, took, rec.Fault, err)
			}
		}
	}
}
