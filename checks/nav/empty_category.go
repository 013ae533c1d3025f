package nav

import (
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// EmptyCategorySettings say how many of the product groups may be empty.
type EmptyCategorySettings struct {
	Warn float64 `toml:"warn"` // share above which it fails
}

// EmptyCategory looks for entries of the menu that lead to a product group without products. A page is one only where others beside it, made by the
// same template, show their products without scripts, and where it leads on to no other group; or where it says so itself, in a shop whose other groups show
// theirs.
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
		"maybe":   "Pages in the menu that may be product groups or something else: {maybe}; groups with products: {seen}",
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
		shelves[shelfOf(in.Site.URL(page))]++
	}
	for page := range in.Site.Each(in.Site.ByRole(facts.RoleProduct)) {
		if listsGoods(in, page) {
			shelves[shelfOf(in.Site.URL(page))]++
		}
	}
	m := menuGroups{in: in, met: map[snapshot.PageID]bool{}}
	for i := range in.Site.Targets {
		if t := &in.Site.Targets[i]; inMenu(in.Site, t) {
			m.look(t, shelves)
		}
	}
	if m.filled >= fewShelves {
		m.found = append(m.found, m.own...)
	} else {
		m.maybe += len(m.own)
	}
	bad, seen := len(m.found), m.filled+len(m.found)
	switch {
	case seen == 0:
		return checks.Unknown(checks.Msg("unclear"))
	case bad == 0 && m.maybe > 0 && !m.shelved:
		return checks.Unknown(checks.Msg("maybe", "maybe", m.maybe, "seen", seen))
	}
	o := checks.Pass(checks.Msg("filled", "seen", seen, "bad", bad))
	if bad > 0 {
		share := float64(bad) / float64(seen)
		o = checks.Warn(checks.Msg("empty", "bad", bad, "seen", seen), m.found...)
		if share > p.Warn && bad > 1 {
			o.Status = verdict.Fail
		}
		o.Confidence = verdict.Likely
	}
	o.Seen = seen
	return o
}

// menuGroups are the product groups to which the menu leads.
type menuGroups struct {
	in      *checks.Input
	met     map[snapshot.PageID]bool
	filled  int               // show their products
	shelved bool              // some of them were known by what lies beside them
	maybe   int               // show none, and may be something else
	found   []verdict.Finding // of those beside which others lie
	own     []verdict.Finding // of those that say themselves that they hold nothing
}

// look sorts what an entry of the menu leads to.
func (m *menuGroups) look(t *facts.Target, shelves map[string]int) {
	site := m.in.Site
	page := site.Content(t.Page)
	if page == nil || page == site.Home || m.met[page.ID] {
		return
	}
	m.met[page.ID] = true
	if !mayHoldGoods(site, page) && !(site.Role(page) == facts.RoleProduct && listsGoods(m.in, page)) {
		return
	}
	shelf := shelfOf(site.URL(page))
	beside := shelf != "" && shelves[shelf] >= fewShelves // at the top, pages of every kind lie side by side
	says := saysEmpty(m.in, page)
	switch empty := bare(m.in, page, says); {
	case beside && !empty:
		m.filled++
		m.shelved = true
	case !empty:
		if site.Role(page) == facts.RoleListing && offersGoods(m.in, page) {
			m.filled++
		}
	case beside || says:
		f := checks.Find(checks.Msg("group", "text", t.From[0].Text), places(t.From, site.URL(page), "no product")...)
		if beside {
			m.found, m.shelved = append(m.found, f), true
		} else {
			m.own = append(m.own, f)
		}
	default:
		m.maybe++
	}
}

// shelfOf is the folder of a group: of "/category/yarn/24" the one that holds its name and number, for every group has a folder of its own there.
func shelfOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	clean := strings.TrimSuffix(u.Path, "/")
	dir, last := path.Split(clean)
	if strings.Count(clean, "/") < 3 || last == "" || strings.Trim(last, "0123456789") != "" || u.RawQuery != "" {
		return facts.Shelf(address)
	}
	return u.Host + path.Dir(strings.TrimSuffix(dir, "/")) + "/*/#"
}

// leastListed is how many goods a page leads to at least that lists them.
const leastListed = 2

// listsGoods reports whether what seems one product is a list: its main part leads to goods, and shows as many prices.
func listsGoods(in *checks.Input, p *snapshot.Page) bool {
	p = in.Site.Read(p)
	if len(p.Prices) < leastListed || p.Marked(snapshot.MarkAddToCart) {
		return false
	}
	goods := map[snapshot.PageID]bool{}
	for _, l := range p.Links {
		if l.Kind != snapshot.LinkAnchor || l.Zone != snapshot.ZoneMain {
			continue
		}
		if to := in.Site.Content(in.Site.At(in.Snap.Str(l.To))); to != nil && to != p && in.Site.Role(to) == facts.RoleProduct {
			goods[to.ID] = true
		}
	}
	return len(goods) >= leastListed && len(p.Prices) >= len(goods)
}

// ofMenu reports whether the menu leads to a page.
func ofMenu(site *facts.Site, p *snapshot.Page) bool {
	return slices.ContainsFunc(site.Targets, func(t facts.Target) bool { return site.Content(t.Page) == p && inMenu(site, &t) })
}

// offersGoods reports whether a list shows prices or leads to goods.
func offersGoods(in *checks.Input, p *snapshot.Page) bool {
	p = in.Site.Read(p)
	if len(p.Prices) > 0 || p.Marked(snapshot.MarkAddToCart) {
		return true
	}
	for _, l := range p.Links {
		if l.Kind == snapshot.LinkAnchor && l.Zone == snapshot.ZoneMain {
			if to := in.Site.Content(in.Site.At(in.Snap.Str(l.To))); to != nil && to != p && in.Site.Role(to) == facts.RoleProduct {
				return true
			}
		}
	}
	return false
}

// saysEmpty reports whether a page that shows no goods says in a line of its own that there are none. What holds a form may only have found nothing, and what
// speaks of the cart does not speak of a group.
func saysEmpty(in *checks.Input, p *snapshot.Page) bool {
	p = in.Site.Read(p)
	for i := range p.Forms {
		if !p.Forms[i].Zone.Shared() {
			return false
		}
	}
	return saysNone(p)
}

// saysNone reports whether a line of a page says that there are no goods.
func saysNone(p *snapshot.Page) bool {
	const aLine = 120
	for line := range strings.Lines(p.Text) {
		if utf8.RuneCountInString(line) <= aLine && cue.Default().Has(line, cue.Body, p.Lang, cue.EmptyShelf) && !cue.Default().Has(line, cue.Body, p.Lang, cue.Cart) {
			return true
		}
	}
	return false
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

// bare reports whether a page shows no goods and leads to none: no price, nothing to buy, no pictures, no link to another page from its main part. Where it
// says itself that it holds nothing, a list of the groups that the menu names as well is a column of the frame.
func bare(in *checks.Input, p *snapshot.Page, says bool) bool {
	p = in.Site.Read(p)
	if p.Shell || p.Truncated || p.Letters > 600 || p.Marked(snapshot.MarkAddToCart) {
		return false
	}
	if len(p.Prices) > 0 || len(p.Images) > 0 {
		return false
	}
	self := snapshot.Key(in.Site.URL(p))
	for _, l := range p.Links {
		if l.Kind != snapshot.LinkAnchor || l.Zone != snapshot.ZoneMain {
			continue
		}
		if to := in.Site.Content(in.Site.At(in.Snap.Str(l.To))); to != nil && to != p && to != in.Site.Home && snapshot.Key(in.Snap.Str(l.To)) != self && isGoods(in.Site, to) && !(says && ofMenu(in.Site, to)) {
			return false
		}
	}
	return true
}

func isGoods(site *facts.Site, p *snapshot.Page) bool {
	r := site.Role(p)
	return r == facts.RoleProduct || r == facts.RoleListing
}
