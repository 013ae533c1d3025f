package nav

import (
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// OrphanSettings say how many pages of the sitemap may have no link to them.
type OrphanSettings struct {
	Pass float64 `toml:"pass"` // share up to which all is well
	Few  int     `toml:"few"`  // with fewer pages in the sitemap nothing is said
}

// Orphan takes the share of the sitemap's pages that no page leads to. Goods count only where no script can be what leads to them: many lists
// load the next part by one.
var Orphan = checks.Site(checks.Meta{
	ID:     "nav-orphan",
	Title:  "Links lead to every page in the sitemap",
	Why:    "Pages that nothing links to are found by search engines and by nobody else; often they are left-overs that say what is no longer true.",
	Fix:    "Link these pages from where visitors would look for them, or take them down and have the sitemap written anew.",
	Effort: 3,
	Messages: map[string]string{
		"none":    "There is no sitemap with pages to compare",
		"partial": "Only a part of the shop was read, so links to these pages may not have been seen",
		"scripts": "Menus or lists seem to be made by scripts, which needs a browser",
		"gate":    "No link of the pages read leads to any page of the sitemap; the first page may wait for a click",
		"linked":  "Pages that were read: {seen}; named by the sitemap alone, without any link to them: {bad}",
		"orphans": "No link that was read leads to {bad} of {seen} pages; the sitemap alone names them",
		"page":    "No link that was read leads here",
	},
	Factor: verdict.Navigation, Stage: verdict.StageMature, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "Google Search Central, SEO link best practices", URL: "https://developers.google.com/search/docs/crawling-indexing/links-crawlable"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, OrphanSettings{Pass: 0.05, Few: 5}, judgeOrphan)

func judgeOrphan(in *checks.Input, p OrphanSettings) checks.Outcome {
	if sitemapSize(in.Snap) < p.Few {
		return checks.NotApplicable(checks.Msg("none"))
	}
	if !whole(in) {
		return checks.Unknown(checks.Msg("partial"))
	}
	scripted, calendar := listsByScripts(in.Site), in.Snap.SkippedTotal[snapshot.SkipDates] > 0
	twins := linkedTwins(in.Site)
	for address := range asked(in.Site) {
		twins[address] = true
	}
	var found []verdict.Finding
	seen, unsure := 0, 0
	for _, page := range in.Site.Pages {
		if page == in.Site.Home || page.Depth >= 0 && !in.Site.Linked(page) || byAction(in.Site.Role(page)) {
			continue // met on the way, by a redirect or the head of a page
		}
		goods := in.Site.Role(page) == facts.RoleProduct || in.Site.Role(page) == facts.RoleListing
		switch {
		case in.Site.Linked(page) || twins[spelling(in.Site.URL(page))]:
			seen++
		case goods && scripted, !goods && calendar: // a month that was not read may lead to an article
			unsure++
		default:
			seen++
			found = append(found, checks.Find(checks.Msg("page"), verdict.Evidence{URL: in.Site.URL(page), Snippet: page.Title, Limit: "a link on another page"}))
		}
	}
	bad := len(found)
	switch {
	case bad > 0 && in.Site.Home != nil && (in.Site.Home.Shell || in.Site.ScriptMenus()):
		return checks.Unknown(checks.Msg("scripts"))
	case bad > 0 && bad == seen: // not one is linked: the home page leads nowhere without a click on its gate
		return checks.Unknown(checks.Msg("gate"))
	case seen == 0 && unsure > 0 && scripted:
		return checks.Unknown(checks.Msg("scripts"))
	case seen == 0 && unsure > 0:
		return checks.Unknown(checks.Msg("partial"))
	case seen == 0:
		return checks.NotApplicable(checks.Msg("none"))
	}
	o := checks.Pass(checks.Msg("linked", "seen", seen, "bad", bad))
	if float64(bad) > p.Pass*float64(seen) {
		o = checks.Warn(checks.Msg("orphans", "bad", bad, "seen", seen), found...)
		o.Confidence = verdict.Likely // a form may lead there
	}
	o.Seen = seen
	return o
}

// linkedTwins are the addresses, in one spelling, of the pages that links lead to: many servers give one page by addresses in capitals and small
// letters, with a slash at the end and without, and with a mark of the campaign or the visit behind it.
func linkedTwins(site *facts.Site) map[string]bool {
	twins := map[string]bool{}
	for _, p := range site.Pages {
		if site.Linked(p) {
			address := spelling(site.URL(p))
			twins[address] = true
			plain, _, _ := strings.Cut(address, "?")
			twins[plain] = true
		}
	}
	return twins
}

// asked are the addresses that forms of the pages lead to, in one spelling: visitors come to the results of a search by asking for something.
func asked(site *facts.Site) map[string]bool {
	out := map[string]bool{}
	for p := range site.Each(site.Pages) {
		for i := range p.Forms {
			address, _, _ := strings.Cut(p.Forms[i].Action, "#")
			address, _, _ = strings.Cut(address, "?")
			if address != "" && (p.Forms[i].Method == "" || strings.EqualFold(p.Forms[i].Method, "get")) {
				out[spelling(address)] = true
			}
		}
	}
	return out
}

func spelling(address string) string {
	path, query, marked := strings.Cut(strings.ToLower(address), "?")
	path = strings.TrimSuffix(path, "/")
	if marked {
		return path + "?" + query
	}
	return path
}

// byAction reports whether a page is one that visitors come to by doing something, such as putting goods into the cart, which no visit here does.
func byAction(r facts.Role) bool {
	return r == facts.RoleCart || r == facts.RoleCheckout || r == facts.RoleAccount
}

// sitemapSize is how many addresses the shop's sitemaps name.
func sitemapSize(snap *snapshot.Snapshot) int {
	n := 0
	for i := range snap.Sitemaps {
		n += snap.Sitemaps[i].Addresses
	}
	return n
}
