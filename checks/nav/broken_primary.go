package nav

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// BrokenPrimary looks where the links of header, menu and footer lead. Each broken target counts once, wherever it is linked from; here
// and not in nav-broken-internal. The cart is the matter of nav-cart-reachable.
var BrokenPrimary = checks.Site(checks.Meta{
	ID:     "nav-broken-primary",
	Title:  "Every link in header, menu and footer leads to a page",
	Why:    "These links are on every page. One that leads nowhere tells visitors that nobody looks after the shop.",
	Fix:    "Correct or remove the links listed here in the menu and footer settings of your shop system, or bring the missing page back.",
	Effort: 1,
	Messages: map[string]string{
		"all-lead": "Links in header, menu and footer that were followed and lead to a page: {seen}; not followed: {rest}",
		"broken":   "Links in header, menu and footer that lead nowhere: {bad} of {seen} followed",
		"none":     "No link in header, menu or footer could be followed",
		"target":   "\"{text}\" leads to {answer}; pages with this link: {pages}",
	},
	Factor: verdict.Navigation, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{
		{Title: "Nielsen Norman Group, Trustworthiness in Web Design: 4 Credibility Factors", URL: "https://www.nngroup.com/articles/trustworthy-design/"},
		{Title: "Google Merchant Center, requirements for online shops"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeBrokenPrimary)

func judgeBrokenPrimary(in *checks.Input, _ struct{}) checks.Outcome {
	var found []verdict.Finding
	seen, rest, sure := 0, 0, verdict.Likely
	tell := func(t *facts.Target, answer string, c verdict.Confidence) {
		seen++
		if c == verdict.Sure { // one sure break is enough to fail
			sure = c
		}
		found = append(found, checks.Find(checks.Msg("target", "text", t.From[0].Text, "answer", answer, "pages", t.Total), places(t.From, t.URL, answer)...))
	}
	for i := range in.Site.Targets {
		t := &in.Site.Targets[i]
		if !t.Frame || !inFrame(in.Site, t) || in.Site.IsCart(t) {
			continue
		}
		switch s := in.Site.State(t); {
		case s == facts.Unclear:
			rest++
		case !facts.Broken(s):
			seen++
		default:
			tell(t, in.Site.AnswerOf(t), certainty(s, t.Exchange()))
		}
	}
	for i := range in.Site.Malformed {
		if t := &in.Site.Malformed[i]; len(t.From) > 0 && inFrame(in.Site, t) && !statedContact(in.Site, t) {
			d, _ := in.Site.DefectOf(t.URL)
			tell(t, defects[d], verdict.Sure)
		}
	}
	var o checks.Outcome
	switch {
	case len(found) > 0:
		o = checks.Fail(checks.Msg("broken", "bad", len(found), "seen", seen), found...)
		o.Confidence = sure
	case seen == 0:
		o = checks.Unknown(checks.Msg("none"))
	default:
		o = checks.Pass(checks.Msg("all-lead", "seen", seen, "rest", rest))
	}
	o.Seen = seen
	return o
}
