package facts

import (
	"math/bits"
	"regexp"
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// missing is how the shop answers for addresses that do not exist, as far as that can be told from how it answers for others.
type missing struct {
	pages []likeness               // what it shows
	home  bool                     // it leads to the home page
	in    map[snapshot.PageID]bool // pages that are answered like what was made up beside them
}

// likeness is what makes two pages alike.
type likeness struct {
	title   string
	letters int
	hash    uint64
	real    bool // said so by its status, 404 or 410
	says    bool // says so in words
}

// Bounds of likeness.
const (
	nearHash    = 3   // bits by which two texts may differ
	nearLength  = 0.1 // share by which their lengths may
	fewLetters  = 20  // below, a text says too little to be compared
	mostMissing = 0.2 // share of the pages above which they are not what they look like
)

// probeName is what addresses that should not exist are called; pages repeat it.
var probeName = regexp.MustCompile(`shopvet-[0-9a-f]+(\.html)?`)

// madeUpName is such a name in an address, whole.
var madeUpName = regexp.MustCompile(`/shopvet-[0-9a-f]{18}\b`)

// WithoutMadeUp returns an address without the name that the visit made up for it, which is another one in every visit.
func WithoutMadeUp(address string) string {
	return madeUpName.ReplaceAllString(address, "/shopvet-")
}

func likenessOf(p *snapshot.Page) likeness {
	status := p.Exchange.Status()
	return likeness{
		title: strings.TrimSpace(probeName.ReplaceAllString(p.Title, "")), letters: p.Letters, hash: p.SimHash,
		real: status == 404 || status == 410, says: p.Marked(snapshot.MarkNotFound),
	}
}

// like reports whether two pages are one, but for what they repeat of the address.
func (a likeness) like(b likeness) bool {
	diff := a.letters - b.letters
	return a.title == b.title && bits.OnesCount64(a.hash^b.hash) <= nearHash && float64(max(diff, -diff)) <= nearLength*float64(max(a.letters, b.letters))
}

// findMissing reads the answers to addresses that should not exist. Only what they all have in common counts, and only where the home page
// and most other pages are not like it: a shop whose pages scripts fill looks the same everywhere.
func (s *Site) findMissing() {
	var found []likeness
	homes, answers := 0, 0
	for _, p := range s.Snap.NotFound {
		if p.Obstacle != snapshot.ObstacleNone || p.Exchange.Err != nil {
			continue
		}
		answers++
		switch status := p.Exchange.Status(); {
		case s.leadsHome(p):
			homes++
		case p.HTML && !p.Shell && p.Letters >= fewLetters && (status == 404 || status == 410 || status >= 200 && status < 300):
			found = append(found, likenessOf(p))
		}
	}
	s.missing.home = answers >= 2 && homes == answers
	for _, l := range found {
		if s.tells(l, found) {
			s.missing.pages = append(s.missing.pages, l)
		}
	}
}

// tells reports whether an answer shows how this shop says that something is not there.
func (s *Site) tells(l likeness, all []likeness) bool {
	if !l.real { // by a status that says nothing: then every address that does not exist has to be answered alike
		if len(all) < 2 {
			return false
		}
		for _, other := range all {
			if !l.like(other) {
				return false
			}
		}
	}
	alike := 0
	for _, p := range s.Pages {
		if p.Letters > 0 && l.like(likenessOf(p)) {
			if p == s.Home {
				return false
			}
			alike++
		}
	}
	return float64(alike) <= mostMissing*float64(len(s.Pages))
}

// leadsHome reports whether asking for a page ended at the home page.
func (s *Site) leadsHome(p *snapshot.Page) bool {
	home := snapshot.Key(s.Snap.Base)
	at := snapshot.Key(p.Exchange.Final())
	if p.Final != 0 {
		at = snapshot.Key(s.Snap.Str(p.Final))
	}
	return home != "" && strings.TrimSuffix(at, "/") == strings.TrimSuffix(home, "/") && strings.TrimSuffix(snapshot.Key(s.Snap.Str(p.URL)), "/") != strings.TrimSuffix(home, "/")
}

// answersAsMissing reports whether an address that answered with success was answered like one that does not exist.
func (s *Site) answersAsMissing(p *snapshot.Page) bool {
	if p.Alias && s.missing.home && s.leadsHome(p) && !homelike(s.Snap.Str(p.URL)) {
		return true
	}
	if s.missing.in[p.ID] || s.leadsToError(p) {
		return true
	}
	held := s.Content(p)
	if held == nil || held == s.Home || held.Shell || held.Letters < fewLetters {
		return false
	}
	l := likenessOf(held)
	for _, m := range s.missing.pages {
		if l.like(m) && (l.says || m.says || !m.real) {
			return true
		}
	}
	return false
}

// homelike reports whether an address may well be another name of the home page: "/index.php", "/en/", "/home".
func homelike(address string) bool {
	path := strings.Trim(pathOf(address), "/")
	return strings.Count(path, "/") == 0 && len(path) <= 12 && strings.IndexByte(path, '?') < 0
}
