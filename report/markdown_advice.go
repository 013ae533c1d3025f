package report

import "strings"

// advice tells where a fix is made and what there is to copy.
func (m *markdown) advice(f *fixView) {
	if len(f.Steps)+len(f.Ready) == 0 {
		return
	}
	m.heading(3, itoa(f.Number)+". "+f.Title)
	for _, s := range f.Steps {
		m.para(s)
	}
	for _, r := range f.Ready {
		m.line("**", inline(r.Title), "** ", inline(r.Note))
		m.line()
		m.fenced(append(r.Code[:len(r.Code):len(r.Code)], r.Text...))
	}
}

// fenced writes lines to copy as they are; a fence is longer than any in them.
func (m *markdown) fenced(lines []string) {
	if len(lines) == 0 {
		return
	}
	text, fence := strings.Join(lines, "\n"), "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	m.line(fence, "text")
	m.line(text)
	m.line(fence)
	m.line()
}
