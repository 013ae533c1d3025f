package claim

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopvet/shopvet/knowledge/cue"
)

// reader goes through one text.
type reader struct {
	d      *data
	lang   string
	tag    string // lang as data files are called
	text   string
	claims []Claim
	seen   map[string]int

	page, label topics // what the text, and the last label, is about
	part        topics // what the last label is about that was no question
	asked       bool   // the last label is a question
	inline      bool   // and its answer follows in the same line
	costly      bool   // and asks what something costs
	none        bool   // "no returns" stands as a heading
	doubt       bool   // the sentence before asks whether the goods please: "Not happy? Your money back"
	fault       fault
	personal    int          // how often the text speaks of personal data
	word        string       // the first word in which it does
	varied      bool         // it does so in different words: a recipe for cookies has but one
	line        topics       // what the sentences before are about, in the same line, of goods and money that go back
	under       topics       // the same, since the last label
	head        topics       // what the heading with which the line begins is about
	last        cue.DayCount // the period before, in the same line
	lineEnd     int
	marked      bool     // the line begins with the mark of a list
	quoted      int      // where what somebody else says ends, in the same line: "Came in two days" – Jane
	freeAt      int      // where the label stands of which freeLabel speaks
	freeLabel   bool     // the last label tells of free delivery: "Free delivery: orders ≥ 99"
	sends       bool     // the sentence before, in the same line, tells of a label or of goods that are fetched
	heads       []string // of the columns of the table that is being read
	headed      bool     // the row at hand is one of heads
	told        bool     // the last label tells a time itself: the line below "In stock, 2–3 days" need not be of the same
	stray       bool     // the last label is a question that names no matter, and does not ask for a time: "From what age is it?"
	elsewhat    bool     // the last label is a question that names no matter we know, and does not go on about the one before: "Do you carve names?"
	excepts     bool     // the question before asks what does not go back
	limited     bool     // the last label asks whether goods of one kind go back
	asksSum     string   // the sum that the question before names: "Spent £40? Postage is on us"
	s           sentence
	matter      *Matter           // whose text it is and of what trade
	own         bool              // the shop's own beyond doubt
	goods       bool              // goods stand on the page with their prices
	priceEnd    int               // where the last label ends that names what delivery costs, and no more
	answers     bool              // what is read stands below a question, whatever it asks
	freeAsked   bool              // the last label asks when delivery is free
	freeSum     bool              // and for the sum from which it is
	law         string            // the first sentence that names the guarantee of the law
	turn        string            // the first sentence that asks buyers to tell the seller of goods that are not as they should be
	clause      string            // the number of the clause that is being read, "" outside of one
	clauses     map[string]topics // what the numbered clauses read so far are about
}

// topics is a set of topics.
type topics uint16

func (t topics) has(c class) bool { return t&(1<<c) != 0 }

// goingBack are the topics of goods and money that go back.
const goingBack topics = 1<<topicReturn | 1<<topicWithdrawal | 1<<topicRefund

// only reports whether nothing but the given topics is in a set that is not empty.
func (t topics) only(list ...class) bool {
	for _, c := range list {
		t &^= 1 << c
	}
	return t == 0
}

// sentence is what is known of one sentence.
type sentence struct {
	piece
	folded
	raw     string
	hits    []hit
	bounds  []int // places at which a clause ends
	periods []period
	sums    []amount
	above   topics // what the label, or else the text, is about
	page    topics
	tag     string
	lists   bool // 、 parts a list, as in Chinese; in Japanese it is a comma
	faulted bool // what stands above, or the sentence before in the same line, speaks of faulty goods, and this one of nothing else

	ofFault    bool // a word for faulty goods stands in it
	ofBusiness bool // a word for buyers who are businesses does
	ofLost     bool // a word for parcels that were lost, or what was paid twice, does
	afterFault bool // what stands above, or a sentence before in the same line, speaks of faulty goods, whatever this one speaks of

	answers   bool // it stands below a question about delivery and nothing else
	costly    bool // and that question asks what it costs
	sendsBack bool // it says until when goods can be sent back
}

// fault remembers that the last label, and the last sentence with where it ended, spoke of faulty goods.
type fault struct {
	label, before bool
	line          bool // a sentence of the same line did, not only the last one
	end           int
	lines         int  // since then
	list          bool // a colon began the points of a list on them
}

// period is a length of time in a sentence, with its place in the folded text.
type period struct {
	cue.DayCount
	start, end int
}

func (r *reader) read(heading string, langs []string) {
	r.text = r.text[:min(len(r.text), MaxText)]
	r.matter = r.d.matterOf(heading, r.text)
	if r.own {
		r.matter = r.matter.Own()
	}
	if heading != "" {
		r.page = r.topicsOf(cut(heading, maxSentence), langs)
	}
	first, amongOthers := heading == "", asks(heading)
	for p := range pieces(r.text) {
		if p.start >= r.lineEnd {
			r.marked = listed(r.text[p.start:])
			r.line, r.head, r.last, r.asksSum, r.sends, r.lineEnd = 0, 0, cue.DayCount{}, "", false, lineEnd(r.text, p.start)
			if r.inline {
				r.label, r.asked, r.costly, r.inline, r.stray, r.limited, r.elsewhat = r.part, false, false, false, false, false, false
			}
			r.clause = cmp.Or(clauseOf(r.text[p.start:r.lineEnd]), r.clause)
			r.quoted = p.start + quotation(r.text[p.start:r.lineEnd])
		}
		r.sentence(p)
		asks := asks(r.text[p.start:p.end])
		if r.law == "" && !asks && r.s.has(warrantyLaw) {
			r.law = cut(r.text[p.start:p.end], maxSentence)
		}
		if r.turn == "" && !asks && p.start >= r.quoted && r.s.turns() {
			r.turn = cut(r.text[p.start:p.end], maxSentence)
		}
		if r.privacy(); !asks && p.start >= r.quoted { // "Who is responsible?" is answered below it
			r.judge()
		}
		r.exempt(asks)
		r.asksSum = ""
		if asks && len(r.s.sums) == 1 && r.s.has(deliveryFrom, deliverySpend) {
			r.asksSum = r.s.sums[0].value
		}
		r.sends = r.s.has(returnLabel, returnFetch) && !r.s.has(returnFault)
		found := r.s.topics()
		r.notes(found)
		r.doubt = asks && r.s.has(returnDoubt)
		r.line |= found & goingBack
		if r.under |= found & goingBack; p.label {
			r.under = 0
		}
		if p.label || asks {
			r.stray = asks && found == 0 && r.s.asksWhat() && !r.s.has(wordWhen)
			r.limited = asks && r.s.has(returnLimit)
			r.elsewhat = asks && found == 0 && r.s.places() == 0 && !onlyAsks(r.text[p.start:p.end], r.tag)
			r.freeAsked = asks && r.s.asksFree()
			r.freeSum = r.freeAsked && r.s.has(deliveryFrom, deliverySpend)
			r.answers = asks
		}
		switch {
		case found == 0 && asks && goesOn(r.text[p.start:p.end], r.tag): // "And what does that cost?"
		case found == 0 && asks: // "How often do I water it?" is another matter, or one of the heading above all questions
			if r.label, r.asked, r.costly, r.inline = r.part, false, false, !p.label; r.label == 0 && amongOthers {
				r.label = 1 << topicOther // one of many questions that have no heading
			}
		case p.label && found == 0 && leads(r.text[p.start:p.end]): // "Abroad:", "Standard - £3.50"
		case p.label:
			r.asked, r.costly, r.freeAt = asks, r.s.has(deliveryCost), r.s.start
			if r.s.has(deliveryCost) && !r.s.has(deliveryApart) {
				r.priceEnd = p.end
			}
			r.told = !asks && len(r.s.periods) > 0 && len(r.s.sums) == 0 && !r.s.has(deliveryCost)
			if r.freeLabel = !asks && len(r.s.sums) == 0 && r.s.has(deliveryFree, deliveryPaid, deliveryFrom); !asks {
				r.part = found
			}
			if r.label = found; first && !asks {
				r.page = found
			}
		case p.head && r.answers: // the first words of an answer: "Send a photo."
		case p.head:
			r.head |= found
		case p.colon > 0:
			if t := r.topicsIn(r.text[p.start : p.start+p.colon]); !r.s.returns() || !t.only(topicDelivery) { // "Send it to:" heads no part on delivery
				r.head |= t
			}
		case found != 0 && asks: // the answer follows in the same line
			r.label, r.asked, r.costly, r.inline = found, true, r.s.has(deliveryCost), true
		}
		first = first && r.page == 0 && p.label
		if len(r.claims) >= MaxClaims {
			break
		}
	}
	r.settle()
}

// Bounds of one sentence: whoever writes more of it in one breath writes no promise.
const (
	maxHits    = 160 // phrases
	maxPeriods = 24
)

// minPersonal is how often a text speaks of personal data if it is about them.
const minPersonal = 2

// topicsOf is topicsIn of a heading that may be in another language than the text, one of those given.
func (r *reader) topicsOf(heading string, langs []string) topics {
	t := r.topicsIn(heading)
	for _, lang := range langs {
		d := dataOf(lang)
		if t != 0 || d == nil || d == r.d {
			continue
		}
		tag, _ := cue.Tag(lang)
		other := reader{d: d, lang: lang, tag: tag}
		t = other.topicsIn(heading)
	}
	return t
}

func (r *reader) topicsIn(text string) topics {
	var f folded
	f.read(text)
	s := sentence{folded: f, hits: r.d.match(f.b, nil)}
	r.speaks(&s)
	return s.topics()
}

// sentence reads the next piece.
func (r *reader) sentence(p piece) {
	s := &r.s
	raw := r.text[p.start:p.end]
	s.piece, s.page, s.above = p, r.page, r.label
	s.tag = r.tag
	s.lists = strings.HasPrefix(r.tag, "zh")
	if r.head != 0 {
		s.above = r.head
	}
	if s.above == 0 {
		s.above = r.page
	}
	switch {
	case r.line != 0 && s.above.has(topicDelivery) && s.above&goingBack != 0 && s.above == r.page:
		s.above = r.line // of a page on delivery and returns the line is on the latter
	case s.above == 0 || s.above.only(topicOther) && r.line.has(topicWithdrawal):
		s.above = r.line
	case s.above.only(topicOther) && r.under.has(topicWithdrawal): // "Cancellation", of which the first clause says that it is a right
		s.above = r.under
	}
	s.sendsBack, s.answers, s.costly = false, r.asked && s.above != 0 && s.above.only(topicDelivery), r.costly
	s.reset()
	s.raw = raw
	s.read(raw)
	s.hits = r.d.all(s.b, s.hits[:0])
	if !s.personal() { // what they would say there hides nothing
		s.hits = slices.DeleteFunc(s.hits, hit.onData)
	}
	s.hits = slices.DeleteFunc(s.hits, func(h hit) bool { return s.countsMoney(h) || s.acrossCells(h) })
	s.priced()
	s.ofFault = s.has(returnFault) // also inside a longer phrase, such as 收到 .. 天内
	s.ofBusiness = s.has(returnBusiness)
	s.ofLost = s.has(returnLost)
	s.hits = settle(s.hits)
	s.hits = s.hits[:min(len(s.hits), maxHits)]
	s.faulted = r.faulted()
	s.clauses()
	s.periods, s.sums = s.periods[:0], s.sums[:0]
	about := s.topics() | s.above
	r.headed = false
	if about.timed() {
		all := cue.PeriodsAfter(raw, r.lang, r.last)
		if len(all) > 0 {
			r.last = all[len(all)-1]
		}
		for _, d := range all[:min(len(all), maxPeriods)] {
			s.periods = append(s.periods, period{d, s.at(d.Start), s.at(d.End)})
		}
		if p.row {
			r.columns(raw)
		}
	}
	if !p.row {
		r.heads = nil
	}
	if about.has(topicDelivery) {
		s.sums = likeBefore(withBrackets(amounts(s.b, s.hits), s), s.b, s.hits)
		if code := home[r.tag]; code != "" {
			s.sums = bareAmounts(s.sums, s.b, s.hits, code)
		}
		if r.spans(p) {
			r.heads, r.headed = strings.Split(raw, " | "), true
		}
	}
	r.speaks(s)
	if s.has(returnException) && s.topics() == 0 && s.above&^(1<<topicOther) == 0 {
		s.above = r.referred(s.raw)
	}
}

// countsMoney reports whether a phrase for a number of goods holds a sum: "da 30 € in su i libri" counts no books.
func (s *sentence) countsMoney(h hit) bool {
	return h.class == deliveryCount && slices.ContainsFunc(s.hits, func(k hit) bool { return k.class == currency && k.start >= h.start && k.end <= h.end })
}

// acrossCells reports whether a phrase for what a period is counted from begins in one cell of a row and ends in another.
func (s *sentence) acrossCells(h hit) bool {
	return s.row && h.class >= sinceReceipt && h.class <= sinceNotice && bytes.Contains(s.b[h.start:h.end], []byte(" | "))
}

// priced takes the last word from phrases for where parcels come from that stand before a sum, and from what else says the same: "post from 120 $" tells no place.
func (s *sentence) priced() {
	for _, h := range s.hits {
		cut := bytes.LastIndexByte(s.b[h.start:h.end], ' ')
		if h.class != deliveryOrigin || cut <= 0 || !slices.ContainsFunc(s.hits, func(k hit) bool { return k.class == currency && k.start >= h.end && k.start <= h.end+1 }) {
			continue
		}
		for i := range s.hits {
			if k := &s.hits[i]; k.start == h.start && k.end == h.end {
				k.end = h.start + cut
			}
		}
	}
}

// personal reports whether a sentence, or what stands above it, speaks of personal data. "To send you" and "how long" say what becomes of them
// only there.
func (s *sentence) personal() bool {
	return s.above.has(topicPrivacy) || s.page.has(topicPrivacy) || s.has(topicPrivacy)
}

// onData reports whether a phrase says what becomes of personal data.
func (h hit) onData() bool { return h.class >= privacyController && h.class <= privacyTransfer }

// speaks notes the words of personal data.
func (r *reader) speaks(s *sentence) {
	for _, h := range s.hits {
		if h.class != topicPrivacy {
			continue
		}
		word := string(s.b[h.start:h.end])
		if r.personal++; r.word == "" {
			r.word = word
		}
		r.varied = r.varied || word != r.word
	}
}

// faulted reports whether the sentence goes on about the faulty goods that what stands before it named, and notes what it says itself.
func (r *reader) faulted() bool {
	s := &r.s
	own, named := s.topics(), s.has(returnFault)
	same := !strings.Contains(r.text[min(r.fault.end, s.start):s.start], "\n")
	if !same {
		r.fault.lines++
		r.fault.list = r.fault.list && r.fault.lines <= maxFaultLines && !s.has(returnDoubt) && (r.marked || !s.label || own == 0 || len(cue.Periods(s.raw, r.lang)) > 0)
	}
	next := !same && r.fault.before && !s.label && own == 0 && r.fault.lines <= maxFaultNext         // "You have 7 days for that."
	such := r.fault.before && s.has(wordSuch) && (same || !s.label && r.fault.lines <= maxFaultNext) // "in such cases write to us within 7 days"
	on := such || !own.has(topicReturn) && (r.fault.label || r.fault.before && same) || next || r.fault.list && !s.has(wordExcept)
	s.afterFault = r.fault.label || r.fault.line && same || r.fault.list || !same && r.fault.before && !s.label && !r.marked
	r.fault.line = s.ofFault || r.fault.line && same
	if s.label {
		r.fault.label = named && !own.has(topicReturn)
	}
	if named || s.ofFault && !s.has(returnKeep) && strings.HasSuffix(s.raw, ":") {
		r.fault.lines = 0
		r.fault.list = strings.HasSuffix(s.raw, ":") || strings.HasSuffix(s.raw, "：")
	}
	r.fault.before, r.fault.end = named || on && (same || next || such || r.fault.list), s.end
	return on
}

// How many lines below one that names faulty goods go on about them: those that name nothing, and the points of a list that its colon begins.
const (
	maxFaultNext  = 2
	maxFaultLines = 6
)

// listed reports whether a line begins with the mark of a list.
func listed(line string) bool {
	r, _ := utf8.DecodeRuneInString(line)
	return strings.ContainsRune("-*•·–—・▪●■※", r)
}

func (t topics) timed() bool {
	for c := topicReturn; c <= topicWarranty; c++ {
		if t.has(c) {
			return true
		}
	}
	return false
}

// topics are what the words of a sentence are about.
func (s *sentence) topics() (t topics) {
	for _, h := range s.hits {
		if c := h.class.topic(); c != noClass {
			t |= 1 << c
		}
	}
	return t
}

// topic is the topic that a phrase belongs to.
func (c class) topic() class {
	switch {
	case c.isTopic():
		return c
	case c == returnPortal, c == returnNone, c == returnDoubt:
		return topicReturn
	case c == withdrawalForm:
		return topicWithdrawal
	case c == deliveryFree, c == deliveryCost, c == deliveryCalculated:
		return topicDelivery
	case c == warrantyLaw:
		return topicWarranty
	case c >= privacyController && c < privacyTransfer: // "to the United States" goes what is sold, too
		return topicPrivacy
	case c == complaintPath:
		return topicComplaint
	default:
		return noClass
	}
}

// has reports whether a phrase of one of the classes stands in the sentence.
func (s *sentence) has(list ...class) bool { return s.in(0, len(s.b), list...) }

// in is has for a part of the sentence.
func (s *sentence) in(start, end int, list ...class) bool {
	for _, h := range s.hits {
		if h.start >= end {
			break
		}
		if h.end <= start {
			continue
		}
		for _, c := range list {
			if h.class == c {
				return true
			}
		}
	}
	return false
}

// denied reports whether the clause around a phrase says "not". A "not" within a phrase belongs to that phrase: "not worn".
func (s *sentence) denied(h hit) bool { return s.says(h, wordNot) }

// excepted reports whether the clause around a place denies it or makes an exception of it.
func (s *sentence) excepted(h hit) bool { return s.says(h, wordNot) || s.says(h, wordExcept) }

func (s *sentence) says(h hit, c class) bool {
	start, end := s.listed(h.start)
	for _, n := range s.hits {
		if n.class == c && n.start >= start && n.end <= end && !s.within(n) {
			return true
		}
	}
	return false
}

// within reports whether a word stands inside a phrase that says more.
func (s *sentence) within(n hit) bool {
	for _, h := range s.hits {
		if h.start > n.start {
			break
		}
		if h.end >= n.end && (h.class < wordNot && h.class != deliveryBarred || h.class == wordIdle) && h.end-h.start > n.end-n.start {
			return true
		}
	}
	return false
}

// add notes a claim made by the sentence at hand.
func (r *reader) add(c Claim) {
	if r.matter.holds(c.Kind, r.s.start) {
		return
	}
	if c.Kind == FreeFrom && r.freeLabel {
		r.unsay(DeliveryCost, "free", r.freeAt) // "Free delivery", and below it from which sum on
	}
	key := string(c.Kind) + "=" + c.Value
	if i, ok := r.seen[key]; ok {
		if r.claims[i].From == "" {
			r.claims[i].From = c.From
		}
		return
	}
	n := 0
	for i := range r.claims {
		if r.claims[i].Kind == c.Kind {
			n++
		}
	}
	if n >= maxOfKind || len(r.claims) >= MaxClaims {
		return
	}
	c.Sentence = cut(r.text[r.s.start:r.s.end], maxSentence)
	c.Start, c.End = r.s.start, r.s.start+len(c.Sentence)
	r.seen[key] = len(r.claims)
	r.claims = append(r.claims, c)
}

// unsay takes back a claim that the sentence at a place made.
func (r *reader) unsay(kind Kind, value string, at int) {
	key := string(kind) + "=" + value
	i, ok := r.seen[key]
	if !ok || r.claims[i].Start != at {
		return
	}
	r.claims = slices.Delete(r.claims, i, i+1)
	delete(r.seen, key)
	for k, n := range r.seen {
		if n > i {
			r.seen[k] = n - 1
		}
	}
}

func (r *reader) say(kind Kind, value string) { r.add(Claim{Kind: kind, Value: value}) }
