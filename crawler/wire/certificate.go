package wire

import (
	"bytes"
	"crypto/x509"
	"fmt"
	"time"

	"github.com/shopvet/shopvet/snapshot"
)

func invalidFault(e x509.CertificateInvalidError, chain []*x509.Certificate) *snapshot.Fault {
	if e.Reason == x509.Expired {
		subject := "the certificate"
		if len(chain) > 0 && !e.Cert.Equal(chain[0]) {
			subject = fmt.Sprintf("the certificate of the issuer %q", e.Cert.Subject.CommonName)
		}
		return dateFault(subject, e.Cert)
	}
	text := "the certificate does not hold"
	switch e.Reason {
	case x509.NameMismatch, x509.CANotAuthorizedForThisName:
		return &snapshot.Fault{Kind: snapshot.FaultCertName, Text: "the certificate's issuer may not issue for this name"}
	case x509.NotAuthorizedToSign:
		text = "the certificate was issued by one who may not issue certificates"
	case x509.TooManyIntermediates:
		text = "the certificate's chain is longer than its issuer allows"
	case x509.IncompatibleUsage, x509.CANotAuthorizedForExtKeyUsage:
		text = "the certificate is not for web servers"
	}
	return &snapshot.Fault{Kind: snapshot.FaultCertUnknown, Text: text}
}

func dateFault(subject string, cert *x509.Certificate) *snapshot.Fault {
	if time.Now().Before(cert.NotBefore) {
		return &snapshot.Fault{Kind: snapshot.FaultCertEarly,
			Text: subject + " is not valid before " + cert.NotBefore.UTC().Format(time.DateOnly)}
	}
	return &snapshot.Fault{Kind: snapshot.FaultCertExpired,
		Text: subject + " expired on " + cert.NotAfter.UTC().Format(time.DateOnly)}
}

// brokenChain says where a chain that leads to no known root breaks off. A missing intermediate and an unknown issuer can only
// be told apart as far as the certificates themselves say.
func brokenChain(chain []*x509.Certificate) string {
	if len(chain) == 0 {
		return "the certificate leads to no root we know"
	}
	leaf := chain[0]
	if selfSigned(chain) {
		return "the certificate is signed by itself"
	}
	last := leaf
	for range chain {
		next := issuerIn(chain, last)
		if next == nil {
			break
		}
		last = next
	}
	name := last.Issuer.CommonName
	if name == "" {
		name = last.Issuer.String()
	}
	switch {
	case bytes.Equal(last.RawIssuer, last.RawSubject):
		return fmt.Sprintf("the certificate leads to the root %q, which is none that we know", name)
	case len(last.IssuingCertificateURL) > 0:
		return fmt.Sprintf("the server does not send the intermediate certificate %q, so the chain breaks off", name)
	}
	return fmt.Sprintf("the issuer %q is no root we know, and the server does not send its certificate", name)
}

// selfSigned reports whether nobody but the certificate itself vouches for it.
func selfSigned(chain []*x509.Certificate) bool {
	return len(chain) > 0 && bytes.Equal(chain[0].RawIssuer, chain[0].RawSubject)
}

// issuerIn returns the certificate of chain that issued c, or nil when it is not there or c issued itself.
func issuerIn(chain []*x509.Certificate, c *x509.Certificate) *x509.Certificate {
	for _, other := range chain {
		if other != c && bytes.Equal(other.RawSubject, c.RawIssuer) && !bytes.Equal(c.RawIssuer, c.RawSubject) {
			return other
		}
	}
	return nil
}
