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
	if s.last.unit == noUnit || isDigit(s.b[start]) || s.dated(start) {
		return DayCount{}, false
	}
	if d, ok := s.alone(start, n, end); ok || s.last.years {
		return d, ok
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

// leastAlone is the least number that is read alone: "one" stands for much else.
const leastAlone = 2

// alone reads one number in words that ends its part of a sentence in which a duration stands before a comma: "two days, to the islands five".
func (s *dayScan) alone(start, n, end int) (DayCount, bool) {
	if !s.here || n < leastAlone || !s.rests(end) {
		return DayCount{}, false
	}
	between := s.b[s.last.End:start]
	if !strings.Contains(between, ",") || strings.ContainsAny(between, ".!?;:\n") {
		return DayCount{}, false
	}
	days, ok := toDays(n, s.last.unit)
	if !ok || days > maxElided && !s.last.years || s.last.years && n > maxYears {
		return DayCount{}, false
	}
	return DayCount{Min: days, Max: days, Months: toMonths(n, s.last.unit), Business: s.last.Business, Start: start, End: end, unit: s.last.unit, years: s.last.years}, true
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

// nextInWords reads the number that follows another in words, one more than it: "zwei, drei Tage". It returns 0 where there is none.
func (s *dayScan) nextInWords(start, n, end int) (m, last int) {
	if isDigit(s.b[start]) || !strings.HasPrefix(s.b[end:], ", ") || end+len(", ") >= len(s.b) || isDigit(s.b[end+len(", ")]) {
		return 0, end
	}
	if m, last = s.number(end + len(", ")); last < 0 || m != n+1 {
		return 0, end
	}
	return m, last
}
