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
		"quick":       "Key pages arrive whole after {median} (the middle value; timings: {n}, the middle half of them from {from} to {to}; taken from where this program ran)",
		"slow":        "Key pages take {median} to arrive whole (the middle value; timings: {n}, the middle half of them from {from} to {to}; taken from where this program ran; at most {limit} is good)",
		"near":        "Key pages take {median} to arrive whole (the middle value; timings: {n}), too near to the limit of {limit} for timings that lie so far apart: the middle half of them from {from} to {to}",
		"few":         "Key pages took {median} to arrive whole, but timings were too few to say that they always take longer than {limit}: {n}",
		"silent":      "Most timings of key pages brought no answer at all: {silent} of {n}",
		"crawl-quick": "Key pages were not timed by themselves; while other pages were read they arrived whole after {median} (the middle value; pages: {n})",
		"crawl-slow":  "Key pages were not timed by themselves; while other pages were read they arrived whole after {median} (the middle value; pages: {n}), which may be our own doing",
		"no-time":     "No key page could be timed",
		"page":        "Slow to arrive whole (timings: {n}, the middle half of them from {from} to {to})",
	},
	Factor: verdict.ResponseTime, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "Nielsen Norman Group, Response Times: The 3 Important Limits", URL: "https://www.nngroup.com/articles/response-times-3-important-limits/"},
		{Title: "Forrester for Akamai (2009), on shoppers who leave after three seconds"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
}, TotalSettings{Pass: 1, Warn: 3}, judgeHTMLTotal)

func judgeHTMLTotal(in *checks.Input, p TotalSettings) checks.Outcome {
	return question{roles: keyRoles, of: func(t snapshot.Times) time.Duration { return t.Wait + t.Receive }, pass: p.Pass, warn: p.Warn}.judge(in)
}
