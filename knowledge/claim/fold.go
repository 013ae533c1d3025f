package claim

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// folded is a text in the form in which phrases are compared: lower case, without accents, widths and dashes made plain, white space
// one blank, and none between two characters of a script that has no words. off[i] is the offset in the original of what made b[i].
type folded struct {
	b   []byte
	off []int32

	blank   bool // a blank is due
	blankAt int32
	cjk     bool // the last character has no words around it
}

func foldText(s string) string {
	var f folded
	f.read(s)
	return string(f.b)
}

func (f *folded) reset() { f.b, f.off, f.blank, f.cjk = f.b[:0], f.off[:0], false, false }

func (f *folded) read(s string) {
	for i, r := range s {
		switch {
		case r <= ' ' || r == 0x7f || unicode.Is(unicode.Zs, r):
			if !f.blank {
				f.blank, f.blankAt = true, int32(i)
			}
		case r < utf8.RuneSelf:
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			f.ascii(byte(r), i)
		case r >= latinFrom && r < latinTo:
			f.write(latin[r-latinFrom], i)
		case wordless(r):
			f.flush(true)
			f.cjk = true
			f.put(string(r), i)
		default:
			f.write(foldRune(r), i)
		}
	}
}

func (f *folded) ascii(c byte, i int) {
	f.flush(false)
	f.cjk = false
	if c == '`' {
		c = '\''
	}
	f.b, f.off = append(f.b, c), append(f.off, int32(i))
}

func (f *folded) write(s string, i int) {
	if s == "" {
		return
	}
	f.flush(false)
	r, _ := utf8.DecodeRuneInString(s)
	f.cjk = wordless(r)
	f.put(s, i)
}

func (f *folded) put(s string, i int) {
	f.b = append(f.b, s...)
	for range len(s) {
		f.off = append(f.off, int32(i))
	}
}

func (f *folded) flush(cjk bool) {
	if f.blank && len(f.b) > 0 && !(cjk && f.cjk) {
		f.b, f.off = append(f.b, ' '), append(f.off, f.blankAt)
	}
	f.blank = false
}

// at returns the place in the folded text of an offset of the original.
func (f *folded) at(offset int) int {
	lo, hi := 0, len(f.off)
	for lo < hi {
		if mid := (lo + hi) / 2; int(f.off[mid]) < offset {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

const latinFrom, latinTo = 0xa1, 0x250

// latin holds the folding of the accented Latin letters, which are too frequent for the slow way.
var latin = func() (table [latinTo - latinFrom]string) {
	for r := rune(latinFrom); r < latinTo; r++ {
		table[r-latinFrom] = foldRune(r)
	}
	return table
}()

// foldRune folds what is neither ASCII nor a plain character of a script without words; "" for what is not to be seen.
func foldRune(r rune) string {
	switch {
	case r == 0xad || r == 0x34f || r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x2069 || r == 0xfeff || r >= 0xfe00 && r <= 0xfe0f || unicode.Is(unicode.Mn, r):
		return ""
	case r >= 0x2010 && r <= 0x2015, r == 0x2212:
		return "-"
	case r == 0x2018, r == 0x2019, r == 0xb4, r == 0x2bc:
		return "'"
	case r == 0x201c, r == 0x201d, r >= 0x300c && r <= 0x300f: // “ ” 「 」 『 』
		return "\""
	case r == 'ß':
		return "ss"
	case r == 'ł' || r == 'Ł':
		return "l"
	case r == 'ø' || r == 'Ø':
		return "o"
	case r == '～' || r == '〜':
		return "~"
	}
	var out []rune
	for _, d := range norm.NFKD.String(string(r)) {
		if !unicode.Is(unicode.Mn, d) || r >= 0x3000 {
			out = append(out, unicode.ToLower(d))
		}
	}
	return norm.NFC.String(string(out))
}

// wordless reports whether r is Han, kana or Hangul: phrases match inside longer runs of them.
func wordless(r rune) bool {
	return r >= 0x3005 && (r <= 0x3007 || r >= 0x3041 && r <= 0x30ff && r != 0x30fb || r >= 0x3400 && r <= 0x9fff || r >= 0xac00 && r <= 0xd7a3 || r >= 0x20000 && r <= 0x3ffff)
}

// wordRune reports whether r is part of a word of a script that separates words.
func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z'
	}
	return !wordless(r) && (unicode.IsLetter(r) || unicode.IsDigit(r)) && r != utf8.RuneError
}
