package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/shopvet/shopvet/verdict"
)

// DiffFormat is a way to write a comparison down.
type DiffFormat struct {
	Name    string
	Endings []string
	Write   func(io.Writer, *verdict.Comparison, Options) error
}

// DiffFormats lists the formats of comparisons.
func DiffFormats() []DiffFormat {
	return []DiffFormat{
		{"text", []string{".txt", ".text"}, DiffText},
		{"json", []string{".json"}, DiffJSON},
		{"markdown", []string{".md", ".markdown"}, DiffMarkdown},
	}
}

var errNoComparison = errors.New("no comparison to report")

// DiffJSON writes the comparison itself, indented.
func DiffJSON(w io.Writer, c *verdict.Comparison, _ Options) error {
	if c == nil {
		return errNoComparison
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	if err := e.Encode(c); err != nil {
		return fmt.Errorf("write comparison: %w", err)
	}
	return nil
}

// Difference is a comparison in words, ready to be laid out. What strangers wrote in it is clean text, not yet escaped for any format.
type Difference struct {
	Heading string
	Looks   []string // the two looks, the earlier first
	Score   []string // how the score moved, and why
	Notes   []string
	Groups  []DifferenceGroup
	Facts   []string // what the shop says of itself: what is new, what is gone
	None    string   // said when nothing changed
}

// DifferenceGroup is the changes of one kind.
type DifferenceGroup struct {
	Title   string
	Sign    string // ✗ worse by the shop's doing, ✓ better, ! found that was not looked for before, ? not seen
	Changes []DifferenceChange
}

// DifferenceChange is one check whose result differs.
type DifferenceChange struct {
	Heading, About string
	New, Gone      []DifferencePlace
	More           string
}

// DifferencePlace is one finding of a change and the page it was seen on, "" where there is none.
type DifferencePlace struct{ Text, URL string }

func (p DifferencePlace) line() string {
	if p.URL == "" {
		return p.Text
	}
	return p.Text + " – " + p.URL
}

// diffPlaces is how many findings of a change are named.
const diffPlaces = 5

// Differences puts a comparison into words.
func Differences(c *verdict.Comparison, o Options) *Difference {
	l := words(o.Lang)
	limit := diffPlaces
	if o.MaxFindings > 0 {
		limit = o.MaxFindings
	}
	d := &Difference{Heading: l.text("diff.heading", "shop", clean(c.After.Target, maxName)), Score: l.diffScore(c)}
	d.Looks = []string{l.diffLook("diff.before", &c.Before), l.diffLook("diff.after", &c.After)}
	if c.Narrower {
		d.Notes = append(d.Notes, l.text("diff.narrower"))
	}
	for i := range c.Changes {
		ch := &c.Changes[i]
		title := l.text("diff.kind." + string(ch.Kind))
		if n := len(d.Groups); n == 0 || d.Groups[n-1].Title != title {
			d.Groups = append(d.Groups, DifferenceGroup{Title: title, Sign: diffSign(ch)})
		}
		g := &d.Groups[len(d.Groups)-1]
		g.Changes = append(g.Changes, l.diffChange(ch, limit))
	}
	for _, f := range first(c.Facts, maxRows) {
		key := "diff.fact.gone"
		if f.Added {
			key = "diff.fact.added"
		}
		d.Facts = append(d.Facts, l.text(key, "kind", l.factName(f), "value", clean(f.Value, maxQuote)))
	}
	if n := len(c.Facts) - maxRows; n > 0 {
		d.Facts = append(d.Facts, l.count("more", n))
	}
	if len(c.Changes) == 0 {
		d.None = l.count("diff.none", c.Same)
	}
	return d
}

// diffSign is the sign of a kind of change. What could not be seen is neither better nor worse; what is found now that could not be seen or was
// not looked for before is nothing that the shop changed.
func diffSign(c *verdict.Change) string {
	switch {
	case c.Worse():
		return "✗"
	case c.Kind == verdict.Unseen:
		return "?"
	case c.Kind == verdict.SeenNow || c.Kind == verdict.ByRule:
		return "!"
	default:
		return "✓"
	}
}

// factName names the kind of a fact.
func (l locale) factName(f verdict.Fact) string {
	switch f.List {
	case "shop":
		return l.text("shop." + f.Kind)
	case "payment":
		return l.text("shop.payments")
	default:
		return l.name(f.List, f.Kind)
	}
}

// diffLook says when a look was, how much it read and what came of it.
func (l locale) diffLook(key string, k *verdict.Look) string {
	score := l.text("score.none")
	if k.Known {
		score = l.text("score.line", "value", k.Score) + l.text("list.comma") + l.text("score.grade", "grade", clean(k.Grade, 2))
	}
	return l.text(key, "date", k.Taken.UTC().Format(l.text("date")), "pages", l.number(k.Pages), "score", score)
}

// diffScore says how the score moved, and whether the shop or the rules moved it.
func (l locale) diffScore(c *verdict.Comparison) []string {
	if !c.SameRules {
		return []string{l.text("diff.score.rules")}
	}
	if !c.Before.Known || !c.After.Known {
		return nil
	}
	var out []string
	if o := c.Original; o != nil && o.Known && o.Ruleset != c.Before.Ruleset {
		out = append(out, l.text("diff.score.rejudged", "then", o.Score, "now", c.Before.Score))
	}
	switch {
	case c.After.Score == c.Before.Score:
		out = append(out, l.text("diff.score.same", "score", c.After.Score))
	default:
		out = append(out, l.text("diff.score.moved", "from", c.Before.Score, "to", c.After.Score, "by", strings.Replace(fmt.Sprintf("%+d", c.After.Score-c.Before.Score), "-", "−", 1)))
	}
	return out
}

// diffChange makes the view of one change.
func (l locale) diffChange(c *verdict.Change, limit int) DifferenceChange {
	said := c.Is
	if c.Kind == verdict.Mended {
		said = c.Was
	}
	d := DifferenceChange{Heading: l.message(c.Check, said), About: l.said(c.Check, "title", c.Title)}
	if d.Heading == "" {
		d.Heading = clean(d.About, maxName*2)
	}
	about := []string{clean(d.About, maxName*2), l.name("severity", string(c.Severity))}
	if c.From != "" && c.From != c.To {
		about = append(about, l.name("status", string(c.From))+" → "+l.name("status", string(c.To)))
	}
	if c.Before != c.After && c.Before > 0 && c.After > 0 {
		about = append(about, l.text("diff.count", "from", l.number(c.Before), "to", l.number(c.After)))
	}
	d.About = strings.Join(about, " · ")
	left := 0
	d.New, left = l.diffFindings(c.Check, c.New, limit, left)
	d.Gone, left = l.diffFindings(c.Check, c.Gone, limit, left)
	if left > 0 {
		d.More = l.count("more", left)
	}
	return d
}

// diffFindings names the first findings and adds to left how many there are beyond them.
func (l locale) diffFindings(check string, list []verdict.Finding, limit, left int) ([]DifferencePlace, int) {
	var out []DifferencePlace
	for _, f := range first(list, limit) {
		place := DifferencePlace{Text: l.message(check, f.Message)}
		if len(f.Evidence) > 0 {
			place.URL = clean(f.Evidence[0].URL, maxQuote)
		}
		out = append(out, place)
	}
	return out, left + len(list) - len(out)
}

// DiffText writes a comparison for a terminal.
func DiffText(w io.Writer, c *verdict.Comparison, o Options) error {
	if c == nil {
		return errNoComparison
	}
	d, p := Differences(c, o), &pen{columns: textColumns, color: o.Color}
	if o.Width > 0 {
		p.columns = max(o.Width, minColumns)
	}
	p.para("", d.Heading, bold)
	for _, s := range d.Looks {
		p.para("", s, faint)
	}
	if len(d.Score)+len(d.Notes) > 0 || d.None != "" {
		p.line()
	}
	for _, s := range append(d.Score, d.Notes...) {
		p.para("", s, plain)
	}
	p.para("", d.None, plain)
	for _, g := range d.Groups {
		p.heading(g.Title)
		for _, c := range g.Changes {
			p.paraLed("  "+g.Sign+" ", map[string]ink{"✗": red, "✓": green, "!": yellow}[g.Sign], c.Heading, plain)
			p.para("    ", c.About, faint)
			for _, s := range c.New {
				p.para("    + ", s.line(), plain)
			}
			for _, s := range c.Gone {
				p.para("    − ", s.line(), plain)
			}
			p.para("    ", c.More, plain)
		}
	}
	if len(d.Facts) > 0 {
		p.heading(words(o.Lang).text("diff.facts"))
		for _, f := range d.Facts {
			p.para("  ", f, plain)
		}
	}
	if _, err := io.WriteString(w, p.out.String()); err != nil {
		return fmt.Errorf("write comparison: %w", err)
	}
	return nil
}

// DiffMarkdown writes a comparison for an issue or a pull request.
func DiffMarkdown(w io.Writer, c *verdict.Comparison, o Options) error {
	if c == nil {
		return errNoComparison
	}
	d, m := Differences(c, o), &markdown{locale: words(o.Lang)}
	m.heading(1, d.Heading)
	for _, s := range d.Looks {
		m.line("- ", inline(s))
	}
	m.line()
	for _, s := range append(append(d.Score, d.Notes...), d.None) {
		m.para(s)
	}
	for _, g := range d.Groups {
		m.heading(2, g.Title)
		for _, c := range g.Changes {
			m.line("- **", inline(c.Heading), "** (", inline(c.About), ")")
			for _, s := range c.New {
				m.line("  - \\+ ", inline(s.line()))
			}
			for _, s := range c.Gone {
				m.line("  - − ", inline(s.line()))
			}
			m.item("", c.More)
		}
		m.line()
	}
	if len(d.Facts) > 0 {
		m.heading(2, m.text("diff.facts"))
		for _, f := range d.Facts {
			m.line("- ", inline(f))
		}
	}
	if _, err := io.WriteString(w, m.out.String()); err != nil {
		return fmt.Errorf("write comparison: %w", err)
	}
	return nil
}
