package facts

import (
	"cmp"
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

// scriptUses gathers the scripts that pages load. Those inside pages share one entry where they are alike.
type scriptUses struct {
	site  *Site
	files map[snapshot.StrID]*snapshot.Script
	uses  map[string]*ScriptUse
}

func newScriptUses(s *Site) *scriptUses {
	g := &scriptUses{site: s, files: map[snapshot.StrID]*snapshot.Script{}, uses: map[string]*ScriptUse{}}
	for i := range s.Snap.Scripts {
		g.files[s.Snap.Scripts[i].URL] = &s.Snap.Scripts[i]
	}
	return g
}

// page adds the scripts of one page.
func (g *scriptUses) page(p *snapshot.Page) {
	asks := asksOf(p)
	met := map[snapshot.StrID]bool{}
	for _, l := range p.Links {
		if l.Kind != snapshot.LinkScript || met[l.To] {
			continue
		}
		met[l.To] = true
		address := g.site.Snap.Str(l.To)
		u := g.use("file "+address, p, asks)
		u.URL, u.File = address, g.files[l.To]
	}
	if len(p.Inline) > 0 {
		if u := g.use("inline "+strings.Join(p.Inline, "\x00"), p, asks); u.Inline == nil {
			for _, comment := range p.Inline {
				u.Inline = append(u.Inline, strings.Clone(comment))
			}
		}
	}
}

// use returns the entry of a script, to which it adds a page.
func (g *scriptUses) use(key string, p *snapshot.Page, asks string) *ScriptUse {
	u := g.uses[key]
	if u == nil {
		u = &ScriptUse{Page: g.site.URL(p)}
		g.uses[key] = u
	}
	u.Pages++
	if u.Form == "" && asks != "" {
		u.Form, u.Asks = g.site.URL(p), asks
	}
	return u
}

// list returns the scripts by address, those inside pages first.
func (g *scriptUses) list() []ScriptUse {
	out := make([]ScriptUse, 0, len(g.uses))
	for _, u := range g.uses {
		out = append(out, *u)
	}
	slices.SortFunc(out, func(a, b ScriptUse) int {
		return cmp.Or(strings.Compare(a.URL, b.URL), slices.Compare(a.Inline, b.Inline))
	})
	return out
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
