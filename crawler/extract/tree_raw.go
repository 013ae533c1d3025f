package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// raw reads an element whose content is text up to its own end tag, whatever it looks like.
func (b *builder) raw() {
	name := b.tok.name
	b.pushToken()
	from := b.at
	end := endOfRaw(b.s, from, name)
	if end < 0 || b.tok.atom == atom.Script && hidesScript(b.s[from:end]) {
		b.gaveUp = true
		return
	}
	text := b.s[from:end]
	b.at = end
	if b.tok.atom == atom.Textarea {
		if strings.HasPrefix(text, "\r\n") {
			text = text[2:]
		} else if strings.HasPrefix(text, "\n") || strings.HasPrefix(text, "\r") {
			text = text[1:]
		}
	}
	b.rawText(text)
	b.open = b.open[:len(b.open)-1]
	for end += 2 + len(name); end < len(b.s) && isSpace(b.s[end]); {
		end++
	}
	if end == len(b.s) || b.s[end] != '>' {
		b.gaveUp = true
		return
	}
	b.at = end + 1
}

func (b *builder) rawText(s string) {
	s = plainNewlines(s)
	if a := b.tok.atom; a == atom.Title || a == atom.Textarea {
		s = html.UnescapeString(s)
	}
	b.addText(s)
}

// endOfRaw returns where the end tag of a name begins, -1 when there is none.
func endOfRaw(s string, at int, name string) int {
	for {
		i := strings.Index(s[at:], "</")
		if i < 0 {
			return -1
		}
		at += i
		rest := s[at+2:]
		if len(rest) > len(name) && strings.EqualFold(rest[:len(name)], name) && (rest[len(name)] == '>' || rest[len(name)] == '/' || isSpace(rest[len(name)])) {
			return at
		}
		at += 2
	}
}

// hidesScript reports whether a script holds the beginning of a comment with another script in it, which may hide the end tag.
func hidesScript(s string) bool {
	_, after, ok := strings.Cut(s, "<!--")
	return ok && hasFold(after, "<script")
}
