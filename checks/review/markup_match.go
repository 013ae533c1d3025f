package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// MarkupMatch compares the ratings that pages tell search engines with those that visitors see. Ratings that scripts draw cannot be seen without a
// browser.
var MarkupMatch = checks.Site(checks.Meta{
	ID:     "review-markup-match",
	Title:  "Search engines are told the same ratings as visitors",
	Why:    "Stars in a search result that nobody finds on the page look like an invention, and search engines may leave out all of them.",
	Fix:    "Let your shop system write the rating into the structured data only where it shows it, with the same number of reviews.",
	Effort: 3,
	Messages: map[string]string{
		"same":      "Ratings in structured data are those that are shown: {seen}",
		"differ":    "Pages whose structured data name other ratings than are shown: {bad} of {seen}",
		"unseen":    "The structured data name a rating, and the page shows no rating and no review",
		"denied":    "The structured data name a rating, and the page says that there is no review",
		"count":     "The structured data count {told} reviews or ratings, the page {shown}",
		"none":      "No rating stands in structured data",
		"by-script": "Ratings in structured data are not in the pages as they are sent; scripts may draw them, which cannot be seen without a browser: {seen}",
	},
	Factor: verdict.Reputation, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "Google Search Central, review snippet: the rating must be readily available to users from the marked-up page", URL: "https://developers.google.com/search/docs/appearance/structured-data/review-snippet"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeMarkupMatch)

func judgeMarkupMatch(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	var unseen, other []verdict.Finding
	seen, byScript := 0, 0
	met := map[*snapshot.Page]bool{}
	for _, r := range site.Ratings() {
		if met[r.Page] {
			continue
		}
		met[r.Page] = true
		switch {
		case r.Denied != "" && len(r.Counts) > 0 && slices.Max(r.Counts) > 0:
			seen++
			unseen = append(unseen, checks.Find(checks.Msg("denied"), verdict.Evidence{URL: site.URL(r.Page), Snippet: r.Denied, Value: fmt.Sprint(slices.Max(r.Counts))}))
		case r.Shown:
			seen++
			if told, shown, ok := otherCount(r); ok {
				other = append(other, checks.Find(checks.Msg("count", "told", told, "shown", shown), verdict.Evidence{URL: site.URL(r.Page), Snippet: r.Snippet, Value: fmt.Sprint(told), Limit: fmt.Sprint(shown)}))
			}
		case len(r.Counts) > 0 && slices.Max(r.Counts) == 0:
			seen++ // nor do the data count any
		case r.Page.Scripts > 0 || r.Page.Truncated:
			byScript++
		default:
			seen++
			unseen = append(unseen, checks.Find(checks.Msg("unseen"), verdict.Evidence{URL: site.URL(r.Page), Value: fmt.Sprint(r.Value)}))
		}
	}
	bad := len(unseen) + len(other)
	var o checks.Outcome
	switch {
	case len(unseen) > 0:
		o = checks.Fail(checks.Msg("differ", "bad", bad, "seen", seen), slices.Concat(unseen, other)...)
	case bad > 0:
		o = checks.Warn(checks.Msg("differ", "bad", bad, "seen", seen), other...)
	case seen > 0:
		o = checks.Pass(checks.Msg("same", "seen", seen))
	case byScript > 0:
		return checks.Unknown(checks.Msg("by-script", "seen", byScript))
	default:
		return checks.NotApplicable(checks.Msg("none"))
	}
	o.Seen = seen
	return o
}

// otherCount returns both counts where the page shows one, and it is none of those that the data name. A line with several numbers may mean any.
func otherCount(r facts.RatingSeen) (told, shown int, ok bool) {
	if len(r.Counts) == 0 || len(r.ShownCounts) == 0 {
		return 0, 0, false
	}
	var distinct []int
	for _, n := range r.ShownCounts {
		switch {
		case slices.Contains(r.Counts, n):
			return 0, 0, false
		case float64(n) != r.Value && n != int(r.Best): // "4 out of 5" counts nothing
			distinct = append(distinct, n)
		}
	}
	slices.Sort(distinct)
	if distinct = slices.Compact(distinct); len(distinct) != 1 || strings.ContainsAny(r.Snippet, "+") {
		return 0, 0, false
	}
	return slices.Max(r.Counts), distinct[0], true
}
