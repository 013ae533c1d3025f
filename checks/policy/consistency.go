package policy

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Consistency compares what the shop's texts say of returns, refunds and guarantees: policies, footer, answers to questions, product pages and
// structured data. What holds for some goods, customers, countries or weeks only contradicts nothing, nor does a right that the law gives beside a
// longer time that the shop gives.
var Consistency = checks.Site(checks.Meta{
	ID:    "policy-consistency",
	Title: "All pages say the same of returns, refunds and guarantees",
	Why:   "A buyer who reads 30 days here and 14 there trusts neither, and in a dispute will hold you to what suits them better.",
	Fix: "Decide which of the two holds and write the same on every page. Where both hold, for different goods or customers, or one by law and one as your " +
		"own offer, say so in the same sentence.",
	Effort: 1,
	Messages: map[string]string{
		"agree":    "Nothing that the pages read say of returns, refunds and guarantees contradicts another",
		"disagree": "Pages disagree on what is promised. Contradictions: {n}",
		"window":   "These two pages disagree on how long goods can be sent back: {a} or {b}",
		"right":    "These two pages disagree on how long buyers can withdraw from the purchase: {a} or {b}",
		"cost":     "These two pages disagree on who pays for sending goods back: {a} or {b}",
		"none":     "One of these pages says that nothing can be sent back, the other that goods can be sent back within {b}",
		"refund":   "These two pages disagree on when the money is paid back: after {a} or {b}",
		"warranty": "These two pages disagree on how long the guarantee runs: {a} or {b}",
		"single":   "At most one text says something of returns, refunds and guarantees",
	},
	Factor: verdict.PolicyAssurance, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{
		{Title: "Consumer Rights Directive 2011/83/EU, article 6(1)(h), (i) and (l)", URL: "https://eur-lex.europa.eu/eli/dir/2011/83/oj", Market: "eu"},
		{Title: "Everard and Galletta (2005), How Presentation Flaws Affect Perceived Site Quality, Trust, and Intention to Purchase"},
	},
	Rests: []string{"claim-return-window", "claim-return-cost"},
	Needs: snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeConsistency)

// promises are the kinds that this check compares, with the message for each.
var promises = map[claim.Kind]string{
	claim.ReturnWindow: "window", claim.WithdrawalRight: "right", claim.ReturnCost: "cost", claim.NoReturns: "none", claim.RefundTime: "refund",
	claim.Warranty: "warranty",
}

func judgeConsistency(in *checks.Input, _ struct{}) checks.Outcome {
	var findings []verdict.Finding
	sure := false
	for _, c := range in.Site.Conflicts {
		key, ok := promises[c.Kind]
		if !ok {
			continue
		}
		sure = sure || c.Sure
		findings = append(findings, checks.Disagree(key, &c))
	}
	reason := checks.Msg("disagree", "n", len(findings))
	switch {
	case sure:
		return checks.Fail(reason, findings...)
	case len(findings) > 0:
		return checks.Warn(reason, findings...)
	}
	if !checks.SeveralTexts(in.Site, promises) {
		return checks.NotApplicable(checks.Msg("single"))
	}
	return checks.Pass(checks.Msg("agree"))
}
