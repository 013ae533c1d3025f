package nav

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// EmptyCategorySettings say how many of the product groups may be empty.
type EmptyCategorySettings struct {
	Warn float64 `toml:"warn"` // share above which it fails
}

// EmptyCategory looks for entries of the menu that lead to a product group without products. A page is one only where others beside it, made by the
// same template, show their products without scripts, and where it leads on to no other group.
var EmptyCategory = checks.Site(checks.Meta{
	ID:     "nav-empty-category",
	Title:  "Every product group in the menu holds products",
	Why:    "An empty shelf behind a menu entry makes a shop look unfinished or given up.",
	Fix:    "Add products to these groups, or hide them from the menu until there are some.",
	Effort: 1,
	Messages: map[string]string{
		"filled":  "Product groups in the menu that were looked at: {seen}; without products: {bad}",
		"empty":   "Product groups in the menu without any product: {bad} of {seen}",
		"unclear": "No product group in the menu could be told from other pages",
		"group":   "\"{text}\" leads to a product group without products",
	},
	Factor: verdict.Navigation, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "Google Merchant Center, a website that is not finished", URL: "https://support.google.com/merchants/answer/4752265"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, EmptyCategorySettings{Warn: 0.05}, judgeEmptyCategory)

// fewShelves is how many lists must lie beside a page before it is taken for one.
const fewShelves = 2

func judgeEmptyCategory(in *checks.Input, p EmptyCategorySettings) checks.Outcome {
	shelves := map[string]int{}
	for _, page := range in.Site.ByRole(facts.RoleListing) {
		shelves[facts.Shelf(in.Site.URL(page))]++
	}
	var found []verdict.Finding
	met := map[snapshot.PageID]bool{}
	seen := 0
	for i := range in.Site.Targets {
		t := &in.Site.Targets[i]
		page := in.Site.Content(t.Page)
		if page == nil || page == in.Site.Home || met[page.ID] || !inMenu(in.Site, t) {
			continue
		}
		met[page.ID] = true
		shelf := facts.Shelf(in.Site.URL(page))
		if shelf == "" || shelves[shelf] < fewShelves || !mayHoldGoods(in.Site, page) { // at the top, pages of every kind lie side by side
			continue
		}
		seen++
		if !bare(in, page) {
			continue
		}
		found = append(found, checks.Find(checks.Msg("group", "text", t.From[0].Text), places(t.From, in.Site.URL(page), "no product")...))
	}
	if seen == 0 {
		return checks.Unknown(checks.Msg("unclear"))
	}
	bad := len(found)
	o := checks.Pass(checks.Msg("filled", "seen", seen, "bad", bad))
	if bad > 0 {
		share := float64(bad) / float64(seen)
		o = checks.Warn(checks.Msg("empty", "bad", bad, "seen", seen), found...)
		if share > p.Warn && bad > 1 {
			o.Status = verdict.Fail
		}
		o.Confidence = verdict.Likely
	}
	o.Seen = seen
	return o
}

// mayHoldGoods reports whether a page may be a group of products: it is not known to be for something else.
func mayHoldGoods(site *facts.Site, p *snapshot.Page) bool {
	switch site.Role(p) {
	case facts.RoleListing, facts.RoleContent, facts.RoleUnknown:
		return true
	default:
		return false
	}
}

// inMenu reports whether a link to the target stands in a header or menu of the home page or of several pages.
func inMenu(site *facts.Site, t *facts.Target) bool {
	for i := range t.From {
		if z := t.From[i].Zone; (z == snapshot.ZoneHeader || z == snapshot.ZoneNav) && (t.From[i].Page == site.Home || t.From[i].Pages >= framePages) {
			return true
		}
	}
	return false
}

// bare reports whether a page shows no goods and leads to none: no price, nothing to buy, no pictures, no link to another page from its main part.
func bare(in *checks.Input, p *snapshot.Page) bool {
	if p.Shell || p.Truncated || p.Letters > 600 || p.Marked(snapshot.MarkAddToCart) {
		return false
	}
	p = in.Site.Read(p)
	if len(p.Prices) > 0 || len(p.Images) > 0 {
		return false
	}
	self := snapshot.Key(in.Site.URL(p))
	for _, l := range p.Links {
		if l.Kind != snapshot.LinkAnchor || l.Zone != snapshot.ZoneMain {
			continue
		}
		if to := in.Site.Content(in.Site.At(in.Snap.Str(l.To))); to != nil && to != p && to != in.Site.Home && snapshot.Key(in.Snap.Str(l.To)) != self && isGoods(in.Site, to) {
			return false
		}
	}
	return true
}

func isGoods(site *facts.Site, p *snapshot.Page) bool {
	r := site.Role(p)
	return r == facts.RoleProduct || r == facts.RoleListing
}
