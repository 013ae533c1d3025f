package tls

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// CertValid looks whether a browser would accept the certificate of the shop's host. A chain that merely lacks its intermediate
// certificates is left to another check: browsers mend that by themselves.
var CertValid = checks.Site(checks.Meta{
	ID:    "tls-cert-valid",
	Title: "Browsers accept the shop's certificate",
	Why:   "When the certificate does not stand, browsers show a full-page warning before the shop, and almost everybody turns back there.",
	Fix: "Renew the certificate in the settings of your web host or shop system, for the very host name under which the shop is opened, from an " +
		"issuer that browsers know. Then open the shop in a browser that has never been there.",
	Effort: 1,
	Messages: map[string]string{
		"stands":       "The certificate of {host} is valid, for this name, and from an issuer that is known",
		"not-tried":    "No certificate of {host} was seen",
		"clock":        "Our clock and that of the shop's server differ by more than a day, so nothing can be said of the certificate's dates",
		"incomplete":   "The server sent its certificate without those of its issuer, so it could not be verified; browsers often find them by themselves",
		"unclear":      "The certificate of {host} could not be verified: {fault}",
		"expired":      "The certificate of {host} ended on {date}",
		"not-yet":      "The certificate of {host} is valid from {date} only",
		"other-name":   "The certificate is for {names}, not for {host}",
		"unknown":      "The certificate of {host} comes from an issuer that browsers do not know: {issuer}",
		"self-made":    "The certificate of {host} was signed by itself, so browsers cannot tell whose it is",
		"does-not-fit": "Browsers do not accept the certificate of {host}",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.Critical,
	Sources: []verdict.Source{{Title: "CA/Browser Forum Baseline Requirements for TLS server certificates", URL: "https://cabforum.org/working-groups/server/baseline-requirements/"}},
	Needs:   snapshot.HaveTLS, Public: true, Since: "0.1",
}, struct{}{}, judgeCertValid)

func judgeCertValid(in *checks.Input, _ struct{}) checks.Outcome {
	host := home(in.Snap).Hostname()
	h := handshake(in.Snap)
	switch {
	case h == nil || h.Err != nil:
		return checks.Unknown(checks.Msg("not-tried", "host", host))
	case h.VerifyErr == nil:
		return checks.Pass(checks.Msg("stands", "host", host))
	case len(h.Chain) == 0:
		return checks.Unknown(checks.Msg("unclear", "host", host, "fault", h.VerifyErr.Text))
	}
	leaf := h.Chain[0]
	const day = "2 January 2006"
	switch h.VerifyErr.Kind {
	case snapshot.FaultCertExpired:
		return datedFault(in.Snap, leaf, checks.Msg("expired", "host", host, "date", leaf.NotAfter.Format(day)))
	case snapshot.FaultCertEarly:
		return datedFault(in.Snap, leaf, checks.Msg("not-yet", "host", host, "date", leaf.NotBefore.Format(day)))
	case snapshot.FaultCertName:
		return certFault(in.Snap, leaf, checks.Msg("other-name", "host", host, "names", someNames(leaf.Names)), verdict.Sure)
	case snapshot.FaultCertUnknown:
		return unknownIssuer(in.Snap, h)
	default:
		return checks.Unknown(checks.Msg("unclear", "host", host, "fault", h.VerifyErr.Text))
	}
}

// datedFault is a fault that rests on the time of day, so our own clock must be beyond doubt.
func datedFault(snap *snapshot.Snapshot, leaf snapshot.Cert, reason verdict.Message) checks.Outcome {
	switch ownClock(snap) {
	case clockDiffers:
		return checks.Unknown(checks.Msg("clock"))
	case clockAgrees:
		return certFault(snap, leaf, reason, verdict.Sure)
	default:
		return certFault(snap, leaf, reason, verdict.Likely)
	}
}

// unknownIssuer tells a certificate that nobody vouches for from a chain that was sent incomplete.
func unknownIssuer(snap *snapshot.Snapshot, h *snapshot.TLS) checks.Outcome {
	host, leaf, last := home(snap).Hostname(), h.Chain[0], h.Chain[len(h.Chain)-1]
	switch {
	case len(h.Chain) == 1 && leaf.Subject == leaf.Issuer:
		return certFault(snap, leaf, checks.Msg("self-made", "host", host), verdict.Sure)
	case len(h.Chain) == 1:
		return checks.Unknown(checks.Msg("incomplete"))
	default:
		// A filter between us and the shop (an office network, a virus scanner) looks just like this.
		return certFault(snap, leaf, checks.Msg("unknown", "host", host, "issuer", last.Issuer), verdict.Likely)
	}
}

func certFault(snap *snapshot.Snapshot, leaf snapshot.Cert, reason verdict.Message, sure verdict.Confidence) checks.Outcome {
	u := home(snap)
	o := checks.Fail(reason, checks.Find(checks.Msg("does-not-fit", "host", u.Hostname()), verdict.Evidence{
		URL:     "https://" + u.Host + "/",
		Snippet: "issued to " + leaf.Subject + " by " + leaf.Issuer,
		Value:   "valid from " + leaf.NotBefore.Format("2006-01-02") + " to " + leaf.NotAfter.Format("2006-01-02"),
	}))
	o.Confidence = sure
	return o
}

// someNames lists the first names of a certificate: some are for hundreds.
func someNames(names []string) []string {
	const shown = 5
	if len(names) == 0 {
		return []string{"no host at all"}
	}
	if len(names) > shown {
		return append(names[:shown:shown], "…")
	}
	return names
}
