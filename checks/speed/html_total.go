package speed

import (
	"time"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// TotalSettings are the limits for the median time of a whole page, in seconds.
type TotalSettings struct {
	Pass float64 `toml:"pass"` // up to this, all is well
	Warn float64 `toml:"warn"` // above this, it fails
}

// HTMLTotal takes the time from the request to the last byte of the HTML, without the set-up of the connection, as the median over home,
// listings and products. Pauses that we make between requests are no part of it.
var HTMLTotal = checks.Site(checks.Meta{
	ID:     "speed-html-total",
	Title:  "The text of pages arrives whole within a second",
	Why:    "After about a second a visitor's thoughts begin to wander, and after three many have given up.",
	Fix:    "Switch on compression (gzip or brotli) and page caching in your shop system or at your host, and show fewer products per list where pages are very long.",
	Effort: 3,
	Messages: map[string]string{
		"quick":   "Key pages arrive whole after {median} (median of {n} timings from where this program ran)",
		"slow":    "Key pages take {median} to arrive whole (median of {n} timings from where this program ran; at most {limit} is good)",
		"no-time": "No key page could be timed",
		"page":    "Slow to arrive whole (median of {n} timings)",
	},
	Factor: verdict.ResponseTime, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "Nielsen Norman Group, Response Times: The 3 Important Limits", URL: "https://www.nngroup.com/articles/response-times-3-important-limits/"},
		{Title: "Forrester for Akamai (2009), on shoppers who leave after three seconds"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
}, TotalSettings{Pass: 1, Warn: 3}, judgeHTMLTotal)

func judgeHTMLTotal(in *checks.Input, p TotalSettings) checks.Outcome {
	list := keyTimings(in)
	if len(list) == 0 {
		return checks.Unknown(checks.Msg("no-time"))
	}
	total := func(t snapshot.Times) time.Duration { return t.Wait + t.Receive }
	m := medianOf(list, total)
	o := checks.Outcome{
		Status: band(m, p.Pass, p.Warn), Grade: checks.Linear(m.Seconds(), p.Pass, p.Warn), Graded: true, Confidence: certainty(len(list)), Seen: len(list),
		Reason: checks.Msg("quick", "median", seconds(m), "n", len(list)),
	}
	if o.Status != verdict.Pass {
		o.Reason = checks.Msg("slow", "median", seconds(m), "n", len(list), "limit", limitText(p.Pass))
		o.Findings = slowPages(list, p.Pass, total)
	}
	return o
}
