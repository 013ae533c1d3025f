package tls

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// StrengthSettings say how large keys must be, in bits.
type StrengthSettings struct {
	MinRSA int `toml:"min_rsa"` // RSA keys
	MinEC  int `toml:"min_ec"`  // keys on elliptic curves
}

// CertStrength looks at the keys and signatures of the certificate and of those that vouch for it. A root's signature on itself is of no
// matter: browsers know the root.
var CertStrength = checks.Site(checks.Meta{
	ID:    "tls-cert-strength",
	Title: "The shop's certificate has a strong key and a strong signature",
	Why: "A key that is too short can be worked out, and with an old way of signing a certificate can be forged; either lets somebody else " +
		"pass for the shop. Browsers refuse both.",
	Fix: "Ask your web host for a new certificate with a new key: RSA with 2048 bits or more, or ECDSA on the curve P-256. Every issuer that browsers know " +
		"signs it in a way that is strong enough.",
	Effort: 1,
	Messages: map[string]string{
		"strong":     "The certificate of {host} has a key of type {key}, and it is signed by {signature}",
		"weak":       "The certificate of {host} is weak: {what}",
		"weak-above": "A certificate that vouches for {host} is weak: {what}",
		"weak-other": "The certificate that {host} shows to older programs is weak: {what}",
		"not-tried":  "No certificate of {host} was seen",
		"short-key":  "The key of type {key} is too short",
		"old-key":    "Browsers do not accept keys of type {key}",
		"signature":  "It is signed by {signature}, which can be forged",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "CA/Browser Forum Baseline Requirements, sections 6.1.5 and 7.1.3.2", URL: "https://cabforum.org/working-groups/server/baseline-requirements/"},
		{Title: "Mozilla, server-side TLS recommendations", URL: "https://wiki.mozilla.org/Security/Server_Side_TLS"},
	},
	Needs: snapshot.HaveTLS, Public: true, Since: "0.1",
}, StrengthSettings{MinRSA: 2048, MinEC: 256}, func(in *checks.Input, p StrengthSettings) checks.Outcome {
	return eachHost(in.Snap, oncePerCertificate(buying(in.Snap)), func(t *snapshot.TLS) checks.Outcome { return judgeStrength(in.Snap, t, p) })
})

func judgeStrength(snap *snapshot.Snapshot, t *snapshot.TLS, p StrengthSettings) checks.Outcome {
	if len(t.Chain) == 0 {
		return checks.Unknown(checks.Msg("not-tried", "host", t.Host))
	}
	weak := func(c snapshot.Cert, signature bool) *verdict.Finding {
		m, value, limit := p.weakness(c, signature)
		if m.Key == "" {
			return nil
		}
		f := checks.Find(m, verdict.Evidence{URL: entrance(snap, t), Snippet: whose(c), Value: value, Limit: limit})
		return &f
	}
	if f := weak(t.Chain[0], true); f != nil {
		return checks.Fail(checks.Msg("weak", "host", t.Host, "what", f.Evidence[0].Value), *f)
	}
	// A chain that stands does not rest on an old signature, since none is accepted: what is sent besides may be as old as it likes.
	signatures := t.VerifyErr != nil && t.VerifyErr.Kind == snapshot.FaultCertUnknown && !t.Repaired
	for _, i := range path(t.Chain)[1:] {
		better := slices.ContainsFunc(t.Chain, func(c snapshot.Cert) bool { return c.Subject == t.Chain[i].Subject && weak(c, signatures) == nil })
		if f := weak(t.Chain[i], signatures); f != nil && !better {
			return checks.Fail(checks.Msg("weak-above", "host", t.Host, "what", f.Evidence[0].Value), *f)
		}
	}
	if t.Survey != nil && len(t.Survey.Other) > 0 {
		if f := weak(t.Survey.Other[0], true); f != nil {
			return checks.Warn(checks.Msg("weak-other", "host", t.Host, "what", f.Evidence[0].Value), *f)
		}
	}
	leaf := t.Chain[0]
	return checks.Pass(checks.Msg("strong", "host", t.Host, "key", keyName(leaf), "signature", leaf.Signature))
}

// weakness names what is weak about a certificate, with the value found and the limit; the message has no key when nothing is.
func (p StrengthSettings) weakness(c snapshot.Cert, signature bool) (m verdict.Message, value, limit string) {
	short := func(least int) bool { return c.Bits > 0 && c.Bits < least }
	switch {
	case c.Key == "DSA":
		return checks.Msg("old-key", "key", c.Key), keyName(c), "RSA or ECDSA"
	case c.Key == "RSA" && short(p.MinRSA):
		return checks.Msg("short-key", "key", c.Key), keyName(c), fmt.Sprintf("at least %d bits", p.MinRSA)
	case c.Key == "ECDSA" && short(p.MinEC):
		return checks.Msg("short-key", "key", c.Key), keyName(c), fmt.Sprintf("at least %d bits", p.MinEC)
	case signature && !c.Self && oldSignature(c):
		return checks.Msg("signature", "signature", c.Signature), c.Signature, "SHA-256 or better"
	default:
		return verdict.Message{}, "", ""
	}
}

// oldSignature reports whether a certificate is signed over a hash that can be forged; names are those of crypto/x509.
func oldSignature(c snapshot.Cert) bool {
	for _, hash := range []string{"MD2", "MD5", "SHA1"} {
		if strings.Contains(c.Signature, hash) {
			return true
		}
	}
	return false
}

func keyName(c snapshot.Cert) string {
	if c.Bits == 0 {
		return c.Key
	}
	return fmt.Sprintf("%s with %d bits", c.Key, c.Bits)
}
