package privacy

import (
	"fmt"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// ContentSettings bound how much a privacy policy must say.
type ContentSettings struct {
	// Pass is the number of the five points from which the check passes.
	Pass int `toml:"pass"`
	// Fail is the number of points up to which it fails.
	Fail int `toml:"fail"`
	// Brief is the length in letters up to which a policy that says next to nothing may fail: of a longer one we may have missed something.
	Brief int `toml:"brief"`
	// BriefCJK is the same for Chinese, Japanese and Korean.
	BriefCJK int `toml:"brief_cjk"`
}

// Content looks at what the privacy policy says: what data are for, who gets them, how long they are kept, which rights there are, and whom to
// turn to.
var Content = checks.Site(checks.Meta{
	ID:     "privacy-content",
	Title:  "The privacy policy says what happens to the data",
	Why:    "What for, who else, for how long, and what can I do about it: a policy that answers this was written for readers.",
	Fix:    "Say in the privacy policy what you use data for, who gets them, how long you keep them, which rights your customers have, and which authority they can turn to.",
	Effort: 1,
	Messages: map[string]string{
		"found":         "The privacy policy says what happens to the data: {n} of 5 points",
		"thin":          "The privacy policy leaves questions open: {n} of 5 points were found",
		"no-purposes":   "It was not found what the data are used for",
		"no-recipients": "It was not found who gets the data",
		"no-retention":  "It was not found how long the data are kept",
		"no-rights":     "It was not found which rights customers have over their data",
		"no-body":       "It was not found which authority customers can turn to",
		"none":          "No privacy policy was found, which another check judges",
		"unread":        "It may stand in a text that was not read in full: {url}",
	},
	Factor: verdict.Privacy, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{gdpr, lgpd},
	Needs:   snapshot.HavePages, Markets: []string{"eu", "uk", "br"}, Since: "0.1",
	Rests: []string{"claim-purposes", "claim-recipients", "claim-retention", "claim-rights", "claim-complaint-body"},
}, ContentSettings{Pass: 4, Fail: 1, Brief: 1500, BriefCJK: 500}, judgeContent)

// points are what a privacy policy should say, with the message of each that is missing.
var points = []struct {
	missing string
	kinds   []claim.Kind
}{
	{"no-purposes", []claim.Kind{claim.Purposes, claim.LegalBasis}},
	{"no-recipients", []claim.Kind{claim.Recipients, claim.Transfer}},
	{"no-retention", []claim.Kind{claim.Retention}},
	{"no-rights", []claim.Kind{claim.Rights}},
	{"no-body", []claim.Kind{claim.ComplaintBody}},
}

func judgeContent(in *checks.Input, s ContentSettings) checks.Outcome {
	list, unseen := texts(in.Site)
	if len(list) == 0 {
		return unjudged(unseen)
	}
	longest := list[0]
	var open []verdict.Finding
	for _, p := range points {
		if len(in.Site.Stated(p.kinds...)) == 0 {
			open = append(open, checks.Find(checks.Msg(p.missing), verdict.Evidence{URL: longest.URL, Snippet: longest.Title}))
		}
	}
	n := len(points) - len(open)
	reason := checks.Msg("thin", "n", n)
	switch {
	case n >= s.Pass:
		return checks.Pass(checks.Msg("found", "n", n))
	case unseen != "":
		return checks.Unknown(checks.Msg("unread", "url", unseen))
	}
	open[0].Evidence[0].Value, open[0].Evidence[0].Limit = fmt.Sprintf("%d of %d", n, len(points)), fmt.Sprintf("at least %d", s.Pass)
	brief := s.Brief
	if facts.CJK(longest.Lang) {
		brief = s.BriefCJK
	}
	if n <= s.Fail && longest.Letters <= brief {
		return checks.Absent(in, checks.Fail(reason, open...))
	}
	o := checks.Warn(reason, open...)
	o.Confidence = verdict.Likely
	return checks.Absent(in, o)
}
