package extract

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// detectWindow bounds how much of a body is looked at to guess its encoding.
const detectWindow = 128 << 10

// detectCharset guesses the encoding of a body that declares none. It is conservative: what is neither sound UTF-8 nor
// clearly one of the East Asian encodings is windows-1252 (or its Central European sister where the page says so), which
// is what browsers assume.
func detectCharset(body []byte) string {
	sample := body[:min(len(body), detectWindow)]
	if len(sample) < len(body) { // do not end inside a character
		for n := 0; n < utf8.UTFMax && len(sample) > 0 && sample[len(sample)-1] >= 0x80; n++ {
			sample = sample[:len(sample)-1]
		}
	}
	if bytes.Contains(sample, []byte("\x1b$B")) || bytes.Contains(sample, []byte("\x1b$@")) {
		return "iso-2022-jp"
	}
	if utf8.Valid(sample) {
		return "utf-8"
	}
	if nearlyUTF8(sample) {
		return "utf-8"
	}
	lang := declaredLangBytes(sample)
	if name := detectEastAsian(sample, lang); name != "" {
		return name
	}
	return detectEuropean(sample, lang)
}

// nearlyUTF8 reports whether all but a few of the multi-byte sequences are sound: one broken byte in a UTF-8 page does
// not make it Latin-1.
func nearlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			bad++
		} else {
			good++
		}
		i += size
	}
	return good >= 10 && good >= 20*bad
}

// pairs counts what double-byte text looks like under one reading.
type pairs struct {
	good, bad int
	mark      int // characters that only this language uses often
	low       int // second bytes below 0xA1
}

func (p pairs) sound() bool { return p.good >= 4 && p.bad*50 <= p.good }

// detectEastAsian compares five readings. Japanese is told by kana, Korean by the Hangul rows, Big5 by its low second
// bytes; what remains sound is Chinese in GB.
func detectEastAsian(b []byte, lang string) string {
	sjis, eucJP, euc, big5 := countShiftJIS(b), countEUC(b, 0xa4, 0xa5), countEUC(b, 0xb0, 0xc8), countBig5(b)
	gbk := countGBK(b)
	switch {
	case sjis.sound() && sjis.mark*5 >= sjis.good && !strings.HasPrefix(lang, "zh"):
		return "shift_jis"
	case eucJP.sound() && eucJP.low == 0 && eucJP.mark*5 >= eucJP.good && !strings.HasPrefix(lang, "zh"):
		return "euc-jp"
	case euc.sound() && euc.low == 0 && euc.mark*10 >= euc.good*9:
		if strings.HasPrefix(lang, "zh") {
			return "gbk"
		}
		return "euc-kr"
	case big5.sound() && big5.low*10 >= big5.good && big5.mark*2 >= big5.good:
		return "big5"
	case gbk.sound() && gbk.mark*2 >= gbk.good:
		return "gbk"
	}
	return ""
}

// countShiftJIS reads b as Shift_JIS; mark counts kana.
func countShiftJIS(b []byte) (p pairs) {
	for i := 0; i < len(b); i++ {
		c := b[i]
		switch {
		case c < 0x80:
		case c >= 0xa1 && c <= 0xdf: // half-width katakana
			p.good++
		case (c >= 0x81 && c <= 0x9f || c >= 0xe0 && c <= 0xfc) && i+1 < len(b) && sjisTrail(b[i+1]):
			p.good++
			if c == 0x82 && b[i+1] >= 0x9f && b[i+1] <= 0xf1 || c == 0x83 && b[i+1] <= 0x96 {
				p.mark++
			}
			i++
		default:
			p.bad++
		}
	}
	return p
}

func sjisTrail(c byte) bool { return c >= 0x40 && c <= 0xfc && c != 0x7f }

// countEUC reads b as one of the EUC encodings; mark counts first bytes from lo to hi.
func countEUC(b []byte, lo, hi byte) (p pairs) {
	for i := 0; i < len(b); i++ {
		c := b[i]
		switch {
		case c < 0x80:
		case c >= 0xa1 && c <= 0xfe && i+1 < len(b) && b[i+1] >= 0xa1 && b[i+1] <= 0xfe:
			if c >= 0xb0 || c == 0xa4 || c == 0xa5 { // punctuation rows are common to all
				p.good++
			}
			if c >= lo && c <= hi {
				p.mark++
			}
			i++
		default:
			p.bad++
		}
	}
	return p
}

// countBig5 reads b as Big5; mark counts the frequent characters.
func countBig5(b []byte) (p pairs) {
	for i := 0; i < len(b); i++ {
		c := b[i]
		switch {
		case c < 0x80:
		case c >= 0xa1 && c <= 0xf9 && i+1 < len(b) && (b[i+1] >= 0x40 && b[i+1] <= 0x7e || b[i+1] >= 0xa1 && b[i+1] <= 0xfe):
			p.good++
			if b[i+1] < 0x80 {
				p.low++
			}
			if c >= 0xa4 && c <= 0xc6 {
				p.mark++
			}
			i++
		default:
			p.bad++
		}
	}
	return p
}

// countGBK reads b as GBK; mark counts the frequent characters of GB 2312.
func countGBK(b []byte) (p pairs) {
	for i := 0; i < len(b); i++ {
		c := b[i]
		switch {
		case c < 0x80:
		case c >= 0x81 && c <= 0xfe && i+1 < len(b) && b[i+1] >= 0x40 && b[i+1] != 0x7f && b[i+1] != 0xff:
			p.good++
			if c >= 0xb0 && c <= 0xd7 && b[i+1] >= 0xa1 || c == 0xa1 || c == 0xa3 {
				p.mark++
			}
			i++
		default:
			p.bad++
		}
	}
	return p
}

// detectEuropean chooses among the single-byte encodings by the declared language; the byte values alone cannot tell.
func detectEuropean(b []byte, lang string) string {
	switch base, _, _ := strings.Cut(lang, "-"); base {
	case "pl", "cs", "sk", "hu", "sl", "hr":
		windows, iso := 0, 0
		for _, c := range b {
			switch c {
			case 0xb9, 0x9c, 0x9f, 0x8c, 0x8f, 0x9a, 0x8a, 0x9e, 0x8e, 0x9d, 0x8d:
				windows++
			case 0xb1, 0xb6, 0xbc, 0xa6, 0xac, 0xa1:
				iso++
			}
		}
		if iso > windows {
			return "iso-8859-2"
		}
		return "windows-1250"
	case "ru", "uk", "bg", "be", "sr", "mk":
		return "windows-1251"
	case "el":
		return "windows-1253"
	case "tr":
		return "windows-1254"
	}
	return "windows-1252"
}

// declaredLangBytes finds the lang attribute of the html element before the encoding is known: tags are ASCII.
func declaredLangBytes(b []byte) string {
	head := bytes.ToLower(b[:min(len(b), 2<<10)])
	_, tag, ok := bytes.Cut(head, []byte("<html"))
	if !ok {
		return ""
	}
	tag, _, _ = bytes.Cut(tag, []byte(">"))
	_, value, ok := bytes.Cut(tag, []byte("lang="))
	if !ok {
		return ""
	}
	value = bytes.TrimLeft(value, "\"'")
	if end := bytes.IndexAny(value, "\"' \t\r\n"); end >= 0 {
		value = value[:end]
	}
	return clip(string(value), 20)
}
