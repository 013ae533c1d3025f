package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/shopvet/shopvet/snapshot"
)

// noteDamage counts, in visible text, the replacement characters and the places where UTF-8 was read as windows-1252
// ("Ã¼" for "ü"), and keeps the first as an example.
func noteDamage(cs *snapshot.Charset, text string) {
	if n := strings.Count(text, "\uFFFD"); n > 0 {
		cs.Replaced += n
		setExample(cs, text, strings.Index(text, "\uFFFD"))
	}
	rare, rareAt := 0, 0
	// Every character that begins such a sequence, U+00C2 to U+00EF, has 0xC3 as its first byte.
	for i := strings.IndexByte(text, 0xc3); i >= 0 && i < len(text); {
		size, sure := twiceEncoded(text, i)
		switch {
		case size == 0:
			size = 1
		case sure:
			cs.Mojibake++
			setExample(cs, text, i)
		default:
			if rare == 0 {
				rareAt = i
			}
			rare++
		}
		i += size
		next := strings.IndexByte(text[i:], 0xc3)
		if next < 0 {
			break
		}
		i += next
	}
	if rare >= 2 { // once may be a name with a sign behind it ("MODÄ™")
		cs.Mojibake += rare
		setExample(cs, text, rareAt)
	}
}

// twiceEncoded reports the length of the sequence at text[i:] that makes sense as UTF-8 bytes read as windows-1252, or 0.
// It is sure where the two characters do not meet in honest text.
func twiceEncoded(text string, i int) (size int, sure bool) {
	lead, n := utf8.DecodeRuneInString(text[i:])
	var raw [3]byte
	switch {
	case lead >= 0xc2 && lead <= 0xc5:
		raw[1] = 1
	case lead >= 0xe2 && lead <= 0xef:
		raw[1] = 2
	default:
		return 0, false
	}
	follow := int(raw[1])
	raw[0] = byte(lead)
	at := i + n
	for k := 1; k <= follow; k++ {
		r, m := utf8.DecodeRuneInString(text[at:])
		c, ok := charmap.Windows1252.EncodeRune(r)
		if !ok || c < 0x80 || c > 0xbf {
			return 0, false
		}
		raw[k] = c
		at += m
	}
	meant, m := utf8.DecodeRune(raw[:follow+1])
	if meant == utf8.RuneError || m != follow+1 {
		return 0, false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	switch {
	case unicode.IsUpper(before): // a name in capitals with a sign behind it
		return at - i, false
	case lead >= 0xc4 && lead <= 0xc5:
		return at - i, false
	case follow == 2 && lead != 0xe2:
		return at - i, unicode.In(meant, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Common)
	}
	return at - i, true
}

// setExample keeps the first damaged place with its surroundings.
func setExample(cs *snapshot.Charset, text string, at int) {
	if cs.Example == "" {
		cs.Example = around(text, at)
	}
}

// around returns some 60 characters of the line that holds text[at].
func around(text string, at int) string {
	from := max(strings.LastIndexByte(text[:at], '\n')+1, at-40)
	for from < at && !utf8.RuneStart(text[from]) {
		from++
	}
	line, _, _ := strings.Cut(text[from:], "\n")
	return strings.TrimSpace(clip(line, 60))
}
