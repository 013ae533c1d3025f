package policy

import (
	"fmt"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// PrivacySettings bound how short a privacy policy may be.
type PrivacySettings struct {
	// MinLetters is the least number of letters and digits: those of some 800 characters, with blanks and signs.
	MinLetters int `toml:"min_letters"`
	// MinLettersCJK is the same for Chinese, Japanese and Korean, which say as much in fewer.
	MinLettersCJK int `toml:"min_letters_cjk"`
}

// Privacy looks for a text on how the shop treats personal data: a page, a part of a page, or a file. What it says is not judged here.
var Privacy = checks.Site(checks.Meta{
	ID:     "policy-privacy",
	Title:  "A privacy policy can be read",
	Why:    "Who orders gives away name, address and often more. Buyers want to know what happens to it, and most countries ask shops to tell.",
	Fix:    "Publish a page that says which personal data you collect, what for, who gets them, how long you keep them and whom to ask, and link to it in the footer.",
	Effort: 3,
	Messages: messages("privacy policy", map[string]string{
		"found": "A privacy policy was found: {url}",
		"short": "The privacy policy is very short: {letters} letters",
	}),
	Factor: verdict.Privacy, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{
		{Title: "General Data Protection Regulation (EU) 2016/679, article 13", URL: "https://eur-lex.europa.eu/eli/reg/2016/679/oj", Market: "eu"},
		cards,
	},
	Rests: []string{"policy-privacy", "hollow"},
	Needs: snapshot.HavePages, Since: "0.1",
}, PrivacySettings{MinLetters: 650, MinLettersCJK: 250}, judgePrivacy)

func judgePrivacy(in *checks.Input, s PrivacySettings) checks.Outcome {
	f := gather(in.Site, facts.PolicyPrivacy)
	f.whole = append(f.whole, f.inTerms...)
	return f.longEnough(in, s.MinLetters, s.MinLettersCJK)
}

// longEnough passes texts of at least so many letters and warns of shorter ones.
func (f *found) longEnough(in *checks.Input, latin, cjk int) checks.Outcome {
	if len(f.whole) == 0 {
		return f.missing(in)
	}
	for i := range f.whole {
		pol := &f.whole[i]
		if length(in.Site, pol) >= least(pol.Lang, latin, cjk) {
			return checks.Pass(checks.Msg("found", "url", pol.URL))
		}
	}
	pol := &f.whole[0]
	switch {
	case pol.Page != nil && (pol.Page.Shell || pol.Page.Truncated):
		return checks.Unknown(checks.Msg("unread", "url", pol.URL))
	case len(f.unread) > 0:
		return checks.Unknown(checks.Msg("unread", "url", f.unread[0].URL))
	case f.away != "":
		return checks.Unknown(checks.Msg("unread", "url", f.away))
	}
	n := length(in.Site, pol)
	reason := checks.Msg("short", "letters", n)
	return checks.Warn(reason, checks.Find(reason, verdict.Evidence{
		URL: pol.URL, Snippet: pol.Title, Value: fmt.Sprintf("%d letters", n), Limit: fmt.Sprintf("at least %d", least(pol.Lang, latin, cjk)),
	}))
}
