package crawler

import (
	"cmp"
	"context"
	"hash/fnv"
	"net/url"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// searchTries is how many products the shop's search is asked for: a second one only where the first was not shown.
const searchTries = 2

// searchNotes holds what is needed to try the shop's search: its form, and products to look for.
type searchNotes struct {
	mu    sync.Mutex
	form  *snapshot.Form
	on    string // the page with the form
	goods []wanted
}

// wanted is a product to look for.
type wanted struct {
	name  string
	id    snapshot.PageID
	order uint64 // of its address, so that the choice does not rest on which was read first
}

// Bounds of names that are looked for, characters: shorter ones are found everywhere, longer ones are cut by search programs.
const (
	shortestName = 5
	longestName  = 70
)

// noteSearch takes note of a form for searching, and of products, while what a page says is at hand.
func (c *crawl) noteSearch(p *snapshot.Page) {
	n := &c.search
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.form == nil {
		for i := range p.Forms {
			if f := &p.Forms[i]; c.searches(f, p) {
				n.form, n.on = f, c.tab.Get(cmp.Or(p.Final, p.URL))
				break
			}
		}
	}
	name := productName(p)
	if name == "" {
		return
	}
	h := fnv.New64a()
	h.Write([]byte(c.tab.Get(p.URL)))
	w := wanted{name: name, id: p.ID, order: h.Sum64() >> 1}
	if !slices.ContainsFunc(p.Data, func(d snapshot.Item) bool { return d.Type == "Product" }) {
		w.order |= 1 << 63 // it may be a list of one: those that say what they are come first
	}
	at, _ := slices.BinarySearchFunc(n.goods, w, func(a, b wanted) int { return cmp.Compare(a.order, b.order) })
	if at < searchTries && !slices.ContainsFunc(n.goods, func(g wanted) bool { return g.name == name }) {
		n.goods = slices.Insert(n.goods, at, w)
		n.goods = n.goods[:min(len(n.goods), searchTries)]
	}
}

// productName is what a product's page calls it, "" for pages of other kinds and names that cannot be looked for. What is sold out may well be
// left out of a search.
func productName(p *snapshot.Page) string {
	if !isProduct(p) || len(p.Headings) == 0 || slices.ContainsFunc(p.Marks, func(m snapshot.Mark) bool { return m.Kind == snapshot.MarkOutOfStock }) {
		return ""
	}
	i := slices.IndexFunc(p.Headings, func(h snapshot.Heading) bool { return h.Level == 1 })
	if i < 0 {
		return ""
	}
	name := strings.TrimSpace(p.Headings[i].Text)
	if n := utf8.RuneCountInString(name); n < shortestName || n > longestName || !strings.Contains(p.Title, name) {
		return ""
	}
	return name
}

// searches reports whether a form searches the shop and can be used by its address alone.
func (c *crawl) searches(f *snapshot.Form, p *snapshot.Page) bool {
	if f.Method != "get" || p.Charset.Used != "utf-8" && p.Charset.Used != "" {
		return false
	}
	i := searchField(f)
	u, err := url.Parse(f.Action)
	if i < 0 || err != nil || !c.site.has(u) || acts(u) != "" {
		return false
	}
	if f.Fields[i].Type == "search" {
		return true
	}
	for _, words := range []string{f.Submit, f.Fields[i].Label} {
		if c.cues.Has(words, cue.LinkText, p.Lang, cue.Search) {
			return true
		}
	}
	concept, _ := c.cues.Best("", pathOf(u), p.Lang)
	return concept == cue.Search
}

// searchField returns the one field of a form that takes words, -1 where there is none or another one has to be filled in too.
func searchField(f *snapshot.Form) int {
	at := -1
	for i := range f.Fields {
		switch f.Fields[i].Type {
		case "hidden", "select", "checkbox", "radio":
		case "search", "text":
			if at >= 0 || f.Fields[i].Name == "" {
				return -1
			}
			at = i
		default:
			return -1
		}
	}
	return at
}

// trySearch asks the shop's search for a product by its name, as a visitor would who fills in the form.
func (c *crawl) trySearch(ctx context.Context) {
	n := &c.search
	if n.form == nil || len(n.goods) == 0 || c.halted() {
		return
	}
	c.emit(Phase{Name: "search"})
	s := &snapshot.Search{Form: n.on}
	c.snap.Search = s
	for _, w := range n.goods {
		to := searchAddress(n.form, w.name)
		t := c.again(ctx, to, way{stay: true, robots: true, kept: true})
		if t.skip != "" {
			s.Skip = t.skip
			return
		}
		p := c.page(item{url: to}, t)
		s.Tries = append(s.Tries, snapshot.SearchTry{Query: w.name, Product: w.id, Page: p})
		if c.leadsTo(p, w.id) {
			return
		}
	}
}

// searchAddress is where a browser goes when a search form is sent: its hidden fields in their order, and the words.
func searchAddress(f *snapshot.Form, words string) string {
	var query []string
	at := searchField(f)
	for i := range f.Fields {
		switch field := &f.Fields[i]; {
		case i == at:
			query = append(query, url.QueryEscape(field.Name)+"="+url.QueryEscape(words))
		case field.Type == "hidden" && field.Name != "":
			query = append(query, url.QueryEscape(field.Name)+"="+url.QueryEscape(field.Value))
		}
	}
	action, _, _ := strings.Cut(f.Action, "#")
	action, _, _ = strings.Cut(action, "?")
	return action + "?" + strings.Join(query, "&")
}

// leadsTo reports whether a page is, or links to, another page of the shop.
func (c *crawl) leadsTo(p *snapshot.Page, id snapshot.PageID) bool {
	head := c.source().Head(id)
	if head == nil {
		return false
	}
	want := snapshot.Key(c.tab.Get(cmp.Or(head.Final, head.URL)))
	same := func(address snapshot.StrID) bool {
		key := snapshot.Key(c.tab.Get(address))
		path, _, _ := strings.Cut(key, "?") // results carry marks of where they were found
		return key == want || path == want
	}
	return same(p.Final) || slices.ContainsFunc(p.Links, func(l snapshot.Link) bool { return l.Kind == snapshot.LinkAnchor && same(l.To) })
}
