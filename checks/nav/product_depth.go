package nav

import (
	"fmt"
	"slices"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// DepthSettings say how many clicks lead to a product.
type DepthSettings struct {
	Pass float64 `toml:"pass"` // median of clicks from the home page up to which all is well
	Warn float64 `toml:"warn"` // median of clicks at which the mark has come down to half
	Few  int     `toml:"few"`  // with fewer products read nothing is said
}

// ProductDepth takes the median number of clicks from the home page to the products that were read, by the shortest way. More pages can only
// show shorter ways, so a partial look can pass and not warn. Lists that scripts continue lead further than we see.
var ProductDepth = checks.Site(checks.Meta{
	ID:     "nav-product-depth",
	Title:  "Products are a few clicks away from the home page",
	Why:    "Each further click loses visitors, and goods that no link leads to are found by nobody who looks around.",
	Fix:    "Link your product groups from the menu, let each list show many goods and link all its further pages from the first, and show best sellers on the home page.",
	Effort: 3,
	Messages: map[string]string{
		"near":        "Clicks from the home page to a product, median of {n}: {clicks}",
		"far":         "Clicks from the home page to a product, median of {n}: {clicks}",
		"unreachable": "No link that was read leads to any of the {n} products; the sitemap names them",
		"partial":     "Only a part of the shop was read: there may be shorter ways than those seen (median of {n} products: {clicks} clicks)",
		"scripts":     "Lists seem to be made or continued by scripts, which needs a browser",
		"few":         "Too few products were read to speak of a distance: {n}",
		"product":     "{clicks} clicks away",
		"no-link":     "No link that was read leads here",
	},
	Factor: verdict.Navigation, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "A convention of this project; compare Nielsen Norman Group, Flat vs. Deep Website Hierarchies", URL: "https://www.nngroup.com/articles/flat-vs-deep-hierarchy/"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, DepthSettings{Pass: 3, Warn: 5, Few: 3}, judgeProductDepth)

func judgeProductDepth(in *checks.Input, p DepthSettings) checks.Outcome {
	products := in.Site.ByRole(facts.RoleProduct)
	if len(products) < p.Few || in.Site.Home == nil {
		return checks.NotApplicable(checks.Msg("few", "n", len(products)))
	}
	var clicks []int
	var apart, deep []*snapshot.Page
	for _, page := range products {
		n := in.Site.Clicks(page)
		switch {
		case n < 0:
			apart = append(apart, page)
			continue
		case float64(n) > p.Pass:
			deep = append(deep, page)
		}
		clicks = append(clicks, n)
	}
	scripted := listsByScripts(in.Site)
	switch whole := whole(in); {
	case len(clicks) > 0 && median(clicks) <= p.Pass && (len(apart)*2 <= len(products) || scripted || !whole):
		o := checks.Pass(checks.Msg("near", "n", len(clicks), "clicks", number(median(clicks))))
		o.Seen = len(clicks)
		return o
	case scripted:
		return checks.Unknown(checks.Msg("scripts"))
	case !whole:
		return checks.Unknown(checks.Msg("partial", "n", len(clicks), "clicks", number(median(clicks))))
	case len(clicks) == 0:
		o := checks.Absent(in, checks.Fail(checks.Msg("unreachable", "n", len(products)), examples(in, apart)...))
		o.Seen = len(products)
		return o
	}
	m := median(clicks)
	o := checks.Warn(checks.Msg("far", "n", len(clicks), "clicks", number(m)), examples(in, deep)...)
	o.Graded, o.Grade, o.Seen = true, max(0.5, checks.Linear(m, p.Pass, 2*p.Warn-p.Pass)), len(clicks)
	if m <= p.Pass { // most products are near, but more than half cannot be reached at all
		o.Findings, o.Grade = examples(in, apart), 0.5
	}
	return o
}

// examples are the products that are far away, the furthest first.
func examples(in *checks.Input, pages []*snapshot.Page) []verdict.Finding {
	slices.SortStableFunc(pages, func(a, b *snapshot.Page) int { return in.Site.Clicks(b) - in.Site.Clicks(a) })
	var out []verdict.Finding
	for _, p := range pages {
		m := checks.Msg("no-link")
		if n := in.Site.Clicks(p); n >= 0 {
			m = checks.Msg("product", "clicks", n)
		}
		out = append(out, checks.Find(m, verdict.Evidence{URL: in.Site.URL(p), Snippet: p.Title}))
	}
	return out
}

// whole reports whether every page was read, to its end, that links lead to.
func whole(in *checks.Input) bool {
	for _, why := range []snapshot.SkipReason{snapshot.SkipRobots, snapshot.SkipDepth, snapshot.SkipPages, snapshot.SkipTime, snapshot.SkipBytes, snapshot.SkipStopped, snapshot.SkipRateLimit, snapshot.SkipPaging} {
		if in.Snap.SkippedTotal[why] > 0 {
			return false
		}
	}
	for _, p := range in.Site.Ordered {
		if p.Truncated || in.Site.StateOf(p) == facts.Unclear {
			return false
		}
	}
	return in.Snap.Stop == snapshot.StopDone
}

// listsByScripts reports whether lists may lead to more than is written into them: by scripts that load the next goods or make the menu.
func listsByScripts(site *facts.Site) bool {
	if site.Home == nil || site.Home.Scripts > 0 && len(site.ByRole(facts.RoleListing)) == 0 {
		return true
	}
	for _, p := range site.ByRole(facts.RoleListing) {
		if p.Scripts > 0 {
			return true
		}
	}
	return site.Unframed(site.Home)
}

func median(list []int) float64 {
	if len(list) == 0 {
		return 0
	}
	list = slices.Clone(list)
	slices.Sort(list)
	if n := len(list); n%2 == 0 {
		return float64(list[n/2-1]+list[n/2]) / 2
	}
	return float64(list[len(list)/2])
}

func number(v float64) string { return fmt.Sprintf("%g", v) }
