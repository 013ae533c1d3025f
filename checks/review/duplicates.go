package review

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// DuplicatesSettings say how many reviews may be the same.
type DuplicatesSettings struct {
	// Least is the least number of reviews that are long enough to be told apart; below, nothing is said.
	Least int `toml:"least"`
	// Pass is the share of reviews with the text of another up to which the check passes.
	Pass float64 `toml:"pass"`
	// Warn is the share up to which it only warns.
	Warn float64 `toml:"warn"`
	// Fail is the least number of such reviews for a fail.
	Fail int `toml:"fail"`
}

// Duplicates looks for reviews with the same words under different names. One review that is shown in several places, such as beside each colour of
// a product or on the home page, has one name and is one review; where no names are shown, nothing can be told.
var Duplicates = checks.Site(checks.Meta{
	ID:     "review-duplicates",
	Title:  "No two customers wrote the same review",
	Why:    "Two people do not find the same forty words for what they bought. Whoever sees it believes none of the reviews any more.",
	Fix:    "Find out how the reviews came into your shop (an import, a plug-in's examples, an agency), and take out those that no buyer wrote.",
	Effort: 3,
	Messages: map[string]string{
		"unlike":  "Reviews were compared, and none repeats another's words: {seen}",
		"few":     "Too few reviews with names and enough words were seen to compare them: {seen}",
		"repeats": "Reviews with the words of another, under another name: {bad} of {seen}",
		"same":    "The same words stand under another name here",
	},
	Factor: verdict.Reputation, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "Federal Trade Commission, 16 CFR part 465, consumer reviews and testimonials", URL: "https://www.ecfr.gov/current/title-16/part-465", Market: "us"},
		{Title: "Jindal and Liu (2008), Opinion Spam and Analysis: repeated texts"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
}, DuplicatesSettings{Least: 10, Pass: 0.01, Warn: 0.05, Fail: 3}, judgeDuplicates)

func judgeDuplicates(in *checks.Input, s DuplicatesSettings) checks.Outcome {
	site := in.Site
	first := map[uint64]facts.ReviewSeen{}
	names := map[uint64][]uint32{}
	seen := 0
	var findings []verdict.Finding
	for _, r := range site.Reviews() {
		if r.Hash == 0 || r.Author == 0 || wordless(r.Text) {
			continue
		}
		switch list := names[r.Hash]; {
		case len(list) == 0:
			first[r.Hash] = r
			seen++
		case !slices.Contains(list, r.Author):
			seen++
			findings = append(findings, checks.Find(checks.Msg("same"), verdict.Evidence{URL: site.URL(r.Page), Target: site.URL(first[r.Hash].Page), Snippet: r.Text}))
		default:
			continue // the same review in another place
		}
		names[r.Hash] = append(names[r.Hash], r.Author)
	}
	bad := len(findings)
	share := float64(bad) / float64(max(seen, 1))
	var o checks.Outcome
	switch {
	case seen < s.Least:
		return checks.NotApplicable(checks.Msg("few", "seen", seen))
	case bad == 0 || share < s.Pass:
		o = checks.Pass(checks.Msg("unlike", "seen", seen))
	case share > s.Warn && bad >= s.Fail:
		o = checks.Fail(checks.Msg("repeats", "bad", bad, "seen", seen), findings...)
	default:
		o = checks.Warn(checks.Msg("repeats", "bad", bad, "seen", seen), findings...)
	}
	o.Seen = seen
	return o
}

// wordless reports whether a service wrote these words because the buyer left none.
func wordless(text string) bool {
	low := strings.ToLower(text)
	return slices.ContainsFunc(noWords, func(w string) bool { return strings.Contains(low, w) })
}

// noWords are what services put where buyers only gave stars.
var noWords = []string{
	"without writing", "without leaving a comment", "did not leave a comment", "without a comment", "no written review", "rating without", "ohne text", "keinen text", "ohne kommentar", "keinen kommentar", "sans commentaire", "pas laissé de commentaire",
	"sin comentario", "no dejó comentario", "senza commento", "senza lasciare", "zonder tekst", "zonder toelichting", "bez komentarza", "bez opisu", "sem comentário", "未填写评价", "没有填写评价", "未填寫", "コメントなし", "コメントはありません", "작성된 내용이 없", "내용 없이",
}
