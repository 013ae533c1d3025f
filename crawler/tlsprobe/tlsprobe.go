// Package tlsprobe looks at what a host's TLS offers, in few, polite handshakes.
package tlsprobe

import (
	"context"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"time"

	"github.com/shopvet/shopvet/crawler/wire"
	"github.com/shopvet/shopvet/snapshot"
)

// What a handshake takes where Options say nothing.
const (
	DefaultTimeout = 10 * time.Second
	DefaultTries   = 3
	firstPause     = 250 * time.Millisecond
)

// Options are the settings of a probe; the zero value of a field takes its default.
type Options struct {
	RootCAs  *x509.CertPool // nil means the roots of the system
	Guard    *wire.Guard    // nil lets through public addresses only
	Resolver *net.Resolver  // nil means the resolver of the system
	Timeout  time.Duration  // one try, connecting included; default 10 s
	Tries    int            // for troubles of the network, with short pauses; default 3
}

func (o Options) withDefaults() Options {
	if o.Guard == nil {
		o.Guard = wire.NewGuard("", nil)
	}
	if o.Timeout <= 0 {
		o.Timeout = DefaultTimeout
	}
	if o.Tries <= 0 {
		o.Tries = DefaultTries
	}
	return o
}

// Handshake makes one TLS handshake with a host, by name or address, and looks at what the server sent. A certificate that does
// not stand is recorded with its chain; only a handshake that was not completed has Err.
func Handshake(ctx context.Context, host string, port uint16, o Options) snapshot.TLS {
	o = o.withDefaults()
	out := snapshot.TLS{Host: host}
	for pause := firstPause; out.Tries < o.Tries; pause *= 2 {
		if out.Tries > 0 && !sleep(ctx, pause) {
			break // the last try's fault stands
		}
		out.Tries++
		out.Err = try(ctx, &out, port, o)
		if out.Err == nil || !passing(out.Err.Kind) {
			break
		}
	}
	return out
}

// passing reports whether a fault may be gone at the next try.
func passing(kind snapshot.FaultKind) bool {
	switch kind {
	case snapshot.FaultTimeout, snapshot.FaultReset, snapshot.FaultRefused, snapshot.FaultUnreachable, snapshot.FaultDNS:
		return true
	}
	return false
}

// sleep reports whether the pause was slept to its end.
func sleep(ctx context.Context, pause time.Duration) bool {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// try makes one handshake and fills out; it returns why none was completed.
func try(caller context.Context, out *snapshot.TLS, port uint16, o Options) *snapshot.Fault {
	ctx, cancel := context.WithTimeout(caller, o.Timeout)
	defer cancel()
	name := wire.ServerName(out.Host)
	conn, err := o.Guard.DialContext(ctx, o.Resolver, "tcp", net.JoinHostPort(name, strconv.Itoa(int(port))))
	if err != nil {
		return faultOf(caller, err)
	}
	defer func() { _ = conn.Close() }()
	out.Addr = conn.RemoteAddr().String()
	config := wire.TLSConfig(o.RootCAs)
	config.ServerName = name
	config.NextProtos = []string{"h2", "http/1.1"}
	// crypto/tls would drop the chain with the handshake; verify does the same verification afterwards.
	config.InsecureSkipVerify = true
	secured := tls.Client(conn, config)
	if err := secured.HandshakeContext(ctx); err != nil {
		return faultOf(caller, err)
	}
	state := secured.ConnectionState()
	out.Version, out.Cipher, out.ALPN = tls.VersionName(state.Version), tls.CipherSuiteName(state.CipherSuite), state.NegotiatedProtocol
	out.Chain = describe(state.PeerCertificates)
	out.VerifyErr = verify(state.PeerCertificates, name, o.RootCAs)
	return nil
}

// faultOf is wire.FaultOf, but what our own caller ended is not the server's doing.
func faultOf(caller context.Context, err error) *snapshot.Fault {
	if caller.Err() != nil {
		err = context.Canceled
	}
	return wire.FaultOf(err)
}

func verify(chain []*x509.Certificate, name string, roots *x509.CertPool) *snapshot.Fault {
	if len(chain) == 0 {
		return &snapshot.Fault{Kind: snapshot.FaultCertUnknown, Text: "the server sent no certificate"}
	}
	o := x509.VerifyOptions{Roots: roots, DNSName: name, Intermediates: x509.NewCertPool()}
	for _, c := range chain[1:] {
		o.Intermediates.AddCert(c)
	}
	_, err := chain[0].Verify(o)
	if err == nil {
		return nil
	}
	if f := wire.CertificateFault(err, chain); f != nil {
		return f
	}
	return &snapshot.Fault{Kind: snapshot.FaultCertUnknown, Text: "the certificate cannot be verified"}
}

func describe(chain []*x509.Certificate) []snapshot.Cert {
	out := make([]snapshot.Cert, len(chain))
	for i, c := range chain {
		sum := sha256.Sum256(c.Raw)
		names := slices.Clone(c.DNSNames)
		for _, ip := range c.IPAddresses {
			if a, ok := netip.AddrFromSlice(ip); ok {
				names = append(names, a.String())
			}
		}
		key, bits := keyOf(c)
		out[i] = snapshot.Cert{
			Subject: c.Subject.String(), Issuer: c.Issuer.String(), Names: names,
			NotBefore: c.NotBefore.UTC(), NotAfter: c.NotAfter.UTC(),
			Key: key, Bits: bits, Signature: c.SignatureAlgorithm.String(), CA: c.IsCA, SHA256: hex.EncodeToString(sum[:]),
		}
	}
	return out
}

// keyOf returns the kind and the size in bits of a certificate's key; the size is 0 for a kind we cannot measure.
func keyOf(c *x509.Certificate) (string, int) {
	switch k := c.PublicKey.(type) {
	case *rsa.PublicKey:
		return "RSA", k.N.BitLen()
	case *ecdsa.PublicKey:
		return "ECDSA", k.Curve.Params().BitSize
	case ed25519.PublicKey:
		return "Ed25519", 8 * len(k)
	}
	return c.PublicKeyAlgorithm.String(), 0
}
