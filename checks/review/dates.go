package review

import (
	"fmt"
	"time"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// DatesSettings say what is unusual in the days of reviews.
type DatesSettings struct {
	// Least is the least number of reviews with a day for which bursts are looked for.
	Least int `toml:"least"`
	// Share is the share of them on one day above which the check warns.
	Share float64 `toml:"share"`
}

// Dates looks for reviews of days to come, and for many of one day. A move to another shop system gives old reviews the day of the move, so it only
// warns.
var Dates = checks.Site(checks.Meta{
	ID:     "review-dates",
	Title:  "Reviews were written on different days, none in the future",
	Why:    "Buyers write when their parcels come. Reviews that were all written on one day, or that bear a day to come, look as if nobody had bought anything.",
	Fix:    "If the reviews came from another system, give them the days on which they were written. Take out what bears a day to come.",
	Effort: 3,
	Messages: map[string]string{
		"spread": "Reviews with a day were looked at, and nothing is unusual: {seen}",
		"odd":    "Reviews with an unusual day: {bad} of {seen}",
		"future": "This review bears a day to come: {day}",
		"burst":  "Reviews that bear one and the same day: {bad} of {seen}",
		"none":   "No review with a day that programs can read was seen",
	},
	Factor: verdict.Reputation, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "Fei, Mukherjee, Liu and others (2013), Exploiting Burstiness in Reviews for Review Spammer Detection"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, DatesSettings{Least: 10, Share: 0.5}, judgeDates)

func judgeDates(in *checks.Input, s DatesSettings) checks.Outcome {
	site := in.Site
	days := map[string]int{}
	met := map[string]bool{}
	var findings []verdict.Finding
	seen, most, at := 0, "", ""
	latest := in.Snap.Taken.Add(36 * time.Hour).Format(time.DateOnly) // it is tomorrow elsewhere
	for _, r := range site.Reviews() {
		key := fmt.Sprint(r.Author, r.Hash, r.Text)
		if _, err := time.Parse(time.DateOnly, r.Day); err != nil || met[key] {
			continue
		}
		met[key] = true
		seen++
		if r.Day > latest {
			findings = append(findings, checks.Find(checks.Msg("future", "day", r.Day), verdict.Evidence{URL: site.URL(r.Page), Snippet: r.Text, Value: r.Day, Limit: "not after " + latest}))
		}
		if days[r.Day]++; days[r.Day] > days[most] {
			most, at = r.Day, site.URL(r.Page)
		}
	}
	bad := len(findings)
	if n := days[most]; seen >= s.Least && float64(n) > s.Share*float64(seen) {
		bad += n
		findings = append(findings, checks.Find(checks.Msg("burst", "bad", n, "seen", seen), verdict.Evidence{URL: at, Value: most, Limit: fmt.Sprintf("at most %.0f %% on one day", 100*s.Share)}))
	}
	switch {
	case seen == 0:
		return checks.NotApplicable(checks.Msg("none"))
	case bad > 0:
		return checks.Warn(checks.Msg("odd", "bad", bad, "seen", seen), findings...)
	}
	o := checks.Pass(checks.Msg("spread", "seen", seen))
	o.Seen = seen
	return o
}
