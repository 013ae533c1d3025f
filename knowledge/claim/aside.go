package claim

// Reach of the words that set a period aside.
const (
	directly      = 1  // bytes between a word and the period that it stands directly before
	shortestDoubt = 14 // days in which money comes back to whoever is not happy; fewer are how soon it is paid
)

// aside reports whether a period says nothing of its topic: how long a label is valid or a parcel kept, how often somebody comes, since when a
// house exists, after how long something is over.
func (s *sentence) aside(i int, topic class, named bool) bool {
	p := s.periods[i]
	start, end := s.clause(p.start)
	switch {
	case s.in(start, end, wordAside), s.stands(i, wordEach):
		return true
	case topic == topicWarranty:
		return !named && p.Min == p.Max && (s.stands(i, wordAgo) || s.in(start, end, wordAgo))
	default:
		return topic != topicWithdrawal && s.in(start, end, wordLasts)
	}
}

// stands reports whether a word of a class stands directly before a period.
func (s *sentence) stands(i int, c class) bool {
	at := s.periods[i].start
	for _, h := range s.hits {
		if h.class == c && h.end <= at && at-h.end <= directly {
			return true
		}
	}
	return false
}

// gone reports whether a period is one after which something is over: "after 30 days", "if 30 days have gone by".
func (s *sentence) gone(i int) bool {
	at := s.periods[i].end
	for _, h := range s.hits {
		if h.class == wordPast && h.start >= at && h.start-at <= directly {
			return true
		}
	}
	return s.stands(i, wordPast)
}

// doubted reports whether a sentence speaks of goods that do not please, and of no others that go back.
func (s *sentence) doubted() bool {
	for _, h := range s.hits {
		if h.class == topicReturn && !s.in(h.start, h.end, returnDoubt) {
			return false
		}
	}
	return s.has(returnDoubt)
}

// over reports whether the sentence says after which period nothing goes back any more: "after 30 days no returns".
func (s *sentence) over() bool {
	for i := range s.periods {
		if s.gone(i) {
			return true
		}
	}
	return false
}
