package speed

import (
	"fmt"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// CLSSettings are the limits for how much a page moves while it loads.
type CLSSettings struct {
	Pass float64 `toml:"pass"` // up to this, all is well
	Warn float64 `toml:"warn"` // above this, it fails
}

// CLS takes the Cumulative Layout Shift of home and product while they load on a phone: as Lighthouse does, without scrolling.
var CLS = checks.Site(checks.Meta{
	ID:     "speed-cls",
	Title:  "Pages do not jump while they load",
	Why:    "Where things move under the finger, people tap what they did not mean to, and feel that the page was put together carelessly.",
	Fix:    "Give pictures, banners and frames a width and a height in the HTML, and leave room for what scripts put in later.",
	Effort: 3,
	Messages: map[string]string{
		"good": "Key pages hardly move while they load: {value} on the scale of CLS (timed loads: {n}; of the page that moves most from {from} to {to})",
		"bad":  "A key page moves while it loads: {value} on the scale of CLS (timed loads: {n}; of the page that moves most from {from} to {to}; at most {limit} is good)",
		"near": "A key page moved by {value} on the scale of CLS while it loaded, too near to the limit of {limit} for loads that lie from {from} to {to}",
		"busy": "This computer had other work while pages were timed, so nothing is said of them (loads: {n})",
		"none": "No key page could be timed in the browser",
		"page": "It moves while it loads (timed loads: {n}, from {from} to {to})",
	},
	Factor: verdict.ResponseTime, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{{Title: "web.dev, Cumulative Layout Shift", URL: "https://web.dev/articles/cls"}},
	Needs:   snapshot.HaveBrowser, Since: "0.1",
}, CLSSettings{Pass: 0.1, Warn: 0.25}, func(in *checks.Input, p CLSSettings) checks.Outcome {
	return lab{
		of:   func(r *snapshot.Run) float64 { return r.CLS },
		text: func(v float64) string { return fmt.Sprintf("%.2f", v) },
		what: func(r *snapshot.Run) string {
			if len(r.Shifts) == 0 {
				return ""
			}
			return r.Shifts[0].Of
		},
		pass: p.Pass, warn: p.Warn,
	}.judge(in)
})
