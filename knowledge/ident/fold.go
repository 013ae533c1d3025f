package ident

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// maxTries bounds the places of one text that are looked at closely, so that hostile text costs no more than a long page.
const maxTries = 20_000

// folded is a text in the form the finders read: full-width letters and digits made plain, every blank a space or a line
// break, every dash a hyphen. low is the same in lower case, byte for byte parallel to str.
type folded struct {
	raw string
	str string
	low string
	off []int32 // offset in raw of each byte of str; nil when both are equally long everywhere
}

func fold(raw string) *folded {
	f := &folded{raw: raw}
	str, low := make([]byte, 0, len(raw)), make([]byte, 0, len(raw))
	for i := 0; i < len(raw); {
		if c := raw[i]; c < utf8.RuneSelf {
			str, low = append(str, plain(c)), append(low, lower(plain(c)))
			f.mark(i, 1, 1, len(str))
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(raw[i:])
		p := plainRune(r)
		before := len(str)
		str = utf8.AppendRune(str, p)
		if l := unicode.ToLower(p); utf8.RuneLen(l) == len(str)-before {
			low = utf8.AppendRune(low, l)
		} else {
			low = append(low, str[before:]...)
		}
		f.mark(i, n, len(str)-before, len(str))
		i += n
	}
	f.str, f.low = string(str), string(low)
	return f
}

// mark keeps the map of offsets once the folded text has a different length.
func (f *folded) mark(at, was, is, length int) {
	if f.off == nil {
		if was == is {
			return
		}
		f.off = make([]int32, 0, len(f.raw)+1)
		for i := range length - is {
			f.off = append(f.off, int32(i))
		}
	}
	for range is {
		f.off = append(f.off, int32(at))
	}
}

// span maps a range of str to a range of raw.
func (f *folded) span(start, end int) (int, int) {
	if f.off == nil {
		return start, end
	}
	at := func(i int) int {
		if i >= len(f.off) {
			return len(f.raw)
		}
		return int(f.off[i])
	}
	return at(start), at(end)
}

func plain(c byte) byte {
	switch c {
	case '\t', '\f', '\v':
		return ' '
	case '\r':
		return '\n'
	}
	return c
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// plainRune makes full-width forms plain and dashes and blanks uniform.
func plainRune(r rune) rune {
	switch r {
	case '\u00a0', '\u2002', '\u2003', '\u2007', '\u2009', '\u200a', '\u202f', '\u3000':
		return ' '
	case '\u0085', '\u2028', '\u2029':
		return '\n'
	case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212', '\uff0d':
		return '-'
	case '\u2018', '\u2019', '\u02bc':
		return '\''
	case 'ㅣ', '丨', '│', '┃', '∣', '¦', '｜': // what footers of Korea and China part their items with
		return '|'
	case utf8.RuneError:
		return '?'
	}
	if r >= 0xff01 && r <= 0xff5e {
		return width.LookupRune(r).Narrow()
	}
	return r
}

// wordAt reports whether a word begins at i: no letter or digit stands directly before it.
func wordAt(s string, i int) bool {
	if i == 0 {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return !wordRune(r)
}

// wordEnd reports whether a word ends at i: no letter or digit follows directly.
func wordEnd(s string, i int) bool {
	if i >= len(s) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return !wordRune(r)
}

// wordRune holds for letters and digits of scripts that put blanks between words; Chinese and Japanese do not.
func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !spaceless(r)
}

func spaceless(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == 'ー'
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

// clip returns the part of s from start to end, both kept inside s and moved off the middle of a character.
func clip(s string, start, end int) string {
	start = min(max(start, 0), len(s))
	end = min(max(end, start), len(s))
	for start < end && !utf8.RuneStart(s[start]) {
		start++
	}
	for end < len(s) && end > start && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[start:end]
}

// oneLine puts a text of several lines on one: line breaks and bars become commas, runs of blanks one.
func oneLine(s string) string {
	var b strings.Builder
	pending := ""
	for _, r := range s {
		switch {
		case r == ' ':
			if pending == "" {
				pending = " "
			}
		case r == '\n' || r == '|' || r == '·' || r == '•' || r == ',':
			pending = ", "
		default:
			if b.Len() > 0 {
				b.WriteString(pending)
			}
			pending = ""
			b.WriteRune(r)
		}
	}
	return b.String()
}
