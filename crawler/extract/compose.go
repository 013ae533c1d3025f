package extract

import (
	"bytes"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/unicode/norm"
)

// apart reports whether a body holds letters that are taken apart, as file systems and editors of macOS leave them: "ü" as u and its dots, "한" as three letters.
// A page looks the same either way.
func apart(body []byte) bool {
	if bytes.IndexByte(body, 0xcc) >= 0 || bytes.IndexByte(body, 0xcd) >= 0 { // U+0300 to U+037F, most of which are marks
		return true
	}
	if bytes.Contains(body, []byte("\u3099")) || bytes.Contains(body, []byte("\u309a")) { // the marks of kana
		return true
	}
	for rest := body; ; {
		i := bytes.IndexByte(rest, 0xe1)
		if i < 0 || i+1 >= len(rest) {
			return false
		}
		if c := rest[i+1]; 0x84 <= c && c <= 0x87 { // the letters of Korean syllables
			return true
		}
		rest = rest[i+1:]
	}
}

// compose puts the letters of all texts together, and of the attributes that are read out. Addresses stay as they are: a server may know its file by no other name.
func compose(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		if n.Parent == nil || n.Parent.DataAtom != atom.Style && (n.Parent.DataAtom != atom.Script || isData(n.Parent)) {
			n.Data = norm.NFC.String(n.Data)
		}
	case html.ElementNode:
		for i := range n.Attr {
			switch a := &n.Attr[i]; a.Key {
			case "alt", "title", "aria-label", "placeholder", "value", "content":
				a.Val = norm.NFC.String(a.Val)
			}
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		compose(c)
	}
}

// isData reports whether a script holds data about the page: what they call goods is compared with what the page shows.
func isData(script *html.Node) bool {
	for _, a := range script.Attr {
		if a.Key == "type" {
			return a.Val == "application/ld+json"
		}
	}
	return false
}
