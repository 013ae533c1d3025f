package product

import (
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
)

// pictureTally counts on how many product pages each picture stands.
type pictureTally map[snapshot.StrID]int

// pictured is the number of pictures of its own from which a page may describe its product in them: more than most galleries hold.
const pictured = 4

func tallyPictures(site *facts.Site, pages []*snapshot.Page) pictureTally {
	t := pictureTally{}
	for p := range site.Each(pages) {
		for src := range sources(p) {
			t[src]++
		}
	}
	return t
}

// describe reports whether a page may describe its product in pictures, as most shops of China, Japan and Korea do: in long strips of them, which
// nobody can read here.
func (t pictureTally) describe(p *snapshot.Page) bool {
	if !facts.CJK(p.Lang) {
		return false
	}
	own := 0
	for src := range sources(p) {
		if t[src] == 1 { // pictures of other goods stand on several pages
			own++
		}
	}
	return own >= pictured
}

// sources returns the addresses of a page's pictures, each once.
func sources(p *snapshot.Page) map[snapshot.StrID]bool {
	set := make(map[snapshot.StrID]bool, len(p.Images))
	for _, i := range p.Images {
		set[i.Src] = true
	}
	return set
}
