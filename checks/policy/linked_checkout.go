package policy

import (
	"slices"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/order"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// LinkedCheckout looks whether the pages on the way to paying lead to the terms and to the rules for returns. An empty cart shows less than a
// full one, so only a checkout that was seen can be found wanting.
var LinkedCheckout = checks.Site(checks.Meta{
	ID:     "policy-linked-checkout",
	Title:  "Terms and returns are linked from cart and checkout",
	Why:    "The moment before paying is the one at which buyers want to read what they agree to. Card schemes ask for the link to be there.",
	Fix:    "Keep the links to the terms and to the rules for returns in the cart and in every step of the checkout, best beside the button that orders.",
	Effort: 1,
	Messages: map[string]string{
		"linked":  "Terms and returns are linked from the way to paying: {url}",
		"one":     "The checkout links to only one of terms and returns",
		"neither": "The checkout links neither to the terms nor to the rules for returns",
		"page":    "This page has no link to: {missing}",
		"unseen":  "The checkout was not seen, and the cart that was read is empty or shows no such links",
		"none":    "This shop has no terms or no rules for returns that could be linked; that is judged elsewhere",
	},
	Factor: verdict.PolicyAssurance, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{cards},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeLinkedCheckout)

func judgeLinkedCheckout(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	terms, returns := gather(site, facts.PolicyTerms), gather(site, facts.PolicyReturns, facts.PolicyWithdrawal)
	if !terms.somewhere() || !returns.somewhere() {
		return checks.NotApplicable(checks.Msg("none"))
	}
	var worst checks.Outcome
	for _, role := range []facts.Role{facts.RoleCart, facts.RoleCheckout} {
		for p := range site.Each(site.ByRole(role)) {
			missing := notLinked(site, p, &terms, &returns)
			if len(missing) == 0 {
				return checks.Pass(checks.Msg("linked", "url", site.URL(p)))
			}
			if worst.Status == "" && !p.Truncated && (role == facts.RoleCheckout && asksForData(p) || orderForm(p) != nil) {
				finding := checks.Find(checks.Msg("page", "missing", missing), verdict.Evidence{URL: site.URL(p)})
				if worst = checks.Warn(checks.Msg("one"), finding); len(missing) == 2 {
					worst = checks.Fail(checks.Msg("neither"), finding)
				}
			}
		}
	}
	if worst.Status == "" {
		return checks.Unknown(checks.Msg("unseen"))
	}
	return worst
}

// somewhere reports whether a text is known to lie somewhere, read or not.
func (f *found) somewhere() bool {
	return len(f.whole)+len(f.inTerms)+len(f.files)+len(f.unread) > 0 || f.away != ""
}

// notLinked names what a page does not lead to.
func notLinked(site *facts.Site, p *snapshot.Page, terms, returns *found) []string {
	kinds := map[string][]facts.PolicyKind{"terms": {facts.PolicyTerms}, "returns": {facts.PolicyReturns, facts.PolicyWithdrawal}}
	lang := firstOf(p.Lang, site.Lang)
	var missing []string
	for _, name := range []string{"terms", "returns"} {
		f := terms
		if name == "returns" {
			f = returns
		}
		addresses := f.addresses()
		linked := false
		for l := range site.Snap.Links(p) {
			if l.Kind == snapshot.LinkAnchor && (says(site.Snap.Str(l.Text), lang, kinds[name]) || slices.Contains(addresses, snapshot.Key(site.Snap.Str(l.To)))) {
				linked = true
				break
			}
		}
		if !linked {
			missing = append(missing, name)
		}
	}
	return missing
}

// addresses are where a text lies; returns that stand inside the terms lie there.
func (f *found) addresses() []string {
	var out []string
	for _, list := range [][]facts.Policy{f.whole, f.inTerms, f.files, f.unread} {
		for i := range list {
			out = append(out, snapshot.Key(list[i].URL))
		}
	}
	return out
}

// asksForData reports whether a page has a form with the fields of an order, and not just a place for an e-mail address.
func asksForData(p *snapshot.Page) bool {
	for i := range p.Forms {
		n := 0
		for _, f := range p.Forms[i].Fields {
			if f.Type != "hidden" && f.Type != "submit" {
				n++
			}
		}
		if n >= 5 && !p.Forms[i].Zone.Shared() {
			return true
		}
	}
	return false
}

// orderForm returns the form of a page by which an order ends though it is the cart's: it asks for whom and where to, and its button orders. Nil when there is
// none.
func orderForm(p *snapshot.Page) *snapshot.Form {
	for i := range p.Forms {
		f := &p.Forms[i]
		if f.Zone.Shared() || f.Method != "post" || order.KindOf(f.Submit) == "" {
			continue
		}
		asked := map[cue.Concept]bool{}
		for _, field := range f.Fields {
			switch field.Type {
			case "email":
				asked[cue.EmailField] = true
			case "tel":
				asked[cue.PhoneField] = true
			case "text", "textarea":
				for _, hit := range cue.Default().Match(field.Label, cue.Body, p.Lang) {
					asked[hit.Concept] = true
				}
			}
		}
		if asked[cue.EmailField] && (asked[cue.PhoneField] || asked[cue.AddressField]) {
			return f
		}
	}
	return nil
}
