package speed

import (
	"net/url"
	"slices"
	"time"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// TimeoutSettings say when an answer came too late, and how many may.
type TimeoutSettings struct {
	Seconds float64 `toml:"seconds"` // without a whole answer after this long, a request has timed out
	Warn    float64 `toml:"warn"`    // share of pages up to which it is a warning
}

// Timeouts counts the addresses that gave no whole answer in time. What failed once may be a hiccup: a silent address counts after a
// second try only. Silence of several hosts in one second is trouble of our own network.
var Timeouts = checks.Site(checks.Meta{
	ID:    "speed-timeouts",
	Title: "Every page answers before visitors give up",
	Why:   "After about ten seconds without an answer people take a page for broken, and the shop with it.",
	Fix: "Open the addresses listed here and look into the error log of your shop for the same minute; slow database queries and calls to " +
		"services outside are the usual reasons. Your host can tell.",
	Effort: 8,
	Messages: map[string]string{
		"in-time":   "Every page asked for answered within {limit}: {seen}",
		"late":      "{bad} of {seen} pages gave no whole answer within {limit}",
		"impatient": "This run waited for {waited} only, which is too short to say that an address gives no answer within {limit}",
		"unclear":   "Too few answers came to tell trouble of the shop from trouble of our own network",
		"gone":      "From one moment on no whole answer came: {bad} of {seen} addresses. The server may have gone down, or shut this visit out",
		"silent":    "No whole answer came; tries: {tries}",
		"slow":      "The whole answer took {took}",
	},
	Factor: verdict.SystemQuality, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{{Title: "Nielsen Norman Group, Response Times: The 3 Important Limits", URL: "https://www.nngroup.com/articles/response-times-3-important-limits/"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, TimeoutSettings{Seconds: 10, Warn: 0.02}, judgeTimeouts)

// late is an address that did not answer in time.
type late struct {
	page    *snapshot.Page
	finding verdict.Finding
}

func judgeTimeouts(in *checks.Input, p TimeoutSettings) checks.Outcome {
	limit := time.Duration(p.Seconds * float64(time.Second))
	where := linkingPages(in)
	var found []late
	seen := 0
	for page, err := range in.Pages() {
		if err != nil {
			continue
		}
		message, counts := lateness(page, limit)
		if !counts || message.Key == "" && (!page.HTML || page.Alias) {
			continue // pictures and second addresses of a page would make the share look smaller than it is
		}
		seen++
		if message.Key == "" {
			continue
		}
		address := in.Snap.Str(page.URL)
		ev := verdict.Evidence{URL: address, Limit: "an answer within " + limitText(p.Seconds)}
		if from := where[page.ID]; from != "" {
			ev.URL, ev.Target = from, address
		}
		found = append(found, late{page: page, finding: checks.Find(message, ev)})
	}
	wait := in.Snap.Limits.Exchange
	if wait > 0 && wait < limit && slices.ContainsFunc(found, func(l late) bool { return l.page.Exchange.Err != nil }) {
		return checks.Unknown(checks.Msg("impatient", "waited", seconds(wait), "limit", limitText(p.Seconds)))
	}
	if n := silentForGood(in, found); 2*n > seen {
		return checks.Unknown(checks.Msg("gone", "bad", n, "seen", seen))
	}
	findings := dropOwnTrouble(found)
	return timeoutOutcome(findings, seen-(len(found)-len(findings)), p)
}

func timeoutOutcome(findings []verdict.Finding, seen int, p TimeoutSettings) checks.Outcome {
	if seen == 0 || len(findings) == seen {
		return checks.Unknown(checks.Msg("unclear"))
	}
	share := float64(len(findings)) / float64(seen)
	o := checks.Pass(checks.Msg("in-time", "seen", seen, "limit", limitText(p.Seconds)))
	if len(findings) > 0 {
		o = checks.Warn(checks.Msg("late", "bad", len(findings), "seen", seen, "limit", limitText(p.Seconds)), findings...)
		o.Grade, o.Graded = checks.Linear(share, 0, p.Warn), true
		o.Confidence = verdict.Likely // from one place, within one run
	}
	if share > p.Warn {
		o.Status = verdict.Fail
	}
	o.Seen = seen
	return o
}

// lateness says what is wrong with the time in which an address answered, without a key when nothing is; counts is false where the
// answer says nothing about the shop's speed.
func lateness(p *snapshot.Page, limit time.Duration) (m verdict.Message, counts bool) {
	ex := &p.Exchange
	if p.Obstacle != snapshot.ObstacleNone {
		return m, false
	}
	if ex.Err != nil {
		if ex.Err.Kind != snapshot.FaultTimeout || ex.Tries < 2 {
			return m, false
		}
		return checks.Msg("silent", "tries", ex.Tries), true
	}
	last := ex.Last()
	if last == nil {
		return m, false
	}
	took := last.Times.Wait
	if p.HTML { // a long film or price list may take its time
		took += last.Times.Receive
	}
	if took > limit {
		return checks.Msg("slow", "took", seconds(took)), true
	}
	return m, true
}

// fewSilent is how many addresses must stay silent before that is taken for a door that was shut.
const fewSilent = 5

// silentForGood counts the addresses that stayed silent where, from the first of them on, next to nothing was answered any more: a slow shop
// answers now and then, a wall does not, and from here a wall is not told from a server that is down.
func silentForGood(in *checks.Input, found []late) int {
	silent, first := 0, time.Duration(-1)
	for _, l := range found {
		if ex := &l.page.Exchange; ex.Err != nil {
			if silent++; first < 0 || ex.At < first {
				first = ex.At
			}
		}
	}
	if silent < fewSilent {
		return 0
	}
	answered := 0
	for page, err := range in.Pages() {
		if ex := &page.Exchange; err == nil && ex.Err == nil && ex.At > first {
			answered++
		}
	}
	if answered*10 > silent {
		return 0
	}
	return silent
}

// sameMoment is how near in time failures of several hosts are taken for one failure of our own network.
const sameMoment = time.Second

// dropOwnTrouble returns the findings without those of moments in which several hosts fell silent at once.
func dropOwnTrouble(found []late) []verdict.Finding {
	host := func(l late) string {
		u, err := url.Parse(l.page.Exchange.Final())
		if err != nil || l.page.Exchange.Err == nil {
			return ""
		}
		return u.Host
	}
	var findings []verdict.Finding
	for _, l := range found {
		own := host(l)
		shared := own != "" && slices.ContainsFunc(found, func(other late) bool {
			h := host(other)
			return h != "" && h != own && (other.page.Exchange.At-l.page.Exchange.At).Abs() <= sameMoment
		})
		if !shared {
			findings = append(findings, l.finding)
		}
	}
	return findings
}

// linkingPages returns, for pages that are linked to, the first place that does.
func linkingPages(in *checks.Input) map[snapshot.PageID]string {
	where := map[snapshot.PageID]string{}
	for i := range in.Site.Targets {
		if t := &in.Site.Targets[i]; t.Page != nil && len(t.From) > 0 {
			where[t.Page.ID] = t.From[0].OnPage
		}
	}
	return where
}
