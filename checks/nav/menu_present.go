package nav

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// fewTargets is how many different places of the shop a list of links must lead to before it is a menu.
const fewTargets = 3

// MenuPresent looks for a menu on the home page: links in header, menu or side column that lead to at least three places of the shop.
var MenuPresent = checks.Site(checks.Meta{
	ID:     "nav-menu-present",
	Title:  "The home page has a menu",
	Why:    "A menu tells at a glance what the shop sells and where things are; without one, visitors have to guess.",
	Fix:    "Add a menu with your main product groups at the top of every page, in the theme or navigation settings of your shop system.",
	Effort: 3,
	Messages: map[string]string{
		"present": "The menu of the home page leads to this many places of the shop: {n}",
		"absent":  "No menu was found on the home page: header, menu and side column lead to {n} places of the shop only",
		"no-home": "The home page was not read",
		"opened":  "The menu seems to be opened by a script, which needs a browser",
		"here":    "No menu was found here",
	},
	Factor: verdict.Navigation, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "Nielsen Norman Group, Menu-Design Checklist", URL: "https://www.nngroup.com/articles/menu-design/"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeMenuPresent)

// likePages is how many pages besides the home page are asked whether they repeat a list of links.
const likePages = 5

// repeated counts the places of the shop to which the main part of the home page leads and that of other pages leads as well: a page laid out in
// tables or in boxes without a name has its menu there. A box of goods is not on every page.
func repeated(in *checks.Input, home *snapshot.Page) int {
	lists := []map[string]bool{mainTargets(in, home)}
	for p := range in.Site.Each(in.Site.Pages) {
		if p == home || in.Site.Unframed(p) || !sameHost(in.Site, p) || in.Site.Role(p) == facts.RoleCart || in.Site.Role(p) == facts.RoleCheckout {
			continue
		}
		if lists = append(lists, mainTargets(in, p)); len(lists) > likePages {
			break
		}
	}
	if len(lists) <= likePages/2 {
		return 0
	}
	n := 0
	for key := range lists[0] {
		on := 0
		for _, l := range lists[1:] {
			if l[key] {
				on++
			}
		}
		if on >= len(lists)-2 { // a page may leave out the link to itself
			n++
		}
	}
	return n
}

// behind counts the places to which the menus behind an entry page lead, which offers nothing but a choice of languages or countries: its visitors
// meet the menu one click on, on every way. 0 where the home page is none.
func behind(in *checks.Input, home *snapshot.Page) int {
	ways := mainTargets(in, home)
	if len(ways) == 0 || len(ways) > mostWays || home.Letters > mostEntryLetters {
		return 0
	}
	least, met := 0, 0
	for p := range in.Site.Each(in.Site.Pages) {
		if !ways[snapshot.Key(in.Site.URL(p))] {
			continue
		}
		targets := map[string]bool{}
		for l := range in.Snap.Links(p) {
			if l.Kind == snapshot.LinkAnchor && (l.Zone == snapshot.ZoneHeader || l.Zone == snapshot.ZoneNav) && in.Site.Own(in.Snap.Str(l.To)) {
				targets[snapshot.Key(in.Snap.Str(l.To))] = true
			}
		}
		if met++; met == 1 || len(targets) < least {
			least = len(targets)
		}
	}
	if met < len(ways) {
		return 0
	}
	return least
}

// An entry page leads to few places and says little.
const (
	mostWays         = 6
	mostEntryLetters = 200
)

// mainTargets returns the places of the shop to which links in the main part of a page lead, but for the home page.
func mainTargets(in *checks.Input, p *snapshot.Page) map[string]bool {
	out := map[string]bool{}
	self := snapshot.Key(in.Site.URL(in.Site.Home))
	for l := range in.Snap.Links(p) {
		if l.Kind != snapshot.LinkAnchor || l.Zone != snapshot.ZoneMain {
			continue
		}
		to := in.Snap.Str(l.To)
		if key := snapshot.Key(to); key != "" && key != self && in.Site.Own(to) {
			out[key] = true
		}
	}
	return out
}

func judgeMenuPresent(in *checks.Input, _ struct{}) checks.Outcome {
	home := in.Site.Home
	if home == nil {
		return checks.Unknown(checks.Msg("no-home"))
	}
	self := snapshot.Key(in.Site.URL(home))
	top, side := map[string]bool{}, map[string]bool{} // a notice at the side does not make a menu of what stands in the header
	toggles := false
	for l := range in.Snap.Links(home) {
		targets := top
		switch {
		case l.Kind != snapshot.LinkAnchor:
			continue
		case l.Zone == snapshot.ZoneAside:
			targets = side
		case l.Zone != snapshot.ZoneHeader && l.Zone != snapshot.ZoneNav:
			continue
		}
		toggles = toggles || l.Flags&snapshot.LinkHandled != 0
		to := in.Snap.Str(l.To)
		if key := snapshot.Key(to); key != "" && key != self && in.Site.Own(to) {
			targets[key] = true
		}
	}
	for _, id := range home.Blocks {
		if b := in.Snap.Block(id); b != nil && b.Opens && (b.Zone == snapshot.ZoneHeader || b.Zone == snapshot.ZoneNav) {
			toggles = true
		}
	}
	n := max(len(top), len(side))
	if n < fewTargets {
		n = max(n, repeated(in, home), behind(in, home))
	}
	switch {
	case n >= fewTargets:
		return checks.Pass(checks.Msg("present", "n", n))
	case toggles || in.Site.Unframed(home):
		return checks.Unknown(checks.Msg("opened"))
	default:
		return checks.Absent(in, checks.Warn(checks.Msg("absent", "n", n), checks.Find(checks.Msg("here"), verdict.Evidence{URL: in.Site.URL(home)})))
	}
}
