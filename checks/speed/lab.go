package speed

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// lab is what one check asks of the loads that were timed in a browser like those of a phone with a slow connection. Its messages are "good", "bad",
// "near", "busy", "none" and "page".
type lab struct {
	of   func(*snapshot.Run) float64 // NaN-free; negative where it was not measured
	text func(float64) string
	what func(*snapshot.Run) string // what of the page it is about, "" when nothing can be named
	pass float64
	warn float64
}

// loads are the timed loads of one page, in the order of what is judged.
type loads struct {
	url            string
	low, mid, high float64
	n              int
	mid1           *snapshot.Run // the load in the middle
}

// crowded is how much longer than its own work a reckoning may take on this computer before what is measured there must be taken for its own doing.
const crowded = 1.5

// measured returns the pages of which at least two loads were timed. busy counts the loads of pages that were left out since this computer had other work.
func (l lab) measured(in *checks.Input) (list []loads, busy int) {
	for _, r := range in.Site.Rendered() {
		if !slices.Contains(keyRoles, r.Role) {
			continue
		}
		var runs []*snapshot.Run
		disturbed := 0
		for i := range r.Runs {
			run := &r.Runs[i]
			switch {
			case !run.Mobile || !run.Throttled || run.Fault != "" || l.of(run) < 0:
			case run.Crowd > crowded:
				disturbed++
			default:
				runs = append(runs, run)
			}
		}
		const least = 2 // of three, one may have been disturbed
		if len(runs) < least {
			busy += disturbed
			continue
		}
		slices.SortStableFunc(runs, func(a, b *snapshot.Run) int { return cmp.Compare(l.of(a), l.of(b)) })
		mid := runs[len(runs)/2]
		list = append(list, loads{url: r.URL, low: l.of(runs[0]), mid: l.of(mid), high: l.of(runs[len(runs)-1]), n: len(runs), mid1: mid})
	}
	return list, busy
}

// judge holds the worst page against the limits. Only what the best of its loads bears out is said against a shop.
func (l lab) judge(in *checks.Input) checks.Outcome {
	list, busy := l.measured(in)
	if len(list) == 0 {
		if busy > 0 {
			return checks.Unknown(checks.Msg("busy", "n", busy))
		}
		return checks.Unknown(checks.Msg("none"))
	}
	worst := slices.MaxFunc(list, func(a, b loads) int { return cmp.Compare(a.low, b.low) })
	n := 0
	for _, p := range list {
		n += p.n
	}
	slots := []any{"value", l.text(worst.mid), "from", l.text(worst.low), "to", l.text(worst.high), "n", n, "limit", l.text(l.pass)}
	status := l.band(worst.low)
	if status == verdict.Pass && busy > 0 { // the page that could not be timed may be the slow one
		return checks.Unknown(checks.Msg("busy", "n", busy))
	}
	if status == verdict.Pass && l.band(worst.mid) != verdict.Pass {
		return checks.Unknown(checks.Msg("near", slots...))
	}
	o := checks.Outcome{
		Status: status, Grade: checks.Linear(worst.low, l.pass, l.warn), Graded: true, Confidence: verdict.Likely, Seen: n, Reason: checks.Msg("good", slots...),
	}
	if status == verdict.Pass {
		return o
	}
	o.Reason = checks.Msg("bad", slots...)
	for _, p := range list {
		if l.band(p.low) == verdict.Pass {
			continue
		}
		ev := verdict.Evidence{URL: p.url, Snippet: l.what(p.mid1), Value: l.text(p.mid), Limit: "at most " + l.text(l.pass)}
		o.Findings = append(o.Findings, checks.Find(checks.Msg("page", "n", p.n, "from", l.text(p.low), "to", l.text(p.high)), ev))
	}
	return o
}

func (l lab) band(v float64) verdict.Status {
	switch {
	case v <= l.pass:
		return verdict.Pass
	case v <= l.warn:
		return verdict.Warn
	default:
		return verdict.Fail
	}
}

func secondsOf(v float64) string { return seconds(time.Duration(v * float64(time.Second))) }

func bytesOf(v float64) string { return fmt.Sprintf("%.1f MB", v/1e6) }
