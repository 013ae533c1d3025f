package payment

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Surcharge looks for sentences that name an extra charge, with its amount, for paying by card or wallet. Charges for cash on delivery, which cost the
// shop a courier's work, and for cards of businesses are none.
var Surcharge = checks.Site(checks.Meta{
	ID:     "payment-surcharge",
	Title:  "Paying by card costs nothing extra",
	Why:    "A charge that comes up only when one chooses how to pay makes a price look lower than it is. In the EU and the United Kingdom shops usually may not ask it of consumers.",
	Fix:    "Take the charge for card payments out, or work it into your prices.",
	Effort: 1,
	Messages: map[string]string{
		"none":   "No extra charge for paying by card or wallet was found on the pages read",
		"found":  "Sentences that name an extra charge for paying by card or wallet: {bad}",
		"charge": "An extra charge is named here",
	},
	Factor: verdict.PolicyAssurance, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "Payment Services Directive (EU) 2015/2366, article 62(4)", URL: "https://eur-lex.europa.eu/eli/dir/2015/2366/oj", Market: "eu"}},
	Needs:   snapshot.HavePages, Markets: []string{"eu", "uk"}, Since: "0.1",
}, struct{}{}, judgeSurcharge)

func judgeSurcharge(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	var findings []verdict.Finding
	met := map[string]bool{}
	for _, p := range site.Pages {
		if site.Role(p) == facts.RoleBlog || !p.Marked(snapshot.MarkSurcharge) {
			continue
		}
		for _, m := range site.Read(p).Marks {
			if m.Kind != snapshot.MarkSurcharge || met[m.Snippet] || m.Value == snapshot.SurchargeLine && site.Role(p) == facts.RoleProduct {
				continue // goods may be supplements of another kind
			}
			met[m.Snippet] = true
			findings = append(findings, checks.Find(checks.Msg("charge"), verdict.Evidence{URL: site.URL(p), Snippet: m.Snippet}))
		}
	}
	if len(findings) == 0 {
		return checks.Pass(checks.Msg("none"))
	}
	o := checks.Warn(checks.Msg("found", "bad", len(findings)), findings...)
	o.Confidence = verdict.Likely
	return o
}
