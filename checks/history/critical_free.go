package history

import (
	"time"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/verdict"
)

// CriticalFreeSettings say how many looks may have found something grave.
type CriticalFreeSettings struct {
	Last int `toml:"last"` // looks that count
	Pass int `toml:"pass"` // so many of them may have found something grave
	Warn int `toml:"warn"` // with more it fails
}

// CriticalFree counts the looks at which checks of critical or high severity failed. Only looks that the same rules judged count: a new rule is
// no change of the shop's.
var CriticalFree = checks.Site(checks.Meta{
	ID:     "history-critical-free",
	Title:  "Grave faults are rare over time",
	Why:    "A shop that is in order most of the time can be relied on. One in which something grave is wrong at every look cannot.",
	Fix:    "Look at the grave faults in this report first: mend those that stay, and find out why others come back.",
	Effort: 3,
	Messages: map[string]string{
		"short": shortText,
		"rare":  "Of the last {all} looks, those at which something grave was wrong: {bad}",
		"often": "Something grave was wrong at {bad} of the last {all} looks",
		"here":  "Grave faults at this look: {n}",
	},
	Factor: verdict.TrackRecord, Stage: verdict.StageMature, Severity: verdict.High,
	Sources: evaluation, Since: "0.1",
}, CriticalFreeSettings{Last: 12, Pass: 1, Warn: 3}, judgeCriticalFree)

func judgeCriticalFree(in *checks.Input, p CriticalFreeSettings) checks.Outcome {
	if short(in) {
		return tooShort()
	}
	runs := in.Snap.History.Runs
	rules := runs[len(runs)-1].Ruleset
	var found []verdict.Finding
	all := 0
	for i := len(runs) - 1; i >= 0 && all < p.Last; i-- {
		r := &runs[i]
		if r.Ruleset != rules || r.Serious < 0 {
			continue
		}
		all++
		if r.Serious > 0 {
			found = append(found, checks.Find(checks.Msg("here", "n", r.Serious), verdict.Evidence{URL: in.Snap.Target, Value: r.Taken.UTC().Format(time.DateOnly)}))
		}
	}
	if all < leastRuns {
		return tooShort()
	}
	bad := len(found)
	o := checks.Pass(checks.Msg("rare", "all", all, "bad", bad))
	switch often := checks.Msg("often", "bad", bad, "all", all); {
	case bad > p.Warn:
		o = checks.Fail(often, found...)
	case bad > p.Pass:
		o = checks.Warn(often, found...)
	}
	o.Seen = all
	return o
}
