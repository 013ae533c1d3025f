package extract

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// end reads an end tag.
func (b *builder) end() {
	a := b.tok.atom
	if b.mode < inBody {
		if b.mode != inHead || a != atom.Head {
			b.gaveUp = true
			return
		}
		b.pop()
		b.mode = afterHead
		return
	}
	if b.mode == afterBody && a == atom.Html {
		b.mode = afterAll
		return
	}
	b.mode = inBody
	switch place := b.top().place; {
	case place >= inSVG:
		if !strings.EqualFold(b.top().n.Data, b.tok.name) {
			b.gaveUp = true
			return
		}
		b.pop()
	case place >= inTable:
		b.endInTable(place)
	case place != inFlow && isTablePart(a) || place != inFlow && a == atom.Table:
		b.endInCell(place)
	default:
		b.endFlow(a)
	}
}

// endInTable reads an end tag directly below table, a group of rows, a row or a group of columns.
func (b *builder) endInTable(p place) {
	a := b.tok.atom
	switch {
	case b.top().atom == a:
		b.pop()
	case a == atom.Table, p == inRow && (a == atom.Tbody || a == atom.Thead || a == atom.Tfoot):
		if b.pop(); b.top().place < inTable || b.top().place > inColumns || a != atom.Table && b.top().atom != a {
			b.gaveUp = true
			return
		}
		b.endInTable(b.top().place)
	default:
		b.gaveUp = true
	}
}

// endInCell reads an end tag of a table in a cell or caption of it.
func (b *builder) endInCell(p place) {
	a := b.tok.atom
	switch {
	case a == atom.Td || a == atom.Th || a == atom.Caption:
		cell := -1
		for i := len(b.open) - 1; i > 0 && cell < 0; i-- {
			if at := b.open[i].atom; at == atom.Td || at == atom.Th || at == atom.Caption {
				cell = i
			}
		}
		if cell < 0 || b.open[cell].atom != a {
			b.gaveUp = true
			return
		}
		b.popScope(cell)
	case p == inCell && (a == atom.Table || a == atom.Tr || a == atom.Tbody || a == atom.Thead || a == atom.Tfoot), a == atom.Table:
		if p == inCell && !b.inOwnTable(a) {
			b.gaveUp = true
			return
		}
		if b.endCell(p); !b.gaveUp {
			b.endInTable(b.top().place)
		}
	default:
		b.gaveUp = true
	}
}

// inOwnTable reports whether such a part is open in the innermost table, or is that table.
func (b *builder) inOwnTable(a atom.Atom) bool {
	for i := len(b.open) - 1; i > 0; i-- {
		switch b.open[i].atom {
		case a:
			return true
		case atom.Table:
			return false
		}
	}
	return false
}

// endFlow reads an end tag of the body outside of tables and drawings.
func (b *builder) endFlow(a atom.Atom) {
	switch a {
	case atom.Body, atom.Html:
		b.endBody(a)
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Button, atom.Center, atom.Details, atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Fieldset, atom.Figcaption,
		atom.Figure, atom.Footer, atom.Header, atom.Hgroup, atom.Listing, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.Pre, atom.Search, atom.Section, atom.Select, atom.Summary, atom.Ul:
		if b.inScope(a) >= 0 {
			b.closeImplied(0)
			b.popTo(b.inScope(a))
		}
	case atom.Form:
		b.endForm()
	case atom.P:
		if !b.top().p {
			b.append(a, b.tok.name, nil) // browsers show an empty one
			return
		}
		b.closeP()
	case atom.Li:
		b.endItem()
	case atom.Dd, atom.Dt:
		if i := b.inScope(a); i >= 0 {
			b.popTo(i)
		}
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		b.endHeading()
	case atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.S, atom.Small, atom.Strike, atom.Strong, atom.Tt, atom.U:
		b.endFormat(a)
	case atom.Object:
		if i := b.inScope(a); i >= 0 {
			b.popScope(i)
		}
	case atom.Br:
		b.append(a, b.tok.name, nil)
	case atom.Nobr, atom.Applet, atom.Marquee, atom.Template:
		b.gaveUp = true
	default:
		b.endRest()
	}
}

func (b *builder) endBody(a atom.Atom) {
	if b.top().place != inFlow || b.inScope(atom.Body) < 0 {
		b.gaveUp = true
		return
	}
	if b.mode = afterBody; a == atom.Html {
		b.mode = afterAll
	}
}

// inScope returns the index of the innermost open element that an end tag can close, -1 when there is none.
func (b *builder) inScope(a atom.Atom) int {
	for i := len(b.open) - 1; i >= 0; i-- {
		if b.open[i].atom == a && b.open[i].place < inSVG {
			return i
		}
		if endsScope(b.open[i].atom) {
			return -1
		}
	}
	return -1
}

func (b *builder) endForm() {
	form := b.form
	b.form = nil
	i := b.inScope(atom.Form)
	if form == nil || i < 0 || b.open[i].n != form {
		return
	}
	if b.closeImplied(0); b.top().n != form {
		b.gaveUp = true // what is open in it stays open
		return
	}
	b.pop()
}

func (b *builder) endItem() {
	for i := len(b.open) - 1; i >= 0; i-- {
		switch a := b.open[i].atom; {
		case a == atom.Li:
			b.popTo(i)
			return
		case a == atom.Ol || a == atom.Ul || endsScope(a):
			return
		}
	}
}

func (b *builder) endHeading() {
	for i := len(b.open) - 1; i >= 0; i-- {
		a := b.open[i].atom
		if isHeading(a) {
			b.popTo(i)
			return
		}
		if endsScope(a) {
			return
		}
	}
}

func isHeading(a atom.Atom) bool {
	return a == atom.H1 || a == atom.H2 || a == atom.H3 || a == atom.H4 || a == atom.H5 || a == atom.H6
}

// endFormat closes a formatting element, with what ordinary elements are open in it.
func (b *builder) endFormat(a atom.Atom) {
	k := len(b.formats) - 1
	if k < 0 || !b.formats[k].format || b.formats[k].atom != a {
		for ; k >= 0 && b.formats[k].format; k-- {
			if b.formats[k].atom == a {
				b.gaveUp = true // elements that overlap
				return
			}
		}
		b.endRest()
		return
	}
	i := len(b.open) - 1
	for b.open[i].n != b.formats[k].n {
		if isSpecial(b.open[i].atom) {
			b.gaveUp = true
			return
		}
		i--
	}
	b.formats = b.formats[:k]
	b.open[i].format = false
	b.popTo(i)
}

// endRest closes the innermost element of a name, unless one stands between for which there are rules.
func (b *builder) endRest() {
	for i := len(b.open) - 1; i >= 0; i-- {
		if o := &b.open[i]; o.atom == b.tok.atom && o.n.Data == b.tok.name {
			b.popTo(i)
			return
		}
		if isSpecial(b.open[i].atom) {
			return
		}
	}
}

// endsScope reports whether an element bounds what end tags can close.
func endsScope(a atom.Atom) bool {
	switch a {
	case atom.Applet, atom.Caption, atom.Html, atom.Table, atom.Td, atom.Th, atom.Marquee, atom.Object, atom.Template, atom.Select:
		return true
	}
	return false
}

// isTablePart reports whether a tag belongs into a table and nowhere else.
func isTablePart(a atom.Atom) bool {
	switch a {
	case atom.Caption, atom.Col, atom.Colgroup, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr:
		return true
	}
	return false
}

// isSpecial reports whether the standard has rules of its own for an element.
func isSpecial(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Applet, atom.Area, atom.Article, atom.Aside, atom.Base, atom.Basefont, atom.Bgsound, atom.Blockquote, atom.Body, atom.Br, atom.Button, atom.Caption,
		atom.Center, atom.Col, atom.Colgroup, atom.Dd, atom.Details, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Embed, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer,
		atom.Form, atom.Frame, atom.Frameset, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Head, atom.Header, atom.Hgroup, atom.Hr, atom.Html, atom.Iframe,
		atom.Img, atom.Input, atom.Keygen, atom.Li, atom.Link, atom.Listing, atom.Main, atom.Marquee, atom.Menu, atom.Meta, atom.Nav, atom.Noembed, atom.Noframes, atom.Noscript,
		atom.Object, atom.Ol, atom.P, atom.Param, atom.Plaintext, atom.Pre, atom.Script, atom.Section, atom.Select, atom.Source, atom.Style, atom.Summary, atom.Table, atom.Tbody,
		atom.Td, atom.Template, atom.Textarea, atom.Tfoot, atom.Th, atom.Thead, atom.Title, atom.Tr, atom.Track, atom.Ul, atom.Wbr, atom.Xmp:
		return true
	}
	return false
}
