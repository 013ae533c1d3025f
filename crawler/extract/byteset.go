package extract

import "strings"

// byteSet is the set of bytes that occur in a text. Texts are searched for dozens of rare signs: most are told to be missing by it.
type byteSet struct {
	is            [256]bool
	noDot, noAmet bool // the words "dot" and "amet" are told to be missing too: any text has their letters
}

func bytesOf(text string) *byteSet {
	s := new(byteSet)
	s.add(text)
	return s
}

func (s *byteSet) add(text string) {
	for i := range len(text) {
		s.is[text[i]] = true
	}
}

// smallAlnum are the small letters and the digits.
var smallAlnum = *bytesOf("abcdefghijklmnopqrstuvwxyz0123456789")

// holds reports whether all bytes of want occur, as far as is told.
func (s *byteSet) holds(want string) bool {
	for i := range len(want) {
		if !s.is[want[i]] {
			return false
		}
	}
	return true
}

// hasAny reports whether text, whose bytes these are, contains one of want; it saves running an expression over every page.
func (s *byteSet) hasAny(text string, want ...string) bool {
	for _, w := range want {
		if s.holds(w) && (len(w) == 1 || strings.Contains(text, w)) {
			return true
		}
	}
	return false
}
