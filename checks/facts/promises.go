package facts

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// kindsNamed lists the policies that a link names: the one that it most likely leads to, and those beside it in "Shipping & returns".
func (s *Site) kindsNamed(text, address string) []PolicyKind {
	return s.kindsOf(s.meaning(text, address), text, s.Lang)
}

func (s *Site) kindsOf(c cue.Concept, name, lang string) []PolicyKind {
	first, ok := policyOf[c]
	if !ok {
		return nil
	}
	kinds := []PolicyKind{first}
	if !joined(name) {
		return kinds
	}
	for _, h := range s.cues.Match(name, cue.LinkText, lang) {
		if k, ok := policyOf[h.Concept]; ok && h.Weight >= 1 && !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// joined reports whether a name joins several things.
func joined(name string) bool {
	if strings.ContainsAny(name, "&/+,、・·") {
		return true
	}
	for w := range strings.FieldsSeq(cue.Fold(name)) {
		switch w {
		case "and", "und", "et", "y", "e", "i", "oraz", "en":
			return true
		}
	}
	return strings.ContainsAny(name, "和与與及と")
}

// maxPromising bounds the pages that are read for what they promise.
const maxPromising = 60

// fromPromises finds texts that nothing calls a policy: "Our promise", which says how long and at whose cost goods can be returned. They count where
// no other text of their kind says something.
func (g *policies) fromPromises() {
	s, left := g.s, maxPromising
	for _, p := range s.Pages {
		switch s.Role(p) {
		case RoleContent, RoleHelp, RoleAbout, RoleGuide, RoleContact, RolePolicy:
		default:
			continue
		}
		if !p.TextKept || s.article(s.URL(p)) || s.otherMatter(p.Title, p.Lang) || s.asides[p.ID] || left == 0 {
			continue
		}
		left--
		title, text := heading(s.Read(p)), s.own(p.Text)
		if s.tellsOfItself(p) || s.reported(p) {
			continue
		}
		for _, k := range promised(claim.ReadUnder(title, text, or(p.Lang, s.Lang)), CJK(p.Lang)) {
			if s.Role(p) == RolePolicy && !(k == PolicyReturns && policyOf[s.concepts[p.ID]] == PolicyShipping) && !s.tellsReturns(p) && k != PolicyWithdrawal && k != PolicyWarranty && !(k == PolicyShipping && policyOf[s.concepts[p.ID]] == PolicyTerms) || k == PolicyWarranty && s.Role(p) != RolePolicy && s.Role(p) != RoleHelp || k == PolicyWithdrawal && CJK(p.Lang) {
				continue // found by its headings; a right and a guarantee may be told in a sentence, but where all returns are called by its name
			}
			if !slices.ContainsFunc(s.policies[k], func(pol Policy) bool { return pol.Hollow == "" && pol.Form != FormLink }) {
				g.add(Policy{Kind: k, Form: FormSection, URL: s.URL(p), Title: title, Page: p, Lang: p.Lang, Text: text, Letters: letters(text)})
			}
		}
	}
}

// tellsReturns reports whether a policy of another kind is where shops of East Asia tell of returns without a heading: a text on delivery, or the notice
// by law of who sells.
func (s *Site) tellsReturns(p *snapshot.Page) bool {
	k := policyOf[s.concepts[p.ID]]
	return CJK(p.Lang) && (k == PolicyShipping || k == PolicyImprint)
}

// promised lists the kinds of policy that a text is by its claims alone. One claim is made in passing, several make a policy.
func promised(claims []claim.Claim, eastern bool) []PolicyKind {
	has := map[claim.Kind]bool{}
	for i := range claims {
		has[claims[i].Kind] = true
	}
	count := func(kinds ...claim.Kind) (n int) {
		for _, k := range kinds {
			if has[k] {
				n++
			}
		}
		return n
	}
	var out []PolicyKind
	if count(claim.Controller, claim.Purposes, claim.Recipients, claim.Retention, claim.Rights, claim.ComplaintBody, claim.LegalBasis) >= 3 {
		out = append(out, PolicyPrivacy)
	}
	how := count(claim.ReturnCost, claim.RefundTime, claim.ReturnMethod, claim.ReturnCondition, claim.ReturnException)
	if has[claim.ReturnWindow] && how >= 1 || eastern && has[claim.WithdrawalRight] && how >= 2 || has[claim.NoReturns] && how+count(claim.DeliveryTime, claim.DeliveryCost, claim.FreeFrom) >= 1 {
		out = append(out, PolicyReturns)
	}
	if where, cost := count(claim.DeliveryRegion, claim.Carrier), count(claim.DeliveryCost, claim.FreeFrom); has[claim.DeliveryTime] && where+cost >= 1 || where >= 1 && cost >= 1 {
		out = append(out, PolicyShipping)
	}
	if slices.ContainsFunc(claims, func(c claim.Claim) bool { return c.Kind == claim.Warranty && c.Value != "" }) {
		out = append(out, PolicyWarranty)
	}
	if has[claim.WithdrawalRight] {
		out = append(out, PolicyWithdrawal)
	}
	return out
}

// NoRight reports whether a text on withdrawal says of goods that the right does not apply to them, as of all that is made to measure, and no text names
// a right or days to send something back. A shop with a cart sells more than what is made to order, as a rule, and lists exceptions.
func (s *Site) NoRight() bool {
	if len(s.Stated(claim.WithdrawalRight, claim.ReturnWindow)) > 0 || len(s.ByRole(RoleCart))+len(s.ByRole(RoleCheckout)) > 0 {
		return false
	}
	for _, pol := range s.Policies(PolicyWithdrawal) {
		if slices.ContainsFunc(pol.Claims, func(c claim.Claim) bool { return c.Kind == claim.ReturnException }) {
			return true
		}
	}
	return false
}
