package shopvet

import (
	"slices"

	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// maxCertNames bounds how many names of a certificate are told: some are for hundreds of hosts.
const maxCertNames = 20

// connectionsOf tells how the shop's hosts are reached over TLS.
func connectionsOf(snap *snapshot.Snapshot) []verdict.Connection {
	var out []verdict.Connection
	for i := range snap.TLS {
		out = append(out, connectionOf(&snap.TLS[i]))
	}
	return out
}

func connectionOf(t *snapshot.TLS) verdict.Connection {
	c := verdict.Connection{
		Host: t.Host, Port: int(t.Port), Address: t.Addr, Version: t.Version, Cipher: t.Cipher, KeyExchange: t.Group, ALPN: t.ALPN,
		Resumes: string(t.Resumes), Sent: len(t.Chain), Receipts: logs(t.SCTs), Handshakes: t.Handshakes,
	}
	for _, r := range t.Roles {
		c.Roles = append(c.Roles, string(r))
	}
	if t.Err != nil {
		c.Fault = t.Err.Text
	}
	if t.Stapled != nil {
		c.Stapled = t.Stapled.Status
		if c.Stapled == "" {
			c.Stapled = "unreadable"
		}
	}
	if len(t.Chain) > 0 {
		leaf := t.Chain[0]
		c.Certificate = &verdict.Certificate{
			Subject: leaf.Subject, Issuer: leaf.Issuer, Names: leaf.Names[:min(len(leaf.Names), maxCertNames)], From: leaf.NotBefore, Until: leaf.NotAfter,
			Key: leaf.Key, Bits: leaf.Bits, Signature: leaf.Signature,
		}
	}
	if t.Survey != nil {
		surveyOf(&c, t.Survey)
	}
	return c
}

// surveyOf tells what a host's TLS accepts, as far as it was asked.
func surveyOf(c *verdict.Connection, s *snapshot.Survey) {
	for _, v := range s.Versions {
		switch v.Answer {
		case snapshot.Accepted:
			c.Accepts = append(c.Accepts, v.Version)
		case snapshot.Refused:
			c.Refuses = append(c.Refuses, v.Version)
		default:
			c.NotTested = append(c.NotTested, v.Version)
		}
		if v.Complete {
			for _, name := range v.Suites {
				c.Suites = append(c.Suites, v.Version+" "+name)
			}
		}
	}
	for _, v := range []string{"TLS 1.3", "TLS 1.2", "TLS 1.1", "TLS 1.0", "SSL 3.0"} {
		if !slices.ContainsFunc(s.Versions, func(t snapshot.VersionTried) bool { return t.Version == v }) {
			c.NotTested = append(c.NotTested, v)
		}
	}
	for _, class := range s.Classes {
		if class.Answer == snapshot.Accepted && class.Class.Bad() && !slices.Contains(c.WeakSuites, class.Suite) {
			c.WeakSuites = append(c.WeakSuites, class.Suite)
		}
	}
	c.KeyExchanges, c.DHBits = s.Groups, s.DHBits
}

// logs counts the different logs that gave a receipt.
func logs(list []snapshot.SCT) int {
	seen := map[string]bool{}
	for _, s := range list {
		seen[s.Log] = true
	}
	return len(seen)
}
