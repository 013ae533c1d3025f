package cli

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// printable replaces what could move a terminal's cursor, change its colours or turn the direction of text: addresses and words of a
// stranger's shop are shown, never obeyed.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r == utf8.RuneError || unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) {
			return '·'
		}
		return r
	}, s)
}

// shorten cuts the middle out of a text that is wider than a number of columns: an address is told by its host and its end.
func shorten(s string, limit int) string {
	if columns(s) <= limit {
		return s
	}
	runes := []rune(s)
	room := max(limit-columns("…"), 0)
	head, tail := 0, len(runes)
	for used := 0; head < tail; {
		if used += columns(string(runes[head])); used > room/2 {
			break
		}
		head++
	}
	for used := columns(string(runes[:head])); tail > head; {
		if used += columns(string(runes[tail-1])); used > room {
			break
		}
		tail--
	}
	return string(runes[:head]) + "…" + string(runes[tail:])
}

// columns is the most columns of a terminal that a text may take. Addresses are nearly always ASCII; other letters may be wide ones.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > unicode.MaxLatin1 && r != '…' && r != '·' {
			n++
		}
	}
	return n
}
