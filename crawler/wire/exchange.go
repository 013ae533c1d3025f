package wire

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync"
	"time"

	"github.com/shopvet/shopvet/snapshot"
)

// Record is what was seen of one exchange. It is complete when RoundTrip has returned, with or without an error.
type Record struct {
	// Hop is the request and its response; Header is as sent, also where the response handed on was decompressed.
	Hop       snapshot.Hop
	Truncated bool            // the body was longer than Options.MaxBody; what fits was kept
	Partial   bool            // the body was cut by the time allowed or by the server; what came was kept
	Fault     *snapshot.Fault // why there is no, or no whole, answer
}

type recordKey struct{}

type exchangeKey struct{}

type maxBodyKey struct{}

// exchange is one call of RoundTrip: the hooks of net/http write to it from their own goroutines.
type exchange struct {
	ctx context.Context // ends with the exchange; dials are bound to it
	rec *Record

	mu     sync.Mutex
	got    time.Time // a connection is at hand
	wrote  time.Time // the request is written
	first  time.Time // the first byte of the answer is here
	opened snapshot.Times
	reused bool
	remote string
}

// WithRecord returns a context whose next exchange fills r, which a caller needs where the response is out of its reach or
// there is none.
func WithRecord(ctx context.Context, r *Record) context.Context {
	return context.WithValue(ctx, recordKey{}, r)
}

// WithMaxBody returns a context whose exchanges read at most n bytes of a body, where Options.MaxBody is not less.
func WithMaxBody(ctx context.Context, n int64) context.Context {
	return context.WithValue(ctx, maxBodyKey{}, n)
}

// RecordOf returns the record of an exchange made by a Transport, or nil for any other response.
func RecordOf(resp *http.Response) *Record {
	if resp == nil || resp.Request == nil {
		return nil
	}
	if x, ok := resp.Request.Context().Value(exchangeKey{}).(*exchange); ok {
		return x.rec
	}
	return nil
}

// BodyOf returns the bytes of a response made by a Transport without copying them, or nil for any other response.
// The caller owns them.
func BodyOf(resp *http.Response) []byte {
	if b, ok := resp.Body.(*body); ok {
		return b.bytes
	}
	return nil
}

// body hands on the bytes that were read.
type body struct {
	bytes.Reader
	bytes []byte
}

func newBody(b []byte) *body {
	r := &body{bytes: b}
	r.Reset(b)
	return r
}

func (*body) Close() error { return nil }

// RoundTrip makes one exchange and reads its body. A body that was cut or could not be decompressed is no error: the response
// holds what came, and the record says what happened. Every error is an *Error; a context that ended, by cancellation or by
// its own deadline, gives FaultCancelled, since it was not the server that ended the exchange.
func (t *Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	caller := req.Context()
	x := &exchange{rec: &Record{}}
	if r, ok := caller.Value(recordKey{}).(*Record); ok {
		*r = Record{}
		x.rec = r
	}
	x.rec.Hop.URL = plainURL(req.URL)
	if f := t.opts.Guard.CheckURL(req.URL); f != nil {
		closeBody(req)
		return nil, x.fail(&Error{Fault: f})
	}
	ctx, cancel := context.WithTimeout(caller, t.opts.Timeout)
	defer cancel()
	began, sent := time.Now(), t.request(ctx, req, x)
	resp, err := t.base.RoundTrip(sent)
	if err != nil {
		x.finish(nil, 0, time.Now())
		return nil, x.fail(classify(caller, err))
	}
	most := t.opts.MaxBody
	if n, ok := caller.Value(maxBodyKey{}).(int64); ok {
		most = min(most, n)
	}
	got, err := readBody(resp, most)
	x.finish(resp, len(got.bytes), time.Now())
	_ = resp.Body.Close()
	if err := x.judge(caller, got, err); err != nil {
		return nil, x.fail(err)
	}
	if t.opts.Seen != nil {
		t.opts.Seen(&Seen{URL: x.rec.Hop.URL, Method: req.Method, Began: began, Request: sent.Header, Status: resp.StatusCode, Proto: resp.Proto,
			Header: resp.Header, Body: got.bytes, Cut: x.rec.Truncated || x.rec.Partial || x.rec.Fault != nil, Remote: x.rec.Hop.Remote})
	}
	return handOn(resp, got), nil
}

// request returns req with our header fields, trace and deadline; req itself stays as it is.
func (t *Transport) request(ctx context.Context, req *http.Request, x *exchange) *http.Request {
	ctx = context.WithValue(ctx, exchangeKey{}, x)
	x.ctx = ctx
	out := req.WithContext(httptrace.WithClientTrace(ctx, x.trace()))
	out.Header = req.Header.Clone()
	if out.Header == nil {
		out.Header = http.Header{}
	}
	if _, ok := out.Header["User-Agent"]; !ok && t.opts.UserAgent != "" {
		out.Header.Set("User-Agent", t.opts.UserAgent)
	}
	out.Header.Set("Accept-Encoding", "gzip")
	return out
}

func (x *exchange) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		// net/http tries again on another connection when an idle one turns out dead; the last one counts.
		GotConn: func(info httptrace.GotConnInfo) {
			x.mu.Lock()
			defer x.mu.Unlock()
			x.got, x.wrote, x.first = time.Now(), time.Time{}, time.Time{}
			x.reused, x.opened = info.Reused, snapshot.Times{}
			if !info.Reused {
				x.opened = openingOf(info.Conn)
			}
			x.remote = info.Conn.RemoteAddr().String()
		},
		WroteRequest: func(httptrace.WroteRequestInfo) {
			x.mu.Lock()
			defer x.mu.Unlock()
			x.wrote = time.Now()
		},
		GotFirstResponseByte: func() {
			x.mu.Lock()
			defer x.mu.Unlock()
			x.first = time.Now()
		},
	}
}

// finish writes into the record what is known of the exchange at its end; resp is nil when no header came.
func (x *exchange) finish(resp *http.Response, size int, end time.Time) {
	x.mu.Lock()
	defer x.mu.Unlock()
	h := &x.rec.Hop
	h.Reused, h.Remote, h.Times = x.reused, x.remote, x.opened
	sent := x.wrote
	if sent.IsZero() || (!x.first.IsZero() && sent.After(x.first)) {
		sent = x.got // an answer may come before the request is written whole
	}
	switch {
	case x.got.IsZero():
	case x.first.IsZero():
		h.Times.Wait = end.Sub(sent)
	default:
		h.Times.Wait, h.Times.Receive = x.first.Sub(sent), end.Sub(x.first)
	}
	if resp == nil {
		return
	}
	h.Status, h.Proto, h.Header, h.Bytes = resp.StatusCode, resp.Proto, resp.Header, int64(size)
	if resp.TLS != nil {
		h.TLS = tls.VersionName(resp.TLS.Version)
	}
}

// judge writes into the record how reading the body went; it returns an error only when our own side ended the exchange.
func (x *exchange) judge(caller context.Context, got received, err error) *Error {
	x.rec.Truncated = got.truncated
	if err == nil {
		return nil
	}
	var coding *codingError
	if errors.As(err, &coding) {
		x.rec.Fault = &snapshot.Fault{Kind: snapshot.FaultEncoding, Text: coding.text}
		return nil
	}
	e := classify(caller, err)
	if e.Fault.Kind == snapshot.FaultCancelled {
		return e
	}
	x.rec.Partial, x.rec.Fault = true, e.Fault
	return nil
}

func (x *exchange) fail(err *Error) error {
	x.rec.Fault = err.Fault
	return err
}

// handOn returns resp as a client expects it after decompression.
func handOn(resp *http.Response, got received) *http.Response {
	if got.decoded {
		resp.Header = resp.Header.Clone() // the record keeps the fields as sent
		resp.Header.Del("Content-Encoding")
		resp.Header.Del("Content-Length")
	}
	// Set even where nothing was decompressed: colly would otherwise decompress by name or type, without a bound.
	resp.Uncompressed = true
	resp.ContentLength = int64(len(got.bytes))
	resp.TransferEncoding = nil
	resp.Body = newBody(got.bytes)
	return resp
}

func plainURL(u *url.URL) string {
	if u == nil {
		return ""
	}
	if u.User == nil {
		return u.String()
	}
	c := *u
	c.User = nil // a password has no place in a snapshot
	return c.String()
}

func closeBody(req *http.Request) {
	if req.Body != nil {
		_ = req.Body.Close()
	}
}

var _ io.ReadCloser = (*body)(nil)
