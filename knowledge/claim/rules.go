package claim

import (
	"bytes"
	"slices"
)

// judge makes claims of the sentence at hand.
func (r *reader) judge() {
	s := &r.s
	if len(s.hits) == 0 && len(s.periods) == 0 && !s.returns() {
		return
	}
	if s.page != 0 && s.page.only(topicPrivacy) {
		return // who carries parcels and takes returns is named there as one who gets data
	}
	if s.has(wordOthers) && !r.speaksOfSeller() {
		return // "many shops give you 30 days"
	}
	for i := range s.periods {
		r.period(i)
	}
	if s.about(topicReturn, topicWithdrawal, topicRefund) {
		r.returning()
	}
	if s.delivers() {
		r.delivering()
	}
	if s.has(withdrawalForm) {
		r.say(ModelForm, "")
	}
	if s.has(warrantyLaw) && (s.above.has(topicWarranty) || !s.has(warrantyUnaffected)) { // "your statutory rights are not affected" tells of none among returns
		r.say(Warranty, "")
	}
	r.complaining()
}

// about reports whether the sentence, or what stands above it, is about one of the topics. A sentence that names another matter of its own
// is not about what stands above.
func (s *sentence) about(list ...class) bool {
	own := s.topics()
	for _, c := range list {
		if own.has(c) {
			return true
		}
	}
	if own.has(topicWarranty) || own.has(topicPrivacy) || own.has(topicDelivery) && s.above.has(topicDelivery) {
		return false
	}
	for _, c := range list {
		if s.above.has(c) && !s.above.has(topicDelivery) {
			return true
		}
	}
	return false
}

// Distances, in bytes of the folded sentence, by which a period and the topic it belongs to are told.
const (
	clauseApart = 25 // a bound of a clause between counts as so much more
	periodApart = 40 // so does another period between
	sinceNear   = 60 // what a period is counted from stands no further away
	moreTelling = 40 // that the buyer told of it, or the parcel came back, counts as so much nearer
)

// nearest returns the topic that a period belongs to, by the words of its sentence, else by what stands above; named tells which.
func (s *sentence) nearest(i int) (topic class, named bool) {
	p := s.periods[i]
	if s.untilMissed(i) {
		return noClass, false
	}
	best := 1 << 30
	back := s.returns() && s.has(topicRefund) // "we refund all you paid, standard delivery included, within 14 days"
	for _, h := range s.hits {
		c := h.class.topic()
		if c == noClass || back && c == topicDelivery || !c.timed() || h.class == deliveryCost || c == topicDelivery && (s.received(h) || s.counted(i, h)) || c == topicWithdrawal && s.in(0, p.start, topicRefund) && s.counted(i, h) {
			continue
		}
		d := 0
		switch {
		case h.end <= p.start:
			d = p.start - h.end + clauseApart*s.between(h.end, p.start) + s.periodsBetween(h.end, p.start)
		case h.start >= p.end:
			d = h.start - p.end + clauseApart*s.between(p.end, h.start) + s.periodsBetween(p.end, h.start)
		}
		if d < best {
			topic, best = c, d
		}
	}
	if topic != noClass {
		return topic, true
	}
	switch t := s.above &^ (1<<topicPrivacy | 1<<topicOther); {
	case t == 0:
	case t.only(topicDelivery):
		return topicDelivery, false
	case t.only(topicWarranty):
		return topicWarranty, false
	case t.only(topicRefund):
		return topicRefund, false
	case t.only(topicReturn, topicRefund):
		return topicReturn, false
	case t.has(topicWithdrawal) && t.only(topicReturn, topicRefund, topicWithdrawal):
		return topicWithdrawal, false
	}
	return noClass, false
}

// missedNear is how near, in bytes, a period stands to the words for goods that did not arrive within it.
const missedNear = 48

// untilMissed reports whether a period is that within which goods did not arrive: "if your parcel has not arrived within thirty days, you get a full refund" says nothing of how soon.
func (s *sentence) untilMissed(i int) bool {
	p := s.periods[i]
	start, end := s.clause(p.start)
	for _, h := range s.hits {
		if h.class != deliveryMissing || h.start < start || h.end > end {
			continue
		}
		if h.start <= p.start && h.end >= p.end || (h.end <= p.start && p.start-h.end <= missedNear || h.start >= p.end && h.start-p.end <= missedNear) && s.periodsBetween(min(h.end, p.end), max(h.start, p.start)) == 0 {
			return true
		}
	}
	return false
}

// objectNear is how near behind "after receipt of" stands what is received.
const objectNear = 12

// received reports whether a word is what a period is counted from the receipt of: "within 14 days of receiving your parcel" is not about
// sending parcels.
func (s *sentence) received(h hit) bool {
	for _, k := range s.hits {
		if k.class.isSince() && k.start <= h.start && h.start-k.end <= objectNear && s.periodsBetween(k.end, h.start) == 0 {
			return true
		}
	}
	return false
}

func (s *sentence) periodsBetween(a, b int) int {
	for _, p := range s.periods {
		if p.start >= a && p.end <= b {
			return periodApart
		}
	}
	return 0
}

// since returns what a period is counted from: the nearest phrase that says so. "From the day on which" may be all that stands near; that
// the day is the one on which the buyer told of it, or the parcel came back, is said a little further on and counts more.
func (s *sentence) since(i int) class {
	p := s.periods[i]
	best, near := noClass, sinceNear
	beside := slices.ContainsFunc(s.hits, func(h hit) bool { return h.class == sinceReceipt && s.adjoins(i, h) })
	for _, h := range s.hits {
		if !h.class.isSince() || h.class == sinceReceipt && s.ofPayment(h) || h.end <= p.start && (beside || s.ofEarlier(i, h)) {
			continue // "if you tell us within 14 days of delivery" is counted from delivery
		}
		d := 0
		switch {
		case h.end <= p.start:
			d = p.start - h.end + s.periodsBetween(h.end, p.start)
		case h.start >= p.end:
			d = h.start - p.end + s.periodsBetween(p.end, h.start)
		}
		if h.class == sinceReturn || h.class == sinceNotice {
			d -= moreTelling
		}
		if d < near {
			best, near = h.class, d
		}
	}
	return best
}

// ofPayment reports whether what is received is the money, by a phrase that goes on: "of receipt" of "receipt of payment".
func (s *sentence) ofPayment(h hit) bool {
	return slices.ContainsFunc(s.hits, func(o hit) bool {
		return o.class == sinceOrder && o.start < h.end && h.start < o.end && o.end >= h.end
	})
}

// segment is the part of the sentence that belongs to a period or phrase: from the end of the one before to the end of its clause.
func (s *sentence) segment(from, start, end int) (int, int) {
	_, to := s.clause(max(start, end-1))
	return from, max(to, end)
}

// faulty reports whether a period holds for faulty goods only.
func (s *sentence) faulty(i int) bool {
	if s.colon > 0 && s.in(0, s.at(s.colon), returnFault) {
		return true // "Faulty goods: 30 days for …; 90 days for …"
	}
	from := 0
	if i > 0 {
		from = s.periods[i-1].end
	}
	from, to := s.segment(from, s.periods[i].start, s.periods[i].end)
	if home[s.tag] != "" { // there "if" stands between the days and the fault: 30日内如有质量问题
		if end := bytes.IndexAny(s.b[to:], ",;。"); end >= 0 {
			to += end
		} else {
			to = len(s.b)
		}
		if i+1 < len(s.periods) {
			to = min(to, s.periods[i+1].start)
		}
	}
	return s.faulted || s.in(from, to, returnFault)
}

// Longest periods that are taken for what they seem, in days.
const (
	shortestReturn  = 5 // unless what it is counted from is said
	longestReturn   = 400
	longestRight    = 30
	shortestRight   = 3
	mostByLaw       = 14 // what laws give for goods bought at a distance, in the countries of these languages
	weekByLaw       = 7  // what laws give in China, Korea and Taiwan
	longestRefund   = 120
	longestDelivery = 200
	shortestMonths  = 1
	longestNotice   = 3 // months within which a defect is to be told of; a guarantee is rarely so short

	// Working days within which goods have to go back are never so few, unless the sentence speaks of nothing else.
	shortestBusiness = 14
)

// period makes a claim of a length of time.
func (r *reader) period(i int) {
	s := &r.s
	p := s.periods[i]
	topic, named := s.nearest(i)
	since := s.since(i)
	if s.aside(i, topic, named) || r.stray && !named && since == noClass {
		return
	}
	if !named && !s.row && !s.label && !s.has(sinceReceipt, sincePurchase, sinceOrder, sinceDispatch, sinceReturn, sinceNotice) {
		if start, end := s.clause(p.start); r.strange(start, end) > mostStrange {
			return
		}
	}
	if (topic == topicReturn || topic == topicWithdrawal || topic == topicRefund) && s.ofMarket(p.start) {
		return
	}
	c := Claim{Value: days(p.Min, p.Max), Min: p.Min, Max: p.Max, Working: p.Business, From: since.since()}
	refund := s.has(topicRefund) || s.above.has(topicRefund) && !s.above.has(topicReturn)
	if (topic == topicDelivery || topic == topicOther) && (since == sinceReturn || since == sinceNotice) && s.has(topicRefund) {
		topic = topicRefund // "we refund the price and the delivery within so many days after the goods are back"
	}
	if (topic == topicReturn || topic == topicWithdrawal) && (since == sinceReturn || since == sinceNotice) {
		if !refund || s.faulty(i) {
			return // how soon a parcel has to leave after one has told of it
		}
		topic = topicRefund
	}
	if topic == topicRefund && (since == sinceReceipt || since == sincePurchase) && (!named || s.sentBack(p.start)) && !(named && p.Business && p.Max < shortestBusiness) {
		topic = topicReturn // "send it back for your money within so many days of getting it"
	}
	if topic == topicRefund && since == noClass && p.Max >= shortestDoubt && (r.doubt || s.doubted()) {
		topic = topicReturn // "not happy? Your money back within 30 days"
	}
	if topic == topicRefund && since == noClass && s.has(returnAssured) {
		if p.Max < shortestDoubt {
			return // "24-hour refund guarantee": when one has to ask, or when the money comes
		}
		topic = topicReturn
	}
	if topic == topicRefund && s.gone(i) && (s.has(returnNone, returnException) || !s.has(wordCondition) && s.denied(hit{start: p.start, end: p.end})) {
		topic = topicReturn // "if 30 days have gone by, we cannot offer a refund"
	}
	if topic == topicWithdrawal && p.Max > mostByLaw && s.page.has(topicReturn) && !s.page.has(topicWithdrawal) && !s.has(wordLaw) {
		topic = topicReturn // "30 days to think it over" among the shop's own rules
	}
	if topic == topicReturn && p.Max == mostByLaw && (s.above.has(topicWithdrawal) && since == sinceReceipt || s.has(returnDoubt) && s.above.has(topicWithdrawal)) && !(s.page | s.above).has(topicReturn) {
		topic = topicWithdrawal // "14 days to change your mind" below a heading on that right, or in terms
	}
	if topic == topicReturn && s.has(wordLaw) && p.Max <= longestRight {
		topic = topicWithdrawal // "14 days to change your mind, by law"
	}
	if topic == topicReturn && home[r.tag] != "" && s.topics().has(topicWithdrawal) {
		topic = topicWithdrawal // in East Asia the law's own words are "may return within seven days without a reason"
	}
	if topic == noClass && (since == sinceDispatch || since == sinceOrder) && !s.returns() {
		topic = topicDelivery // "2-3 days from dispatch" below a heading that names no matter
	}
	switch topic {
	case topicReturn:
		if !named && since == noClass && p.Max < shortestBusiness && home[r.tag] == "" && !r.asked {
			return // "a week later the sum is on your card"
		}
		if !named && since == noClass && p.Min != p.Max {
			return // "two to three weeks on the loom"
		}
		if !named && p.Business && p.Max < shortestBusiness {
			return // the shop's own days: it speaks of money or exchange in words that we do not know
		}
		if p.Max < 2 || p.Max < shortestReturn && since != sinceReceipt && since != sincePurchase {
			return // how soon the shop answers, or sends a label
		}
		if s.faulty(i) || s.exempts(p) || p.Max > longestReturn || s.above.has(topicWithdrawal) && !s.above.has(topicReturn) && since != sinceReceipt {
			return
		}
		start, end := s.clause(p.start)
		c.Kind, s.sendsBack, c.told = ReturnWindow, true, s.in(start, end, returnContact)
	case topicWithdrawal:
		if p.Max > longestReturn || p.Max < shortestRight || p.Months >= 12 || s.faulty(i) || s.exempts(p) {
			return // "until the next working day", "by 12 months where we did not tell you of it"
		}
		s.sendsBack = home[r.tag] != "" // there the law's words are those of returns
		if c.Kind = WithdrawalRight; p.Max > longestRight || p.Max > weekByLaw && home[r.tag] != "" && r.tag != "ja" {
			c.Kind = ReturnWindow // no law gives so much
		}
	case topicRefund:
		if p.Max > longestRefund || s.ofLost || s.faulted && since == sinceReceipt {
			return // "what was taken twice comes back within 3 days"
		}
		c.Kind = RefundTime
	case topicDelivery:
		if s.late(i) || s.faulty(i) || s.returns() && !(since == sinceOrder && s.topics().only(topicDelivery)) || since == sinceReceipt || p.Max > longestDelivery || !named && s.has(topicComplaint) {
			return
		}
		if !named && !s.row && !s.label && !s.answers && s.roundTheClock(p) {
			return
		}
		c.Kind = DeliveryTime
	case topicWarranty:
		if since == sinceNotice {
			return
		}
		c.Kind = Warranty
		if c.Min, c.Max = inMonths(p.Min, p.Months), inMonths(p.Max, p.Months); c.Max < shortestMonths || c.Max <= longestNotice && s.has(warrantyTold) {
			return
		}
		c.Value = span(c.Min, c.Max, "m")
	default:
		return
	}
	r.add(c)
}

// ofMarket reports whether the clause around a place names a marketplace, whose own days hold for what was bought there. What one pays with may bear its name: "Amazon Pay".
func (s *sentence) ofMarket(at int) bool {
	start, end := s.clause(at)
	return slices.ContainsFunc(s.hits, func(h hit) bool {
		behind := bytes.TrimLeft(s.b[h.end:], " ")
		return h.class == wordMarket && h.start >= start && h.end <= end &&
			!slices.ContainsFunc([]string{"pay", "ペイ", "페이", "支付"}, func(w string) bool { return bytes.HasPrefix(behind, []byte(foldText(w))) })
	})
}

// roundTheClock reports whether a period is "24 hours", which says of a shop that it is always open where its sentence does not speak of delivery.
func (s *sentence) roundTheClock(p period) bool {
	return p.Min == 1 && p.Max == 1 && bytes.Contains(s.b[p.start:p.end], []byte("24"))
}

// exempts reports whether a phrase that makes an exception holds the period: 不适用7天无理由退货.
func (s *sentence) exempts(p period) bool {
	return slices.ContainsFunc(s.hits, func(h hit) bool { return h.class == returnException && h.start < p.end && p.start < h.end })
}

// sentBack reports whether a sentence speaks of goods that go back before a place, or nowhere of money before it.
func (s *sentence) sentBack(at int) bool {
	return s.in(0, at, topicReturn) || s.has(topicReturn) && !s.in(0, at, topicRefund)
}

// inMonths turns days back to the months or years they were counted in; months is 0 where they were days.
func inMonths(days, months int) int {
	if months > 0 && days%365 == 0 {
		return days / 365 * 12
	}
	return days / 30
}
