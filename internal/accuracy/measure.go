package main

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
)

// score counts how a detector did in a language.
type score struct {
	lang, detector string
	pages          int // on which it was asked
	right          int // found, as labelled
	missed         int // labelled, not found
	alarms         int // found, not labelled
}

// precision is the share of what was found that is right; 1 where nothing was found.
func (s *score) precision() float64 { return share(s.right, s.right+s.alarms) }

// recall is the share of what is there that was found; 1 where nothing is there.
func (s *score) recall() float64 { return share(s.right, s.right+s.missed) }

// n is how many there are to find.
func (s *score) n() int { return s.right + s.missed }

func share(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

// mistake is one miss or false alarm.
type mistake struct {
	file, detector string
	want, got      []string
}

func (m mistake) String() string {
	return fmt.Sprintf("%s: %s: want %s, got %s", m.file, m.detector, shown(m.want), shown(m.got))
}

func shown(list []string) string {
	if len(list) == 0 {
		return "none"
	}
	return strings.Join(list, " | ")
}

// result is what all pages together tell.
type result struct {
	pages    []page
	scores   []score // by language and detector, in the order of detectors
	mistakes []mistake
}

// measure reads every page in its shop.
func measure(pages []page) (*result, error) {
	asked := make([][]answer, len(pages))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i := range pages {
		g.Go(func() error {
			site, err := build(&pages[i])
			if err == nil {
				asked[i] = answers(&pages[i], site)
			}
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	r := &result{pages: pages}
	for i := range pages {
		for _, a := range asked[i] {
			r.count(&pages[i], a)
		}
	}
	slices.SortFunc(r.scores, func(a, b score) int {
		return cmp.Or(strings.Compare(a.lang, b.lang), cmp.Compare(rank(a.detector), rank(b.detector)), strings.Compare(a.detector, b.detector))
	})
	return r, nil
}

func (r *result) count(p *page, a answer) {
	right, missed, alarms := compare(a)
	i := slices.IndexFunc(r.scores, func(s score) bool { return s.lang == p.lang && s.detector == a.detector })
	if i < 0 {
		i = len(r.scores)
		r.scores = append(r.scores, score{lang: p.lang, detector: a.detector})
	}
	s := &r.scores[i]
	s.pages, s.right, s.missed, s.alarms = s.pages+1, s.right+right, s.missed+missed, s.alarms+alarms
	if missed+alarms > 0 {
		r.mistakes = append(r.mistakes, mistake{p.file, a.detector, a.want, a.got})
	}
}

// compare counts what is right. Two findings of one thing, such as an address written in two ways, are both right and count once.
func compare(a answer) (right, missed, alarms int) {
	same := a.same
	if same == nil {
		same = func(want, got string) bool { return want == got }
	}
	for _, w := range a.want {
		if slices.ContainsFunc(a.got, func(g string) bool { return same(w, g) }) {
			right++
		} else {
			missed++
		}
	}
	for _, g := range a.got {
		if !slices.ContainsFunc(a.want, func(w string) bool { return same(w, g) }) {
			alarms++
		}
	}
	return right, missed, alarms
}
