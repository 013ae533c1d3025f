package policy

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// UnfairLimits looks for wordings that take away what the law gives to buyers, such as refunds of what is faulty or the right of withdrawal for
// reduced goods. Where the same text says that the law's rights stay as they are, the wording is taken for a limit of what the seller gives
// beyond them.
var UnfairLimits = checks.Site(checks.Meta{
	ID:     "policy-unfair-limits",
	Title:  "The terms take away none of the buyers' rights",
	Why:    "Sentences such as \"no refunds under any circumstances\" hold nowhere in the EU, the United Kingdom or Australia, and tell buyers that there will be a quarrel.",
	Fix:    "Take the sentence out, or say what it is meant for: what you give beyond the law may have limits, what the law gives may not.",
	Effort: 1,
	Messages: map[string]string{
		"fine":   "No wording that takes away buyers' rights was found in the {seen} texts read",
		"limits": "Wordings that take away buyers' rights: {bad}",
		"limit":  "As it reads, this takes away a right that buyers have by law",
		"none":   "No text on returns or terms was read",
		"trade":  "This shop says that it sells to businesses only",
	},
	Factor: verdict.PolicyAssurance, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "Consumer Rights Directive 2011/83/EU, article 25", URL: "https://eur-lex.europa.eu/eli/dir/2011/83/oj", Market: "eu"},
		{Title: "Australian Consumer Law, consumer guarantees", Market: "au"},
	},
	Needs: snapshot.HavePages, Markets: []string{"eu", "uk", "au"}, Since: "0.1",
}, struct{}{}, judgeUnfairLimits)

func judgeUnfairLimits(in *checks.Input, _ struct{}) checks.Outcome {
	var findings []verdict.Finding
	met := map[string]bool{}
	seen := 0
	for _, kind := range []facts.PolicyKind{facts.PolicyTerms, facts.PolicyReturns, facts.PolicyWithdrawal, facts.PolicyWarranty} {
		for _, pol := range in.Site.Policies(kind) {
			if pol.Text == "" || pol.Hollow != "" {
				continue
			}
			seen++
			for _, s := range limits(&pol) {
				if !met[s] {
					met[s] = true
					findings = append(findings, checks.Find(checks.Msg("limit"), verdict.Evidence{URL: pol.URL, Snippet: s}))
				}
			}
		}
	}
	switch {
	case tradeOnly(in.Site):
		return checks.NotApplicable(checks.Msg("trade"))
	case seen == 0:
		return checks.Unknown(checks.Msg("none"))
	case len(findings) == 0:
		return checks.Pass(checks.Msg("fine", "seen", seen))
	}
	o := checks.Warn(checks.Msg("limits", "bad", len(findings)), findings...)
	o.Confidence, o.Seen = verdict.Likely, seen
	return o
}

// mostLimits bounds the sentences that are quoted of one text.
const mostLimits = 5

// limits returns the sentences of a text that take rights away.
func limits(pol *facts.Policy) []string {
	var out []string
	for _, h := range cue.Default().Match(pol.Text, cue.Body, pol.Lang) {
		switch {
		case h.Concept == cue.RightsStay:
			return nil
		case h.Concept == cue.UnfairLimit && h.Weight >= fullBody && len(out) < mostLimits:
			out = append(out, cue.Sentence(pol.Text, h))
		}
	}
	for _, s := range slices.Concat(claim.SaleBarred(pol.Text, pol.Lang), claim.HoursBarred(pol.Text, pol.Lang)) { // in whatever words
		if len(out) < mostLimits && !slices.ContainsFunc(out, func(o string) bool { return strings.Contains(s, o) || strings.Contains(o, s) }) {
			out = append(out, s)
		}
	}
	return out
}
