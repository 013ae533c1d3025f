package render

import (
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// FailedSettings say which share of a shop's own files may fail.
type FailedSettings struct {
	Warn float64 `toml:"warn"` // share of the shop's own requests above which it fails
	Few  int     `toml:"few"`  // fewer never fail
}

// FailedResources looks for files of the shop that scripts and styles ask for and that are missing or answered with an error of the server. What the HTML
// itself names is the matter of render-broken-assets; an answer that says "not for you" or "later", and data that are not there, may be meant so.
var FailedResources = checks.Site(checks.Meta{
	ID:     "render-failed-resources",
	Title:  "What scripts and styles load is there",
	Why:    "Pictures, fonts and data that scripts ask for in vain leave holes that nobody sees in the HTML.",
	Fix:    "Open the addresses listed here and upload what is missing, or mend the script or plug-in that asks for it.",
	Effort: 3,
	Messages: map[string]string{
		"load":   "Files and data of the shop that the browser asked for: {seen}; all of them came",
		"failed": "Files and data of the shop that the browser asked for in vain: {bad} of {seen}",
		"file":   "{kind}: answered with status {status}",
		"none":   "No page was loaded in the browser",
	},
	Factor: verdict.SystemQuality, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "HTML Standard, fetching resources", URL: "https://html.spec.whatwg.org/multipage/urls-and-fetching.html"}},
	Needs:   snapshot.HaveBrowser, Since: "0.1",
}, FailedSettings{Warn: 0.02, Few: 3}, judgeFailed)

func judgeFailed(in *checks.Input, p FailedSettings) checks.Outcome {
	judged := map[string]bool{} // elsewhere
	for i := range in.Site.Parts {
		judged[in.Site.Parts[i].URL] = true
	}
	var findings []verdict.Finding
	met := map[string]bool{}
	seen, looks := 0, 0
	for _, r := range in.Site.Rendered() {
		if r.Look == nil {
			continue
		}
		looks++
		for _, t := range r.Look.Traffic {
			if in.Site.Own("https://"+t.Host+"/") || in.Site.Own("http://"+t.Host+"/") {
				seen += t.Requests
			}
		}
		for _, f := range r.Look.Failed {
			address, _, _ := strings.Cut(f.URL, "#")
			if !gone(&f) || !in.Site.Own(f.URL) || judged[address] || met[address] || strings.HasSuffix(address, "/favicon.ico") {
				continue
			}
			met[address] = true
			findings = append(findings, checks.Find(checks.Msg("file", "kind", f.Kind, "status", f.Status), verdict.Evidence{URL: r.URL, Target: f.URL}))
		}
	}
	switch {
	case looks == 0:
		return checks.Unknown(checks.Msg("none"))
	case len(findings) == 0:
		o := checks.Pass(checks.Msg("load", "seen", seen))
		o.Seen = seen
		return o
	}
	o := checks.Warn(checks.Msg("failed", "bad", len(findings), "seen", seen), findings...)
	if len(findings) >= p.Few && float64(len(findings)) > p.Warn*float64(seen) {
		o.Status = verdict.Fail
	}
	o.Seen, o.Confidence = seen, verdict.Likely // asked for once
	return o
}

// gone reports whether an answer says that something is not there or broken. Data that are not there, such as the cart of a new visitor, are often
// told by 404.
func gone(f *snapshot.FailedFetch) bool {
	switch {
	case f.Kind == "document":
		return false // frames and the page itself are judged elsewhere
	case f.Status >= 500:
		return f.Status != 503
	case f.Status == 404, f.Status == 410:
		return f.Kind != "xhr" && f.Kind != "other"
	}
	return false
}
