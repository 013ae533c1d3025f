package tlsprobe

import (
	"context"
	"crypto/x509"
	"encoding/pem"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/shopvet/shopvet/crawler/wire"
)

// Bounds of fetching the certificates of issuers.
const (
	maxIssuers     = 4
	maxIssuerBytes = 64 << 10
	issuerTimeout  = 5 * time.Second
)

// fetchIssuers follows the addresses that certificates give for their issuers, from where the chain that was sent breaks off.
func (p *Prober) fetchIssuers(ctx context.Context, chain []*x509.Certificate) []*x509.Certificate {
	fetch := wire.New(wire.Options{Guard: p.o.Guard, Resolver: p.o.Resolver, Timeout: issuerTimeout, MaxBody: maxIssuerBytes})
	defer fetch.CloseIdle()
	known := slices.Clone(chain)
	var further []*x509.Certificate
	last := tip(known)
	for range maxIssuers {
		if selfSigned(last) {
			break
		}
		next := fetchIssuer(ctx, fetch, last)
		if next == nil {
			break
		}
		further, known = append(further, next), append(known, next)
		last = next
	}
	return further
}

// tip follows the chain from the leaf up to the certificate whose issuer is not there.
func tip(chain []*x509.Certificate) *x509.Certificate {
	last := chain[0]
	for range chain {
		i := slices.IndexFunc(chain, func(c *x509.Certificate) bool { return c != last && slices.Equal(c.RawSubject, last.RawIssuer) })
		if i < 0 || selfSigned(last) {
			break
		}
		last = chain[i]
	}
	return last
}

func fetchIssuer(ctx context.Context, fetch http.RoundTripper, of *x509.Certificate) *x509.Certificate {
	for _, address := range of.IssuingCertificateURL {
		if !strings.HasPrefix(address, "http://") && !strings.HasPrefix(address, "https://") {
			continue
		}
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		if err != nil {
			continue
		}
		resp, err := fetch.RoundTrip(req)
		if err != nil || resp.StatusCode != http.StatusOK {
			continue
		}
		der := wire.BodyOf(resp)
		if block, _ := pem.Decode(der); block != nil {
			der = block.Bytes
		}
		if c, err := x509.ParseCertificate(der); err == nil && slices.Equal(c.RawSubject, of.RawIssuer) {
			return c
		}
	}
	return nil
}
