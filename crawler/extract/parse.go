package extract

import (
	"bytes"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	// maxTags bounds the nodes of a tree, each of which costs far more memory than the few bytes that ask for it.
	maxTags = 150_000
	// maxDepth is the depth at which elements become siblings instead of children; browsers stop at about the same.
	maxDepth = 400
	// maxRoots is the number of html and body tags beyond which the tree builder of the library, which compares the
	// attributes of each with all before, is not used.
	maxRoots = 20
)

// parse builds the tree of a decoded body, which is valid until the next page is read. cut says that the tree ends before the body does.
func (w *walker) parse(body []byte) (doc *html.Node, cut bool) {
	body, cut = limitTags(body)
	if apart(body) {
		defer func() { compose(doc) }()
	}
	if doc, ok := w.tree.tree(body); ok {
		return doc, cut
	}
	if countRoots(body) <= maxRoots {
		if doc, err := html.Parse(bytes.NewReader(body)); err == nil {
			return doc, cut
		}
	}
	return parseFlat(body), cut // nested too deeply for the library
}

// limitTags cuts body before its maxTags-th tag.
func limitTags(body []byte) ([]byte, bool) {
	if bytes.Count(body, []byte{'<'}) <= maxTags {
		return body, false
	}
	at := 0
	for range maxTags {
		at += bytes.IndexByte(body[at:], '<') + 1
	}
	return body[:at-1], true
}

func countRoots(body []byte) int {
	n := 0
	for at := bytes.IndexByte(body, '<'); at >= 0 && at+5 < len(body); {
		rest := body[at+1:]
		if c := rest[0] | 0x20; (c == 'b' || c == 'h') && (bytes.EqualFold(rest[:4], []byte("body")) || bytes.EqualFold(rest[:4], []byte("html"))) {
			n++
		}
		next := bytes.IndexByte(rest, '<')
		if next < 0 {
			break
		}
		at += 1 + next
	}
	return n
}

// parseFlat builds a tree without the repairs of the HTML standard, in linear time and of bounded depth: elements below
// maxDepth become siblings. It serves pages that no browser would show in full either.
func parseFlat(body []byte) *html.Node {
	doc := &html.Node{Type: html.DocumentNode}
	z := html.NewTokenizer(bytes.NewReader(body))
	open := []*html.Node{doc}
	for {
		switch z.Next() {
		case html.ErrorToken:
			return doc
		case html.TextToken:
			open[len(open)-1].AppendChild(&html.Node{Type: html.TextNode, Data: string(z.Text())})
		case html.SelfClosingTagToken, html.StartTagToken:
			t := z.Token()
			n := &html.Node{Type: html.ElementNode, Data: t.Data, DataAtom: t.DataAtom, Attr: t.Attr}
			if len(open) == maxDepth {
				open = open[:maxDepth-1]
			}
			open[len(open)-1].AppendChild(n)
			if t.Type != html.SelfClosingTagToken && !isVoid(t.DataAtom) {
				open = append(open, n)
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			for i := len(open) - 1; i > 0 && i > len(open)-8; i-- { // a stray end tag closes nothing far above
				if open[i].Data == string(name) {
					open = open[:i]
					break
				}
			}
		}
	}
}

func isVoid(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Param,
		atom.Source, atom.Track, atom.Wbr, atom.Basefont, atom.Bgsound, atom.Frame, atom.Keygen:
		return true
	}
	return false
}

// attr returns the value of an attribute and whether it is there.
func attr(n *html.Node, key string) (string, bool) {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val, true
		}
	}
	return "", false
}

// attrVal returns the value of an attribute, "" when it is not there.
func attrVal(n *html.Node, key string) string {
	v, _ := attr(n, key)
	return v
}
