package history

import (
	"slices"
	"time"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/verdict"
)

// FixTimeSettings say how long something grave may stay.
type FixTimeSettings struct {
	Pass int `toml:"pass"` // days up to which all is well
	Warn int `toml:"warn"` // days above which it fails
}

// FixTime takes the median of the days for which grave faults stayed. What is not mended yet counts with its days up to now, once these are more
// than is well: before, nobody can know.
var FixTime = checks.Site(checks.Meta{
	ID:     "history-fix-time",
	Title:  "Grave faults are mended within two weeks",
	Why:    "Faults happen everywhere. How soon they are gone shows whether somebody looks after the shop.",
	Fix:    "Give the grave faults that are still open to somebody, with a date, and look at the shop again when they are done.",
	Effort: 3,
	Messages: map[string]string{
		"short": shortText,
		"none":  "No grave fault was found since the first look",
		"soon":  "Half of the grave faults or more were gone within {days} days; grave faults in all: {all}",
		"late":  "Half of the grave faults or more stayed for {days} days or longer; grave faults in all: {all}",
		"open":  "Not mended yet: {check}, found first on {day}",
		"done":  "Mended after some time: {check}, found first on {day}",
	},
	Factor: verdict.TrackRecord, Stage: verdict.StageMature, Severity: verdict.Medium,
	Sources: evaluation, Since: "0.1",
}, FixTimeSettings{Pass: 14, Warn: 45}, judgeFixTime)

func judgeFixTime(in *checks.Input, p FixTimeSettings) checks.Outcome {
	if short(in) {
		return tooShort()
	}
	var days []int
	var found []verdict.Finding
	for _, s := range in.Snap.History.Serious {
		end, key := s.Gone, "done"
		if end.IsZero() {
			end, key = in.Snap.Taken, "open"
		}
		n := int(end.Sub(s.First).Hours() / 24)
		if key == "open" && n <= p.Pass {
			continue
		}
		days = append(days, n)
		if n > p.Pass {
			found = append(found, checks.Find(checks.Msg(key, "check", s.Check, "day", s.First.UTC().Format(time.DateOnly)), verdict.Evidence{URL: in.Snap.Target, Value: plural(n), Limit: plural(p.Pass)}))
		}
	}
	if len(days) == 0 {
		return checks.Pass(checks.Msg("none"))
	}
	slices.Sort(days)
	median := days[(len(days)-1)/2]
	late := checks.Msg("late", "all", len(days), "days", median)
	switch {
	case median > p.Warn:
		return checks.Fail(late, found...)
	case median > p.Pass:
		return checks.Warn(late, found...)
	}
	return checks.Pass(checks.Msg("soon", "all", len(days), "days", median))
}
