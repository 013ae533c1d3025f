package claim

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
)

// delivers reports whether the sentence is about delivery: by its own words, or by what stands above when it names nothing else.
func (s *sentence) delivers() bool {
	own := s.topics()
	switch {
	case s.toBuyer():
		return true
	case s.returns():
		return false // what is said of parcels there is said of those that go back
	}
	if s.has(returnSellerPays, returnBuyerPays) && (own.has(topicReturn) || s.above != 0 && !s.above.has(topicDelivery)) {
		return false // "you pay the postage" is of the parcel that goes back
	}
	if own.has(topicReturn) || own.has(topicWithdrawal) || own.has(topicRefund) || own.has(topicPrivacy) {
		return own.has(topicDelivery) && s.above.only(topicDelivery) && s.above != 0
	}
	return own.has(topicDelivery) || s.above.has(topicDelivery) && !own.has(topicWarranty) && !own.has(topicComplaint)
}

// toBuyer reports whether a sentence is about the way to the buyer beyond doubt, whatever stands above it: it names delivery alone, and the value of an order from
// which that is free.
func (s *sentence) toBuyer() bool {
	own := s.topics()
	return own.has(topicDelivery) && own.only(topicDelivery, topicOther) && len(s.sums) > 0 && s.has(deliveryFrom, deliverySpend, deliveryBelow) && s.has(wordFree, deliveryFree, deliveryPaid)
}

// delivering reads what delivery costs, where goods are sent and who carries them.
func (r *reader) delivering() {
	s := &r.s
	if s.has(deliveryCalculated) && s.calculates() {
		r.say(DeliveryCost, "calculated")
	}
	if own := s.topics(); r.mayCost(own) && (own.has(topicDelivery) || !r.elsewhat) {
		r.costs() // of a fee for cash on delivery only a line of its own speaks
	}
	named := s.topics().has(topicDelivery) || s.row || s.answers || s.above.only(topicDelivery) && (s.places() > 1 || s.places() > 0 && len(s.b) <= maxPlace) || len(s.periods)+len(s.sums) > 0 || s.label && !digits(s.b)
	for _, h := range s.hits {
		switch {
		case h.class == carrier:
			if start, end := s.clause(h.start); !s.in(max(start, h.start-barredNear), min(end, h.end+barredNear), deliveryBarred) {
				r.say(Carrier, h.value)
			}
		case h.class == region && named && (!s.excepted(h) || s.butThere(h)) && !s.origin(h) && !s.carries(h) && !s.headsPlaces(h):
			r.say(DeliveryRegion, h.value)
		}
	}
}

// mayCost reports whether a sum of the sentence may be what delivery costs, by the words around it.
func (r *reader) mayCost(own topics) bool {
	s := &r.s
	switch {
	case own.has(topicDelivery):
		return true
	case own.has(topicOther) && home[r.tag] != "":
		return false
	case r.goods:
		return r.priceEnd > 0 && strings.TrimSpace(r.text[r.priceEnd:s.start]) == ""
	case r.told && !s.row:
		return len(s.sums) > 0 && s.sums[0].start <= sumFirst
	default:
		return true
	}
}

// sumFirst is how far into a line its sum stands that says nothing before it but "from" or "only".
const sumFirst = 8

// barredNear is how near to a carrier it is said that it is none to be had.
const barredNear = 24

// calculates reports whether what is told at checkout is what delivery costs. Phrases of scripts without words do not name it: 결제창에서 says where, and
// card data are asked for there too.
func (s *sentence) calculates() bool {
	if s.has(deliveryPaying) && !s.has(topicDelivery, deliveryCost) {
		return false // "transfer the sum to the account that is shown at checkout"
	}
	if s.tellsWhen() {
		return false
	}
	if s.above.has(topicDelivery) {
		return true
	}
	for _, h := range s.hits {
		if r, _ := utf8.DecodeRune(s.b[h.start:]); h.class == deliveryCalculated && !wordless(r) {
			return true
		}
		if h.class == topicDelivery || h.class == deliveryCost {
			return true
		}
	}
	return false
}

// tellsWhen reports whether it is the time of delivery, and not its price, of which a sentence says what it depends on: a word for time stands before that
// phrase, and none for a price.
func (s *sentence) tellsWhen() bool {
	for _, h := range s.hits {
		if h.class == deliveryCalculated {
			start, _ := s.clause(h.start)
			return s.in(start, h.start, deliveryWhen) && !s.in(start, h.start, deliveryCost, wordClause)
		}
	}
	return false
}

// maxPlace is the longest sentence, in bytes, that says no more than a place: "Only in Belgium."
const maxPlace = 40

// places counts the places that the sentence names.
func (s *sentence) places() (n int) {
	for _, h := range s.hits {
		if h.class == region {
			n++
		}
	}
	return n
}

// placesNear is how far behind a place that others are part of the colon stands with which their list begins.
const placesNear = 24

// headsPlaces reports whether a place is but the head of a list of places in it: "to these EU countries: Belgium, Finland".
func (s *sentence) headsPlaces(place hit) bool {
	if place.value != "EU" {
		return false
	}
	if cell := bytes.Index(s.b, []byte(" | ")); s.row && cell > place.start {
		return slices.ContainsFunc(s.hits, func(h hit) bool { return h.class == region && h.start > cell && len(h.value) == 2 && h.value != "EU" })
	}
	i := bytes.IndexByte(s.b[place.end:min(len(s.b), place.end+placesNear)], ':')
	return i >= 0 && slices.ContainsFunc(s.hits, func(h hit) bool {
		return h.class == region && h.start > place.end+i && h.start <= place.end+i+placesNear && len(h.value) == 2
	})
}

// carries reports whether a place is part of a carrier's name.
func (s *sentence) carries(place hit) bool {
	for _, h := range s.hits {
		if h.class == carrier && h.start <= place.start && place.end <= h.end {
			return true
		}
	}
	return false
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

// How near words like "from" or "under", and words for the value of an order, stand to the sum they belong to.
const (
	sumNear   = 16
	spendNear = 40

	spendBehind = 8 // "for orders of 50" is said more often than "50 for orders"
)

// beside reports whether a word of a class belongs to a sum: it stands near, in its clause, and nearer than to any other sum.
func (s *sentence) beside(i int, c class) bool {
	for _, h := range s.hits {
		if h.class == c && s.sumOf(h) == i {
			return true
		}
	}
	return false
}

// shortBelow is how long a preposition is, in bytes, that is "up to" before a sum and "to" behind it: "od 199 zł, do paczkomatu".
const shortBelow = 3

// sumOf returns which sum a word belongs to, -1 for none. Of two that are as near it is the one behind it.
func (s *sentence) sumOf(h hit) int {
	near, anywhere := sumNear, h.class == deliverySpend
	if at := h.end + len(s.b[h.end:]) - len(bytes.TrimLeft(s.b[h.end:], " ")); at < len(s.b) && isDigit(s.b[at]) && !s.sumAt(at) && home[s.tag] == "" && (h.class == deliveryFrom || h.class == deliveryBelow) {
		return -1 // "from 10 kg on"
	}
	if anywhere {
		near = spendNear
	}
	best := -1
	for i, a := range s.sums {
		d := 0
		switch {
		case h.end <= a.start && (anywhere || s.between(h.end, a.start) == 0) && !digits(s.b[h.end:a.start]):
			d = a.start - h.end
		case h.start >= a.end && h.class == deliveryBelow && home[s.tag] == "" && h.end-h.start <= shortBelow:
			continue
		case h.start >= a.end && (anywhere || s.between(a.end, h.start) == 0) && !digits(s.b[a.end:h.start]):
			if d = h.start - a.end + 1; anywhere {
				d += spendBehind
			}
		case h.start >= a.end || h.end <= a.start:
			continue
		}
		if d <= near {
			best, near = i, d-1
		}
	}
	return best
}

// sumAt reports whether a sum begins at a place, or around it: "from 50 €", "from € 50".
func (s *sentence) sumAt(at int) bool {
	return slices.ContainsFunc(s.sums, func(a amount) bool { return a.start <= at && at < a.end })
}

// costs reads sums and words for "free".
func (r *reader) costs() {
	s := &r.s
	if r.headed {
		return
	}
	if s.freeRow() {
		for _, a := range s.sums {
			r.say(FreeFrom, a.value)
		}
		return
	}
	if s.has(deliveryAbove) && r.freeAbove() {
		return
	}
	if len(s.sums) == 2 && s.beside(1, deliveryFrom) && s.in(s.sums[0].end, s.sums[1].start, wordExcept) && !s.another(s.sums[0].start) {
		r.cost(s.sums[0]) // "4.50 €, except for orders from 60 € on, which go free"
		r.say(FreeFrom, s.sums[1].value)
		return
	}
	used := -1 // the last sum from which delivery is free
	spent, free := map[int]bool{}, map[int]bool{}
	from := func(i int) {
		r.say(FreeFrom, s.sums[i].value)
		used, free[i] = i, true
	}
	apart := map[int]bool{} // sums that the head of their column says to be none of delivery
	for i, a := range s.sums {
		switch free, none := r.columnOf(a); {
		case free:
			from(i)
			continue
		case none:
			apart[i] = true
		}
		if s.bygone(a.start) || s.exampled(a.start) || s.spanned(i) {
			continue
		}
		start, end := s.clause(a.start)
		above := home[r.tag] != "" && s.against(i) || s.beside(i, deliveryFrom) && s.in(start, end, wordFree, deliveryFree, deliveryPaid)
		if spent[i] = s.beside(i, deliverySpend) && !s.beside(i, deliveryBelow) && !s.has(deliveryAny); above || spent[i] && (r.freeLabel || s.has(wordFree, deliveryFree, deliveryPaid)) || r.answersFree(i) {
			from(i)
		}
	}
	for i := 1; i < len(s.sums) && used >= 0; i++ {
		if used == i-1 && s.likewise(i) {
			from(i)
		}
	}
	anyFree := s.has(wordFree, deliveryFree, deliveryPaid) || r.freeLabel && len(s.sums) == 1 && (s.threshold(0) || s.beside(0, deliveryFrom) && s.has(deliverySpend))
	for i, a := range s.sums {
		switch {
		case free[i] || apart[i] && !s.beside(i, deliveryFrom) || spent[i] || s.spanned(i) || s.ofGoods(i) || s.bygone(a.start) || s.exampled(a.start) || s.added(i) || s.another(a.start) && !(anyFree && s.beside(i, deliveryFrom)) || s.beside(i, deliveryBelow) || used >= 0 && a.value == s.sums[used].value:
		case s.beside(i, deliveryFrom):
			start, end := s.clause(a.start)
			switch {
			case s.in(start, end, wordFree, deliveryFree):
			case anyFree && (used < 0 || s.threshold(i)), i > 0 && free[i-1] && s.likewise(i):
				from(i)
			case (len(s.sums) == 1 || used >= 0) && !apart[i] && !s.threshold(i) && !s.has(deliverySpend): // "from 100 € on, it is on us" tells no price
				r.cost(a)
			}
		default:
			r.cost(a)
		}
	}
	switch {
	case r.asksSum != "" && len(s.sums) == 0 && s.has(wordFree, deliveryFree, deliveryPaid):
		r.say(FreeFrom, r.asksSum)
	case used < 0:
		r.free()
	}
	if s.answers && s.costly && len(s.sums) == 0 && s.opens(0, wordNothing) {
		r.say(DeliveryCost, "free")
	}
}

// Of a span of order values: how far before it stands the word it begins with, and how much stands between its ends.
const (
	spanFrom   = 6
	spanGap    = 5
	spanBehind = 3 // where the mark stands behind which its price follows
)

// spanned reports whether a sum is one end of a span of order values for which a price follows: "from 16 € to 25 €: 2.50 €".
func (s *sentence) spanned(i int) bool {
	return s.spanAt(i) || i > 0 && s.spanAt(i-1)
}

func (s *sentence) spanAt(i int) bool {
	if i+2 >= len(s.sums) || s.sums[i+1].start < s.sums[i].end || s.sums[i+1].start-s.sums[i].end > spanGap || bytes.ContainsAny(s.b[s.sums[i].end:s.sums[i+1].start], ",;|/+.:()") {
		return false
	}
	if s.in(s.sums[i].end, s.sums[i+1].start, wordClause) || s.beside(i+2, deliveryFrom) {
		return false
	}
	at, end := s.sums[i].start, s.sums[i+1].end
	return s.in(max(0, at-spanFrom), at, wordFrom, deliveryFrom) || bytes.ContainsAny(s.b[end:min(len(s.b), end+spanBehind)], ":|=")
}

// goodsNear is how far behind the price of goods it is said that delivery comes on top.
const goodsNear = 60

// ofGoods reports whether a sum is the price of goods, on top of which comes delivery: "12.90 incl. VAT, plus delivery".
func (s *sentence) ofGoods(i int) bool {
	at := s.sums[i].end
	for _, h := range s.hits {
		if h.class == deliveryApart && h.start > s.sums[i].start && h.start-at <= goodsNear { // a sum reaches over a bracket behind it
			for _, other := range s.sums[i+1:] {
				if other.start < h.start {
					return false
				}
			}
			for _, c := range s.hits {
				if (c.class == deliveryCost || c.class == topicDelivery) && (c.end <= s.sums[i].start) {
					return false // "delivery 4.90, plus postage abroad"
				}
			}
			return true
		}
	}
	return false
}

// likewise reports whether a sum goes on with the one before for another place: free "in Germany from 30 € and in Austria from 50 €".
func (s *sentence) likewise(i int) bool {
	from, to := s.sums[i-1].end, s.sums[i].start
	if !s.in(from, to, region) || s.in(from, to, deliveryCost, deliveryBelow, deliveryMore, topicOther) {
		return false
	}
	for _, h := range s.hits {
		if (h.class == wordFrom || h.class == deliveryFrom) && h.start >= from && h.end <= to && to-h.end <= 1 {
			return true
		}
	}
	return false
}

// against reports whether "free" stands directly behind a sum, as scripts without words tell from which order on delivery is: 799元免運.
func (s *sentence) against(i int) bool {
	at := s.sums[i].end
	return s.in(at, at+1, wordFree, deliveryFree, deliveryPaid) && !s.in(s.sums[i].start, at, wordFree, deliveryFree, deliveryPaid)
}

// threshold reports whether what stands beside a sum is "or more", which no price is told with, rather than "from": 9,800円以上.
func (s *sentence) threshold(i int) bool {
	for k, h := range s.hits {
		if r, _ := utf8.DecodeRune(s.b[h.start:]); h.class == deliveryFrom && wordless(r) && s.sumOf(h) == i && !s.starts(k, wordFrom) {
			return true
		}
	}
	return false
}

// freeRow reports whether the first cell of a row says that delivery is free from the sums in the others: "Free from | 49 € | 79 €".
func (s *sentence) freeRow() bool {
	if !s.row || len(s.sums) == 0 {
		return false
	}
	cell := bytes.Index(s.b, []byte(" | "))
	return cell > 0 && s.sums[0].start > cell && s.in(0, cell, deliveryFrom) && s.in(0, cell, wordFree, deliveryFree, deliveryPaid)
}

// added reports whether a sum comes on top of what delivery costs: words that say so stand beside it, or beside the next of a list of places. What is added to
// orders below some sum is what delivery costs.
func (s *sentence) added(i int) bool {
	if s.beside(i, deliveryMore) {
		return home[s.tag] == "" || !s.has(deliveryBelow)
	}
	from := 0
	if i > 0 {
		from = s.sums[i-1].end
	}
	return i+1 < len(s.sums) && s.in(from, s.sums[i].start, region) && s.in(s.sums[i].end, s.sums[i+1].start, region) && s.added(i+1)
}

// another reports whether the clause around a sum names another matter and no delivery: a fee for paying on delivery, a tax, wrapping.
func (s *sentence) another(at int) bool {
	start, end := s.clause(at)
	if start > 0 && s.b[start] == ':' {
		start, _ = s.clause(start - 1) // "Cash on delivery: + 4 €"
	}
	if start > 0 && s.b[start] == '(' {
		start, _ = s.clause(start - 1) // 代引手数料（330円）
	}
	if colon := bytes.Index(s.b, []byte(": ")); colon > 0 && colon < at && s.opensOther() && !s.in(start, end, deliveryCost) {
		return true // "Cash on delivery: the courier asks 3.50 €"
	}
	if home[s.tag] != "" && s.endsAt(at, topicOther) {
		return true // 除運費與貨到付款手續費 30 元外
	}
	return s.in(start, end, topicOther) && !s.in(start, end, topicDelivery, deliveryCost, deliveryFree)
}

// opensOther reports whether a sentence begins with another matter than delivery.
func (s *sentence) opensOther() bool {
	return len(s.hits) > 0 && slices.ContainsFunc(s.hits, func(h hit) bool { return h.class == topicOther && h.start <= s.hits[0].start })
}

// endsAt reports whether a phrase of a class stands directly before a place.
func (s *sentence) endsAt(at int, c class) bool {
	return slices.ContainsFunc(s.hits, func(h hit) bool { return h.class == c && h.end <= at && at-h.end <= 1 })
}

func (r *reader) cost(a amount) {
	if strings.HasPrefix(a.value, "0 ") {
		if r.freeCell(a.start) || r.s.fetchedRow() {
			return
		}
		a.value = "free"
	}
	r.say(DeliveryCost, a.value)
}

// fetchedRow reports whether the first cell of a row names goods that are fetched, or another matter that is no delivery.
func (s *sentence) fetchedRow() bool {
	cell := bytes.Index(s.b, []byte(" | "))
	return s.row && cell > 0 && (s.in(0, cell, deliveryCase) || s.in(0, cell, topicOther) && !s.in(0, cell, topicDelivery, deliveryCost, deliveryFree))
}

// freeNear is how near "free" stands to the delivery that is.
const freeNear = 40

// digitalNear is how far behind "free" may stand the goods that no parcel carries: "no postage applies to downloads".
const digitalNear = 30

// free reads that delivery costs nothing, whatever is ordered.
func (r *reader) free() {
	s := &r.s
	if r.headed || s.has(deliveryCount) || s.ofFault || s.faulted {
		return // "buy three jars and postage is free", "a wrong parcel costs you nothing"
	}
	if s.has(deliveryCase, wordSuch) {
		return // "in that case no postage is charged", "free if you collect it"
	}
	for _, h := range s.hits {
		if h.class != wordFree && h.class != deliveryFree || s.denied(h) || s.bygone(h.start) || s.exampled(h.start) || s.in(0, h.end+digitalNear, deliveryDigital) {
			continue
		}
		start, end := s.clause(h.start)
		if s.in(start, end, deliveryFrom, deliveryBelow) || s.in(start, end, deliverySpend) && (home[r.tag] != "" || len(s.sums) > 0) {
			continue // from a sum on, in whatever words: 購物滿千免運
		}
		near := s.brought(max(start, h.start-freeNear), min(end, h.end+freeNear))
		if s.row && (r.freeCell(h.start) || s.fetchedRow()) {
			continue
		}
		if h.class == deliveryFree || s.row || near || s.colon > 0 && s.at(s.colon) < h.start && s.in(0, s.at(s.colon), deliveryCost) {
			r.say(DeliveryCost, "free")
		}
	}
}

// brought reports whether a part of the sentence speaks of delivery. To fetch goods oneself, which is another matter too, is none.
func (s *sentence) brought(start, end int) bool {
	for _, h := range s.hits {
		if (h.class == topicDelivery || h.class == deliveryCost) && h.start < end && h.end > start && !s.in(h.start, h.end, topicOther) {
			return true
		}
	}
	return false
}

// exceptNear is how far before a place stands the word that makes an exception of it, an article between.
const exceptNear = 5

// butThere reports whether a sentence says "not" of everywhere but a place: "we do not ship outside the UK".
func (s *sentence) butThere(place hit) bool {
	if !s.says(place, wordNot) {
		return false
	}
	for _, h := range s.hits {
		if h.class == wordExcept && h.end <= place.start && place.start-h.end <= exceptNear {
			return true
		}
	}
	return false
}

// freeAbove reads "up to 30 € it is 3.90 €, above that free".
func (r *reader) freeAbove() bool {
	s := &r.s
	at := -1
	for i := range s.sums {
		if s.beside(i, deliveryBelow) {
			at = i
		}
	}
	if at < 0 {
		return false
	}
	for i, a := range s.sums {
		if i == at {
			r.say(FreeFrom, a.value)
		} else if !s.another(a.start) {
			r.cost(a)
		}
	}
	return true
}

// late reports whether a sentence speaks of parcels that do not come, for a period that stands outside the brackets in which it does so, too:
// "3-5 days (if late, a week)".
func (s *sentence) late(i int) bool {
	at := s.periods[i].start
	return slices.ContainsFunc(s.hits, func(h hit) bool {
		return h.class == deliveryLate && (bracketed(s.b, h.start) <= bracketed(s.b, at))
	})
}

// bracketed counts the brackets that are open at a place.
func bracketed(b []byte, at int) int {
	return bytes.Count(b[:at], []byte("(")) - bytes.Count(b[:at], []byte(")"))
}

// asksFree reports whether a question asks when delivery is free, and names no sum: "When is delivery free?", "From what amount is delivery free?"
func (s *sentence) asksFree() bool {
	return len(s.sums) == 0 && s.has(wordFree, deliveryFree, deliveryPaid) && (s.has(topicDelivery) || s.has(deliveryFree))
}

// answersFree reports whether a sum answers such a question: the only one of its sentence, which does not deny and names no cost. A bare sum does so only where the
// question asks for one, or else it may be the cost: "Is delivery free?" – "4.90 €."
func (r *reader) answersFree(i int) bool {
	s := &r.s
	return r.freeAsked && len(s.sums) == 1 && !s.has(wordNot, deliveryCost) && !s.beside(i, deliveryBelow) && (s.beside(i, deliveryFrom) || s.beside(i, deliverySpend) || r.freeSum && len(s.b) <= maxBareAnswer)
}

// maxBareAnswer is how long, in bytes, an answer is at most that is hardly more than a sum.
const maxBareAnswer = 24
