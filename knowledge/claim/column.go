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

// headAt is the head of the column in which a place of a row stands, nil where there is none.
func (r *reader) headAt(at int) *sentence {
	if !r.s.row {
		return nil
	}
	n := bytes.Count(r.s.b[:at], []byte(" | "))
	if n == 0 || n >= len(r.heads) {
		return nil
	}
	head := &sentence{tag: r.tag}
	head.read(r.heads[n])
	head.hits = settle(r.d.all(head.b, nil))
	head.clauses()
	head.sums = amounts(head.b, head.hits)
	return head
}

// columnOf tells what the head of the column in which a sum of a row stands says of it: that it is what an order has to come to for delivery to be free, or that it
// is of another matter than delivery: "Country | Postage | Free from".
func (r *reader) columnOf(a amount) (free, none bool) {
	head := r.headAt(a.start)
	if head == nil {
		return false, false
	}
	own := head.topics()
	switch {
	case len(head.sums) > 0:
		return false, false
	case head.has(wordFree, deliveryFree, deliveryPaid) && !head.has(wordNot, deliveryBelow):
		return !strings.HasPrefix(a.value, "0 "), false
	case own.has(topicDelivery):
		return false, false
	default:
		return false, own != 0 || head.has(deliverySpend)
	}
}

// freeCell reads what is free in a cell by the head of its column: from the sum on that the head names ("Country | under 75 € | over 75 €"), or nothing that is
// brought ("Order | Parcel | Collection"). It reports whether the head says so.
func (r *reader) freeCell(at int) bool {
	head := r.headAt(at)
	switch {
	case head == nil:
		return false
	case len(head.sums) == 1 && !head.beside(0, deliveryBelow):
		r.say(FreeFrom, head.sums[0].value)
		return true
	default:
		own := head.topics()
		return len(head.sums) > 0 || head.has(deliveryCase) || own.has(topicOther) && !own.has(topicDelivery)
	}
}

// spans reports whether a row is the head of a table whose columns are for orders of different sums: "Country | under 75 € | over 75 €". Where one column names a
// sum only, the cell below it has to be free.
func (r *reader) spans(p piece) bool {
	s := &r.s
	if !p.row || r.heads != nil || len(s.sums) == 0 || len(s.periods) > 0 || s.has(wordFree, deliveryFree, region, carrier) {
		return false
	}
	columns := map[int]bool{}
	for i, a := range s.sums {
		n := bytes.Count(s.b[:a.start], []byte(" | "))
		if n == 0 || !s.beside(i, deliveryFrom) && !s.beside(i, deliveryBelow) && !s.beside(i, deliverySpend) {
			return false
		}
		columns[n] = true
	}
	if len(columns) > 1 {
		return true
	}
	from := min(len(r.text), p.end+1)
	cells := strings.Split(r.text[from:lineEnd(r.text, from)], " | ")
	for n := range columns {
		if n < len(cells) && len(cells) == bytes.Count(s.b, []byte(" | "))+1 {
			below := sentence{}
			below.read(cells[n])
			below.hits = r.d.all(below.b, nil)
			return below.has(wordFree, deliveryFree, wordNothing) || strings.HasPrefix(strings.TrimSpace(cells[n]), "0")
		}
	}
	return false
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
