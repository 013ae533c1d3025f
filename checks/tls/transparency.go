package tls

import (
	"fmt"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// TransparencySettings say in how many logs a certificate must stand.
type TransparencySettings struct {
	MinLogs int `toml:"min_logs"` // distinct ones
}

// Transparency counts the public logs whose receipts come with the certificate. The receipts' own signatures are not verified.
var Transparency = checks.Site(checks.Meta{
	ID:    "tls-transparency",
	Title: "The shop's certificate stands in public logs",
	Why: "Publicly known issuers enter each certificate in public logs, so that one issued to somebody else for the shop's name comes to light. " +
		"Browsers refuse a certificate that cannot show it (Certificate Transparency).",
	Fix:    "Ask your web host for a new certificate, with the entry in public logs (Certificate Transparency) switched on; it is unless somebody asked for the contrary.",
	Effort: 1,
	Messages: map[string]string{
		"logged":    "The certificate of {host} comes with receipts of public logs: {logs}",
		"few":       "The certificate of {host} comes with receipts of too few public logs: {logs}",
		"own":       "The certificate of {host} does not come from a publicly known issuer, as far as could be told, so it need not stand in public logs",
		"not-tried": "No certificate of {host} was seen",
		"missing":   "Receipts of public logs: {logs}",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{
		{Title: "Chrome Certificate Transparency Policy", URL: "https://googlechrome.github.io/CertificateTransparency/ct_policy.html"},
		{Title: "RFC 6962, Certificate Transparency", URL: "https://www.rfc-editor.org/rfc/rfc6962"},
	},
	Needs: snapshot.HaveTLS, Public: true, Since: "0.1",
}, TransparencySettings{MinLogs: 2}, func(in *checks.Input, p TransparencySettings) checks.Outcome {
	return eachHost(in.Snap, oncePerCertificate(buying(in.Snap)), func(t *snapshot.TLS) checks.Outcome { return judgeTransparency(in.Snap, t, p) })
})

func judgeTransparency(snap *snapshot.Snapshot, t *snapshot.TLS, p TransparencySettings) checks.Outcome {
	logs := map[string]bool{}
	for i := range t.SCTs {
		logs[t.SCTs[i].Log] = true
	}
	switch {
	case len(t.Chain) == 0 || t.Err != nil:
		return checks.Unknown(checks.Msg("not-tried", "host", t.Host))
	case !issuedPublicly(t):
		return checks.NotApplicable(checks.Msg("own", "host", t.Host))
	case len(logs) >= p.MinLogs:
		return checks.Pass(checks.Msg("logged", "host", t.Host, "logs", len(logs)))
	}
	o := checks.Warn(checks.Msg("few", "host", t.Host, "logs", len(logs)), checks.Find(checks.Msg("missing", "logs", len(logs)), verdict.Evidence{
		URL: entrance(snap, t), Snippet: whose(t.Chain[0]), Value: fmt.Sprint(len(logs)), Limit: fmt.Sprintf("at least %d", p.MinLogs)}))
	o.Confidence = verdict.Likely // it could also come from a filter between us and the shop that copies the issuer's name
	return o
}
