// Package wire is the transport that times, bounds and guards every exchange.
package wire

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"time"
)

// What a Transport takes where Options say nothing.
const (
	DefaultTimeout   = 30 * time.Second
	DefaultMaxHeader = 256 << 10
	DefaultMaxBody   = 8 << 20
	defaultIdle      = 16
	idleTimeout      = 30 * time.Second
)

// Options are the settings of a Transport; the zero value of a field takes its default.
type Options struct {
	UserAgent string         // sent when the request names none
	Guard     *Guard         // nil lets through public addresses only
	RootCAs   *x509.CertPool // nil means the roots of the system
	Timeout   time.Duration  // one whole exchange with its body; default 30 s
	MaxHeader int64          // bytes of a response's header; default 256 KiB
	MaxBody   int64          // bytes of a body after decompression; default 8 MiB
	Resolver  *net.Resolver  // nil means the resolver of the system
	// IdlePerHost is how many open connections are kept for each host; default 16.
	IdlePerHost int
	// Seen is told of every exchange that brought an answer, for an archive. It is called from several goroutines and must not keep the body.
	Seen func(*Seen)
}

// Seen is one exchange as it went over the wire, but for a content coding, which is undone.
type Seen struct {
	URL, Method string
	Began       time.Time
	Request     http.Header
	Status      int
	Proto       string
	Header      http.Header // as sent
	Body        []byte      // without its content coding, cut where Cut says so
	Cut         bool
	Remote      string // host:port
}

func (o Options) withDefaults() Options {
	if o.Guard == nil {
		o.Guard = NewGuard("", nil)
	}
	if o.Timeout <= 0 {
		o.Timeout = DefaultTimeout
	}
	if o.MaxHeader <= 0 {
		o.MaxHeader = DefaultMaxHeader
	}
	if o.MaxBody <= 0 {
		o.MaxBody = DefaultMaxBody
	}
	if o.IdlePerHost <= 0 {
		o.IdlePerHost = defaultIdle
	}
	return o
}

// Transport is an http.RoundTripper that makes one exchange at a time for each caller: it never follows a redirect, and it has
// read the whole body, within its bounds, when RoundTrip returns. It is safe for concurrent use.
//
// The bounds are its own: an http.Client above it should have no Timeout, because the end of that timeout could not be told
// from the end of the crawl.
type Transport struct {
	opts     Options
	fresh    bool
	insecure bool
	base     *http.Transport
}

// New returns a transport that speaks HTTP/1.1 and HTTP/2, keeps connections open, and uses no proxy.
func New(o Options) *Transport { return build(o.withDefaults(), false, false) }

// Fresh returns a transport with the same settings that opens a connection for every exchange, for cold timings.
func (t *Transport) Fresh() *Transport { return build(t.opts, true, t.insecure) }

// Insecure returns a transport with the same settings that verifies no certificate, for reading on after a bad one was recorded.
func (t *Transport) Insecure() *Transport { return build(t.opts, t.fresh, true) }

// CloseIdle closes the connections that no exchange uses.
func (t *Transport) CloseIdle() { t.base.CloseIdleConnections() }

func build(o Options, fresh, insecure bool) *Transport {
	config := TLSConfig(o.RootCAs)
	config.NextProtos = []string{"h2", "http/1.1"}
	config.InsecureSkipVerify = insecure
	d := &dialer{guard: o.Guard, resolver: o.Resolver, tls: config}
	return &Transport{opts: o, fresh: fresh, insecure: insecure, base: &http.Transport{
		Proxy:                  nil, // a proxy from the environment would dial behind the guard's back
		DialContext:            d.dial,
		DialTLSContext:         d.dialTLS,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // decompression happens here, where it is bounded
		DisableKeepAlives:      fresh,
		MaxIdleConns:           8 * o.IdlePerHost,
		MaxIdleConnsPerHost:    o.IdlePerHost,
		IdleConnTimeout:        idleTimeout,
		MaxResponseHeaderBytes: o.MaxHeader,
	}}
}

// TLSConfig returns the client configuration that every handshake with a shop starts from. It accepts what current browsers
// accept: TLS 1.2 and 1.3, and RSA key exchange, which the standard library leaves out by default. nil roots are the system's.
func TLSConfig(roots *x509.CertPool) *tls.Config {
	var suites []uint16
	for _, s := range tls.CipherSuites() {
		suites = append(suites, s.ID)
	}
	suites = append(suites,
		tls.TLS_RSA_WITH_AES_128_GCM_SHA256, tls.TLS_RSA_WITH_AES_256_GCM_SHA384,
		tls.TLS_RSA_WITH_AES_128_CBC_SHA, tls.TLS_RSA_WITH_AES_256_CBC_SHA)
	return &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12, CipherSuites: suites}
}
