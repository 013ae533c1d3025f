package shopvet_test

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"io"
	"log"
	"math/big"
	"net/http/httptest"
	"testing"
	"time"

	"golang.org/x/crypto/ocsp"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/internal/shopgen"
	"github.com/shopvet/shopvet/verdict"
)

// TestTheIssuersWordOnACertificateCounts serves a sound shop with statements of the certificate's issuer, and without the one that is demanded.
func TestTheIssuersWordOnACertificateCounts(t *testing.T) {
	must := func(c *x509.Certificate) {
		demand, err := asn1.Marshal([]int{5}) // RFC 7633: status_request
		if err != nil {
			t.Fatal(err)
		}
		c.ExtraExtensions = append(c.ExtraExtensions, pkix.Extension{Id: asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 1, 24}, Value: demand})
	}
	now := time.Now()
	for name, tt := range map[string]struct {
		edit   func(*x509.Certificate)
		staple *ocsp.Response // nil: none is sent
		want   verdict.Status
		capped bool
	}{
		"good":                {nil, &ocsp.Response{Status: ocsp.Good, ThisUpdate: now.Add(-time.Hour), NextUpdate: now.Add(72 * time.Hour)}, verdict.Pass, false},
		"revoked":             {nil, &ocsp.Response{Status: ocsp.Revoked, RevokedAt: now.Add(-48 * time.Hour), ThisUpdate: now.Add(-time.Hour), NextUpdate: now.Add(72 * time.Hour)}, verdict.Fail, true},
		"ended":               {nil, &ocsp.Response{Status: ocsp.Good, ThisUpdate: now.Add(-96 * time.Hour), NextUpdate: now.Add(-24 * time.Hour)}, verdict.Warn, false},
		"none":                {nil, nil, verdict.Unknown, false},
		"demanded, not given": {must, nil, verdict.Warn, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ca := authority(t)
			is := ca.issue(t, "127.0.0.1", false, tt.edit)
			shop, err := shopgen.New(shopgen.Options{Seed: 2, Lang: "en", Products: 12})
			if err != nil {
				t.Fatal(err)
			}
			srv := httptest.NewUnstartedServer(shop)
			srv.Config.ErrorLog = log.New(io.Discard, "", 0)
			srv.TLS = is.config(ca.root)
			if tt.staple != nil {
				tt.staple.SerialNumber = big.NewInt(2)
				if srv.TLS.Certificates[0].OCSPStaple, err = ocsp.CreateResponse(ca.root, ca.root, *tt.staple, ca.key); err != nil {
					t.Fatal(err)
				}
			}
			srv.StartTLS()
			t.Cleanup(func() { srv.CloseClientConnections(); srv.Close() })
			o := scanOptions()
			o.RootCAs = is.roots
			v := scan(t, srv.URL+"/", o, shopvet.JudgeOptions{})
			if got := status(v, "tls-revocation"); got != tt.want {
				t.Errorf("%s, want %s: %s", got, tt.want, explain(v, "tls-revocation"))
			}
			if got := len(v.Initial.Caps) == 1 && v.Initial.Caps[0].ID == "K2"; got != tt.capped {
				t.Errorf("caps: %+v", v.Initial.Caps)
			}
			for id := range bad(v) {
				if id != "tls-revocation" {
					t.Error(explain(v, id))
				}
			}
		})
	}
}
