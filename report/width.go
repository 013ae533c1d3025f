package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wide holds the characters that take two columns of a terminal: those of East Asian width W and F in Unicode's UAX 11. Blocks are
// taken whole, so that a line may come out a little short but never too long; a test compares them with golang.org/x/text/width.
var wide = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x1100, Hi: 0x115f, Stride: 1}, {Lo: 0x231a, Hi: 0x231b, Stride: 1}, {Lo: 0x2329, Hi: 0x232a, Stride: 1},
		{Lo: 0x23e9, Hi: 0x23f3, Stride: 1}, {Lo: 0x25fd, Hi: 0x25fe, Stride: 1}, {Lo: 0x2614, Hi: 0x2615, Stride: 1},
		{Lo: 0x2630, Hi: 0x2637, Stride: 1}, {Lo: 0x2648, Hi: 0x2653, Stride: 1}, {Lo: 0x267f, Hi: 0x268f, Stride: 1},
		{Lo: 0x2693, Hi: 0x26ff, Stride: 1}, {Lo: 0x2705, Hi: 0x2705, Stride: 1}, {Lo: 0x270a, Hi: 0x270b, Stride: 1},
		{Lo: 0x2728, Hi: 0x2728, Stride: 1}, {Lo: 0x274c, Hi: 0x274e, Stride: 1}, {Lo: 0x2753, Hi: 0x2757, Stride: 1},
		{Lo: 0x2795, Hi: 0x2797, Stride: 1}, {Lo: 0x27b0, Hi: 0x27bf, Stride: 1}, {Lo: 0x2b1b, Hi: 0x2b1c, Stride: 1},
		{Lo: 0x2b50, Hi: 0x2b55, Stride: 1}, {Lo: 0x2e80, Hi: 0x303e, Stride: 1}, {Lo: 0x3041, Hi: 0xa4cf, Stride: 1},
		{Lo: 0xa960, Hi: 0xa97f, Stride: 1}, {Lo: 0xac00, Hi: 0xd7a3, Stride: 1}, {Lo: 0xf900, Hi: 0xfaff, Stride: 1},
		{Lo: 0xfe10, Hi: 0xfe19, Stride: 1}, {Lo: 0xfe30, Hi: 0xfe6f, Stride: 1}, {Lo: 0xff01, Hi: 0xff60, Stride: 1},
		{Lo: 0xffe0, Hi: 0xffe6, Stride: 1},
	},
	R32: []unicode.Range32{
		{Lo: 0x16fe0, Hi: 0x18dff, Stride: 1}, {Lo: 0x1aff0, Hi: 0x1b2ff, Stride: 1}, {Lo: 0x1d300, Hi: 0x1d37f, Stride: 1},
		{Lo: 0x1f000, Hi: 0x1faff, Stride: 1}, {Lo: 0x20000, Hi: 0x3ffff, Stride: 1},
	},
}

// runeWidth is the number of terminal columns of r.
func runeWidth(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case unicode.Is(wide, r):
		return 2
	default:
		return 1
	}
}

// width is the number of terminal columns of s, which holds no escapes.
func width(s string) int {
	n := 0
	for _, r := range s {
		n += runeWidth(r)
	}
	return n
}

// wrap breaks s into lines of at most columns: at blanks, else between any two letters. A no-break space stays unbroken.
func wrap(s string, columns int) []string {
	var lines []string
	line, used := "", 0
	for word := range strings.SplitSeq(s, " ") {
		for word != "" {
			w, gap := width(word), 0
			if used > 0 {
				gap = 1
			}
			if used+gap+w <= columns {
				line += strings.Repeat(" ", gap) + word
				used += gap + w
				break
			}
			// A word that fits on a line of its own goes there; a longer one, or one of a script without blanks, fills up this line.
			if room := columns - used - gap; room >= 8 && (w > columns || runeWidth([]rune(word)[0]) == 2) {
				head, rest := splitAt(word, room)
				line += strings.Repeat(" ", gap) + head
				word = rest
			} else if used == 0 {
				line, word = splitAt(word, columns)
			}
			lines = append(lines, line)
			line, used = "", 0
		}
	}
	if used > 0 || len(lines) == 0 {
		lines = append(lines, line)
	}
	return lines
}

// splitAt cuts s after at most columns, but after one rune at least.
func splitAt(s string, columns int) (head, rest string) {
	used := 0
	for i, r := range s {
		used += runeWidth(r)
		if used > columns && i > 0 {
			i = lineEnd(s, i)
			return s[:i], s[i:]
		}
	}
	return s, ""
}

// closing are the signs that no line begins with where no blank stands before them.
const closing = "。、，．；：！？）」』】》〉”’%…"

// lineEnd moves a break at i back so that the next line does not begin with a closing sign, if the line keeps most of its length.
func lineEnd(s string, i int) int {
	at := i
	for range 3 {
		if r, _ := utf8.DecodeRuneInString(s[at:]); !strings.ContainsRune(closing, r) {
			return at
		}
		_, size := utf8.DecodeLastRuneInString(s[:at])
		if at -= size; at <= i/2 {
			return i
		}
	}
	return i
}

// pad fills s with blanks up to columns.
func pad(s string, columns int) string {
	return s + strings.Repeat(" ", max(0, columns-width(s)))
}
