package shopvet_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"testing"
	"time"
)

// certificate makes a root and a certificate for an address or a name, good for another 79 days.
func certificate(t testing.TB, host string) (*tls.Config, *x509.CertPool) {
	t.Helper()
	return certificateUntil(t, host, time.Now().Add(79*24*time.Hour))
}

func certificateUntil(t testing.TB, host string, end time.Time) (*tls.Config, *x509.CertPool) {
	t.Helper()
	issue := func(tmpl, parent *x509.Certificate, key, signer *ecdsa.PrivateKey) []byte {
		der, err := x509.CreateCertificate(rand.Reader, tmpl, parent, &key.PublicKey, signer)
		if err != nil {
			t.Fatal(err)
		}
		return der
	}
	newKey := func() *ecdsa.PrivateKey {
		k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	rootKey, key, now := newKey(), newKey(), time.Now()
	root := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Test root"}, NotBefore: now.Add(-2000 * time.Hour), NotAfter: now.Add(1000 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	rootDER := issue(root, root, rootKey, rootKey)
	root, err := x509.ParseCertificate(rootDER)
	if err != nil {
		t.Fatal(err)
	}
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: host}, NotBefore: end.Add(-80 * 24 * time.Hour), NotAfter: end,
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	if a := net.ParseIP(host); a != nil {
		leaf.IPAddresses = []net.IP{a}
	} else {
		leaf.DNSNames = []string{host}
	}
	roots := x509.NewCertPool()
	roots.AddCert(root)
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{issue(leaf, root, key, rootKey)}, PrivateKey: key}}, NextProtos: []string{"h2", "http/1.1"}}, roots
}
