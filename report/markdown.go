package report

import (
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/shopvet/shopvet/verdict"
)

// markdownFindings is how many findings of a check the Markdown report shows unless told otherwise.
const markdownFindings = 5

// Markdown writes the report for an issue, a pull request or a wiki page: the answer, what to mend in order, and what was found.
func Markdown(w io.Writer, v *verdict.Verdict, o Options) error {
	if v == nil {
		return errNoVerdict
	}
	m := &markdown{locale: words(o.Lang), view: newView(v, o, markdownFindings)}
	m.head()
	m.fixes()
	m.findings()
	m.accepted()
	m.gaps()
	m.line()
	m.para(strings.Join(m.Foot, " "))
	if _, err := io.WriteString(w, m.out.String()); err != nil {
		return fmt.Errorf("write markdown report: %w", err)
	}
	return nil
}

// markdown puts a view into Markdown.
type markdown struct {
	locale
	*view
	out strings.Builder
}

func (m *markdown) line(parts ...string) {
	for _, p := range parts {
		m.out.WriteString(p)
	}
	m.out.WriteByte('\n')
}

// para writes a paragraph of text that is not ours alone, "" writes none.
func (m *markdown) para(s string) {
	if s != "" {
		m.line(inline(s))
		m.line()
	}
}

func (m *markdown) heading(level int, text string) {
	m.line(strings.Repeat("#", level), " ", inline(text))
	m.line()
}

// head is the answer.
func (m *markdown) head() {
	m.heading(1, m.text("head.title", "shop", m.Shop))
	if s := m.Score; s.Known {
		m.line("**", inline(m.text("score.line", "value", s.Value)+" · "+m.text("score.grade", "grade", s.Grade)), "** · ",
			inline(s.howSure()))
		m.line()
		m.para(s.Provisional)
	}
	for _, l := range m.lines(m.locale) {
		m.para(l)
	}
	for _, c := range m.Caps {
		m.line("> **", inline(c.Lead), "** ", inline(c.Reason))
		m.line()
	}
	for _, n := range m.CapNote {
		m.para(n)
	}
	at := angled(m.Target)
	if m.Taken != "" {
		at += " · " + inline(m.text("head.seen", "date", m.Taken))
	}
	m.line(at)
	m.line()
}

// fixes is a table of what to mend, in order.
func (m *markdown) fixes() {
	m.heading(2, m.text("fix.heading"))
	if len(m.Fixes) == 0 {
		m.para(m.Clean)
		return
	}
	m.row("", m.text("made.fix"), m.text("effort.label"), m.text("made.inorder"))
	m.line("|--:|---|---|--:|")
	for _, f := range m.Fixes {
		then := ""
		if f.Scored {
			then = strings.TrimSpace(itoa(f.After) + " " + f.Grade + " (" + f.Gain + ")")
		}
		m.row(itoa(f.Number), f.Title, f.Effort, then)
	}
	m.line()
	for i := range first(m.Fixes, fullFixes) {
		m.advice(&m.Fixes[i])
	}
}

// row writes one row of a table.
func (m *markdown) row(cells ...string) {
	for _, c := range cells {
		m.out.WriteString("| " + inline(c) + " ")
	}
	m.line("|")
}

// findings lists what was found, by part of the score.
func (m *markdown) findings() {
	m.heading(2, m.text("find.heading"))
	if len(m.Groups) == 0 {
		m.para(m.text("find.none"))
	}
	for _, g := range m.Groups {
		m.heading(3, g.Name)
		for i := range g.Findings {
			m.finding(&g.Findings[i])
		}
	}
}

func (m *markdown) finding(f *findingView) {
	sign := "🟡"
	if f.Fail {
		sign = "🔴"
	}
	about := f.Status + " · " + f.Severity
	if f.Confidence != "" {
		about += " · " + f.Confidence
	}
	m.line("- ", sign, " **", inline(f.Heading), "** (", inline(about), ")")
	m.item(m.text("find.why"), f.Why)
	m.item(m.text("find.how"), f.Fix)
	m.item("", f.Duty)
	for _, p := range append(f.Places[:len(f.Places):len(f.Places)], f.Further...) {
		m.place(&p)
	}
	m.item("", f.More)
	m.line("  - ", inline(m.text("find.check")), m.text("colon"), code(f.Check))
	m.line()
}

// item writes one point below a finding, nothing for "".
func (m *markdown) item(name, s string) {
	switch {
	case s == "":
	case name == "":
		m.line("  - ", inline(s))
	default:
		m.line("  - ", inline(name), m.text("colon"), inline(s))
	}
}

// place writes where a finding can be seen.
func (m *markdown) place(p *placeView) {
	if p.Message != "" {
		m.item("", p.Message)
	}
	for _, e := range p.Evidence {
		var parts []string
		if e.URL.Text != "" {
			parts = append(parts, angled(e.URL))
		}
		if e.Target.Text != "" {
			parts = append(parts, "→ "+angled(e.Target))
		}
		for _, s := range []string{e.Place, e.Header, e.Quote, e.Value} {
			if s != "" {
				parts = append(parts, code(s))
			}
		}
		if e.Limit != "" {
			parts = append(parts, inline(m.text("find.limit"))+m.text("colon")+code(e.Limit))
		}
		m.line("  - ", strings.Join(parts, " "))
	}
	m.item("", p.More)
}

// accepted lists what the owner accepts, with both sides.
func (m *markdown) accepted() {
	if len(m.Accepted) == 0 {
		return
	}
	m.heading(2, m.text("accepted.heading"))
	m.para(m.text("accepted.intro"))
	for _, a := range m.Accepted {
		m.line("- **", inline(a.Heading), "** (", code(a.Check), ")")
		m.item(m.text("accepted.reason"), strings.TrimSpace(a.Reason+" "+a.Until))
		for _, l := range a.Places {
			m.line("  - ", angled(l))
		}
		m.item("", a.More)
	}
	m.line()
}

// gaps lists what could not be seen.
func (m *markdown) gaps() {
	if m.Gaps.None {
		return
	}
	m.heading(2, m.text("gap.heading"))
	m.para(m.text("gap.intro"))
	m.item("", m.Gaps.Obstacle)
	for _, l := range m.Gaps.Look {
		m.line("- ", inline(l))
	}
	for _, u := range m.Gaps.Unseen {
		m.line("- ", inline(u.Reason), m.text("colon"), inline(strings.Join(u.Checks, m.text("list.semicolon"))))
	}
	m.line()
	for _, n := range m.Notes {
		m.line("- ", inline(n))
	}
	m.line()
}

// lineStart is what makes a list, a heading or a quotation of a line that begins with it.
var lineStart = regexp.MustCompile(`^(?:[-+=>#]|\d+[.)])`)

// inline makes a text harmless in Markdown: no mark-up, no HTML, no link and no mention of anybody comes of it.
func inline(s string) string {
	var b strings.Builder
	if m := lineStart.FindString(s); m != "" {
		b.WriteString(m[:len(m)-1] + "\\" + m[len(m)-1:])
		s = s[len(m):]
	}
	for i, word := range strings.Split(s, " ") {
		if i > 0 {
			b.WriteByte(' ')
		}
		if addressLike(word) {
			b.WriteString(code(word))
			continue
		}
		for _, r := range word {
			if strings.ContainsRune("\\`*_[]<>|~&$", r) {
				b.WriteByte('\\')
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// addressLike reports whether a word would be made a link or a mention by itself.
func addressLike(word string) bool {
	return strings.ContainsAny(word, "@") || strings.Contains(word, "://") || strings.Contains(strings.ToLower(word), "www.")
}

// code quotes a text word by word as it is.
func code(s string) string {
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	s = strings.ReplaceAll(s, "|", "¦") // a table takes no other bar, not even in code
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") || len(fence) > 1 {
		return fence + " " + s + " " + fence
	}
	return fence + s + fence
}

// angled writes an address as a link where it can be followed, else as code.
func angled(l link) string {
	if l.Href == "" || strings.ContainsAny(l.Href, "<> |") {
		return code(l.Text)
	}
	return "<" + l.Href + ">"
}
