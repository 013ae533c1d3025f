package fulfil

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/knowledge/ident"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// ReturnAddress looks for how or where goods are sent back: an address, a label, a form, a shop, or the advice to ask first. An address in
// another part of the world is fine where the shop says who pays the way there.
var ReturnAddress = checks.Site(checks.Meta{
	ID:     "fulfil-return-address",
	Title:  "It is said where goods are sent back to",
	Why:    "A buyer who does not know where to send a parcel, or learns too late that it goes around the world, is stuck with it.",
	Fix:    "Give the address for returns in the rules for returns, or say that you send a label. If the address is abroad, say who pays for the way.",
	Effort: 1,
	Messages: map[string]string{
		"stated":   "It is said how or where goods are sent back",
		"asked":    "Buyers are asked to write first when something is wrong: {line}",
		"overseas": "Goods go back to {country}, and who pays for the way was not found",
		"none":     "How or where goods are sent back was not found on the pages read",
		"here":     "This is where buyers look for it",
		"no-rules": "No rules for returns were found, which another check judges",
		"refused":  "The shop says that nothing can be sent back",
		"digital":  "The shop seems to sell downloads only, so nothing is sent back",
		"pickup":   "The shop says that goods are collected, so nothing is delivered",
		"unread":   "It may stand in a text that was not read in full: {url}",
	},
	Factor: verdict.Fulfilment, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "Google Merchant Center, return policy: what it has to state", URL: "https://support.google.com/merchants/answer/10220642"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
	Rests: []string{"claim-return-method", "address"},
}, struct{}{}, judgeReturnAddress)

func judgeReturnAddress(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	rules := returnTexts(site)
	unread := site.Unread(facts.PolicyReturns, facts.PolicyWithdrawal)
	address := addressIn(site, rules)
	switch {
	case nothingShipped(site) != "":
		return checks.NotApplicable(checks.Msg(nothingShipped(site)))
	case len(rules) == 0 && unread != "":
		return checks.Unknown(checks.Msg("unread", "url", unread))
	case len(rules) == 0:
		return checks.NotApplicable(checks.Msg("no-rules"))
	case overseas(in, rules) != nil && len(site.Stated(claim.ReturnCost)) == 0:
		far := overseas(in, rules)
		msg := checks.Msg("overseas", "country", far.Country)
		o := checks.Warn(msg, checks.Find(msg, verdict.Evidence{URL: far.URL, Snippet: far.Text}))
		o.Confidence = verdict.Likely
		return o
	case address != nil && abroad(in, address) && len(site.Stated(claim.ReturnCost)) == 0:
		msg := checks.Msg("overseas", "country", address.Country)
		o := checks.Warn(msg, checks.Find(msg, verdict.Evidence{URL: address.URL, Snippet: address.Text}))
		o.Confidence = verdict.Likely
		return o
	case address != nil, len(site.Stated(claim.ReturnMethod)) > 0:
		return checks.Pass(checks.Msg("stated"))
	case len(site.Stated(claim.NoReturns)) > 0, site.NoRight():
		return checks.NotApplicable(checks.Msg("refused"))
	case asked(rules) != "":
		return checks.Pass(checks.Msg("asked", "line", asked(rules)))
	case unread != "":
		return checks.Unknown(checks.Msg("unread", "url", unread))
	}
	return checks.Absent(in, checks.Fail(checks.Msg("none"), checks.Find(checks.Msg("here"), verdict.Evidence{URL: rules[0].URL, Snippet: rules[0].Title})))
}

// returnTexts are the texts on returns and withdrawal that say something.
func returnTexts(site *facts.Site) []facts.Policy {
	var out []facts.Policy
	for _, k := range []facts.PolicyKind{facts.PolicyReturns, facts.PolicyWithdrawal} {
		for _, pol := range site.Policies(k) {
			if pol.Hollow == "" && pol.Text != "" {
				out = append(out, pol)
			}
		}
	}
	return out
}

// asked returns the sentence of a text on returns that asks buyers to tell the seller first of goods that are not as they should be, "" where none does.
func asked(rules []facts.Policy) string {
	for _, pol := range rules {
		if s := claim.Turn(pol.Title, pol.Text, pol.Lang); s != "" {
			return s
		}
	}
	return ""
}

// addressIn returns the first postal address that stands in a text with rules for returns, nil when there is none. It is read there: of an address
// that stands on several pages the site knows the first.
func addressIn(site *facts.Site, rules []facts.Policy) *facts.Address {
	for i := range site.Addresses {
		a := &site.Addresses[i]
		if !a.Dummy && a.Zone == snapshot.ZoneMain && slices.ContainsFunc(rules, func(p facts.Policy) bool { return holds(&p, a) }) {
			return a
		}
	}
	for i := range rules {
		for _, a := range ident.Addresses(rules[i].Text, rules[i].Lang) {
			if !a.Dummy {
				return &facts.Address{Address: a, URL: rules[i].URL, Zone: snapshot.ZoneMain}
			}
		}
	}
	return nil
}

// holds reports whether an address stands in a text. Terms that have a part on withdrawal name others besides, such as a body for complaints, in another part.
func holds(p *facts.Policy, a *facts.Address) bool {
	return p.URL == a.URL && (p.Form != facts.FormSection || !a.Other && strings.Contains(p.Text, a.Text))
}

// overseas returns an address in China, written in Latin letters, in a text with rules for returns, where the shop sells elsewhere; nil when there is none.
func overseas(in *checks.Input, rules []facts.Policy) *facts.Address {
	for i := range rules {
		if text := ident.OverseasAddress(rules[i].Text); text != "" {
			a := &facts.Address{Address: ident.Address{Text: text, Country: "CN"}, URL: rules[i].URL, Zone: snapshot.ZoneMain}
			if abroad(in, a) {
				return a
			}
		}
	}
	return nil
}

// union are the member states of the European Union, ISO 3166.
var union = []string{
	"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
}

// abroad reports whether an address lies outside every market that the shop sells to. Within the Union a parcel is not abroad.
func abroad(in *checks.Input, a *facts.Address) bool {
	markets := in.Site.ScoredMarkets()
	if a.Country == "" || len(markets) == 0 || in.Duties == nil {
		return false
	}
	for _, code := range markets {
		pack, ok := in.Duties.Pack(code)
		if !ok || slices.Contains(pack.Regions, a.Country) {
			return false
		}
		if (code == "eu" || slices.Contains(pack.Inherits, "eu")) && slices.Contains(union, a.Country) {
			return false
		}
	}
	return true
}
