package tls

import (
	"fmt"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// SecrecySettings say how large a group of finite-field Diffie-Hellman must be.
type SecrecySettings struct {
	MinBits int `toml:"min_dh_bits"` // size of its prime
}

// ForwardSecrecy looks whether keys are made for one connection only.
var ForwardSecrecy = checks.Site(checks.Meta{
	ID:    "tls-forward-secrecy",
	Title: "Recorded connections stay secret even if the server's key gets out later",
	Why: "With keys made for a single connection (forward secrecy), a stolen server key opens nothing that was recorded before: neither " +
		"addresses nor card data of earlier buyers.",
	Fix: "Ask your web host to allow only cipher suites whose names begin with ECDHE, and TLS 1.3, on the server or in the service in front of it, " +
		"and to switch off suites whose names begin with TLS_RSA. If DHE suites stay on, give them a group of 2048 bits or more.",
	Effort: 1,
	Messages: map[string]string{
		"all":         "Every way of agreeing on keys that {host} was seen to take is for a single connection",
		"tls13-only":  "{host} takes TLS 1.3 only, which makes keys for a single connection",
		"some":        "{host} also agrees to keys that do not stay secret once its own key gets out",
		"none":        "{host} agrees only to keys that do not stay secret once its own key gets out",
		"small-group": "{host} agrees on keys by a Diffie-Hellman group of only {bits} bits",
		"unseen":      "It was not tested how {host} agrees on keys",
		"not-tried":   "No encrypted connection to {host} was tried",
		"takes":       "Agrees to {suites}",
		"takes-class": "Agrees to suites without forward secrecy",
		"group":       "Diffie-Hellman group of {bits} bits",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "RFC 9325, Recommendations for Secure Use of TLS, sections 4.1 and 4.5", URL: "https://www.rfc-editor.org/rfc/rfc9325#section-4.1"},
		{Title: "Imperfect Forward Secrecy: How Diffie-Hellman Fails in Practice", URL: "https://weakdh.org/"},
	},
	Needs: snapshot.HaveTLS, Public: true, Since: "0.1",
}, SecrecySettings{MinBits: 2048}, func(in *checks.Input, p SecrecySettings) checks.Outcome {
	return eachHost(in.Snap, buying(in.Snap), func(t *snapshot.TLS) checks.Outcome { return judgeSecrecy(in.Snap, t, p) })
})

// mostly is the grade of a server that takes suites without forward secrecy, while it gives visitors with a current browser one with it.
const mostly = 0.75

func judgeSecrecy(snap *snapshot.Snapshot, t *snapshot.TLS, p SecrecySettings) checks.Outcome {
	o := offerOf(t)
	with, without := o.secret(), o.class(snapshot.ClassNoFS)
	static := o.suites(func(suite string) bool { return !snapshot.Ephemeral(suite) })
	at := verdict.Evidence{URL: entrance(snap, t), Value: asked("", t.Addr)}
	var findings []verdict.Finding
	switch {
	case len(static) > 0: // weak ones among them
		without = snapshot.Accepted
		findings = append(findings, checks.Find(checks.Msg("takes", "suites", quoted(static)), at))
	case without == snapshot.Accepted:
		findings = append(findings, checks.Find(checks.Msg("takes-class"), at))
	}
	bits := 0
	if o.s != nil && o.s.DHBits > 0 && o.s.DHBits < p.MinBits {
		bits = o.s.DHBits
		at.Value, at.Limit = asked(fmt.Sprintf("%d bits", bits), t.Addr), fmt.Sprintf("at least %d bits", p.MinBits)
		findings = append(findings, checks.Find(checks.Msg("group", "bits", bits), at))
	}
	switch {
	case without == snapshot.Accepted && with == snapshot.Refused:
		return checks.Fail(checks.Msg("none", "host", t.Host), findings...)
	case without == snapshot.Accepted:
		w := checks.Warn(checks.Msg("some", "host", t.Host), findings...)
		if bits == 0 && t.Err == nil && snapshot.Ephemeral(t.Cipher) {
			w.Grade, w.Graded = mostly, true
		}
		return w
	case bits > 0:
		return checks.Warn(checks.Msg("small-group", "host", t.Host, "bits", bits), findings...)
	case o.modern():
		return checks.Pass(checks.Msg("tls13-only", "host", t.Host))
	case without == snapshot.Refused && with == snapshot.Accepted:
		return checks.Pass(checks.Msg("all", "host", t.Host))
	default:
		return checks.Unknown(checks.Msg("unseen", "host", t.Host))
	}
}

// secret says whether the host takes any suite with forward secrecy.
func (o offer) secret() snapshot.Answer {
	switch {
	case o.version(tls13) == snapshot.Accepted || len(o.suites(snapshot.Ephemeral)) > 0:
		return snapshot.Accepted
	case o.class(snapshot.ClassFS) == snapshot.Accepted || o.class(snapshot.ClassDHE) == snapshot.Accepted:
		return snapshot.Accepted
	case o.version(tls13) == snapshot.Refused:
		return o.class(snapshot.ClassFS)
	default:
		return snapshot.NotTested
	}
}
