package tls

import (
	"strings"

	"golang.org/x/net/idna"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// CertValid looks whether a browser would accept the certificates of the hosts that a visitor of the shop meets. A chain that merely lacks its
// intermediate certificates is left to another check: browsers mend that by themselves. The name with or without www that only leads to
// the shop has a check of its own.
var CertValid = checks.Site(checks.Meta{
	ID:    "tls-cert-valid",
	Title: "Browsers accept the shop's certificate",
	Why:   "When the certificate is not valid, browsers show a full-page warning before the shop, and almost everybody turns back there.",
	Fix: "Renew the certificate in the settings of your web host or shop system, for the very host name under which the shop is opened, from an " +
		"issuer that browsers know. Then open the shop in a browser that has never been there.",
	Effort: 1,
	Messages: map[string]string{
		"stands":       "The certificate of {host} is valid, for this name, and from an issuer that is known",
		"repaired":     "The certificate of {host} is valid, for this name, and from an issuer that is known once its intermediate certificates are fetched, as browsers do",
		"not-tried":    "No certificate of {host} was seen",
		"no-handshake": "No connection to {host} came about in which its certificate could be judged",
		"clock":        "Our clock and that of the shop's server differ by more than a day, so nothing can be said of the certificate's dates",
		"incomplete":   "{host} sent its certificate without those of its issuer, so it could not be verified; browsers often find them by themselves",
		"unclear":      "The certificate of {host} could not be verified: {fault}",
		"expired":      "The certificate of {host} ended on {date}",
		"not-yet":      "The certificate of {host} is valid from {date} only",
		"above-dates":  "The certificates that {host} sends along are not valid today; browsers often find others: {fault}",
		"other-name":   "The certificate is for {names}, not for {host}",
		"wildcard":     "The certificate is for {names}, which covers names with one part in place of the star, and so not {host}",
		"no-names":     "The certificate of {host} names no host in the field that browsers read (subjectAltName)",
		"unknown":      "The certificate of {host} comes from an issuer that browsers do not know: {issuer}",
		"self-made":    "The certificate of {host} was signed by itself, so browsers cannot tell whose it is",
		"forgeable":    "The certificate of {host} is signed in a way that browsers no longer accept: {signature}",
		"one-family":   "Over {family}, {host} shows a certificate that browsers do not accept, and over the other kind of address one that they do",
		"parts":        "The certificate of a server from which the shop's pages load parts is not valid, so those parts stay away: {host}",
		"entrance":     "The certificate of {host} is not valid, and that is where visitors begin before they are led to the shop",
		"does-not-fit": "Browsers do not accept the certificate of {host}",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.Critical,
	Sources: []verdict.Source{
		{Title: "CA/Browser Forum Baseline Requirements for TLS server certificates", URL: "https://cabforum.org/working-groups/server/baseline-requirements/"},
		{Title: "RFC 9525, Service Identity in TLS, section 6.3 (wildcards)", URL: "https://www.rfc-editor.org/rfc/rfc9525#section-6.3"},
	},
	Needs: snapshot.HaveTLS, Public: true, Since: "0.1",
}, struct{}{}, judgeCertValid)

func judgeCertValid(in *checks.Input, _ struct{}) checks.Outcome {
	snap := in.Snap
	o := eachHost(snap, buying(snap), func(t *snapshot.TLS) checks.Outcome { return judgeCertificate(snap, t) })
	for _, further := range []struct {
		key   string
		hosts []*snapshot.TLS
	}{
		{"parts", beside(snap, snapshot.HostAssets)},
		{"entrance", beside(snap, snapshot.HostTyped)},
	} {
		for _, t := range further.hosts {
			if w := judgeCertificate(snap, t); w.Status == verdict.Fail {
				w.Status, w.Reason = verdict.Warn, checks.Msg(further.key, "host", readable(t.Host))
				o = worse(o, w)
			}
		}
	}
	return o
}

// beside returns the hosts of a role on which no purchase depends, and that are not the shop's name with or without www.
func beside(snap *snapshot.Snapshot, role snapshot.HostRole) []*snapshot.TLS {
	but := buying(snap)
	if twin := at(snap, twinOf(home(snap).Hostname(), snap.Domain)); twin != nil {
		but = append(but, twin)
	}
	return withRole(snap, role, but...)
}

func judgeCertificate(snap *snapshot.Snapshot, t *snapshot.TLS) checks.Outcome {
	switch {
	case t.Err != nil && !weighed(t):
		return checks.Unknown(checks.Msg("no-handshake", "host", readable(t.Host)))
	case t.VerifyErr == nil || t.Repaired:
		if o, split := familyInvalid(snap, t); split {
			return o
		}
		if t.Repaired {
			return checks.Pass(checks.Msg("repaired", "host", readable(t.Host)))
		}
		return checks.Pass(checks.Msg("stands", "host", readable(t.Host)))
	case len(t.Chain) == 0:
		return checks.Unknown(checks.Msg("unclear", "host", readable(t.Host), "fault", t.VerifyErr.Text))
	}
	sure, clear := certainty(snap, t.VerifyErr.Kind, t)
	switch dated := t.VerifyErr.Kind == snapshot.FaultCertExpired || t.VerifyErr.Kind == snapshot.FaultCertEarly; {
	case dated && dates(snap, t.Chain[0]) == "" && !selfMade(t.Chain[0]):
		return checks.Unknown(checks.Msg("above-dates", "host", readable(t.Host), "fault", t.VerifyErr.Text))
	case !clear && dated:
		return checks.Unknown(checks.Msg("clock"))
	case !clear && t.VerifyErr.Kind == snapshot.FaultCertUnknown:
		return checks.Unknown(checks.Msg("incomplete", "host", readable(t.Host)))
	case !clear:
		return checks.Unknown(checks.Msg("unclear", "host", readable(t.Host), "fault", t.VerifyErr.Text))
	}
	leaf := t.Chain[0]
	o := checks.Fail(whyInvalid(snap, t), checks.Find(checks.Msg("does-not-fit", "host", readable(t.Host)), verdict.Evidence{
		URL: entrance(snap, t), Snippet: whose(leaf),
		Value: "valid from " + leaf.NotBefore.Format("2006-01-02") + " to " + leaf.NotAfter.Format("2006-01-02"),
	}))
	o.Confidence = sure
	return o
}

// whyInvalid says in words why a certificate does not stand. Of several reasons only the one that weighs most is told: a certificate that nobody
// vouches for is not mended by its dates or names.
func whyInvalid(snap *snapshot.Snapshot, t *snapshot.TLS) verdict.Message {
	leaf := t.Chain[0]
	switch {
	case selfMade(leaf):
		return checks.Msg("self-made", "host", readable(t.Host))
	case dates(snap, leaf) == "expired":
		return checks.Msg("expired", "host", readable(t.Host), "date", leaf.NotAfter.Format(day))
	case dates(snap, leaf) == "not-yet":
		return checks.Msg("not-yet", "host", readable(t.Host), "date", leaf.NotBefore.Format(day))
	case t.VerifyErr.Kind == snapshot.FaultCertName:
		return whyOtherName(t.Host, leaf.Names)
	case oldSignature(leaf):
		return checks.Msg("forgeable", "host", readable(t.Host), "signature", leaf.Signature)
	default:
		way := path(t.Chain)
		return checks.Msg("unknown", "host", readable(t.Host), "issuer", t.Chain[way[len(way)-1]].Issuer)
	}
}

// dates says whether a certificate has ended or not begun; "" when it is valid at this time, so that another one must be meant where dates are
// at fault.
func dates(snap *snapshot.Snapshot, c snapshot.Cert) string {
	switch {
	case c.NotAfter.Before(snap.Taken.Add(snap.Took)):
		return "expired"
	case c.NotBefore.After(snap.Taken):
		return "not-yet"
	default:
		return ""
	}
}

// whyOtherName says why a certificate is not for a host: browsers read the list of names only, and a star stands for one part of a name.
func whyOtherName(host string, names []string) verdict.Message {
	if len(names) == 0 {
		return checks.Msg("no-names", "host", host)
	}
	var shown []string
	near := false
	for _, name := range names {
		shown = append(shown, readable(name))
		if base, ok := strings.CutPrefix(strings.ToLower(name), "*."); ok {
			near = near || strings.EqualFold(host, base) || strings.HasSuffix(strings.ToLower(host), "."+base)
		}
	}
	const most = 5 // some are for hundreds
	if len(shown) > most {
		shown = append(shown[:most:most], "…")
	}
	key := "other-name"
	if near {
		key = "wildcard"
	}
	return checks.Msg(key, "host", readable(host), "names", shown)
}

// selfMade reports whether nobody but a certificate itself vouches for it.
func selfMade(leaf snapshot.Cert) bool { return leaf.Self || leaf.Subject == leaf.Issuer }

// certainty says how sure a fault of a certificate is, and whether it is clear at all that there is one.
func certainty(snap *snapshot.Snapshot, kind snapshot.FaultKind, t *snapshot.TLS) (sure verdict.Confidence, clear bool) {
	switch {
	case len(t.Chain) > 0 && selfMade(t.Chain[0]):
		return verdict.Sure, true
	case kind == snapshot.FaultCertExpired || kind == snapshot.FaultCertEarly:
		switch ownClock(snap) {
		case clockDiffers:
			return verdict.Unsure, false
		case clockAgrees:
			return verdict.Sure, true
		default:
			return verdict.Likely, true
		}
	case kind == snapshot.FaultCertName:
		return verdict.Sure, true
	case kind != snapshot.FaultCertUnknown || len(t.Chain) == 0:
		return verdict.Unsure, false
	case oldSignature(t.Chain[0]):
		return verdict.Sure, true
	default:
		// A filter between us and the shop (an office network, a virus scanner) looks just like an issuer that nobody knows. A certificate
		// that came alone may only lack what belongs to it.
		return verdict.Likely, len(path(t.Chain)) > 1
	}
}

// readable writes names of hosts as people do: "xn--kse-qla.example" is käse.example.
func readable(host string) string {
	star, rest := "", host
	if base, ok := strings.CutPrefix(host, "*."); ok {
		star, rest = "*.", base
	}
	if name, err := idna.Display.ToUnicode(rest); err == nil && name != "" {
		return star + name
	}
	return host
}
