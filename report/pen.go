package report

import (
	"strings"
)

// ink is a terminal colour or weight: the parameters of an ANSI "select graphic rendition" sequence.
type ink string

// The inks of the text report. Colour only repeats what a word or sign beside it says.
const (
	plain   ink = ""
	bold    ink = "1"
	faint   ink = "2"
	red     ink = "31"
	green   ink = "32"
	yellow  ink = "33"
	magenta ink = "35"
	cyan    ink = "36"
	title   ink = "1;36"
)

// pen writes lines no wider than its columns.
type pen struct {
	out     strings.Builder
	columns int
	color   bool
}

// dye puts s in colour, if colour is wanted.
func (p *pen) dye(s string, in ink) string {
	if !p.color || in == plain || s == "" {
		return s
	}
	return "\x1b[" + string(in) + "m" + s + "\x1b[0m"
}

// line ends a paragraph or leaves an empty line.
func (p *pen) line() { p.out.WriteByte('\n') }

// para writes s wrapped, lead before its first line and as many blanks before the others. An empty s writes nothing.
func (p *pen) para(lead, s string, in ink) { p.paraLed(lead, plain, s, in) }

// paraLed is para with an ink for the lead.
func (p *pen) paraLed(lead string, leadInk ink, s string, in ink) {
	if s == "" {
		return
	}
	indent := width(lead)
	for i, l := range wrap(s, max(p.columns-indent, 20)) {
		if i == 0 {
			p.out.WriteString(p.dye(lead, leadInk))
		} else {
			p.out.WriteString(strings.Repeat(" ", indent))
		}
		p.out.WriteString(p.dye(l, in))
		p.line()
	}
}

// heading begins a section.
func (p *pen) heading(s string) {
	p.line()
	p.para("", strings.ToUpper(s), title)
	p.line()
}

// sides writes left and right on one line, right flush with the margin, or below left when there is no room.
func (p *pen) sides(lead, left string, in ink, right string, rightInk ink) {
	indent, room := width(lead), width(right)+2
	lines := wrap(left, max(p.columns-indent-room, 20))
	for i, l := range lines {
		if i == 0 {
			p.out.WriteString(lead + p.dye(l, in))
			if gap := p.columns - indent - width(l) - width(right); gap > 0 && right != "" {
				p.out.WriteString(strings.Repeat(" ", gap) + p.dye(right, rightInk))
				right = ""
			}
		} else {
			p.out.WriteString(strings.Repeat(" ", indent) + p.dye(l, in))
		}
		p.line()
	}
	p.para(strings.Repeat(" ", indent), right, rightInk)
}
