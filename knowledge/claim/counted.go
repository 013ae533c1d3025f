package claim

import "bytes"

// How near behind a period stands the word from which it is counted, and how far from that word what happens then.
const (
	fromNear  = 26
	eventNear = 70
)

// counted reports whether a word stands in what a period is counted from: in "30 days, counted from the day on which the courier hands it over" the
// courier is no delivery time.
func (s *sentence) counted(i int, h hit) bool {
	p := s.periods[i]
	if h.start < p.end {
		return false
	}
	for _, f := range s.hits {
		if f.class != wordFrom || f.start < p.end || f.start-p.end > fromNear || f.end > h.start {
			continue
		}
		if h.start-f.end <= eventNear && s.between(f.end, h.start) <= 1 && s.periodsBetween(p.end, h.start) == 0 && bytes.IndexByte(s.b[f.end:h.start], ';') < 0 {
			return true
		}
	}
	return false
}

// adjoining is how near a phrase stands that a period is counted from beyond doubt.
const adjoining = 2

// adjoins reports whether a phrase that says what a period is counted from follows it directly.
func (s *sentence) adjoins(i int, h hit) bool {
	d := h.start - s.periods[i].end
	return d >= 0 && d <= adjoining
}

// ofEarlier reports whether what a period is counted from stands nearer behind an earlier period: "within 14 days of getting it; we pay in 10 days".
func (s *sentence) ofEarlier(i int, h hit) bool {
	for _, p := range s.periods[:i] {
		if p.end <= h.start && h.start-p.end < s.periods[i].start-h.end {
			return true
		}
	}
	return false
}
