package fulfil

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Consistency compares what the shop's texts say of delivery. Times and costs for single regions, goods and ways of delivery contradict none for
// others, and how soon goods leave is not how soon they arrive.
var Consistency = checks.Site(checks.Meta{
	ID:    "fulfil-consistency",
	Title: "All pages say the same of delivery",
	Why:   "Whoever fills a basket up to the sum in the footer and is then asked for postage because another page names a higher one feels cheated.",
	Fix: "Decide which of the two holds and write the same on every page: footer, delivery information, answers to questions. Where both hold, for different " +
		"countries or ways of delivery, name these in the same sentence.",
	Effort: 1,
	Messages: map[string]string{
		"agree":    "Nothing that the pages read say of delivery contradicts another",
		"disagree": "Pages disagree on delivery. Contradictions: {n}",
		"free":     "These two pages disagree on the sum from which delivery is free: {a} or {b}",
		"cost":     "These two pages disagree on what delivery costs: {a} or {b}",
		"time":     "These two pages disagree on how long delivery takes: {a} or {b}",
		"single":   "At most one text says something of the time and cost of delivery",
	},
	Factor: verdict.Fulfilment, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "Consumer Rights Directive 2011/83/EU, article 6(1)(e) and (g)", URL: "https://eur-lex.europa.eu/eli/dir/2011/83/oj", Market: "eu"},
		{Title: "Everard and Galletta (2005), How Presentation Flaws Affect Perceived Site Quality, Trust, and Intention to Purchase"},
	},
	Rests: []string{"claim-free-from"},
	Needs: snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeConsistency)

// promises are the kinds that this check compares, with the message for each.
var promises = map[claim.Kind]string{claim.FreeFrom: "free", claim.DeliveryCost: "cost", claim.DeliveryTime: "time"}

func judgeConsistency(in *checks.Input, _ struct{}) checks.Outcome {
	var findings []verdict.Finding
	sure := false
	for _, c := range in.Site.Conflicts {
		if key, ok := promises[c.Kind]; ok {
			sure = sure || c.Sure
			findings = append(findings, checks.Disagree(key, &c))
		}
	}
	reason := checks.Msg("disagree", "n", len(findings))
	switch {
	case sure:
		return checks.Fail(reason, findings...)
	case len(findings) > 0:
		return checks.Warn(reason, findings...)
	case !checks.SeveralTexts(in.Site, promises):
		return checks.NotApplicable(checks.Msg("single"))
	}
	return checks.Pass(checks.Msg("agree"))
}
