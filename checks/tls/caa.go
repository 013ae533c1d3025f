package tls

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// CAA tells which issuers the domain allows (RFC 8659). It counts for nothing: most honest shops have no such record, and one that names
// another issuer than the one in use is how a change of issuers begins.
var CAA = checks.Site(checks.Meta{
	ID:    "tls-caa",
	Title: "A CAA record allows the issuer of the shop's certificate",
	Why:   "With a CAA record a domain says which issuers may give out certificates for it, so that no other does so by mistake.",
	Fix: "If you want one, add a CAA record with the name of your issuer to the domain, in the settings of your domain provider. Ask your web host first " +
		"which issuers it uses: all others are shut out.",
	Effort: 1,
	Messages: map[string]string{
		"allows":    "The CAA record of {domain} allows the issuer of the certificate: {named}",
		"names":     "The CAA record of {domain} allows these issuers: {named}; whether that of the certificate is among them could not be told: {issuer}",
		"others":    "The CAA record of {domain} allows these issuers: {named}; the certificate comes from {issuer}, which would not be allowed to renew it",
		"nobody":    "The CAA record of {domain} allows no issuer at all; the certificate comes from {issuer}, which would not be allowed to renew it",
		"none":      "No CAA record limits who may give out certificates for the shop; that is usual",
		"own":       "The certificate does not come from a publicly known issuer, as far as could be told, and only those heed CAA records",
		"unseen":    "No name server told whether there is a CAA record",
		"not-asked": "Nobody was asked for a CAA record",
		"not-tried": "No certificate of {host} was seen",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageMature, Severity: verdict.Info,
	Sources: []verdict.Source{{Title: "RFC 8659, DNS Certification Authority Authorization (CAA) Resource Record", URL: "https://www.rfc-editor.org/rfc/rfc8659"}},
	Needs:   snapshot.HaveTLS | snapshot.HaveDNS, Public: true, Since: "0.1",
}, struct{}{}, judgeCAA)

func judgeCAA(in *checks.Input, _ struct{}) checks.Outcome {
	t := handshake(in.Snap)
	host := home(in.Snap).Hostname()
	if t == nil || t.Err != nil || len(t.Chain) == 0 {
		return checks.Unknown(checks.Msg("not-tried", "host", host))
	}
	set, known := caaOf(in.Snap.DNS, host)
	switch {
	case !known && set == nil:
		return checks.Unknown(checks.Msg("not-asked"))
	case !known:
		return checks.Unknown(checks.Msg("unseen"))
	case set == nil:
		return checks.NotApplicable(checks.Msg("none"))
	case !issuedPublicly(t):
		return checks.NotApplicable(checks.Msg("own"))
	}
	named, permitted := permission(set.Answers, t.Chain[0])
	by, issuer := authorityOf(t.Chain[0]), organisation(t.Chain[0].Issuer)
	switch {
	case named == nil:
		return checks.NotApplicable(checks.Msg("none"))
	case permitted:
		return checks.Pass(checks.Msg("allows", "domain", set.Name, "named", named))
	case len(named) == 0:
		return checks.NotApplicable(checks.Msg("nobody", "domain", set.Name, "issuer", issuer))
	case by != nil && !slices.ContainsFunc(named, func(domain string) bool { return !knownForCAA(domain) }):
		return checks.NotApplicable(checks.Msg("others", "domain", set.Name, "named", named, "issuer", issuer))
	default:
		return checks.NotApplicable(checks.Msg("names", "domain", set.Name, "named", named, "issuer", issuer))
	}
}

// permission returns the issuers that records name for the names of a certificate, and whether its own is among them. Without a record
// for such names (some only say whom to tell of misuse) it names nil.
func permission(records []string, leaf snapshot.Cert) (named []string, permitted bool) {
	issue, wild := issuersIn(records, "issue"), issuersIn(records, "issuewild")
	if wild == nil {
		wild = issue
	}
	isWild := func(name string) bool { return strings.HasPrefix(name, "*.") }
	by := authorityOf(leaf)
	permitted = by != nil
	for _, set := range []struct {
		of      []string
		applies bool
	}{
		{issue, slices.ContainsFunc(leaf.Names, func(name string) bool { return !isWild(name) })},
		{wild, slices.ContainsFunc(leaf.Names, isWild)},
	} {
		if set.of == nil || !set.applies {
			continue
		}
		if named == nil {
			named = []string{}
		}
		for _, domain := range set.of {
			if !slices.Contains(named, domain) {
				named = append(named, domain)
			}
		}
		permitted = permitted && slices.ContainsFunc(set.of, func(domain string) bool { return slices.Contains(by.domains, domain) })
	}
	return named, permitted
}

// caaOf returns the records that hold for a host: its own, or those of the nearest name above that has any (RFC 8659 §3). Without any it is nil.
// It is not known where a name on the way was not asked about (nil) or not answered for.
func caaOf(records []snapshot.DNS, host string) (set *snapshot.DNS, known bool) {
	asked := false
	for name := strings.ToLower(host); strings.Contains(name, "."); _, name, _ = strings.Cut(name, ".") {
		for i := range records {
			r := &records[i]
			if r.Type != "CAA" || !strings.EqualFold(strings.TrimSuffix(r.Name, "."), name) {
				continue
			}
			asked = true
			switch {
			case len(r.Answers) > 0:
				return r, true
			case r.Err != nil && r.Err.Kind != snapshot.FaultNoSuchHost:
				return r, false
			}
		}
	}
	return nil, asked
}

// issuersIn reads the issuers from records like `0 issue "letsencrypt.org; validationmethods=dns-01"` with a tag; nil when there is none of
// that tag, empty when they allow nobody.
func issuersIn(records []string, tag string) []string {
	var list []string
	for _, record := range records {
		parts := strings.SplitN(record, " ", 3)
		if len(parts) < 3 || !strings.EqualFold(parts[1], tag) {
			continue
		}
		if list == nil {
			list = []string{}
		}
		domain, _, _ := strings.Cut(strings.Trim(parts[2], `" `), ";")
		if domain = strings.ToLower(strings.TrimSpace(domain)); domain != "" {
			list = append(list, domain)
		}
	}
	return list
}
