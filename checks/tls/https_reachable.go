package tls

import (
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// HTTPSReachable looks whether the hosts of the shop and of its checkout complete a handshake as browsers make it. Silence counts only after
// repeated tries and while the shop's host answers over plain http, since otherwise our own network may be at fault.
var HTTPSReachable = checks.Site(checks.Meta{
	ID:    "tls-https-reachable",
	Title: "The shop answers over an encrypted connection (https)",
	Why:   "Without https, everything a buyer types can be read on its way, and browsers mark the shop as not secure.",
	Fix: "Switch on https (a TLS certificate) for the shop's address in the settings of your shop system or web host; most hosts offer it " +
		"free of charge. Then open the shop with https:// in front, over each network you can find, to see that it answers.",
	Effort: 3,
	Messages: map[string]string{
		"answers":     "{host} completes an encrypted connection",
		"asks":        "{host} completes an encrypted connection; it also asks visitors for a certificate of their own, which browsers may put to them as a question",
		"silent":      "No encrypted connection could be made to {host} in {tries} tries, while it answers without encryption: {fault}",
		"refused":     "{host} answered, but no encrypted connection came about: {fault}",
		"outdated":    "Current browsers cannot open {host} over https: the best version of encryption that it takes is {best}, which they refuse",
		"exotic":      "Current browsers cannot open {host} over https: it takes only ways of encryption that they no longer know: {suites}",
		"one-family":  "{host} completes no encrypted connection over {family}, while it does over the other kind of address: {fault}",
		"invited":     "{host} lets only visitors in who have a certificate from it, so it is not open to the public",
		"not-tried":   "No encrypted connection to {host} was tried",
		"unclear":     "It could not be seen whether browsers can open {host} over https: {fault}",
		"at-entrance": "No encrypted connection to {host}",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.Critical,
	Sources: []verdict.Source{
		{Title: "RFC 9325, Recommendations for Secure Use of TLS", URL: "https://www.rfc-editor.org/rfc/rfc9325"},
		{Title: "RFC 8305, Happy Eyeballs (how browsers choose between IPv4 and IPv6)", URL: "https://www.rfc-editor.org/rfc/rfc8305"},
	},
	Needs: snapshot.HaveTLS, Public: true, Since: "0.1",
}, struct{}{}, func(in *checks.Input, _ struct{}) checks.Outcome {
	return eachHost(in.Snap, buying(in.Snap), func(t *snapshot.TLS) checks.Outcome { return judgeReachable(in.Snap, t) })
})

func judgeReachable(snap *snapshot.Snapshot, t *snapshot.TLS) checks.Outcome {
	if t.Err == nil || answeredAt(snap, "https", t.Host) {
		return judgeReached(snap, t)
	}
	reason := unreachable(snap, t)
	if reason.Key == "invited" || reason.Key == "unclear" {
		return checks.Unknown(reason)
	}
	o := checks.Fail(reason, checks.Find(checks.Msg("at-entrance", "host", t.Host), verdict.Evidence{URL: entrance(snap, t), Value: asked(t.Err.Text, t.Addr)}))
	o.Confidence = verdict.Likely // seen from one place within one run
	return o
}

// judgeReached judges a host that completes a handshake. Over one family of addresses it may still not: browsers then try the other, which takes
// time, and leaves visitors out who have only one.
func judgeReached(snap *snapshot.Snapshot, t *snapshot.TLS) checks.Outcome {
	if other := familySilent(snap, t); other != nil {
		w := checks.Warn(checks.Msg("one-family", "host", t.Host, "family", family(other.Addr), "fault", other.Err.Text), checks.Find(
			checks.Msg("at-entrance", "host", t.Host), verdict.Evidence{URL: entrance(snap, t), Value: asked(other.Err.Text, other.Addr)}))
		w.Confidence = verdict.Likely
		return w
	}
	switch {
	case t.ClientCert && turnedAway(snap, t.Host):
		return checks.Unknown(checks.Msg("invited", "host", t.Host))
	case t.ClientCert:
		return checks.Pass(checks.Msg("asks", "host", t.Host))
	}
	return checks.Pass(checks.Msg("answers", "host", t.Host))
}

// turnedAway reports whether a host broke every connection off after the handshake: in TLS 1.3 it looks only then whether a visitor has a
// certificate.
func turnedAway(snap *snapshot.Snapshot, host string) bool {
	ex := entryAt(snap, host)
	return ex != nil && ex.Err != nil && (ex.Err.Kind == snapshot.FaultTLS || ex.Err.Kind == snapshot.FaultReset) && !answeredAt(snap, "https", host)
}

// unreachable says why a host completed no handshake, as far as that can be told.
func unreachable(snap *snapshot.Snapshot, t *snapshot.TLS) verdict.Message {
	unclear := checks.Msg("unclear", "host", t.Host, "fault", t.Err.Text)
	o := offerOf(t)
	switch t.Err.Kind {
	case snapshot.FaultTLS, snapshot.FaultProtocol, snapshot.FaultReset:
		switch {
		case t.ClientCert:
			return checks.Msg("invited", "host", t.Host)
		case o.outdated() != "":
			return checks.Msg("outdated", "host", t.Host, "best", o.outdated())
		case o.exotic():
			return checks.Msg("exotic", "host", t.Host, "suites", quoted(o.suites(func(string) bool { return true })))
		case len(o.versions(snapshot.Accepted)) > 0 || strings.Contains(t.Err.Text, "parse certificate"):
			return unclear // it speaks TLS; what we stumbled over need not trouble a browser
		case t.Err.Kind != snapshot.FaultReset:
			return checks.Msg("refused", "host", t.Host, "fault", t.Err.Text)
		}
	case snapshot.FaultRefused, snapshot.FaultTimeout, snapshot.FaultUnreachable:
	default:
		return unclear
	}
	if t.Tries >= 2 && answeredAt(snap, "http", t.Host) {
		return checks.Msg("silent", "host", t.Host, "tries", t.Tries, "fault", t.Err.Text)
	}
	return unclear
}

// exotic reports whether a host was seen to take only suites that current browsers do not offer: those with finite-field Diffie-Hellman, or weak
// ones. Our true handshake offers what browsers do, so it must have failed.
func (o offer) exotic() bool {
	usual := o.suites(func(suite string) bool { return snapshot.WeakClass(suite) == "" && !snapshot.ClassDHE.Holds(suite) })
	return o.version(tls12) == snapshot.Accepted && o.version(tls13) == snapshot.Refused && len(usual) == 0 &&
		len(o.suites(func(string) bool { return true })) > 0
}

// answered reports whether the host of the home page gave an HTTP answer over the scheme.
func answered(snap *snapshot.Snapshot, scheme string) bool {
	return answeredAt(snap, scheme, home(snap).Hostname())
}

// answeredAt reports whether a host gave an HTTP answer over the scheme.
func answeredAt(snap *snapshot.Snapshot, scheme, host string) bool {
	prefix := scheme + "://" + host
	for i := range snap.Entry {
		for k := range snap.Entry[i].Hops {
			h := &snap.Entry[i].Hops[k]
			rest, ok := strings.CutPrefix(h.URL, prefix)
			if h.Status != 0 && ok && (rest == "" || rest[0] == '/' || rest[0] == ':') {
				return true
			}
		}
	}
	return false
}
