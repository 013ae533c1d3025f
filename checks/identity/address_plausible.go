package identity

import (
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/ident"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// AddressPlausible looks at the form of the addresses given: whether the postcode is of the form that the country named beside it uses, and whether
// a template's sample was left beside the real one. Whether a place exists is not known here, so it never fails.
var AddressPlausible = checks.Site(checks.Meta{
	ID:     "identity-address-plausible",
	Title:  "The seller's postal address has the form of one",
	Why:    "A postcode that cannot exist in the country named, or a sample from the shop system, makes people doubt the rest of the address.",
	Fix:    "Look at the address in your shop's settings and in your texts: postcode and country have to belong together, and samples of the shop system have to go.",
	Effort: 1,
	Messages: map[string]string{
		"fits":     "The address has the form of its country: {address}",
		"doubtful": "Addresses that look wrong: {bad}",
		"sample":   "This is a sample address of a template: {address}",
		"postcode": "This postcode does not have the form that the country uses: {code} ({country})",
		"none":     "No street address of the seller was found that could be looked at",
	},
	Factor: verdict.VendorIdentity, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "Universal Postal Union, addressing systems of its members", URL: "https://www.upu.int/en/postal-solutions/programmes-services/addressing-solutions"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeAddressPlausible)

func judgeAddressPlausible(in *checks.Input, _ struct{}) checks.Outcome {
	var findings []verdict.Finding
	var good *facts.Address
	for i := range in.Site.Addresses {
		a := &in.Site.Addresses[i]
		switch {
		case !a.Seller || a.Kind != ident.KindStreet:
		case a.Dummy:
			findings = append(findings, checks.Find(checks.Msg("sample", "address", a.Text), evidence(a)))
		case !ident.PostcodeFits(a.Country, a.Postcode):
			findings = append(findings, checks.Find(checks.Msg("postcode", "code", a.Postcode, "country", a.Country), evidence(a)))
		case good == nil:
			good = a
		}
	}
	switch {
	case good == nil && onlySamples(findings):
		return checks.NotApplicable(checks.Msg("none")) // told by identity-postal-address
	case len(findings) > 0:
		return checks.Warn(checks.Msg("doubtful", "bad", len(findings)), findings...)
	default:
		return checks.Pass(checks.Msg("fits", "address", good.Text))
	}
}

// onlySamples reports whether nothing but samples was found, or nothing at all.
func onlySamples(findings []verdict.Finding) bool {
	for i := range findings {
		if !strings.HasPrefix(findings[i].Message.Key, "sample") {
			return false
		}
	}
	return true
}
