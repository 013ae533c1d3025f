package extract

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/shopvet/shopvet/snapshot"
)

// image reads an image and remembers it as the name of the link around it.
func (w *walker) image(n *html.Node, e *elem, s state) {
	if s.link && w.alt == "" {
		w.alt = e.alt
	}
	src := e.src
	if e.lazy != "" && (src == "" || strings.HasPrefix(src, "data:")) {
		src = e.lazy
	}
	to, ok := w.resource(snapshot.LinkImage, src, "", s)
	if !ok {
		return
	}
	w.keepImage(snapshot.Image{Src: to, Alt: w.textID([]byte(fold(e.alt, maxLinkText)))}, s)
}

// keepImage notes an image of the frame or of the main part while there is room.
func (w *walker) keepImage(img snapshot.Image, s state) {
	switch {
	case s.reg != nil && len(s.reg.images) < maxImages:
		s.reg.images = append(s.reg.images, img)
	case s.reg == nil && s.zone == snapshot.ZoneMain && !s.hidden && len(w.page.Images) < maxImages:
		w.page.Images = append(w.page.Images, img)
	}
}

func (w *walker) frame(n *html.Node, s state) {
	w.resource(snapshot.LinkFrame, firstOf(attrVal(n, "src"), attrVal(n, "data-src")), attrVal(n, "title"), s)
}

func (w *walker) media(n *html.Node, s state) {
	if n.DataAtom == atom.Source && n.Parent != nil && n.Parent.DataAtom == atom.Picture {
		return
	}
	w.resource(snapshot.LinkMedia, firstOf(attrVal(n, "src"), attrVal(n, "data")), "", s)
	goquery.NewDocumentFromNode(n).ChildrenFiltered("source, track").Each(func(_ int, c *goquery.Selection) {
		w.resource(snapshot.LinkMedia, c.AttrOr("src", ""), "", s)
	})
}

// readNoscript finds the images of lazy loading and the sentence that asks for scripts.
func (w *walker) readNoscript(n *html.Node, s state) {
	c := n.FirstChild
	if c == nil || c.Type != html.TextNode {
		return
	}
	raw := c.Data
	if hasFold(clip(raw, 2000), "javascript") {
		w.noscript = true
	}
	if !strings.Contains(raw, "<img") || len(raw) > 20_000 {
		return
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(raw))
	if err != nil { // nested too deeply
		return
	}
	doc.Find("img").Not(`[width="0"], [width="1"], [height="0"], [height="1"]`).Each(func(_ int, img *goquery.Selection) {
		if !isHiddenStyle(img.AttrOr("style", "")) { // no pixel that counts visitors
			w.image(img.Nodes[0], w.push(img.Nodes[0]), s)
			w.pop()
		}
	})
}
