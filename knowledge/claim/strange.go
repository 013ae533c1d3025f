package claim

import (
	"unicode"
	"unicode/utf8"
)

// A sentence that does not name its matter has it from the heading above only as long as it says little else: "Three to five days", "You have 60 days to decide". One of many
// words that mean nothing to us speaks of something that nobody thought of: "Below freezing, our slate for the garden path needs four weeks to settle".
const (
	longWord     = 4 // letters of a word that counts
	mostStrange  = 5 // such words in the clause of a period
	strangeSum   = 3 // in that of a sum
	eastPerWord  = 6 // characters of scripts without words that count as one
	strangeBound = 400
)

// strange counts the words in a part of the sentence that no phrase of any list holds.
func (r *reader) strange(start, end int) int {
	s := &r.s
	if end-start > strangeBound {
		return mostStrange + 1
	}
	covered := make([]bool, end-start)
	cover := func(from, to int) {
		for i := max(from, start); i < min(to, end); i++ {
			covered[i-start] = true
		}
	}
	for _, list := range [][]hit{s.hits, r.d.matters.all(s.b, nil), r.d.payers.all(s.b, nil)} {
		for _, h := range list {
			if h.gap[1] > h.gap[0] {
				cover(h.start, h.gap[0])
				cover(h.gap[1], h.end)
			} else {
				cover(h.start, h.end)
			}
		}
	}
	for _, p := range s.periods {
		cover(p.start, p.end)
	}
	for _, a := range s.sums {
		cover(a.start, a.end)
	}
	words, east, length, known := 0, 0, 0, false
	ends := func() {
		if length >= longWord && !known {
			words++
		}
		length, known = 0, false
	}
	for i := start; i < end; {
		c, size := utf8.DecodeRune(s.b[i:end])
		switch {
		case wordless(c):
			ends()
			if !covered[i-start] {
				east++
			}
		case unicode.IsLetter(c):
			length++
			known = known || covered[i-start]
		case unicode.IsDigit(c):
			known = true
		default:
			ends()
		}
		i += size
	}
	ends()
	return words + east/eastPerWord
}
