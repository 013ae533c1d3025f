package claim

import (
	"slices"
	"sort"
	"strings"
)

// Matter is whose text it is, and of what trade: before single sentences are read, the whole is looked at once. Days and refunds of a course, of hired tools or
// of what other shops do are told in the same sentences as those of goods, and only the words around them show the difference.
//
// Two judgements are made by counting. A text gives advice where it speaks to those who sell, of shops and buyers in general, or as a journal does, in several
// ways and hardly of itself: nothing in it is a promise. Signs of another author have to be among them: that the law, consumers and bodies to turn to are named, in the
// third person, is how lawyers write a shop's own terms. A text is of another trade where the words of courses, stays, hire and software outweigh those of
// goods. A shop may sell both, so the parts below its labels are weighed by themselves too: the part on workshops gives no claims while the one on delivery does.
type Matter struct {
	advice   bool
	authored bool // signs of another author alone say so, without what is said of shops and of the law
	other    bool // another trade than that in goods
	mixed    bool // one of its labels names that trade, the heading above all does not
	signs    int  // different wordings by which others than a shop speak: of shops, the law, merchants, as a journal does or a report
	selves   int  // different ones of the shop itself
	parts    []matterPart
	pieces   []matterPart // each sentence or line
}

// matterPart counts the words of a part of the text.
type matterPart struct {
	start        int
	trade, goods int
	label        bool // its label names another trade, and no goods
}

// What a text has to show.
const (
	leastTrade  = 3 // words of another trade, half as many again as of goods
	clearTrade  = 6 // from so many on they need not outweigh goods so much: what is hired is brought by parcel, too
	leastAdvice = 8 // see Matter.weigh
	leastBy     = 2 // different signs of another author: merchants spoken to, a journal around it
	mostDuties  = 2
)

// Weights of the ways in which a text gives advice, each different wording once; against them counts whatever it says of itself.
const (
	weightMerchants = 4 // "your customers": no shop says so to its buyers
	weightShops     = 3 // "most shops"
	weightDuty      = 3 // "the seller must", "the consumer may": terms of a formal kind say so of themselves, so two of them count at most, and never alone
	weightArticle   = 2 // "posted by", "it is worth knowing"
	weightOwn       = 2 // "we ship"
)

// matterOf looks at a whole text and the heading above it.
func (d *data) matterOf(heading, text string) *Matter {
	m := &Matter{}
	seen := map[string]bool{}
	var kinds [matterPlain - matterTrade + 1]int // different wordings; of trade, goods and own all that stand there
	var f folded
	var hits []hit
	count := func(line string) (p matterPart) {
		f.reset()
		f.read(line)
		hits = d.matters.match(f.b, hits[:0])
		for _, h := range hits {
			switch h.class {
			case matterTrade:
				p.trade++
			case matterGoods:
				p.goods++
			case matterMerchants, matterShops, matterDuty, matterArticle, matterReported, matterOwn, matterWe:
				word := string(f.b[h.start:h.end])
				again := seen[word]
				seen[word] = true
				switch own := h.class == matterOwn || h.class == matterWe; {
				case own && !again:
					m.selves++
				case !own && again:
					continue
				case !own:
					m.signs++
				}
			}
			kinds[h.class-matterTrade]++
		}
		return p
	}
	named := count(heading).trade > 0
	m.parts = append(m.parts, matterPart{})
	for p := range pieces(text) {
		n := count(text[p.start:p.end])
		n.start = p.start
		if p.label {
			part := matterPart{start: p.start, label: n.trade > 0 && n.goods == 0}
			m.parts, m.mixed = append(m.parts, part), m.mixed || part.label && !named
		}
		last := &m.parts[len(m.parts)-1]
		last.trade, last.goods = last.trade+n.trade, last.goods+n.goods
		m.pieces = append(m.pieces, n)
	}
	m.weigh(func(c class) int { return kinds[c-matterTrade] })
	return m
}

// weigh judges the whole by what was counted.
func (m *Matter) weigh(of func(class) int) {
	trade, goods := of(matterTrade), of(matterGoods)
	m.other = trade >= leastTrade && 2*trade >= 3*goods || trade >= clearTrade && trade >= goods
	by := weightMerchants*of(matterMerchants) + weightArticle*of(matterArticle)
	about := weightShops*of(matterShops) + weightDuty*min(of(matterDuty), mostDuties)
	m.advice = of(matterMerchants)+of(matterArticle) >= leastBy && by+about-weightOwn*of(matterOwn) >= leastAdvice
	m.authored = m.advice && by >= leastAdvice
}

// holds reports whether a claim of a kind that is made at a place is held back: it is none of the shop's on its goods.
func (m *Matter) holds(kind Kind, at int) bool {
	switch {
	case m.advice:
		return true
	case kind.onData(), kind == ComplaintPath, kind == Arbitration:
		return false // whoever sells courses answers for data as well
	}
	part, piece := partAt(m.parts, at), partAt(m.pieces, at)
	if m.other {
		return part.trade > 0 || part.goods == 0 || part.goods < leastTrade && !m.mixed
	}
	if piece.goods > 0 || kind == ReturnException && !part.label { // "goods made to measure, tickets and courses" among what does not go back
		return false
	}
	return part.label && part.trade >= part.goods || part.trade >= leastTrade && part.trade > 2*part.goods || piece.trade >= 2
}

// partAt returns the part in which a place lies.
func partAt(parts []matterPart, at int) matterPart {
	i := sort.Search(len(parts), func(i int) bool { return parts[i].start > at })
	if i == 0 {
		return matterPart{}
	}
	return parts[i-1]
}

// MatterOf says whose text it is and of what trade, heading included; nil for a language without data.
func MatterOf(heading, text, lang string) *Matter {
	d := dataOf(lang)
	if d == nil {
		return nil
	}
	return d.matterOf(heading, text[:min(len(text), MaxText)])
}

// Own is the matter of the same text where it is the shop's own beyond doubt: however it speaks, it is no advice.
func (m *Matter) Own() *Matter {
	if m == nil {
		return nil
	}
	own := *m
	own.advice = false
	return &own
}

// signsForSelf is how many signs of another author a text of the name of an article has to show at least for each different way in which the shop speaks of
// itself, and one more.
const signsForSelf = 2

// Reported is the matter of the same text where its name is that of an article ("Your rights when you return something", see Headline): it is taken for one
// when others than a shop speak in it and the shop hardly speaks of itself. A shop's own text that is called so says "we" and "our".
func (m *Matter) Reported() *Matter {
	if m == nil || m.advice {
		return m
	}
	r := *m
	r.advice = r.signs > signsForSelf*r.selves
	return &r
}

// Foreign reports whether others than the shop speak in a text in more ways than the shop does.
func (m *Matter) Foreign() bool { return m != nil && m.signs > m.selves }

// Headline reports whether the name of a text is that of an article rather than of a shop's terms: it asks, advises, or goes on behind a colon.
func Headline(name, lang string) bool {
	d := dataOf(lang)
	if d == nil {
		return false
	}
	name = strings.TrimSpace(cut(name, maxSentence))
	if asks(name) || strings.HasSuffix(name, "!") || strings.HasSuffix(name, "！") {
		return true
	}
	for _, colon := range []string{": ", "：", "?", "？"} {
		if _, behind, ok := strings.Cut(name, colon); ok && (strings.Contains(strings.TrimSpace(behind), " ") || strings.ContainsFunc(behind, wordless)) {
			return true
		}
	}
	var f folded
	f.read(name)
	return slices.ContainsFunc(d.matters.all(f.b, nil), func(h hit) bool { return h.class == matterHeadline })
}

// Advises reports whether a text tells others how shops sell or what buyers may ask for, instead of telling what its own shop does: advice to sellers or to
// consumers, an article, a thread of a forum.
func (m *Matter) Advises() bool { return m != nil && m.advice }

// Authored reports whether the text is plainly by somebody who speaks of other shops: of one that only may be, which a lawyer may have written for the shop itself,
// nobody can say that it is not the shop's own.
func (m *Matter) Authored() bool { return m != nil && m.authored }

// Holds reports whether a claim of a kind at a place of the text says nothing of the shop's goods.
func (m *Matter) Holds(kind Kind, at int) bool { return m != nil && m.holds(kind, at) }
