package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// text reads a text of the body; references to characters are resolved in most of them.
func (b *builder) text(s string, references bool) {
	s = plainNewlines(s)
	if references && strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	switch {
	case b.mode <= beforeHead:
		if s = strings.TrimLeft(s, whitespace); s == "" {
			return
		}
		b.imply(inBody)
	case b.mode <= afterHead:
		rest := strings.TrimLeft(s, whitespace)
		b.addText(s[:len(s)-len(rest)])
		if s = rest; s == "" {
			return
		}
		b.imply(inBody)
	case b.mode > inBody && strings.TrimLeft(s, whitespace) != "":
		b.mode = inBody
	}
	switch o := b.top(); {
	case o.place >= inTable && o.place <= inColumns:
		if strings.TrimLeft(s, whitespace) != "" {
			b.gaveUp = true // it goes before the table
			return
		}
	case o.atom == atom.Pre && o.n.FirstChild == nil:
		s = strings.TrimPrefix(s, "\n")
	}
	b.addText(s)
}

// addText adds text below the current element, to the text before where there is one.
func (b *builder) addText(s string) {
	if s == "" {
		return
	}
	parent := b.top().n
	if last := parent.LastChild; last != nil && last.Type == html.TextNode {
		b.gaveUp = b.gaveUp || len(last.Data) > maxJoined // copied again and again
		last.Data += s
		return
	}
	n := b.nodes.next()
	n.Type, n.Data = html.TextNode, s
	b.adopt(parent, n)
}

// maxJoined is the length of a text to which more is added.
const maxJoined = 4 << 10

// plainNewlines makes all ways to end a line one.
func plainNewlines(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// markup reads a comment or a declaration.
func (b *builder) markup() {
	rest := b.s[b.at:]
	var data string
	switch {
	case strings.HasPrefix(rest, "<!--"):
		end := strings.Index(rest[4:], "-->")
		if end < 0 || rest[4] == '>' || strings.HasPrefix(rest[4:], "->") || strings.Contains(rest[4:4+end], "--!>") {
			b.gaveUp = true
			return
		}
		data = rest[4 : 4+end]
		b.at += 4 + end + 3
	default:
		end := strings.IndexByte(rest, '>')
		if end < 0 || b.inForeign() {
			b.gaveUp = true
			return
		}
		b.at += end + 1
		if len(rest) > 9 && strings.EqualFold(rest[:9], "<!doctype") {
			b.declare(rest[:end+1])
			return
		}
		data = strings.TrimPrefix(rest[1:end], "!")
	}
	b.comment(data)
}

func (b *builder) inForeign() bool { return len(b.open) > 0 && b.top().place >= inSVG }

func (b *builder) comment(data string) {
	if data = plainNewlines(data); strings.IndexByte(data, '&') >= 0 {
		data = html.UnescapeString(data)
	}
	n := b.nodes.next()
	n.Type, n.Data = html.CommentNode, data
	switch {
	case b.mode == beforeHTML || b.mode == afterAll:
		b.adopt(b.doc, n)
	case b.mode == afterBody:
		b.adopt(b.open[0].n, n)
	default:
		b.adopt(b.top().n, n)
	}
}

// declare reads the doctype. The library knows which of them ask for the rules of old browsers.
func (b *builder) declare(tag string) {
	if b.mode != beforeHTML || b.doctype {
		b.gaveUp = true
		return
	}
	b.doctype = true
	n := b.nodes.next()
	n.Type, n.Data = html.DoctypeNode, "html"
	if b.quirks = false; strings.TrimSpace(tag[9:len(tag)-1]) != "html" {
		doc, err := html.Parse(strings.NewReader(tag + "<p><table></table>"))
		if err != nil || doc.FirstChild == nil || doc.FirstChild.Type != html.DoctypeNode {
			b.gaveUp = true
			return
		}
		n.Data, n.Attr = doc.FirstChild.Data, doc.FirstChild.Attr
		table := doc.LastChild.LastChild.LastChild
		b.quirks = table.DataAtom == atom.P && table.FirstChild != nil // in old browsers a table stands in a paragraph
	}
	b.adopt(b.doc, n)
}

// endTag reads "</name>".
func (b *builder) endTag() {
	i := b.at + 2
	if i >= len(b.s) || !isASCIILetter(b.s[i]) {
		b.gaveUp = true
		return
	}
	end := i + nameSize(b.s[i:])
	name := b.s[i:end]
	for end < len(b.s) && isSpace(b.s[end]) {
		end++
	}
	if end == len(b.s) || b.s[end] != '>' {
		b.gaveUp = true // attributes
		return
	}
	b.at = end + 1
	b.setName(name)
	b.end()
}

// startTag reads "<name key=value …>".
func (b *builder) startTag() {
	i := b.at + 1
	end := i + nameSize(b.s[i:])
	b.setName(b.s[i:end])
	first := len(b.attrs)
	valueEnd := -1
	for {
		for end < len(b.s) && (isSpace(b.s[end]) || b.s[end] == '/') {
			end++
		}
		if end == len(b.s) || b.s[end] == '=' {
			b.gaveUp = true
			return
		}
		if b.s[end] == '>' {
			break
		}
		if end, valueEnd = b.attribute(end, first, valueEnd); b.gaveUp {
			return
		}
	}
	b.tok.closed = b.s[end-1] == '/' && valueEnd != end
	b.tok.attr = b.attrs[first:len(b.attrs):len(b.attrs)]
	if first == len(b.attrs) {
		b.tok.attr = nil
	}
	b.at = end + 1
	b.start()
}

// maxTagAttrs is the number of attributes of one tag beyond which comparing each with those before takes too long.
const maxTagAttrs = 100

// attribute reads one attribute at s[at] of the tag whose attributes begin at first. It returns where it ends, and where the value of the last
// attribute that counts does.
func (b *builder) attribute(at, first, valueEnd int) (end, lastEnd int) {
	s := b.s
	end = at
	upper := false
	for end < len(s) && s[end] != '=' && s[end] != '/' && s[end] != '>' && !isSpace(s[end]) {
		upper = upper || 'A' <= s[end] && s[end] <= 'Z'
		end++
	}
	key := s[at:end]
	if upper {
		key = lowerASCII(key)
	}
	from, to := end, end
	next := end
	for next < len(s) && isSpace(s[next]) {
		next++
	}
	if next < len(s) && s[next] == '=' {
		for next++; next < len(s) && isSpace(s[next]); next++ {
		}
		if from, to, end = valueAt(s, next); end < 0 {
			b.gaveUp = true
			return at, valueEnd
		}
	}
	if len(b.attrs)-first > maxTagAttrs {
		b.gaveUp = true
		return end, valueEnd
	}
	for _, have := range b.attrs[first:] {
		if have.Key == key { // the first one counts
			if to == end {
				b.gaveUp = true
			}
			return end, valueEnd
		}
	}
	b.attrs = append(b.attrs, html.Attribute{Key: key, Val: attrText(s[from:to])})
	return end, to
}

// valueAt returns the bounds of the value at s[at], and where what comes next begins; -1 when the body ends before.
func valueAt(s string, at int) (from, to, end int) {
	if at == len(s) {
		return 0, 0, -1
	}
	switch c := s[at]; c {
	case '>':
		return at, at, at
	case '"', '\'':
		size := strings.IndexByte(s[at+1:], c)
		if size < 0 {
			return 0, 0, -1
		}
		return at + 1, at + 1 + size, at + 2 + size
	}
	for end = at; end < len(s) && s[end] != '>' && !isSpace(s[end]); end++ {
	}
	return at, end, end
}

// nameSize is the length of the name that a tag begins with.
func nameSize(s string) int {
	i := 0
	for i < len(s) && s[i] != '>' && s[i] != '/' && !isSpace(s[i]) {
		i++
	}
	return i
}

func (b *builder) setName(name string) {
	for i := range len(name) {
		if 'A' <= name[i] && name[i] <= 'Z' {
			name = lowerASCII(name)
			break
		}
	}
	a := atom.Lookup([]byte(name))
	if a != 0 {
		name = a.String()
	}
	b.tok = token{atom: a, name: name}
}

func lowerASCII(s string) string {
	out := []byte(s)
	for i, c := range out {
		if 'A' <= c && c <= 'Z' {
			out[i] = c + 'a' - 'A'
		}
	}
	return string(out)
}

// attrText resolves the references to characters in the value of an attribute. There, unlike in text, one without its semicolon counts only when
// no letter, digit or "=" follows: "?a=1&copy=2" is an address.
func attrText(s string) string {
	s = plainNewlines(s)
	amp := strings.IndexByte(s, '&')
	if amp < 0 {
		return s
	}
	var out strings.Builder
	for amp >= 0 {
		out.WriteString(s[:amp])
		s = s[amp:]
		size := referenceSize(s)
		ref := s[:size]
		plain := html.UnescapeString(ref)
		switch {
		case strings.HasPrefix(ref, "&#"):
		case strings.HasSuffix(ref, ";"):
			if strings.HasSuffix(plain, ";") && ref != "&semi;" {
				plain = ref // none, or only what it begins with is one
			}
		case utf8.RuneCountInString(plain) > 1 || size < len(s) && s[size] == '=':
			plain = ref
		}
		out.WriteString(plain)
		s = s[size:]
		amp = strings.IndexByte(s, '&')
	}
	out.WriteString(s)
	return out.String()
}

// referenceSize is the length of what s begins with, an ampersand, and what may be the name of a character or its number.
func referenceSize(s string) int {
	i := 1
	if i < len(s) && s[i] == '#' {
		i++
	}
	for i < len(s) && (isASCIILetter(s[i]) || '0' <= s[i] && s[i] <= '9') {
		i++
	}
	if i < len(s) && s[i] == ';' {
		i++
	}
	return i
}

// sortAttrs puts attributes in order, as the library does with those of formatting elements.
func sortAttrs(list []html.Attribute) {
	if len(list) > 1 {
		slices.SortFunc(list, func(x, y html.Attribute) int { return strings.Compare(x.Key, y.Key) })
	}
}
