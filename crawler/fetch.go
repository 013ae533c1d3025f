package crawler

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/gocolly/colly/v2"

	"github.com/shopvet/shopvet/crawler/wire"
	"github.com/shopvet/shopvet/snapshot"
)

// fetcher makes single exchanges through one synchronous colly collector. All of colly is in this file: its asynchronous mode, HTML
// callbacks, robots handling, redirects and charset guessing are not used (one goroutine per address, double parsing, unbounded reads).
type fetcher struct {
	guard    *wire.Guard
	resolver *net.Resolver // nil = the system's
	strict   *wire.Transport
	lax      *wire.Transport // certificates not verified, for hosts whose certificate was found wanting and recorded
	short    *wire.Transport // reads the first bytes of a body only
	shortLax *wire.Transport
	jar      http.CookieJar
	cc       *colly.Collector
	tickets  sync.Map // ticket → *exchange under way
	next     atomic.Uint64
	insecure sync.Map // host → true: go on with lax
	closed   chan struct{}
}

// answer is what one exchange brought.
type answer struct {
	rec  wire.Record
	body []byte
}

type ticket struct {
	ctx   context.Context
	fresh bool
	short bool
	out   *answer
}

// ticketHeader carries the number of an exchange through colly, which has no context per request; it never leaves this process.
const ticketHeader = "Shopvet-Ticket"

func newFetcher(o Options, t Target, resolver *net.Resolver) *fetcher {
	typed := t.URL.String()
	if o.Stranger {
		typed = ""
	}
	guard := wire.NewGuard(typed, resolver)
	guard.Allow(o.Networks...)
	f := &fetcher{guard: guard, resolver: resolver, closed: make(chan struct{})}
	f.strict = wire.New(wire.Options{
		UserAgent: o.UserAgent, Guard: guard, RootCAs: o.RootCAs, Timeout: o.Limits.Exchange, MaxBody: o.Limits.BodyBytes, Resolver: resolver,
		IdlePerHost: o.Workers + 1, Seen: o.Seen,
	})
	f.lax = f.strict.Insecure()
	f.short = wire.New(wire.Options{
		UserAgent: o.UserAgent, Guard: guard, RootCAs: o.RootCAs, Timeout: o.Limits.Exchange, MaxBody: maxPeek, Resolver: resolver, IdlePerHost: 1, Seen: o.Seen,
	})
	f.shortLax = f.short.Insecure()
	f.jar = newJar()
	f.cc = colly.NewCollector(colly.AllowURLRevisit(), colly.UserAgent(o.UserAgent), colly.MaxBodySize(0), colly.ParseHTTPErrorResponse())
	f.cc.IgnoreRobotsTxt = true // crawler/robots decides, see gate
	f.cc.WithTransport(f)
	f.cc.SetCookieJar(f.jar)
	f.cc.SetRequestTimeout(0) // the transport has its own deadline, whose end it can tell from the end of the crawl
	f.cc.SetRedirectHandler(func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse })
	return f
}

func (f *fetcher) close() {
	close(f.closed)
	f.strict.CloseIdle()
	f.lax.CloseIdle()
	f.short.CloseIdle()
	f.shortLax.CloseIdle()
}

// get makes one exchange without following redirects. fresh opens a connection of its own, for cold timings.
func (f *fetcher) get(ctx context.Context, method, address string, fresh bool) answer {
	return f.exchange(method, address, ticket{ctx: ctx, fresh: fresh}, http.Header{})
}

// peek asks for the first maxPeek bytes of an address and reads no more, whatever the server sends.
func (f *fetcher) peek(ctx context.Context, address string) answer {
	return f.exchange(http.MethodGet, address, ticket{ctx: ctx, short: true}, http.Header{"Range": {fmt.Sprintf("bytes=0-%d", maxPeek-1)}})
}

func (f *fetcher) exchange(method, address string, t ticket, h http.Header) answer {
	var out answer
	id := strconv.FormatUint(f.next.Add(1), 10)
	t.out = &out
	f.tickets.Store(id, t)
	defer f.tickets.Delete(id)
	h[ticketHeader] = []string{id}
	h["Accept"] = []string{"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
	err := f.cc.Request(method, address, nil, nil, h)
	if out.rec.Hop.URL == "" {
		out.rec.Hop.URL = address
	}
	if err != nil && out.rec.Fault == nil && out.rec.Hop.Status == 0 {
		out.rec.Fault = wire.FaultOf(err)
		if errors.Is(err, colly.ErrMissingURL) || out.rec.Fault.Kind == snapshot.FaultOther {
			out.rec.Fault = &snapshot.Fault{Kind: snapshot.FaultBadURL, Text: "this is not an address"}
		}
	}
	return out
}

// RoundTrip hands colly's request to the timed, bounded and guarded transport, and keeps the record and the body for get: colly is given
// an empty body, so that nothing is copied or decoded twice.
func (f *fetcher) RoundTrip(req *http.Request) (*http.Response, error) {
	v, ok := f.tickets.Load(req.Header.Get(ticketHeader))
	if !ok {
		return nil, errors.New("request without a ticket")
	}
	t := v.(ticket)
	if fault := f.guard.CheckURL(req.URL); fault != nil {
		t.out.rec.Fault = fault
		return nil, errors.New(fault.Text)
	}
	ctx := wire.WithRecord(t.ctx, &t.out.rec)
	req = req.WithContext(ctx)
	req.Header = req.Header.Clone()
	req.Header.Del(ticketHeader)
	resp, err := f.transport(req.URL.Host, t).RoundTrip(req)
	if err != nil {
		return nil, err
	}
	t.out.body = wire.BodyOf(resp)
	resp.Body = http.NoBody
	resp.ContentLength = 0
	resp.Header = resp.Header.Clone()
	resp.Header.Del("Content-Encoding")
	return resp, nil
}

func (f *fetcher) transport(host string, t ticket) *wire.Transport {
	_, insecure := f.insecure.Load(host)
	way := f.strict
	switch {
	case t.short && insecure:
		way = f.shortLax
	case t.short:
		way = f.short
	case insecure:
		way = f.lax
	}
	if t.fresh {
		way = way.Fresh()
	}
	return way
}

// distrust makes further exchanges with a host go on although its certificate does not stand; the fault is recorded by then.
func (f *fetcher) distrust(host string) { f.insecure.Store(host, true) }
