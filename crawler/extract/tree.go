package extract

import (
	"strings"
	"unsafe"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// builder builds the tree of a page whose markup needs no repair, or one of the small repairs that the HTML standard calls optional tags and that
// nearly all pages lean on. It gives up on all else (elements that overlap, text in tables outside of cells, frames, templates), for the library to
// read. What it builds is what the library would build, node by node: a test and a fuzz test hold them against each other.
//
// It exists since the library takes a dozen allocations an element. Here the nodes are used again for the next page, and what they say are
// pieces of the body: whoever keeps a string of a node beyond the page has to copy it, or it keeps the whole body in memory. A test finds those.
type builder struct {
	s  string // the body
	at int    // what is before it was read

	nodes store[html.Node]
	attrs []html.Attribute

	tok     token
	open    []opened
	formats []opened // elements such as b and a that are open, with what opened a scope for them (td, object) between
	doc     *html.Node
	form    *html.Node
	mode    buildMode
	doctype bool // was seen
	quirks  bool
	gaveUp  bool
}

// token is one tag.
type token struct {
	atom   atom.Atom
	name   string
	attr   []html.Attribute
	closed bool // "<br/>"
}

// opened is an element on the stack of open elements.
type opened struct {
	n      *html.Node
	atom   atom.Atom
	place  place
	format bool
	scope  bool // of formatting elements

	// Whether such an element is open in the scope of the standard that tags are judged by.
	p, button, choice bool
}

// place is where in a table, or outside of one, an element stands: it decides what may come next.
type place uint8

const (
	inFlow    place = iota // body
	inCell                 // below td or th
	inCaption              // below caption
	inTable                // table itself
	inRows                 // tbody, thead, tfoot
	inRow                  // tr
	inColumns              // colgroup
	inSVG
	inSVGText // title or desc of SVG
)

// buildMode is how far a document has come.
type buildMode uint8

const (
	beforeHTML buildMode = iota
	beforeHead
	inHead
	afterHead
	inBody
	afterBody
	afterAll
)

// maxOpen is less than what the library takes for nested too deeply.
const maxOpen = 500

// tree returns the tree of a body, and false when it needs more repair than there is here. It is valid until the next call.
func (b *builder) tree(body []byte) (*html.Node, bool) {
	b.reset()
	b.s = unsafe.String(unsafe.SliceData(body), len(body)) // nobody writes to a body
	if strings.IndexByte(b.s, 0) >= 0 {
		return nil, false
	}
	b.doc = b.nodes.next()
	b.doc.Type = html.DocumentNode
	for b.at < len(b.s) && !b.gaveUp {
		b.piece()
	}
	if b.mode < inBody {
		b.imply(inBody)
	}
	return b.doc, !b.gaveUp
}

// reset drops the page just read.
func (b *builder) reset() {
	b.nodes.reset()
	if cap(b.attrs) > maxKeptAttrs {
		b.attrs = nil
	}
	clear(b.attrs)
	clear(b.open)
	clear(b.formats)
	*b = builder{nodes: b.nodes, attrs: b.attrs[:0], open: b.open[:0], formats: b.formats[:0], quirks: true}
}

// maxKeptAttrs is the number of attributes for which room is kept for the next page.
const maxKeptAttrs = 1 << 14

// piece reads one text, tag, comment or declaration.
func (b *builder) piece() {
	from := b.at
	at := from
	for {
		lt := strings.IndexByte(b.s[at:], '<')
		if lt < 0 {
			b.at = len(b.s)
			b.text(b.s[from:], true)
			return
		}
		if at += lt; at+1 == len(b.s) {
			b.gaveUp = true
			return
		}
		if c := b.s[at+1]; isASCIILetter(c) || c == '/' || c == '!' || c == '?' {
			break
		}
		at++
	}
	if at > from {
		b.at = at
		b.text(b.s[from:at], true)
		return
	}
	switch c := b.s[at+1]; c {
	case '/':
		b.endTag()
	case '!', '?':
		b.markup()
	default:
		b.startTag()
	}
}

func isASCIILetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

const whitespace = " \t\r\n\f"

// top is the element that is open now.
func (b *builder) top() *opened { return &b.open[len(b.open)-1] }

// push adds an element of the token below the current one, and opens it.
func (b *builder) push(a atom.Atom, name string, attr []html.Attribute) *opened {
	n := b.append(a, name, attr)
	if len(b.open) >= maxOpen {
		b.gaveUp = true
	}
	o := opened{n: n, atom: a}
	if len(b.open) > 0 {
		up := b.top()
		o.place = up.place
		if !endsScope(a) {
			o.p, o.button, o.choice = up.p && a != atom.Button, up.button, up.choice
		}
	}
	switch a {
	case atom.P:
		o.p = true
	case atom.Button:
		o.button = true
	case atom.Select:
		o.choice = true
	}
	b.open = append(b.open, o)
	return b.top()
}

// pushToken is push for what the tag says.
func (b *builder) pushToken() *opened { return b.push(b.tok.atom, b.tok.name, b.tok.attr) }

// append adds an element below the current one, without opening it.
func (b *builder) append(a atom.Atom, name string, attr []html.Attribute) *html.Node {
	n := b.nodes.next()
	n.Type, n.DataAtom, n.Data, n.Attr = html.ElementNode, a, name, attr
	if len(b.open) == 0 {
		b.adopt(b.doc, n)
	} else {
		b.adopt(b.top().n, n)
	}
	return n
}

func (b *builder) adopt(parent, n *html.Node) {
	n.Parent, n.PrevSibling = parent, parent.LastChild
	if parent.LastChild != nil {
		parent.LastChild.NextSibling = n
	} else {
		parent.FirstChild = n
	}
	parent.LastChild = n
}

// popTo closes the elements from the i-th on. Where a formatting element is among them the standard opens it again later.
func (b *builder) popTo(i int) {
	for k := i; k < len(b.open); k++ {
		b.gaveUp = b.gaveUp || b.open[k].format || b.open[k].scope
	}
	b.open = b.open[:i]
}

// pop closes the current element.
func (b *builder) pop() { b.popTo(len(b.open) - 1) }

// popScope closes the i-th element, which opened a scope of formatting elements, with what is in it.
func (b *builder) popScope(i int) {
	b.open[i].scope = false
	b.popTo(i)
	if k := len(b.formats) - 1; k < 0 || b.formats[k].format {
		b.gaveUp = true
	} else {
		b.formats = b.formats[:k]
	}
}

// openScope makes the current element the border of a scope of formatting elements.
func (b *builder) openScope() {
	o := b.top()
	o.scope = true
	b.formats = append(b.formats, *o)
}

// imply opens what a document has up to a mode, without its tags.
func (b *builder) imply(mode buildMode) {
	for ; b.mode < mode; b.mode++ {
		switch b.mode {
		case beforeHTML:
			b.push(atom.Html, "html", nil)
		case beforeHead:
			b.push(atom.Head, "head", nil)
		case inHead:
			b.pop()
		case afterHead:
			b.push(atom.Body, "body", nil)
		}
	}
}

// store hands out values of T one after the other, and the same again after reset.
type store[T any] struct {
	chunks [][]T
	used   int
}

const (
	storeChunk    = 256
	maxKeptChunks = 40
)

func (s *store[T]) next() *T {
	c, i := s.used/storeChunk, s.used%storeChunk
	if c == len(s.chunks) {
		s.chunks = append(s.chunks, make([]T, storeChunk))
	}
	s.used++
	return &s.chunks[c][i]
}

func (s *store[T]) reset() {
	for c := 0; c*storeChunk < s.used; c++ {
		clear(s.chunks[c][:min(storeChunk, s.used-c*storeChunk)])
	}
	if len(s.chunks) > maxKeptChunks {
		s.chunks = append([][]T(nil), s.chunks[:maxKeptChunks]...)
	}
	s.used = 0
}
