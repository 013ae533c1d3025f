package nav

import (
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
)

const (
	tailPages = 40  // pages that are compared
	tailLeast = 3   // pages of which a tail must be seen
	tailShare = 0.8 // of the pages: links that stand on so many belong to the frame
)

// tail returns the links of a footer that is laid out in tables or boxes without a name, with a page on which they stand: what stands on nearly every
// page behind the last link of the page's own, from the first link to a policy or the contact page on. Before that may come a column of product
// groups, whose entries to "#" open. Nil where the shop has footers that are called so.
func tail(site *facts.Site, legal *legalLinks) (*snapshot.Page, []snapshot.Link) {
	var pages []*snapshot.Page
	stands := map[[2]snapshot.StrID]int{}
	for p := range site.Each(site.Pages) {
		if len(pages) == tailPages {
			break
		}
		seen := map[[2]snapshot.StrID]bool{}
		for l := range site.Snap.Links(p) {
			if l.Zone == snapshot.ZoneFooter {
				return nil, nil
			}
			if k := [2]snapshot.StrID{l.To, l.Text}; l.Kind == snapshot.LinkAnchor && !seen[k] {
				seen[k] = true
				stands[k]++
			}
		}
		pages = append(pages, p)
	}
	most := func(n, of int) bool { return n >= tailLeast && float64(n) >= tailShare*float64(of) }
	behind := map[[2]snapshot.StrID]int{}
	var shown *snapshot.Page
	var links []snapshot.Link
	tails := 0
	for _, p := range pages {
		own, all := -1, site.Read(p).Links
		for i, l := range all {
			if l.Kind == snapshot.LinkAnchor && !most(stands[[2]snapshot.StrID{l.To, l.Text}], len(pages)) {
				own = i
			}
		}
		if own < 0 {
			continue // nothing tells where its text ends
		}
		foot := false
		seen := map[[2]snapshot.StrID]bool{}
		for _, l := range all[own+1:] {
			foot = foot || l.Kind == snapshot.LinkAnchor && legal.leads(l.To)
			if k := [2]snapshot.StrID{l.To, l.Text}; foot && l.Kind == snapshot.LinkAnchor && !seen[k] {
				seen[k] = true
				behind[k]++
				if shown == nil || p == shown {
					shown = p
					links = append(links, l)
				}
			}
		}
		if foot {
			tails++
		}
	}
	var out []snapshot.Link
	for _, l := range links {
		if most(behind[[2]snapshot.StrID{l.To, l.Text}], tails) {
			l.Zone = snapshot.ZoneFooter
			out = append(out, l)
		}
	}
	return shown, out
}
