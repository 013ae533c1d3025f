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

// try makes one handshake and fills t; it returns why none was completed.
func (p *Prober) try(caller context.Context, t *snapshot.TLS, patience time.Duration) *snapshot.Fault {
	ctx, cancel := context.WithTimeout(caller, patience)
	defer cancel()
	name := wire.ServerName(t.Host)
	conn, err := p.o.Guard.DialContext(ctx, p.o.Resolver, "tcp", net.JoinHostPort(name, strconv.Itoa(int(t.Port))))
	if err != nil {
		return faultOf(caller, err)
	}
	defer func() { _ = conn.Close() }()
	t.Addr = conn.RemoteAddr().String()
	config, sent := p.config(name)
	secured := tls.Client(conn, config)
	err = secured.HandshakeContext(ctx)
	t.ClientCert = sent.clientCert
	if len(sent.chain) > 0 {
		t.Chain = describe(sent.chain)
	}
	if err != nil {
		return faultOf(caller, err)
	}
	defer func() { _ = secured.Close() }() // says goodbye, which closing the connection does not
	state := secured.ConnectionState()
	t.Version, t.Cipher, t.ALPN = tls.VersionName(state.Version), tls.CipherSuiteName(state.CipherSuite), state.NegotiatedProtocol
	if state.CurveID != 0 {
		t.Group = groupName(uint16(state.CurveID))
	}
	p.weigh(ctx, t, sent.chain)
	t.Stapled = readOCSP(state.OCSPResponse, sent.chain)
	t.SCTs = receipts(state, sent.chain)
	return nil
}

// sent is what a server sent of itself in a handshake, also in one that failed.
type sent struct {
	chain      []*x509.Certificate
	clientCert bool
}

// config is that of a visitor, but it takes every certificate: crypto/tls would drop the chain with the handshake.
func (p *Prober) config(name string) (*tls.Config, *sent) {
	s := &sent{}
	c := wire.TLSConfig(p.o.RootCAs)
	c.ServerName = name
	c.NextProtos = []string{"h2", "http/1.1"}
	c.InsecureSkipVerify = true
	c.VerifyPeerCertificate = func(raw [][]byte, _ [][]*x509.Certificate) error {
		s.chain = parse(raw)
		return nil
	}
	c.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
		s.clientCert = true
		return &tls.Certificate{}, nil
	}
	return c, s
}

// parse reads certificates as far as they can be read.
func parse(raw [][]byte) []*x509.Certificate {
	var chain []*x509.Certificate
	for _, der := range raw {
		c, err := x509.ParseCertificate(der)
		if err != nil {
			break
		}
		chain = append(chain, c)
	}
	return chain
}

// faultOf is wire.FaultOf, but what our own caller ended is not the server's doing.
func faultOf(caller context.Context, err error) *snapshot.Fault {
	if caller.Err() != nil {
		err = context.Canceled
	}
	return wire.FaultOf(err)
}

func faultKind(err error) snapshot.FaultKind { return wire.FaultOf(err).Kind }

// weigh records whether the chain stands, as it was sent and else with what can be fetched, and whether a public root vouches for it.
func (p *Prober) weigh(ctx context.Context, t *snapshot.TLS, chain []*x509.Certificate) {
	name := wire.ServerName(t.Host)
	t.VerifyErr = verify(chain, nil, name, p.o.RootCAs)
	if len(chain) == 0 {
		return
	}
	t.MustStaple = mustStaple(chain[0])
	var further []*x509.Certificate
	if t.VerifyErr != nil && t.VerifyErr.Kind == snapshot.FaultCertUnknown {
		further = p.fetchIssuers(ctx, chain)
		t.Repaired = len(further) > 0 && verify(chain, further, name, p.o.RootCAs) == nil
	}
	if t.VerifyErr != nil && !t.Repaired {
		return
	}
	t.PublicRoot = p.o.RootCAs == nil || verify(chain, further, name, nil) == nil
}

// verify says why a chain does not stand for a name, nil when it does. further are certificates that were not sent with it; nil roots
// are those of the system.
func verify(chain, further []*x509.Certificate, name string, roots *x509.CertPool) *snapshot.Fault {
	if len(chain) == 0 {
		return &snapshot.Fault{Kind: snapshot.FaultCertUnknown, Text: "the server sent no certificate"}
	}
	o := x509.VerifyOptions{Roots: roots, DNSName: name, Intermediates: x509.NewCertPool()}
	for _, c := range slices.Concat(chain[1:], further) {
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
			Key: key, Bits: bits, Signature: c.SignatureAlgorithm.String(), CA: c.IsCA, Self: selfSigned(c), SHA256: hex.EncodeToString(sum[:]),
		}
	}
	return out
}

// selfSigned goes by the names, as crypto/x509 refuses to check signatures of old kinds.
func selfSigned(c *x509.Certificate) bool {
	return slices.Equal(c.RawSubject, c.RawIssuer) && (len(c.AuthorityKeyId) == 0 || slices.Equal(c.AuthorityKeyId, c.SubjectKeyId))
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
