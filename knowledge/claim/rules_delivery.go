package claim

import "unicode/utf8"

// delivers reports whether the sentence is about delivery: by its own words, or by what stands above when it names nothing else.
func (s *sentence) delivers() bool {
	if s.returns() {
		return false // what is said of parcels there is said of those that go back
	}
	own := s.topics()
	if s.has(returnSellerPays, returnBuyerPays) && (own.has(topicReturn) || s.above != 0 && !s.above.has(topicDelivery)) {
		return false // "you pay the postage" is of the parcel that goes back
	}
	if own.has(topicReturn) || own.has(topicWithdrawal) || own.has(topicRefund) || own.has(topicPrivacy) {
		return own.has(topicDelivery) && s.above.only(topicDelivery) && s.above != 0
	}
	return own.has(topicDelivery) || s.above.has(topicDelivery) && !own.has(topicWarranty) && !own.has(topicComplaint)
}

// delivering reads what delivery costs, where goods are sent and who carries them.
func (r *reader) delivering() {
	s := &r.s
	if s.has(deliveryCalculated) {
		r.say(DeliveryCost, "calculated")
	}
	if own := s.topics(); !own.has(topicOther) || own.has(topicDelivery) || home[r.tag] == "" {
		r.costs() // of a fee for cash on delivery only a line of its own speaks
	}
	named := s.topics().has(topicDelivery) || s.row || len(s.periods)+len(s.sums) > 0 || s.label && !digits(s.b)
	for _, h := range s.hits {
		switch {
		case h.class == carrier:
			r.say(Carrier, h.value)
		case h.class == region && named && !s.excepted(h) && !s.origin(h):
			r.say(DeliveryRegion, h.value)
		}
	}
}

func digits(b []byte) bool {
	for _, c := range b {
		if isDigit(c) {
			return true
		}
	}
	return false
}

// returns reports whether what stands above the sentence is about goods and money going back, and not about delivery.
func (s *sentence) returns() bool {
	return !s.above.has(topicDelivery) && (s.above.has(topicReturn) || s.above.has(topicRefund) || s.above.has(topicWithdrawal))
}

// originNear is how near the words for "from our warehouse in" stand to a place that goods leave from.
const originNear = 40

// origin reports whether a place is where goods come from. Scripts without words put "from" behind the place.
func (s *sentence) origin(h hit) bool {
	r, _ := utf8.DecodeRune(s.b[h.start:])
	for _, o := range s.hits {
		if o.class != deliveryOrigin {
			continue
		}
		switch {
		case o.end <= h.start && h.start-o.end <= originNear, o.start <= h.start && h.end <= o.end,
			wordless(r) && o.start >= h.end && o.start-h.end <= originNear/2:
			return true
		}
	}
	return false
}

// sumNear is how near words like "from" or "under" stand to the sum they belong to.
const sumNear = 16

// beside reports whether a word of a class stands by a sum, in its clause and with no other sum between.
func (s *sentence) beside(a amount, c class) bool {
	for _, h := range s.hits {
		if h.class != c {
			continue
		}
		switch {
		case h.end <= a.start && a.start-h.end <= sumNear && s.between(h.end, a.start) == 0 && !digits(s.b[h.end:a.start]),
			h.start >= a.end && h.start-a.end <= sumNear && s.between(a.end, h.start) == 0 && !digits(s.b[a.end:h.start]),
			h.start < a.end && a.start < h.end:
			return true
		}
	}
	return false
}

// costs reads sums and words for "free".
func (r *reader) costs() {
	s := &r.s
	used := -1 // the sum from which delivery is free
	for i, a := range s.sums {
		start, end := s.clause(a.start)
		if s.beside(a, deliveryFrom) && s.in(start, end, wordFree, deliveryFree) {
			r.say(FreeFrom, a.value)
			used = i
		}
	}
	anyFree := s.has(wordFree, deliveryFree)
	for i, a := range s.sums {
		switch {
		case i == used || s.beside(a, deliveryBelow) || used >= 0 && a.value == s.sums[used].value:
		case s.beside(a, deliveryFrom):
			start, end := s.clause(a.start)
			switch {
			case s.in(start, end, wordFree, deliveryFree):
			case anyFree && used < 0:
				r.say(FreeFrom, a.value)
				used = i
			case len(s.sums) == 1 || used >= 0:
				r.say(DeliveryCost, a.value)
			}
		default:
			r.say(DeliveryCost, a.value)
		}
	}
	if used < 0 {
		r.free()
	}
}

// freeNear is how near "free" stands to the delivery that is.
const freeNear = 40

// free reads that delivery costs nothing, whatever is ordered.
func (r *reader) free() {
	s := &r.s
	for _, h := range s.hits {
		if h.class != wordFree && h.class != deliveryFree || s.denied(h) {
			continue
		}
		start, end := s.clause(h.start)
		if s.in(start, end, deliveryFrom, deliveryBelow) {
			continue
		}
		near := s.in(max(start, h.start-freeNear), min(end, h.end+freeNear), topicDelivery, deliveryCost)
		if h.class == deliveryFree || s.row || near {
			r.say(DeliveryCost, "free")
		}
	}
}
