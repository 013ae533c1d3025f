package facts

import "github.com/shopvet/shopvet/snapshot"

// Unframed reports whether the header, the menu or the footer of a page is not known, since scripts bring it: what the page does not link to may be
// linked from there.
func (s *Site) Unframed(p *snapshot.Page) bool { return p.Shell || p.Unframed || s.unframed[p.ID] }

// findUnframed notes the pages without a frame of their own that load a script of the shop which brings one. Of a page that has a frame such a script
// changes nothing: it makes the menu for small screens.
func (s *Site) findUnframed() {
	brings := map[snapshot.StrID]bool{}
	for i := range s.Snap.Scripts {
		if s.Snap.Scripts[i].Frame {
			brings[s.Snap.Scripts[i].URL] = true
		}
	}
	if len(brings) == 0 {
		return
	}
	s.unframed = map[snapshot.PageID]bool{}
	for p := range s.Each(s.Pages) {
		loads, framed := false, false
		for l := range s.Snap.Links(p) {
			loads = loads || l.Kind == snapshot.LinkScript && brings[l.To]
			framed = framed || l.Kind == snapshot.LinkAnchor && l.Zone.Shared()
		}
		if loads && !framed {
			s.unframed[p.ID] = true
		}
	}
}
