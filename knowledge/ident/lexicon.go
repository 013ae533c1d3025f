package ident

import (
	"strings"
	"unicode/utf8"
)

// lexicon finds which of many fixed words stands at a place of a text, the longest first.
type lexicon[T any] struct {
	byHead map[[2]byte][]entry[T]
	first  [256]bool
}

type entry[T any] struct {
	word  string
	value T
}

func newLexicon[T any]() *lexicon[T] { return &lexicon[T]{byHead: map[[2]byte][]entry[T]{}} }

// add puts in a word of at least two bytes.
func (l *lexicon[T]) add(word string, value T) {
	h := [2]byte{word[0], word[1]}
	list := l.byHead[h]
	i := 0
	for i < len(list) && len(list[i].word) >= len(word) {
		i++
	}
	list = append(list, entry[T]{})
	copy(list[i+1:], list[i:])
	list[i] = entry[T]{word, value}
	l.byHead[h] = list
	l.first[word[0]] = true
}

// at returns the longest entry that stands in s at i and ends at the end of a word.
func (l *lexicon[T]) at(s string, i int) (entry[T], bool) {
	if !l.first[s[i]] || i+1 >= len(s) {
		return entry[T]{}, false
	}
	for _, e := range l.byHead[[2]byte{s[i], s[i+1]}] {
		if strings.HasPrefix(s[i:], e.word) && ends(s, i+len(e.word)) {
			return e, true
		}
	}
	return entry[T]{}, false
}

// ends reports whether the entry that stops at i is a whole word. One that itself ends in a mark or in a script without
// blanks always is.
func ends(s string, i int) bool {
	return !wordEndsIn(s[:i]) || wordEnd(s, i) || takesParticle(s, i)
}

// takesParticle reports whether a Korean word that stops at i has nothing but a particle behind it: "느릅철물 주식회사가 운영하는".
func takesParticle(s string, i int) bool {
	r, size := utf8.DecodeRuneInString(s[i:])
	return strings.ContainsRune("가는은이를을와과의에로도", r) && s[lastRune(s[:i])] >= 0xea && wordEnd(s, i+size)
}

func wordEndsIn(s string) bool {
	return s != "" && !wordEnd(s[lastRune(s):], 0)
}

func lastRune(s string) int {
	i := len(s) - 1
	for i > 0 && s[i]&0xc0 == 0x80 {
		i--
	}
	return i
}
