package crawler

import (
	"context"
	"net/url"
	"strings"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
)

// Bounds of reading the shop's texts on other sites: help desks, and services that hold policies for shops.
const (
	elsewhereDepth = 3       // from the shop: the help desk's front page, a section of it, a text
	elsewhereBytes = 2 << 20 // of one page
)

// elsewherePages is how many pages of other sites are read.
func elsewherePages(profile string) int {
	switch profile {
	case "quick":
		return 6
	case "deep":
		return 40
	default:
		return 15
	}
}

// textPlace is an address on another site that may hold a text of the shop.
type textPlace struct {
	url   *url.URL
	text  string // of the link
	depth int
}

// readElsewhere reads the texts that the shop keeps on other sites: what its header, menu or footer links to by the name of a policy, and what
// those pages name so on their own site. Others' robots.txt is obeyed like the shop's, one page a second is asked for.
func (c *crawl) readElsewhere(ctx context.Context) {
	if c.limits.Outside < 0 || c.halted() {
		return
	}
	list := c.placesElsewhere()
	if len(list) == 0 {
		return
	}
	c.emit(Phase{Name: "elsewhere"})
	ctx, end := context.WithTimeout(ctx, outsideTime(c.limits.Profile))
	defer end()
	met := map[string]bool{}
	for n := 0; len(list) > 0 && n < elsewherePages(c.limits.Profile) && ctx.Err() == nil && !c.halted(); {
		at := list[0]
		list = list[1:]
		key := snapshot.Key(at.url.String())
		if key == "" || met[key] {
			continue
		}
		met[key] = true
		n++
		p := c.readPlace(ctx, at)
		if p != nil && at.depth < elsewhereDepth {
			list = append(list, c.placesOn(p, at)...)
		}
	}
}

// readPlace reads one page of another site.
func (c *crawl) readPlace(ctx context.Context, at textPlace) *snapshot.Page {
	c.pace.slow(at.url.Host, betweenOutside)
	address := at.url.String()
	t := c.follow(ctx, address, way{label: "elsewhere", robots: true, most: elsewhereBytes, once: true})
	if t.skip != "" || t.ex.Status() == 0 {
		return nil // not seen, which says nothing of it
	}
	p := c.page(item{url: address, keyPage: true, depth: at.depth, text: at.text}, t)
	p.ID = snapshot.NoPage
	c.snap.Elsewhere = append(c.snap.Elsewhere, p)
	if !p.HTML || p.Obstacle != snapshot.ObstacleNone || p.Exchange.Status() != 200 {
		return nil
	}
	return p
}

// placesElsewhere lists what the frames of the shop's pages link to on other sites by the name of a policy or of help.
func (c *crawl) placesElsewhere() []textPlace {
	var out []textPlace
	add := func(links []snapshot.Link) {
		for _, l := range links {
			if u, ok := c.elsewhere(l); ok && l.Zone.Shared() && !c.site.has(u) {
				out = append(out, textPlace{u, c.tab.Get(l.Text), 1})
			}
		}
	}
	for _, b := range c.ext.Blocks() {
		add(b.Links)
	}
	for p := range c.contents() {
		add(p.Links)
		break // the home page: links of its frame that are its own
	}
	return out
}

// placesOn lists what a page of another site links to on the same host by such a name.
func (c *crawl) placesOn(p *snapshot.Page, at textPlace) []textPlace {
	var out []textPlace
	add := func(links []snapshot.Link) {
		for _, l := range links {
			if u, ok := c.elsewhere(l); ok && u.Host == at.url.Host {
				out = append(out, textPlace{u, c.tab.Get(l.Text), at.depth + 1})
			}
		}
	}
	add(p.Links)
	for _, id := range p.Blocks {
		add(c.ext.Block(id).Links)
	}
	return out
}

// elsewhere returns where a link leads, when it is called like a text that a shop must have.
func (c *crawl) elsewhere(l snapshot.Link) (*url.URL, bool) {
	if l.Kind != snapshot.LinkAnchor {
		return nil, false
	}
	address, _, _ := strings.Cut(c.tab.Get(l.To), "#")
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || len(address) > 2000 || noPage(u.Path) || acts(u) != "" || vendor.Walled(u.Hostname()) || vendor.OwnPolicies(u.Hostname()) {
		return nil, false
	}
	text := c.tab.Get(l.Text)
	if c.memoActs(l.Text, text) != "" {
		return nil, false
	}
	switch concept, _ := c.cues.Best(text, "", c.lang); concept {
	case cue.About, cue.Guide:
		return nil, false
	default:
		return u, keyConcept(concept)
	}
}
