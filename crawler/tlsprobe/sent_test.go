package tlsprobe_test

import (
	"bytes"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/binary"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ocsp"

	"github.com/shopvet/shopvet/crawler/tlsprobe"
	"github.com/shopvet/shopvet/crawler/wire"
	"github.com/shopvet/shopvet/crawler/wire/wiretest"
	"github.com/shopvet/shopvet/snapshot"
)

// TestStapledStatements sends statements of the issuer along with OpenSSL's server.
func TestStapledStatements(t *testing.T) {
	root, other := wiretest.NewRoot(t, "Test Root"), wiretest.NewRoot(t, "Test Root")
	issuer := root.Intermediate(t, "Test Issuer", time.Hour)
	cert := issuer.Issue(t, wiretest.Spec{Names: []string{"localhost"}, Chain: []*wiretest.Authority{issuer}})
	now := time.Now().Truncate(time.Second).UTC()
	about := ocsp.Response{SerialNumber: cert.Leaf.SerialNumber, ThisUpdate: now.Add(-time.Hour), NextUpdate: now.Add(time.Hour)}
	revoked := about
	revoked.Status, revoked.RevokedAt = ocsp.Revoked, now.Add(-24*time.Hour)
	delegate := issuer.Issue(t, wiretest.Spec{Names: []string{"responder"}, Usage: x509.ExtKeyUsageOCSPSigning})
	good := snapshot.OCSP{Status: "good", ThisUpdate: about.ThisUpdate, NextUpdate: about.NextUpdate}
	notTheirs := snapshot.OCSP{Fault: "the statement cannot be read, or is not the issuer's"}
	for _, c := range []struct {
		name   string
		staple []byte
		want   snapshot.OCSP
	}{
		{"good, with the issuer's certificate enclosed", issuer.OCSPBy(t, about, issuer.Own()), good},
		{"good, by whom the issuer charged with it", issuer.OCSPBy(t, about, delegate), good},
		{"by the shop itself", issuer.OCSPBy(t, about, cert), notTheirs},
		{"by somebody whom another charged with it", issuer.OCSPBy(t, about, other.Issue(t, wiretest.Spec{Usage: x509.ExtKeyUsageOCSPSigning})), notTheirs},
		{"with the certificate of another enclosed", issuer.OCSPBy(t, about, other.Own()), notTheirs},
		{"good", issuer.OCSP(t, about), good},
		{"revoked", issuer.OCSP(t, revoked), snapshot.OCSP{Status: "revoked", ThisUpdate: about.ThisUpdate, NextUpdate: about.NextUpdate, RevokedAt: revoked.RevokedAt}},
		{"of another issuer", other.OCSP(t, about), notTheirs},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "staple")
			write(t, file, c.staple)
			got := probe(t, "localhost", openssl(t, cert, "-status_file", file), tlsprobe.Options{RootCAs: root.Pool()})
			if got.Stapled == nil || *got.Stapled != c.want {
				t.Errorf("stapled %+v, want %+v", got.Stapled, c.want)
			}
		})
	}
	if got := probe(t, "localhost", openssl(t, cert), tlsprobe.Options{RootCAs: root.Pool()}); got.Stapled != nil || got.MustStaple {
		t.Errorf("nothing was sent along, yet there is %+v", got.Stapled)
	}
}

// TestWhatACertificateCarries reads the receipts of two logs and the demand for a stapled statement.
func TestWhatACertificateCarries(t *testing.T) {
	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	sct := func(log byte) []byte {
		b := append([]byte{0}, bytes.Repeat([]byte{log}, 32)...)
		b = binary.BigEndian.AppendUint64(b, uint64(at.UnixMilli()))
		b = append(b, 0, 0, 4, 3, 0, 1, 7)
		return append(binary.BigEndian.AppendUint16(nil, uint16(len(b))), b...)
	}
	list := append(sct(1), sct(2)...)
	octets, err := asn1.Marshal(append(binary.BigEndian.AppendUint16(nil, uint16(len(list))), list...))
	if err != nil {
		t.Fatal(err)
	}
	features, err := asn1.Marshal([]int{5})
	if err != nil {
		t.Fatal(err)
	}
	root := wiretest.NewRoot(t, "Test Root")
	cert := root.Issue(t, wiretest.Spec{Names: []string{"localhost"}, Further: []pkix.Extension{
		{Id: asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 11129, 2, 4, 2}, Value: octets},
		{Id: asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 1, 24}, Value: features},
	}})
	got := probe(t, "localhost", openssl(t, cert), tlsprobe.Options{RootCAs: root.Pool()})
	if !got.MustStaple || len(got.SCTs) != 2 || !strings.HasPrefix(got.SCTs[1].Log, "0202") || !got.SCTs[0].Time.Equal(at) || got.SCTs[0].From != "certificate" {
		t.Errorf("%+v", got)
	}
}

// TestAMissingIntermediateIsFetched follows the address in the certificate, as browsers do, and only where the guard allows.
func TestAMissingIntermediateIsFetched(t *testing.T) {
	root := wiretest.NewRoot(t, "Test Root")
	middle := root.Intermediate(t, "Test Middle", time.Hour)
	ca := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/other.crt" {
			_, _ = w.Write(root.Cert.Raw)
			return
		}
		_, _ = w.Write(middle.Cert.Raw)
	}))
	defer ca.Close()
	for path, repaired := range map[string]bool{"/middle.crt": true, "/other.crt": false} {
		cert := middle.Issue(t, wiretest.Spec{Names: []string{"localhost"}, IssuerURL: ca.URL + path})
		port := openssl(t, cert)
		guard := wire.NewGuard(net.JoinHostPort("localhost", strconv.Itoa(int(port))), nil)
		shut := tlsprobe.New(tlsprobe.Options{RootCAs: root.Pool(), Guard: guard}).Handshake(t.Context(), "localhost", port, snapshot.HostShop)
		if shut.Repaired || shut.VerifyErr == nil {
			t.Errorf("%s: fetched from an address that the guard forbids", path)
		}
		open := wire.NewGuard(net.JoinHostPort("localhost", strconv.Itoa(int(port))), nil)
		open.Allow(netip.MustParsePrefix("127.0.0.0/8"))
		got := tlsprobe.New(tlsprobe.Options{RootCAs: root.Pool(), Guard: open}).Handshake(t.Context(), "localhost", port, snapshot.HostShop)
		if got.Repaired != repaired || got.VerifyErr == nil {
			t.Errorf("%s: repaired %v, fault %+v", path, got.Repaired, got.VerifyErr)
		}
	}
}

func TestTheTableOfSuites(t *testing.T) {
	names := tlsprobe.Suites()
	for _, want := range []string{"TLS_RSA_WITH_RC4_128_SHA", "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256", "TLS_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA"} {
		if !slices.Contains(names, want) {
			t.Errorf("%s is missing", want)
		}
	}
	slices.Sort(names)
	if n := len(slices.Compact(slices.Clone(names))); n != len(names) {
		t.Errorf("%d names, %d of them different", len(names), n)
	}
}
