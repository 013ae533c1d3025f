package wire_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/shopvet/shopvet/crawler/wire"
	"github.com/shopvet/shopvet/crawler/wire/wiretest"
	"github.com/shopvet/shopvet/snapshot"
)

var quiet = log.New(io.Discard, "", 0)

func gzipped(text string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = io.WriteString(w, text)
	_ = w.Close()
	return b.Bytes()
}

// gzipBomb returns a gzip stream of n times the block, made by compressing it twice only.
func gzipBomb(block []byte, n int) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(block)
	_ = w.Flush()
	first := b.Len()
	_, _ = w.Write(block)
	_ = w.Flush()
	again := bytes.Clone(b.Bytes()[first:])
	return append(b.Bytes(), bytes.Repeat(again, n-2)...)
}

func deflated(text string, wrap bool) []byte {
	var b bytes.Buffer
	var w io.WriteCloser = zlib.NewWriter(&b)
	if !wrap {
		w, _ = flate.NewWriter(&b, flate.DefaultCompression)
	}
	_, _ = io.WriteString(w, text)
	_ = w.Close()
	return b.Bytes()
}

func TestContentCodings(t *testing.T) {
	text := strings.Repeat("Schuhe und Taschen. ", 500)
	z := gzipped(text)
	wrongSum := bytes.Clone(z)
	wrongSum[len(z)-8] ^= 0xff
	for _, c := range []struct {
		name, coding string
		body         []byte
		want         string
		fault        bool
	}{
		{"gzip", "gzip", z, text, false},
		{"gzip by its old name", "X-GZIP", z, text, false},
		{"deflate", "deflate", deflated(text, true), text, false},
		{"deflate without its wrapper", "deflate", deflated(text, false), text, false},
		{"identity", "identity", []byte(text), text, false},
		{"no coding at all", "utf-8", []byte(text), text, false},
		{"empty body", "gzip", nil, "", false},
		{"bytes after the end", "gzip", append(bytes.Clone(z), "\r\n<!-- served -->"...), text, false},
		{"wrong checksum", "gzip", wrongSum, text, false},
		{"cut short", "gzip", z[:len(z)/2], "", true},
		{"not gzip", "gzip", []byte("<html>"), "", true},
		{"not deflate", "deflate", []byte("\x07<html>"), "", true},
		{"brotli unasked for", "br", []byte("\x0b\x02\x80x\x03"), "", true},
		{"zstd unasked for", "zstd", []byte("x"), "", true},
		{"twice", "gzip, gzip", gzipped(string(z)), "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.Header.Get("Accept-Encoding") != "gzip" {
					t.Errorf("Accept-Encoding %q", r.Header.Get("Accept-Encoding"))
				}
				w.Header().Set("Content-Encoding", c.coding)
				_, _ = w.Write(c.body)
			}))
			defer srv.Close()
			resp, rec, err := get(t, transport(t, srv, wire.Options{}), srv.URL)
			if err != nil {
				t.Fatal(err)
			}
			if c.fault != (rec.Fault != nil) || c.fault && rec.Fault.Kind != snapshot.FaultEncoding {
				t.Errorf("fault %+v", rec.Fault)
			}
			if got := string(wire.BodyOf(resp)); !c.fault && (got != c.want || rec.Hop.Bytes != int64(len(c.want))) {
				t.Errorf("%d bytes, recorded %d, want %d", len(got), rec.Hop.Bytes, len(c.want))
			}
			if got := rec.Hop.Header["Content-Encoding"]; len(got) != 1 || got[0] != c.coding {
				t.Errorf("the record lost the coding: %q", got)
			}
			if !resp.Uncompressed || resp.ContentLength != int64(len(wire.BodyOf(resp))) {
				t.Errorf("a client could decompress again: %+v", resp)
			}
		})
	}
}

func TestCompressedAnswersKeepTheConnection(t *testing.T) {
	z := gzipped(strings.Repeat("x", 100_000))
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.(http.Flusher).Flush() // chunked
		_, _ = w.Write(z)
		w.(http.Flusher).Flush()
		time.Sleep(10 * time.Millisecond) // the end of the chunks comes after the end of the data
	}))
	defer srv.Close()
	tr := transport(t, srv, wire.Options{})
	for i := range 3 {
		if _, rec, err := get(t, tr, srv.URL); err != nil || rec.Hop.Reused != (i > 0) {
			t.Errorf("exchange %d: reused %v, %v", i, rec.Hop.Reused, err)
		}
	}
}

func TestBodyIsCappedAfterDecompression(t *testing.T) {
	const limit = 100_000
	zeros := make([]byte, 1<<20)
	bomb := gzipBomb(zeros, 600)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(bomb)
		case "/exact":
			_, _ = w.Write(zeros[:limit])
		case "/announced":
			w.Header().Set("Content-Length", "209715200")
			for range 200 {
				if _, err := w.Write(zeros); err != nil {
					return
				}
			}
		default:
			for {
				if _, err := w.Write(zeros); err != nil {
					return
				}
			}
		}
	}))
	defer srv.Close()
	tr := transport(t, srv, wire.Options{MaxBody: limit})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for path, truncated := range map[string]bool{"/bomb": true, "/announced": true, "/endless": true, "/exact": false} {
		resp, rec, err := get(t, tr, srv.URL+path)
		if err != nil || rec.Fault != nil || rec.Truncated != truncated || len(wire.BodyOf(resp)) != limit || rec.Hop.Bytes != limit {
			t.Errorf("%s: %d bytes, truncated %v, fault %+v, %v", path, len(wire.BodyOf(resp)), rec.Truncated, rec.Fault, err)
		}
	}
	runtime.ReadMemStats(&after)
	if got := after.TotalAlloc - before.TotalAlloc; got > 8<<20 {
		t.Errorf("%d bytes allocated for four bodies of at most %d", got, limit)
	}
}

func TestCompressedNothingWithoutEndIsCapped(t *testing.T) {
	empty := bytes.Repeat([]byte{0, 0, 0, 0xff, 0xff}, 10_000) // stored blocks of no length
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(gzipped("")[:10])
		for {
			if _, err := w.Write(empty); err != nil {
				return
			}
		}
	}))
	defer srv.Close()
	_, rec, err := get(t, transport(t, srv, wire.Options{MaxBody: 1 << 20, Timeout: 3 * time.Second}), srv.URL)
	if err != nil || !rec.Truncated || rec.Partial || rec.Fault != nil || rec.Hop.Bytes != 0 {
		t.Errorf("%+v, %v", rec, err)
	}
}

func TestWhatCameIsKept(t *testing.T) {
	hang := make(chan struct{})
	defer close(hang)
	half := func(c net.Conn) {
		says("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf a page")(c)
	}
	drip := func(c net.Conn) {
		says("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")(c)
		for range 10 {
			_, _ = c.Write([]byte("x"))
			time.Sleep(10 * time.Millisecond)
		}
		<-hang
	}
	broken := func(c net.Conn) {
		says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n")(c)
	}
	z := gzipped(strings.Repeat("abc ", 9))
	zipped := func(c net.Conn) {
		says(fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1000\r\n\r\n%s", z[:len(z)-4]))(c)
	}
	for _, c := range []struct {
		name  string
		serve func(net.Conn)
		body  string
		kind  snapshot.FaultKind
		wait  time.Duration // for an exchange; where it ends by itself, longer than it may take
	}{
		{"closed early", half, "half a page", snapshot.FaultReset, time.Minute},
		{"one byte at a time", drip, "xxxxxxxxxx", snapshot.FaultTimeout, 2 * time.Second}, // which a busy machine needs for ten bytes
		{"broken chunks", broken, "hello", snapshot.FaultProtocol, time.Minute},
		{"compressed and closed early", zipped, strings.Repeat("abc ", 9), snapshot.FaultReset, time.Minute},
	} {
		url := raw(t, c.serve)
		tr := wire.New(wire.Options{Guard: wire.NewGuard(url, nil), Timeout: c.wait})
		start := time.Now()
		resp, rec, err := get(t, tr, url)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := string(wire.BodyOf(resp)); got != c.body || !rec.Partial || rec.Fault == nil || rec.Fault.Kind != c.kind || rec.Hop.Status != 200 {
			t.Errorf("%s: %q, partial %v, fault %+v", c.name, got, rec.Partial, rec.Fault)
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s: took %v", c.name, took)
		}
	}
}

// A page of which nothing but the end of the transfer is missing is whole, as it is in browsers; one that stops in its text is not.
func TestPagesThatEndBeforeTheirTransfer(t *testing.T) {
	const page = "<!doctype html><html><body><p>All of it</p></body></HTML>\n"
	chunk := func(s string) string { return fmt.Sprintf("%x\r\n%s\r\n", len(s), s) }
	for name, c := range map[string]struct {
		answer string
		whole  bool
	}{
		"no last chunk":           {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk(page), true},
		"a length too long":       {fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s", len(page)+500, page), true},
		"chunks that stop in it":  {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk(page[:30]), false},
		"a length, stopped in it": {fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s", len(page), page[:30]), false},
	} {
		url := raw(t, says(c.answer))
		resp, rec, err := get(t, wire.New(wire.Options{Guard: wire.NewGuard(url, nil), Timeout: 5 * time.Second}), url)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if whole := rec.Fault == nil && !rec.Partial && string(wire.BodyOf(resp)) == page; whole != c.whole {
			t.Errorf("%s: whole is %v, want %v (fault %+v)", name, whole, c.whole, rec.Fault)
		}
	}
}

func TestAnswersWithoutBody(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			w.Header().Set("Content-Length", "5000000")
			w.Header().Set("Content-Encoding", "gzip")
			return
		}
		w.WriteHeader(http.StatusNoContent)
	}))
	defer srv.Close()
	tr := transport(t, srv, wire.Options{})
	for i, method := range []string{http.MethodHead, http.MethodGet, http.MethodHead} {
		req, err := http.NewRequestWithContext(t.Context(), method, srv.URL, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := tr.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		rec := wire.RecordOf(resp)
		if rec.Fault != nil || rec.Hop.Bytes != 0 || rec.Truncated || rec.Hop.Reused != (i > 0) {
			t.Errorf("%s: %+v", method, rec)
		}
	}
}

func TestManyCookiesAndRedirectsAreKept(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		for i := range 1000 {
			w.Header().Add("Set-Cookie", fmt.Sprintf("c%d=%s", i, strings.Repeat("v", 100)))
		}
		w.Header().Set("Location", "/next")
		w.WriteHeader(http.StatusFound)
	}))
	defer srv.Close()
	_, rec, err := get(t, transport(t, srv, wire.Options{}), srv.URL)
	if err != nil || rec.Hop.Status != 302 || len(rec.Hop.Header["Set-Cookie"]) != 1000 {
		t.Errorf("status %d, %d cookies, %v", rec.Hop.Status, len(rec.Hop.Header["Set-Cookie"]), err)
	}
}

func TestPasswordsStayOut(t *testing.T) {
	srv := httptest.NewServer(http.NotFoundHandler())
	defer srv.Close()
	_, rec, _ := get(t, transport(t, srv, wire.Options{}), strings.Replace(srv.URL, "//", "//me:secret@", 1)+"/a?b")
	if rec.Hop.URL != srv.URL+"/a?b" {
		t.Errorf("recorded %s", rec.Hop.URL)
	}
}

func TestTLSAndHTTP2(t *testing.T) {
	root := wiretest.NewRoot(t, "Root")
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(gzipped("hello"))
	}))
	srv.EnableHTTP2 = true
	srv.TLS = &tls.Config{Certificates: []tls.Certificate{root.Issue(t, wiretest.Spec{IPs: []string{"127.0.0.1"}})}}
	srv.Config.ErrorLog = quiet
	srv.StartTLS()
	defer srv.Close()
	tr := transport(t, srv, wire.Options{RootCAs: root.Pool()})
	for i := range 3 {
		resp, rec, err := get(t, tr, srv.URL)
		if err != nil {
			t.Fatal(err)
		}
		h := rec.Hop
		if h.Proto != "HTTP/2.0" || h.TLS != "TLS 1.3" || string(wire.BodyOf(resp)) != "hello" || h.Remote == "" {
			t.Errorf("hop %+v", h)
		}
		if first := i == 0; h.Reused == first || (h.Times.TLS > 0) != first || (h.Times.Connect > 0) != first || h.Times.Wait <= 0 {
			t.Errorf("exchange %d: reused %v, times %+v", i, h.Reused, h.Times)
		}
	}
	bad := transport(t, srv, wire.Options{RootCAs: wiretest.NewRoot(t, "Other").Pool()})
	if _, rec, err := get(t, bad, srv.URL); err == nil || rec.Fault.Kind != snapshot.FaultCertUnknown {
		t.Errorf("unknown root: %+v, %v", rec.Fault, err)
	}
	on := bad.Insecure()
	defer on.CloseIdle()
	if _, rec, err := get(t, on, srv.URL); err != nil || rec.Hop.Status != 200 {
		t.Errorf("read on: %+v, %v", rec.Fault, err)
	}
	if _, _, err := get(t, bad, srv.URL); err == nil {
		t.Error("reading on changed the first transport")
	}
}

func TestFreshOpensAConnectionEachTimeAndClosesIt(t *testing.T) {
	root := wiretest.NewRoot(t, "Root")
	var open atomic.Int32
	srv := httptest.NewUnstartedServer(http.NotFoundHandler())
	srv.EnableHTTP2 = true
	srv.TLS = &tls.Config{Certificates: []tls.Certificate{root.Issue(t, wiretest.Spec{IPs: []string{"127.0.0.1"}})}}
	srv.Config.ConnState = func(_ net.Conn, s http.ConnState) {
		switch s {
		case http.StateNew:
			open.Add(1)
		case http.StateClosed:
			open.Add(-1)
		}
	}
	srv.StartTLS()
	defer srv.Close()
	tr := wire.New(wire.Options{Guard: wire.NewGuard(srv.URL, nil), RootCAs: root.Pool()})
	for range 3 {
		if _, rec, err := get(t, tr.Fresh(), srv.URL); err != nil || rec.Hop.Proto != "HTTP/2.0" || rec.Hop.Reused || rec.Hop.Times.TLS <= 0 {
			t.Errorf("%+v, %v", rec.Hop, err)
		}
	}
	for range 1000 {
		if open.Load() == 0 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d connections are still open", open.Load())
}

func TestIdleConnectionClosedByTheServerIsReplaced(t *testing.T) {
	var conns atomic.Int32
	url := raw(t, func(c net.Conn) {
		n := conns.Add(1)
		says("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")(c)
		if n == 1 {
			says("")(c) // takes the second request and hangs up
		}
	})
	tr := wire.New(wire.Options{Guard: wire.NewGuard(url, nil), Timeout: 2 * time.Second})
	for i := range 2 {
		resp, rec, err := get(t, tr, url)
		if err != nil || string(wire.BodyOf(resp)) != "ok" || rec.Fault != nil || rec.Hop.Reused || rec.Hop.Times.Connect <= 0 {
			t.Errorf("exchange %d: %+v, %v", i, rec.Hop, err)
		}
	}
}

func TestWaitAndReceiveAreToldApart(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		time.Sleep(60 * time.Millisecond)
		_, _ = w.Write([]byte("a"))
		w.(http.Flusher).Flush()
		time.Sleep(120 * time.Millisecond)
		_, _ = w.Write([]byte("b"))
	}))
	defer srv.Close()
	const most = 115 * time.Millisecond
	wait := wiretest.Shortest(most, func() time.Duration {
		_, rec, err := get(t, transport(t, srv, wire.Options{}), srv.URL)
		w, r := rec.Hop.Times.Wait, rec.Hop.Times.Receive
		if err != nil || w < 60*time.Millisecond || w+r < 175*time.Millisecond {
			t.Errorf("wait %v, receive %v, %v", w, r, err)
		}
		return w
	})
	if wait > most {
		t.Errorf("wait %v", wait)
	}
}

// TestNoGoroutineIsLeft also runs dials that never come to an end, which net/http would let run on.
func TestNoGoroutineIsLeft(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/hang" {
			<-r.Context().Done()
		}
	}))
	defer srv.Close()
	stuck := strings.Replace(raw(t, func(c net.Conn) { _, _ = io.Copy(io.Discard, c) }), "http:", "https:", 1)
	before := runtime.NumGoroutine()
	ok, never := transport(t, srv, wire.Options{}), wire.New(wire.Options{Guard: wire.NewGuard(stuck, nil)})
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	var wg sync.WaitGroup
	for i := range 60 {
		wg.Go(func() {
			tr, url := ok, srv.URL+[]string{"/", "/hang"}[i%2]
			if i%3 == 0 {
				tr, url = never, stuck // hangs in the handshake
			}
			req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
			if err == nil {
				_, _ = tr.RoundTrip(req)
			}
		})
	}
	wg.Wait()
	ok.CloseIdle() // never has no open connection: its dials must end with the exchanges that asked for them
	for range 1000 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	stacks := make([]byte, 1<<16)
	t.Errorf("%d goroutines before, %d after\n%s", before, runtime.NumGoroutine(), stacks[:runtime.Stack(stacks, true)])
}

// TestMaxBodyOfAContext: a caller may ask for less of a body than the transport allows, never for more, and the next exchange works as before.
func TestMaxBodyOfAContext(t *testing.T) {
	text := strings.Repeat("0123456789", 10_000)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/gzip" {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(gzipped(text))
			return
		}
		_, _ = io.WriteString(w, text)
	}))
	t.Cleanup(srv.Close)
	tr := wire.New(wire.Options{Guard: wire.NewGuard(srv.URL, nil), MaxBody: 50_000})
	for _, tt := range []struct {
		path       string
		most, want int64
	}{{"/", 1000, 1000}, {"/gzip", 1000, 1000}, {"/", 90_000, 50_000}, {"/", 1000, 1000}} {
		req, err := http.NewRequestWithContext(wire.WithMaxBody(t.Context(), tt.most), http.MethodGet, srv.URL+tt.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := tr.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if rec := wire.RecordOf(resp); int64(len(wire.BodyOf(resp))) != tt.want || !rec.Truncated || rec.Fault != nil {
			t.Errorf("%s, at most %d: %d bytes, %+v", tt.path, tt.most, len(wire.BodyOf(resp)), rec)
		}
	}
}
