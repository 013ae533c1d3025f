package shopvet_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"sync"
	"testing"
	"time"
)

// certAuthority issues certificates from a root of its own.
type certAuthority struct {
	root *x509.Certificate
	key  crypto.Signer
}

// authority makes a root.
func authority(t testing.TB) certAuthority {
	t.Helper()
	key, now := newKey(t), time.Now()
	root := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Test root"}, NotBefore: now.Add(-2000 * time.Hour), NotAfter: now.Add(1000 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	root, err := x509.ParseCertificate(sign(t, root, root, key.Public(), key))
	if err != nil {
		t.Fatal(err)
	}
	return certAuthority{root, key}
}

// issued is a certificate with its key, and the roots that vouch for it.
type issued struct {
	leaf  *x509.Certificate
	key   crypto.Signer
	roots *x509.CertPool
}

// certificate makes a root and a certificate for an address or a name.
func certificate(t testing.TB, host string) (*tls.Config, *x509.CertPool) {
	t.Helper()
	i := authority(t).issue(t, host, false, nil)
	return i.config(), i.roots
}

// issue makes a certificate for an address or a name, of eighty days of which 79 are left; edit, where it is not nil, makes of it what a test wants.
func (a certAuthority) issue(t testing.TB, host string, withRSA bool, edit func(*x509.Certificate)) issued {
	t.Helper()
	key, end := newKey(t), time.Now().Add(79*24*time.Hour)
	if withRSA {
		key = rsaKey()
	}
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: host}, NotBefore: end.Add(-80 * 24 * time.Hour), NotAfter: end,
		KeyUsage:    x509.KeyUsageDigitalSignature | x509.KeyUsageKeyEncipherment,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	if a := net.ParseIP(host); a != nil {
		leaf.IPAddresses = []net.IP{a}
	} else {
		leaf.DNSNames = []string{host}
	}
	if edit != nil {
		edit(leaf)
	}
	leaf, err := x509.ParseCertificate(sign(t, leaf, a.root, key.Public(), a.key))
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(a.root)
	return issued{leaf, key, roots}
}

// config returns the settings of a server with the certificate; further ones are sent along.
func (i issued) config(further ...*x509.Certificate) *tls.Config {
	chain := [][]byte{i.leaf.Raw}
	for _, c := range further {
		chain = append(chain, c.Raw)
	}
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: chain, PrivateKey: i.key}}, NextProtos: []string{"h2", "http/1.1"}}
}

func sign(t testing.TB, tmpl, parent *x509.Certificate, key crypto.PublicKey, signer crypto.Signer) []byte {
	t.Helper()
	der, err := x509.CreateCertificate(rand.Reader, tmpl, parent, key, signer)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func newKey(t testing.TB) crypto.Signer {
	t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// rsaKey makes one key for all tests, as that takes long.
var rsaKey = sync.OnceValue(func() crypto.Signer {
	k, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return k
})
