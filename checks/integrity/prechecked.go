package integrity

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/telling"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Prechecked looks for paid extras that are chosen before the buyer did anything: insurance, a longer guarantee, wrapping. What costs nothing, deposits
// and choices of which one must be made are none. What a script ticks, and what the checkout asks, is not seen.
var Prechecked = checks.Site(checks.Meta{
	ID:     "integrity-prechecked",
	Title:  "Paid extras are chosen by the buyer",
	Why:    "Who finds insurance in the basket that nobody asked for looks for more of the kind, or leaves. In the EU and the United Kingdom such a choice does not bind the buyer.",
	Fix:    "Leave the boxes of paid extras empty, so that buyers tick what they want.",
	Effort: 1,
	Messages: map[string]string{
		"none":  "No paid extra is chosen beforehand in the forms read: {seen}",
		"found": "Paid extras that are chosen beforehand: {bad}",
		"extra": "This box is ticked before the buyer does anything: {label}",
		"forms": "No form was read with which goods are ordered",
	},
	Factor: verdict.Integrity, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "Consumer Rights Directive 2011/83/EU, article 22", URL: "https://eur-lex.europa.eu/eli/dir/2011/83/oj", Market: "eu"}},
	Needs:   snapshot.HavePages, Markets: []string{"eu", "uk"}, Since: "0.1",
}, struct{}{}, judgePrechecked)

func judgePrechecked(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	var findings []verdict.Finding
	seen := 0
	met := map[string]bool{}
	products := site.ByRole(facts.RoleProduct)
	pages := slices.Concat(site.ByRole(facts.RoleCart), site.ByRole(facts.RoleCheckout), products[:min(len(products), maxProducts)])
	for p := range site.Each(pages) {
		for _, label := range p.Ticked {
			if paidExtra(label, p.Lang) && !met[label] {
				met[label] = true
				findings = append(findings, checks.Find(checks.Msg("extra", "label", label), verdict.Evidence{URL: site.URL(p), Snippet: label}))
			}
		}
		for i := range p.Forms {
			f := &p.Forms[i]
			if f.Zone.Shared() {
				continue
			}
			seen++
			for _, fd := range f.Fields {
				if fd.Type == "checkbox" && fd.Checked && paidExtra(fd.Label, p.Lang) && !met[fd.Label] {
					met[fd.Label] = true
					findings = append(findings, checks.Find(checks.Msg("extra", "label", fd.Label), verdict.Evidence{URL: site.URL(p), Selector: "form", Snippet: fd.Label, Target: f.Action}))
				}
			}
		}
	}
	switch {
	case len(findings) > 0:
		o := checks.Fail(checks.Msg("found", "bad", len(findings)), findings...)
		o.Confidence, o.Seen = verdict.Sure, seen
		return o
	case seen == 0:
		return checks.NotApplicable(checks.Msg("forms"))
	default:
		return checks.Pass(checks.Msg("none", "seen", seen))
	}
}

// maxProducts is how many product pages are looked at: their forms are made by one template.
const maxProducts = 300

// paidExtra reports whether a box is for a service that costs something.
func paidExtra(label, lang string) bool {
	low := strings.ToLower(label)
	if telling.In(low, telling.NoExtra) || !amount(low) {
		return false
	}
	if onTop.MatchString(low) {
		return true
	}
	for _, h := range cue.Default().Match(label, cue.Body, lang) {
		if h.Concept == cue.PaidExtra && h.Weight >= 0.29 {
			return true
		}
	}
	return false
}

// onTop is an amount that comes on top: "+ 2,50 €", "(+£2.50)", "＋300円". Whatever it is for, it is asked for beside the price of the goods.
var onTop = regexp.MustCompile(`[+＋]\s?(?:(?:[€$£¥₩￥]|us\$|r\$|nt\$|chf|eur|gbp|usd)\s?\d|\d{1,3}(?:[.,]\d{1,3})?\s?(?:[€$£]|chf|eur|gbp|usd|zł|kr|円|元|원))`)

// amount reports whether a label names money above zero.
func amount(low string) bool {
	sign := false
	for _, s := range []string{"€", "$", "£", "¥", "₩", "円", "元", "원", "zł", "eur", "chf", "usd", "gbp", "kr"} {
		sign = sign || strings.Contains(low, s)
	}
	return sign && strings.ContainsAny(low, "123456789")
}
