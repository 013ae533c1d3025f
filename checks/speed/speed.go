// Package speed holds the checks of how long a shop keeps visitors waiting. All times are taken from one place by one machine: they say
// how the shop answered there, not how it feels to each of its customers.
package speed

import (
	"fmt"
	"slices"
	"time"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// All lists the checks of this group.
var All = []checks.Check{
	TTFB,
	TTFBCart,
	HTMLTotal,
	Timeouts,
	RedirectChain,
	LCP,
	CLS,
	TBT,
	PageWeight,
}

// measure is what of a timing is judged.
type measure func(snapshot.Times) time.Duration

// question is what one check asks of the timings. Its messages are "quick", "slow", "near", "few", "silent", "crawl-quick",
// "crawl-slow", "no-time" and "page".
type question struct {
	roles []facts.Role
	of    measure
	pass  float64 // seconds up to which all is well
	warn  float64 // seconds above which it fails
}

// keyRoles are the pages that most visitors open. The cart, which nobody can keep ready in advance, is judged by itself.
var keyRoles = []facts.Role{facts.RoleHome, facts.RoleListing, facts.RoleProduct}

// series is what was measured of one key page.
type series struct {
	url string
	estimate
}

// measured returns what was timed of the pages that a question is about.
func (q question) measured(in *checks.Input) []series {
	var list []series
	for i := range in.Site.Timings {
		t := &in.Site.Timings[i]
		if !slices.Contains(q.roles, t.Role) {
			continue
		}
		var values []time.Duration
		for _, x := range slices.Concat(t.Cold, t.Warm) {
			values = append(values, q.of(x))
		}
		if len(values)+t.Silent > 0 {
			list = append(list, series{url: in.Site.URL(t.Page), estimate: estimated(values, t.Silent)})
		}
	}
	return list
}

// judge holds the median of the pages' medians against the limits. Answers jitter: only what the kinder end of the spread bears out is said
// against a shop, and what lies too near a limit to tell stays open.
func (q question) judge(in *checks.Input) checks.Outcome {
	list := q.measured(in)
	if len(list) == 0 {
		return q.unrepeated(in)
	}
	e := joined(list)
	slots := []any{"median", seconds(e.mid), "n", e.n, "from", seconds(e.from), "to", seconds(e.to), "limit", limitText(q.pass)}
	status := q.band(e.low)
	switch {
	case e.mid == never:
		return checks.Unknown(checks.Msg("silent", "n", e.n, "silent", e.silent))
	case q.band(e.mid) == verdict.Pass:
		status = verdict.Pass
	case e.low == 0:
		return checks.Unknown(checks.Msg("few", slots...))
	case status == verdict.Pass:
		return checks.Unknown(checks.Msg("near", slots...))
	}
	graded := e.mid
	if q.band(e.mid) != status {
		graded = e.low // "worth improving" is not graded like "needs mending"
	}
	o := checks.Outcome{
		Status: status, Grade: checks.Linear(graded.Seconds(), q.pass, q.warn), Graded: true, Confidence: verdict.Likely, Seen: e.n,
		Reason: checks.Msg("quick", slots...),
	}
	if e.n >= enough && q.band(e.low) == q.band(e.high) {
		o.Confidence = verdict.Sure
	}
	if status != verdict.Pass {
		o.Reason = checks.Msg("slow", slots...)
		o.Findings = q.slowPages(list)
	}
	return o
}

// enough is how many timings make a median that one outlier cannot move.
const enough = 5

// unrepeated judges by what the crawl itself met, where no page was timed by itself. Our own load is in those times: they can speak for a
// shop, not against it.
func (q question) unrepeated(in *checks.Input) checks.Outcome {
	var values []time.Duration
	for _, p := range in.Site.Pages {
		if slices.Contains(q.roles, in.Site.Role(p)) && !p.Truncated && p.Exchange.Status() == 200 {
			values = append(values, q.of(p.Exchange.Last().Times))
		}
	}
	if len(values) == 0 || slices.ContainsFunc(in.Site.Timings, func(t facts.Timing) bool { return t.Lost > 0 && slices.Contains(q.roles, t.Role) }) {
		return checks.Unknown(checks.Msg("no-time"))
	}
	e := estimated(values, 0)
	if q.band(e.mid) != verdict.Pass {
		return checks.Unknown(checks.Msg("crawl-slow", "median", seconds(e.mid), "n", e.n))
	}
	o := checks.Pass(checks.Msg("crawl-quick", "median", seconds(e.mid), "n", e.n))
	o.Confidence, o.Seen = verdict.Likely, e.n
	return o
}

// band holds a duration against the limits.
func (q question) band(d time.Duration) verdict.Status {
	switch s := d.Seconds(); {
	case s <= q.pass:
		return verdict.Pass
	case s <= q.warn:
		return verdict.Warn
	default:
		return verdict.Fail
	}
}

// slowPages makes a finding for each page that is slow whichever end of its spread one takes.
func (q question) slowPages(list []series) []verdict.Finding {
	var findings []verdict.Finding
	for _, s := range list {
		if q.band(s.low) == verdict.Pass || s.mid == never {
			continue
		}
		findings = append(findings, checks.Find(checks.Msg("page", "n", s.n, "from", seconds(s.from), "to", seconds(s.to)),
			verdict.Evidence{URL: s.url, Value: seconds(s.mid), Limit: "at most " + limitText(q.pass)}))
	}
	return findings
}

// seconds writes a duration for people, below a second in milliseconds.
func seconds(d time.Duration) string {
	switch ms := float64(d) / float64(time.Millisecond); {
	case d == never:
		return "no answer"
	case ms < 10:
		return fmt.Sprintf("%.2g ms", ms)
	case ms < 999.5:
		return fmt.Sprintf("%.0f ms", ms)
	default:
		return fmt.Sprintf("%.2f s", d.Seconds())
	}
}

// limitText writes a limit, given in seconds, in the unit of the times near it.
func limitText(s float64) string {
	if s < 1 {
		return fmt.Sprintf("%g ms", 1000*s)
	}
	return fmt.Sprintf("%g s", s)
}
