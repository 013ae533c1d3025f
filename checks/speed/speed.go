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
	HTMLTotal,
	Timeouts,
	RedirectChain,
}

// timing is one measured answer of a key page.
type timing struct {
	url   string
	times snapshot.Times
}

// keyTimings returns the measured answers of the home page, listings and products: the timings made one at a time, or where there are
// none those of the crawl itself. Errors, obstacles and the cart, which nobody can keep ready in advance, are left out.
func keyTimings(in *checks.Input) []timing {
	var list []timing
	for i := range in.Snap.Samples {
		ex := &in.Snap.Samples[i]
		switch p := in.Site.Content(in.Site.At(ex.Final())); {
		case p == nil || ex.Err != nil || ex.Status() != 200:
		case p == in.Site.Home || isKey(in.Site.Role(p)):
			list = append(list, timing{url: in.Site.URL(p), times: ex.Last().Times})
		}
	}
	if len(in.Snap.Samples) > 0 {
		return list
	}
	for p := range in.Site.Each(in.Site.Pages) {
		if (p == in.Site.Home || isKey(in.Site.Role(p))) && !p.Truncated && p.Exchange.Status() == 200 {
			list = append(list, timing{url: in.Site.URL(p), times: p.Exchange.Last().Times})
		}
	}
	return list
}

func isKey(r facts.Role) bool {
	return r == facts.RoleHome || r == facts.RoleListing || r == facts.RoleProduct
}

// median returns the median, and 0 for no values. The values are sorted.
func median(values []time.Duration) time.Duration {
	n := len(values)
	if n == 0 {
		return 0
	}
	slices.Sort(values)
	if n%2 == 1 {
		return values[n/2]
	}
	return (values[n/2-1] + values[n/2]) / 2
}

// medianOf returns the median of one measure over timings.
func medianOf(list []timing, measure func(snapshot.Times) time.Duration) time.Duration {
	values := make([]time.Duration, len(list))
	for i, t := range list {
		values[i] = measure(t.times)
	}
	return median(values)
}

// band holds a duration against two limits, in seconds.
func band(d time.Duration, pass, warn float64) verdict.Status {
	switch s := d.Seconds(); {
	case s <= pass:
		return verdict.Pass
	case s <= warn:
		return verdict.Warn
	default:
		return verdict.Fail
	}
}

// slowPages makes a finding for each key page whose own median is above the limit, in order of first appearance.
func slowPages(list []timing, limit float64, measure func(snapshot.Times) time.Duration) []verdict.Finding {
	var order []string
	byURL := map[string][]timing{}
	for _, t := range list {
		if byURL[t.url] == nil {
			order = append(order, t.url)
		}
		byURL[t.url] = append(byURL[t.url], t)
	}
	var findings []verdict.Finding
	for _, u := range order {
		if m := medianOf(byURL[u], measure); m.Seconds() > limit {
			findings = append(findings, checks.Find(checks.Msg("page", "n", len(byURL[u])),
				verdict.Evidence{URL: u, Value: seconds(m), Limit: "at most " + limitText(limit)}))
		}
	}
	return findings
}

// enough is how many timings make a median that one outlier cannot move.
const enough = 5

// certainty says how sure a median of n timings is.
func certainty(n int) verdict.Confidence {
	if n < enough {
		return verdict.Likely
	}
	return verdict.Sure
}

// seconds writes a duration for people; below a tenth of a second in milliseconds, so that little is not shown as nothing.
func seconds(d time.Duration) string {
	if d < 100*time.Millisecond {
		return fmt.Sprintf("%.2g ms", float64(d)/float64(time.Millisecond))
	}
	return fmt.Sprintf("%.2f s", d.Seconds())
}

func limitText(s float64) string { return fmt.Sprintf("%g s", s) }
