package cue

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold returns s as cues are compared: NFKC (so widths and ligatures are one), full case folding, typographic
// apostrophes and dashes made plain, invisible characters dropped, white space collapsed and trimmed.
func Fold(s string) string {
	var n normal
	n.read(s, foldText)
	return string(n.b)
}

// foldMode says how much more than Fold a reading evens out.
type foldMode uint8

const (
	foldText foldMode = iota // Fold itself
	foldDays                 // for durations: Fold, but line breaks stay
	foldLine                 // for matching one link text or heading: hyphens and line breaks are spaces, CJK loses its spaces
	foldBody                 // the same, but line breaks stay, so that no cue spans two blocks
	foldPath                 // for addresses: also "_", "+" and a change from lower to upper case are spaces, "?&=#;" are "/"
)

// normal is a folded text; runs tell where its characters stand in the original.
type normal struct {
	b    []byte
	runs []run

	gap     byte  // pending separator: 0, ' ' or '\n'
	gapAt   int32 // where it began
	lastCJK bool  // last character written is CJK
}

// run is a stretch of folded bytes, up to the next run: those at at and behind it stand in the original at from and behind it, byte by byte; with
// still, all of them are made from the one character at from. Most of any text is a few long runs.
type run struct {
	at, from int32
	still    bool
}

func (n *normal) reset() { n.b, n.runs, n.gap, n.lastCJK = n.b[:0], n.runs[:0], 0, false }

func (n *normal) read(s string, mode foldMode) {
	n.b = slices.Grow(n.b, len(s))
	t := &foldTables[mode]
	for i := 0; i < len(s); {
		end := n.plain(s, i, t, mode)
		if end == i {
			end = n.plainCJK(s, i, mode)
		}
		if end > i {
			i = end
			continue
		}
		c := s[i]
		if c < utf8.RuneSelf && (i+1 == len(s) || s[i+1] < 0xcc) {
			if mode == foldPath && 'A' <= c && c <= 'Z' && i > 0 && 'a' <= s[i-1] && s[i-1] <= 'z' {
				n.separate(' ', i)
			}
			n.ascii(c, i, mode)
			i++
			continue
		}
		size := segment(s[i:])
		n.wide(s[i:i+size], i, mode)
		i += size
	}
}

// foldTables say of each byte, for each mode, what it becomes where it stands among others of the table: itself, a lower-case letter, or one
// separator between two of them. 0 is for what has to be looked at.
var foldTables = func() (t [foldPath + 1][256]byte) {
	for mode := range t {
		for c := byte(' '); c < 0x7f; c++ {
			var n normal
			n.ascii('x', 0, foldMode(mode))
			n.ascii(c, 1, foldMode(mode))
			n.ascii('x', 2, foldMode(mode))
			t[mode][c] = n.b[1]
		}
	}
	for c := 'A'; c <= 'Z'; c++ {
		t[foldPath][c] = 0 // may begin a word
	}
	for _, mode := range [...]foldMode{foldDays, foldBody} {
		t[mode]['\n'] = '\n'
	}
	t[foldText]['\n'], t[foldLine]['\n'], t[foldPath]['\n'] = ' ', ' ', ' '
	return t
}()

// plain writes what of s[i:] folds byte by byte, and returns where that ends: most of any text. A character with which marks may combine is left.
func (n *normal) plain(s string, i int, t *[256]byte, mode foldMode) int {
	if t[s[i]] <= ' ' || i+1 < len(s) && s[i+1] >= 0xcc {
		return i
	}
	if n.gap != 0 {
		n.flush(false, mode)
	}
	n.lastCJK = false
	n.mark(i, false)
	n.b = slices.Grow(n.b, len(s)-i)
	src, dst := s[i:], n.b[len(n.b):len(n.b)+len(s)-i]
	k := 0
	if mode == foldBody {
		k = foldEights(dst, src)
	}
	for ; k < len(src) && k < len(dst); k++ {
		f := t[src[k]]
		if f <= ' ' && (f == 0 || k+1 == len(src) || t[src[k+1]] <= ' ') {
			break // only between two characters is a separator one byte
		}
		dst[k] = f
	}
	if k < len(src) && src[k] >= 0xcc {
		k--
	}
	if dst[k-1] <= ' ' {
		k--
	}
	n.b = n.b[:len(n.b)+k]
	return i + k
}

// plainCJK is plain for Han, kana and Hangul that fold to themselves.
func (n *normal) plainCJK(s string, i int, mode foldMode) int {
	end := i
	for end+3 <= len(s) && s[end] >= 0xe3 && s[end] <= 0xed && s[end+1]&0xc0 == 0x80 && s[end+2]&0xc0 == 0x80 &&
		isPlainCJK(rune(s[end]&0xf)<<12|rune(s[end+1]&0x3f)<<6|rune(s[end+2]&0x3f)) {
		end += 3
	}
	if end > i && end < len(s) && s[end] >= 0xcc {
		end -= 3
	}
	if end == i {
		return i
	}
	if n.gap != 0 {
		n.flush(true, mode)
	}
	n.lastCJK = true
	n.mark(i, false)
	n.b = append(n.b, s[i:end]...)
	return end
}

// mark notes that the next byte is made from the character at i.
func (n *normal) mark(i int, still bool) {
	at := int32(len(n.b))
	if k := len(n.runs); k > 0 {
		last := n.runs[k-1]
		if !still && !last.still && int32(i)-last.from == at-last.at {
			return
		}
	}
	n.runs = append(n.runs, run{at: at, from: int32(i), still: still})
}

// origin returns where the character that made the folded byte at begins in text, the original.
func (n *normal) origin(text string, at int32) int {
	k, found := slices.BinarySearchFunc(n.runs, at, func(r run, at int32) int { return int(r.at) - int(at) })
	if !found {
		k--
	}
	r := n.runs[k]
	if r.still {
		return int(r.from)
	}
	from := int(r.from + at - r.at)
	for !utf8.RuneStart(text[from]) { // of the bytes of one character
		from--
	}
	return from
}

// separate notes that a separator stands at i; it is written only if text follows.
func (n *normal) separate(sep byte, i int) {
	if n.gap == 0 {
		n.gap, n.gapAt = sep, int32(i)
	} else if sep == '\n' {
		n.gap = sep
	}
}

func (n *normal) put(c byte, i int) {
	n.mark(i, false)
	n.b = append(n.b, c)
}

// flush writes the pending separator before a character. Between two CJK characters a space says nothing.
func (n *normal) flush(cjk bool, mode foldMode) {
	gap := n.gap
	n.gap = 0
	if gap == 0 || len(n.b) == 0 || (gap == ' ' && cjk && n.lastCJK && mode > foldDays) {
		return
	}
	n.put(gap, int(n.gapAt))
}

func (n *normal) ascii(c byte, i int, mode foldMode) {
	switch {
	case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
	case 'A' <= c && c <= 'Z':
		c += 'a' - 'A'
	case c == '\n' || c == '\r':
		if mode == foldBody || mode == foldDays {
			n.separate('\n', i)
		} else {
			n.separate(' ', i)
		}
		return
	case c <= ' ' || c == 0x7f:
		n.separate(' ', i)
		return
	case c == '`':
		c = '\''
	case mode <= foldDays:
	case c == '-':
		n.separate(' ', i)
		return
	case mode == foldPath && (c == '_' || c == '+'):
		n.separate(' ', i)
		return
	case mode == foldPath && (c == '?' || c == '&' || c == '=' || c == '#' || c == ';'):
		c = '/'
	}
	if n.gap != 0 {
		n.flush(false, mode)
	}
	n.lastCJK = false
	n.put(c, i)
}

// wide writes one segment that is not a lone ASCII character.
func (n *normal) wide(seg string, i int, mode foldMode) {
	r, size := utf8.DecodeRuneInString(seg)
	if size == len(seg) {
		switch kind := classify(r); kind {
		case dropped:
			return
		case space:
			n.ascii(' ', i, mode)
			return
		case newline:
			n.ascii('\n', i, mode)
			return
		case dash:
			n.ascii('-', i, mode)
			return
		case apostrophe:
			n.ascii('\'', i, mode)
			return
		case dot:
			if mode > foldDays {
				n.separate(' ', i)
				return
			}
		case fullwidth:
			n.ascii(byte(r-0xfee0), i, mode)
			return
		case cjk, plain:
			n.write(seg, i, kind == cjk, true, mode)
			return
		}
		if int(r) >= latinFrom && int(r) < latinTo {
			folded := latinFold[r-latinFrom]
			_, one := utf8.DecodeRuneInString(folded)
			n.write(folded, i, false, one == len(folded) && one == size, mode)
			return
		}
		if r == utf8.RuneError {
			seg = "\uFFFD"
		}
	}
	folded := ""
	if size == len(seg) && r >= symbolFrom && r < symbolTo {
		folded = symbolFold[r-symbolFrom]
	} else {
		folded = foldSlow(seg)
	}
	first, _ := utf8.DecodeRuneInString(folded)
	n.write(folded, i, isCJK(first), false, mode)
}

// write appends what the character at i becomes; alike says that both are one character of the same size.
func (n *normal) write(folded string, i int, cjk, alike bool, mode foldMode) {
	if folded == "" {
		return
	}
	if folded[0] < utf8.RuneSelf && len(folded) == 1 {
		n.ascii(folded[0], i, mode)
		return
	}
	if n.gap != 0 {
		n.flush(cjk, mode)
	}
	n.lastCJK = cjk
	n.mark(i, !alike)
	n.b = append(n.b, folded...)
}

func foldSlow(seg string) string {
	return norm.NFKC.String(cases.Fold().String(norm.NFKC.String(seg)))
}

const latinFrom, latinTo = 0xa1, 0x250

// latinFold holds the folding of the accented Latin letters, which are too frequent for the slow way.
var latinFold = func() (table [latinTo - latinFrom]string) {
	for r := latinFrom; r < latinTo; r++ {
		table[r-latinFrom] = foldSlow(string(rune(r)))
	}
	return table
}()

const symbolFrom, symbolTo = 0x2000, 0x2500

// symbolFold holds the folding of quotation marks, signs of money, fractions and arrows, which pages are full of.
var symbolFold = func() (table [symbolTo - symbolFrom]string) {
	for r := rune(symbolFrom); r < symbolTo; r++ {
		table[r-symbolFrom] = foldSlow(string(r))
	}
	return table
}()

type runeKind uint8

const (
	other runeKind = iota
	dropped
	space
	newline
	dash
	apostrophe
	dot
	fullwidth
	cjk
	plain // folds to itself: CJK punctuation, boxes, stars
)

func classify(r rune) runeKind {
	switch {
	case r == 0xad || r == 0x34f || (r >= 0x200b && r <= 0x200f) || (r >= 0x2060 && r <= 0x2064) || r == 0xfeff || (r >= 0xfe00 && r <= 0xfe0f):
		return dropped
	case r == 0xa0 || r == 0x1680 || (r >= 0x2000 && r <= 0x200a) || r == 0x202f || r == 0x205f || r == 0x3000:
		return space
	case r == 0x85 || r == 0x2028 || r == 0x2029:
		return newline
	case r >= 0x2010 && r <= 0x2015:
		return dash
	case r == 0x2018 || r == 0x2019 || r == 0xb4 || r == 0x2bc || r == 0xff07:
		return apostrophe
	case r == 0xb7 || r == 0x30fb || r == 0x2022 || r == 0x2027 || r == 0xff65:
		return dot
	case r >= 0xff01 && r <= 0xff5e:
		return fullwidth
	case isPlainCJK(r):
		return cjk
	case r >= 0x3001 && r <= 0x3004 || r >= 0x3008 && r <= 0x3020 || r >= 0x2500 && r <= 0x26ff:
		return plain
	}
	return other
}

// isPlainCJK reports whether r is Han, kana or Hangul that folding leaves alone.
func isPlainCJK(r rune) bool {
	return r >= 0x3041 && (r <= 0x3096 || (r >= 0x30a1 && r <= 0x30fe && r != 0x30fb) || (r >= 0x3400 && r <= 0x9fff) ||
		(r >= 0xac00 && r <= 0xd7a3))
}

// isCJK reports whether r is written without spaces between words, so that cues match inside longer runs.
func isCJK(r rune) bool {
	return r >= 0x1100 && (isPlainCJK(r) || r == 0x3005 || r == 0x3006 || r == 0x3007 || (r <= 0x11ff) || (r >= 0x20000 && r <= 0x3ffff))
}

// isWord reports whether r belongs to a word of a script that separates words.
func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z'
	}
	return r != utf8.RuneError && !isCJK(r) && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

// segment returns the length of the first character of s together with the marks that combine with it.
func segment(s string) int {
	_, size := utf8.DecodeRuneInString(s)
	for size < len(s) && s[size] >= 0xcc {
		r, more := utf8.DecodeRuneInString(s[size:])
		if !combines(r, s[size:]) || size > maxSegment {
			break
		}
		size += more
	}
	return size
}

// maxSegment bounds a run of combining marks: longer ones are noise.
const maxSegment = 64

func combines(r rune, rest string) bool {
	switch {
	case r < 0x300 || r == utf8.RuneError:
		return false
	case r < 0x370 || r == 0x3099 || r == 0x309a || r == 0xff9e || r == 0xff9f:
		return true
	case r >= 0x2010 && r < 0xa000, r >= 0xac00 && r < 0xd7b0, r >= 0xff00 && r < 0xfff0:
		return false
	}
	return !norm.NFKC.PropertiesString(rest).BoundaryBefore()
}
