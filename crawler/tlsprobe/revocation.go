package tlsprobe

import (
	"crypto/x509"
	"encoding/asn1"
	"slices"

	"golang.org/x/crypto/cryptobyte"
	casn1 "golang.org/x/crypto/cryptobyte/asn1"
	"golang.org/x/crypto/ocsp"

	"github.com/shopvet/shopvet/snapshot"
)

// readOCSP reads the OCSP answer that was sent along; nil when none was. The signature is checked against the issuer's certificate, so an
// answer beside an incomplete chain has a fault.
func readOCSP(raw []byte, chain []*x509.Certificate) *snapshot.OCSP {
	if len(raw) == 0 || len(chain) == 0 {
		return nil
	}
	issuer := issuerOf(chain)
	if issuer == nil {
		return &snapshot.OCSP{Fault: "the issuer's certificate was not sent, so the statement cannot be checked"}
	}
	r, err := ocsp.ParseResponseForCert(raw, chain[0], nil)
	if err != nil || !speaksFor(issuer, r) {
		return &snapshot.OCSP{Fault: "the statement cannot be read, or is not the issuer's"}
	}
	out := &snapshot.OCSP{ThisUpdate: r.ThisUpdate.UTC()}
	if !r.NextUpdate.IsZero() {
		out.NextUpdate = r.NextUpdate.UTC()
	}
	switch r.Status {
	case ocsp.Good:
		out.Status = "good"
	case ocsp.Revoked:
		out.Status, out.RevokedAt = "revoked", r.RevokedAt.UTC()
	default:
		out.Status = "unknown"
	}
	return out
}

// speaksFor reports whether a statement is signed by the issuer, or by somebody whom it issued a certificate to for that purpose (RFC 6960
// §4.2.2.2). The certificate enclosed may be the issuer's own, as OpenSSL's responder encloses it, which the package ocsp takes for a forgery.
func speaksFor(issuer *x509.Certificate, r *ocsp.Response) bool {
	by := r.Certificate
	switch {
	case by == nil || slices.Equal(by.RawSubjectPublicKeyInfo, issuer.RawSubjectPublicKeyInfo):
		return r.CheckSignatureFrom(issuer) == nil
	case !slices.Contains(by.ExtKeyUsage, x509.ExtKeyUsageOCSPSigning):
		return false
	default: // the statement's own signature by it was checked when it was read
		return issuer.CheckSignature(by.SignatureAlgorithm, by.RawTBSCertificate, by.Signature) == nil
	}
}

// issuerOf returns the certificate of the chain that issued the leaf, or nil.
func issuerOf(chain []*x509.Certificate) *x509.Certificate {
	for _, c := range chain {
		if slices.Equal(c.RawSubject, chain[0].RawIssuer) {
			return c
		}
	}
	return nil
}

// mustStaple reports whether a certificate demands a stapled OCSP answer (RFC 7633: the TLS feature status_request, 5).
func mustStaple(c *x509.Certificate) bool {
	feature := asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 1, 24}
	for _, e := range c.Extensions {
		if !e.Id.Equal(feature) {
			continue
		}
		s := cryptobyte.String(e.Value)
		var list cryptobyte.String
		if !s.ReadASN1(&list, casn1.SEQUENCE) {
			return false
		}
		for !list.Empty() {
			var n int
			if !list.ReadASN1Integer(&n) {
				return false
			}
			if n == 5 {
				return true
			}
		}
	}
	return false
}
