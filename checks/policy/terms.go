package policy

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// TermsSettings bound how thin terms of sale may be.
type TermsSettings struct {
	// MinLetters is the least number of letters and digits.
	MinLetters int `toml:"min_letters"`
	// MinLettersCJK is the same for Chinese, Japanese and Korean, which say as much in fewer.
	MinLettersCJK int `toml:"min_letters_cjk"`
}

// Terms looks for terms of sale: a page of their own, a part of a combined legal page, or a file.
var Terms = checks.Site(checks.Meta{
	ID:     "policy-terms",
	Title:  "The terms of sale can be read",
	Why:    "The terms say when a contract comes about, who bears which risk and what happens in a dispute. A shop without them leaves the buyer to guess.",
	Fix:    "Publish your terms of sale as a page of their own and link to it in the footer. Use words that your customers understand.",
	Effort: 3,
	Messages: messages("terms of sale", map[string]string{
		"found": "Terms of sale were found: {url}",
		"short": "The terms of sale are very short: {letters} letters",
		"pdf":   "The terms of sale were found as a file only, laid out for paper and not for the screen of a phone",
		"none":  "No terms of sale were found on the pages read",
	}),
	Factor: verdict.PolicyAssurance, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{
		{Title: "Consumer Rights Directive 2011/83/EU, article 6", URL: "https://eur-lex.europa.eu/eli/dir/2011/83/oj", Market: "eu"},
		cards,
	},
	Rests: []string{"policy-terms", "hollow"},
	Needs: snapshot.HavePages, Since: "0.1",
}, TermsSettings{MinLetters: 400, MinLettersCJK: 150}, judgeTerms)

func judgeTerms(in *checks.Input, s TermsSettings) checks.Outcome {
	f := gather(in.Site, facts.PolicyTerms)
	return f.longEnough(in, s.MinLetters, s.MinLettersCJK)
}
