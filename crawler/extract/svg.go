package extract

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/shopvet/shopvet/snapshot"
)

// drawing is what was found in a drawing.
type drawing struct {
	label, symbol string
	nodes         int
	apart         int // elements around that are not drawn where they stand
}

// maxDrawing bounds the nodes of one drawing that are looked at.
const maxDrawing = 2000

// svg reads what a drawing inside the page is called: it names an icon link, and it is an image like any other, since payment logos are often
// drawn. Its source is the symbol it uses, its id or its class.
func (w *walker) svg(n *html.Node, s state) {
	w.section(attrVal(n, "id"), &s)
	d := drawing{label: attrVal(n, "aria-label"), symbol: firstOf(attrVal(n, "id"), attrVal(n, "class"))}
	w.drawn(n, &d, s)
	if w.alt == "" {
		w.alt = d.label
	}
	if d.label != "" || d.symbol != "" {
		w.keepImage(snapshot.Image{Src: w.textID([]byte("svg:" + fold(d.symbol, maxLinkText))), Alt: w.textID([]byte(fold(d.label, maxLinkText)))}, s)
	}
}

// drawn reads the parts of a drawing that name it or point somewhere: the symbols and pictures it uses, and the areas one can press.
func (w *walker) drawn(n *html.Node, d *drawing, s state) {
	for c := n.FirstChild; c != nil && d.nodes < maxDrawing; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		d.nodes++
		if d.apart == 0 {
			w.section(attrVal(c, "id"), &s)
		}
		switch c.Data {
		case "defs", "symbol", "clipPath", "mask", "pattern", "marker", "linearGradient", "radialGradient", "filter":
			d.apart++ // not drawn where it stands: there is no place that one could be led to, and sprites have hundreds
			w.drawn(c, d, s)
			d.apart--
			continue
		case "title":
			if d.label == "" {
				d.label = textOf(c)
			}
			continue
		case "use":
			href := svgHref(c)
			d.symbol = firstOf(href, d.symbol)
			w.resource(snapshot.LinkImage, outside(href), "use", s)
		case "image", "feImage":
			w.resource(snapshot.LinkImage, outside(svgHref(c)), "image", s)
		case "a":
			if to, ok := w.target(svgHref(c)); ok && !isInert(svgHref(c)) && w.linksOf(s) != nil {
				w.addLink(snapshot.Link{To: to, Text: w.textID([]byte(fold(firstOf(textOf(c), attrVal(c, "aria-label")), maxLinkText)))}, s)
			}
		case "style":
			w.styleElement(c)
			continue
		}
		if c.FirstChild != nil {
			w.drawn(c, d, s)
		}
	}
}

// outside returns an address that leads out of the page, "" for one of its own symbols.
func outside(href string) string {
	if strings.HasPrefix(strings.TrimSpace(href), "#") {
		return ""
	}
	return href
}

// svgHref is where a part of a drawing points: href, or xlink:href of older ones, which the parser splits at its colon.
func svgHref(n *html.Node) string {
	old := ""
	for i := range n.Attr {
		switch a := &n.Attr[i]; {
		case a.Key == "href" && a.Namespace == "":
			return a.Val
		case a.Key == "href" && a.Namespace == "xlink", a.Key == "xlink:href":
			old = a.Val
		}
	}
	return old
}
