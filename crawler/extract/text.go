package extract

import (
	"encoding/binary"
	"math/bits"
	"unicode"
	"unicode/utf8"
)

// breakKind is the separator that is due before the next text.
type breakKind uint8

const (
	joined breakKind = iota
	spaced
	celled // " | " between the cells of one row
	lined
)

// textBuf gathers visible text: white space folded, invisible characters dropped, separators written only when text
// follows, so that there are no empty lines and no trailing spaces. The zero value is ready.
type textBuf struct {
	b   []byte
	due breakKind
}

func (t *textBuf) reset() { t.b, t.due = t.b[:0], joined }

// need asks for a separator before the next text; the strongest wish wins.
func (t *textBuf) need(k breakKind) {
	if k > t.due {
		t.due = k
	}
}

func (t *textBuf) flush() {
	if t.due == joined {
		return
	}
	if len(t.b) > 0 && t.b[len(t.b)-1] != '\n' {
		switch t.due {
		case spaced:
			t.b = append(t.b, ' ')
		case celled:
			t.b = append(t.b, " | "...)
		case lined:
			t.b = append(t.b, '\n')
		}
	}
	t.due = joined
}

// add appends the text of one text node.
func (t *textBuf) add(s string) {
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f':
			t.need(spaced)
			i++
		case c < 0x20 || c == 0x7f:
			i++
		case c < utf8.RuneSelf:
			end := i + plainRun(s[i:])
			t.flush()
			t.b = append(t.b, s[i:end]...)
			i = end
		default:
			i += t.addRune(s[i:])
		}
	}
}

// addRune appends the first character of s, which is not ASCII, and returns its length.
func (t *textBuf) addRune(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case invisible(r):
	case r == 0xa0 && endsWithMojibake(t.b) && t.due == joined:
		t.b = append(t.b, s[:size]...) // "Â" and a hard space are one wrongly decoded hard space: keep the proof
	case r >= 0x80 && r <= 0x9f && r != 0x85:
		t.flush()
		t.b = append(t.b, s[:size]...) // control characters in text are traces of a wrong encoding
	case r == 0xa0 || r == 0x85 || r > 0x1fff && unicode.IsSpace(r) || r == 0x3000:
		t.need(spaced)
	case r == utf8.RuneError:
		t.flush()
		t.b = append(t.b, "\uFFFD"...)
	default:
		t.flush()
		t.b = append(t.b, s[:size]...)
	}
	return size
}

func endsWithMojibake(b []byte) bool {
	n := len(b)
	return n >= 2 && b[n-2] == 0xc3 && b[n-1] == 0x82
}

// invisible reports whether r takes no room: soft hyphens, zero-width and bidirectional control characters.
func invisible(r rune) bool {
	switch {
	case r == 0xad, r == 0x34f, r == 0x61c, r == 0xfeff, r == 0x180e:
		return true
	case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f:
		return true
	}
	return r >= 0xe0000 && r <= 0xe0fff
}

// countLetters counts the letters and digits of a text.
func countLetters(s []byte) int {
	n := 0
	for i := 0; i < len(s); {
		if i+8 <= len(s) {
			x := binary.LittleEndian.Uint64(s[i:])
			ascii := firstByte(x & highs)
			n += bits.OnesCount64(below(alnumBytes(x), ascii))
			if i += ascii; ascii == 8 {
				continue
			}
		}
		r, size := utf8.DecodeRune(s[i:])
		if isLetterOrDigit(r) {
			n++
		}
		i += size
	}
	return n
}

func isLetterOrDigit(r rune) bool {
	if r < utf8.RuneSelf {
		return isNameChar(byte(r))
	}
	return r >= 0x3041 && r <= 0x9fff && r != 0x30fb || r >= 0xac00 && r <= 0xd7a3 || unicode.IsLetter(r) || unicode.IsDigit(r)
}
