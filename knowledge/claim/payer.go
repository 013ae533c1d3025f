package claim

import "slices"

// bearer is who pays for sending back, as the words of a sentence say.
type bearer struct{ seller, buyer bool }

// whoBears reads at whose cost goods come back where no phrase tells it: in whatever order a clause names a cost of sending back, a verb or noun of
// bearing it, and one of the two. A clause that names both, a "not", another matter or the way to the buyer tells nothing.
func (r *reader) whoBears() (found bearer) {
	s := &r.s
	if s.faulted {
		return found
	}
	words := r.d.payers.match(s.b, nil)
	for _, verb := range words {
		if verb.class != payBears {
			continue
		}
		start, end := s.clause(verb.start)
		has := func(c class, from, to int) bool {
			for _, w := range words {
				if w.class == c && w.start >= from && w.end <= to {
					return true
				}
			}
			return false
		}
		seller, buyer := has(paySeller, start, end), has(payBuyer, start, end)
		if seller == buyer || has(payThere, start, end) || !has(payCost, start, end) || s.denied(verb) || s.in(start, end, returnException, returnNone, topicOther, topicWarranty, topicPrivacy) {
			continue
		}
		if seller && !s.has(returnFault) {
			found.seller = true
		}
		found.buyer = found.buyer || buyer
	}
	return found
}

// ofReturning reports whether postage in this sentence is that of goods that go back: its own words say so, or what stands above.
func (s *sentence) ofReturning() bool {
	own := s.topics()
	if (s.page | s.above).has(topicWarranty) && !(s.page | s.above).has(topicReturn) {
		return false // what goes back there is to be repaired
	}
	if own.has(topicReturn) || own.has(topicWithdrawal) {
		return true
	}
	return !s.above.has(topicDelivery) && (s.above.has(topicReturn) || s.above.has(topicWithdrawal))
}

// freeReturn reports whether the sentence heads its promise with returns alone, or stands below such a question, and begins it with "free" or
// "nothing": "Returns: free for 30 days".
func (s *sentence) freeReturn() bool {
	if s.faulted || s.has(returnFault) {
		return false
	}
	from := 0
	if s.colon > 0 {
		from = s.at(s.colon)
		head := topics(0)
		for _, h := range s.hits {
			if c := h.class.topic(); c != noClass && h.end <= from {
				head |= 1 << c
			}
		}
		if head == 0 || !head.only(topicReturn) {
			return false
		}
	}
	return s.colon > 0 && s.opens(from, wordFree)
}

// opensNear is how far behind a place a word stands that opens what follows.
const opensNear = 3

// opens reports whether a word of one of the classes stands directly behind a place.
func (s *sentence) opens(at int, list ...class) bool {
	return s.in(at, min(len(s.b), at+opensNear), list...)
}

// speaksOfSeller reports whether a sentence names the seller.
func (r *reader) speaksOfSeller() bool {
	return slices.ContainsFunc(r.d.payers.match(r.s.b, nil), func(h hit) bool { return h.class == paySeller })
}
