package render

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"sync"
	"sync/atomic"
	"time"

	"github.com/shopvet/shopvet/crawler/wire"
)

// maxRefused bounds how many refused addresses are kept.
const maxRefused = 20

// maxTransfer bounds what a page may load, bytes; connections are cut beyond it.
const maxTransfer = 96 << 20

// proxy is the only way from the browser to the network: it dials through the guard of a visit, so that no page reaches what the visit itself
// may not reach. It listens on a port of this computer that is its own, for as long as the visit lasts.
type proxy struct {
	guard    *wire.Guard
	resolver *net.Resolver
	listener net.Listener
	server   *http.Server
	plain    *http.Transport
	bytes    atomic.Int64 // since the last page began
	wg       sync.WaitGroup

	mu      sync.Mutex
	refused []string
	open    map[net.Conn]bool // tunnels
	closed  bool
}

func newProxy(guard *wire.Guard, resolver *net.Resolver) (*proxy, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	p := &proxy{guard: guard, resolver: resolver, listener: l, open: map[net.Conn]bool{}}
	p.plain = &http.Transport{DialContext: p.dial, DisableCompression: true, MaxIdleConnsPerHost: 6, IdleConnTimeout: 30 * time.Second, ResponseHeaderTimeout: time.Minute}
	forward := &httputil.ReverseProxy{
		Rewrite:       func(*httputil.ProxyRequest) {}, // the request names its whole address already
		Transport:     p.plain,
		FlushInterval: -1,
		ErrorHandler:  func(w http.ResponseWriter, _ *http.Request, err error) { w.WriteHeader(statusOf(err)) },
		ErrorLog:      quiet,
	}
	p.server = &http.Server{
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			switch {
			case r.Method == http.MethodConnect:
				p.tunnel(w, r)
			case r.URL.Host == "" || r.URL.Scheme != "http":
				w.WriteHeader(http.StatusBadRequest) // somebody else than the browser
			default:
				forward.ServeHTTP(w, r)
			}
		}),
		ReadHeaderTimeout: 30 * time.Second,
		ErrorLog:          quiet,
	}
	p.wg.Go(func() { _ = p.server.Serve(l) })
	return p, nil
}

func (p *proxy) address() string { return p.listener.Addr().String() }

// statusOf is what the browser is told of an address that could not be reached.
func statusOf(err error) int {
	var guarded *wire.Error
	if errors.As(err, &guarded) {
		return http.StatusForbidden
	}
	return http.StatusBadGateway
}

// dial connects where the guard allows it.
func (p *proxy) dial(ctx context.Context, network, address string) (net.Conn, error) {
	c, err := p.guard.DialContext(ctx, p.resolver, network, address)
	if err != nil {
		if statusOf(err) == http.StatusForbidden {
			p.note(address)
		}
		return nil, err
	}
	return &counted{Conn: c, proxy: p}, nil
}

func (p *proxy) note(address string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.refused) < maxRefused {
		p.refused = append(p.refused, address)
	}
}

// tunnel carries encrypted connections and those of web sockets.
func (p *proxy) tunnel(w http.ResponseWriter, r *http.Request) {
	to, err := p.dial(r.Context(), "tcp", r.Host)
	if err != nil {
		w.WriteHeader(statusOf(err))
		return
	}
	w.WriteHeader(http.StatusOK)
	from, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		_ = to.Close()
		return
	}
	if !p.hold(from, to) {
		return
	}
	defer p.release(from, to)
	done := make(chan struct{}, 2)
	go func() { _, _ = io.Copy(to, buffered); done <- struct{}{} }()
	go func() { _, _ = io.Copy(from, to); done <- struct{}{} }()
	<-done
	_, _ = from.Close(), to.Close()
	<-done
}

func (p *proxy) hold(list ...net.Conn) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range list {
		if p.closed {
			_ = c.Close()
			continue
		}
		p.open[c] = true
	}
	return !p.closed
}

func (p *proxy) release(list ...net.Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range list {
		_ = c.Close()
		delete(p.open, c)
	}
}

// begin starts counting for a new page.
func (p *proxy) begin() {
	p.bytes.Store(0)
	p.mu.Lock()
	p.refused = nil
	p.mu.Unlock()
}

// turnedAway returns the addresses that were refused since begin.
func (p *proxy) turnedAway() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.refused...)
}

func (p *proxy) close() {
	p.mu.Lock()
	p.closed = true
	for c := range p.open {
		_ = c.Close()
	}
	p.mu.Unlock()
	_ = p.server.Close()
	p.plain.CloseIdleConnections()
	p.wg.Wait()
}

var errTooMuch = errors.New("the page loads more than a visit allows")

// counted is a connection whose bytes count against what a page may load.
type counted struct {
	net.Conn
	proxy *proxy
}

func (c *counted) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	if c.proxy.bytes.Add(int64(n)) > maxTransfer && err == nil {
		err = errTooMuch
	}
	return n, err
}
