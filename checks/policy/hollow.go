package policy

import (
	"slices"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Hollow looks for links to legal texts that lead to a page which says nothing. Short but complete statements, forms, and pages that a frame
// or a script may fill are no finding; links to pages that do not exist are judged by nav-broken-primary.
var Hollow = checks.Site(checks.Meta{
	ID:     "policy-hollow",
	Title:  "The linked legal texts say something",
	Why:    "A link to the terms that leads to an empty or unfinished page looks worse to a buyer than no link at all: nobody seems to have read it.",
	Fix:    "Write the text, or take the link away until it is written. If there is nothing to say, say that in one sentence.",
	Effort: 3,
	Messages: map[string]string{
		"fine":             "All {seen} legal texts that were read say something",
		"hollow":           "Links to legal texts that lead to a page without one: {bad} of {seen}",
		"is-empty":         "The page for {text} is empty",
		"is-heading-only":  "The page for {text} has nothing but its heading",
		"is-stub":          "The page for {text} says next to nothing",
		"is-owner-text":    "The page for {text} still holds a template's text for the shop's owner",
		"is-to-be-written": "The page for {text} says that it is still to be written",
		"none":             "No legal text was found on the pages read",
	},
	Factor: verdict.PolicyAssurance, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{{Title: "Google Merchant Center, website requirements: no pages that are still to be finished"}, cards},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeHollow)

// mayBeShort are texts that pictures or a script say, such as the logos of ways to pay.
var mayBeShort = []facts.PolicyKind{facts.PolicyPayment, facts.PolicyCookies}

func judgeHollow(in *checks.Input, _ struct{}) checks.Outcome {
	var findings []verdict.Finding
	seen := map[string]bool{}
	for _, kind := range facts.PolicyKinds() {
		for _, pol := range in.Site.Policies(kind) {
			if pol.Form == facts.FormLink || pol.Form == facts.FormSection || pol.Hollow == "not-found" || seen[pol.URL] {
				continue
			}
			seen[pol.URL] = true
			if hollow(&pol) {
				findings = append(findings, checks.Find(checks.Msg("is-"+pol.Hollow, "text", nameOf(kind)), verdict.Evidence{
					URL: firstOf(pol.Link.OnPage, pol.URL), Target: pol.URL, Snippet: pol.Quote(),
				}))
			}
		}
	}
	switch {
	case len(seen) == 0:
		return checks.Absent(in, checks.NotApplicable(checks.Msg("none")))
	case len(findings) == 0:
		return checks.Pass(checks.Msg("fine", "seen", len(seen)))
	}
	o := checks.Fail(checks.Msg("hollow", "bad", len(findings), "seen", len(seen)), findings...)
	o.Seen = len(seen)
	return o
}

// hollow reports whether a linked text is known to say nothing.
func hollow(pol *facts.Policy) bool {
	switch pol.Hollow {
	case "owner-text", "to-be-written":
		return true
	case "empty", "heading-only", "stub":
		return pol.Link.URL != "" && !slices.Contains(mayBeShort, pol.Kind)
	default: // a form is a tool, not an empty text
		return false
	}
}

// nameOf is what people call a kind of text.
func nameOf(k facts.PolicyKind) string {
	switch k {
	case facts.PolicyPrivacy:
		return "the privacy policy"
	case facts.PolicyTerms:
		return "the terms of sale"
	case facts.PolicyReturns:
		return "the rules for returns"
	case facts.PolicyWithdrawal:
		return "the right of withdrawal"
	case facts.PolicyShipping:
		return "the text on delivery"
	case facts.PolicyPayment:
		return "the text on ways to pay"
	case facts.PolicyCookies:
		return "the text on cookies"
	case facts.PolicyImprint:
		return "the legal notice"
	case facts.PolicyWarranty:
		return "the guarantee"
	default:
		return "the text on complaints"
	}
}
