package policy

import (
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// OwnLanguageSettings bound from when on a text's language counts as known.
type OwnLanguageSettings struct {
	// MinLetters is the least number of letters by which a language is told; Chinese, Japanese and Korean need a third of it.
	MinLetters int `toml:"min_letters"`
	// MinSure is how sure the language must be, from 0 to 1.
	MinSure float64 `toml:"min_sure"`
}

// OwnLanguage looks whether the legal texts are written in the shop's main language. A text that is there in several languages counts as the
// shop's, and one whose language is not sure is left out.
var OwnLanguage = checks.Site(checks.Meta{
	ID:     "policy-own-language",
	Title:  "The legal texts are in the shop's language",
	Why:    "Who buys in one language cannot be expected to read the terms in another. Many countries do not let such terms bind the buyer.",
	Fix:    "Have the terms, the privacy policy and the rules for returns translated into the language of the shop, and link that version first.",
	Effort: 3,
	Messages: map[string]string{
		"own":     "The legal texts are in the shop's language: {seen} of {seen}",
		"foreign": "Legal texts in another language than the shop: {bad} of {seen}",
		"none":    "None of the legal texts is in the shop's language",
		"text":    "This text is in another language ({lang}) than the shop ({own})",
		"unsure":  "The language of the shop or of its legal texts is not sure",
	},
	Factor: verdict.PolicyAssurance, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "Consumer Rights Directive 2011/83/EU, article 6(7), and national rules on the language of contracts", URL: "https://eur-lex.europa.eu/eli/dir/2011/83/oj", Market: "eu"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, OwnLanguageSettings{MinLetters: 200, MinSure: 0.9}, judgeOwnLanguage)

func judgeOwnLanguage(in *checks.Input, s OwnLanguageSettings) checks.Outcome {
	site := in.Site
	var findings []verdict.Finding
	seen := 0
	for _, kind := range []facts.PolicyKind{facts.PolicyTerms, facts.PolicyPrivacy, facts.PolicyReturns, facts.PolicyWithdrawal} {
		own, other := 0, (*facts.Policy)(nil)
		for _, pol := range site.Policies(kind) {
			switch {
			case !sureLanguage(&pol, s):
			case sameLanguage(pol.Lang, site.Lang) || homeLanguage(site, pol.Lang):
				own++
			case other == nil:
				other = &pol
			}
		}
		switch {
		case own > 0:
			seen++
		case other != nil && !undecided(site, kind, s):
			seen++
			findings = append(findings, checks.Find(checks.Msg("text", "lang", other.Lang, "own", site.Lang), verdict.Evidence{URL: other.URL, Snippet: other.Title, Value: other.Lang, Limit: site.Lang}))
		}
	}
	switch {
	case site.Lang == "" || seen == 0 || bilingual(site):
		return checks.Unknown(checks.Msg("unsure"))
	case len(findings) == 0:
		return checks.Pass(checks.Msg("own", "seen", seen))
	case len(findings) == seen && seen >= 2:
		return likely(checks.Absent(in, checks.Fail(checks.Msg("none"), findings...)))
	}
	return likely(checks.Absent(in, checks.Warn(checks.Msg("foreign", "bad", len(findings), "seen", seen), findings...)))
}

// sureLanguage reports whether the language of a whole text is known.
func sureLanguage(pol *facts.Policy, s OwnLanguageSettings) bool {
	least := s.MinLetters
	if facts.CJK(pol.Lang) {
		least /= 3
	}
	return pol.Hollow == "" && pol.Page != nil && pol.Form != facts.FormLink && pol.Lang != "" && pol.Letters >= least && pol.Page.LangSure >= float32(s.MinSure)
}

// homeLanguage reports whether the home page is in a language: what most pages are in, such as those of a blog, need not be what the shop is in.
func homeLanguage(site *facts.Site, lang string) bool {
	return site.Home != nil && site.Home.LangSure >= sureHome && sameLanguage(lang, site.Home.Lang)
}

// sureHome is how sure the language of the home page must be.
const sureHome = 0.9

// undecided reports whether some text of a kind was not read, or its language is not sure: it may be the one in the shop's language.
func undecided(site *facts.Site, kind facts.PolicyKind, s OwnLanguageSettings) bool {
	for _, pol := range site.Policies(kind) {
		if pol.Hollow == "" && !sureLanguage(&pol, s) {
			return true
		}
	}
	return false
}

// sameLanguage compares languages without their regions: Traditional and Simplified Chinese are read by the same people well enough.
func sameLanguage(a, b string) bool {
	a, _, _ = strings.Cut(a, "-")
	b, _, _ = strings.Cut(b, "-")
	return a == b
}

// bilingual reports whether a shop speaks several languages side by side, so that nobody can say which one is its main language.
func bilingual(site *facts.Site) bool {
	return len(site.Langs) > 1 && site.Langs[1].N*3 > site.Langs[0].N
}
