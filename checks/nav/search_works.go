package nav

import (
	"net/url"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// SearchSettings say when a shop needs a search.
type SearchSettings struct {
	Products int `toml:"products"` // from so many products on
}

// SearchWorks looks whether the shop's search finds products that the shop has. It was asked for the full name of one, and of a second one where
// the first was not among the results.
var SearchWorks = checks.Site(checks.Meta{
	ID:     "nav-search-works",
	Title:  "The search finds the products of the shop",
	Why:    "Visitors who know what they want use the search; if it does not show what is there, they take it for sold out.",
	Fix:    "Try the search with the words listed here. Rebuild its index in your shop system, and see that names of products are part of it.",
	Effort: 3,
	Messages: map[string]string{
		"found":     "The search shows a product that was looked for by its name",
		"not-found": "The search did not show products that were looked for by their full names",
		"error":     "The search ends in {answer}",
		"unsure":    "What was looked for turned out to be no product",
		"filled":    "The results are filled in by scripts, which needs a browser",
		"barred":    "The search was not tried: {why}",
		"wall":      "Something stood in the way of the search",
		"untried":   "There is a search; it was not tried",
		"small":     "There is no search, and for so few products none is needed: {n}",
		"none":      "No search was found, although there are many products: {n}",
		"scripts":   "No form for searching was seen; it may be made by scripts",
		"here":      "No search was found here",
		"query":     "Looked for: \"{query}\"",
	},
	Factor: verdict.Navigation, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "Baymard Institute, e-commerce search usability", URL: "https://baymard.com/blog/ecommerce-search-query-types"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, SearchSettings{Products: 30}, judgeSearchWorks)

func judgeSearchWorks(in *checks.Input, p SearchSettings) checks.Outcome {
	s := in.Snap.Search
	switch {
	case s == nil:
		return withoutSearch(in, p)
	case s.Skip != "" || len(s.Tries) == 0:
		return checks.Unknown(checks.Msg("barred", "why", string(s.Skip)))
	}
	var found []verdict.Finding
	scripted, missed := false, 0
	for i := range s.Tries {
		try := &s.Tries[i]
		if product := in.Snap.Pages.Head(try.Product); product == nil || in.Site.Role(product) != facts.RoleProduct {
			continue // on second thoughts, what was looked for is no product
		}
		page := try.Page
		ev := verdict.Evidence{URL: s.Form, Target: in.Snap.Str(page.URL), Snippet: try.Query}
		switch state := in.Site.StateOf(page); {
		case state == facts.Unclear:
			return checks.Unknown(checks.Msg("wall"))
		case facts.Broken(state):
			answer := facts.Answer(state, &page.Exchange)
			ev.Value = answer
			o := checks.Fail(checks.Msg("error", "answer", answer), checks.Find(checks.Msg("query", "query", try.Query), ev))
			o.Confidence, o.Seen = certainty(state, &page.Exchange), len(s.Tries)
			return o
		case shows(in, try):
			o := checks.Pass(checks.Msg("found"))
			o.Seen = i + 1
			return o
		case page.HTML && !showsGoods(in, page) && page.Scripts > 0 && !saysNothing(in, page):
			scripted = true
		default:
			missed++
			found = append(found, checks.Find(checks.Msg("query", "query", try.Query), ev))
		}
	}
	switch {
	case scripted:
		return checks.Unknown(checks.Msg("filled"))
	case missed == 0:
		return checks.Unknown(checks.Msg("unsure"))
	}
	o := checks.Warn(checks.Msg("not-found"), found...)
	o.Confidence, o.Seen = verdict.Likely, len(s.Tries)
	return o
}

// withoutSearch judges a shop whose search was not found.
func withoutSearch(in *checks.Input, p SearchSettings) checks.Outcome {
	n := len(in.Site.ByRole(facts.RoleProduct))
	switch {
	case n > 0 && searchForm(in):
		return checks.Unknown(checks.Msg("untried"))
	case n < p.Products:
		return checks.NotApplicable(checks.Msg("small", "n", n))
	case in.Site.Home == nil || in.Site.Home.Scripts > 0 || hasSearch(in):
		return checks.Unknown(checks.Msg("scripts"))
	default:
		return checks.Absent(in, checks.Warn(checks.Msg("none", "n", n), checks.Find(checks.Msg("here"), verdict.Evidence{URL: in.Site.URL(in.Site.Home)})))
	}
}

// searchForm reports whether the home page has a form that takes words and whose button, label or address speaks of searching.
func searchForm(in *checks.Input) bool {
	if in.Site.Home == nil {
		return false
	}
	home := in.Site.Read(in.Site.Home)
	for i := range home.Forms {
		f := &home.Forms[i]
		words, label := 0, ""
		for _, field := range f.Fields {
			if field.Type == "text" || field.Type == "search" {
				words++
				label = field.Label
			}
		}
		if f.Method == "get" && words == 1 && (cue.Default().Has(label, cue.LinkText, in.Site.Lang, cue.Search) || cue.Default().Has(f.Submit, cue.LinkText, in.Site.Lang, cue.Search)) {
			return true
		}
	}
	return false
}

// hasSearch reports whether the home page has a form or a link for searching that could not be used.
func hasSearch(in *checks.Input) bool {
	home := in.Site.Read(in.Site.Home)
	for i := range home.Forms {
		for _, f := range home.Forms[i].Fields {
			if f.Type == "search" {
				return true
			}
		}
	}
	for l := range in.Snap.Links(home) {
		if l.Kind == snapshot.LinkAnchor && cue.Default().Has(in.Snap.Str(l.Text), cue.LinkText, in.Site.Lang, cue.Search) {
			return true
		}
	}
	return false
}

// shows reports whether the answer to a search leads to the product: it is the product's page, links to it, or names it in a link.
func shows(in *checks.Input, try *snapshot.SearchTry) bool {
	product := in.Snap.Pages.Head(try.Product)
	if product == nil {
		return false
	}
	want, name := productAddress(in.Site.URL(product)), cue.Fold(try.Query)
	if productAddress(in.Snap.Str(try.Page.Final)) == want {
		return true
	}
	for _, l := range try.Page.Links {
		if l.Kind != snapshot.LinkAnchor {
			continue
		}
		if productAddress(in.Snap.Str(l.To)) == want || strings.Contains(cue.Fold(in.Snap.Str(l.Text)), name) { // a whole card may be the link
			return true
		}
	}
	return false
}

// productAddress is an address without query and fragment where its path says which product it is.
func productAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil || address == "" {
		return ""
	}
	for _, p := range snapshot.Params(u.RawQuery) {
		if name, _, _ := strings.Cut(p, "="); snapshot.Routing(name) || strings.HasSuffix(strings.ToLower(name), "id") {
			return snapshot.Key(address)
		}
	}
	return u.Host + strings.TrimSuffix(u.Path, "/")
}

// saysNothing reports whether the answer to a search says in a line of its own that nothing was found, has no more scripts than the shop's lists, and these
// show their goods without.
func saysNothing(in *checks.Input, p *snapshot.Page) bool {
	lists := 0
	for _, list := range in.Site.ByRole(facts.RoleListing) {
		if list.Scripts < p.Scripts || !showsGoods(in, in.Site.Read(list)) {
			return false
		}
		if lists++; lists == comparedLists {
			break
		}
	}
	return lists > 0 && saysNone(p)
}

// comparedLists is how many lists are looked at.
const comparedLists = 5

// showsGoods reports whether a page leads to any product of the shop.
func showsGoods(in *checks.Input, p *snapshot.Page) bool {
	for _, l := range p.Links {
		if l.Kind != snapshot.LinkAnchor {
			continue
		}
		if to := in.Site.Content(in.Site.At(in.Snap.Str(l.To))); to != nil && in.Site.Role(to) == facts.RoleProduct {
			return true
		}
	}
	return false
}
