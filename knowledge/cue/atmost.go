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

// unitAt reports whether a unit of time stands at i: the number before it is a duration of its own.
func (s *dayScan) unitAt(i int) bool {
	kind, _, _ := s.unit(i)
	return kind != noUnit
}
