package claim

import (
	"bytes"

	"github.com/shopvet/shopvet/knowledge/cue"
)

// Turn returns the first sentence of a text that asks buyers to tell the seller of goods that came damaged, are faulty or not those ordered, and says how;
// "" where none does. Whoever is asked to write first needs no address for parcels, and knows where to turn when something is wrong.
func Turn(heading, text, lang string) string {
	d := dataOf(lang)
	if d == nil {
		return ""
	}
	tag, _ := cue.Tag(lang)
	r := reader{d: d, lang: lang, tag: tag, text: text, own: true, seen: map[string]int{}}
	r.read(heading, nil)
	return r.turn
}

// Guarantee returns the first sentence of a text that names the guarantee of the law, also where it only leaves it as it is ("your rights by law for faulty goods are not affected"), which
// promises no guarantee and yet is a word on it; "" where none does.
func Guarantee(heading, text, lang string) string {
	d := dataOf(lang)
	if d == nil {
		return ""
	}
	tag, _ := cue.Tag(lang)
	r := reader{d: d, lang: lang, tag: tag, text: text, own: true, seen: map[string]int{}}
	r.read(heading, nil)
	return r.law
}

// turns reports whether a sentence is about goods that are not as they should be, by its own words or by those above it, and names a way to tell of it.
func (s *sentence) turns() bool {
	if !s.ofFault && !s.faulted && !s.afterFault || s.above.has(topicPrivacy) && s.above.only(topicPrivacy) {
		return false
	}
	for _, h := range s.hits {
		if h.class == returnContact && !s.denied(h) {
			return true
		}
	}
	return bytes.IndexByte(s.b, '@') > 0 && !s.has(wordNot)
}
