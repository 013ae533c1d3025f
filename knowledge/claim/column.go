package claim

import (
	"strings"

	"github.com/shopvet/shopvet/knowledge/cue"
)

// maxColumns bounds the columns of a table whose heads are remembered.
const maxColumns = 8

// columns gives the numbers of a row the unit of time that the first cell of the row or the head of their column names: "Working days | 2–3 | 6–9".
func (r *reader) columns(raw string) {
	cells := strings.Split(raw, " | ")
	if len(cells) > maxColumns {
		return
	}
	if !strings.ContainsAny(raw, "0123456789") {
		r.heads = cells
		return
	}
	at := len(cells[0]) + len(" | ")
	for i, cell := range cells[1:] {
		if bareNumber(cell) {
			unit := cells[0]
			if i+1 < len(r.heads) && r.unit(r.heads[i+1], cell).End > 0 {
				unit = r.heads[i+1]
			}
			if d := r.unit(unit, cell); d.End > 0 && len(r.s.periods) < maxPeriods {
				d.Start, d.End = at, at+len(cell)
				r.s.periods = append(r.s.periods, period{d, r.s.at(d.Start), r.s.at(d.End)})
			}
		}
		at += len(cell) + len(" | ")
	}
}

// unit reads a number as if it stood before the last one or two words of a head: "2–3" and "Délai (jours ouvrés)" make "2–3 jours ouvrés".
func (r *reader) unit(head, number string) cue.DayCount {
	words := strings.FieldsFunc(head, func(c rune) bool { return c == ' ' || c == '(' || c == ')' || c == ':' || c == ',' || c == '\u00a0' })
	for n := min(2, len(words)); n > 0; n-- {
		if all := cue.Periods(number+" "+strings.Join(words[len(words)-n:], " "), r.lang); len(all) == 1 && all[0].Start == 0 {
			return all[0]
		}
	}
	return cue.DayCount{}
}

// maxJoin is how many letters join the two numbers of a span.
const maxJoin = 3

// bareNumber reports whether a cell holds a number or a span of two and no more.
func bareNumber(cell string) bool {
	digits, letters := 0, 0
	for _, c := range cell {
		switch {
		case digits > 0 && c >= 'a' && c <= 'z' || c == 'à' || c == 'é': // "1 a 2", "1 bis 2", "1 to 2"
			letters++
		case c >= '0' && c <= '9':
			digits++
		case c == '-' || c == '–' || c == '—' || c == ' ' || c == '\u00a0' || c == '/' || c == '~':
		default:
			return false
		}
	}
	return digits > 0 && digits <= 4 && letters <= maxJoin && isDigit(cell[len(cell)-1])
}
