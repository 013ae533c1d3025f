package vendor

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// lexicon finds which of many fixed words stands at a place of a text, the longest first.
type lexicon struct {
	byHead map[[2]byte][]word
	first  [256]bool
}

type word struct {
	text    string
	method  int  // index of the payment method, -1 for a word of paying
	context bool // counts only in company
}

func newLexicon() *lexicon { return &lexicon{byHead: map[[2]byte][]word{}} }

// add puts in a lower-case word of at least two bytes.
func (l *lexicon) add(text string, method int, context bool) {
	h := [2]byte{text[0], text[1]}
	list := l.byHead[h]
	i := 0
	for i < len(list) && len(list[i].text) >= len(text) {
		i++
	}
	list = append(list, word{})
	copy(list[i+1:], list[i:])
	list[i] = word{text, method, context}
	l.byHead[h] = list
	l.first[text[0]] = true
}

// at returns the longest word that stands whole in low at i.
func (l *lexicon) at(low string, i int) (word, bool) {
	if !l.first[low[i]] || i+1 >= len(low) {
		return word{}, false
	}
	for _, w := range l.byHead[[2]byte{low[i], low[i+1]}] {
		if strings.HasPrefix(low[i:], w.text) && begins(low, i) && endsAt(low, i+len(w.text)) {
			return w, true
		}
	}
	return word{}, false
}

func begins(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	return i == 0 || !joined(before, r)
}

func endsAt(s string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	r, _ := utf8.DecodeRuneInString(s[i:])
	return i >= len(s) || !joined(before, r)
}

// joined reports whether two neighbours belong to one word. Chinese, Japanese and Korean put particles and further words
// directly behind, so a word of theirs ends anywhere.
func joined(a, b rune) bool {
	return inWord(a) && inWord(b)
}

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// fold makes text lower case, byte for byte parallel to the original.
func fold(text string) string {
	b := []byte(text)
	for i := 0; i < len(b); {
		if c := b[i]; c < utf8.RuneSelf {
			switch {
			case 'A' <= c && c <= 'Z':
				b[i] = c + 'a' - 'A'
			case c == '\n' || c == '\t' || c == '\r':
				b[i] = ' '
			}
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if l := unicode.ToLower(r); l != r && utf8.RuneLen(l) == n {
			utf8.EncodeRune(b[i:i+n], l)
		}
		i += n
	}
	return string(b)
}
