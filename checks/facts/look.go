package facts

import (
	"fmt"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// Look says whether enough was seen to say "not found": the burden of proof is ours.
type Look struct {
	Full  bool
	Alone bool  // the home page names no other page of the shop: a gate, a notice, a page around another site
	Gaps  []Gap // what is missing, in the order of the rule
	// Barred is the address of the cart where robots.txt asks us to stay away from it, "" otherwise. Nothing but what carts tell can stand there: see checks.AbsentInCart.
	Barred string
}

// Gap is one thing missing from a full look.
type Gap struct {
	Key    string // home, alone, one of lost, listing, product, cart, links, cut, garbled, sitemap, language, scripts
	Detail string // an address or a count, "" when the key says it all
}

// String names the gap in plain words.
func (g Gap) String() string {
	text := map[string]string{
		"home":     "the home page was not read",
		"alone":    "the first page leads to no other page of the shop: it may wait for a click (age, country, entry), be under construction, or show another site in a frame",
		"refused":  "the server refused most of what was asked for after the first page",
		"tested":   "the server answered most of what was asked for after the first page with a test for humans",
		"busy":     "the server asked us to come back later for most of what was asked for after the first page",
		"silent":   "the server gave no whole answer to most of what was asked for after the first page",
		"failing":  "the server answered most of what was asked for after the first page with an error",
		"missing":  "most of the pages asked for after the first one do not exist",
		"listing":  "no product list was read",
		"product":  "no product page was read",
		"cart":     "the cart page was not read",
		"links":    "not every link of header, menu and footer was read",
		"sitemap":  "the sitemap was not read",
		"language": "the language of the shop is not sure or not one we know",
		"cut":      "a page was longer than what is read of one page",
		"garbled":  "letters of a page are garbled, so that its words could not be read",
		"scripts":  "menus seem to be built by scripts, which needs a browser",
	}[g.Key]
	if g.Detail != "" {
		return text + " (" + g.Detail + ")"
	}
	return text
}

// String lists the gaps in plain words, "" when there are none.
func (l Look) String() string {
	parts := make([]string, len(l.Gaps))
	for i, g := range l.Gaps {
		parts[i] = g.String()
	}
	return strings.Join(parts, "; ")
}

// Keys lists the keys of the gaps, for reports in other languages.
func (l Look) Keys() []string {
	var keys []string
	for _, g := range l.Gaps {
		if !slices.Contains(keys, g.Key) {
			keys = append(keys, g.Key)
		}
	}
	return keys
}

// sureLanguage is how sure the language must be before "not found" may rest on its words.
const sureLanguage = 0.9

func (s *Site) look() Look {
	var l Look
	gap := func(key, detail string) { l.Gaps = append(l.Gaps, Gap{key, detail}) }
	if s.Home == nil {
		gap("home", "")
		return Look{Gaps: l.Gaps}
	}
	if l.Alone = s.alone(); l.Alone {
		gap("alone", "")
	} else if why, detail := s.lost(); why != "" {
		gap(why, detail)
	}
	key := []*snapshot.Page{s.Home}
	for _, need := range []struct {
		role Role
		name string
	}{{RoleListing, "listing"}, {RoleProduct, "product"}} {
		if list := s.byRole[need.role]; len(list) > 0 {
			key = append(key, list[0])
		} else if shelf := s.bareShelf(); need.role == RoleListing && shelf != nil {
			key = append(key, shelf)
		} else {
			gap(need.name, "")
		}
	}
	if list := s.byRole[RoleCart]; len(list) > 0 {
		key = append(key, list[0])
	} else if t := s.cartSeen(); t != nil && t.Skip == snapshot.SkipRobots {
		l.Barred = t.URL
	} else if t != nil {
		gap("cart", t.URL)
	}
	for _, p := range key {
		if p.Truncated {
			gap("cut", s.URL(p))
			break
		}
	}
	if i := slices.IndexFunc(key, s.Garbled); i >= 0 {
		gap("garbled", s.URL(key[i]))
	}
	if unread := s.unread(key); len(unread) > 0 {
		gap("links", fmt.Sprintf("%d unread, for instance %s", len(unread), unread[0]))
	}
	if !s.sitemapSettled() {
		gap("sitemap", "")
	}
	if s.Lang == "" || s.langSure < sureLanguage {
		gap("language", "")
	}
	if s.scriptMenus(key) {
		gap("scripts", "")
	}
	l.Full = len(l.Gaps) == 0
	return l
}

// bareShelf returns a page to which the frame leads and of whose links at least three, and half, lead to goods: a list without prices, or whose prices
// lack a currency, is no list to those who look for prices, but what a look wants of it, its menu and footer, is there. Nil when there is none.
func (s *Site) bareShelf() *snapshot.Page {
	everywhere := map[string]bool{} // a frame laid out in boxes without a name
	for l := range s.Snap.Links(s.Read(s.Home)) {
		everywhere[snapshot.Key(s.Snap.Str(l.To))] = true
	}
	for _, p := range s.byRole[RoleContent] {
		goods, others := map[snapshot.PageID]bool{}, map[string]bool{}
		for _, l := range s.Read(p).Links {
			if l.Kind != snapshot.LinkAnchor || l.Zone.Shared() {
				continue
			}
			key := snapshot.Key(s.Snap.Str(l.To))
			switch to := s.byKey[key]; {
			case to == p || to == s.Home || !s.Own(s.Snap.Str(l.To)):
			case to != nil && s.roles[to.ID] == RoleProduct:
				goods[to.ID] = true
			case everywhere[key]:
			default:
				others[key] = true
			}
		}
		if len(goods) >= 3 && len(goods) >= len(others) && s.inFrame(p) {
			return p
		}
	}
	return nil
}

// inFrame reports whether a link of header, menu or footer leads to a page.
func (s *Site) inFrame(p *snapshot.Page) bool {
	return slices.ContainsFunc(s.Targets, func(t Target) bool { return t.Frame && t.Page == p })
}

// alone reports whether the home page names no other page of the shop, neither read nor left, or every other address shows the same page.
func (s *Site) alone() bool {
	if len(s.Pages) > 1 {
		return s.allAlike()
	}
	for l := range s.Snap.Links(s.Read(s.Home)) {
		if to := s.Snap.Str(l.To); (l.Kind == snapshot.LinkAnchor || l.Kind == snapshot.LinkRefresh) && s.Own(to) && snapshot.Key(to) != snapshot.Key(s.URL(s.Home)) {
			return false
		}
	}
	return true
}

// allAlike reports whether all pages say what the home page says: a gate stands before each of them.
func (s *Site) allAlike() bool {
	home := s.Read(s.Home).Text
	for p := range s.Each(s.Pages) {
		if p.Title != s.Home.Title || p.SimHash != s.Home.SimHash || p.Text != home {
			return false
		}
	}
	return home != ""
}

// cartSeen returns a cart that pages link to and that was not read, first one that robots.txt does not bar; nil when no page links to one: a shop whose cart is a
// drawer or a form has no cart page to read.
func (s *Site) cartSeen() (barred *Target) {
	for i := range s.Targets {
		t := &s.Targets[i]
		if len(t.From) == 0 || s.Content(t.Page) != nil || t.Skip == snapshot.SkipActing || t.Skip == snapshot.SkipSwitch || s.State(t) == Gone {
			continue // what is gone was looked at, and holds nothing
		}
		switch {
		case s.linkConcept(t) != cue.Cart:
		case t.Skip == snapshot.SkipRobots:
			barred = t
		default:
			return t
		}
	}
	return barred
}

// ScriptMenus reports whether the frame of the home page is (also) built by scripts.
func (s *Site) ScriptMenus() bool { return s.Home != nil && s.scriptMenus([]*snapshot.Page{s.Home}) }

// IsCart reports whether links call a target the cart.
func (s *Site) IsCart(t *Target) bool {
	return len(t.From) > 0 && t.Skip != snapshot.SkipActing && t.Skip != snapshot.SkipSwitch && s.linkConcept(t) == cue.Cart
}

// Means reports whether links, or its address, call a target by a concept.
func (s *Site) Means(t *Target, c cue.Concept) bool { return len(t.From) > 0 && s.linkConcept(t) == c }

// unread returns the frame links of the key pages, and of the other links of the home page those that were asked for, whose targets were neither
// read nor can be a policy. What was asked for and barred by something in between (a wall, a busy server, silence) was not read.
func (s *Site) unread(key []*snapshot.Page) []string {
	frame, rest := s.frameLinks(key)
	shelves := s.shelves()
	var out []string
	for i := range s.Targets {
		t := &s.Targets[i]
		at := snapshot.Key(t.URL)
		if s.settled(t) || !frame[at] && (!rest[at] || t.Page == nil) || s.harmless(t) || shelves[Shelf(t.URL)] {
			continue
		}
		out = append(out, t.URL)
	}
	return out
}

// frameLinks returns where the frame links of the key pages lead, and where the other links of the home page do. Of a shop laid out in tables or
// boxes without a name no menu is known, and any link of the home page may be one of it.
func (s *Site) frameLinks(key []*snapshot.Page) (frame, rest map[string]bool) {
	frame, rest = map[string]bool{}, map[string]bool{}
	menu := false
	for _, p := range key {
		for l := range s.Snap.Links(s.Read(p)) {
			switch at := snapshot.Key(s.Snap.Str(l.To)); {
			case l.Kind != snapshot.LinkAnchor:
			case l.Zone.Shared():
				frame[at] = true
				menu = menu || l.Zone != snapshot.ZoneFooter
			case p == s.Home:
				rest[at] = true
			}
		}
	}
	if !menu {
		maps.Copy(frame, rest)
	}
	return frame, rest
}

// fewGarbled is how many garbled places a page may hold whose words are still read.
const fewGarbled = 3

// Garbled reports whether so many letters of a page are not what was written that its words are no evidence: of half a heading another matter is
// read, and what is missing may stand there.
func (s *Site) Garbled(p *snapshot.Page) bool {
	if !p.CharsetInDoubt() {
		return false
	}
	cs := s.Read(p).Charset
	return cs.Mojibake+cs.Replaced > fewGarbled
}

// settled reports whether it is known what a link leads to, or that it leads nowhere.
func (s *Site) settled(t *Target) bool {
	if t.Page == nil {
		return false
	}
	state := s.State(t)
	return state != Unclear && state != ServerError && !state.Odd()
}

// shelves are the parts of the shop in which every page that was read, and at least three of them, sells something: a link of a menu that leads
// there leads to more goods, and cannot hide a policy or a contact page.
func (s *Site) shelves() map[string]bool {
	goods, others := map[string]int{}, map[string]int{}
	for _, p := range s.Pages {
		switch s.Role(p) {
		case RoleListing, RoleProduct:
			goods[Shelf(s.URL(p))]++
		default:
			others[Shelf(s.URL(p))]++
		}
	}
	out := map[string]bool{}
	for k, n := range goods {
		out[k] = n >= 3 && others[k] == 0 && k != ""
	}
	return out
}

// Shelf is the folder of an address, with what chooses the kind of page in its query; "" for the top, where every kind of page lies.
func Shelf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	dir := path.Dir(strings.TrimSuffix(u.Path, "/"))
	if first, rest, _ := strings.Cut(strings.TrimPrefix(dir, "/"), "/"); strings.Contains(first, ".") {
		dir = "/" + rest // below "/index.php" lies what lies at the top elsewhere
	}
	kind := ""
	for _, p := range snapshot.Params(u.RawQuery) {
		if name, _, _ := strings.Cut(p, "="); snapshot.Routing(name) {
			kind += "&" + p
		}
	}
	if (dir == "/" || dir == ".") && kind == "" {
		return ""
	}
	return u.Host + dir + "?" + kind
}

// harmless reports whether a link that was not followed cannot hide what a check looks for: it acts, switches, or leads to an account.
func (s *Site) harmless(t *Target) bool {
	switch t.Skip {
	case snapshot.SkipActing, snapshot.SkipSwitch, snapshot.SkipVariants, snapshot.SkipDates:
		return true
	}
	switch s.linkConcept(t) {
	case cue.Login, cue.Account, cue.Cart, cue.Checkout, cue.Search, cue.Category, cue.Sale, cue.Newsletter, cue.Tracking:
		return true
	}
	u, err := url.Parse(t.URL)
	return err == nil && fileLike(u.Path)
}

// sitemapSettled reports whether the sitemap was read or there is none.
func (s *Site) sitemapSettled() bool {
	for i := range s.Snap.Sitemaps {
		sm := &s.Snap.Sitemaps[i]
		if sm.Err != nil && sm.Err.Kind != snapshot.FaultOther {
			return false
		}
		if sm.Truncated {
			return false
		}
	}
	return true
}

// scriptMenus reports whether the frame of the key pages is (also) built by scripts: nothing to read where a menu should be.
func (s *Site) scriptMenus(key []*snapshot.Page) bool {
	if slices.ContainsFunc(key, s.Unframed) {
		return true
	}
	n := 0
	for l := range s.Snap.Links(s.Home) {
		if l.Kind == snapshot.LinkAnchor && strings.HasPrefix(s.Snap.Str(l.To), "http") {
			n++
		}
	}
	return n < 3 && s.Home.Scripts > 0
}
