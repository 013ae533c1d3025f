package facts

import (
	"github.com/shopvet/shopvet/snapshot"
)

// Rendered is a page of the shop that was loaded in a browser.
type Rendered struct {
	*snapshot.Render
	Page *snapshot.Page
	Role Role
	URL  string
}

// Rendered returns the pages that were loaded in a browser and answered there with success, the home page first, in the order in which they were
// loaded. What the shop answers to a browser may differ from what it answers to us: a wall is no page of it.
func (s *Site) Rendered() []Rendered {
	var out []Rendered
	for i := range s.Snap.Renders {
		r := &s.Snap.Renders[i]
		p := s.Content(s.Snap.Pages.Head(r.Page))
		if p == nil || r.Status >= 400 || r.URL != "" && !s.Own(r.URL) {
			continue
		}
		one := Rendered{Render: r, Page: p, Role: s.Role(p), URL: s.URL(p)}
		if p == s.Home && len(out) > 0 {
			out = append([]Rendered{one}, out...)
			continue
		}
		out = append(out, one)
	}
	return out
}
