package claim

import (
	"slices"
	"unicode/utf8"
)

// clauses notes where the clauses of the sentence end: at marks and at words.
func (s *sentence) clauses() {
	s.bounds = s.bounds[:0]
	next := 0
	for i := 0; i < len(s.b); i++ {
		for next < len(s.hits) && s.hits[next].start < i {
			next++
		}
		if next < len(s.hits) && s.hits[next].start == i && s.starts(next, wordClause) && !s.accented(i) {
			s.bounds = append(s.bounds, i)
			continue
		}
		switch c := s.b[i]; c {
		case ',', ':', '.':
			if i > 0 && i+1 < len(s.b) && isDigit(s.b[i-1]) && (isDigit(s.b[i+1]) || s.b[i+1] == '-') || c == '.' {
				continue
			}
		case ';', '(', ')', '|':
		case 0xe3: // 、 and 。
			if i+2 >= len(s.b) || s.b[i+1] != 0x80 || s.b[i+2] != 0x81 && s.b[i+2] != 0x82 {
				continue
			}
		default:
			continue
		}
		s.bounds = append(s.bounds, i)
	}
}

// accented reports whether what stands at a place was written with an accent that the folded form does not have: "è gratis" says "is", "e gratis" says "and".
func (s *sentence) accented(i int) bool {
	at := int(s.off[i])
	return at < len(s.raw) && s.raw[at] >= utf8.RuneSelf && s.b[i] < utf8.RuneSelf
}

// starts reports whether a hit of a class begins where hit i does.
func (s *sentence) starts(i int, c class) bool {
	for at := s.hits[i].start; i < len(s.hits) && s.hits[i].start == at; i++ {
		if s.hits[i].class == c {
			return true
		}
	}
	return false
}

// between counts the bounds of clauses between two places.
func (s *sentence) between(a, b int) int {
	if a > b {
		a, b = b, a
	}
	from, _ := slices.BinarySearch(s.bounds, a)
	to, _ := slices.BinarySearch(s.bounds, b)
	return to - from
}

// clause returns the bounds of the clause around a place.
func (s *sentence) clause(at int) (start, end int) {
	end = len(s.b)
	for _, b := range s.bounds {
		if b <= at {
			start = b
		} else {
			return start, b
		}
	}
	return start, end
}

// listed is clause, but in Chinese a list goes on over the marks between its parts: 新疆、西藏不发.
func (s *sentence) listed(at int) (start, end int) {
	if !s.lists {
		return s.clause(at)
	}
	end = len(s.b)
	for _, b := range s.bounds {
		if s.b[b] == 0xe3 && s.b[b+2] == 0x81 {
			continue
		}
		if b > at {
			return start, b
		}
		start = b
	}
	return start, end
}
