package extract

import "strings"

// byteSet is the set of bytes that occur in a text. Texts are searched for dozens of rare signs: most are told to be missing by it.
type byteSet [256]bool

func bytesOf(text string) *byteSet {
	s := new(byteSet)
	for i := range len(text) {
		s[text[i]] = true
	}
	return s
}

// holds reports whether all bytes of want occur.
func (s *byteSet) holds(want string) bool {
	for i := range len(want) {
		if !s[want[i]] {
			return false
		}
	}
	return true
}

// hasAny reports whether text, whose bytes these are, contains one of want; it saves running an expression over every page.
func (s *byteSet) hasAny(text string, want ...string) bool {
	for _, w := range want {
		if s.holds(w) && strings.Contains(text, w) {
			return true
		}
	}
	return false
}
