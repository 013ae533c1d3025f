package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/shopvet/shopvet/verdict"
)

// The measures of the text report.
const (
	textFindings = 5 // findings of a check, unless told otherwise
	textColumns  = 80
	minColumns   = 40
)

// writer puts a view on paper for a terminal.
type writer struct {
	pen
	locale
	*view
	verbose bool
}

// Text writes the report for a terminal: first the answer, then what to mend, then the rest.
func Text(w io.Writer, v *verdict.Verdict, o Options) error {
	if v == nil {
		return errNoVerdict
	}
	columns := o.Width
	if columns == 0 {
		columns = textColumns
	}
	t := &writer{locale: words(o.Lang), view: newView(v, o, textFindings), verbose: o.Verbose}
	t.columns, t.color = max(columns, minColumns), o.Color
	t.head()
	t.fixes()
	t.parts()
	t.findings()
	t.taken()
	t.gaps()
	t.known()
	t.times()
	if t.verbose {
		t.secured()
		t.all()
		t.made()
	}
	t.scan()
	t.foot()
	if _, err := io.WriteString(w, t.out.String()); err != nil {
		return fmt.Errorf("write text report: %w", err)
	}
	return nil
}

// head is the answer: whose score, how high, how sure, and what holds it down.
func (t *writer) head() {
	t.para("", t.Shop, bold)
	if t.Target.Text != t.Shop {
		t.para("", t.Target.Text, cyan)
	}
	if t.Taken != "" {
		t.para("", t.text("head.seen", "date", t.Taken), faint)
	}
	t.line()
	if s := t.Score; s.Known {
		tone := gradeInk(s.Grade)
		t.para("", t.text("score.line", "value", s.Value)+" · "+t.text("score.grade", "grade", s.Grade), "1;"+tone)
		t.out.WriteString(t.scale(s, tone))
		t.line()
		t.para("", s.howSure(), plain)
		t.para("", s.Provisional, plain)
	} else {
		t.para("", t.text("score.none")+" · "+s.Seen, bold)
	}
	t.para("", t.InOrder, plain)
	t.line()
	for _, l := range t.lines(t.locale) {
		t.para("", l, plain)
	}
	if m := t.Mature; m != nil {
		t.para("", t.text("score.mature.line", "value", m.Value, "grade", m.Grade, "low", m.Low, "high", m.High), plain)
	} else if t.Why != "" {
		t.para("", t.Why, faint)
	}
	t.caps()
}

// gradeInk is the colour of a grade.
func gradeInk(grade string) ink {
	switch grade {
	case "A", "B":
		return green
	case "C", "D":
		return yellow
	default:
		return red
	}
}

// scale draws a score as a row of blocks, the range around it in half tone.
func (t *writer) scale(s scoreView, tone ink) string {
	cells := min(t.columns, 60)
	at := func(score int) int { return int(clamp(float64(score))) * cells / 100 }
	value, high := at(s.Value), max(at(s.Value), at(s.High))
	low := min(at(s.Low), value)
	return t.dye(strings.Repeat("█", low)+strings.Repeat("▓", value-low), tone) +
		t.dye(strings.Repeat("▒", high-value), tone) + t.dye(strings.Repeat("░", cells-high), faint)
}

// caps says what limits the score.
func (t *writer) caps() {
	if len(t.Caps)+len(t.CapNote) == 0 {
		return
	}
	t.line()
	for _, c := range t.Caps {
		t.para("", c.Lead, red)
		t.para("  ", c.Reason, bold)
	}
	for _, n := range t.CapNote {
		t.para("", n, plain)
	}
}

// fixes lists what to mend, in order, with the running score.
func (t *writer) fixes() {
	t.heading(t.text("fix.heading"))
	if len(t.Fixes) == 0 {
		t.para("", t.Clean, plain)
		return
	}
	for i, f := range t.Fixes {
		full := !f.Brief || t.verbose
		if i > 0 && (full || i == fullFixes) {
			t.line()
		}
		if i == fullFixes && !full {
			t.para("", t.count("fix.rest", len(t.Fixes)-i), plain)
		}
		t.fix(f, full)
	}
	t.returning()
}

// fix tells one fix, in full or on one line.
func (t *writer) fix(f fixView, full bool) {
	gain := ""
	if f.Scored && !f.Later {
		gain = f.Gain + " → " + itoa(f.After) + " " + f.Grade
	}
	lead := fmt.Sprintf("%3d. ", f.Number)
	t.sides(lead, f.Title, bold, strings.TrimRight(gain, " "), green)
	if full {
		indent := strings.Repeat(" ", width(lead))
		about := t.text("effort.label") + t.text("colon") + f.Effort
		if f.Duty {
			about += " · " + t.text("fix.duty")
		}
		if f.Lifts {
			about += " · " + t.text("fix.lifts")
		}
		t.para(indent, about, faint)
		t.para(indent, f.Fix, plain)
		t.advice(indent, &f)
		for _, r := range f.Findings {
			t.para(indent+"→ ", r.Text, faint)
		}
		t.para(indent, f.NoGain, plain)
		for _, w := range f.Terms {
			t.para(indent+"* ", w.Name+t.text("colon")+w.Meaning, faint)
		}
	}
	if f.Reaches != "" {
		t.sides("", "", plain, "── "+f.Reaches+" ──", green)
	}
}

// parts shows each part of the score as a bar as long as its weight.
func (t *writer) parts() {
	if len(t.Factors) == 0 || !t.Score.Known {
		return
	}
	t.heading(t.text("part.heading"))
	// A row is the name, 5 columns for the mark, the bar, and up to 13 for the coverage.
	name, longest := 0, t.columns-5-13-8
	for _, f := range t.Factors {
		name = min(max(name, width(f.Name)), longest)
	}
	bar := min(t.columns-name-5-13, 30)
	for _, f := range t.Factors {
		t.part(f, name, bar)
	}
	t.para("", t.text("part.intro"), faint)
}

// part writes one part's row: its name, mark, bar and, unless all of it was seen, coverage.
func (t *writer) part(f factorView, name, bar int) {
	length := max(int(f.Share*float64(bar)), 1)
	filled, mark, seen := length*f.Mark/100, itoa(f.Mark), ""
	if !f.Seen {
		filled, mark = 0, "–"
	}
	if f.Coverage != percent(1) {
		seen = "  " + t.text("part.coverage.short", "coverage", f.Coverage)
	}
	short, cut := splitAt(f.Name, name)
	if cut != "" {
		short, _ = splitAt(f.Name, name-1)
		short += "…"
	}
	t.out.WriteString(pad(short, name) + fmt.Sprintf(" %3s ", mark) + t.dye(strings.Repeat("█", filled), cyan) +
		t.dye(strings.Repeat("░", length-filled), faint) + seen)
	t.line()
}
