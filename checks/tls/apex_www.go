package tls

import (
	"net/url"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// ApexWWW looks where the other of the two names leads by which visitors type a shop's address: with www and without. A name that does not
// exist hurts nobody but those who type it, and may be meant; one that exists and does not lead to the shop is a trap.
var ApexWWW = checks.Site(checks.Meta{
	ID:    "tls-apex-www",
	Title: "The address with www and the one without lead to the same shop",
	Why: "Some visitors type www, some leave it out, and browsers try what is typed over https. Whoever meets a warning or another page under one of " +
		"the two names takes the shop for closed or broken.",
	Fix: "Let the certificate cover both names, with www and without, and redirect one of them permanently to the other. A name that is not wanted " +
		"is better taken out of the DNS than left without a certificate.",
	Effort: 1,
	Messages: map[string]string{
		"meet":      "{other} leads to {host}",
		"single":    "{other} does not exist, so all visitors come to {host}",
		"no-twin":   "The shop's address is of a kind that has no form with or without www",
		"no-https":  "{host} itself is not reached over https, so there is nothing to compare",
		"same":      "{other} shows the same certificate as {host}, which is judged elsewhere",
		"invalid":   "{other} exists, and visitors meet a warning there, as its certificate is not valid",
		"silent":    "{other} exists, and no encrypted connection to it came about in several tries: {fault}",
		"apart":     "{other} answers by itself instead of leading to {host}",
		"dead":      "{other} answers with the status {status} instead of leading to {host}",
		"elsewhere": "{other} leads to {to}, not to {host}",
		"unclear":   "It could not be seen where {other} leads",
		"shown":     "Shows a certificate that is not valid: {fault}",
		"leads":     "Does not lead to {host}",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "RFC 9325, Recommendations for Secure Use of TLS, section 3.2", URL: "https://www.rfc-editor.org/rfc/rfc9325#section-3.2"},
		{Title: "What visitors type is a convention of this project"},
	},
	Needs: snapshot.HaveTLS | snapshot.HaveEntry, Public: true, Since: "0.1",
}, struct{}{}, judgeApexWWW)

func judgeApexWWW(in *checks.Input, _ struct{}) checks.Outcome {
	snap := in.Snap
	host := home(snap).Hostname()
	other := twinOf(host, snap.Domain)
	own := handshake(snap)
	switch {
	case other == "":
		return checks.NotApplicable(checks.Msg("no-twin"))
	case own != nil && own.Err != nil && !answered(snap, "https"):
		return checks.NotApplicable(checks.Msg("no-https", "host", host))
	}
	t := at(snap, other)
	ex := entryAt(snap, other)
	switch {
	case t != nil && noSuchHost(t.Err) || ex != nil && noSuchHost(ex.Err):
		return checks.Pass(checks.Msg("single", "other", other, "host", host))
	case t != nil && t.Err == nil && t.VerifyErr != nil && !t.Repaired:
		return twinInvalid(snap, own, t)
	case t != nil && t.Err != nil && own != nil && own.Err != nil: // asked at the same time, the shop's own host was silent, too
		return checks.Unknown(checks.Msg("unclear", "other", other))
	case t != nil && t.Err != nil && (ex == nil || ex.Last() == nil):
		return twinSilent(t, host)
	case ex == nil || ex.Last() == nil || snap.Obstacle != snapshot.ObstacleNone:
		return checks.Unknown(checks.Msg("unclear", "other", other))
	default:
		return twinMeets(in, ex, other)
	}
}

// twinOf returns the form with www of a bare domain, the bare domain of its form with www, and "" for every other host.
func twinOf(host, domain string) string {
	switch host = strings.ToLower(host); {
	case domain == "" || !strings.Contains(domain, ".") || strings.Trim(domain, "0123456789.:[]") == "":
		return ""
	case host == domain:
		return "www." + domain
	case host == "www."+domain:
		return domain
	default:
		return ""
	}
}

func noSuchHost(f *snapshot.Fault) bool { return f != nil && f.Kind == snapshot.FaultNoSuchHost }

// at returns what was seen of the TLS of a host, or nil.
func at(snap *snapshot.Snapshot, host string) *snapshot.TLS {
	for i := range snap.TLS {
		if strings.EqualFold(snap.TLS[i].Host, host) {
			return &snap.TLS[i]
		}
	}
	return nil
}

// entryAt returns the exchange that asked a host over https for its home page, or nil.
func entryAt(snap *snapshot.Snapshot, host string) *snapshot.Exchange {
	for i := range snap.Entry {
		if u, err := url.Parse(snap.Entry[i].URL); err == nil && u.Scheme == "https" && strings.EqualFold(u.Hostname(), host) {
			return &snap.Entry[i]
		}
	}
	return nil
}

// twinInvalid judges a certificate that does not stand. One that the shop's own host shows too is the matter of another check.
func twinInvalid(snap *snapshot.Snapshot, own, t *snapshot.TLS) checks.Outcome {
	host := home(snap).Hostname()
	if own != nil && own.VerifyErr != nil && len(own.Chain) > 0 && len(t.Chain) > 0 && own.Chain[0].SHA256 == t.Chain[0].SHA256 {
		return checks.NotApplicable(checks.Msg("same", "other", t.Host, "host", host))
	}
	sure, clear := certainty(snap, t.VerifyErr.Kind, t)
	if !clear {
		return checks.Unknown(checks.Msg("unclear", "other", t.Host))
	}
	e := verdict.Evidence{URL: "https://" + t.Host + "/", Value: t.VerifyErr.Text}
	if len(t.Chain) > 0 {
		e.Snippet = whose(t.Chain[0])
	}
	o := checks.Fail(checks.Msg("invalid", "other", t.Host), checks.Find(checks.Msg("shown", "fault", t.VerifyErr.Text), e))
	o.Confidence = sure
	return o
}

// twinSilent judges a name that exists and does not complete a handshake.
func twinSilent(t *snapshot.TLS, host string) checks.Outcome {
	sure := false
	switch t.Err.Kind {
	case snapshot.FaultTLS, snapshot.FaultProtocol:
		sure = !t.ClientCert
	case snapshot.FaultRefused, snapshot.FaultReset, snapshot.FaultTimeout:
		sure = t.Tries >= 2
	}
	if !sure {
		return checks.Unknown(checks.Msg("unclear", "other", t.Host))
	}
	o := checks.Warn(checks.Msg("silent", "other", t.Host, "fault", t.Err.Text), checks.Find(checks.Msg("leads", "host", host), verdict.Evidence{
		URL: "https://" + t.Host + "/", Value: t.Err.Text}))
	o.Confidence = verdict.Likely // seen from one place within one run
	return o
}

// twinMeets judges where the other name leads to.
func twinMeets(in *checks.Input, ex *snapshot.Exchange, other string) checks.Outcome {
	last, host := ex.Last(), home(in.Snap).Hostname()
	u, err := url.Parse(last.URL)
	if err != nil {
		return checks.Unknown(checks.Msg("unclear", "other", other))
	}
	var reason verdict.Message
	switch to := u.Hostname(); {
	case strings.EqualFold(to, host):
		return checks.Pass(checks.Msg("meet", "other", other, "host", host))
	case last.Status == 404 || last.Status == 410:
		reason = checks.Msg("dead", "other", other, "status", last.Status, "host", host)
	case last.Status < 200 || last.Status > 299:
		return checks.Unknown(checks.Msg("unclear", "other", other))
	case strings.EqualFold(to, other):
		reason = checks.Msg("apart", "other", other, "host", host)
	case in.Site.Own(last.URL): // shops send visitors on by country or language
		return checks.Pass(checks.Msg("meet", "other", other, "host", to))
	default:
		reason = checks.Msg("elsewhere", "other", other, "to", to, "host", host)
	}
	return checks.Warn(reason, checks.Find(checks.Msg("leads", "host", host), verdict.Evidence{URL: ex.URL, Target: last.URL, Limit: "a redirect to " + host}))
}
