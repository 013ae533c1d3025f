package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// start reads a start tag.
func (b *builder) start() {
	a := b.tok.atom
	if b.mode < inBody && b.startHead(a) || b.gaveUp {
		return
	}
	if a == atom.Html || a == atom.Body {
		b.gaveUp = true
		return
	}
	b.mode = inBody
	switch place := b.top().place; {
	case place == inSVG:
		b.startSVG()
	case place == inSVGText:
		b.gaveUp = true
	case place >= inTable:
		b.startInTable(place)
	case place == inCaption && a == atom.Th:
		b.gaveUp = true
	case place != inFlow && isTablePart(a):
		b.endCell(place)
		b.startInTable(b.top().place)
	default:
		b.startFlow(a)
	}
}

// startHead reads a start tag before the body, and returns false when it belongs there.
func (b *builder) startHead(a atom.Atom) bool {
	switch {
	case a == atom.Html && b.mode == beforeHTML:
		b.pushToken()
		b.mode = beforeHead
		return true
	case a == atom.Head && b.mode <= beforeHead:
		b.imply(beforeHead)
		b.pushToken()
		b.mode = inHead
		return true
	case a == atom.Body:
		b.imply(afterHead)
		b.pushToken()
		b.mode = inBody
		return true
	}
	if b.mode < inHead {
		b.imply(inHead)
	}
	switch a {
	case atom.Base, atom.Basefont, atom.Bgsound, atom.Link, atom.Meta:
		b.append(a, b.tok.name, b.tok.attr)
	case atom.Script, atom.Style, atom.Title, atom.Noscript, atom.Noframes:
		b.raw()
	case atom.Html, atom.Head, atom.Frameset, atom.Template:
		b.gaveUp = true
	default:
		b.imply(inBody)
		return false
	}
	b.gaveUp = b.gaveUp || b.mode == afterHead // what stands there goes into the head
	return true
}

// startFlow reads a start tag of the body outside of tables and drawings.
func (b *builder) startFlow(a atom.Atom) {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Center, atom.Details, atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Fieldset, atom.Figcaption,
		atom.Figure, atom.Footer, atom.Header, atom.Hgroup, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Search, atom.Section, atom.Summary, atom.Ul:
		b.closeP()
		b.pushToken()
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		b.closeP()
		b.gaveUp = b.gaveUp || isHeading(b.top().atom)
		b.pushToken()
	case atom.Form:
		b.startForm()
	case atom.Li, atom.Dd, atom.Dt:
		b.startItem(a)
	case atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.S, atom.Small, atom.Strike, atom.Strong, atom.Tt, atom.U:
		b.startFormat(a)
	case atom.Area, atom.Br, atom.Embed, atom.Img, atom.Keygen, atom.Wbr, atom.Param, atom.Source, atom.Track, atom.Base, atom.Basefont, atom.Bgsound, atom.Link, atom.Meta:
		b.append(a, b.tok.name, b.tok.attr)
	case atom.Input:
		b.gaveUp = b.gaveUp || b.top().choice
		b.append(a, b.tok.name, b.tok.attr)
	case atom.Hr:
		b.gaveUp = b.gaveUp || b.top().choice
		b.closeP()
		b.append(a, b.tok.name, b.tok.attr)
	case atom.Script, atom.Style, atom.Title, atom.Noscript, atom.Noframes, atom.Noembed, atom.Iframe, atom.Textarea:
		b.raw()
	case atom.Table:
		if !b.quirks {
			b.closeP()
		}
		b.pushToken().place = inTable
	default:
		b.startRest(a)
	}
}

// startRest reads the start tags that are rarer, those that no rule is about, and those that are left to the library.
func (b *builder) startRest(a atom.Atom) {
	o := b.top()
	switch a {
	case atom.Button:
		b.gaveUp = b.gaveUp || o.button
	case atom.Select:
		b.gaveUp = b.gaveUp || o.choice
	case atom.Option, atom.Optgroup:
		b.startOption(a)
	case atom.Rb, atom.Rtc, atom.Rp, atom.Rt:
		if b.inScope(atom.Ruby) >= 0 {
			except := atom.Rtc
			if a == atom.Rb || a == atom.Rtc {
				except = 0
			}
			b.closeImplied(except)
		}
	case atom.Svg:
		b.startSVG()
		return
	case atom.Object:
		b.pushToken()
		b.openScope()
		return
	case atom.Html, atom.Head, atom.Frame, atom.Frameset, atom.Image, atom.Math, atom.Nobr, atom.Applet, atom.Marquee, atom.Template, atom.Plaintext, atom.Listing, atom.Xmp,
		atom.Caption, atom.Col, atom.Colgroup, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr:
		b.gaveUp = true
	}
	b.pushToken()
}

// closeP closes an open paragraph, which what comes next cannot be in.
func (b *builder) closeP() {
	if !b.top().p {
		return
	}
	i := len(b.open) - 1
	for b.open[i].atom != atom.P {
		i--
	}
	b.popTo(i)
}

func (b *builder) startForm() {
	if b.form != nil {
		return // forms do not stand in forms
	}
	b.closeP()
	b.form = b.pushToken().n
}

// startItem opens an item of a list; the one before it may be open still.
func (b *builder) startItem(a atom.Atom) {
	for i := len(b.open) - 1; i >= 0; i-- {
		have := b.open[i].atom
		if have == a || a != atom.Li && (have == atom.Dd || have == atom.Dt) {
			b.popTo(i)
			break
		}
		if isSpecial(have) && have != atom.Address && have != atom.Div && have != atom.P {
			break
		}
	}
	b.closeP()
	b.pushToken()
}

// startFormat opens a formatting element.
func (b *builder) startFormat(a atom.Atom) {
	same := 0
	for i := len(b.formats) - 1; i >= 0 && b.formats[i].format; i-- {
		if b.formats[i].atom == a {
			same++
		}
	}
	if same > 0 && a == atom.A || same >= 3 {
		b.gaveUp = true
		return
	}
	sortAttrs(b.tok.attr)
	o := b.pushToken()
	o.format = true
	b.formats = append(b.formats, *o)
}

func (b *builder) startOption(a atom.Atom) {
	switch {
	case b.top().choice && a == atom.Option:
		b.closeImplied(atom.Optgroup)
	case b.top().choice:
		b.closeImplied(0)
	case b.top().atom == atom.Option:
		b.pop()
	}
}

// closeImplied closes what need not be closed by a tag, up to an element of the exception.
func (b *builder) closeImplied(except atom.Atom) {
	for {
		switch a := b.top().atom; a {
		case atom.Dd, atom.Dt, atom.Li, atom.Optgroup, atom.Option, atom.P, atom.Rb, atom.Rp, atom.Rt, atom.Rtc:
			if a == except {
				return
			}
			b.pop()
		default:
			return
		}
	}
}

// startInTable reads a start tag directly below table, a group of rows, a row or a group of columns.
func (b *builder) startInTable(p place) {
	a := b.tok.atom
	switch {
	case b.gaveUp:
	case p == inColumns && a == atom.Col:
		b.append(a, b.tok.name, b.tok.attr)
	case p == inColumns:
		b.pop()
		b.startInTable(b.top().place)
	case a == atom.Script || a == atom.Style:
		b.raw()
	case a == atom.Input && isHiddenInput(b.tok.attr):
		b.append(a, b.tok.name, b.tok.attr)
	case !isTablePart(a) || a == atom.Col:
		b.gaveUp = true
	case p == inRow && (a == atom.Td || a == atom.Th):
		b.pushToken().place = inCell
		b.openScope()
	case p == inRow, p == inRows && (a == atom.Caption || a == atom.Colgroup || a == atom.Tbody || a == atom.Thead || a == atom.Tfoot):
		b.pop()
		b.startInTable(b.top().place)
	case p == inRows && a == atom.Tr:
		b.pushToken().place = inRow
	case p == inRows: // a cell
		b.push(atom.Tr, "tr", nil).place = inRow
		b.startInTable(inRow)
	case a == atom.Tr || a == atom.Td || a == atom.Th:
		b.push(atom.Tbody, "tbody", nil).place = inRows
		b.startInTable(inRows)
	case a == atom.Caption:
		b.pushToken().place = inCaption
		b.openScope()
	case a == atom.Colgroup:
		b.pushToken().place = inColumns
	default: // a group of rows
		b.pushToken().place = inRows
	}
}

func isHiddenInput(attr []html.Attribute) bool {
	for _, a := range attr {
		if a.Key == "type" {
			return strings.EqualFold(a.Val, "hidden")
		}
	}
	return false
}

// endCell closes the open cell or caption, which another part of the table ends.
func (b *builder) endCell(p place) {
	for i := len(b.open) - 1; i > 0; i-- {
		if a := b.open[i].atom; p == inCell && (a == atom.Td || a == atom.Th) || p == inCaption && a == atom.Caption {
			b.popScope(i)
			return
		}
	}
	b.gaveUp = true
}
