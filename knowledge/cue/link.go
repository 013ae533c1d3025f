package cue

import (
	"strings"
	"unicode"
)

// Best names the page a link leads to, from its text and the path of its address together: the concept whose best cue
// in the text and best cue in the path add up to 1.0 or more, the larger sum first, then the longer cue. Where the text
// is empty or an icon, the path alone is enough. It returns None and 0 when nothing is sure enough.
func (m *Matcher) Best(linkText, path, lang string) (Concept, float32) {
	var text, slug, size [lastPage + 1]float32
	gather(m.Match(linkText, LinkText, lang), &text, &size)
	gather(m.Match(path, Slug, lang), &slug, &size)
	if reaches(slug[Cart], Slug.weight()) && counts(linkText) {
		return Cart, slug[Cart]
	}
	threshold := LinkText.weight()
	if !hasLetters(linkText) {
		threshold = Slug.weight()
	}
	best, weight := None, float32(0)
	for c := Privacy; c <= lastPage; c++ {
		sum := text[c] + slug[c]
		if !reaches(sum, threshold) {
			continue
		}
		if best == None || sum > weight+1e-4 || sum > weight-1e-4 && size[c] > size[best] {
			best, weight = c, sum
		}
	}
	return best, weight
}

func gather(hits []Hit, weight, size *[lastPage + 1]float32) {
	for _, h := range hits {
		if h.Concept.IsPage() {
			weight[h.Concept] = max(weight[h.Concept], h.Weight)
			size[h.Concept] = max(size[h.Concept], float32(h.End-h.Start))
		}
	}
}

// countWords is how many words beside numbers a link to the cart has that counts what lies in it: "0,00 € 0 articoli".
const countWords = 3

// counts reports whether a text begins with a sum or a number of things and says little else.
func counts(s string) bool {
	words, begun := 0, false
	for _, f := range strings.Fields(s) {
		switch {
		case strings.ContainsAny(f, "0123456789"):
			begun = true
		case hasLetters(f):
			words++
			if !begun && words > 1 { // "Artikel: 0", "EUR 0.00"
				return false
			}
		}
	}
	return begun && words <= countWords
}

func hasLetters(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return true
		}
	}
	return false
}

// Acts returns the action that following a link would perform, judged by its text or its address, or None. A crawler
// asks this before it queues a link; a link wrongly taken for an action costs one page, the reverse changes a shop.
func (m *Matcher) Acts(linkText, path, lang string) Concept {
	for _, h := range m.Match(path, Slug, lang) {
		if h.Concept.IsAction() && reaches(h.Weight, Slug.weight()) {
			return h.Concept
		}
	}
	for _, h := range m.Match(linkText, LinkText, lang) {
		if h.Concept.IsAction() && reaches(h.Weight, LinkText.weight()) {
			return h.Concept
		}
	}
	return None
}
