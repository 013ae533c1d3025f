package snapshot

// holds says what a page holds, for those who ask nothing of pages that hold none of it: reading the content again costs more than all they do.
type holds uint8

const (
	holdsForms holds = 1 << iota
	holdsContacts
	holdsCharsetDoubt
)

func (c *Content) holds() (h holds) {
	if len(c.Forms) > 0 {
		h |= holdsForms
	}
	if len(c.Contacts) > 0 {
		h |= holdsContacts
	}
	if cs := &c.Charset; cs.Mojibake+cs.Replaced > 0 || cs.Header != "" && cs.Meta != "" && cs.Header != cs.Meta {
		h |= holdsCharsetDoubt
	}
	return h
}

func (p *Page) holding(h holds) bool {
	if p.Content != nil {
		return p.Content.holds()&h != 0
	}
	return p.held&h != 0
}

// HasForms reports whether a page has forms, without reading its content.
func (p *Page) HasForms() bool { return p.holding(holdsForms) }

// HasContacts reports whether a page names ways to reach somebody, without reading its content.
func (p *Page) HasContacts() bool { return p.holding(holdsContacts) }

// CharsetInDoubt reports whether a page declares two different encodings or has damaged characters, without reading its content.
func (p *Page) CharsetInDoubt() bool { return p.holding(holdsCharsetDoubt) }
