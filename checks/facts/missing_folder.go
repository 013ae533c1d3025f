package facts

import (
	"math/bits"
	"net/url"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// Many shops answer well for missing addresses at the top, and say to everything in one folder that it is there: "/artikel/4711" shows a general
// page, "/old-shop/lamp" leads to the home page. What such a folder says to addresses that were made up tells its real pages from those.

// findMissingIn notes the pages of each folder that are answered like an address made up beside them.
func (s *Site) findMissingIn() {
	s.missing.in = map[snapshot.PageID]bool{}
	beside := s.besideMadeUp()
	for i := range s.Snap.Folders {
		answers := s.Snap.Folders[i].Answers
		if !agree(answers) {
			continue
		}
		pages := beside[i]
		switch to := snapshot.Key(s.URL(answers[0])); {
		case s.leadsHome(answers[0]) && s.leadsHome(answers[1]):
			s.noteMissing(pages, func(p *snapshot.Page) bool { return s.leadsHome(p) && !namesHome(s.Snap.Str(p.URL)) })
		case answers[0].Final != 0 || answers[1].Final != 0:
			if at := s.byKey[to]; to == snapshot.Key(s.URL(answers[1])) && at != nil && readable(at) && shortly(at) {
				s.noteMissing(pages, func(p *snapshot.Page) bool { return p.Final != 0 && snapshot.Key(s.URL(p)) == to })
			}
		default:
			s.missingAlike(answers, pages)
		}
	}
}

// besideMadeUp lists for each folder the pages in it, those excepted that failed.
func (s *Site) besideMadeUp() map[int][]*snapshot.Page {
	type place struct{ before, after string }
	at := map[place]int{}
	for i := range s.Snap.Folders {
		at[place{s.Snap.Folders[i].Before, s.Snap.Folders[i].After}] = i
	}
	out := map[int][]*snapshot.Page{}
	if len(at) == 0 {
		return out
	}
	for _, p := range s.Ordered {
		if s.dated(p) {
			continue // a calendar shows a month without events for whatever it is asked
		}
		before, name, after := snapshot.FolderOf(snapshot.Key(s.Snap.Str(p.URL)))
		if i, ok := at[place{before, after}]; ok && name != "" && p.Exchange.Err == nil && p.Exchange.Status() < 400 && p.Obstacle == snapshot.ObstacleNone {
			out[i] = append(out[i], p)
		}
	}
	return out
}

// dated reports whether the address of a page ends with a date.
func (s *Site) dated(p *snapshot.Page) bool {
	u, err := url.Parse(s.Snap.Str(p.URL))
	if err != nil {
		return false
	}
	_, is := snapshot.CutDate(u.Path)
	return is
}

// agree reports whether a folder answers twice with success or a redirect for what is not there.
func agree(answers []*snapshot.Page) bool {
	return len(answers) >= 2 && !slices.ContainsFunc(answers, func(p *snapshot.Page) bool {
		return p.Exchange.Err != nil || p.Obstacle != snapshot.ObstacleNone || p.Exchange.Status() >= 400
	})
}

// namesHome reports whether an address promises no more than a home page: "/de/index.html".
func namesHome(address string) bool {
	_, name, _ := snapshot.FolderOf(snapshot.Key(address))
	switch strings.ToLower(name) {
	case "index", "home", "homepage", "default", "start", "startseite", "main", "welcome", "accueil", "inicio", "shop", "store":
		return true
	}
	return false
}

func (s *Site) noteMissing(pages []*snapshot.Page, is func(*snapshot.Page) bool) {
	for _, p := range pages {
		if is(p) {
			s.missing.in[p.ID] = true
		}
	}
}

// missingAlike notes the pages of a folder that show the same as what was made up. Where nothing in the folder looks otherwise, scripts may fill
// each with something of its own: then only a title or heading that says so tells.
func (s *Site) missingAlike(answers, pages []*snapshot.Page) {
	a, b := s.faceOf(answers[0]), s.faceOf(answers[1])
	if !a.telling() || !a.like(&b) || s.usual(&a) {
		return
	}
	var alike []*snapshot.Page
	others := 0
	for _, p := range pages {
		held := s.Content(p)
		if held == nil {
			continue
		}
		if f := s.faceOf(s.Read(held)); f.like(&a) && !f.own(&a) {
			alike = append(alike, p)
		} else if held.Letters >= fewLetters && !held.Shell {
			others++
		}
	}
	if others > 0 || a.scripts == 0 || a.entitled {
		s.noteMissing(alike, func(*snapshot.Page) bool { return true })
	}
}

// usual reports whether the shop looks like that everywhere: the home page does, or a good part of the pages that lie elsewhere.
func (s *Site) usual(f *face) bool {
	if s.Home == nil {
		return true
	}
	folders := map[string]bool{}
	for i := range s.Snap.Folders {
		folders[s.Snap.Folders[i].Before] = true
	}
	alike, all := 0, 0
	for _, p := range s.Pages {
		if before, _, _ := snapshot.FolderOf(snapshot.Key(s.Snap.Str(p.URL))); folders[before] {
			continue
		}
		all++
		if f.likeness.like(likenessOf(p)) {
			if p == s.Home {
				return true
			}
			alike++
		}
	}
	return float64(alike) > mostMissing*float64(all)
}

// face is what a page shows, as far as it can be held against another without its text.
type face struct {
	likeness
	headings, prices []string
	images           []snapshot.StrID
	scripts          int
	shell, product   bool
	adds, sold       bool
	entitled         bool   // its title or a heading says that there is no such page
	general          string // the page that it says to be a form of, "" when it is itself
}

// faceOf reads what a page shows. Pages that say that they were not found like to repeat the name they were asked by: it is left out of those.
func (s *Site) faceOf(p *snapshot.Page) face {
	name := ""
	f := face{likeness: likenessOf(p), scripts: p.Scripts, shell: p.Shell}
	if f.says {
		_, name, _ = snapshot.FolderOf(snapshot.Key(s.Snap.Str(p.URL)))
	}
	f.title = without(p.Title, name)
	for i := range p.Headings {
		f.headings = append(f.headings, without(p.Headings[i].Text, name))
	}
	for i := range p.Prices {
		f.prices = append(f.prices, p.Prices[i].Text)
	}
	for i := range p.Images {
		f.images = append(f.images, p.Images[i].Src)
	}
	for i := range p.Marks {
		switch m := &p.Marks[i]; m.Kind {
		case snapshot.MarkAddToCart:
			f.adds = true
		case snapshot.MarkOutOfStock:
			f.sold = true
		case snapshot.MarkNotFound:
			f.entitled = f.entitled || m.Value == "title" || m.Value == "heading"
		}
	}
	products, listed := dataTypes(p)
	f.product = products > 0 || listed
	for _, l := range p.Links {
		if to := snapshot.Key(s.Snap.Str(l.To)); l.Kind == snapshot.LinkCanonical && to != snapshot.Key(s.URL(p)) && to != snapshot.Key(s.Snap.Base) {
			f.general = to
		}
	}
	return f
}

// telling reports whether an answer to a made-up address can be told from what a page there would show.
func (f *face) telling() bool {
	return !f.shell && f.letters >= fewLetters && !f.product && !f.adds && (f.scripts == 0 || f.letters >= 3*fewLetters || f.says)
}

// like reports whether two pages show the same. Where both say that something was not found, their texts may differ by what they repeat or propose.
func (f *face) like(other *face) bool {
	if f.title != other.title || !slices.Equal(f.headings, other.headings) {
		return false
	}
	if f.says && other.says && max(f.letters, other.letters) <= 2*min(f.letters, other.letters) {
		return f.entitled && other.entitled || bits.OnesCount64(f.hash^other.hash) <= 4*nearHash
	}
	return f.likeness.like(other.likeness) && slices.Equal(f.prices, other.prices) && slices.Equal(f.images, other.images)
}

// own reports whether a page holds something of its own: goods, or that they are sold out.
func (f *face) own(madeUp *face) bool {
	return f.adds || f.product || f.shell || f.general != "" || f.sold && !madeUp.sold
}

// without returns a text without the name of its page, as it is written in the address or in words.
func without(text, name string) string {
	if decoded, err := url.PathUnescape(name); err == nil {
		name = decoded
	}
	for _, n := range [...]string{name, strings.ReplaceAll(name, "-", " "), strings.ReplaceAll(name, "_", " ")} {
		if len(n) > 1 {
			text = strings.ReplaceAll(text, n, "")
		}
	}
	return strings.Join(strings.Fields(text), " ")
}

// errorNames are what pages for missing addresses are called in their own address.
var errorNames = map[string]bool{
	"404": true, "error": true, "error404": true, "404error": true, "notfound": true, "pagenotfound": true, "error404notfound": true, "404notfound": true, "errorpage": true, "nopage": true,
	"fehler": true, "fehlerseite": true, "nichtgefunden": true, "seitenichtgefunden": true, "fehler404": true, "erreur": true, "erreur404": true, "pagenontrouvee": true,
	"errore": true, "errore404": true, "paginanontrovata": true, "paginanoencontrada": true, "noencontrado": true, "erro": true, "erro404": true, "paginanaoencontrada": true,
	"fout": true, "fout404": true, "nietgevonden": true, "paginanietgevonden": true, "blad": true, "blad404": true, "nieznaleziono": true,
}

// leadsToError reports whether an address redirects to the shop's page for missing ones: it is called so and says so. A link straight to a page
// so called is not meant: people write about such pages.
func (s *Site) leadsToError(p *snapshot.Page) bool {
	if p.Final == 0 {
		return false
	}
	u, err := url.Parse(s.URL(p))
	if err != nil {
		return false
	}
	last := strings.ToLower(u.Path[strings.LastIndexByte(strings.TrimSuffix(u.Path, "/"), '/')+1:])
	last, _, _ = strings.Cut(strings.TrimSuffix(last, "/"), ".")
	held := s.Content(p)
	return errorNames[strings.NewReplacer("-", "", "_", "").Replace(last)] && held != nil && held != s.Home && shortly(held)
}

// shortly reports whether a page says in few words that something was not found.
func shortly(p *snapshot.Page) bool {
	const few = 600 // letters
	return p.HTML && !p.Shell && p.Letters < few && p.Marked(snapshot.MarkNotFound) && !p.Marked(snapshot.MarkAddToCart)
}
