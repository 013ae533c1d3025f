package claim

import (
	"bytes"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// pattern is one phrase of a data file, folded.
type pattern struct {
	text string
	head bool // nothing of the word may stand before it
	tail bool // nothing of the word may stand after it
	uses []use
}

// use is one meaning of a pattern: a phrase of a class, or a part of one with gaps.
type use struct {
	class class
	value string // currency, region, carrier
	id    int32  // number of the phrase with gaps, 0 for none
	part  int8   // which part of it, from 1
	last  bool   // it is the last part
	tight bool   // it follows the word in which the part before it ends, with nothing between
}

// hit is a phrase met in a folded sentence.
type hit struct {
	class      class
	value      string
	start, end int
	gap        [2]int // from where to where the first gap of the phrase reaches; nothing where it has none
}

// maxGap is the number of bytes that may stand in a gap, maxBracket that between the halves of a verb.
const (
	maxGap     = 60
	maxBracket = 90
)

// lexicon finds the phrases of one language. It is not changed after it was built.
type lexicon struct {
	fronts, inners []pattern // sorted by text: those that begin where a word begins, and those that may begin inside one
	frontAt        [257]int32
	innerAt        [257]int32
	gapped         int32 // phrases with gaps so far
	brackets       bool  // the second half of a verb may stand behind clauses, as in German: "zahlen wir alles, was wir erhielten, zurück"
}

func (l *lexicon) add(class class, value, phrase string) {
	parts := split(phrase)
	u := use{class: class, value: value}
	if len(parts) > 1 {
		l.gapped++
		u.id = l.gapped
	}
	for i, p := range parts {
		if u.tight = p.tight; u.id != 0 {
			u.part, u.last = int8(i+1), i == len(parts)-1
		}
		for _, text := range choices(p.text) {
			l.put(text, u)
		}
	}
}

// maxChoices bounds how many wordings one part of a phrase may stand for.
const maxChoices = 600

// choices are the wordings that a part of a phrase stands for: "{send|bring} {it|them}" for four.
func choices(text string) []string {
	out := []string{""}
	for text != "" {
		before, rest, open := strings.Cut(text, "{")
		options, after := "", ""
		if open {
			options, after, _ = strings.Cut(rest, "}")
		}
		var next []string
		for _, o := range out {
			for option := range strings.SplitSeq(options, "|") {
				next = append(next, o+before+option)
			}
		}
		if out, text = next, after; len(out) > maxChoices {
			return out
		}
	}
	return out
}

// part is a piece of a phrase without gaps.
type part struct {
	text  string
	tight bool
}

// split parts a phrase at its gaps: at "..", and at stars that end a word within it.
func split(phrase string) []part {
	var out []part
	for side := range strings.SplitSeq(phrase, "..") {
		for i, w := range words(strings.TrimSpace(side)) {
			out = append(out, part{strings.TrimSpace(w), i > 0})
		}
	}
	return out
}

// words parts a text behind each blank that follows an open end, be it of a word or of one of several: "return* good*", "{send*|bring} it".
func words(text string) []string {
	var out []string
	from, inside, open := 0, false, false
	for i := range len(text) {
		switch text[i] {
		case '{':
			inside = true
		case '}':
			inside = false
		case '*':
			open = true
		case ' ':
			if open && !inside {
				out, from = append(out, text[from:i]), i
			}
			open = open && inside
		}
	}
	return append(out, text[from:])
}

func (l *lexicon) put(phrase string, u use) {
	phrase = strings.TrimSpace(phrase)
	inner, open := strings.HasPrefix(phrase, "*"), strings.HasSuffix(phrase, "*")
	phrase = strings.Trim(phrase, "*")
	seen := map[string]bool{}
	for _, spelling := range []string{phrase, umlauts.Replace(strings.ToLower(phrase))} {
		text := foldText(spelling)
		if text == "" || seen[text] {
			continue
		}
		seen[text] = true
		first, _ := utf8.DecodeRuneInString(text)
		last, _ := utf8.DecodeLastRuneInString(text)
		p := pattern{text: text, head: !inner && wordRune(first), tail: !open && wordRune(last), uses: []use{u}}
		if p.head {
			l.fronts = append(l.fronts, p)
		} else {
			l.inners = append(l.inners, p)
		}
	}
}

var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue")

func (l *lexicon) build() {
	l.fronts, l.frontAt = sortPatterns(l.fronts)
	l.inners, l.innerAt = sortPatterns(l.inners)
}

func sortPatterns(list []pattern) (out []pattern, at [257]int32) {
	slices.SortStableFunc(list, func(x, y pattern) int { return strings.Compare(x.text, y.text) })
	for _, p := range list {
		if n := len(out); n > 0 && out[n-1].text == p.text && out[n-1].tail == p.tail {
			out[n-1].uses = append(out[n-1].uses, p.uses...)
		} else {
			out = append(out, p)
		}
	}
	for c := range at {
		at[c] = int32(sort.Search(len(out), func(i int) bool { return int(out[i].text[0]) >= c }))
	}
	return out, at
}

// each calls found for every pattern of a sorted list that stands at b[at:]. The list is narrowed byte by byte, so the work is bounded by the
// longest pattern, and most places of a text are left after two or three bytes.
func each(list []pattern, index *[257]int32, b []byte, at int, found func(p *pattern, end int)) {
	lo, hi := int(index[b[at]]), int(index[int(b[at])+1])
	for depth := 1; lo < hi; depth++ {
		for lo < hi && len(list[lo].text) == depth {
			found(&list[lo], at+depth)
			lo++
		}
		if lo == hi || at+depth >= len(b) {
			return
		}
		c := b[at+depth]
		if list[lo].text[depth] != c {
			lo += sort.Search(hi-lo, func(i int) bool { return list[lo+i].text[depth] >= c })
		}
		if lo < hi && list[hi-1].text[depth] != c {
			hi = lo + sort.Search(hi-lo, func(i int) bool { return list[lo+i].text[depth] > c })
		}
	}
}

// found is a part of a phrase with gaps.
type found struct {
	use        use
	start, end int
}

// match returns the phrases in a folded sentence, sorted by place, those inside longer ones left out.
func (l *lexicon) match(b []byte, hits []hit) []hit { return settle(l.all(b, hits)) }

// all is match with those inside longer ones, in no order.
func (l *lexicon) all(b []byte, hits []hit) []hit {
	var parts []found
	word := false // the last character was part of a word
	for at := 0; at < len(b); {
		r, size := rune(b[at]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(b[at:])
		}
		met := func(p *pattern, end int) {
			if p.tail && end < len(b) {
				if next, _ := utf8.DecodeRune(b[end:]); wordRune(next) {
					return
				}
			}
			for _, u := range p.uses {
				if u.part == 0 {
					hits = append(hits, hit{class: u.class, value: u.value, start: at, end: end})
				} else {
					parts = append(parts, found{u, at, end})
				}
			}
		}
		is := wordRune(r)
		if !word && is {
			each(l.fronts, &l.frontAt, b, at, met)
		}
		each(l.inners, &l.innerAt, b, at, met)
		word = is
		at += size
	}
	return l.join(b, parts, hits)
}

// maxParts bounds how many parts that follow are compared with one.
const maxParts = 40

// join makes hits of the parts of phrases with gaps: each the nearest that follows the one before it.
func (l *lexicon) join(b []byte, parts []found, hits []hit) []hit {
	for i := range parts {
		if parts[i].use.part != 1 {
			continue
		}
		if k := l.follow(b, parts, i); k >= 0 {
			hits = append(hits, hit{parts[i].use.class, parts[i].use.value, parts[i].start, parts[k].end, [2]int{parts[i].end, parts[k].start}})
		}
	}
	return hits
}

// follow returns the last part of the phrase that begins with parts[i], -1 when it does not go on. What a sentence is about does not reach over a
// mark, unless verbs do.
func (l *lexicon) follow(b []byte, parts []found, i int) int {
	at, gap := &parts[i], maxGap
	if l.brackets {
		gap = maxBracket
	}
	for k := i + 1; k < len(parts) && k <= i+maxParts && parts[k].start <= at.end+gap; k++ {
		next := &parts[k]
		if next.use.id != at.use.id || next.start >= at.end && bytes.IndexByte(b[at.end:next.start], ';') >= 0 || next.use.part != at.use.part+1 || next.start < at.end || next.use.tight && !oneWord(b[at.end:next.start]) ||
			!l.brackets && next.use.class.isTopic() && bytes.ContainsAny(b[at.end:next.start], ",:") {
			continue
		}
		if next.use.last {
			return k
		}
		at = next
	}
	return -1
}

// oneWord reports whether between two parts there is no more than the ending of a word.
func oneWord(between []byte) bool {
	return len(between) == 0 || bytes.IndexByte(between, ' ') == len(between)-1 || bytes.IndexByte(between, ' ') < 0
}

// settle sorts hits and drops those inside a longer one. Words of grammar neither hide nor are hidden: a phrase with
// "not" in it still says "not". Phrases on returning do not hide topics: "free returns" says who pays and is about returns.
func settle(hits []hit) []hit {
	slices.SortFunc(hits, func(x, y hit) int {
		switch {
		case x.start != y.start:
			return x.start - y.start
		case x.end != y.end:
			return y.end - x.end
		default:
			return int(x.class) - int(y.class)
		}
	})
	out := hits[:0]
	var any, hiding, bounds reach            // bounds: "of 50 or more"
	var valued [carrier - currency + 1]reach // by class: "US$" hides "$", one carrier's name another's
	for _, h := range hits {
		if h.class >= currency {
			if r := &valued[h.class-currency]; !r.covers(h) {
				r.take(h)
				out = append(out, h)
			}
			continue
		}
		if h.class >= wordNot || h.class >= deliveryCase && h.class <= deliveryBarred || h.class == warrantyUnaffected {
			out = append(out, h)
			continue
		}
		returning := h.class >= returnUnused && h.class <= returnLost
		switch {
		case h.class == deliveryMore && !bounds.covers(h): // "a supplement of" is another matter, and added
		case returning && any.covers(h) && !any.skips(h), !returning && hiding.covers(h):
			continue
		}
		if h.class >= deliveryFrom && h.class <= deliveryCount && h.class != deliveryCalculated {
			bounds.take(h)
		}
		any.take(h)
		if !returning {
			hiding.take(h)
		}
		out = append(out, h)
	}
	return out
}

// reach is the phrase that reaches furthest so far.
type reach struct {
	start, end int
	gap        [2]int // of a phrase on what a sentence is about
}

// skips reports whether a phrase reaches into the gap of one that only says what the sentence is about: "nehmen wir nur ungeöffnet zurück".
func (r *reach) skips(h hit) bool { return h.end > r.gap[0] && h.start < r.gap[1] }

func (r *reach) covers(h hit) bool { return h.end <= r.end && (h.start != r.start || h.end != r.end) }

func (r *reach) take(h hit) {
	if h.end > r.end {
		r.start, r.end, r.gap = h.start, h.end, [2]int{}
		if h.class.isTopic() {
			r.gap = h.gap
		}
	}
}
