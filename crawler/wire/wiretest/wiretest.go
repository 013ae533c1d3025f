// Package wiretest makes certificates and name servers for tests of exchanges.
package wiretest

import (
	"cmp"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"testing"
	"time"

	"github.com/miekg/dns"
	"golang.org/x/crypto/ocsp"
)

// Authority is an issuer of certificates: a root, or an intermediate below one.
type Authority struct {
	Cert *x509.Certificate
	key  crypto.Signer
}

// Spec is what a certificate shall say; zero times make it valid now.
type Spec struct {
	Names     []string // DNS names
	IPs       []string
	NotBefore time.Time
	NotAfter  time.Time
	IssuerURL string           // where the issuer's certificate could be fetched
	Usage     x509.ExtKeyUsage // else that of a server
	Further   []pkix.Extension
	// Chain is sent after the certificate itself.
	Chain []*Authority
}

// NewRoot returns an authority that issued itself.
func NewRoot(t testing.TB, name string) *Authority {
	t.Helper()
	key := newKey(t)
	return &Authority{Cert: sign(t, authority(name), nil, key, key), key: key}
}

// Intermediate returns an authority that a issued, valid for so much longer; a negative time makes it expired.
func (a *Authority) Intermediate(t testing.TB, name string, valid time.Duration) *Authority {
	t.Helper()
	key := newKey(t)
	c := authority(name)
	c.NotAfter = time.Now().Add(valid)
	return &Authority{Cert: sign(t, c, a.Cert, key, a.key), key: key}
}

// Pool returns a pool that trusts only a.
func (a *Authority) Pool() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(a.Cert)
	return pool
}

// Issue returns a server's certificate with its key.
func (a *Authority) Issue(t testing.TB, s Spec) tls.Certificate {
	t.Helper()
	return issue(t, s, a)
}

// OCSP returns a's signed statement on a certificate it issued.
func (a *Authority) OCSP(t testing.TB, r ocsp.Response) []byte {
	t.Helper()
	raw, err := ocsp.CreateResponse(a.Cert, a.Cert, r, a.key)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// OCSPBy returns a statement like that of OCSP, signed by somebody else with the key of a certificate that is enclosed.
func (a *Authority) OCSPBy(t testing.TB, r ocsp.Response, c tls.Certificate) []byte {
	t.Helper()
	r.Certificate = c.Leaf
	raw, err := ocsp.CreateResponse(a.Cert, c.Leaf, r, c.PrivateKey.(crypto.Signer))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// Own returns a's certificate with its key.
func (a *Authority) Own() tls.Certificate {
	return tls.Certificate{Certificate: [][]byte{a.Cert.Raw}, PrivateKey: a.key, Leaf: a.Cert}
}

// SelfSigned returns a server's certificate that it issued itself.
func SelfSigned(t testing.TB, s Spec) tls.Certificate {
	t.Helper()
	return issue(t, s, nil)
}

func issue(t testing.TB, s Spec, by *Authority) tls.Certificate {
	t.Helper()
	key := newKey(t)
	c := template("shop")
	c.ExtraExtensions = s.Further
	c.DNSNames, c.ExtKeyUsage = s.Names, []x509.ExtKeyUsage{cmp.Or(s.Usage, x509.ExtKeyUsageServerAuth)}
	for _, ip := range s.IPs {
		c.IPAddresses = append(c.IPAddresses, net.ParseIP(ip))
	}
	if !s.NotBefore.IsZero() {
		c.NotBefore = s.NotBefore
	}
	if !s.NotAfter.IsZero() {
		c.NotAfter = s.NotAfter
	}
	if s.IssuerURL != "" {
		c.IssuingCertificateURL = []string{s.IssuerURL}
	}
	var leaf *x509.Certificate
	if by == nil {
		leaf = sign(t, c, nil, key, key)
	} else {
		leaf = sign(t, c, by.Cert, key, by.key)
	}
	out := tls.Certificate{Certificate: [][]byte{leaf.Raw}, PrivateKey: key, Leaf: leaf}
	for _, a := range s.Chain {
		out.Certificate = append(out.Certificate, a.Cert.Raw)
	}
	return out
}

// PEM returns a certificate, the chain sent with it, and its key as an OpenSSL server reads them.
func PEM(t testing.TB, c tls.Certificate) (leaf, chain, key []byte) {
	t.Helper()
	for i, raw := range c.Certificate {
		block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: raw})
		if i == 0 {
			leaf = block
			continue
		}
		chain = append(chain, block...)
	}
	raw, err := x509.MarshalPKCS8PrivateKey(c.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	return leaf, chain, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: raw})
}

func newKey(t testing.TB) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func template(name string) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-48 * time.Hour), NotAfter: time.Now().Add(48 * time.Hour),
	}
}

func authority(name string) *x509.Certificate {
	c := template(name)
	c.IsCA, c.BasicConstraintsValid, c.KeyUsage = true, true, x509.KeyUsageCertSign
	return c
}

// sign issues c, by itself when parent is nil.
func sign(t testing.TB, c, parent *x509.Certificate, key, by crypto.Signer) *x509.Certificate {
	t.Helper()
	if parent == nil {
		parent = c
	}
	raw, err := x509.CreateCertificate(rand.Reader, c, parent, key.Public(), by)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	return cert
}

// NameServer starts a name server on loopback, over UDP and TCP on one port, and returns its address.
func NameServer(t testing.TB, answer dns.HandlerFunc) string {
	t.Helper()
	packets, stream := listen(t)
	for _, s := range []*dns.Server{{PacketConn: packets, Handler: answer}, {Listener: stream, Handler: answer}} {
		started := make(chan struct{})
		s.NotifyStartedFunc = func() { close(started) }
		go func() { _ = s.ActivateAndServe() }()
		<-started
		t.Cleanup(func() { _ = s.Shutdown() })
	}
	return packets.LocalAddr().String()
}

func listen(t testing.TB) (net.PacketConn, net.Listener) {
	t.Helper()
	for range 20 {
		packets, err := net.ListenPacket("udp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		stream, err := net.Listen("tcp", packets.LocalAddr().String())
		if err == nil {
			return packets, stream
		}
		_ = packets.Close() // the port is taken for TCP; try another
	}
	t.Fatal("no port is free for both UDP and TCP")
	return nil, nil
}

// Shortest measures a time until it is no longer than most, ten times if need be, and returns the shortest: a busy machine makes times longer and
// never shorter, so that one that is short enough clears what was measured.
func Shortest(most time.Duration, measure func() time.Duration) time.Duration {
	least := measure()
	for try := 1; least > most && try < 10; try++ {
		least = min(least, measure())
	}
	return least
}

// Resolver returns a resolver that asks only the given name server.
func Resolver(server string) *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, network, server)
	}}
}

// ClosedPort returns a loopback address on which nothing listens, by TCP and by UDP. It lies outside 127.0.0.1 where the system has more than that,
// so that no server of another test is given the port meanwhile.
func ClosedPort(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.7.7.7:0")
	if err != nil {
		l, err = net.Listen("tcp", "127.0.0.1:0")
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return l.Addr().String()
}
