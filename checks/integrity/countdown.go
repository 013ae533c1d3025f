package integrity

import (
	"fmt"
	"time"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// CountdownSettings say when repeated readings prove that a countdown begins anew.
type CountdownSettings struct {
	// Readings is the least number of readings by visitors who had never been there.
	Readings int `toml:"readings"`
	// Hours is the least time between the first and the last of them for a fail: a page that is kept ready for all shows an old time for a while.
	Hours float64 `toml:"hours"`
	// Moves is the share of the time between two readings by which the end must have moved.
	Moves float64 `toml:"moves"`
}

// Countdown looks whether a countdown of an offer begins anew for each visitor: its code reckons the end from the moment at which the page is opened,
// or repeated readings show the same time left again and again. The hour until which goods are sent today is no offer.
var Countdown = checks.Site(checks.Meta{
	ID:     "integrity-countdown",
	Title:  "Countdowns run out when they say",
	Why:    "A countdown that begins anew for everybody presses people with a time that does not exist. Whoever loads the page twice sees it.",
	Fix:    "Give the countdown the real end of the offer as a date, or take it away.",
	Effort: 1,
	Messages: map[string]string{
		"none":     "No countdown of an offer was seen on the pages read",
		"unproven": "A countdown of an offer was seen; whether it begins anew cannot be told from the code seen in one visit: {url}",
		"runs":     "Countdowns were read again, and ran on: {seen}",
		"restarts": "Countdowns that begin anew for each visitor: {bad}",
		"by-code":  "The end of this countdown is reckoned from the moment at which the page is opened",
		"by-time":  "The same time was left at each of {readings} looks within {span}",
	},
	Factor: verdict.Integrity, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{
		{Title: "Unfair Commercial Practices Directive 2005/29/EC, annex I, no. 7", URL: "https://eur-lex.europa.eu/eli/dir/2005/29", Market: "eu"},
		{Title: "Mathur and others (2019), Dark Patterns at Scale: countdown timers", URL: "https://doi.org/10.1145/3359183"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
}, CountdownSettings{Readings: 3, Hours: 2, Moves: 0.9}, judgeCountdown)

func judgeCountdown(in *checks.Input, s CountdownSettings) checks.Outcome {
	var findings []verdict.Finding
	for _, c := range codes(in, []string{snapshot.CodeRestart}, cue.SaleCountdown, "offer") {
		findings = append(findings, checks.Find(checks.Msg("by-code"), verdict.Evidence{URL: c.at, Target: c.script, Selector: "script", Snippet: c.Snippet, Value: c.claim}))
	}
	byCode := len(findings) > 0
	runs, proven, most := 0, 0, 0
	for i := range in.Snap.Watches {
		w := &in.Snap.Watches[i]
		if w.Kind != "offer" {
			continue
		}
		n, span, again := restarts(w, s)
		switch {
		case n < s.Readings:
		case !again:
			runs++
		default:
			if span >= time.Duration(s.Hours*float64(time.Hour)) {
				proven++
				most = max(most, n)
			}
			findings = append(findings, checks.Find(checks.Msg("by-time", "readings", n, "span", span.Round(time.Second).String()), readingsOf(w)...))
		}
	}
	reason := checks.Msg("restarts", "bad", len(findings))
	switch {
	case len(findings) > 0 && !byCode && proven == 0:
		o := checks.Warn(reason, findings...) // a page kept ready for all would look like this for a while
		o.Confidence = verdict.Likely
		return o
	case len(findings) > 0:
		if most > 0 {
			reason.Args["observations"] = most // the limit of the score rests on readings, see checks/score
		}
		o := checks.Fail(reason, findings...)
		o.Confidence = verdict.Sure
		return o
	case runs > 0:
		return checks.Pass(checks.Msg("runs", "seen", runs))
	}
	if at := offerTimer(in); at != "" {
		return checks.Unknown(checks.Msg("unproven", "url", at))
	}
	return checks.NotApplicable(checks.Msg("none"))
}

// restarts compares the readings of fresh visitors: an honest end stays where it is, one that is reckoned anew moves with the clock.
func restarts(w *snapshot.Watch, s CountdownSettings) (n int, span time.Duration, again bool) {
	var first, last *snapshot.Reading
	again = true
	for i := range w.Readings {
		r := &w.Readings[i]
		if !r.Fresh || r.Left <= 0 {
			continue
		}
		n++
		if first == nil {
			first = r
			continue
		}
		gone := r.At.Sub(first.At)
		moved := r.At.Add(r.Left).Sub(first.At.Add(first.Left))
		if gone <= 0 || float64(moved) < s.Moves*float64(gone) {
			again = false
		}
		last = r
	}
	if last == nil {
		return n, 0, false
	}
	return n, last.At.Sub(first.At), again
}

func readingsOf(w *snapshot.Watch) []verdict.Evidence {
	var out []verdict.Evidence
	for _, r := range w.Readings {
		if r.Fresh && len(out) < 6 {
			out = append(out, verdict.Evidence{URL: w.URL, Snippet: w.Text, Value: fmt.Sprintf("%s left at %s", r.Left.Round(time.Second), r.At.UTC().Format(time.TimeOnly))})
		}
	}
	return out
}

// offerTimer returns a page that says how long an offer lasts.
func offerTimer(in *checks.Input) string {
	for _, p := range in.Site.Pages {
		if !p.Marked(snapshot.MarkHaste) {
			continue
		}
		for _, m := range in.Site.Read(p).Marks {
			if m.Kind == snapshot.MarkHaste && m.Value == "offer" && digits(m.Snippet) {
				return in.Site.URL(p)
			}
		}
	}
	return ""
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			return true
		}
	}
	return false
}
