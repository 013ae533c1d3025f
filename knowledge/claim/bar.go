package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxBar is the longest line, in bytes, that is taken for a bar of promises.
const maxBar = 600

// barParts parts a bar of promises, "Free delivery from £50 · 30 days to return", into them: what limits one does not limit the next. It returns nil for
// a line that is none: where a part is too short to be a promise, as in "Returns · 30 days", the line is one promise. Within a bar such a word and its
// number stay together, and a telephone number, or a word alone ("climate neutral"), belongs to none of the promises beside it.
func barParts(line string) [][2]int {
	if len(line) > maxBar || !strings.Contains(line, "·") && !strings.Contains(line, "\xe2") {
		return nil
	}
	var parts [][2]int
	start, promises, word := 0, 0, false // word says that the part before is a word alone
	cut := func(end, next int) bool {
		part := strings.TrimSpace(line[start:end])
		numbered := part != "" && part[0] >= '0' && part[0] <= '9'
		switch {
		case part == "":
		case word && numbered:
			parts[len(parts)-1][1] = end // "Returns · 30 days"
			promises, word = promises+1, false
		case promising(part):
			promises, word = promises+1, false
			parts = append(parts, [2]int{start, end})
		case countDigits(part) > 0 && countDigits(part) < leastPhone:
			return false
		default:
			word = countDigits(part) == 0 && !strings.ContainsRune(part, '@')
			parts = append(parts, [2]int{start, end})
		}
		start = next
		return true
	}
	for i, r := range line {
		if !parting(r) || !spaced(line, i, utf8.RuneLen(r)) {
			continue
		}
		if !cut(i, i+utf8.RuneLen(r)) {
			return nil
		}
	}
	if !cut(len(line), len(line)) || promises < 2 {
		return nil
	}
	return parts
}

// leastPhone is how many digits a telephone number has at least.
const leastPhone = 7

func countDigits(part string) (n int) {
	for _, r := range part {
		if unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// parting reports whether a sign stands between the promises of a bar, or before each of them.
func parting(r rune) bool {
	switch r {
	case '·', '•', '●', '★', '☆', '✓', '✔', '☑', '✦', '◆', '♦', '➤', '►':
		return true
	default:
		return false
	}
}

// spaced reports whether a sign stands by itself: at the line's beginning or behind a blank, and before a blank.
func spaced(line string, at, size int) bool {
	before, _ := utf8.DecodeLastRuneInString(line[:at])
	after, _ := utf8.DecodeRuneInString(line[at+size:])
	return (at == 0 || unicode.IsSpace(before)) && (unicode.IsSpace(after) || after == 0xfe0f)
}

// Least length of a promise, in words, or in characters of a script without words.
const (
	leastWords      = 2
	leastCharacters = 4
)

func promising(part string) bool {
	n := 0
	for _, r := range part {
		if wordless(r) {
			n++
		}
	}
	if n > 0 {
		return n >= leastCharacters
	}
	words := 0
	for _, w := range strings.Fields(part) {
		if strings.ContainsFunc(w, unicode.IsLetter) {
			words++
		}
	}
	return words >= leastWords
}
