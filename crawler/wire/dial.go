package wire

import (
	"context"
	"crypto/tls"
	"net"
	"net/http/httptrace"
	"time"

	"github.com/shopvet/shopvet/snapshot"
)

// dialer opens the connections of a transport. It takes the times of a connection where it is made and hangs them on it:
// traces on a request can report a dial that lost to another connection.
type dialer struct {
	guard    *Guard
	resolver *net.Resolver
	tls      *tls.Config
}

// timedConn is a connection with the time it took to open it.
type timedConn struct {
	net.Conn
	times snapshot.Times // DNS, Connect and TLS only
}

// openingOf returns the times of opening c, which may be a TLS connection over a timedConn.
func openingOf(c net.Conn) snapshot.Times {
	if t, ok := c.(*tls.Conn); ok {
		c = t.NetConn()
	}
	if t, ok := c.(*timedConn); ok {
		return t.times
	}
	return snapshot.Times{}
}

func (d *dialer) dial(ctx context.Context, network, address string) (net.Conn, error) {
	ctx, stop := bound(ctx)
	defer stop()
	return d.open(ctx, network, address)
}

func (d *dialer) open(ctx context.Context, network, address string) (*timedConn, error) {
	var dns time.Duration
	var asked time.Time
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		DNSStart: func(httptrace.DNSStartInfo) { asked = time.Now() },
		DNSDone:  func(httptrace.DNSDoneInfo) { dns = time.Since(asked) },
	})
	start := time.Now()
	conn, err := d.guard.DialContext(ctx, d.resolver, network, address)
	if err != nil {
		return nil, err
	}
	took := time.Since(start)
	return &timedConn{Conn: conn, times: snapshot.Times{DNS: dns, Connect: took - dns}}, nil
}

func (d *dialer) dialTLS(ctx context.Context, network, address string) (net.Conn, error) {
	ctx, stop := bound(ctx)
	defer stop()
	conn, err := d.open(ctx, network, address)
	if err != nil {
		return nil, err
	}
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		_ = conn.Close()
		return nil, err
	}
	config := d.tls.Clone()
	config.ServerName = ServerName(host)
	start := time.Now()
	secured := tls.Client(conn, config)
	if err := secured.HandshakeContext(ctx); err != nil {
		_ = conn.Close()
		return nil, err
	}
	conn.times.TLS = time.Since(start)
	return secured, nil
}

// bound ties a dial to the exchange that asked for it: net/http lets a dial run on after its request was cancelled, until idle
// connections are closed.
func bound(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancel(ctx)
	x, ok := ctx.Value(exchangeKey{}).(*exchange)
	if !ok {
		return ctx, cancel
	}
	detach := context.AfterFunc(x.ctx, cancel)
	return ctx, func() { detach(); cancel() }
}
