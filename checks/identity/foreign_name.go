package identity

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// ForeignName looks for another shop's mail, address or name where a policy speaks of the shop itself, as is left when a text was taken over from
// another site. Whatever the shop shows on its home page, in its frame, or on the pages about the seller is its own, and so is a domain made of a word
// of its name. Which company sells is compared by identity-consistency. Authorities, carriers, payment providers and others who serve shops are nobody's rivals.
var ForeignName = checks.Site(checks.Meta{
	ID:     "identity-foreign-name",
	Title:  "The shop's texts speak of this shop and of no other",
	Why:    "Terms that tell buyers to write to another shop's mailbox were written for another shop. Readers notice, and doubt that any of it holds here.",
	Fix:    "Search your texts for the other shop's name, web address and e-mail address, and put your own there. Check that the rest of the text fits your shop as well.",
	Effort: 1,
	Messages: map[string]string{
		"own":     "No policy read calls another shop's name or address its own",
		"foreign": "Policies call something their own that seems to be another shop's: {what}",
		"email":   "This text tells buyers to write to {value}, an address that the shop shows nowhere else; elsewhere the shop is reached at {own}",
		"site":    "This text calls {value} the shop's own site",
		"name":    "This text calls the shop {value}; elsewhere it is called {own}",
		"none":    "No policy of the shop was read",
	},
	Factor: verdict.VendorIdentity, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{eCommerce, consumer,
		{Title: "Everard and Galletta (2005), How Presentation Flaws Affect Perceived Site Quality, Trust, and Intention to Purchase"}},
	Needs: snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeForeign)

func judgeForeign(in *checks.Input, _ struct{}) checks.Outcome {
	var findings []verdict.Finding
	var what []string
	kinds := map[string]bool{}
	for _, f := range in.Site.Foreign {
		kinds[f.Kind] = true
		what = append(what, f.Value)
		evidence := []verdict.Evidence{toldAt(&f.At)}
		if f.Own.URL != "" {
			evidence = append(evidence, toldAt(&f.Own))
		}
		findings = append(findings, checks.Find(checks.Msg(f.Kind, "value", f.Value, "own", f.Own.Value), evidence...))
	}
	reason := checks.Msg("foreign", "what", what)
	switch {
	case len(kinds) > 1: // two signs that do not rest on each other
		return checks.Fail(reason, findings...)
	case len(findings) > 0:
		return checks.Warn(reason, findings...)
	case !policies(in.Site):
		return checks.NotApplicable(checks.Msg("none"))
	}
	return checks.Pass(checks.Msg("own"))
}

// policies reports whether a text was read in which the seller speaks of himself at length.
func policies(site *facts.Site) bool {
	for _, k := range facts.PolicyKinds() {
		for _, p := range site.Policies(k) {
			if p.Text != "" && p.Hollow == "" {
				return true
			}
		}
	}
	return false
}
