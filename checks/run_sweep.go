package checks

import (
	"context"
	"fmt"
	"iter"

	"github.com/shopvet/shopvet/snapshot"
)

// Where pages lie in a file, to read one costs more than what a check asks of it, and some dozen checks look at all pages or all products. So they
// look together: each runs until it asks for the next page of a long list, and waits there until the sweep over all pages comes to it. They take
// turns on one goroutine, so that none sees what another did meanwhile.

// longList is how many pages a list has at least that is worth waiting for.
const longList = 48

// sweep runs the checks of the page pass and those of the whole shop over pages in a file.
type sweep struct {
	in    *Input
	place []int32 // by page: its place in the order in which pages are swept
}

// looker is a check of the whole shop under way.
type looker struct {
	next func() ([]*snapshot.Page, bool)
	stop func()
	rest []*snapshot.Page // what it wants to see: the first of them next; empty when it has ended
}

func newSweep(in *Input) *sweep {
	s := &sweep{in: in, place: make([]int32, in.Snap.Pages.Len())}
	for i, p := range in.Site.Ordered {
		s.place[p.ID] = int32(i)
	}
	return s
}

// run starts each of the checks, which judge is to run, and sweeps over the pages until all have ended; each is called for every page first.
func (s *sweep) run(ctx context.Context, n int, judge func(i int, in *Input), each func(*snapshot.Page)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	list := make([]*looker, n)
	defer func() {
		for _, l := range list {
			if l != nil {
				l.stop()
			}
		}
	}()
	for i := range list {
		list[i] = s.start(func(in *Input) { judge(i, in) })
	}
	for round, pages := 0, s.in.Site.Ordered; len(pages) > 0; round++ {
		for p, err := range snapshot.InOrder(s.in.Snap.Pages, pages) {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return fmt.Errorf("read page of the snapshot: %w", err)
			}
			if round == 0 {
				each(p)
			}
			for _, l := range list {
				if len(l.rest) == 0 || l.rest[0] != p {
					continue
				}
				if p.Content == nil { // a check before this one looked into other pages, for which this one made room
					if err := s.in.Snap.Pages.Load(p); err != nil {
						return fmt.Errorf("read page of the snapshot: %w", err)
					}
				}
				l.goOn()
			}
		}
		pages = s.wanted(list)
	}
	return ctx.Err()
}

// start runs a check until it wants to see the first page of a long list.
func (s *sweep) start(judge func(*Input)) *looker {
	l := &looker{}
	l.next, l.stop = iter.Pull(func(want func([]*snapshot.Page) bool) {
		own := *s.in
		own.Site = s.in.Site.Through(func(list []*snapshot.Page) iter.Seq[*snapshot.Page] {
			if !s.inOrder(list) {
				return s.in.Site.Each(list)
			}
			return func(yield func(*snapshot.Page) bool) {
				for i, p := range list {
					if !want(list[i:]) || !yield(p) {
						return
					}
				}
			}
		})
		judge(&own)
	})
	l.goOn()
	return l
}

func (l *looker) goOn() { l.rest, _ = l.next() }

// inOrder reports whether a list is long, and in the order of the sweep.
func (s *sweep) inOrder(list []*snapshot.Page) bool {
	last := int32(-1)
	for _, p := range list {
		if int(p.ID) >= len(s.place) || s.place[p.ID] <= last {
			return false
		}
		last = s.place[p.ID]
	}
	return len(list) >= longList
}

// wanted are the pages that somebody still wants to see.
func (s *sweep) wanted(list []*looker) []*snapshot.Page {
	marked := make([]bool, len(s.place))
	for _, l := range list {
		for _, p := range l.rest {
			marked[p.ID] = true
		}
	}
	var pages []*snapshot.Page
	for _, p := range s.in.Site.Ordered {
		if marked[p.ID] {
			pages = append(pages, p)
		}
	}
	return pages
}
