package claim

import (
	"bytes"
	"strings"

	"github.com/shopvet/shopvet/knowledge/cue"
)

// maxColumns bounds the columns of a table whose heads are remembered; a first row of minColumns cells without a number is one of heads.
const (
	maxColumns = 8
	minColumns = 3
)

// columns gives the numbers of a row the unit of time that the first cell of the row or the head of their column names: "Working days | 2–3 | 6–9".
func (r *reader) columns(raw string) {
	cells := strings.Split(raw, " | ")
	if len(cells) > maxColumns {
		return
	}
	if !strings.ContainsAny(raw, "0123456789") {
		r.headed = r.heads == nil && len(cells) >= minColumns
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

// columnOf tells what the head of the column in which a sum of a row stands says of it: that it is what an order has to come to for delivery to be free, or that it
// is of another matter than delivery: "Country | Postage | Free from".
func (r *reader) columnOf(a amount) (free, none bool) {
	if !r.s.row {
		return false, false
	}
	n := bytes.Count(r.s.b[:a.start], []byte(" | "))
	if n == 0 || n >= len(r.heads) {
		return false, false
	}
	var f folded
	f.read(r.heads[n])
	head := sentence{folded: f, hits: settle(r.d.match(f.b, nil))}
	own := head.topics()
	switch sends := own.has(topicDelivery); {
	case head.has(wordFree, deliveryFree, deliveryPaid):
		return !strings.HasPrefix(a.value, "0 "), false
	case sends:
		return false, false
	default:
		return false, own != 0 || head.has(deliverySpend)
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
