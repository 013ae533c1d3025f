package integrity

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// ActivityClaims looks whether the number of people who look at a product, or of pieces that are left, is drawn by chance in the page's code, or a
// purchase put together so. What comes from anywhere else cannot be told from true numbers and is left alone.
var ActivityClaims = checks.Site(checks.Meta{
	ID:     "integrity-activity-claims",
	Title:  "Numbers of visitors and of goods left are not drawn by chance",
	Why:    "A line such as \"23 people are looking at this\" moves buyers because they take it for true. Where the code draws the number by chance, it is not, and anybody can read the code.",
	Fix:    "Take the plug-in out, or let it show numbers that your shop counts.",
	Effort: 1,
	Messages: map[string]string{
		"none":     "No number of visitors or of goods left was found that the code seen draws by chance",
		"drawn":    "Numbers that the code draws by chance: {bad}",
		"activity": "The number of people is drawn by chance",
		"stock":    "The number of goods left is drawn by chance",
		"buyer":    "The purchase told of is put together by chance, from one list and another",
	},
	Factor: verdict.Integrity, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "Mathur and others (2019), Dark Patterns at Scale: activity messages and low-stock messages", URL: "https://doi.org/10.1145/3359183"},
		{Title: "Unfair Commercial Practices Directive 2005/29/EC, article 6 and annex I, no. 7", URL: "https://eur-lex.europa.eu/eli/dir/2005/29", Market: "eu"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeActivityClaims)

func judgeActivityClaims(in *checks.Input, _ struct{}) checks.Outcome {
	var findings []verdict.Finding
	add := func(key string, list []code) {
		for _, c := range list {
			findings = append(findings, checks.Find(checks.Msg(key), verdict.Evidence{URL: c.at, Target: c.script, Selector: "script", Snippet: c.Snippet, Value: c.claim}))
		}
	}
	add("activity", codes(in, []string{snapshot.CodeActivity}, cue.ActivityClaim, "activity"))
	add("buyer", codes(in, []string{snapshot.CodeBuyer}, cue.ActivityClaim, "activity"))
	add("stock", codes(in, []string{snapshot.CodeStock}, cue.StockClaim, "stock"))
	if len(findings) == 0 {
		return checks.Pass(checks.Msg("none"))
	}
	o := checks.Fail(checks.Msg("drawn", "bad", len(findings)), findings...)
	o.Confidence = verdict.Sure
	return o
}
