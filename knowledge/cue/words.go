package cue

import "unicode/utf8"

func endsWord(b []byte, at int) bool {
	if at == len(b) || !wordAt(b, at) {
		return true
	}
	if c := b[at-1]; c < utf8.RuneSelf {
		return !isWord(rune(c))
	}
	r, _ := utf8.DecodeLastRune(b[:at])
	return !isWord(r)
}

func wordAt(b []byte, at int) bool {
	if c := b[at]; c < utf8.RuneSelf {
		return isWord(rune(c))
	}
	r, _ := utf8.DecodeRune(b[at:])
	return isWord(r)
}

// aloneInLine reports whether the rest of the line holds no letters: "Cart (2)" names the cart and nothing else.
func aloneInLine(b []byte, start, end int) bool {
	return noLetters(b, start, end, '\n')
}

func noLetters(b []byte, start, end int, stop byte) bool {
	for at := end; at < len(b) && b[at] != stop; {
		r, size := utf8.DecodeRune(b[at:])
		if isLetter(r) {
			return false
		}
		at += size
	}
	for at := start; at > 0 && b[at-1] != stop; {
		r, size := utf8.DecodeLastRune(b[:at])
		if isLetter(r) {
			return false
		}
		at -= size
	}
	return true
}

func isLetter(r rune) bool { return isCJK(r) || isWord(r) && (r < '0' || r > '9') }

const (
	longWords = 6  // more words than that are a sentence or a product name
	longCJK   = 14 // the same, in characters without spaces
)

// isLong reports whether a link text or heading is too long to be a mere name of a page.
func isLong(b []byte) bool {
	words, han := 1, 0
	for _, c := range b {
		if c == ' ' {
			words++
		} else if c >= 0xe3 {
			han++
		}
	}
	return words > longWords || han > longCJK
}

// isShort reports whether a cue is a single word that product names may well contain.
func isShort(ref *cueRef) bool {
	if ref.flags&hanOnly != 0 {
		return ref.runes <= 2
	}
	return ref.flags&strong == 0
}
