package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// usual reports whether an element is called the regular price and no more. Some layouts call the former price beside a reduced one so, others the one price of goods that are
// not reduced.
func usual(class string) bool {
	words := splitName(class)
	return contains(words, "regular") && !contains(words, "old", "was", "compare", "before", "original", "crossed", "strike", "rrp", "uvp", "pseudo", "alt", "list", "sale", "on", "reduced", "discounted")
}

// boxes is how many elements around a price are looked through for another.
const boxes = 2

// mostNodes bounds what is looked through: a box with more is none of a price.
const mostNodes = 200

// onlyPrice reports whether a price that is called the regular one is what goods cost: nothing beside it, in the box of the price, is another price.
func (w *walker) onlyPrice(n *html.Node) bool {
	if attrVal(n, "itemprop") == "price" {
		return true
	}
	for i, box := 0, n.Parent; i < boxes && box != nil && box.Type == html.ElementNode; i, box = i+1, box.Parent {
		switch box.DataAtom {
		case atom.Li, atom.Form, atom.Article, atom.Section, atom.Main, atom.Body, atom.Tr, atom.Td, atom.Ul:
			return true
		}
		nodes := 0
		for c := range box.Descendants() {
			if nodes++; nodes > mostNodes {
				break
			}
			if inside(c, n) || inside(n, c) {
				continue
			}
			switch {
			case c.Type == html.TextNode && i == 0 && hasDigit(c.Data), c.Type == html.ElementNode && w.pricedAs(c) && hasDigit(textOf(c)):
				return false
			}
		}
	}
	return true
}

// pricedAs reports whether an element is called a price, or holds one that is crossed out or in its place.
func (w *walker) pricedAs(n *html.Node) bool {
	return n.DataAtom == atom.Del || n.DataAtom == atom.S || n.DataAtom == atom.Ins || w.classOf(attrVal(n, "class"))&clsPrice != 0
}

// inside reports whether a node is another or lies in it.
func inside(n, in *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == in {
			return true
		}
	}
	return false
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }
