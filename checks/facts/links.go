package facts

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// maxFrom bounds the pages kept per target, fewFrom those of a target that answered: nobody asks where all the good links are. Of the first pages
// more than one link is kept.
const (
	maxFrom = 20
	fewFrom = 2
	oftFrom = 8
	namesOf = 12 // names that the frame gives a page that answered: one page may hold the terms, delivery and returns
)

// grouping gathers where links lead: one reading of all pages serves every question about them.
type grouping struct {
	s      *Site
	leads  leads
	skips  map[string]snapshot.SkipReason
	own    targetList
	refs   targetList
	bad    targetList
	parts  partList
	places placeList
	graph  graphBuilder
	lost   map[snapshot.BlockID][]snapshot.Link // of each block, the links whose places are told page by page

	sessions sessionList
}

// targetList is a list of targets that are told apart by their keys.
type targetList struct {
	list  []Target
	byKey map[string]int32
}

func (t *targetList) find(key string, made Target) int32 {
	if i, ok := t.byKey[key]; ok {
		return i
	}
	if t.byKey == nil {
		t.byKey = map[string]int32{}
	}
	i := int32(len(t.list))
	t.list = append(t.list, made)
	t.byKey[key] = i
	return i
}

func (t *targetList) sorted() []Target {
	for i := range t.list {
		t.list[i].trim()
	}
	sort.Slice(t.list, func(i, j int) bool { return t.list[i].URL < t.list[j].URL })
	return t.list
}

// targets gathers the addresses that pages lead to and use, and the scripts that they load.
func (s *Site) targets() {
	g := &grouping{
		s: s, leads: newLeads(s), skips: map[string]snapshot.SkipReason{}, parts: newPartList(s), lost: map[snapshot.BlockID][]snapshot.Link{},
	}
	for i := range s.Snap.Skipped {
		if key := snapshot.Key(s.Snap.Skipped[i].URL); g.skips[key] == "" {
			g.skips[key] = s.Snap.Skipped[i].Reason
		}
	}
	for _, f := range s.frames {
		g.graph.block(f.id)
		for _, l := range f.Links {
			g.frame(l, f)
		}
	}
	scripts := newScriptUses(s)
	s.sure.pages = map[snapshot.PageID]bool{}
	s.sure.folders = map[string]int{}
	for p := range s.Each(s.Pages) {
		g.graph.page(p.ID)
		for _, id := range p.Blocks {
			for _, l := range g.lost[id] {
				g.add(l, p, 1)
			}
		}
		for _, l := range p.Links {
			g.add(l, p, 1)
		}
		scripts.page(p)
		s.data.read(s, p)
		s.reviews.read(p, s.Snap.Str)
		s.sure.read(s, p)
	}
	s.Scripts = scripts.list()
	for i := range g.own.list {
		t := &g.own.list[i]
		t.Loaded = t.part >= 0 && g.parts.list[t.part].Loaded()
	}
	for i := range g.refs.list {
		t := &g.refs.list[i]
		t.Loaded = t.part >= 0 && (g.parts.list[t.part].Loaded() || g.parts.list[t.part].kinds&led != 0)
	}
	s.graph = g.graph.done(s, g.own.list) // before the targets are put in order
	s.Targets, s.References, s.Malformed = g.own.sorted(), g.refs.sorted(), g.bad.sorted()
	s.Parts, s.Outside = g.parts.done(s)
	s.Places = g.places.done(s)
	s.Sessions = g.sessions.done()
}

// frame notes a link of the frame: once for all pages that carry it, but where it leads nowhere, page by page: people ask where such links are.
func (g *grouping) frame(l snapshot.Link, f frame) {
	to := g.lead(l, f.page)
	if to == nil {
		return
	}
	if g.fails(to) {
		g.lost[f.id] = append(g.lost[f.id], l)
		return
	}
	g.note(l, to, f.page, max(f.Block.Pages, 1))
}

// fails reports whether an address leads nowhere, or to a part of a page, of which it is not known yet.
func (g *grouping) fails(to *lead) bool {
	return to.bad >= 0 || to.place >= 0 || to.own >= 0 && Broken(g.s.State(&g.own.list[to.own])) || to.part >= 0 && Broken(g.parts.list[to.part].State())
}

// add notes one link as it stands on a page.
func (g *grouping) add(l snapshot.Link, p *snapshot.Page, pages int) {
	if to := g.lead(l, p); to != nil {
		g.note(l, to, p, pages)
	}
}

// lead returns where a link leads, until the next one is asked for; nil where that is of no interest.
func (g *grouping) lead(l snapshot.Link, p *snapshot.Page) *lead {
	to := g.remembered(l, p)
	if to == nil {
		return nil
	}
	switch l.Kind {
	case snapshot.LinkAnchor, snapshot.LinkRefresh: // a refresh leads visitors on by itself
		if to.own == unmet {
			g.meet(l.To, to)
			g.sessions.look(g.s, g.s.Snap.Str(l.To), p)
		}
	case snapshot.LinkCanonical, snapshot.LinkAlternate, snapshot.LinkData:
		if to.ref == unmet {
			to.ref = g.refs.find(g.reference(l.To, to))
		}
	}
	return to
}

// note notes a link as it stands on a page, or on so many pages with the same frame.
func (g *grouping) note(l snapshot.Link, to *lead, p *snapshot.Page, pages int) {
	if to.part >= 0 {
		g.parts.list[to.part].add(g.s, l, p, pages)
	}
	switch l.Kind {
	case snapshot.LinkAnchor, snapshot.LinkRefresh:
		g.anchor(l, to, p, pages)
	case snapshot.LinkCanonical, snapshot.LinkAlternate, snapshot.LinkData:
		if to.ref >= 0 {
			g.refs.list[to.ref].add(g.s, l, p, pages)
		}
	}
}

// anchor notes a link that a visitor can follow.
func (g *grouping) anchor(l snapshot.Link, to *lead, p *snapshot.Page, pages int) {
	if to.own >= 0 {
		g.graph.edge(to.own)
		t := &g.own.list[to.own]
		t.add(g.s, l, p, pages)
		if t.told < textTells {
			t.told = max(t.told, g.leads.says(g.s, l.Text))
		}
	}
	if to.bad >= 0 && l.Flags&snapshot.LinkHandled == 0 && !g.spared(l, p) {
		g.bad.list[to.bad].add(g.s, l, p, pages)
	}
	if to.place >= 0 && l.Flags&(snapshot.LinkHandled|snapshot.LinkHidden) == 0 {
		g.places.list[to.place].add(g.s, l, p, pages)
	}
}

// spared reports whether a defect of an address is not told: a script may complete it, or it is a placeholder in the frame, which has its own check.
func (g *grouping) spared(l snapshot.Link, p *snapshot.Page) bool {
	d, unfinished := g.s.DefectOf(g.s.Snap.Str(l.To))
	return unfinished && p.Scripts > 0 || d == DefectPhone && l.Zone.Shared()
}

// meet makes an address of the shop the target of a link.
func (g *grouping) meet(id snapshot.StrID, to *lead) {
	key, t := g.target(id, to)
	if g.s.named(t.URL) {
		t.told = textTells
	}
	to.own = g.own.find(key, t)
	raw := g.s.Snap.Str(id)
	if _, fragment, _ := strings.Cut(raw, "#"); fragment != "" {
		to.place = g.places.find(g.s, raw, key, fragment)
	}
}

// target is an address of the shop as a target, with its key.
func (g *grouping) target(id snapshot.StrID, to *lead) (string, Target) {
	address := snapshot.Address(g.s.Snap.Str(id))
	key := snapshot.Key(address)
	page := g.s.byKey[key]
	if page != nil && g.s.URL(page) == address {
		address = g.s.URL(page) // one and the same string
		key = snapshot.Key(address)
	}
	t := Target{URL: address, Page: page, Probe: g.parts.probe(to.part), Skip: g.skips[key], part: to.part, most: 2 * maxFrom}
	if t.Page != nil && g.s.State(&t) == Alive {
		t.most = fewFrom
	}
	return key, t
}

// reference is target for what the head of a page names: where it is there, nobody asks who names it.
func (g *grouping) reference(id snapshot.StrID, to *lead) (string, Target) {
	key, t := g.target(id, to)
	if state := g.s.State(&t); state == Alive || state == Unclear {
		t.most = -1
	}
	return key, t
}

// add notes a place that leads to the target.
func (t *Target) add(s *Site, l snapshot.Link, p *snapshot.Page, pages int) {
	again := t.last == p.ID+1 && pages == 1
	if !again {
		t.Total += pages
		t.last = p.ID + 1
	}
	t.Frame = t.Frame || l.Zone.Shared()
	if newName := t.most == fewFrom && l.Zone.Shared() && len(t.From) < namesOf && !t.calledSo(s.Snap.Str(l.Text)); !newName && (len(t.From) >= t.keep(l) || again && len(t.From) >= oftFrom) {
		return
	}
	if again && slices.ContainsFunc(t.From, func(r LinkRef) bool { return r.Page == p && r.Zone == l.Zone && r.Text == s.Snap.Str(l.Text) }) {
		return
	}
	ref := refOf(s, l, p, pages)
	if ref.URL == t.URL {
		ref.URL = t.URL // one and the same string
	}
	t.From = append(t.From, ref)
}

func refOf(s *Site, l snapshot.Link, p *snapshot.Page, pages int) LinkRef {
	return LinkRef{URL: s.Snap.Str(l.To), Text: s.Snap.Str(l.Text), Zone: l.Zone, Kind: l.Kind, Page: p, OnPage: s.URL(p), Pages: pages}
}

// calledSo reports whether one of the links that are kept calls the target so.
func (t *Target) calledSo(text string) bool {
	return slices.ContainsFunc(t.From, func(r LinkRef) bool { return r.Text == text })
}

// keep is how many places are kept of a target.
func (t *Target) keep(l snapshot.Link) int {
	if t.most < 0 {
		return 0
	}
	n := int(cmp.Or(t.most, 2*maxFrom))
	if n == fewFrom && l.Zone.Shared() {
		n += fewFrom // links of the frame come first in the list: there is room for them
	}
	return n
}

// trim puts links of the frame first and keeps the first places.
func (t *Target) trim() { t.From = trimmed(t.From) }

func trimmed(from []LinkRef) []LinkRef {
	sort.SliceStable(from, func(a, b int) bool { return from[a].Zone.Shared() && !from[b].Zone.Shared() })
	pages := map[*snapshot.Page]bool{}
	for i := range from {
		if pages[from[i].Page] = true; len(pages) > maxFrom {
			return from[:i]
		}
	}
	return from
}
