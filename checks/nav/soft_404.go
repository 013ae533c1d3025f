package nav

import (
	"net/url"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Soft404 looks how the shop answers two addresses that do not exist. Only what both answers have in common counts.
var Soft404 = checks.Site(checks.Meta{
	ID:     "nav-soft-404",
	Title:  "Missing pages say so, and show the way on",
	Why:    "A visitor who follows an old link wants to know that the page is gone and where to look instead; search engines keep dead pages alive that do not say so.",
	Fix:    "Let your shop answer unknown addresses with status 404 and a page that has the menu and the search of the shop. Most shop systems do so unless a plug-in redirects such addresses.",
	Effort: 3,
	Messages: map[string]string{
		"says-so": "Addresses that do not exist are answered with status {status} and a way on",
		"status":  "Addresses that do not exist are answered with status {status}; the page itself is filled by scripts and was not seen",
		"soft":    "Addresses that do not exist are answered as if they did (status {status})",
		"home":    "Addresses that do not exist lead to the home page without a word",
		"bare":    "Missing pages show neither menu nor search",
		"unclear": "The answers to addresses that do not exist do not tell what the shop does with them",
		"one":     "Answered with {answer}",
	},
	Factor: verdict.SystemQuality, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "RFC 9110, HTTP Semantics, section 15.5.5", URL: "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.5"}},
	Needs:   snapshot.HaveNotFound | snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeSoft404)

func judgeSoft404(in *checks.Input, _ struct{}) checks.Outcome {
	answers := map[string][]*snapshot.Page{}
	total := 0
	for _, p := range in.Snap.NotFound {
		if key := missingAnswer(in, p); key != "" {
			answers[key] = append(answers[key], p)
			total++
		}
	}
	if total == 0 {
		return checks.Unknown(checks.Msg("unclear"))
	}
	sure := verdict.Sure
	if total < 2 {
		sure = verdict.Likely
	}
	for _, key := range []string{"soft", "home", "bare"} {
		pages := answers[key]
		if len(pages) < total {
			continue
		}
		var ev []verdict.Evidence
		for _, p := range pages {
			ev = append(ev, verdict.Evidence{URL: in.Snap.Str(p.URL), Target: p.Exchange.Final(), Snippet: p.Title, Value: facts.Answer(facts.Alive, &p.Exchange), Limit: "status 404 or 410, with menu or search"})
		}
		o := checks.Warn(checks.Msg(key, "status", pages[0].Exchange.Status()), checks.Find(checks.Msg("one", "answer", facts.Answer(facts.Alive, &pages[0].Exchange)), ev...))
		o.Confidence, o.Seen = sure, total
		return o
	}
	o := checks.Unknown(checks.Msg("unclear"))
	if pages := append(answers["says-so"], answers["status"]...); len(pages) == total || len(answers["says-so"]) > 0 {
		key := "says-so"
		if len(answers[key]) == 0 {
			key = "status"
		}
		o = checks.Pass(checks.Msg(key, "status", answers[key][0].Exchange.Status()))
		o.Confidence, o.Seen = sure, total
	}
	return o
}

// missingAnswer names what became of an address that does not exist, by a message key; "" when that cannot be told.
func missingAnswer(in *checks.Input, p *snapshot.Page) string {
	status := p.Exchange.Status()
	switch {
	case p.Obstacle != snapshot.ObstacleNone || p.Exchange.Err != nil:
		return ""
	case in.Site.Look.Alone && status < 400: // a gate for age or country stands before every address
		return ""
	case status == 404 || status == 410:
		switch {
		case p.HTML && p.Shell:
			return "status"
		case p.HTML && showsWay(in, p):
			return "says-so"
		default:
			return "bare"
		}
	case status >= 200 && status < 300 && (sameAddress(p.Exchange.Final(), in.Snap.Base) || refreshesTo(in, p, in.Snap.Base)):
		return "home"
	case status >= 200 && status < 300:
		return "soft"
	case status >= 300 && status < 400 && sameAddress(redirectsTo(in, p), in.Snap.Base): // what the crawler knows it does not fetch again
		return "home"
	default:
		return ""
	}
}

// refreshesTo reports whether a page sends visitors on to an address by itself.
func refreshesTo(in *checks.Input, p *snapshot.Page, address string) bool {
	for _, l := range p.Links {
		if l.Kind == snapshot.LinkRefresh && sameAddress(in.Snap.Str(l.To), address) {
			return true
		}
	}
	return false
}

// redirectsTo returns where the redirect leads at which fetching a page ended.
func redirectsTo(in *checks.Input, p *snapshot.Page) string {
	if p.Final != 0 {
		return in.Site.URL(p)
	}
	locations := p.Exchange.Last().Header["Location"]
	from, err := url.Parse(p.Exchange.Final())
	if len(locations) == 0 || err != nil {
		return ""
	}
	to, err := from.Parse(locations[0])
	if err != nil {
		return ""
	}
	return to.String()
}

// sameAddress compares two addresses but for a slash at the end.
func sameAddress(a, base string) bool {
	a, base = strings.TrimSuffix(snapshot.Key(a), "/"), strings.TrimSuffix(snapshot.Key(base), "/")
	return a != "" && a == base
}

// showsWay reports whether a page has a search or a few links into the shop.
func showsWay(in *checks.Input, p *snapshot.Page) bool {
	for i := range p.Forms {
		for k := range p.Forms[i].Fields {
			if f := &p.Forms[i].Fields[k]; f.Type == "search" || p.Forms[i].Method == "get" && f.Type == "text" {
				return true
			}
		}
	}
	targets := map[string]bool{}
	for l := range in.Snap.Links(p) {
		if to := in.Snap.Str(l.To); l.Kind == snapshot.LinkAnchor && in.Site.Own(to) {
			targets[snapshot.Key(to)] = true
		}
	}
	return len(targets) >= fewTargets
}
