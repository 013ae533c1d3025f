package tls

import (
	"slices"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// ChainComplete looks whether the server sends the certificates that lead from its own to a root. Those it sends besides, and their order, are
// told and not held against it: every browser copes with that (RFC 8446 §4.4.2 asks for it), and a root sent along does no harm at all.
var ChainComplete = checks.Site(checks.Meta{
	ID:    "tls-chain-complete",
	Title: "The server sends all certificates that lead to a known root",
	Why: "Browsers on computers fetch a missing intermediate certificate by themselves. Apps, payment services, search engines and some phones do not, " +
		"and turn away.",
	Fix:    "Ask your web host to install the certificate together with the intermediate certificates of its issuer, often one file called \"full chain\" or \"CA bundle\".",
	Effort: 1,
	Messages: map[string]string{
		"complete":    "{host} sends all certificates that lead to a known root",
		"disorder":    "{host} sends all certificates that lead to a known root, though not in order, which browsers put right",
		"superfluous": "{host} sends all certificates that lead to a known root, and others that nobody needs: {extra}",
		"missing":     "{host} does not send all certificates that lead to a known root",
		"ended":       "{host} sends a certificate of its issuer that has ended; programs that do not look for a newer one turn away",
		"ended-on":    "The issuer's certificate ended on {date}",
		"unclear":     "Whether {host} leaves out a certificate, or its issuer is not known, could not be told",
		"invalid":     "The certificate of {host} is not valid for another reason",
		"not-tried":   "No certificate of {host} was seen",
		"after":       "The certificate of the issuer {issuer} is not sent",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "RFC 8446, TLS 1.3, section 4.4.2", URL: "https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2"},
		{Title: "RFC 5280, Internet X.509 Public Key Infrastructure, section 4.2.2.1", URL: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.2.1"},
	},
	Needs: snapshot.HaveTLS, Public: true, Since: "0.1",
}, struct{}{}, func(in *checks.Input, _ struct{}) checks.Outcome {
	return eachHost(in.Snap, buying(in.Snap), func(t *snapshot.TLS) checks.Outcome { return judgeChain(in.Snap, t) })
})

func judgeChain(snap *snapshot.Snapshot, t *snapshot.TLS) checks.Outcome {
	if !weighed(t) {
		return checks.Unknown(checks.Msg("not-tried", "host", t.Host))
	}
	way := path(t.Chain)
	switch {
	case t.VerifyErr == nil:
		return complete(t, way)
	case t.Repaired:
		last := t.Chain[way[len(way)-1]]
		return checks.Warn(checks.Msg("missing", "host", t.Host), checks.Find(checks.Msg("after", "issuer", last.Issuer), verdict.Evidence{
			URL: entrance(snap, t), Snippet: whose(last)}))
	case t.VerifyErr.Kind == snapshot.FaultCertExpired && dates(snap, t.Chain[0]) == "" && ownClock(snap) == clockAgrees:
		return endedAbove(snap, t, way)
	case t.VerifyErr.Kind != snapshot.FaultCertUnknown || t.Chain[0].Self:
		return checks.NotApplicable(checks.Msg("invalid", "host", t.Host))
	default:
		return checks.Unknown(checks.Msg("unclear", "host", t.Host))
	}
}

// endedAbove judges a chain whose leaf is valid while one above it has ended. Browsers may know or find a newer one.
func endedAbove(snap *snapshot.Snapshot, t *snapshot.TLS, way []int) checks.Outcome {
	for _, i := range way[1:] {
		if c := t.Chain[i]; dates(snap, c) == "expired" {
			return checks.Warn(checks.Msg("ended", "host", t.Host), checks.Find(checks.Msg("ended-on", "date", c.NotAfter.Format(day)), verdict.Evidence{
				URL: entrance(snap, t), Snippet: whose(c)}))
		}
	}
	return checks.Unknown(checks.Msg("unclear", "host", t.Host))
}

// complete tells what is odd about a chain that stands.
func complete(t *snapshot.TLS, way []int) checks.Outcome {
	extra := 0
	for i, c := range t.Chain {
		if !slices.Contains(way, i) && !c.Self {
			extra++
		}
	}
	switch {
	case extra > 0:
		return checks.Pass(checks.Msg("superfluous", "host", t.Host, "extra", extra))
	case !slices.IsSorted(way):
		return checks.Pass(checks.Msg("disorder", "host", t.Host))
	default:
		return checks.Pass(checks.Msg("complete", "host", t.Host))
	}
}

// path returns the indexes of the certificates that lead from the leaf upwards, each issued by the next.
func path(chain []snapshot.Cert) []int {
	way := []int{0}
	for {
		last := chain[way[len(way)-1]]
		next := slices.IndexFunc(chain, func(c snapshot.Cert) bool { return c.Subject == last.Issuer })
		if next < 0 || last.Self || slices.Contains(way, next) {
			return way
		}
		way = append(way, next)
	}
}
