package facts

import (
	"unicode/utf8"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// journalTexts is from how many texts on a page that is called a journal leads to them.
const journalTexts = 3

// findJournal notes the texts of a journal whose addresses do not say so: pages to which nothing leads but the page that the frame calls "Magazine", the home
// page and each other. What they tell of parcels and privacy is no policy.
func (s *Site) findJournal() {
	s.journal = map[snapshot.PageID]bool{}
	leads := map[snapshot.PageID]*Target{}
	for i := range s.Targets {
		if p := s.Content(s.Targets[i].Page); p != nil && (leads[p.ID] == nil || s.Targets[i].Frame) {
			leads[p.ID] = &s.Targets[i]
		}
	}
	for _, index := range s.Pages {
		if s.concepts[index.ID] != cue.Blog || !s.shown[index.ID] {
			continue
		}
		var texts []snapshot.PageID
		met := map[snapshot.PageID]bool{}
		for _, l := range s.Read(index).Links {
			p := s.Content(s.byKey[snapshot.Key(s.Snap.Str(l.To))])
			if l.Kind != snapshot.LinkAnchor || l.Zone.Shared() || p == nil || p == index || p == s.Home || met[p.ID] {
				continue
			}
			met[p.ID] = true
			if t := leads[p.ID]; t != nil && !t.Frame && !s.sure.pages[p.ID] && !s.ledFromElsewhere(t, index) && !s.shortName(s.Snap.Str(l.Text), p.Lang) {
				texts = append(texts, p.ID)
			}
		}
		if len(texts) < journalTexts {
			continue
		}
		for _, id := range texts {
			s.journal[id] = true
			delete(s.concepts, id)
			delete(s.shown, id)
		}
	}
}

// ledFromElsewhere reports whether one of the links to a target that are kept stands on another page than a journal's, the home page or the target itself.
func (s *Site) ledFromElsewhere(t *Target, index *snapshot.Page) bool {
	for i := range t.From {
		switch p := t.From[i].Page; {
		case p == nil || p == index || p == s.Home || p == s.Content(t.Page) || s.concepts[p.ID] == cue.Blog || s.inPages(index, p):
		default:
			return true
		}
	}
	return false
}

// inPages reports whether the journal leads to a page as well: its texts lead to each other.
func (s *Site) inPages(index, p *snapshot.Page) bool {
	for _, l := range s.Read(index).Links {
		if !l.Zone.Shared() && s.byKey[snapshot.Key(s.Snap.Str(l.To))] == p {
			return true
		}
	}
	return false
}

// shortName reports whether a link's text is the name of a page that a shop's frame leads to, and not the title of a text: "Privacy policy".
func (s *Site) shortName(text, lang string) bool {
	const most = 24 // characters
	return utf8.RuneCountInString(text) <= most && s.pageConcept(text, "", lang).IsPage()
}
