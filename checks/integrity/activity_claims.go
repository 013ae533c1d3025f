package integrity

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// ActivityClaims looks whether the number of people who look at a product, or of pieces that are left, is made up by the page: its code draws it by
// chance or changes it by itself, puts a purchase together, or has it written down with its age. What comes from anywhere else cannot be told from true
// numbers and is left alone.
var ActivityClaims = checks.Site(checks.Meta{
	ID:     "integrity-activity-claims",
	Title:  "Numbers of visitors and of goods left are counted, not set by the page's own code",
	Why:    "A line such as \"23 people are looking at this\" moves buyers because they take it for true. Where the page's own code sets the number, it is not, and anybody can read its code.",
	Fix:    "Take the plug-in out, or let it show numbers that your shop counts.",
	Effort: 1,
	Messages: map[string]string{
		"none":          "No number of visitors or of goods left was found that comes out of the page's own code",
		"drawn":         "Claims on visitors, purchases or goods left that come out of the page's own code: {bad}",
		"told":          "Purchases that are told of as a few minutes old again and again: {bad}",
		"activity":      "The number of people is drawn by chance",
		"stock":         "The number of goods left is drawn by chance",
		"buyer":         "The purchase told of is put together by chance, from one list and another",
		"turn":          "The same people are said to have bought each of these products, one after the other, from a list in the page's code",
		"activity-read": "The number of people goes up and down while nothing comes to the page from the shop; two visitors who had never been there saw it",
		"stock-read":    "The number of goods left goes down while nothing comes to the page from the shop, and begins anew for the next visitor",
		"sold-old":      "Purchases are told of as minutes or hours old, and are written down in a file that was last changed more than a day ago",
		"sold-read":     "Two visitors were told of the same purchase as equally old, though more than a minute lay between them; it is written into the page's code",
	},
	Factor: verdict.Integrity, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "Mathur and others (2019), Dark Patterns at Scale: activity messages and low-stock messages", URL: "https://doi.org/10.1145/3359183"},
		{Title: "Unfair Commercial Practices Directive 2005/29/EC, article 6 and annex I, no. 7", URL: "https://eur-lex.europa.eu/eli/dir/2005/29", Market: "eu"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeActivityClaims)

// readBy names, for a finding in code, the kind of claim that was read.
var readBy = map[string]string{"activity": "activity", "stock": "stock", "buyer": "bought"}

func judgeActivityClaims(in *checks.Input, _ struct{}) checks.Outcome {
	var findings []verdict.Finding
	add := func(key string, list []code) {
		for _, c := range list {
			ev := verdict.Evidence{URL: c.at, Target: c.script, Selector: "script", Snippet: c.Snippet, Value: c.claim}
			findings = append(findings, checks.Find(checks.Msg(key), append([]verdict.Evidence{ev}, readingsFor(in, readBy[key], c.at)...)...))
		}
	}
	add("activity", codes(in, []string{snapshot.CodeActivity}, cue.ActivityClaim, "activity"))
	add("buyer", codes(in, []string{snapshot.CodeBuyer}, cue.ActivityClaim, "activity"))
	add("stock", codes(in, []string{snapshot.CodeStock}, cue.StockClaim, "stock"))
	findings = append(findings, inTurn(in)...)
	if len(findings) == 0 {
		findings = byReading(in) // the code of a page need not be readable
	}
	proven, told := writtenDown(in)
	findings = append(findings, proven...)
	switch {
	case len(findings) > 0:
	case len(told) > 0:
		o := checks.Warn(checks.Msg("told", "bad", len(told)), told...)
		o.Confidence = verdict.Likely
		return o
	default:
		return checks.Pass(checks.Msg("none"))
	}
	o := checks.Fail(checks.Msg("drawn", "bad", len(findings)), findings...)
	o.Confidence = verdict.Sure
	return o
}

// inTurn finds lists of people who are said to have bought "this" that stand in the code of several products' pages, word for word.
func inTurn(in *checks.Input) (out []verdict.Finding) {
	at := map[string][]string{}
	var order []string
	for p := range in.Site.Each(in.Site.ByRole(facts.RoleProduct)) {
		for _, m := range p.Marks {
			if m.Kind != snapshot.MarkCode || m.Value != snapshot.CodeTurn {
				continue
			}
			if len(at[m.Snippet]) == 0 {
				order = append(order, m.Snippet)
			}
			at[m.Snippet] = append(at[m.Snippet], in.Site.URL(p))
		}
	}
	for _, list := range order {
		if pages := at[list]; len(pages) > 1 {
			out = append(out, checks.Find(checks.Msg("turn"), verdict.Evidence{URL: pages[0], Selector: "script", Snippet: list}, verdict.Evidence{URL: pages[1], Selector: "script", Snippet: list}))
		}
	}
	return out
}
