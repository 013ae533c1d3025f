package report

import (
	"math"
	"strings"
)

// phaseInks colour what the letters of a bar say.
var phaseInks = []ink{magenta, cyan, yellow, bold, green}

// times draws where the time goes, a letter for each phase: no colour and no special character is needed to read it.
func (t *writer) times() {
	if t.Timing == nil {
		return
	}
	t.heading(t.text("time.heading"))
	t.para("", t.text("time.intro"), faint)
	for i, ph := range t.Timing.Legend {
		t.paraLed("  "+ph.Letter+"  ", phaseInks[i], ph.Name+t.text("colon")+ph.About, plain)
	}
	names, totals, spreads := 0, 0, 0
	for _, p := range t.Timing.Pages {
		for _, r := range p.Rows {
			names, totals, spreads = max(names, width(r.Name)), max(totals, width(r.Total)), max(spreads, width(r.Spread))
		}
	}
	cells := min(t.columns-2-names-2-2-totals-2-spreads, 60)
	for _, p := range t.Timing.Pages {
		t.line()
		t.para("", p.Name, bold)
		t.para("  ", p.At.Text, cyan)
		for _, r := range p.Rows {
			if cells < fewestCells {
				t.para("  ", r.Name+t.text("colon")+r.Total+t.text("list.semicolon")+r.Spread, plain)
			} else {
				t.out.WriteString("  " + pad(r.Name, names) + "  " + t.letters(r, cells) + strings.Repeat(" ", totals-width(r.Total)) + t.dye(r.Total, bold) +
					"  " + t.dye(r.Spread, faint))
				t.line()
			}
			t.para(strings.Repeat(" ", min(names, t.columns/4)+4), sum(r.Phases), faint)
		}
		for _, n := range p.Notes {
			t.para("  ", n, plain)
		}
	}
}

// fewestCells is the length below which a bar says nothing.
const fewestCells = 16

// sum writes the phases of a bar that there are.
func sum(list []phaseView) string {
	var parts []string
	for _, ph := range list {
		if ph.Length > 0 {
			parts = append(parts, ph.Letter+"\u00a0"+ph.Value)
		}
	}
	return strings.Join(parts, " + ")
}

// letters is a bar and the blanks behind it: cells and two columns long.
func (t *writer) letters(r barTimes, cells int) string {
	var out strings.Builder
	wide := 1 // columns of a letter
	for _, ph := range r.Phases {
		wide = max(wide, width(ph.Letter))
	}
	letters := cells / wide
	at := func(x float64) int { return min(int(math.Round(x/100*float64(letters))), letters) }
	end := 0
	for i, ph := range r.Phases {
		from := end
		end = max(at(ph.X+ph.Length), from)
		out.WriteString(t.dye(strings.Repeat(ph.Letter, end-from), phaseInks[i]))
	}
	return out.String() + strings.Repeat(" ", cells+2-end*wide)
}
