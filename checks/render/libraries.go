package render

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/library"
)

// libraryCopy is one version of a library, wherever the shop loads it.
type libraryCopy struct {
	library.Reading
	holes []*library.Hole // the worst first
	uses  []facts.ScriptUse
	asks  string // what visitors enter on a page that loads it
}

// libraries are those that the shop's scripts name.
type libraries struct {
	read   []*libraryCopy // those with a version, the worst first
	silent []string       // titles of those that only ever come without a version
	looked int            // scripts that were looked into
	unread int            // scripts of the shop that were not
}

// findLibraries reads the addresses and texts of all scripts. What a script says of itself counts more than its address, which may be older.
func findLibraries(in *checks.Input) libraries {
	var out libraries
	copies, silent := map[string]*libraryCopy{}, map[*library.Library]bool{}
	for _, use := range in.Site.Scripts {
		if missing(use) {
			continue
		}
		switch {
		case use.File != nil && use.File.Status == 200:
			out.looked++
		case use.URL != "" && in.Site.Own(use.URL):
			out.unread++
		}
		for _, r := range readings(in.Libraries, use) {
			if !r.Known() {
				silent[r.Lib] = true
				continue
			}
			key := r.Lib.ID + " " + r.Version.String() + " " + r.Patcher
			c := copies[key]
			if c == nil {
				c = &libraryCopy{Reading: r, holes: in.Libraries.HolesOf(r.Lib, r.Version)}
				copies[key] = c
				out.read = append(out.read, c)
			}
			c.uses = append(c.uses, use)
			if c.asks == "" {
				c.asks = use.Asks
			}
		}
	}
	for _, c := range out.read {
		delete(silent, c.Lib)
		slices.SortStableFunc(c.holes, worse)
		slices.SortStableFunc(c.uses, func(a, b facts.ScriptUse) int { return order(a.Form == "", b.Form == "") })
	}
	for lib := range silent {
		out.silent = append(out.silent, lib.Title)
	}
	slices.Sort(out.silent)
	slices.SortStableFunc(out.read, func(a, b *libraryCopy) int {
		if d := b.worst() - a.worst(); d != 0 {
			return d
		}
		return strings.Compare(a.Lib.Title+" "+a.Version.String(), b.Lib.Title+" "+b.Version.String())
	})
	return out
}

// missing reports whether there is no script at an address: nothing of it runs, whatever its name says.
func missing(use facts.ScriptUse) bool {
	return use.File != nil && (use.File.Page || use.File.Status >= 400)
}

// readings returns what one script says of libraries, each library once.
func readings(d *library.Data, use facts.ScriptUse) []library.Reading {
	text := library.Text{Comments: use.Inline}
	if use.File != nil {
		text = library.Text{Comments: use.File.Comments, Code: use.File.Code}
	}
	list := append(d.Script(use.URL, text), d.Address(use.URL)...)
	met := map[*library.Library]bool{}
	return slices.DeleteFunc(list, func(r library.Reading) bool {
		again := met[r.Lib]
		met[r.Lib] = true
		return again
	})
}

// worse puts holes in order, the worst first; of two alike, that through which something is lost.
func worse(a, b *library.Hole) int {
	if d := b.Severity.Rank() - a.Severity.Rank(); d != 0 {
		return d
	}
	return order(a.Effect == library.Stalls, b.Effect == library.Stalls)
}

// order puts what is false before what is true.
func order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	default:
		return 1
	}
}

func (c *libraryCopy) worst() int {
	if len(c.holes) == 0 {
		return 0
	}
	return c.holes[0].Severity.Rank()
}

// fixed is the first version from which on the library has no known hole, "" when there is none.
func (c *libraryCopy) fixed(d *library.Data) string {
	v := c.Version
	for holes := c.holes; len(holes) > 0; holes = d.HolesOf(c.Lib, v) {
		from := v
		for _, h := range holes {
			next, ok := library.ParseVersion(h.Fixed(from))
			if !ok {
				return ""
			}
			if next.Compare(v) > 0 {
				v = next
			}
		}
		if v.Compare(from) <= 0 {
			return "" // a range that ends before it begins
		}
	}
	return v.String()
}

// names lists the copies that were read.
func (l *libraries) names() string {
	var list []string
	for _, c := range l.read {
		list = append(list, c.Lib.Title+" "+c.Version.String())
	}
	return some(list)
}
