package payment

import (
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/telling"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Guest looks whether one can order without an account. It needs a word on it: whether the checkout asks for an account is not seen without an order.
var Guest = checks.Site(checks.Meta{
	ID:     "payment-guest",
	Title:  "One can order without an account",
	Why:    "Many leave when they must open an account before they have bought anything.",
	Fix:    "Switch on ordering as a guest in your shop system, and offer the account after the order.",
	Effort: 1,
	Messages: map[string]string{
		"guest":    "One can order without an account: {url}",
		"account":  "An account seems to be needed to order",
		"here":     "This says that an account is needed",
		"not-said": "Whether an account is needed is not said on the pages read, and the checkout was not seen",
		"trade":    "This shop sells to businesses only, or shows its prices to customers only",
	},
	Factor: verdict.Navigation, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "Baymard Institute (2016), reasons for leaving a checkout: 35 % because of a forced account", URL: "https://baymard.com/lists/cart-abandonment-rate"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeGuest)

func judgeGuest(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	var findings []verdict.Finding
	for _, p := range site.Pages {
		if !p.Marked(snapshot.MarkOrdering) || site.Role(p) == facts.RoleBlog {
			continue
		}
		for _, m := range site.Read(p).Marks {
			switch {
			case m.Kind != snapshot.MarkOrdering:
			case m.Value == "guest" && afterOrder(site, p) && !telling.In(strings.ToLower(m.Snippet), telling.Ordering):
				// who withdraws or follows a parcel needs no account; how one orders is another matter
			case m.Value == "guest":
				return checks.Pass(checks.Msg("guest", "url", site.URL(p)))
			case site.Role(p) == facts.RoleCart || site.Role(p) == facts.RoleCheckout || site.Role(p) == facts.RoleHelp:
				findings = append(findings, checks.Find(checks.Msg("here"), verdict.Evidence{URL: site.URL(p), Snippet: m.Snippet}))
			}
		}
	}
	switch {
	case len(findings) == 0:
		return checks.Unknown(checks.Msg("not-said"))
	case !priced(site):
		return checks.NotApplicable(checks.Msg("trade"))
	default:
		return checks.Warn(checks.Msg("account"), findings...)
	}
}

// afterOrder reports whether a page is on what comes after an order and nothing else: delivery, withdrawal, returns.
func afterOrder(site *facts.Site, p *snapshot.Page) bool {
	on := false
	for _, k := range facts.PolicyKinds() {
		for _, pol := range site.Policies(k) {
			switch {
			case pol.Page != p || pol.Form != facts.FormPage:
			case k == facts.PolicyWithdrawal || k == facts.PolicyReturns || k == facts.PolicyShipping:
				on = true
			default:
				return false
			}
		}
	}
	return on
}

// priced reports whether products show prices to everybody: who sells to businesses, or checks ages, needs accounts.
func priced(site *facts.Site) bool {
	for p := range site.Each(site.ByRole(facts.RoleProduct)) {
		if len(p.Prices) > 0 {
			return true
		}
	}
	return false
}
