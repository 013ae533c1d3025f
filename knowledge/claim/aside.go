package claim

import (
	"bytes"
	"slices"
)

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
	case s.in(start, end, wordAside), s.stands(i, wordEach), s.bygone(p.start), s.exampled(p.start), s.ahead(i):
		return true
	case (topic == topicDelivery || topic == topicRefund) && s.unfulfilled(i), (topic == topicRefund || topic == topicReturn && !named) && s.banks(i), topic == topicDelivery && p.Max <= 1 && s.in(0, p.start, wordCutoff):
		return true
	case topic == topicWarranty:
		return !named && p.Min == p.Max && (s.stands(i, wordAgo) || s.in(start, end, wordAgo))
	default:
		return topic != topicWithdrawal && s.in(start, end, wordLasts)
	}
}

// bygone reports whether what is said around a place held once and does no more: "until last year you had 60 days; now it is 30".
func (s *sentence) bygone(at int) bool {
	for _, h := range s.hits {
		if h.class == wordFormer && bytes.IndexByte(s.b[min(h.end, at):max(h.start, at)], ';') < 0 {
			return true
		}
	}
	return false
}

// exampled reports whether a word for an example stands before a place.
func (s *sentence) exampled(at int) bool { return s.in(0, at, wordExample) }

// unfulfilled reports whether the clause around a period says what happens, or may, when it is not kept: "if we do not deliver within 30 days", "if the
// money is not there after 14 days".
func (s *sentence) unfulfilled(i int) bool {
	p := s.periods[i]
	start, end := s.listed(p.start)
	if s.stands(i, wordPast) {
		return s.in(start, end, wordCondition) && !s.in(start, p.start, wordIdle) && !s.has(returnNone, returnException)
	}
	for _, n := range s.hits {
		if n.class == wordNot && n.start >= start && n.end <= end && !s.told(n) {
			return true
		}
	}
	return false
}

// told reports whether a "not" belongs to a phrase: "not later than", "if it does not fit". One in a phrase's gap, or in one by which nothing is given
// back, does not.
func (s *sentence) told(n hit) bool {
	for _, h := range s.hits {
		if h.start > n.start {
			break
		}
		if h.end < n.end || h.end-h.start == n.end-n.start || h.class == returnNone || h.class == returnException {
			continue
		}
		if h.class == wordIdle || h.class < wordNot && (n.end <= h.gap[0] || n.start >= h.gap[1]) {
			return true
		}
	}
	return false
}

// beforeNear is how near behind a period stands the word for "before" by which it is no promise.
const beforeNear = 14

// ahead reports whether a period, or one behind it, is how long something goes on before the next thing begins: "it rests for 3 days before it leaves us".
func (s *sentence) ahead(i int) bool {
	for _, p := range s.periods[i:] {
		for _, h := range s.hits {
			if h.class == wordBefore && h.start >= p.end && h.start-p.end <= beforeNear {
				return true
			}
		}
	}
	return false
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

// banks reports whether a period is how long a bank needs to show money that was sent: words that say so stand beside it, and no other period between. Where a semicolon
// parts the sentence, those words have the periods of their own part, if there are any.
func (s *sentence) banks(i int) bool {
	p := s.periods[i]
	for _, h := range s.hits {
		if h.class != wordBank || s.periodsBetween(min(h.start, p.end), max(h.end, p.start)) > 0 {
			continue
		}
		switch apart := s.semicolon(p.end, h.start) || s.semicolon(h.end, p.start); {
		case apart && slices.ContainsFunc(s.periods, func(o period) bool { return !s.semicolon(o.end, h.start) && !s.semicolon(h.end, o.start) }):
		case h.end <= p.start && i > 0 && s.periods[i-1].start < h.start && !s.semicolon(s.periods[i-1].end, h.start):
		default:
			return true
		}
	}
	return false
}

// semicolon reports whether one stands between two places.
func (s *sentence) semicolon(from, to int) bool {
	return from < to && bytes.IndexByte(s.b[from:to], ';') >= 0
}
