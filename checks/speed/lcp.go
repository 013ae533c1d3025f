package speed

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// LCPSettings are the limits for the time until the largest part of a page is painted, in seconds.
type LCPSettings struct {
	Pass float64 `toml:"pass"` // up to this, all is well
	Warn float64 `toml:"warn"` // above this, it fails
}

// LCP takes the Largest Contentful Paint of home and product as a phone with a slow connection meets them (slow 4G and a processor four times as slow, as
// Lighthouse sets them). It is a laboratory's figure: what customers meet is what Google's field data say.
var LCP = checks.Site(checks.Meta{
	ID:    "speed-lcp",
	Title: "The largest part of a page shows quickly on a phone",
	Why:   "Until the main picture or heading is there, a visitor does not know whether the page is worth waiting for.",
	Fix: "Make the picture named here smaller (WebP or AVIF, no wider than the screen), put it into the HTML instead of having a script load it, and load " +
		"what is not seen at first later.",
	Effort: 3,
	Messages: map[string]string{
		"good": "The largest part of key pages shows within {value} on a phone with a slow connection (timed loads: {n}; of the slowest page from {from} to {to}; in a browser where this program ran, not at your customers)",
		"bad":  "The largest part of a key page takes {value} to show on a phone with a slow connection (timed loads: {n}; of the slowest page from {from} to {to}; at most {limit} is good; in a browser where this program ran, not at your customers)",
		"near": "The largest part of a key page took {value} to show on a phone with a slow connection, too near to the limit of {limit} for loads that lie from {from} to {to}",
		"busy": "This computer had other work while pages were timed, so nothing is said of them (loads: {n})",
		"none": "No key page could be timed in the browser",
		"page": "Slow to show (timed loads: {n}, from {from} to {to})",
	},
	Factor: verdict.ResponseTime, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{{Title: "web.dev, Largest Contentful Paint", URL: "https://web.dev/articles/lcp"}},
	Needs:   snapshot.HaveBrowser, Since: "0.1",
}, LCPSettings{Pass: 2.5, Warn: 4}, func(in *checks.Input, p LCPSettings) checks.Outcome {
	return lab{
		of: func(r *snapshot.Run) float64 {
			if r.LCP == 0 {
				return -1
			}
			return r.LCP.Seconds()
		},
		text: secondsOf, what: func(r *snapshot.Run) string { return r.LCPOf }, pass: p.Pass, warn: p.Warn,
	}.judge(in)
})
