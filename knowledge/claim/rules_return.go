package claim

import (
	"bytes"
	"slices"
)

// returning reads how goods come back.
func (r *reader) returning() {
	s := &r.s
	own := s.topics()
	for _, h := range s.hits {
		switch h.class {
		case returnUnused, returnPackaging, returnProof:
			if !s.denied(h) {
				r.say(ReturnCondition, names[h.class][1])
			}
		case returnWorn:
			if s.refusesWorn(h) {
				r.say(ReturnCondition, names[returnUnused][1])
			}
		case returnAddress, returnLabel, returnPortal, returnShop:
			if !s.denied(h) && !(h.class == returnShop && s.barred(h)) && !(h.class == returnAddress && (s.has(returnForth) || s.mailed(h))) {
				r.say(ReturnMethod, names[h.class][1])
			}
		case returnContact:
			if (s.tellsFirst() || s.sendsBack) && !s.page.has(topicWithdrawal) && !s.denied(h) && !s.faulted && !s.has(returnFault) {
				r.say(ReturnMethod, names[h.class][1])
			}
		case returnException:
			if (own.has(topicReturn) || own.has(topicWithdrawal) || !own.has(topicOther) && !own.has(topicDelivery)) && !s.refuses(h) && !s.over() && !s.ofBusiness && !s.worn(h) && !s.toShop(h) {
				r.say(ReturnException, "")
			}
		case returnNone:
			start, end := s.listed(h.start)
			switch {
			case len(s.periods) > 0: // no returns after so many days
			case s.heads(h):
				r.say(ReturnException, "")
			case s.in(start, end, returnWorn):
			case s.in(start, end, returnLimit), r.limited:
				r.say(ReturnException, "")
			default:
				r.none = r.none || s.label
				r.say(NoReturns, "")
			}
		}
	}
	if s.toBuyer() || own.has(topicDelivery) && !own.has(topicReturn) && !s.above.has(topicReturn) && !s.above.has(topicWithdrawal) {
		return // who pays for delivery
	}
	r.whoPays()
}

// refusesWorn reports whether goods that were used, and are named so, are not taken back: the others are to be unused.
func (s *sentence) refusesWorn(h hit) bool {
	start, end := s.clause(h.start)
	return s.in(start, end, returnException, returnNone, wordNot)
}

// worn reports whether what is made an exception of are goods that were used, "we do not accept worn shoes", or goods come back as long as they were
// not: "headphones only unopened".
func (s *sentence) worn(h hit) bool {
	start, end := s.clause(h.start)
	return s.in(start, end, returnWorn) || s.in(start, end, returnUnused) && !s.in(start, end, wordNot)
}

// headNear is how near behind a phrase stands the colon of which it is the head.
const headNear = 16

// heads reports whether a phrase is the head of what follows it: "No returns: earrings and engraved goods".
func (s *sentence) heads(h hit) bool {
	i := bytes.IndexByte(s.b[h.end:min(len(s.b), h.end+headNear)], ':')
	return i >= 0 && h.end+i+2 < len(s.b)
}

// tellsFirst reports whether "write to us", which is said of much else, is said of goods that go back: by the words of the sentence, or because it
// names a time within which to do so, or where to, and nothing but returns stands above.
func (s *sentence) tellsFirst() bool {
	own := s.topics()
	if s.above.has(topicComplaint) {
		return false // "not happy with us? Write to …"
	}
	if own.has(topicReturn) || s.has(returnAddress) && own == 0 {
		return true
	}
	below := s.above.has(topicReturn) && s.above.only(topicReturn, topicRefund)
	return below && own&^(1<<topicDelivery) == 0 && (len(s.periods) > 0 || bytes.IndexByte(s.b, '@') >= 0 || s.has(wordFirst))
}

// exempt takes what answers a question for what does not go back: "What can't I return? Pierced earrings."
func (r *reader) exempt(asks bool) {
	s := &r.s
	switch {
	case asks:
		r.excepts = s.has(returnException, returnNone) && !s.page.only(topicPrivacy)
	case r.excepts:
		if !s.opens(0, wordNot, wordNothing) {
			r.say(ReturnException, "")
		}
		r.excepts = false
	}
}

// refuses reports whether the clause around a phrase says that nothing at all can be sent back: it makes no exception then.
func (s *sentence) refuses(h hit) bool {
	start, end := s.clause(h.start)
	return s.in(start, end, returnNone) && !s.in(start, end, returnLimit) && len(s.periods) == 0
}

// whoPays reads at whose cost goods come back. That the seller pays for faulty goods is a matter of course.
func (r *reader) whoPays() {
	s := &r.s
	forth := s.forth()
	if s.has(returnForth) && !(s.has(returnSellerPays) && s.has(returnBuyerPays)) {
		return // "what is not complete goes back to you at your expense"
	}
	seller, buyer := false, false
	from := 0
	for _, h := range s.hits {
		if h.start < from {
			continue // the same words, read in two ways
		}
		if h == forth {
			from = h.end
			continue // "you pay for the return, we for sending the new one"
		}
		if (h.class == returnBuyerPays || h.class == returnSellerPays) && r.ofRisk(h) || h.class == returnSellerPays && s.butFor(h) {
			continue
		}
		switch h.class {
		case returnBuyerPays:
			buyer = buyer || !s.denied(h)
			from = h.end
		case returnSellerPays:
			a, b := s.segment(from, h.start, h.end)
			if start, end := s.clause(h.start); s.has(topicRefund) && s.in(h.start, h.end, wordFree) && !s.in(start, end, topicReturn, topicWithdrawal, returnLabel, returnFetch) {
				continue // "we refund you, at no charge, …"
			}
			seller = seller || !s.in(a, b, returnFault) && !s.denied(h) && (!s.afterFault || !r.fault.label && s.in(h.start, h.end, wordFree))
			from = h.end
		}
	}
	if !seller && !buyer && r.freely() {
		seller = true
	}
	if !seller && !buyer && s.ofReturning() && !s.has(returnForth) {
		b := r.whoBears()
		seller, buyer = !r.fault.label && (b.seller && !s.afterFault || !b.buyer && s.freeReturn()), b.buyer
	}
	switch {
	case seller && buyer:
		r.say(ReturnCost, "either")
	case seller:
		r.say(ReturnCost, "seller")
	case buyer:
		r.say(ReturnCost, "buyer")
	}
}

// butFor reports whether words that something costs nothing go on with what does: "at no cost other than that of sending it back".
func (s *sentence) butFor(h hit) bool {
	return slices.ContainsFunc(s.hits, func(b hit) bool {
		return b.class == returnBuyerPays && b.start > h.start && b.start < h.end && b.end > h.end && s.in(b.start, b.end, wordExcept)
	})
}

// ofRisk reports whether a clause speaks of who bears the loss of goods on their way, and of no cost: "until you sign, the risk is borne by us".
func (r *reader) ofRisk(h hit) bool {
	start, end := r.s.clause(h.start)
	if !r.s.in(start, end, returnRisk) {
		return false
	}
	for _, w := range r.d.payers.match(r.s.b, nil) {
		if w.class == payCost && w.start >= start && w.end <= end {
			return false
		}
	}
	return true
}

// maxFreely is how long a sentence is at most, in bytes, that only says that what the one before speaks of is free.
const maxFreely = 45

// freely reports whether goods are fetched, or a label is given, for nothing: in a clause, "we collect it from your home free of charge", or in the
// sentence behind it, "That is free".
func (r *reader) freely() bool {
	s := &r.s
	if s.faulted || s.afterFault || s.has(returnFault) {
		return false
	}
	for _, h := range s.hits {
		start, end := s.clause(h.start)
		if h.class != wordFree || s.in(start, h.start, wordNot) || s.in(h.end, end, wordNot) {
			continue // "without" is part of "without charge"
		}
		if s.in(start, end, returnFetch) || r.sends && len(s.b) <= maxFreely && s.topics()&^(1<<topicReturn|1<<topicDelivery) == 0 {
			return true
		}
	}
	return false
}

// barred reports whether the clause around a way to send back says that it is none: "cannot be returned in our shops".
func (s *sentence) barred(h hit) bool {
	start, end := s.clause(h.start)
	return s.in(start, end, returnException, returnNone)
}

// toShop reports whether what is made an exception of is a way and no goods: bringing them to a shop.
func (s *sentence) toShop(h hit) bool {
	start, end := s.clause(h.start)
	return s.in(start, end, returnShop)
}

// mailNear is how far behind a word for an address stands the e-mail address that it means.
const mailNear = 60

// mailed reports whether a word for an address means one of e-mail: "write to the address returns@…", or leads up to one in a sentence on whom to write to.
func (s *sentence) mailed(h hit) bool {
	behind := s.b[h.end:min(len(s.b), h.end+mailNear)]
	if at := bytes.IndexByte(behind, '@'); at >= 0 {
		return !bytes.ContainsAny(behind[:at], ",;") && !digits(behind[:at])
	}
	start, _ := s.clause(h.start)
	return len(bytes.TrimSpace(s.b[h.end:])) <= 1 && s.in(start, h.start, returnContact)
}

// forth returns the phrase on who pays that stands nearest to words for goods that go to the buyer: those again, or what was not taken back.
func (s *sentence) forth() (nearest hit) {
	best := len(s.b) + 1
	for _, f := range s.hits {
		if f.class != returnForth {
			continue
		}
		for _, h := range s.hits {
			if h.class != returnSellerPays && h.class != returnBuyerPays {
				continue
			}
			if d := max(f.start-h.end, h.start-f.end, 0); d < best {
				nearest, best = h, d
			}
		}
	}
	return nearest
}
