package speed

import (
	"strconv"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// ChainSettings say how many redirects may lie between the typed address and the home page.
type ChainSettings struct {
	Pass int `toml:"pass"` // up to this many, all is well
	Warn int `toml:"warn"` // above this many, it fails
}

// RedirectChain counts the redirects from the address as typed to the home page. From http to https and on to www are two.
var RedirectChain = checks.Site(checks.Meta{
	ID:     "speed-redirect-chain",
	Title:  "The typed address leads to the home page without detours",
	Why:    "Every redirect is one more round trip during which the visitor sees nothing; long chains also break on poor connections.",
	Fix:    "Let every form of your address (with and without https, with and without www) redirect straight to the final one, in the settings of your host or shop system.",
	Effort: 1,
	Messages: map[string]string{
		"direct":  "From the address as typed to the home page there are this many redirects: {hops}",
		"long":    "From the address as typed to the home page there are {hops} redirects",
		"ring":    "The address as typed leads round in a ring and never to a page",
		"unclear": "The way from the address as typed to the home page could not be followed to its end",
		"way":     "{hops} redirects on the way to the home page",
	},
	Factor: verdict.ResponseTime, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "web.dev, Optimize Time to First Byte (on redirects); the limits are a convention of this project", URL: "https://web.dev/articles/optimize-ttfb"}},
	Needs:   snapshot.HaveEntry, Since: "0.1",
}, ChainSettings{Pass: 2, Warn: 3}, judgeRedirectChain)

func judgeRedirectChain(in *checks.Input, p ChainSettings) checks.Outcome {
	var worst *snapshot.Exchange
	for i := range in.Snap.Entry {
		ex := &in.Snap.Entry[i]
		// Inner pages and the other host name are judged elsewhere; a way that ended in a network fault says nothing here.
		if ex.Label != "http" && ex.Label != "https" || ex.Last() == nil || ex.Err != nil && ex.Err.Kind != snapshot.FaultRedirectLoop {
			continue
		}
		if worst == nil || redirects(ex) > redirects(worst) {
			worst = ex
		}
	}
	if worst == nil {
		return checks.Unknown(checks.Msg("unclear"))
	}
	n := redirects(worst)
	ev := verdict.Evidence{URL: worst.URL, Target: worst.Final(), Snippet: chain(worst), Value: times(n), Limit: "at most " + times(p.Pass)}
	switch {
	case worst.Err != nil && isRing(worst):
		return checks.Fail(checks.Msg("ring"), checks.Find(checks.Msg("ring"), ev))
	case n <= p.Pass:
		return checks.Pass(checks.Msg("direct", "hops", n))
	case n <= p.Warn && worst.Err == nil:
		return checks.Warn(checks.Msg("long", "hops", n), checks.Find(checks.Msg("way", "hops", n), ev))
	default:
		return checks.Fail(checks.Msg("long", "hops", n), checks.Find(checks.Msg("way", "hops", n), ev))
	}
}

// redirects counts the hops of an exchange that led on to another.
func redirects(ex *snapshot.Exchange) int {
	n := len(ex.Hops) - 1
	if last := ex.Last(); last != nil && ex.Err != nil && last.Status >= 300 && last.Status < 400 {
		n++ // the way did not end there
	}
	return n
}

// isRing reports whether an exchange came back to an address where it had been.
func isRing(ex *snapshot.Exchange) bool {
	been := map[string]bool{}
	for i := range ex.Hops {
		if been[ex.Hops[i].URL] {
			return true
		}
		been[ex.Hops[i].URL] = true
	}
	return false
}

// chain writes the addresses of an exchange, as many as a reader can take in.
func chain(ex *snapshot.Exchange) string {
	const shown = 8
	var list []string
	for i := range ex.Hops[:min(len(ex.Hops), shown)] {
		list = append(list, ex.Hops[i].URL)
	}
	if len(ex.Hops) > shown {
		list = append(list, "…")
	}
	return strings.Join(list, " → ")
}

func times(n int) string {
	if n == 1 {
		return "1 redirect"
	}
	return strconv.Itoa(n) + " redirects"
}
