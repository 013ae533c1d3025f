package facts

import (
	"sort"
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// Part is a file that pages use, or an address of another site that they link to, which was asked for.
type Part struct {
	URL   string
	Probe *snapshot.Probe
	Own   bool   // on a host of the shop
	Via   string // the style sheet or manifest that names it, where no page does
	// From are the first places that point to it, frame first: up to 20, fewer where it answered. Where only a style sheet names it, they are
	// those of the sheet. Total is the number of pages.
	From  []LinkRef
	Total int
	kinds uint32
	last  snapshot.PageID
}

// Used reports whether links of a kind point to the part.
func (p *Part) Used(k snapshot.LinkKind) bool {
	return p.kinds&(1<<k) != 0 || p.Via != "" && p.Probe.Kind == k
}

// Kinds of links that load nothing: those by which visitors go somewhere, and those that search engines and social networks read.
const (
	led   = 1<<snapshot.LinkAnchor | 1<<snapshot.LinkForm | 1<<snapshot.LinkRefresh
	named = 1<<snapshot.LinkData | 1<<snapshot.LinkCanonical | 1<<snapshot.LinkAlternate
)

// Loaded reports whether pages load the part, rather than only leading to it by links and forms, or naming it to search engines. What they name of
// other hosts counts as loaded: it has no other check.
func (p *Part) Loaded() bool {
	apart := uint32(led)
	if p.Own {
		apart |= named
	}
	return p.Via != "" || p.kinds&^apart != 0
}

// State says how asking for the part went.
func (p *Part) State() State { return StateOfProbe(p.Probe) }

// Element names the element or property by which a part is used, for people who look for it in their template.
func Element(k snapshot.LinkKind, text string) string {
	switch k {
	case snapshot.LinkStyle:
		if text == "style" {
			return "@import"
		}
		return "style sheet"
	case snapshot.LinkScript:
		return "script"
	case snapshot.LinkSrcset:
		return "picture in another size (srcset)"
	case snapshot.LinkCSS:
		return "picture in a style (url)"
	case snapshot.LinkFont:
		return "font"
	case snapshot.LinkFrame:
		return "frame"
	case snapshot.LinkIcon:
		return "icon"
	case snapshot.LinkManifest:
		return "web manifest"
	case snapshot.LinkPreload:
		return "preload"
	case snapshot.LinkAnchor:
		return "link"
	case snapshot.LinkForm:
		return "form"
	case snapshot.LinkData:
		if text == "" {
			return "address"
		}
	}
	switch text {
	case "":
		return "picture"
	case "poster", "use", "image", "background", "input":
		return "picture (" + text + ")"
	default:
		return text // video, track, og:image …
	}
}

// partList gathers the places that point to what was asked for.
type partList struct {
	list []Part
	at   map[string]int32
}

func newPartList(s *Site) partList {
	l := partList{at: map[string]int32{}}
	for i := range s.Snap.Probes {
		p := &s.Snap.Probes[i]
		address := s.Snap.Str(p.URL)
		l.at[address] = int32(len(l.list))
		l.list = append(l.list, Part{URL: address, Probe: p, Own: s.Own(address), Via: s.Snap.Str(p.Via)})
	}
	return l
}

// find returns the index of the part at an address without fragment, -1 where none was asked for.
func (l *partList) find(address string) int32 {
	if i, ok := l.at[address]; ok {
		return i
	}
	return -1
}

func (l *partList) probe(i int32) *snapshot.Probe {
	if i < 0 {
		return nil
	}
	return l.list[i].Probe
}

func (p *Part) add(s *Site, l snapshot.Link, page *snapshot.Page, pages int) {
	p.kinds |= 1 << l.Kind
	again := p.last == page.ID+1 && pages == 1
	if !again {
		p.Total += pages
		p.last = page.ID + 1
	}
	most := fewFrom
	if st := p.State(); st != Alive && st != Unclear {
		most = 2 * maxFrom
	}
	if len(p.From) < most && !again {
		p.From = append(p.From, refOf(s, l, page, pages))
	}
}

// done parts what was asked for into files and other sites. What only a style sheet names is used where the sheet is.
func (l *partList) done(s *Site) (parts, outside []Part) {
	for i := range l.list {
		l.list[i].From = trimmed(l.list[i].From)
	}
	for i := range l.list {
		p := &l.list[i]
		if len(p.From) > 0 {
			p.Via = ""
		}
		for step, via := 0, p.Via; via != "" && len(p.From) == 0 && step < 4; step++ {
			j := l.find(via)
			if j < 0 {
				break
			}
			p.From, p.Total, via = l.list[j].From, l.list[j].Total, l.list[j].Via
		}
		switch p.Probe.Class {
		case snapshot.ProbeOutside:
			outside = append(outside, *p)
		case snapshot.ProbeSitemap: // no page has to do with it
		default:
			parts = append(parts, *p)
		}
	}
	for _, list := range [][]Part{parts, outside} {
		sort.Slice(list, func(i, j int) bool { return strings.Compare(list[i].URL, list[j].URL) < 0 })
	}
	return parts, outside
}
