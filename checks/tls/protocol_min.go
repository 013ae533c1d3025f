package tls

import (
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// ProtocolMin looks which versions of the protocol the hosts of the shop and of its checkout take. A server that still takes TLS 1.0 does
// no harm to visitors with a current browser, so it is a warning; SSL 3.0 must not be agreed on by anybody since 2015.
var ProtocolMin = checks.Site(checks.Meta{
	ID:    "tls-protocol-min",
	Title: "Connections are encrypted by current versions of TLS only",
	Why: "Old versions of the protocol have holes through which a connection can be read. Payment card rules forbid them, and current browsers no longer " +
		"speak them, so they help nobody.",
	Fix: "Allow TLS 1.2 and TLS 1.3 and nothing older, in the settings of your web host, of your server, or of the service in front of it; often " +
		"the setting is called \"minimum TLS version\". Where TLS 1.3 is missing, the server's software wants an update.",
	Effort: 1,
	Messages: map[string]string{
		"modern":     "{host} takes {taken}, and refused {refused}",
		"modern-but": "{host} takes {taken}, and refused {refused}; not tested: {untested}",
		"outdated":   "The best version that {host} takes is {best}, which current browsers refuse",
		"ssl3":       "{host} still takes SSL 3.0, which nobody may use any more",
		"old":        "{host} still takes {old} beside newer versions",
		"no-13":      "{host} does not take TLS 1.3",
		"part":       "{host} takes {taken}; not tested: {untested}",
		"unseen":     "It was not tested which versions of TLS {host} takes",
		"not-tried":  "No encrypted connection to {host} was tried",
		"takes":      "Takes {version}",
		"refuses":    "Refuses {version}",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{
		{Title: "RFC 8996, Deprecating TLS 1.0 and TLS 1.1", URL: "https://www.rfc-editor.org/rfc/rfc8996"},
		{Title: "RFC 7568, Deprecating Secure Sockets Layer Version 3.0", URL: "https://www.rfc-editor.org/rfc/rfc7568"},
		{Title: "RFC 9325, Recommendations for Secure Use of TLS, section 3.1.1", URL: "https://www.rfc-editor.org/rfc/rfc9325#section-3.1.1"},
	},
	Needs: snapshot.HaveTLS, Public: true, Since: "0.1",
}, struct{}{}, func(in *checks.Input, _ struct{}) checks.Outcome {
	return eachHost(in.Snap, buying(in.Snap), func(t *snapshot.TLS) checks.Outcome { return judgeVersions(in.Snap, t) })
})

// lacksOnly is the grade of a server that is sound by RFC 9325 but for TLS 1.3, which it should have.
const lacksOnly = 0.75

func judgeVersions(snap *snapshot.Snapshot, t *snapshot.TLS) checks.Outcome {
	o := offerOf(t)
	accepted, refused, untested := o.versions(snapshot.Accepted), o.versions(snapshot.Refused), o.versions(snapshot.NotTested)
	find := func(key, version string) verdict.Finding {
		return checks.Find(checks.Msg(key, "version", version), verdict.Evidence{
			URL: entrance(snap, t), Value: asked("takes "+strings.Join(accepted, ", "), t.Addr), Limit: "TLS 1.2 and TLS 1.3",
		})
	}
	var old []string
	for _, v := range []string{tls11, tls10} {
		if o.version(v) == snapshot.Accepted {
			old = append(old, v)
		}
	}
	var findings []verdict.Finding
	for _, v := range old {
		findings = append(findings, find("takes", v))
	}
	if o.version(ssl30) == snapshot.Accepted {
		findings = append(findings, find("takes", ssl30))
	}
	if o.version(tls13) == snapshot.Refused {
		findings = append(findings, find("refuses", tls13))
	}
	switch {
	case len(accepted) == 0:
		return checks.Unknown(checks.Msg("unseen", "host", t.Host))
	case o.outdated() != "":
		return checks.Fail(checks.Msg("outdated", "host", t.Host, "best", o.outdated()), findings...)
	case o.version(ssl30) == snapshot.Accepted:
		return checks.Fail(checks.Msg("ssl3", "host", t.Host), findings...)
	case len(old) > 0 && o.legacy() == tls12 || len(old) > 0 && o.version(tls13) == snapshot.Accepted:
		return checks.Warn(checks.Msg("old", "host", t.Host, "old", old), findings...)
	case o.version(tls13) == snapshot.Refused && o.version(tls12) == snapshot.Accepted:
		w := checks.Warn(checks.Msg("no-13", "host", t.Host), findings...)
		w.Grade, w.Graded = lacksOnly, true
		return w
	default:
		return soundVersions(t, accepted, refused, untested)
	}
}

// soundVersions says that nothing bad was found, which takes a refusal of what is old: untested is not refused. SSL 3.0 alone may stay
// untested, as no server that refuses TLS 1.0 takes it.
func soundVersions(t *snapshot.TLS, accepted, refused, untested []string) checks.Outcome {
	switch {
	case len(untested) > 1 || len(untested) == 1 && untested[0] != ssl30:
		return checks.Unknown(checks.Msg("part", "host", t.Host, "taken", accepted, "untested", untested))
	case len(untested) == 1:
		return checks.Pass(checks.Msg("modern-but", "host", t.Host, "taken", accepted, "refused", refused, "untested", untested))
	default:
		return checks.Pass(checks.Msg("modern", "host", t.Host, "taken", accepted, "refused", refused))
	}
}
