package tls

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// HTTPSReachable looks whether the shop's host completes a TLS handshake. Silence counts only after repeated tries and while the same
// host answers over plain http, since otherwise our own network may be at fault.
var HTTPSReachable = checks.Site(checks.Meta{
	ID:    "tls-https-reachable",
	Title: "The shop answers over an encrypted connection (https)",
	Why:   "Without https, everything a buyer types can be read on its way, and browsers mark the shop as not secure.",
	Fix: "Switch on https (a TLS certificate) for the shop's address in the settings of your shop system or web host; most hosts offer it " +
		"free of charge. Then open the shop with https:// in front to see that it answers.",
	Effort: 3,
	Messages: map[string]string{
		"answers":     "{host} completes an encrypted connection",
		"silent":      "No encrypted connection could be made to {host} in {tries} tries, while it answers without encryption: {fault}",
		"refused":     "{host} answered, but no encrypted connection came about: {fault}",
		"not-tried":   "No encrypted connection to {host} was tried",
		"unclear":     "It could not be seen whether {host} answers over https: {fault}",
		"at-entrance": "No encrypted connection to {host}",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.Critical,
	Sources: []verdict.Source{{Title: "RFC 9325, Recommendations for Secure Use of TLS", URL: "https://www.rfc-editor.org/rfc/rfc9325"}},
	Needs:   snapshot.HaveTLS, Public: true, Since: "0.1",
}, struct{}{}, judgeHTTPSReachable)

func judgeHTTPSReachable(in *checks.Input, _ struct{}) checks.Outcome {
	host := home(in.Snap).Hostname()
	h := handshake(in.Snap)
	if h == nil {
		return checks.Unknown(checks.Msg("not-tried", "host", host))
	}
	if h.Err == nil || answered(in.Snap, "https") {
		return checks.Pass(checks.Msg("answers", "host", host))
	}
	key := ""
	switch h.Err.Kind {
	case snapshot.FaultTLS, snapshot.FaultProtocol:
		key = "refused"
	case snapshot.FaultRefused, snapshot.FaultReset, snapshot.FaultTimeout, snapshot.FaultUnreachable:
		if h.Tries >= 2 && answered(in.Snap, "http") {
			key = "silent"
		}
	}
	if key == "" {
		return checks.Unknown(checks.Msg("unclear", "host", host, "fault", h.Err.Text))
	}
	o := checks.Fail(checks.Msg(key, "host", host, "tries", h.Tries, "fault", h.Err.Text), checks.Find(
		checks.Msg("at-entrance", "host", host), verdict.Evidence{URL: "https://" + home(in.Snap).Host + "/", Value: h.Err.Text}))
	o.Confidence = verdict.Likely // seen from one place within one run
	return o
}

// answered reports whether the host of the home page gave an HTTP answer over the scheme.
func answered(snap *snapshot.Snapshot, scheme string) bool {
	prefix := scheme + "://" + home(snap).Hostname()
	for i := range snap.Entry {
		for k := range snap.Entry[i].Hops {
			h := &snap.Entry[i].Hops[k]
			if h.Status != 0 && (h.URL == prefix || len(h.URL) > len(prefix) && h.URL[:len(prefix)] == prefix && (h.URL[len(prefix)] == '/' || h.URL[len(prefix)] == ':')) {
				return true
			}
		}
	}
	return false
}
