// Package cue recognises, in twelve languages, the words by which shops name things.
//
// The words live in data/<lang>.toml, one file a translator can edit alone; everything here is one pass over a folded text. The
// package judges nothing: a [Hit] says which words were met, where, and how much such a meeting weighs.
package cue

import (
	"slices"
	"sync"
	"unicode/utf8"
)

// Hit is one cue met in a text.
type Hit struct {
	Concept Concept
	Lang    string  // language of the cue: the page's own if the cue belongs to it
	Weight  float32 // place × phrase × language; see Place and Matcher.Match
	Start   int     // byte offsets into the text that was given, on character bounds
	End     int
}

// Matcher finds cues. It is immutable and safe for concurrent use.
type Matcher struct {
	text, path *trie
	maxSize    int // longest pattern in folded bytes
	days       [len(langTags)]dayTable
	parts      [len(langTags)]partTable
}

// Default returns the matcher of the embedded data, built on first use. That the data is sound is proved by a test,
// so a caller has no error to handle.
func Default() *Matcher { return defaultMatcher() }

var defaultMatcher = sync.OnceValue(func() *Matcher {
	all, err := loadAll()
	if err != nil {
		panic(err) // the embedded files are part of the program
	}
	return compile(all)
})

func compile(all []langData) *Matcher {
	var m Matcher
	m.text, m.path = tries(all)
	for i, d := range all {
		m.days[i] = newDayTable(d.days)
		m.parts[i].entries = d.entries
	}
	for _, a := range []*trie{m.text, m.path} {
		for _, r := range a.refs {
			m.maxSize = max(m.maxSize, int(r.size))
		}
	}
	return &m
}

// scratch is the working memory of one call.
type scratch struct {
	n    normal
	hits []found
	nots []found
	out  []Hit
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// found is a hit in folded bytes, before overlaps are settled.
type found struct {
	ref        *cueRef
	start, end int32
	weight     float32
}

// Match returns the cues in text, sorted by Start.
//
// lang is the page's language tag ("" when unknown). Cues of that language and of English count full; those of other
// languages count half, unless their script, two words or nine letters make them unmistakable. Of two hits of the same
// concept, one inside the other, the longer stays; a counter-phrase cancels what it covers; an action ("add to cart")
// hides the page concept it contains ("cart"). A single short word in a link or heading of more than six words counts
// half: it is more likely part of a product name. With place Slug, text is a path as for [Matcher.Path].
func (m *Matcher) Match(text string, place Place, lang string) []Hit {
	sc := scratches.Get().(*scratch)
	defer scratches.Put(sc)
	page := maskOf(lang)
	if place == Slug {
		return m.matchPath(sc, text, page)
	}
	sc.n.reset()
	sc.hits, sc.nots = sc.hits[:0], sc.nots[:0]
	mode := foldLine
	if place == Body {
		mode = foldBody
	}
	sc.n.read(text, mode)
	m.collect(sc, m.text)
	if len(sc.hits) == 0 {
		return nil
	}
	long := place != Body && isLong(sc.n.b)
	for i := range sc.hits {
		h := &sc.hits[i]
		h.weight = place.weight() * h.ref.weight * langWeight(h.ref, page)
		if long && isShort(h.ref) {
			h.weight /= 2
		}
	}
	return m.settle(sc, text, page)
}

// collect keeps the patterns that stand on word bounds (and alone, if the cue asks for that).
func (m *Matcher) collect(sc *scratch, t *trie) {
	b := sc.n.b
	keep := func(ref *cueRef, end int) {
		if !endsWord(b, end) {
			return
		}
		f := found{ref: ref, start: int32(end) - ref.size, end: int32(end)}
		if ref.flags&wholeOnly != 0 && !(t == m.path && aloneInSegment(b, int(f.start), end) || t == m.text && aloneInLine(b, int(f.start), end)) {
			return
		}
		if ref.flags&counter != 0 {
			sc.nots = append(sc.nots, f)
		} else {
			sc.hits = append(sc.hits, f)
		}
	}
	padded, words := append(b, noRun[:]...), &t.words
	sc.n.b = padded[:len(b)]
	for at, inWord := 0, false; at < len(b); {
		c := b[at]
		switch {
		case isRunByte[c]:
			size, hash := wordRun(padded, at)
			for next := false; ; inWord = false { // word after word, each of which tells whether the one before may begin a cue
				var nextSize int
				var nextHash uint64
				end := at + size
				if next = padded[end] == ' ' && isRunByte[padded[end+1]]; next {
					nextSize, nextHash = wordRun(padded, end+1)
				}
				if !inWord && words.hasRun(hash) && words.goesOn(hash, next, nextHash) {
					t.each(b, at, keep)
				}
				if at = end; !next {
					break
				}
				at, size, hash = end+1, nextSize, nextHash
			}
			inWord = true
		case c < utf8.RuneSelf:
			if words.other[c] {
				t.each(b, at, keep)
			}
			inWord = false
			at++
		default:
			r, size := utf8.DecodeRune(b[at:])
			word := isWord(r)
			if !(inWord && word) && words.hasWide(r) {
				t.each(b, at, keep)
			}
			inWord = word
			at += size
		}
	}
}

func langWeight(ref *cueRef, page langMask) float32 {
	if ref.langs&(page|english) != 0 || ref.flags&strong != 0 {
		return 1
	}
	return 0.5
}

// settle sorts the hits, drops what is cancelled, contained or hidden, and turns the rest to offsets of the original.
func (m *Matcher) settle(sc *scratch, text string, page langMask) []Hit {
	slices.SortFunc(sc.hits, func(x, y found) int {
		switch {
		case x.start != y.start:
			return int(x.start) - int(y.start)
		case x.end != y.end:
			return int(y.end) - int(x.end)
		case x.ref.concept != y.ref.concept:
			return int(x.ref.concept) - int(y.ref.concept)
		case x.weight > y.weight:
			return -1
		case x.weight < y.weight:
			return 1
		}
		return 0
	})
	slices.SortFunc(sc.nots, func(x, y found) int { return int(x.start) - int(y.start) })
	var reach [lastConcept + 1]int32 // how far the hits of each concept extend
	var action int32                 // and those of actions
	out := sc.out[:0]
	for i := range sc.hits {
		h := &sc.hits[i]
		c := h.ref.concept
		if m.cancelled(sc.nots, h) || h.end <= reach[c] || (c.IsPage() && h.end <= action) {
			continue
		}
		reach[c] = h.end
		if c.IsAction() {
			action = max(action, h.end)
		}
		start, end := sc.n.span(text, h.start, h.end)
		out = append(out, Hit{Concept: c, Lang: pick(h.ref.langs, page), Weight: h.weight, Start: start, End: end})
	}
	sc.out = out
	return slices.Clone(hideContained(out))
}

// hideContained drops page concepts that begin with an action found only later in sort order: equal spans.
func hideContained(hits []Hit) []Hit {
	kept := hits[:0]
	for i, h := range hits {
		hidden := false
		for k := i + 1; k < len(hits) && hits[k].Start == h.Start; k++ {
			hidden = hidden || h.Concept.IsPage() && hits[k].Concept.IsAction() && hits[k].End >= h.End
		}
		if !hidden {
			kept = append(kept, h)
		}
	}
	return kept
}

func (m *Matcher) cancelled(nots []found, h *found) bool {
	if len(nots) == 0 {
		return false
	}
	from, _ := slices.BinarySearchFunc(nots, h.start-int32(m.maxSize), func(n found, at int32) int { return int(n.start) - int(at) })
	for _, n := range nots[from:] {
		if n.start > h.start {
			break
		}
		if n.ref.concept == h.ref.concept && n.end >= h.end {
			return true
		}
	}
	return false
}

// span turns folded offsets into offsets of text, from which n was read.
func (n *normal) span(text string, start, end int32) (int, int) {
	last := n.origin(text, end-1)
	return n.origin(text, start), last + segment(text[last:])
}

// Has reports whether text holds a cue of c at full strength for its place: 1.0 in links and headings, 0.7 in paths,
// 0.3 in running text.
func (m *Matcher) Has(text string, place Place, lang string, c Concept) bool {
	for _, h := range m.Match(text, place, lang) {
		if h.Concept == c && reaches(h.Weight, place.weight()) {
			return true
		}
	}
	return false
}

// reaches compares weights, which are products of binary fractions with 0.7 and 0.3.
func reaches(weight, threshold float32) bool { return weight >= threshold-1e-4 }
