package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// breaks returns what an element puts before and after its text. A term and its description make one line, as do the
// cells of a row of data.
func (s *state) breaks(a atom.Atom) (before, after breakKind) {
	k := breakOf(a)
	switch {
	case a == atom.Td || a == atom.Th:
		if !s.row {
			return lined, lined
		}
	case s.row && k == lined && a != atom.Tr:
		return spaced, spaced
	case a == atom.Dt:
		return lined, celled
	case a == atom.Dd:
		return celled, lined
	}
	return k, k
}

// heading reads a heading of the content.
func (w *walker) heading(n *html.Node, s state) {
	s.buf.need(lined)
	from := len(s.buf.b)
	s.seen = w.seen(n)
	w.reviewHead(n, s)
	w.children(n, s)
	if text := string(lineOf(s.buf.b[min(from, len(s.buf.b)):])); text != "" {
		w.noteHeading(snapshot.Heading{Level: int(n.Data[1] - '0'), Text: clip(text, 300)}, s)
	}
}

// seen reports whether a heading says something to those who see it, so that what it says besides to those who have it read aloud is left out:
// "Blue vase, summary and purchase" is the vase.
func (w *walker) seen(n *html.Node) bool {
	spoken, text, budget := false, false, 60
	var look func(n *html.Node)
	look = func(n *html.Node) {
		for c := n.FirstChild; c != nil && budget > 0; c = c.NextSibling {
			budget--
			switch {
			case c.Type == html.TextNode:
				text = text || strings.TrimSpace(c.Data) != ""
			case c.Type == html.ElementNode && w.classOf(attrVal(c, "class"))&clsSpoken != 0:
				spoken = true
			default:
				look(c)
			}
		}
	}
	look(n)
	return spoken && text
}

// noteHeading keeps a heading of the content or of a dialog, after which the text goes on.
func (w *walker) noteHeading(h snapshot.Heading, s state) {
	list := &w.page.Headings
	switch {
	case s.dialog != nil && s.buf == &s.dialog.text:
		list = &s.dialog.headings
	case s.buf != &w.main.text:
		return
	}
	if len(*list) < maxHeadings {
		h.At = len(s.buf.b)
		*list = append(*list, h)
	}
}

// partLevel is the level of what names a part without being a heading: the control that opens it, a line in bold.
const partLevel = 6

// nameOf takes the name of a part that a control opens for a heading of it.
func (w *walker) nameOf(name string, s state) {
	if s.buf == &w.main.text || s.dialog != nil {
		w.noteHeading(snapshot.Heading{Level: partLevel, Text: name}, s)
	}
}

// named reads an element that names what follows it: the summary of details, a term, a paragraph in bold. Most terms name properties of
// goods: only those that name a page of a shop are kept.
func (w *walker) named(n *html.Node, s state) {
	s.buf.need(lined)
	from := len(s.buf.b)
	w.children(n, s)
	if text := string(lineOf(s.buf.b[min(from, len(s.buf.b)):])); text != "" && len(text) <= 2*maxControl && namesPage(text) {
		w.nameOf(clip(text, maxControl), s)
	}
}

func namesPage(text string) bool {
	c, _ := cue.Default().Best(text, "", "")
	return c != cue.None
}

// inBold reports whether a paragraph is one short line in bold, as editors without headings make them.
func inBold(n *html.Node) bool {
	var bold *html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.ElementNode && bold == nil && (c.DataAtom == atom.B || c.DataAtom == atom.Strong):
			bold = c
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) == "", c.DataAtom == atom.Br:
		default:
			return false
		}
	}
	return bold != nil
}

// lineOf returns a stretch of buffered text as one line.
func lineOf(b []byte) []byte {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\n' || b[0] == '|') {
		b = b[1:]
	}
	for i, c := range b {
		if c == '\n' {
			out := make([]byte, len(b))
			copy(out, b)
			for k := i; k < len(out); k++ {
				if out[k] == '\n' {
					out[k] = ' '
				}
			}
			return out
		}
	}
	return b
}

// superscript reads the cents of a price that are set high as what they are.
func (w *walker) superscript(n *html.Node, s state) {
	if c := n.FirstChild; c != nil && c.NextSibling == nil && c.Type == html.TextNode && twoDigits(c.Data) && s.buf.due == joined &&
		endsDigit(s.buf.b) && (s.price || moneyBefore(s.buf.b) || moneyBehind(n.NextSibling)) {
		s.buf.b = append(s.buf.b, '.')
	}
	w.children(n, s)
}

// table reads a table; its rows are lines.
func (w *walker) table(n *html.Node, s state) {
	s.row = false
	orphan := w.orphan
	w.children(n, s)
	w.orphan = orphan
}

// breakOf returns what an element puts between its text and that around it.
func breakOf(a atom.Atom) breakKind {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Center, atom.Dd, atom.Details, atom.Dialog, atom.Dir, atom.Div,
		atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5,
		atom.H6, atom.Header, atom.Hgroup, atom.Hr, atom.Html, atom.Legend, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.Optgroup,
		atom.P, atom.Pre, atom.Search, atom.Section, atom.Summary, atom.Table, atom.Caption, atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Ul:
		return lined
	case atom.Td, atom.Th:
		return celled
	case atom.Button, atom.Select, atom.Input, atom.Img, atom.Label:
		return spaced
	}
	return joined
}

// isDataRow reports whether the cells of a row belong on one line: they hold words, not parts of a page. The paragraphs of a row that is one cell have nothing
// beside them to stand in a line with.
func isDataRow(tr *html.Node) bool {
	budget, data, cells, paragraphs := 60, true, 0, 0
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
			cells++
		}
	}
	within(tr, &budget, func(c *html.Node) {
		switch c.DataAtom {
		case atom.P, atom.Div:
			paragraphs++
		case atom.Table, atom.Form, atom.Ul, atom.Ol, atom.H1, atom.H2, atom.H3, atom.Main, atom.Article, atom.Nav:
			data = false
		}
	})
	return data && budget > 0 && (cells > 1 || paragraphs < 2)
}
