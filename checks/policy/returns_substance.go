package policy

import (
	"fmt"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// SubstanceSettings bound how much the rules for returns must say.
type SubstanceSettings struct {
	// Pass is the number of the five points from which the check passes.
	Pass int `toml:"pass"`
	// Fail is the number of points up to which it fails.
	Fail int `toml:"fail"`
	// Brief is the length in letters up to which a text that says next to nothing may fail: of a longer one we may have missed something.
	Brief int `toml:"brief"`
	// BriefCJK is the same for Chinese, Japanese and Korean.
	BriefCJK int `toml:"brief_cjk"`
}

// ReturnsSubstance looks at what the rules for returns say, wherever the shop says it. Where nothing can be sent back, or nothing is sent out,
// there is nothing to say. That rules are missing at all is judged by policy-returns.
var ReturnsSubstance = checks.Site(checks.Meta{
	ID:     "policy-returns-substance",
	Title:  "The rules for returns answer what buyers ask",
	Why:    "How long, in what state, at whose cost, how, and when the money comes back: a buyer who finds no answer expects the worst of each.",
	Fix:    "Say in the rules for returns how many days there are and from when, what state the goods must be in, who pays for sending them back, where or how to send them, and within how many days the money is paid back.",
	Effort: 1,
	Messages: map[string]string{
		"found":        "The rules for returns say what buyers ask: {n} of 5 points",
		"thin":         "The rules for returns leave questions open: {n} of 5 points were found",
		"no-period":    "It was not found how many days there are to send something back",
		"no-condition": "It was not found what state the goods must be in",
		"no-cost":      "It was not found who pays for sending goods back",
		"no-way":       "It was not found how or where to send goods back",
		"no-refund":    "It was not found within how many days the money is paid back",
		"no-returns":   "The shop says that nothing can be sent back",
		"digital":      "The shop seems to sell downloads only, so nothing is sent back",
		"none":         "No rules for returns were found, which another check judges",
		"unread":       "Some of it may stand in a text that was not read in full: {url}",
	},
	Factor: verdict.PolicyAssurance, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "Google Merchant Center, return policy: what it has to state", URL: "https://support.google.com/merchants/answer/10220642"},
		{Title: "Consumer Rights Directive 2011/83/EU, article 6(1)(h) and (i)", URL: "https://eur-lex.europa.eu/eli/dir/2011/83/oj", Market: "eu"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
	Rests: []string{"claim-return-window", "claim-return-condition", "claim-return-cost", "claim-return-method", "claim-refund-time"},
}, SubstanceSettings{Pass: 4, Fail: 1, Brief: 900, BriefCJK: 300}, judgeSubstance)

// points are what the rules for returns should say, with the message of each that is missing.
var points = []struct {
	missing string
	kinds   []claim.Kind
}{
	{"no-period", []claim.Kind{claim.ReturnWindow, claim.WithdrawalRight}},
	{"no-condition", []claim.Kind{claim.ReturnCondition, claim.ReturnException}},
	{"no-cost", []claim.Kind{claim.ReturnCost}},
	{"no-way", []claim.Kind{claim.ReturnMethod, claim.ModelForm}},
	{"no-refund", []claim.Kind{claim.RefundTime}},
}

func judgeSubstance(in *checks.Input, s SubstanceSettings) checks.Outcome {
	site := in.Site
	f := gather(site, texts...)
	switch {
	case site.SellsDigital:
		return checks.NotApplicable(checks.Msg("digital"))
	case !f.told():
		return f.untold(site)
	}
	best := f.best()
	var open []verdict.Finding
	for _, p := range points {
		if !states(site, p.kinds...) && !(p.missing == "no-way" && f.turn() != "") {
			open = append(open, checks.Find(checks.Msg(p.missing), verdict.Evidence{URL: best.URL, Snippet: best.Title}))
		}
	}
	n := len(points) - len(open)
	switch {
	case n >= s.Pass:
		return checks.Pass(checks.Msg("found", "n", n))
	case states(site, claim.NoReturns) && !states(site, claim.ReturnWindow, claim.WithdrawalRight), site.NoRight():
		return checks.NotApplicable(checks.Msg("no-returns"))
	}
	if at := f.unseen(site, withTerms...); at != "" {
		return checks.Unknown(checks.Msg("unread", "url", at))
	}
	reason := checks.Msg("thin", "n", n)
	open[0].Evidence[0].Value, open[0].Evidence[0].Limit = fmt.Sprintf("%d of %d", n, len(points)), fmt.Sprintf("at least %d", s.Pass)
	if n <= s.Fail && length(site, &best) <= least(best.Lang, s.Brief, s.BriefCJK) {
		return checks.Absent(in, checks.Fail(reason, open...))
	}
	o := checks.Warn(reason, open...)
	o.Confidence = verdict.Likely
	return checks.Absent(in, o)
}

// untold answers where there is no text on returns that says something.
func (f *found) untold(site *facts.Site) checks.Outcome {
	if at := f.unseen(site, texts...); at != "" {
		return checks.Unknown(checks.Msg("unread", "url", at))
	}
	return checks.NotApplicable(checks.Msg("none"))
}

// turn returns the sentence that asks buyers to tell the seller first of goods that are not as they should be: whoever does is told how they go back.
func (f *found) turn() string {
	for i := range f.whole {
		if s := claim.Turn(f.whole[i].Title, f.whole[i].Text, f.whole[i].Lang); s != "" {
			return s
		}
	}
	return ""
}
