package identity

import (
	"slices"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/knowledge/ident"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Qualifications names the permits and registrations that the seller's texts speak of. Which ones the goods call for cannot be told from outside, so nothing
// is ever held against a shop, and whether they were given is not known.
var Qualifications = checks.Site(checks.Meta{
	ID:     "identity-qualifications",
	Title:  "Permits that the goods call for are named",
	Why:    "Food, medicines, alcohol, electrical goods and packaging call for permits or registrations in many countries. Their numbers let buyers and authorities look them up.",
	Fix:    "Write the numbers of your permits and registrations into the imprint or onto the contact page, with the authority that gave them.",
	Effort: 1,
	Messages: map[string]string{
		"named": "Permits and registrations named: {kinds}",
		"none":  "None was seen. Which ones these goods call for cannot be told from outside",
	},
	Factor: verdict.VendorIdentity, Stage: verdict.StageMature, Severity: verdict.Info,
	Sources: []verdict.Source{{Title: "Project convention: qualifications of sellers as a part of platform trust"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeQualifications)

func judgeQualifications(in *checks.Input, _ struct{}) checks.Outcome {
	var kinds []string
	for t := range in.Site.SellerTexts() {
		for _, l := range ident.Licences(t.Text) {
			if !slices.Contains(kinds, l.Kind) {
				kinds = append(kinds, l.Kind)
			}
		}
	}
	if len(kinds) == 0 {
		return checks.NotApplicable(checks.Msg("none"))
	}
	slices.Sort(kinds)
	return checks.Pass(checks.Msg("named", "kinds", kinds))
}
