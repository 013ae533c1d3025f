package nav

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// RedirectLoop looks for links that lead round in a ring, or over more than ten redirects; after twenty browsers give up. The crawler keeps cookies
// along the way, so a detour that only sets one comes to its end.
var RedirectLoop = checks.Site(checks.Meta{
	ID:     "nav-redirect-loop",
	Title:  "No link leads round in a ring of redirects",
	Why:    "Browsers give up on such addresses with an error page, so what stands behind them cannot be bought.",
	Fix:    "Look through the redirects of your shop system, plug-ins and host for two that send visitors to each other, and remove one.",
	Effort: 3,
	Messages: map[string]string{
		"none":    "No address that was followed leads round in a ring: {seen}",
		"loops":   "Addresses that lead round in a ring or over too many redirects: {bad} of {seen} followed",
		"unclear": "Some redirects were too long for this run to follow to their end: {long}",
		"unseen":  "No address could be followed",
		"ring":    "Leads round in a ring; redirects followed: {hops}",
		"chain":   "Leads over more than {limit} redirects",
		"endless": "Leads over more than {limit} redirects, after which browsers give up",
	},
	Factor: verdict.SystemQuality, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "RFC 9110, HTTP Semantics, section 15.4", URL: "https://www.rfc-editor.org/rfc/rfc9110#section-15.4"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeRedirectLoop)

// mostHops is the number of redirects beyond which no sound address leads, browserHops that beyond which browsers show an error.
const (
	mostHops    = 10
	browserHops = 20
)

func judgeRedirectLoop(in *checks.Input, _ struct{}) checks.Outcome {
	var findings []verdict.Finding
	seen, long, sure := 0, 0, verdict.Sure
	for p, err := range in.Pages() {
		if err != nil || p.Obstacle != snapshot.ObstacleNone || len(p.Exchange.Hops) == 0 {
			continue
		}
		var m verdict.Message
		switch ex, n := &p.Exchange, redirects(&p.Exchange); {
		case ex.Err != nil && ex.Err.Kind == snapshot.FaultRedirectLoop && isRing(ex):
			m = checks.Msg("ring", "hops", len(ex.Hops))
		case n > browserHops:
			m = checks.Msg("endless", "limit", browserHops)
		case n > mostHops:
			m = checks.Msg("chain", "limit", mostHops)
		case ex.Err != nil && ex.Err.Kind == snapshot.FaultRedirectLoop:
			long++
			continue
		default:
		}
		seen++
		if m.Key == "" {
			continue
		}
		if p.Exchange.Tries < 2 {
			sure = verdict.Likely
		}
		findings = append(findings, checks.Find(m, linkTo(in, p)...))
	}
	var o checks.Outcome
	switch {
	case len(findings) > 0:
		o = checks.Fail(checks.Msg("loops", "bad", len(findings), "seen", seen), findings...)
		o.Confidence = sure
	case long > 0:
		o = checks.Unknown(checks.Msg("unclear", "long", long))
	case seen == 0:
		o = checks.Unknown(checks.Msg("unseen"))
	default:
		o = checks.Pass(checks.Msg("none", "seen", seen))
	}
	o.Seen = seen
	return o
}

// redirects counts the redirects of an exchange.
func redirects(ex *snapshot.Exchange) int {
	n := 0
	for i := range ex.Hops {
		switch ex.Hops[i].Status {
		case 301, 302, 303, 307, 308:
			n++
		}
	}
	return n
}

// isRing reports whether an exchange came back to an address where it had been.
func isRing(ex *snapshot.Exchange) bool {
	been := make(map[string]bool, len(ex.Hops))
	for i := range ex.Hops {
		if been[ex.Hops[i].URL] {
			return true
		}
		been[ex.Hops[i].URL] = true
	}
	return false
}
