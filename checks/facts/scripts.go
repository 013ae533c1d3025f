package facts

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// ScriptUse is a script that pages of the shop load, or one that is written into them.
type ScriptUse struct {
	URL    string           // "" for scripts inside a page
	File   *snapshot.Script // how looking into it went; nil when it was not looked into
	Inline []string         // of scripts inside a page: the comments in which they name versions
	Pages  int
	Page   string // the first page that loads it
	// Form is the first of its pages on which visitors enter what must not fall into other hands, and Asks what that is; both may be "".
	Form, Asks string
}

// findScripts gathers the scripts that pages load, sorted by address; those inside pages, which share one entry where they are alike, come first.
func (s *Site) findScripts() {
	files := map[snapshot.StrID]*snapshot.Script{}
	for i := range s.Snap.Scripts {
		files[s.Snap.Scripts[i].URL] = &s.Snap.Scripts[i]
	}
	uses := map[string]*ScriptUse{}
	note := func(key string, p *snapshot.Page, asks string) *ScriptUse {
		u := uses[key]
		if u == nil {
			u = &ScriptUse{Page: s.URL(p)}
			uses[key] = u
		}
		u.Pages++
		if u.Form == "" && asks != "" {
			u.Form, u.Asks = s.URL(p), asks
		}
		return u
	}
	for _, p := range s.Pages {
		asks := asksOf(p)
		met := map[snapshot.StrID]bool{}
		for _, l := range p.Links {
			if l.Kind != snapshot.LinkScript || met[l.To] {
				continue
			}
			met[l.To] = true
			address := s.Snap.Str(l.To)
			u := note("file "+address, p, asks)
			u.URL, u.File = address, files[l.To]
		}
		if len(p.Inline) > 0 {
			note("inline "+strings.Join(p.Inline, "\x00"), p, asks).Inline = p.Inline
		}
	}
	for _, u := range uses {
		s.Scripts = append(s.Scripts, *u)
	}
	slices.SortFunc(s.Scripts, func(a, b ScriptUse) int {
		if a.URL != b.URL {
			return strings.Compare(a.URL, b.URL)
		}
		return slices.Compare(a.Inline, b.Inline)
	})
}

// asksOf names what the forms of a page ask for: a password, card data, a postal address, else a message to the seller. Search and newsletter
// forms, and those that put things into a cart, ask for none of these.
func asksOf(p *snapshot.Page) string {
	for i := range p.Forms {
		if what := AsksFor(&p.Forms[i]); what != "" {
			return what
		}
	}
	for i := range p.Contacts {
		if p.Contacts[i].Kind == snapshot.ContactForm {
			return "a message"
		}
	}
	return ""
}
