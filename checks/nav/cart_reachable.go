package nav

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// CartReachable looks whether the cart answers. Nothing is put into it. A cart that needs a sign-in answers too, and one that scripts open has no
// page to ask for.
var CartReachable = checks.Site(checks.Meta{
	ID:     "nav-cart-reachable",
	Title:  "The cart can be opened",
	Why:    "Whoever cannot open the cart cannot buy, whatever else is right.",
	Fix:    "Open the cart from the links listed here. If it shows an error, look into the error log of your shop for the same minute; a plug-in, a template or the address in the shop's settings is the usual reason.",
	Effort: 8,
	Messages: map[string]string{
		"opens":   "The cart answers",
		"broken":  "The cart could not be opened: it leads to {answer}",
		"sign-in": "The cart is open to customers who have signed in only",
		"unclear": "The cart was not asked for, or something stood in the way",
		"none":    "No link to a page with the cart was seen; it may be opened by a script",
		"no-shop": "No product was seen that could be put into a cart",
		"target":  "\"{text}\" leads to {answer}; pages with this link: {pages}",
	},
	Factor: verdict.SystemQuality, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{{Title: "Google Merchant Center, a complete and working checkout", URL: "https://support.google.com/merchants/answer/9158778"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeCartReachable)

func judgeCartReachable(in *checks.Input, _ struct{}) checks.Outcome {
	if len(in.Site.ByRole(facts.RoleCart)) > 0 {
		return checks.Pass(checks.Msg("opens"))
	}
	var found []verdict.Finding
	carts, answer, sure := 0, "", verdict.Sure
	for i := range in.Site.Targets {
		t := &in.Site.Targets[i]
		if !in.Site.IsCart(t) {
			continue
		}
		carts++
		if t.Page != nil && t.Page.Obstacle == snapshot.ObstacleLoginWall {
			return checks.NotApplicable(checks.Msg("sign-in"))
		}
		switch s := in.Site.State(t); {
		case s == facts.Alive:
			return checks.Pass(checks.Msg("opens"))
		case s == facts.Unclear || s.Odd() || t.Exchange().Tries < 2:
			return checks.Unknown(checks.Msg("unclear"))
		default:
			answer = in.Site.AnswerOf(t)
			sure = lessSure(sure, certainty(s, t.Exchange()))
			found = append(found, checks.Find(checks.Msg("target", "text", t.From[0].Text, "answer", answer, "pages", t.Total), places(t.From, t.URL, answer)...))
		}
	}
	switch {
	case len(found) > 0:
		o := checks.Fail(checks.Msg("broken", "answer", answer), found...)
		o.Confidence, o.Seen = sure, carts
		return o
	case len(in.Site.ByRole(facts.RoleProduct)) == 0:
		return checks.NotApplicable(checks.Msg("no-shop"))
	default:
		return checks.Unknown(checks.Msg("none"))
	}
}
