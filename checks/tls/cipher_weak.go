package tls

import (
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// CipherWeak looks whether a server agrees to suites that protect nobody any more when a visitor offers nothing better. What was not offered
// was not tested: without an answer to every weak class the check does not pass.
var CipherWeak = checks.Site(checks.Meta{
	ID:    "tls-cipher-weak",
	Title: "No weak ways of encryption are taken",
	Why: "A server that agrees to broken ways of encryption can be talked into them by somebody on the way, who then reads what a buyer sends. " +
		"Rules for payment cards and most reviews of servers count them as a fault.",
	Fix: "Ask your host, or set on your server, to allow only cipher suites with AES-GCM or ChaCha20 and ephemeral keys (ECDHE), and to switch " +
		"TLS compression off. The recommended list of Mozilla for your server can be taken as it is.",
	Effort: 1,
	Messages: map[string]string{
		"strong":      "{host} refused all suites that are known to be weak: {refused}",
		"tls13-only":  "{host} takes TLS 1.3 only, which has no weak suites",
		"weak":        "{host} agrees to weak encryption: {classes}",
		"no-aead":     "{host} takes only encryption of an older kind (CBC), and none that also guards against changes on the way (AES-GCM, ChaCha20)",
		"compression": "{host} compresses inside of TLS, through which parts of what is sent can be guessed (CRIME)",
		"part":        "{host} was not asked for all weak suites; refused: {refused}; not tested: {untested}",
		"kind":        "{host} refused all suites that are known to be weak; not tested: whether it takes encryption that also guards against changes on the way",
		"unseen":      "It was not tested which ways of encryption {host} takes",
		"not-tried":   "No encrypted connection to {host} was tried",
		"takes":       "Agrees to {suites}",
		"compresses":  "Agrees to compression (DEFLATE)",
		"only":        "Refuses all suites with authenticated encryption",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "RFC 9325, Recommendations for Secure Use of TLS, sections 3.3 and 4.1", URL: "https://www.rfc-editor.org/rfc/rfc9325#section-4.1"},
		{Title: "RFC 7465, Prohibiting RC4 Cipher Suites", URL: "https://www.rfc-editor.org/rfc/rfc7465"},
		{Title: "Sweet32: attacks on 64-bit block ciphers (CVE-2016-2183)", URL: "https://sweet32.info/"},
		{Title: "Mozilla, server-side TLS recommendations", URL: "https://wiki.mozilla.org/Security/Server_Side_TLS"},
	},
	Needs: snapshot.HaveTLS, Public: true, Since: "0.1",
}, struct{}{}, func(in *checks.Input, _ struct{}) checks.Outcome {
	return eachHost(in.Snap, buying(in.Snap), func(t *snapshot.TLS) checks.Outcome { return judgeSuites(in.Snap, t) })
})

func judgeSuites(snap *snapshot.Snapshot, t *snapshot.TLS) checks.Outcome {
	o := offerOf(t)
	var bad, refused, untested []string
	for _, class := range weakClasses {
		switch o.class(class) {
		case snapshot.Accepted:
			bad = append(bad, className(class))
		case snapshot.Refused:
			refused = append(refused, className(class))
		default:
			untested = append(untested, className(class))
		}
	}
	find := func(key string, slots ...any) verdict.Finding {
		return checks.Find(checks.Msg(key, slots...), verdict.Evidence{URL: entrance(snap, t), Value: asked("", t.Addr), Limit: "refused, as by RFC 9325"})
	}
	var findings []verdict.Finding
	if o.s != nil && o.s.Compression == snapshot.Accepted {
		findings = append(findings, find("compresses"))
	}
	switch {
	case len(bad) > 0:
		weak := find("takes", "suites", quoted(o.suites(func(suite string) bool { return snapshot.WeakClass(suite) != "" })))
		return checks.Fail(checks.Msg("weak", "host", t.Host, "classes", bad), append([]verdict.Finding{weak}, findings...)...)
	case o.noAEAD():
		return checks.Warn(checks.Msg("no-aead", "host", t.Host), append([]verdict.Finding{find("only")}, findings...)...)
	case len(findings) > 0:
		return checks.Warn(checks.Msg("compression", "host", t.Host), findings...)
	case o.modern():
		return checks.Pass(checks.Msg("tls13-only", "host", t.Host))
	case len(refused) == 0:
		return checks.Unknown(checks.Msg("unseen", "host", t.Host))
	case len(untested) > 0:
		return checks.Unknown(checks.Msg("part", "host", t.Host, "refused", refused, "untested", untested))
	case o.legacy() == tls12 && o.version(tls13) == snapshot.Refused && o.class(snapshot.ClassAEAD) == snapshot.NotTested:
		return checks.Unknown(checks.Msg("kind", "host", t.Host))
	default:
		return checks.Pass(checks.Msg("strong", "host", t.Host, "refused", refused))
	}
}

// noAEAD reports whether the host was seen to take TLS 1.2 without any suite of authenticated encryption, and no TLS 1.3, which has nothing
// else. Servers of TLS 1.0 and 1.1 cannot have it: what is wrong with them is their version.
func (o offer) noAEAD() bool {
	return o.legacy() == tls12 && o.version(tls13) == snapshot.Refused && o.class(snapshot.ClassAEAD) == snapshot.Refused
}

// className names a class of weak suites for people.
func className(class snapshot.SuiteClass) string {
	switch class {
	case snapshot.ClassNull:
		return "none at all (NULL)"
	case snapshot.ClassAnonymous:
		return "without a certificate (anonymous)"
	case snapshot.ClassExport:
		return "weakened on purpose (EXPORT)"
	case snapshot.ClassDES:
		return "DES"
	default:
		return strings.ToUpper(string(class))
	}
}
