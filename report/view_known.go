package report

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/verdict"
)

// pairView is a fact: what it is, and its value.
type pairView struct {
	Name, Value, Note string
	Lines             []lineView // the value again, where it is a list and there is room for lines
	Link              link       // the value itself, where it is an address
	At                link       // where it was read
}

// lineView is one entry of a list, and what is to be said of it.
type lineView struct{ Text, Note string }

// factView is something known about the shop, with where it was read.
type factView struct {
	Kind, Value, Note string
	At                link
}

// shopView is what is known about the shop.
type shopView struct {
	General  []pairView
	Sections []factSection
}

// factSection is one table of facts.
type factSection struct {
	ID, Title string
	Facts     []factView
	More      string
}

// partRows are the checks of one part in the list of all.
type partRows struct {
	Name string
	Rows []rowView
}

// rowView is one check in the list of all.
type rowView struct {
	Title, Anchor string
	Status        string
	Mark          string // the status as a class name
	Reason        string
}

// known gathers what is known about the shop.
func (b *builder) known() shopView {
	s := &b.v.Shop
	var out shopView
	add := func(key, value, note string, at link) {
		if value != "" {
			out.General = append(out.General, pairView{Name: b.text(key), Value: value, Note: note, At: at})
		}
	}
	add("shop.name", clean(s.Name, maxName), "", address(s.NameURL))
	by := ""
	if s.PlatformBy != "" {
		by = b.text("shop.platform.by", "by", b.phrase(clean(s.PlatformBy, maxName)))
	}
	add("shop.platform", clean(s.Platform, maxName), by, link{})
	add("shop.languages", strings.Join(b.names("language", s.Languages), b.text("list.comma")), "", link{})
	if lines := b.markets(); len(lines) > 0 {
		out.General = append(out.General, pairView{Name: b.text("shop.markets"), Value: b.oneLine(lines), Lines: lines})
	}
	add("shop.roles", b.roles(), "", link{})
	promises := b.promises()
	out.Sections = []factSection{
		b.section("policies", len(s.Policies), func(i int) factView { return b.policy(s.Policies[i]) }),
		b.section("promises", len(promises), func(i int) factView { return promises[i] }),
		b.section("contacts", len(s.Contacts), func(i int) factView {
			c := s.Contacts[i]
			return factView{Kind: b.name("contact", c.Kind), Value: clean(c.Value, maxQuote), At: address(c.URL)}
		}),
		b.section("identity", len(s.Identity), func(i int) factView { return b.identifier(s.Identity[i]) }),
		b.section("payments", len(s.Payments), func(i int) factView {
			p := s.Payments[i]
			return factView{Kind: clean(p.Name, maxName), Value: b.name("shop.from", p.From), At: address(p.URL)}
		}),
	}
	return out
}

// section makes one table of n facts, the first maxRows of them.
func (b *builder) section(key string, n int, fact func(int) factView) factSection {
	s := factSection{ID: "shop-" + key, Title: b.text("shop." + key)}
	for i := range min(n, maxRows) {
		s.Facts = append(s.Facts, fact(i))
	}
	s.More = b.rest(n, maxRows)
	return s
}

// policy makes the view of one policy.
func (b *builder) policy(p verdict.Policy) factView {
	parts := []string{b.name("form", p.Form)}
	if p.Lang != "" {
		parts = append(parts, b.name("language", strings.ToLower(p.Lang)))
	}
	if p.Letters > 0 {
		parts = append(parts, b.count("shop.letters", p.Letters))
	}
	if p.Hollow != "" {
		parts = append(parts, b.name("hollow", p.Hollow))
	}
	return factView{Kind: b.name("policy", p.Kind), Value: clean(p.Title, maxName), Note: strings.Join(parts, b.text("list.comma")), At: address(p.URL)}
}

// identifier makes the view of one identifier. The country of its form is told unless its kind names it, as "de-vat" does.
func (b *builder) identifier(id verdict.Identifier) factView {
	f := factView{Kind: b.name("identity", id.Kind), Value: clean(id.Value, maxQuote), At: address(id.URL)}
	var notes []string
	if id.Country != "" && !strings.HasPrefix(id.Kind, strings.ToLower(id.Country)+"-") {
		notes = append(notes, b.market(id.Country))
	}
	switch {
	case id.Kind == "company" || id.Kind == "person": // names have no form to fit
	case id.WellFormed:
		notes = append(notes, b.text("shop.wellformed"))
	default:
		notes = append(notes, b.text("shop.illformed"))
	}
	f.Note = strings.Join(notes, b.text("list.comma"))
	return f
}

// names puts the values of a closed list in words.
func (b *builder) names(list string, values []string) []string {
	var out []string
	for _, v := range first(values, maxInline) {
		out = append(out, b.name(list, strings.ToLower(v)))
	}
	if rest := b.rest(len(values), maxInline); rest != "" {
		out = append(out, rest)
	}
	return out
}

// markets lists the markets with what points to them.
func (b *builder) markets() []lineView {
	var out []lineView
	for _, m := range first(b.v.Markets, maxInline) {
		var why []string
		switch {
		case m.Configured:
			why = append(why, b.text("shop.market.configured"))
		default:
			for _, r := range first(m.Reasons, maxInline) {
				why = append(why, b.phrase(clean(r, maxName)))
			}
			if !m.Scored {
				why = append(why, b.text("shop.market.unscored"))
			}
		}
		if m.Data != "" {
			why = append(why, b.text("shop.market.data", "date", b.day(m.Data)))
		}
		out = append(out, lineView{Text: b.market(m.Code), Note: strings.Join(why, b.text("list.comma"))})
	}
	if rest := b.rest(len(b.v.Markets), maxInline); rest != "" {
		out = append(out, lineView{Text: rest})
	}
	return out
}

// oneLine sets a list into one line.
func (b *builder) oneLine(list []lineView) string {
	var out []string
	for _, l := range list {
		if l.Note != "" {
			l.Text += b.text("aside", "text", l.Note)
		}
		out = append(out, l.Text)
	}
	return strings.Join(out, b.text("list.semicolon"))
}

// maxInline bounds lists that stand in one line of text.
const maxInline = 20

// roles lists how many pages serve which purpose, the most frequent first.
func (b *builder) roles() string {
	roles := byCount(b.v.Shop.Roles)
	var out []string
	for _, r := range first(roles, maxInline) {
		line := b.name("role", r) + " " + b.number(b.v.Shop.Roles[r])
		if n := b.v.Shop.LikelyRoles[r]; n > 0 {
			line += b.text("aside", "text", b.text("shop.roles.likely", "n", b.number(n)))
		}
		out = append(out, line)
	}
	if rest := b.rest(len(roles), maxInline); rest != "" {
		out = append(out, rest)
	}
	return strings.Join(out, b.text("list.comma"))
}

// byCount lists the keys of counts, the highest count first.
func byCount(counts map[string]int) []string {
	return slices.SortedFunc(maps.Keys(counts), func(x, y string) int {
		return cmp.Or(cmp.Compare(counts[y], counts[x]), strings.Compare(x, y))
	})
}

// all lists every check with how it ended, by factor as the score has them.
func (b *builder) all() []partRows {
	by := map[verdict.Factor][]*verdict.Result{}
	for i := range b.v.Results {
		r := &b.v.Results[i]
		f := b.v.Rules[r.Check].Factor
		by[f] = append(by[f], r)
	}
	out := make([]partRows, 0, len(by))
	for _, f := range b.factorOrder(by) {
		part := partRows{Name: b.factorName(f)}
		for _, r := range by[f] {
			row := rowView{Title: b.title(r.Check), Anchor: b.anchors[r.Check],
				Status: b.name("status", string(r.Status)), Mark: slug(string(r.Status))}
			if b.opts.Verbose {
				row.Reason = b.reason(r)
			}
			part.Rows = append(part.Rows, row)
		}
		out = append(out, part)
	}
	return out
}
