package shopgen

import (
	"html/template"
	"slices"
	"strconv"
	"strings"
)

// The texts are written in a markup of whole lines:
//
//	## heading, ### subheading, - list item, | table | row |, anything else a paragraph
//	?tag line   only in shops that have tag; !tag line: only in shops that have not (both also inside a table cell)
//	[text](kind) a link to the page of that kind, or plain text where the shop has no such page
//	[text](https://…) a link to a public register
//	{mark}      name, legal, seller, address, email, phone, person, domain
//	@seller     the table of who sells
//
// Tags are the keys of Shop.tags.

// admit strips the conditions in front of a line and tells whether they hold.
func (s *Shop) admit(line string) (string, bool) {
	for {
		line = strings.TrimSpace(line)
		if len(line) < 2 || (line[0] != '?' && line[0] != '!') {
			return line, true
		}
		tag, rest, found := strings.Cut(line[1:], " ")
		if _, known := s.tags[tag]; !known {
			return line, true // an exclamation that is only text
		}
		if !found || s.tags[tag] != (line[0] == '?') {
			return "", false
		}
		line = rest
	}
}

// document renders line markup; the result is trusted because all of it was written for this package.
func (s *Shop) document(kind, text string) template.HTML {
	var d docWriter
	d.layout, d.faq, d.level = s.opt.Layout, kind == kindFAQ, 2
	if s.opt.Layout == 2 && slices.Contains(hubKinds(), kind) {
		d.level = 3 // the section of the page has a heading above
	}
	for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		line, ok := s.admit(line)
		if !ok || line == "" {
			continue
		}
		switch {
		case line == "@seller":
			d.rows(s.sellerRows(true))
		case strings.HasPrefix(line, "### "):
			d.subheading(s.inline(kind, line[4:]))
		case strings.HasPrefix(line, "## "):
			d.heading(s.inline(kind, line[3:]))
		case strings.HasPrefix(line, "- "):
			d.item(s.inline(kind, line[2:]))
		case strings.HasPrefix(line, "| "):
			d.row(s.cells(kind, line))
		default:
			d.paragraph(s.inline(kind, line))
		}
	}
	d.closeAll()
	return template.HTML(d.b.String())
}

func (s *Shop) cells(kind, line string) []string {
	var out []string
	for cell := range strings.SplitSeq(strings.Trim(line, "| "), "|") {
		if cell, ok := s.admit(cell); ok {
			out = append(out, s.inline(kind, cell))
		}
	}
	return out
}

// inline fills marks, escapes, and resolves links.
func (s *Shop) inline(kind, text string) string {
	text = s.fillFor(kind, text)
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "[")
		label, after, ok2 := strings.Cut(rest, "](")
		target, tail, ok3 := strings.Cut(after, ")")
		if !ok || !ok2 || !ok3 || strings.ContainsAny(label, "[]") {
			b.WriteString(template.HTMLEscapeString(text))
			return b.String()
		}
		b.WriteString(template.HTMLEscapeString(before))
		href := s.href(target)
		if strings.HasPrefix(target, "https://") {
			href = template.HTMLEscapeString(target)
		}
		if href != "" {
			b.WriteString(`<a href="` + href + `">` + template.HTMLEscapeString(label) + `</a>`)
		} else {
			b.WriteString(template.HTMLEscapeString(label))
		}
		text = tail
	}
}

// docWriter turns blocks into HTML, in a different shape for each layout.
type docWriter struct {
	b      strings.Builder
	layout int
	faq    bool
	level  int    // of its headings; subheadings are one below
	open   string // closing tags of the open list or table
	body   string // closing tag of the open question
	nrow   int
	heads  []string
}

func (d *docWriter) close() {
	d.b.WriteString(d.open)
	d.open, d.nrow = "", 0
}

func (d *docWriter) closeAll() {
	d.close()
	d.b.WriteString(d.body)
	d.body = ""
}

func (d *docWriter) heading(html string) {
	d.closeAll()
	d.head(d.level, html)
}

func (d *docWriter) subheading(html string) {
	d.closeAll()
	switch {
	case d.faq && d.layout == 1:
		d.b.WriteString("<details><summary>" + html + "</summary>\n")
		d.body = "</details>\n"
	case d.faq && d.layout == 2:
		d.b.WriteString(`<div class="qa"><strong>` + html + "</strong>\n")
		d.body = "</div>\n"
	default:
		d.head(d.level+1, html)
	}
}

func (d *docWriter) head(level int, html string) {
	tag := "h" + strconv.Itoa(level) + ">"
	d.b.WriteString("<" + tag + html + "</" + tag + "\n")
}

func (d *docWriter) paragraph(html string) {
	d.close()
	d.b.WriteString("<p>" + html + "</p>\n")
}

func (d *docWriter) item(html string) {
	if d.open != "</ul>\n" {
		d.close()
		d.open = "</ul>\n"
		d.b.WriteString("<ul>\n")
	}
	d.b.WriteString("<li>" + html + "</li>\n")
}

// row writes a table row; the first row of a table is its head. Layout 2 has no tables.
func (d *docWriter) row(cells []string) {
	if d.layout == 2 {
		d.blockRow(cells)
		return
	}
	cell := "td"
	if d.open != "</tbody></table></div>\n" {
		d.close()
		d.open = "</tbody></table></div>\n"
		d.b.WriteString(`<div class="scroll"><table><thead>`)
		cell = "th"
	}
	d.b.WriteString("<tr>")
	for _, c := range cells {
		d.b.WriteString("<" + cell + ">" + c + "</" + cell + ">")
	}
	d.b.WriteString("</tr>")
	if cell == "th" {
		d.b.WriteString("</thead><tbody>")
	}
}

// blockRow writes "head: value" pairs under each row's first cell.
func (d *docWriter) blockRow(cells []string) {
	if d.open != "</div>\n" {
		d.close()
		d.open = "</div>\n"
		d.heads = cells
		d.b.WriteString(`<div class="rows">`)
		return
	}
	d.b.WriteString(`<div class="row"><b>` + cells[0] + "</b>")
	for i, c := range cells[1:] {
		d.b.WriteString("<span>" + d.heads[min(i+1, len(d.heads)-1)] + ": " + c + "</span>")
	}
	d.b.WriteString("</div>")
}

// rows writes a list of label and value, as table, definition list or lines.
func (d *docWriter) rows(rows []row) {
	d.close()
	open, pre, mid, post, end := "<table class=\"facts\"><tbody>", "<tr><th scope=\"row\">", "</th><td>", "</td></tr>", "</tbody></table>\n"
	switch d.layout {
	case 1:
		open, pre, mid, post, end = "<dl class=\"facts\">", "<dt>", "</dt><dd>", "</dd>", "</dl>\n"
	case 2:
		open, pre, mid, post, end = "", "<p>", ": ", "</p>\n", ""
	}
	d.b.WriteString(open)
	for _, r := range rows {
		d.b.WriteString(pre + template.HTMLEscapeString(r.Label) + mid + r.html() + post)
	}
	d.b.WriteString(end)
}
