package facts

import (
	"iter"

	"github.com/shopvet/shopvet/snapshot"
)

// unreadable is what Each and Read panic with when a page that was put aside cannot be read again: Build and the runner of checks turn it
// into an error of ours, since a page without content would look like one that says nothing.
type unreadable struct{ error }

// Through returns the same site for somebody who reads lists of pages by a way of his own.
func (s *Site) Through(each func([]*snapshot.Page) iter.Seq[*snapshot.Page]) *Site {
	c := *s
	c.each = each
	return &c
}

// Each yields pages with their content. The content of large shops is not in memory: it is readable while its page is the one that was
// yielded, and for a while after.
func (s *Site) Each(list []*snapshot.Page) iter.Seq[*snapshot.Page] {
	if s.each != nil {
		return s.each(list)
	}
	return func(yield func(*snapshot.Page) bool) {
		for p, err := range snapshot.InOrder(s.Snap.Pages, list) {
			if err != nil {
				panic(unreadable{err})
			}
			if !yield(p) {
				return
			}
		}
	}
}

// Read returns a page with its content, see Each.
func (s *Site) Read(p *snapshot.Page) *snapshot.Page {
	if p != nil && p.Content == nil {
		if err := s.Snap.Pages.Load(p); err != nil {
			panic(unreadable{err})
		}
	}
	return p
}
