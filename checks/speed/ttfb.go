package speed

import (
	"slices"
	"time"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// TTFBSettings are the limits for the median time to first byte, in seconds.
type TTFBSettings struct {
	Pass float64 `toml:"pass"` // up to this, all is well
	Warn float64 `toml:"warn"` // above this, it fails
	Far  float64 `toml:"far"`  // a round trip longer than this is a matter of distance, not of the shop
}

// TTFB takes the time from the request to the first byte of the answer, without the set-up of the connection, as the median over home,
// listings and products. Where only our own distance pushes it over a limit, nothing is said.
var TTFB = checks.Site(checks.Meta{
	ID:    "speed-ttfb",
	Title: "Pages begin to arrive quickly",
	Why:   "While nothing arrives, the visitor looks at an empty window; the longer that lasts, the more of them leave.",
	Fix: "Switch on page caching in your shop system or at your host and remove plug-ins you do not need; if it stays slow, ask the host for a " +
		"faster plan, naming the times measured here.",
	Effort: 3,
	Messages: map[string]string{
		"quick":       "The first byte of key pages arrives after {median} (the middle value; timings: {n}, the middle half of them from {from} to {to}; taken from where this program ran)",
		"slow":        "The first byte of key pages takes {median} (the middle value; timings: {n}, the middle half of them from {from} to {to}; taken from where this program ran; at most {limit} is good)",
		"near":        "The first byte of key pages takes {median} (the middle value; timings: {n}), too near to the limit of {limit} for timings that lie so far apart: the middle half of them from {from} to {to}",
		"few":         "The first byte of key pages took {median}, but timings were too few to say that it always takes longer than {limit}: {n}",
		"silent":      "Most timings of key pages brought no answer at all: {silent} of {n}",
		"crawl-quick": "Key pages were not timed by themselves; while other pages were read their first byte arrived after {median} (the middle value; pages: {n})",
		"crawl-slow":  "Key pages were not timed by themselves; while other pages were read their first byte arrived after {median} (the middle value; pages: {n}), which may be our own doing",
		"far":         "The shop's server is too far from where this program ran to tell: one round trip alone takes {trip}, the first byte {median}",
		"no-time":     "No key page could be timed",
		"page":        "Slow to begin (timings: {n}, the middle half of them from {from} to {to})",
	},
	Factor: verdict.ResponseTime, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "web.dev, Time to First Byte", URL: "https://web.dev/articles/ttfb"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, TTFBSettings{Pass: 0.8, Warn: 1.8, Far: 0.15}, judgeTTFB)

func judgeTTFB(in *checks.Input, p TTFBSettings) checks.Outcome {
	return judgeFirstByte(in, keyRoles, p)
}

// judgeFirstByte judges the time to first byte of some pages, unless it is a matter of our own distance from the shop.
func judgeFirstByte(in *checks.Input, roles []facts.Role, p TTFBSettings) checks.Outcome {
	q := question{roles: roles, of: func(t snapshot.Times) time.Duration { return t.Wait }, pass: p.Pass, warn: p.Warn}
	o := q.judge(in)
	trip := roundTrip(in, roles)
	if list := q.measured(in); len(list) > 0 && trip.Seconds() > p.Far {
		if mid := joined(list).mid; mid != never && q.band(mid-trip) != q.band(mid) {
			return checks.Unknown(checks.Msg("far", "trip", seconds(trip), "median", seconds(mid)))
		}
	}
	return o
}

// roundTrip is the median time that it took to open a connection: one round trip. It is 0 where no connection was opened.
func roundTrip(in *checks.Input, roles []facts.Role) time.Duration {
	var values []time.Duration
	for i := range in.Site.Timings {
		t := &in.Site.Timings[i]
		for _, x := range t.Cold {
			if x.Connect > 0 && slices.Contains(roles, t.Role) {
				values = append(values, x.Connect)
			}
		}
	}
	return facts.Median(values)
}
