package nav

import (
	"github.com/shopvet/shopvet/checks"
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
	switch n := max(len(top), len(side)); {
	case n >= fewTargets:
		return checks.Pass(checks.Msg("present", "n", n))
	case toggles || home.Shell:
		return checks.Unknown(checks.Msg("opened"))
	default:
		return checks.Absent(in, checks.Warn(checks.Msg("absent", "n", n), checks.Find(checks.Msg("here"), verdict.Evidence{URL: in.Site.URL(home)})))
	}
}
