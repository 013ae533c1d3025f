package dns

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// ResolveStable looks whether name servers that know nothing of each other find the shop, and in the same way for IPv4 and IPv6. Only success is
// compared: which addresses they give may differ by place. A server's failure counts only when that server answers other questions, since
// otherwise it or our own network is at fault.
var ResolveStable = checks.Site(checks.Meta{
	ID:    "dns-resolve-stable",
	Title: "The shop's name leads to an address wherever it is looked up",
	Why: "Where a name cannot be looked up, the shop does not exist: some visitors get in, others see an error or wait for seconds, depending on " +
		"which name server their provider uses.",
	Fix: "Ask whoever runs the name servers of your domain (registrar, DNS provider or web host) to mend the entry that is named, and to see that all " +
		"name servers hold the same data and that its signatures (DNSSEC), if there are any, are up to date. After a move, wait a day first.",
	Effort: 1,
	Messages: map[string]string{
		"agree":          "{host} leads to an address at every name server that was asked: {servers}",
		"one":            "{host} leads to an address at the one name server whose answers count here: {servers}; with a second one they could be compared",
		"amiss":          "What was amiss when the shop's names were looked up: {n}",
		"by-number":      "The shop was visited by its number, not by a name",
		"not-asked":      "No name server was asked for {host}",
		"unseen":         "No name server that answers other questions said where {host} is",
		"other-means":    "This computer knows {host} by other means than the name servers that were asked",
		"nowhere":        "{host} leads to no address at any name server that was asked: {answer}",
		"one-fails":      "{host} leads to an address at one name server and not at another, which answers other questions: {answer}",
		"one-denies":     "One name server says that {host} has no address, another gives one; perhaps the data changed a short while ago",
		"bad-signature":  "A name server that checks signatures (DNSSEC) refuses what is signed for {host}; its visitors cannot open the shop",
		"ipv6-fails":     "The question for IPv6 addresses of {host} is not answered properly ({answer}), while its IPv4 addresses are given; some visitors wait for it",
		"ipv6-signature": "A name server that checks signatures (DNSSEC) refuses the IPv6 addresses of {host}; some of its visitors wait or see an error",
		"ipv6-denied":    "Asked for IPv6 addresses, the name servers of {host} say that there is no such name, while its IPv4 addresses are given; some visitors see an error",
		"twin-dangling":  "{twin} is another name for {target}, which does not exist; visitors who type it see an error",
		"twin-fails":     "Name servers cannot say where {twin} is ({answer}); visitors who type it see an error",
	},
	Factor: verdict.SystemQuality, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "RFC 2182, Selection and Operation of Secondary DNS Servers", URL: "https://www.rfc-editor.org/rfc/rfc2182"},
		{Title: "RFC 4074, Common Misbehavior Against DNS Queries for IPv6 Addresses", URL: "https://www.rfc-editor.org/rfc/rfc4074"},
		{Title: "RFC 4035, Protocol Modifications for the DNS Security Extensions, section 5.5", URL: "https://www.rfc-editor.org/rfc/rfc4035#section-5.5"},
	},
	Needs: snapshot.HaveDNS, Public: true, Since: "0.1",
}, struct{}{}, judgeResolveStable)

func judgeResolveStable(in *checks.Input, _ struct{}) checks.Outcome {
	host := strings.TrimSuffix(strings.ToLower(home(in.Snap).Hostname()), ".")
	if isIP(host) {
		return checks.NotApplicable(checks.Msg("by-number"))
	}
	views := viewsOf(in.Snap, host)
	if len(views) == 0 {
		return checks.Unknown(checks.Msg("not-asked", "host", host))
	}
	good := slices.DeleteFunc(slices.Clone(views), func(v view) bool { return !v.resolves() })
	bad := slices.DeleteFunc(slices.Clone(views), func(v view) bool { return v.resolves() || !v.sound })
	if len(good) == 0 {
		return unresolved(in.Snap, host, bad)
	}
	findings := append(differing(in.Snap, host, bad), ipv6(in.Snap, host, good)...)
	findings = append(findings, twins(in.Snap, host)...)
	if len(findings) > 0 {
		o := checks.Warn(checks.Msg("amiss", "n", len(findings)), findings...)
		o.Confidence = verdict.Likely
		if len(good)+len(bad) < 2 || findings[0].Message.Key == "one-denies" {
			o.Confidence = verdict.Unsure
		}
		return o
	}
	if len(good) == 1 {
		o := checks.Pass(checks.Msg("one", "host", host, "servers", good[0].server))
		o.Confidence = verdict.Unsure // nothing to compare with
		return o
	}
	return checks.Pass(checks.Msg("agree", "host", host, "servers", addresses(good)))
}

// unresolved judges a name that no server leads to an address.
func unresolved(snap *snapshot.Snapshot, host string, bad []view) checks.Outcome {
	switch {
	case snap.Base != "":
		return checks.Unknown(checks.Msg("other-means", "host", host)) // the shop was read
	case len(bad) < 2:
		return checks.Unknown(checks.Msg("unseen", "host", host))
	}
	m := checks.Msg("nowhere", "host", host, "answer", bad[0].said())
	if bad[0].bogus() {
		m = checks.Msg("bad-signature", "host", host)
	}
	o := checks.Fail(m, checks.Find(m, evidence(snap, bad...)))
	o.Confidence = verdict.Likely // within one run
	return o
}

// differing reports the servers that do not find a host which others find.
func differing(snap *snapshot.Snapshot, host string, bad []view) []verdict.Finding {
	if len(bad) == 0 {
		return nil
	}
	v := bad[0]
	m := checks.Msg("one-fails", "host", host, "answer", v.said())
	switch {
	case v.bogus():
		m = checks.Msg("bad-signature", "host", host)
	case v.denies() && !v.vouched():
		return nil // a filter or a cache speaks so, and no zone vouches for it
	case v.denies():
		m = checks.Msg("one-denies", "host", host)
	}
	return []verdict.Finding{checks.Find(m, evidence(snap, v))}
}

// ipv6 reports when every server that gives IPv4 addresses stumbles over the question for IPv6 addresses, or one refuses their signatures.
func ipv6(snap *snapshot.Snapshot, host string, good []view) []verdict.Finding {
	if i := slices.IndexFunc(good, func(v view) bool { return v.aaaa != nil && v.aaaa.Bogus }); i >= 0 {
		return []verdict.Finding{checks.Find(checks.Msg("ipv6-signature", "host", host), evidence(snap, good[i]))}
	}
	denied := 0
	for _, v := range good {
		switch {
		case v.a == nil || len(v.a.Answers) == 0 || v.aaaa == nil || v.aaaa.Err == nil:
			return nil
		case v.aaaa.Err.Kind == snapshot.FaultNoSuchHost:
			denied++ // the server contradicts itself: no control is needed
		case v.aaaa.Err.Kind != snapshot.FaultDNS || withheld(v.aaaa) || !sound(snap, v.server, "AAAA"):
			return nil
		}
	}
	m := checks.Msg("ipv6-fails", "host", host, "answer", said(good[0].aaaa))
	if denied == len(good) {
		m = checks.Msg("ipv6-denied", "host", host)
	}
	return []verdict.Finding{checks.Find(m, evidence(snap, good...))}
}

// twins reports when the name of the shop with or without www was entered and leads nowhere. That it does not exist at all is the owner's choice.
func twins(snap *snapshot.Snapshot, host string) []verdict.Finding {
	twin, ok := strings.CutPrefix(host, "www.")
	if !ok {
		twin = "www." + host
	}
	views := viewsOf(snap, twin)
	dangling := 0
	for _, v := range views {
		switch {
		case v.resolves() || v.a == nil || v.a.Err == nil:
			return nil
		case v.a.Err.Kind == snapshot.FaultNoSuchHost && len(v.a.Chain) > 0:
			dangling++
		case v.a.Rcode != "SERVFAIL" || !v.sound:
			return nil
		}
	}
	if len(views) == 0 {
		return nil
	}
	m := checks.Msg("twin-fails", "twin", twin, "answer", views[0].said())
	if dangling == len(views) {
		chain := views[0].a.Chain
		m = checks.Msg("twin-dangling", "twin", twin, "target", chain[len(chain)-1])
	}
	e := evidence(snap, views...)
	e.Target = "https://" + twin + "/"
	return []verdict.Finding{checks.Find(m, e)}
}

func evidence(snap *snapshot.Snapshot, views ...view) verdict.Evidence {
	var values []string
	for _, v := range views {
		values = append(values, v.server+": A "+said(v.a)+", AAAA "+said(v.aaaa))
	}
	return verdict.Evidence{URL: home(snap).String(), Value: strings.Join(values, "; ")}
}
