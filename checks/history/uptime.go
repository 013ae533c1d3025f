package history

import (
	"time"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/verdict"
)

// UptimeSettings say how often a shop may not answer.
type UptimeSettings struct {
	Pass float64 `toml:"pass"` // share of looks at which it answers from which all is well
	Warn float64 `toml:"warn"` // share below which it fails
	Few  int     `toml:"few"`  // so many looks without an answer are chance
}

// Uptime takes the share of looks at which the shop answered. One look without an answer says nothing: it may have been the minute of a restart.
var Uptime = checks.Site(checks.Meta{
	ID:     "history-uptime",
	Title:  "The shop answers whenever it is looked at",
	Why:    "Who comes back and finds the shop closed buys elsewhere, and wonders about the order that is still under way.",
	Fix:    "Ask your hoster for the log of these times, and have the shop watched so that somebody is called when it does not answer.",
	Effort: 3,
	Messages: map[string]string{
		"short":  shortText,
		"always": "Looks at which the shop answered: {seen} of {all}",
		"missed": "Looks at which the shop did not answer, while other sites did: {missed} of {all}",
		"here":   "The shop did not answer",
	},
	Factor: verdict.TrackRecord, Stage: verdict.StageMature, Severity: verdict.High,
	Sources: evaluation, Since: "0.1",
}, UptimeSettings{Pass: 0.99, Warn: 0.95, Few: 1}, judgeUptime)

func judgeUptime(in *checks.Input, p UptimeSettings) checks.Outcome {
	if short(in) {
		return tooShort()
	}
	var missed []verdict.Finding
	for _, r := range in.Snap.History.Runs {
		if !r.Reachable {
			missed = append(missed, checks.Find(checks.Msg("here"), verdict.Evidence{URL: in.Snap.Target, Value: r.Taken.UTC().Format(time.RFC3339), Limit: "an answer"}))
		}
	}
	all, bad := len(in.Snap.History.Runs)+1, len(missed)
	share := float64(all-bad) / float64(all)
	o := checks.Pass(checks.Msg("always", "seen", all-bad, "all", all))
	switch told := checks.Msg("missed", "missed", bad, "all", all); {
	case bad <= p.Few || share >= p.Pass:
	case share < p.Warn && bad > 2*p.Few:
		o = checks.Fail(told, missed...)
	default:
		o = checks.Warn(told, missed...)
	}
	o.Seen = all
	return o
}
