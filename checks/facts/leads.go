package facts

import (
	"slices"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// lead says where one address leads: indexes into the lists of a grouping.
type lead struct{ own, ref, bad, part, place int32 }

// What may stand in place of an index.
const (
	nowhere = -1
	unmet   = -2 // nothing of that kind points to it yet
)

// leads remembers of every address where it leads. A large shop has a million addresses that were not asked for: of those that are not in
// the frame, and named by nothing that tells what they are, no check has a question but whether a page leads on. They are no targets.
type leads struct {
	at   []int32 // by address: an index into list plus one, or what else is known of it
	list []lead
	text []texts // by text of a link
}

// What is known of an address that is no lead.
const (
	unseen    = 0
	untold    = -1 // leads nowhere that is of interest
	ownUnread = -2 // of the shop, not asked for; no link to it was met
	plainPage = -3 // the same, met
	plainFile = -4
)

// texts says of a text of a link what it may name.
type texts uint8

const (
	textUnread texts = iota
	textMute         // holds no cue
	textHints        // a cue, but of no page and no help for buyers
	textTells        // may name a page, or help for buyers
)

func newLeads(s *Site) leads {
	n := s.Snap.Strings.Len()
	return leads{at: make([]int32, n), text: make([]texts, n)}
}

// remembered returns what is known of where a link leads.
func (g *grouping) remembered(l snapshot.Link, p *snapshot.Page) *lead {
	if int(l.To) >= len(g.leads.at) {
		return nil
	}
	at := &g.leads.at[l.To]
	if *at == unseen {
		*at = g.find(l.To)
	}
	if *at > 0 {
		return &g.leads.list[*at-1]
	}
	if *at == untold || l.Kind != snapshot.LinkAnchor && l.Kind != snapshot.LinkRefresh { // what the head of a page names and nobody asked for has no state
		return nil
	}
	if *at == ownUnread {
		*at = g.plain(l.To, p)
	}
	switch {
	case l.Zone.Shared() || g.leads.says(g.s, l.Text) == textTells:
		to := lead{unmet, nowhere, nowhere, nowhere, nowhere}
		g.meet(l.To, &to)
		*at = g.leads.add(to)
	case *at == plainPage:
		g.graph.leadsOn()
	}
	if *at > 0 {
		return &g.leads.list[*at-1]
	}
	return nil
}

func (l *leads) add(to lead) int32 {
	l.list = append(l.list, to)
	return int32(len(l.list))
}

// find works out where an address leads, once for all links to it. What it is as the target of a link, and of the head of a page, is left
// until it is one.
func (g *grouping) find(id snapshot.StrID) int32 {
	to := lead{nowhere, nowhere, nowhere, nowhere, nowhere}
	raw := g.s.Snap.Str(id)
	if d, _ := g.s.DefectOf(raw); d != DefectNone {
		to.bad = g.bad.find(raw, Target{URL: raw})
		return g.leads.add(to)
	}
	address := snapshot.Address(raw)
	key := snapshot.Key(address)
	if key == "" {
		return untold
	}
	to.part = g.parts.find(address)
	if g.s.Own(address) {
		if to.part < 0 && g.s.byKey[key] == nil && g.skips[key] == "" && !g.s.named(address) {
			return ownUnread
		}
		to.own, to.ref = unmet, unmet
	}
	if to.own == nowhere && to.part < 0 {
		return untold
	}
	return g.leads.add(to)
}

// plain is an address of the shop that was not asked for, at the first link to it.
func (g *grouping) plain(id snapshot.StrID, p *snapshot.Page) int32 {
	raw := g.s.Snap.Str(id)
	g.sessions.look(g.s, raw, p)
	address := snapshot.Address(raw)
	if fileLike(pathOf(address)) {
		return plainFile
	}
	return plainPage
}

// says looks once for what a text of a link may name.
func (l *leads) says(s *Site, id snapshot.StrID) texts {
	if int(id) >= len(l.text) {
		return textMute
	}
	if l.text[id] == textUnread {
		switch hits := s.cues.Match(s.Snap.Str(id), cue.LinkText, s.Lang); {
		case len(hits) == 0:
			l.text[id] = textMute
		case slices.ContainsFunc(hits, func(h cue.Hit) bool { return h.Concept <= cue.PaySafety }):
			l.text[id] = textTells
		default:
			l.text[id] = textHints
		}
	}
	return l.text[id]
}

// named reports whether an address says by itself what it is.
func (s *Site) named(address string) bool {
	return s.pageConcept("", pathOf(address), s.Lang) != cue.None
}
