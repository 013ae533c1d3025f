package review

import (
	"fmt"
	"maps"
	"slices"
	"strings"
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
		"newest": "Most reviews seen are of the last days, as where many are written and the newest are shown first: {bad} of {seen}",
		"moved":  "Most reviews bear the first of all days, as where older ones came from another system: {bad} of {seen}",
		"none":   "No review with a day that programs can read was seen",
	},
	Factor: verdict.Reputation, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "Fei, Mukherjee, Liu and others (2013), Exploiting Burstiness in Reviews for Review Spammer Detection"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, DatesSettings{Least: 10, Share: 0.5}, judgeDates)

func judgeDates(in *checks.Input, s DatesSettings) checks.Outcome {
	site := in.Site
	days := reviewDays{first: map[string]string{}, count: map[string]int{}}
	met := map[string]bool{}
	var findings []verdict.Finding
	latest := in.Snap.Taken.Add(36 * time.Hour).Format(time.DateOnly) // it is tomorrow elsewhere
	never := in.Snap.Taken.AddDate(otherCalendar, 0, 0)
	for _, r := range site.Reviews() {
		key := fmt.Sprint(r.Author, beginning(r.Text))
		if day, err := time.Parse(time.DateOnly, r.Day); err != nil || met[key] || day.After(never) {
			continue
		}
		met[key] = true
		days.add(r.Day, site.URL(r.Page))
		if r.Day > latest {
			findings = append(findings, checks.Find(checks.Msg("future", "day", r.Day), verdict.Evidence{URL: site.URL(r.Page), Snippet: r.Text, Value: r.Day, Limit: "not after " + latest}))
		}
	}
	bad, most := len(findings), days.most()
	n := days.count[most]
	burst := days.seen >= s.Least && float64(n) > s.Share*float64(days.seen) && !days.months()
	switch {
	case days.seen == 0:
		return checks.NotApplicable(checks.Msg("none"))
	case burst && bad == 0 && days.moved(most):
		return checks.Unknown(checks.Msg("moved", "bad", n, "seen", days.seen))
	case burst && bad == 0 && most >= in.Snap.Taken.AddDate(0, 0, -newestDays).Format(time.DateOnly) && told(in) > manyMore*days.seen:
		return checks.Unknown(checks.Msg("newest", "bad", n, "seen", days.seen))
	case burst:
		bad += n
		findings = append(findings, checks.Find(checks.Msg("burst", "bad", n, "seen", days.seen), verdict.Evidence{URL: days.first[most], Value: most, Limit: fmt.Sprintf("at most %.0f %% on one day", 100*s.Share)}))
	}
	if bad > 0 {
		return checks.Warn(checks.Msg("odd", "bad", bad, "seen", days.seen), findings...)
	}
	o := checks.Pass(checks.Msg("spread", "seen", days.seen))
	o.Seen = days.seen
	return o
}

const (
	otherCalendar = 100 // years from which a day is one of another calendar, as the Buddhist, or stands for none
	newestDays    = 7   // a day is one of the last
	manyMore      = 5   // times as many reviews are told as are shown: the newest of many
	laterDays     = 3   // days on which reviews came in after a move
)

// beginning is how a review begins: a teaser of it elsewhere is the same review.
func beginning(text string) string {
	const teaser = 40
	for i := range text {
		if i >= teaser {
			return text[:i]
		}
	}
	return text
}

// reviewDays are the days of reviews.
type reviewDays struct {
	count map[string]int
	first map[string]string // day → page that shows the first
	seen  int
}

func (d *reviewDays) add(day, at string) {
	d.seen++
	if d.count[day]++; d.count[day] == 1 {
		d.first[day] = at
	}
}

// most is the day with most reviews, of several the earliest.
func (d *reviewDays) most() (day string) {
	for _, k := range slices.Sorted(maps.Keys(d.count)) {
		if d.count[k] > d.count[day] {
			day = k
		}
	}
	return day
}

// months reports whether the shop keeps the month only: every review is of the first of one, and there are several.
func (d *reviewDays) months() bool {
	for day := range d.count {
		if !strings.HasSuffix(day, "-01") {
			return false
		}
	}
	return len(d.count) > 1
}

// moved reports whether the day with most reviews is the first of all, and others follow on days of their own: so it looks where a shop took older reviews along
// to another system.
func (d *reviewDays) moved(most string) bool {
	for day := range d.count {
		if day < most {
			return false
		}
	}
	return len(d.count) > laterDays
}
