package render

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// ErrorSettings say how many different errors of the shop's own scripts only warn.
type ErrorSettings struct {
	Warn int `toml:"warn"` // more of them fail
}

// JSErrors looks for errors that the shop's own scripts threw and nobody caught while pages loaded. What scripts of others throw, and what comes of a
// browser that refuses prompts, sound or a network that is slow, is left out.
var JSErrors = checks.Site(checks.Meta{
	ID:     "render-js-errors",
	Title:  "The shop's own scripts run without errors",
	Why:    "After an error a script goes no further: menus stay shut, the cart stays empty, and the visitor does not learn why.",
	Fix:    "Hand the errors listed here, with file and line, to whoever looks after your theme or the plug-in that is named.",
	Effort: 3,
	Messages: map[string]string{
		"clean":     "The shop's own scripts threw no errors on the pages loaded in the browser: {pages}",
		"errors":    "Errors that the shop's own scripts threw and that nothing caught: {bad} (pages loaded in the browser: {pages})",
		"error":     "{text} (line {line})",
		"refused":   "Something on the page was kept from loading by us, so its errors are not judged",
		"unreached": "A script of another site did not answer, so errors of what rests on it are not judged",
		"none":      "No page was loaded in the browser to its end",
	},
	Factor: verdict.SystemQuality, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "Baymard Institute (2016), on shoppers who leave a checkout over errors", URL: "https://baymard.com/lists/cart-abandonment-rate"}},
	Needs:   snapshot.HaveBrowser, Since: "0.1",
}, ErrorSettings{Warn: 2}, judgeJSErrors)

// passing are errors that come of how the page was loaded, or that browsers tell of though nothing is wrong.
var passing = regexp.MustCompile(`(?i)ResizeObserver loop|^(Uncaught )?Script error|AbortError|NotAllowedError|NotSupportedError|SecurityError|QuotaExceededError|` +
	`Failed to fetch|NetworkError|Load failed|ChunkLoadError|Loading (CSS )?chunk|timeout|timed out|The (play|fetch)|user didn't interact|permission|serviceworker`)

func judgeJSErrors(in *checks.Input, p ErrorSettings) checks.Outcome {
	var findings []verdict.Finding
	met := map[string]bool{}
	pages, refused, unreached := 0, 0, 0
	for _, r := range in.Site.Rendered() {
		if r.Look == nil || r.Fault != "" {
			continue
		}
		if len(r.Look.Refused) > 0 {
			refused++
			continue
		}
		if lacksScript(in.Site, r.Look) {
			unreached++
			continue
		}
		pages++
		for i := range r.Look.Errors {
			e := &r.Look.Errors[i]
			if !e.Thrown || !in.Site.Own(e.URL) || passing.MatchString(e.Text) || met[e.Text+e.URL] {
				continue
			}
			met[e.Text+e.URL] = true
			ev := verdict.Evidence{URL: r.URL, Target: e.URL, Selector: "script", Snippet: e.Text}
			findings = append(findings, checks.Find(checks.Msg("error", "text", strings.TrimPrefix(e.Text, "Uncaught "), "line", e.Line), ev))
		}
	}
	switch {
	case pages == 0 && refused > 0:
		return checks.Unknown(checks.Msg("refused"))
	case pages == 0 && unreached > 0:
		return checks.Unknown(checks.Msg("unreached"))
	case pages == 0:
		return checks.Unknown(checks.Msg("none"))
	case len(findings) == 0:
		o := checks.Pass(checks.Msg("clean", "pages", pages))
		o.Seen = pages
		return o
	}
	o := checks.Warn(checks.Msg("errors", "bad", len(findings), "pages", pages), findings...)
	if len(findings) > p.Warn {
		o.Status = verdict.Fail
	}
	o.Seen, o.Confidence = pages, verdict.Likely // one load of each page
	return o
}

// lacksScript reports whether a script of another site did not answer: it may from elsewhere, and the errors of scripts that rest on it are none then.
func lacksScript(site *facts.Site, l *snapshot.Look) bool {
	return slices.ContainsFunc(l.Failed, func(f snapshot.FailedFetch) bool { return f.Kind == "script" && f.Status == 0 && !site.Own(f.URL) })
}
