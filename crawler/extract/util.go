package extract

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// clip returns the first n characters of s.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// fold returns s with white space collapsed and invisible characters removed, at most n characters long.
func fold(s string, n int) string {
	var t textBuf
	t.add(s)
	t.b = trimPartialRune(t.b)
	return clip(string(t.b), n)
}

// hasFold reports whether s, in lower case, contains one of want.
func hasFold(s string, want ...string) bool {
	s = strings.ToLower(s)
	for _, w := range want {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// trimPartialRune removes a character that was cut at the end of b.
func trimPartialRune(b []byte) []byte {
	for len(b) > 0 {
		if r, size := utf8.DecodeLastRune(b); r != utf8.RuneError || size != 1 {
			break
		}
		b = b[:len(b)-1]
	}
	return b
}

// textOf returns the text below n as it stands, for small subtrees.
func textOf(n *html.Node) string {
	if c := n.FirstChild; c != nil && c.NextSibling == nil && c.Type == html.TextNode {
		return c.Data
	}
	var b strings.Builder
	budget := 400
	within(n, &budget, func(c *html.Node) {
		if c.Type == html.TextNode && (c.Parent == nil || c.Parent.DataAtom != atom.Script && c.Parent.DataAtom != atom.Style) && b.Len() < 4000 {
			b.WriteString(c.Data)
			b.WriteByte(' ')
		}
	})
	return b.String()
}

func reverse(s string) string {
	r := []rune(s)
	for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
		r[i], r[j] = r[j], r[i]
	}
	return string(r)
}
