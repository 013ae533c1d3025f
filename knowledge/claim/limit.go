package claim

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limit is what a promise holds for only. Two sentences that promise different things contradict each other only where their limits are the
// same.
type Limit string

// The limits. A place of delivery is a limit too: "region:" and its code as in [DeliveryRegion].
const (
	Sale      Limit = "sale"      // reduced goods
	Members   Limit = "members"   // members, subscribers, first orders
	Business  Limit = "business"  // trade customers
	Season    Limit = "season"    // gifts, a campaign, a part of the year
	Goods     Limit = "goods"     // goods with rules of their own
	Method    Limit = "method"    // one way of delivery or return
	Dispatch  Limit = "dispatch"  // until goods leave, not until they arrive
	Exchange  Limit = "exchange"  // goods or credit instead of money
	Shop      Limit = "shop"      // bought or brought back in a shop
	Law       Limit = "law"       // what the law gives
	Voluntary Limit = "voluntary" // what the shop gives beyond it
	Part      Limit = "part"      // some goods, some countries, "depends on"
	Only      Limit = "only"      // the sentence narrows what was said before it
	Money     Limit = "money"     // a bank's days
	Usual     Limit = "usual"     // as a rule, no promise
	Faulty    Limit = "faulty"    // faulty goods
	Sum       Limit = "sum"       // orders from some sum on, or up to it
)

// maxContext bounds a text in which limits and marks are looked for, in bytes: a sentence and what stands around it.
const maxContext = 4000

// Limits lists what a sentence, a heading or a title limits its promise to, sorted, each once. What it makes an exception of is no limit: "within 30
// days, except sale items" holds for the rest.
func Limits(text, lang string) []Limit {
	d := dataOf(lang)
	if d == nil {
		return nil
	}
	var f folded
	f.read(text[:min(len(text), maxContext)])
	said, apart := d.match(f.b, nil), d.apart.match(f.b, nil)
	var out []Limit
	for _, h := range apart {
		if h.class >= limitSale && h.class <= limitUsual && h.class != limitBoth && !setAside(f.b, said, h) && !(h.class == limitGoods && (f.acrossWords(text, h) || f.unopened(text, h))) && !(h.class == limitSeason && ofGuarantee(said, h)) {
			out = append(out, Limit(names[h.class][1]))
		}
	}
	if sums := amounts(f.b, said); len(sums) > 0 && slices.ContainsFunc(said, func(h hit) bool { return h.class == deliveryFrom || h.class == deliveryBelow }) {
		out = append(out, Sum)
	}
	out = slices.DeleteFunc(out, func(l Limit) bool { return l == Exchange && returnsToo(apart, said) })
	for _, h := range said {
		switch {
		case h.class == returnFault && !setAside(f.b, said, h):
			out = append(out, Faulty)
		case h.class == region:
			out = append(out, Limit("region:"+h.value))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// ofGuarantee reports whether a word for a span of time belongs to one for a guarantee right before it: 保証期間中, "during the guarantee", is no season.
func ofGuarantee(said []hit, h hit) bool {
	return slices.ContainsFunc(said, func(w hit) bool { return w.class == topicWarranty && w.start < h.start && w.end >= h.start })
}

// acrossWords reports whether a phrase in Korean begins within a word and goes on in the next: 저희가 전액, "we all of it", holds no 가전, "appliances".
func (f *folded) acrossWords(text string, h hit) bool {
	if h.start >= len(f.off) || h.end >= len(f.off) {
		return false
	}
	from, to := int(f.off[h.start]), int(f.off[h.end])
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	return unicode.Is(unicode.Hangul, before) && strings.ContainsAny(strings.TrimSpace(text[from:to]), " \n\u00a0")
}

// unopened reports whether a sign for "not" stands directly before a word for goods that were opened or used, and so belongs to it: 未開封, 미개봉.
func (f *folded) unopened(text string, h hit) bool {
	if h.start >= len(f.off) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:f.off[h.start]])
	return strings.ContainsRune("未미", before)
}

// apartEast are words for what is reckoned apart.
var apartEast = []string{"別途", "另计", "另計", "另算", "별도"}

// Surcharge reports whether a part of a sentence says no more than what delivery to some places costs on top.
func Surcharge(part, lang string) bool {
	d := dataOf(lang)
	if d == nil {
		return false
	}
	var f folded
	f.read(part[:min(len(part), maxContext)])
	said, apart := d.match(f.b, nil), d.apart.match(f.b, nil)
	has := func(list []hit, c class) bool {
		return slices.ContainsFunc(list, func(h hit) bool { return h.class == c })
	}
	more := has(said, deliveryMore) || has(said, deliveryApart) || slices.ContainsFunc(apartEast, func(w string) bool { return strings.Contains(part, w) })
	return more && (has(said, region) || has(apart, limitPart)) && !has(said, wordFree) && !has(said, deliveryFree) && !has(said, deliveryFrom)
}

// returnsToo reports whether a text that speaks of exchange speaks of returns as well: "return or exchange".
func returnsToo(apart, said []hit) bool {
	return slices.ContainsFunc(said, func(h hit) bool {
		return (h.class == topicReturn || h.class == topicRefund) && !slices.ContainsFunc(apart, func(e hit) bool {
			return e.class == limitExchange && e.start < h.end && h.start < e.end
		})
	})
}

// setAside reports whether a word for an exception stands before a phrase, in scripts without words before or behind it, with no mark between.
func setAside(b []byte, said []hit, h hit) bool {
	for _, e := range said {
		switch {
		case e.class != wordExcept:
		case e.end <= h.start && !bytes.ContainsAny(b[e.end:h.start], clauseMarks):
			return true
		case e.start >= h.end && !bytes.ContainsAny(b[h.end:e.start], clauseMarks):
			if r, _ := utf8.DecodeRune(b[e.start:]); wordless(r) {
				return true
			}
		}
	}
	return false
}

// clauseMarks end what an exception reaches to.
const clauseMarks = ".;:!?。；：！？"

// MarkKind is what a phrase says of who speaks.
type MarkKind string

// The kinds of marks.
const (
	MarkSeller  MarkKind = "seller"  // the name of who sells or answers for data follows: "contract with", "operated by"
	MarkWe      MarkKind = "we"      // whoever was named is the one who speaks
	MarkWelcome MarkKind = "welcome" // the shop's name stands beside it
	MarkSite    MarkKind = "site"    // of the shop itself: "our website", "write to us"
	MarkIntro   MarkKind = "intro"   // whoever runs the shop introduces himself: "my name is", "founded in"
	MarkRelated MarkKind = "related" // says what another company is to the seller
	MarkPlace   MarkKind = "place"   // an address that is not the seat
	MarkSafe    MarkKind = "safe"    // how to tell false messages in the shop's name: "we never ask for your password"
)

// Mark is a phrase by which a text says who speaks, with its place in the text.
type Mark struct {
	Kind       MarkKind
	Start, End int
}

// Marks lists the phrases of a sentence that say who speaks, in their order.
func Marks(text, lang string) []Mark {
	d := dataOf(lang)
	if d == nil {
		return nil
	}
	var f folded
	f.read(text[:min(len(text), maxContext)])
	var out []Mark
	for _, h := range d.apart.match(f.b, nil) {
		if h.class < selfSeller {
			continue
		}
		end := len(text)
		if h.end < len(f.off) {
			end = int(f.off[h.end])
		}
		out = append(out, Mark{MarkKind(names[h.class][1]), int(f.off[h.start]), end})
	}
	return out
}
