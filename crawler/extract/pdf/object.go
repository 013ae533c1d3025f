package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"io"
	"sort"
	"strconv"
)

// object is what a file is made of: nil, bool, float64, name, text, array, dict, *stream, ref, or word for what is none of them.
type object any

type (
	name  string
	text  string // of bytes
	array []object
	dict  map[string]object
	ref   int
	word  string // an operator
)

type stream struct {
	dict dict
	raw  []byte
}

func number(o object) float64 {
	f, _ := o.(float64)
	return f
}

// end is what a lexer gives when nothing is left.
const end = word("")

// lexer reads objects and operators.
type lexer struct {
	b []byte
	i int
	d *document
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool {
	return isSpace(c) || bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0
}

func (l *lexer) space() {
	for l.i < len(l.b) {
		switch c := l.b[l.i]; {
		case isSpace(c):
			l.i++
		case c == '%':
			for l.i < len(l.b) && l.b[l.i] != '\n' && l.b[l.i] != '\r' {
				l.i++
			}
		default:
			return
		}
	}
}

// word reports whether w comes next, and goes past it if so.
func (l *lexer) word(w string) bool {
	l.space()
	if !bytes.HasPrefix(l.b[min(l.i, len(l.b)):], []byte(w)) {
		return false
	}
	l.i += len(w)
	return true
}

// next reads one object or operator.
func (l *lexer) next(depth int) object {
	l.space()
	l.d.steps++
	if l.i >= len(l.b) || depth > maxDepth || l.d.spent() {
		l.i = len(l.b)
		return end
	}
	switch c := l.b[l.i]; {
	case c == '/':
		l.i++
		return l.name()
	case c == '(':
		l.i++
		return l.literal()
	case c == '<' && l.i+1 < len(l.b) && l.b[l.i+1] == '<':
		l.i += 2
		return l.dict(depth)
	case c == '<':
		l.i++
		return l.hex()
	case c == '[':
		l.i++
		return l.array(depth)
	case c == ']' || c == '{' || c == '}' || c == ')':
		l.i++
		return word(c)
	case c == '>':
		l.i++
		if l.i < len(l.b) && l.b[l.i] == '>' {
			l.i++
		}
		return word(">>")
	default:
		return l.plain()
	}
}

// plain reads a number, a reference, a boolean or an operator.
func (l *lexer) plain() object {
	from := l.i
	for l.i < len(l.b) && !isDelimiter(l.b[l.i]) && l.i-from < 64 {
		l.i++
	}
	if l.i == from {
		l.i++
	}
	s := string(l.b[from:l.i])
	if f, err := strconv.ParseFloat(s, 64); err == nil && (s[0] < 'A') {
		if r, ok := l.reference(f); ok {
			return r
		}
		return f
	}
	switch s {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	return word(s)
}

// reference reads what is left of "12 0 R", whose first number was read.
func (l *lexer) reference(f float64) (ref, bool) {
	if f < 1 || f > 1<<30 || f != float64(int(f)) {
		return 0, false
	}
	i := l.i
	skip := func(is func(byte) bool, most int) bool {
		from := i
		for i < len(l.b) && i-from < most && is(l.b[i]) {
			i++
		}
		return i > from
	}
	if !skip(isSpace, 4) || !skip(func(c byte) bool { return c >= '0' && c <= '9' }, 5) || !skip(isSpace, 4) || i >= len(l.b) || l.b[i] != 'R' {
		return 0, false
	}
	if i+1 < len(l.b) && !isDelimiter(l.b[i+1]) {
		return 0, false
	}
	l.i = i + 1
	return ref(int(f)), true
}

func (l *lexer) name() object {
	var out []byte
	for l.i < len(l.b) && !isDelimiter(l.b[l.i]) && len(out) < 200 {
		c := l.b[l.i]
		l.i++
		if c == '#' && l.i+1 < len(l.b) {
			if n, err := strconv.ParseUint(string(l.b[l.i:l.i+2]), 16, 8); err == nil {
				c = byte(n)
				l.i += 2
			}
		}
		out = append(out, c)
	}
	return name(out)
}

// literal reads a string in parentheses.
func (l *lexer) literal() object {
	var out []byte
	for open := 1; l.i < len(l.b); {
		c := l.b[l.i]
		l.i++
		switch c {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				return text(out)
			}
		case '\\':
			out = l.escape(out)
			continue
		}
		out = append(out, c)
	}
	return text(out)
}

func (l *lexer) escape(out []byte) []byte {
	if l.i >= len(l.b) {
		return out
	}
	c := l.b[l.i]
	l.i++
	switch c {
	case 'n':
		return append(out, '\n')
	case 'r', 't', 'b', 'f':
		return append(out, ' ')
	case '\r':
		if l.i < len(l.b) && l.b[l.i] == '\n' {
			l.i++
		}
		return out
	case '\n':
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	n := int(c - '0')
	for k := 0; k < 2 && l.i < len(l.b) && l.b[l.i] >= '0' && l.b[l.i] <= '7'; k++ {
		n = n*8 + int(l.b[l.i]-'0')
		l.i++
	}
	return append(out, byte(n))
}

func (l *lexer) hex() object {
	var out []byte
	half, n := byte(0), 0
	for l.i < len(l.b) {
		c := l.b[l.i]
		l.i++
		if c == '>' {
			break
		}
		v, ok := nibble(c)
		if !ok {
			continue
		}
		if n++; n%2 == 1 {
			half = v << 4
		} else {
			out = append(out, half|v)
		}
	}
	if n%2 == 1 {
		out = append(out, half)
	}
	return text(out)
}

func nibble(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}

func (l *lexer) array(depth int) object {
	out := array{}
	for {
		o := l.next(depth + 1)
		if o == end || o == word("]") {
			return out
		}
		out = append(out, o)
	}
}

func (l *lexer) dict(depth int) object {
	out := dict{}
	for {
		key := l.next(depth + 1)
		if key == end || key == word(">>") {
			return out
		}
		k, ok := key.(name)
		if !ok {
			continue
		}
		v := l.next(depth + 1)
		if v == word(">>") || v == end {
			return out
		}
		out[string(k)] = v
	}
}

// stream takes the data that begins after the word "stream" at i.
func (d *document) stream(h dict, i int) *stream {
	if i < len(d.body) && d.body[i] == '\r' {
		i++
	}
	if i < len(d.body) && d.body[i] == '\n' {
		i++
	}
	i = min(i, len(d.body))
	if n := number(d.resolve(h["Length"])); n > 0 && float64(i)+n <= float64(len(d.body)) {
		to := i + int(n)
		l := lexer{b: d.body[:min(len(d.body), to+32)], i: to, d: d}
		if l.word("endstream") {
			return &stream{h, d.body[i:to]}
		}
	}
	to := len(d.body)
	if k := sort.SearchInts(d.ends, i); k < len(d.ends) {
		to = d.ends[k]
	}
	return &stream{h, d.body[i:to]}
}

// unpack undoes the filters of a stream. What cannot be undone, such as pictures, gives nothing.
func (d *document) unpack(s *stream) []byte {
	if b, ok := d.data[s]; ok {
		return b
	}
	filters := d.array(s.dict["Filter"])
	if one, ok := d.resolve(s.dict["Filter"]).(name); ok {
		filters = array{one}
	}
	b := s.raw
	for _, f := range filters[:min(len(filters), 4)] {
		b = d.filter(d.resolve(f), b)
	}
	if len(filters) == 0 {
		d.unpacked += len(b)
	}
	d.data[s] = b
	return b
}

func (d *document) filter(f object, b []byte) []byte {
	var r io.Reader
	switch f {
	case name("FlateDecode"), name("Fl"):
		z, err := zlib.NewReader(bytes.NewReader(b))
		if err != nil {
			return nil
		}
		r = z
	case name("ASCII85Decode"), name("A85"):
		b, _, _ = bytes.Cut(bytes.TrimPrefix(bytes.TrimSpace(b), []byte("<~")), []byte("~>"))
		r = ascii85.NewDecoder(bytes.NewReader(b))
	case name("ASCIIHexDecode"), name("AHx"):
		l := lexer{b: b, d: d}
		s, _ := l.hex().(text)
		return []byte(s)
	default:
		return nil
	}
	out, _ := io.ReadAll(io.LimitReader(r, int64(max(0, min(maxStream, maxUnpacked-d.unpacked))))) // a damaged end leaves what came before
	d.unpacked += len(out)
	return out
}
