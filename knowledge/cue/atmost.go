package cue

import "strings"

// atMost goes past a longer end without a unit of its own: "two days, three at most", "dos días, como mucho tres". end is at when there is none.
func (s *dayScan) atMost(at int) (n, end int) {
	i := s.spaces(at)
	if i >= len(s.b) || s.b[i] != ',' {
		return 0, at
	}
	i = s.spaces(i + 1)
	if i >= len(s.b) {
		return 0, at
	}
	if _, e := s.word(s.t.most, i); e > i {
		if e = s.spaces(e); e < len(s.b) {
			if n, last := s.number(e); last > 0 && !s.unitAt(last) {
				return n, last
			}
		}
		return 0, at
	}
	n, last := s.number(i)
	if last < 0 || !strings.HasPrefix(s.b[last:], " ") {
		return 0, at
	}
	if _, e := s.word(s.t.most, s.spaces(last)); e > s.spaces(last) {
		return n, e
	}
	return 0, at
}

// Longest range that may leave out its unit, in days.
const maxElided = 60

// elided reads a range in words without a unit, behind a duration that has one. What follows it must end its part of the sentence, lest the two be sizes or
// sums.
func (s *dayScan) elided(start, n, end int) (DayCount, bool) {
	if s.last.unit == noUnit || s.last.years || isDigit(s.b[start]) || s.dated(start) {
		return DayCount{}, false
	}
	for _, list := range [][]dayWord{s.t.to, s.t.or} {
		m, stop := s.second(list, end)
		if stop < 0 || m <= n || !s.rests(stop) {
			continue
		}
		low, ok1 := toDays(n, s.last.unit)
		high, ok2 := toDays(m, s.last.unit)
		if !ok1 || !ok2 || high > maxElided {
			return DayCount{}, false
		}
		return DayCount{Min: low, Max: high, Months: toMonths(m, s.last.unit), Business: s.last.Business, Start: start, End: stop, unit: s.last.unit}, true
	}
	return DayCount{}, false
}

// rests reports whether a part of the sentence ends at i, or goes on with a word for the one who brings it.
func (s *dayScan) rests(i int) bool {
	i = s.spaces(i)
	if i >= len(s.b) || strings.IndexByte(".,;)!\n", s.b[i]) >= 0 {
		return true
	}
	_, end := s.word(s.t.by, i)
	return end > i
}

// unitAt reports whether a unit of time stands at i: the number before it is a duration of its own.
func (s *dayScan) unitAt(i int) bool {
	kind, _, _ := s.unit(i)
	return kind != noUnit
}
