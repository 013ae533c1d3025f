package speed

import (
	"time"

	"github.com/shopvet/shopvet/checks"
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
		"quick":   "The first byte of key pages arrives after {median} (median of {n} timings from where this program ran)",
		"slow":    "The first byte of key pages takes {median} (median of {n} timings from where this program ran; at most {limit} is good)",
		"far":     "The shop's server is too far from where this program ran to tell: one round trip alone takes {trip}, the first byte {median}",
		"no-time": "No key page could be timed",
		"page":    "Slow to begin (median of {n} timings)",
	},
	Factor: verdict.ResponseTime, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "web.dev, Time to First Byte", URL: "https://web.dev/articles/ttfb"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, TTFBSettings{Pass: 0.8, Warn: 1.8, Far: 0.15}, judgeTTFB)

func judgeTTFB(in *checks.Input, p TTFBSettings) checks.Outcome {
	list := keyTimings(in)
	if len(list) == 0 {
		return checks.Unknown(checks.Msg("no-time"))
	}
	wait := func(t snapshot.Times) time.Duration { return t.Wait }
	m, trip := medianOf(list, wait), roundTrip(list)
	status := band(m, p.Pass, p.Warn)
	if trip.Seconds() > p.Far && band(m-trip, p.Pass, p.Warn) != status {
		return checks.Unknown(checks.Msg("far", "trip", seconds(trip), "median", seconds(m)))
	}
	o := checks.Outcome{
		Status: status, Grade: checks.Linear(m.Seconds(), p.Pass, p.Warn), Graded: true, Confidence: certainty(len(list)), Seen: len(list),
		Reason: checks.Msg("quick", "median", seconds(m), "n", len(list)),
	}
	if status != verdict.Pass {
		o.Reason = checks.Msg("slow", "median", seconds(m), "n", len(list), "limit", limitText(p.Pass))
		o.Findings = slowPages(list, p.Pass, wait)
	}
	return o
}

// roundTrip is the median time that it took to open a connection: one round trip. It is 0 where no connection was opened.
func roundTrip(list []timing) time.Duration {
	var values []time.Duration
	for _, t := range list {
		if t.times.Connect > 0 {
			values = append(values, t.times.Connect)
		}
	}
	return median(values)
}
