package speed

import (
	"fmt"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// TBTSettings are the limits for how long scripts keep a page from answering, in seconds.
type TBTSettings struct {
	Pass float64 `toml:"pass"` // up to this, all is well
	Warn float64 `toml:"warn"` // above this, it fails
}

// TBT takes the Total Blocking Time of home and product while they load on a phone: what tasks take beyond 50 ms each after the first paint. It stands in
// for how quickly taps are answered (INP), which only users can tell.
var TBT = checks.Site(checks.Meta{
	ID:     "speed-tbt",
	Title:  "Scripts do not keep a page from answering",
	Why:    "While a script works, nothing on the page reacts: taps and scrolling seem to be lost.",
	Fix:    "Take out scripts and plug-ins you do not need, and load trackers, chats and sliders after the page is there.",
	Effort: 3,
	Messages: map[string]string{
		"good": "Scripts keep key pages from answering for {value} while they load on a phone (Total Blocking Time; timed loads: {n}; of the slowest page from {from} to {to})",
		"bad":  "Scripts keep a key page from answering for {value} while it loads on a phone (Total Blocking Time; timed loads: {n}; of the slowest page from {from} to {to}; at most {limit} is good)",
		"near": "Scripts kept a key page from answering for {value}, too near to the limit of {limit} for loads that lie from {from} to {to}",
		"busy": "This computer had other work while pages were timed, so nothing is said of them (loads: {n})",
		"none": "No key page could be timed in the browser",
		"page": "Kept from answering (timed loads: {n}, from {from} to {to})",
	},
	Factor: verdict.ResponseTime, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "web.dev, Total Blocking Time", URL: "https://web.dev/articles/tbt"}},
	Needs:   snapshot.HaveBrowser, Since: "0.1",
}, TBTSettings{Pass: 0.2, Warn: 0.6}, func(in *checks.Input, p TBTSettings) checks.Outcome {
	return lab{
		of: func(r *snapshot.Run) float64 { return r.TBT.Seconds() }, text: secondsOf,
		what: func(r *snapshot.Run) string {
			return fmt.Sprintf("%d long tasks, the longest of %s", r.LongTasks, seconds(r.Longest))
		},
		pass: p.Pass, warn: p.Warn,
	}.judge(in)
})
