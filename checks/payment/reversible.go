package payment

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/telling"
	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// gone are ways to pay after which nobody brings money back.
var gone = []string{"Cryptocurrency", "Western Union", "MoneyGram", "Gift card", "paysafecard"}

// Reversible looks for a way to pay through which a buyer gets the money back when nothing arrives: card, wallet, invoice, cash on delivery. Transfer in
// advance is the custom of small trade in many countries, and a list of ways to pay is seldom whole before the checkout: it never fails here, and
// warns only where the shop itself says that it takes nothing else.
var Reversible = checks.Site(checks.Meta{
	ID:     "payment-reversible",
	Title:  "There is a way to pay that protects the buyer",
	Why:    "Buyers who do not know a shop yet choose a way to pay by which they get their money back should nothing arrive.",
	Fix:    "Offer at least one of card, wallet, purchase on invoice or cash on delivery, and name it where the ways to pay stand.",
	Effort: 3,
	Messages: map[string]string{
		"offered":  "Ways to pay through which money can come back: {methods}",
		"gone":     "Only ways to pay were found after which money does not come back: {methods}",
		"advance":  "Only transfer in advance is taken, which buyers cannot call back",
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
	onlyLost := lost && !slices.ContainsFunc(all, func(name string) bool { return !slices.Contains(gone, name) && name != transfer })
	names := all[:min(len(all), maxNamed)]
	switch {
	case len(back) > 0:
		return checks.Pass(checks.Msg("offered", "methods", back[:min(len(back), maxNamed)]))
	case len(all) == 0:
		return checks.Unknown(checks.Msg("not-seen"))
	case onlyLost:
		reason := checks.Msg("gone", "methods", names)
		return checks.AbsentInCart(in, checks.Warn(reason, checks.Find(reason, verdict.Evidence{URL: at})))
	case !slices.ContainsFunc(all, func(name string) bool { return name != transfer }):
		if ev, told := onlyTransfer(in.Site); told {
			return checks.AbsentInCart(in, checks.Warn(checks.Msg("advance"), checks.Find(checks.Msg("advance"), ev)))
		}
	}
	return checks.Unknown(checks.Msg("unsure", "methods", names))
}

// transfer is the name of a transfer to the seller's account, onlyNear how near, in bytes, "only" stands to it where it is meant ("only against payment in advance by bank
// transfer"), and afterNear how near what says that something comes later.
const (
	transfer  = "Bank transfer"
	onlyNear  = 36
	afterNear = 26
)

// onlyTransfer returns where the shop says that it takes a transfer and nothing else: in its texts on payment, its terms, its cart or its answers.
func onlyTransfer(site *facts.Site) (verdict.Evidence, bool) {
	for _, kind := range []facts.PolicyKind{facts.PolicyPayment, facts.PolicyTerms} {
		for _, p := range site.Policies(kind) {
			if s := sayingOnly(p.Text); s != "" {
				return verdict.Evidence{URL: p.URL, Snippet: s}, true
			}
		}
	}
	for _, role := range []facts.Role{facts.RoleCart, facts.RoleCheckout, facts.RoleHelp} {
		for p := range site.Each(site.ByRole(role)) {
			if s := sayingOnly(p.Text); s != "" {
				return verdict.Evidence{URL: site.URL(p), Snippet: s}, true
			}
		}
	}
	return verdict.Evidence{}, false
}

// sayingOnly returns the sentence of a text in which "only" stands beside a transfer: right before it, or behind it where its clause ends.
func sayingOnly(text string) string {
	for _, span := range vendor.Payments(text) {
		if span.Name != transfer {
			continue
		}
		before := text[max(0, span.Start-onlyNear):span.Start]
		before = strings.ToLower(strings.ToValidUTF8(before[strings.LastIndexAny(before, ".,;:!?()\n")+1:], ""))
		behind := text[span.End:min(len(text), span.End+onlyNear)]
		if end := strings.IndexAny(behind, ".,;:!?()\n。、，；"); end >= 0 {
			behind = behind[:end]
		}
		behind = strings.ToLower(strings.ToValidUTF8(behind, "")) + " "
		if !telling.In(before, telling.Only) && !closing(behind) || telling.In(strings.ToValidUTF8(before[max(0, len(before)-afterNear):], ""), telling.After) {
			continue
		}
		if sentence := cue.Sentence(text, cue.Hit{Start: span.Start, End: span.End}); !telling.In(strings.ToLower(sentence), telling.NotOnly) {
			return sentence
		}
	}
	return ""
}

// closing reports whether "only" ends a clause, or follows at once where a language puts it behind.
func closing(behind string) bool {
	word := telling.Find(behind, telling.Only)
	return word != "" && (strings.HasSuffix(strings.TrimSpace(behind), strings.TrimSpace(word)) || word[0] >= 0x80 && strings.Index(behind, word) <= len("으로"))
}
