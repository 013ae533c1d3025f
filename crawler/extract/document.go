package extract

import (
	"github.com/shopvet/shopvet/crawler/extract/pdf"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// readFile reads the text of a PDF file that is likely a policy. A scan, a locked file or a damaged one says nothing; that is not the same as
// a file that says little.
func (e *Extractor) readFile(p *snapshot.Page, in Input) {
	lines, err := pdf.Text(in.Body)
	p.Truncated = p.Truncated || err != nil && len(lines) > 0
	var t textBuf
	for _, l := range lines {
		t.need(lined)
		t.add(l.Text)
		if len(t.b) > maxText {
			break
		}
		if !l.Large || len(p.Headings) >= maxHeadings {
			continue
		}
		title := fold(l.Text, maxLinkText)
		if p.Title == "" {
			p.Title = title
		}
		p.Headings = append(p.Headings, snapshot.Heading{Level: 2, Text: title, At: len(t.b)})
	}
	text := string(trimPartialRune(t.b[:min(len(t.b), maxText)]))
	if p.Letters = countLetters([]byte(text)); p.Letters == 0 {
		p.Headings = nil
		return
	}
	p.Lang, p.LangSure = language(nil, text)
	p.SimHash = simHash(text)
	p.Text, p.TextKept = text, true
	p.Contacts = textContacts(p.Contacts, text, bytesOf(text), snapshot.ZoneMain, p.Lang)
	m := &marker{page: p, text: text, has: bytesOf(text), count: map[snapshot.MarkKind]int{}}
	hits := cue.Default().Match(text, cue.Body, p.Lang)
	for _, h := range hits {
		if h.Weight >= 0.29 {
			m.hit(h)
		}
	}
	m.placeholders(hits, false, nil)
}
