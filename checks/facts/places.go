package facts

import (
	"net/url"
	"slices"
	"sort"
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// PlaceTarget is a part of a page that links lead to: "/faq#delivery".
type PlaceTarget struct {
	Target
	Name     string // what stands behind "#", decoded
	Seen     bool   // the page was read with all its ids
	Found    bool
	Scripted bool // the page has scripts, which may make the place
	Siblings int  // further places of the page that links lead to and that were found
	raw      string
}

// maxPlaces bounds the places that are remembered.
const maxPlaces = 2000

type placeList struct {
	targetList
	names map[int32]string
}

// find notes a place, -1 for one that is none: the top, what scripts read, and text to be highlighted.
func (l *placeList) find(s *Site, raw, key, fragment string) int32 {
	fragment, _, _ = strings.Cut(fragment, ":~:")
	if fragment == "" || strings.EqualFold(fragment, "top") || strings.ContainsAny(fragment, "/!=&?{") || len(l.list) >= maxPlaces {
		return -1
	}
	i := l.targetList.find(key+"#"+fragment, Target{URL: raw, Page: s.byKey[key], most: maxFrom})
	if l.names == nil {
		l.names = map[int32]string{}
	}
	l.names[i] = fragment
	return i
}

// done looks for each place in its page.
func (l *placeList) done(s *Site) []PlaceTarget {
	out := make([]PlaceTarget, len(l.list))
	byPage := map[*snapshot.Page][]int{}
	for i := range l.list {
		raw := l.names[int32(i)]
		if led := ledTo(l.list[i].Page); led != "" {
			raw = led
		}
		name := raw
		if decoded, err := url.PathUnescape(name); err == nil {
			name = decoded
		}
		l.list[i].trim()
		out[i] = PlaceTarget{Target: l.list[i], Name: name, raw: raw}
		if p := s.Content(out[i].Page); p != nil {
			byPage[p] = append(byPage[p], i)
		}
	}
	for _, p := range s.Pages {
		if places := byPage[p]; len(places) > 0 {
			s.lookFor(out, places, p)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].URL < out[j].URL })
	return out
}

// ledTo is the place that the last redirect on the way to a page names: it goes before that of the link (RFC 9110 §10.2.2).
func ledTo(p *snapshot.Page) (fragment string) {
	if p == nil {
		return ""
	}
	for i := range p.Exchange.Hops {
		if h := &p.Exchange.Hops[i]; h.Status >= 300 && h.Status < 400 && len(h.Header["Location"]) > 0 {
			if _, place, _ := strings.Cut(h.Header["Location"][0], "#"); place != "" {
				fragment = place
			}
		}
	}
	return fragment
}

// lookFor looks for places in the page that they should be in: by id or name, as it is written and decoded.
func (s *Site) lookFor(all []PlaceTarget, places []int, p *snapshot.Page) {
	ids := slices.Clone(s.Read(p).Sections)
	for _, id := range p.Blocks {
		if b := s.Snap.Block(id); b != nil {
			ids = append(ids, b.Sections...)
		}
	}
	found := 0
	for _, i := range places {
		t := &all[i]
		t.Seen = !p.Shell && !p.Truncated && !p.Crowded
		t.Found = slices.Contains(ids, t.raw) || slices.Contains(ids, t.Name)
		t.Scripted = p.Scripts > 0
		if t.Found {
			found++
		}
	}
	for _, i := range places {
		all[i].Siblings = found
		if all[i].Found {
			all[i].Siblings--
		}
	}
}
