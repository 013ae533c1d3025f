package shopgen

import (
	"crypto/tls"
	"crypto/x509"
	"slices"
	"time"
)

// A shop is a handler: the server before it has the certificate and speaks TLS. The flaws of both come true when that server is set up by Leaf,
// WantsRSA and Secure.

// Leaf lets the flaws of the certificate come true in what is to be issued.
func (s *Shop) Leaf(c *x509.Certificate) {
	const day = 24 * time.Hour
	switch {
	case s.has(FlawLateCertificate):
		c.NotAfter = time.Now().Add(10 * day)
		c.NotBefore = c.NotAfter.Add(-90 * day)
	case s.has(FlawLongCertificate):
		c.NotAfter = c.NotBefore.Add(900 * day)
	}
}

// WantsRSA says that the certificate must have an RSA key, without which a flaw cannot show.
func (s *Shop) WantsRSA() bool { return s.has(FlawStaticKeys) || s.has(FlawTripleDES) }

// Secure lets the flaws of the connection come true in the settings of a server.
func (s *Shop) Secure(c *tls.Config) {
	if s.has(FlawOldTLS) {
		c.MinVersion = tls.VersionTLS10
	}
	if s.has(FlawNoTLS13) {
		c.MaxVersion = tls.VersionTLS12
	}
	var further []uint16
	switch {
	case s.has(FlawStaticKeys):
		further = []uint16{tls.TLS_RSA_WITH_AES_128_GCM_SHA256}
	case s.has(FlawTripleDES):
		further = []uint16{tls.TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA}
	case s.has(FlawRC4):
		further = []uint16{tls.TLS_ECDHE_ECDSA_WITH_RC4_128_SHA, tls.TLS_ECDHE_RSA_WITH_RC4_128_SHA}
	default:
		return
	}
	for _, suite := range tls.CipherSuites() {
		c.CipherSuites = append(c.CipherSuites, suite.ID)
	}
	c.CipherSuites = slices.Concat(c.CipherSuites, further)
}
