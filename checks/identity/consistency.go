package identity

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Consistency compares what imprint, terms, privacy policy, footer and structured data say of who sells. Companies that serve the seller, belong to
// the same group or are named together in one text contradict nothing, nor do warehouses, shops to visit and addresses for returns. A malformed number
// is left to the checks of numbers, so that one slip is not told twice. Companies are compared here and nowhere else: that a policy was taken over from
// another shop is told here by its company, and by identity-foreign-name where its mail, its site or its shop's name stayed in it.
var Consistency = checks.Site(checks.Meta{
	ID:    "identity-consistency",
	Title: "All pages name the same seller",
	Why:   "A buyer who finds one company in the imprint and another in the terms does not know with whom they deal, and whom to write to if something goes wrong.",
	Fix: "Write the same company, address and register number on every page: imprint, terms, privacy policy, footer. If two companies have a part in the " +
		"sale, say in one sentence what each of them does. A text that was taken over from elsewhere is better written anew.",
	Effort: 1,
	Messages: map[string]string{
		"agree":      "Nothing that the pages read say of who sells contradicts another",
		"disagree":   "Pages disagree on who sells. Contradictions: {n}",
		"name":       "These two pages disagree on who sells: {a} or {b}",
		"controller": "By the privacy policy {b} answers for buyers' data; elsewhere the seller is {a}. It may be another shop's text",
		"number":     "These two pages give different register or tax numbers of the seller: {a} and {b}",
		"address":    "These two pages give different addresses of the seller: {a} and {b}",
		"single":     "The seller is named in at most one place, so there is nothing to compare",
	},
	Factor: verdict.VendorIdentity, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{eCommerce, consumer,
		{Title: "Nielsen Norman Group, \"About Us\" information on websites", URL: "https://www.nngroup.com/articles/about-us-information-on-websites/"}},
	Rests: []string{"name"},
	Needs: snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeSeller)

func judgeSeller(in *checks.Input, _ struct{}) checks.Outcome {
	var findings []verdict.Finding
	sure := false
	kinds := map[string]bool{}
	for _, r := range in.Site.Rivals {
		kinds[r.Kind] = true
		sure = sure || r.Sure
		if x, y := r.A.Policy == facts.PolicyPrivacy, r.B.Policy == facts.PolicyPrivacy; r.Kind == "name" && x != y {
			if r.Kind = "controller"; x {
				r.A, r.B = r.B, r.A
			}
		}
		findings = append(findings, checks.Find(checks.Msg(r.Kind, "a", r.A.Value, "b", r.B.Value), toldAt(&r.A), toldAt(&r.B)))
	}
	reason := checks.Msg("disagree", "n", len(findings))
	switch {
	case sure || len(kinds) > 1: // a name and a number that differ confirm each other
		return checks.Fail(reason, findings...)
	case len(findings) > 0:
		return checks.Warn(reason, findings...)
	case in.Site.SellerPlaces < 2:
		return checks.NotApplicable(checks.Msg("single"))
	}
	return checks.Pass(checks.Msg("agree"))
}

// toldAt is where a text says something of who sells, with its sentence.
func toldAt(t *facts.Told) verdict.Evidence {
	return verdict.Evidence{URL: t.URL, Selector: facts.Place(t.Zone), Snippet: t.Sentence, Value: t.Value}
}
