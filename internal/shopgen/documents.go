package shopgen

import (
	"bytes"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// renderFixed renders the bodies of all documents once.
func (s *Shop) renderFixed() error {
	s.fixed, s.prints, s.titles = map[string][]byte{}, map[string][]byte{}, map[string]string{}
	sections := hubKinds()
	if s.opt.Layout != 2 {
		sections = nil
	}
	for _, kind := range documentKinds() {
		if !s.exists(kind) || slices.Contains(sections, kind) {
			continue
		}
		if err := s.renderArticle(kind, []section{{ID: kind, Body: s.documentBody(kind)}}, s.fill(s.lang.UI[kind])); err != nil {
			return err
		}
	}
	if !s.exists(kindLegal) {
		return nil
	}
	var hub []section
	for _, kind := range sections {
		if s.exists(kind) {
			hub = append(hub, section{ID: kind, Title: s.fill(s.lang.UI[kind]), Body: s.documentBody(kind)})
		}
	}
	return s.renderArticle(kindLegal, hub, s.lang.UI[kindLegal])
}

// section is one document on a page.
type section struct {
	ID, Title string
	Body      template.HTML
}

type article struct {
	UI       map[string]string
	Title    string
	Sections []section
	Contact  bool // the page shows the contact form
	Method   string
	Action   string
	Print    string
	PDF      string
}

func (s *Shop) renderArticle(kind string, sections []section, title string) error {
	a := article{UI: s.lang.UI, Title: title, Sections: sections, Contact: kind == kindContact && s.tags["form"], Method: "post", Action: "/message"}
	switch {
	case s.has(FlawMailForm):
		a.Action = "mailto:" + s.email()
	case s.has(FlawGetForm):
		a.Method = "get"
	}
	if !s.opt.Plain && kind != kindContact {
		a.Print = "?print=1"
	}
	if kind == kindGuide {
		a.PDF = pdfPath
	}
	var b bytes.Buffer
	if err := s.tmpl.ExecuteTemplate(&b, "article", a); err != nil {
		return fmt.Errorf("render %s page: %w", kind, err)
	}
	s.fixed[kind] = s.spoil(kind, bytes.Clone(b.Bytes()))
	a.Print = ""
	b.Reset()
	if err := s.tmpl.ExecuteTemplate(&b, "article", a); err != nil {
		return fmt.Errorf("render %s page: %w", kind, err)
	}
	s.prints[kind], s.titles[kind] = b.Bytes(), title
	return nil
}

func (s *Shop) documentBody(kind string) template.HTML {
	text := s.lang.Docs[kind]
	switch {
	case kind == kindContact:
		var d docWriter
		d.layout = s.opt.Layout
		d.paragraph(s.inline(kind, s.lang.UI["contact_text"]))
		d.rows(s.contactRows())
		return template.HTML(d.b.String())
	case kind == kindPrivacy && s.has(FlawShortPrivacy):
		text, _, _ = strings.Cut(strings.TrimSpace(text), "\n")
	case (kind == kindReturns || kind == kindWithdrawal) && s.has(FlawThinReturns):
		text = firstParagraph(text)
	case kind == kindTerms && s.has(FlawHollowTerms):
		return ""
	case kind == kindTerms && s.has(FlawStaleLaw):
		text += "\n\nhttps://ec.europa.eu/consumers/odr\n"
	case kind == kindAbout && s.has(FlawMojibake):
		text = mojibake(text)
	default:
		text = s.plantDocument(kind, text)
	}
	return s.document(kind, text)
}

// firstParagraph cuts a document after its first paragraph; a heading above it stays.
func firstParagraph(text string) string {
	var b strings.Builder
	for line := range strings.Lines(strings.TrimSpace(text)) {
		b.WriteString(line)
		if !strings.HasPrefix(line, "#") {
			break
		}
	}
	return b.String()
}

// mojibake reads UTF-8 as if it were Windows-1252.
func mojibake(text string) string {
	out, err := charmap.Windows1252.NewDecoder().String(text)
	if err != nil {
		return text
	}
	return out
}
