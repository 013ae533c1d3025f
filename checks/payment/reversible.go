package payment

import (
	"slices"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// gone are ways to pay after which nobody brings money back.
var gone = []string{"Cryptocurrency", "Western Union", "MoneyGram", "Gift card", "paysafecard"}

// Reversible looks for a way to pay through which a buyer gets the money back when nothing arrives: card, wallet, invoice, cash on delivery. Transfer in
// advance is the custom of small trade in many countries, and a list of ways to pay is seldom whole before the checkout: it never fails here.
var Reversible = checks.Site(checks.Meta{
	ID:     "payment-reversible",
	Title:  "There is a way to pay that protects the buyer",
	Why:    "Buyers who do not know a shop yet choose a way to pay by which they get their money back should nothing arrive.",
	Fix:    "Offer at least one of card, wallet, purchase on invoice or cash on delivery, and name it where the ways to pay stand.",
	Effort: 3,
	Messages: map[string]string{
		"offered":  "Ways to pay through which money can come back: {methods}",
		"gone":     "Only ways to pay were found after which money does not come back: {methods}",
		"unsure":   "The ways to pay that were found do not tell; others may be offered at the checkout: {methods}",
		"not-seen": "No way to pay was recognised on the pages read",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "Verbraucherzentrale (German consumer association), advice on paying in advance", URL: "https://www.verbraucherzentrale.de/", Market: "de"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeReversible)

func judgeReversible(in *checks.Input, _ struct{}) checks.Outcome {
	var back, all []string
	lost := false
	at := in.Snap.Base
	for _, m := range in.Site.Payments {
		all = append(all, m.Name)
		if ok, known := vendor.Recourse(m.Name); known && ok {
			back = append(back, m.Name)
		}
		if slices.Contains(gone, m.Name) {
			lost, at = true, m.URL
		}
	}
	onlyLost := lost && !slices.ContainsFunc(all, func(name string) bool { return !slices.Contains(gone, name) && name != "Bank transfer" })
	names := all[:min(len(all), maxNamed)]
	switch {
	case len(back) > 0:
		return checks.Pass(checks.Msg("offered", "methods", back[:min(len(back), maxNamed)]))
	case len(all) == 0:
		return checks.Unknown(checks.Msg("not-seen"))
	case onlyLost:
		reason := checks.Msg("gone", "methods", names)
		return checks.AbsentInCart(in, checks.Warn(reason, checks.Find(reason, verdict.Evidence{URL: at})))
	default:
		return checks.Unknown(checks.Msg("unsure", "methods", names))
	}
}
