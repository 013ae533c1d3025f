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
	if src == "" || strings.HasPrefix(src, "data:") {
		src = firstOf(filled(e.lazy), firstCandidate(e.set), firstCandidate(e.lazySet), src)
	}
	to, ok := w.resource(snapshot.LinkImage, filled(src), "", s)
	if e.set != "" || e.lazySet != "" || e.lazy != "" && e.lazy != src {
		w.otherFiles(e, to, s)
	}
	if !ok {
		return
	}
	w.keepImage(snapshot.Image{Src: to, Alt: w.textID([]byte(fold(e.alt, maxLinkText))), NoAlt: !e.hasAlt}, s)
}

// otherFiles notes the files that a browser or a script may take in place of the first.
func (w *walker) otherFiles(e *elem, first snapshot.StrID, s state) {
	w.candidate(e.lazy, first, s)
	for _, set := range [...]string{e.set, e.lazySet} {
		candidates(set, func(address string) { w.candidate(address, first, s) })
	}
}

// candidate notes one of several files for an image.
func (w *walker) candidate(address string, first snapshot.StrID, s state) {
	address = filled(address)
	if w.extras >= maxExtras || address == "" || strings.HasPrefix(address, "data:") {
		return
	}
	to, ok := w.address(address)
	if !ok || to == first || w.repeats(to, s) {
		return
	}
	w.extras++
	w.resource(snapshot.LinkSrcset, address, "", s)
}

// repeats reports whether a candidate was just noted: the same few are written into several attributes.
func (w *walker) repeats(to snapshot.StrID, s state) bool {
	list := w.linksOf(s)
	if list == nil {
		return true
	}
	for i := len(*list) - 1; i >= max(0, len(*list)-12); i-- {
		if l := (*list)[i]; l.To == to && (l.Kind == snapshot.LinkSrcset || l.Kind == snapshot.LinkImage) {
			return true
		}
	}
	return false
}

// filled returns an address, "" when it has blanks that a script fills in: "/p_{width}x.jpg".
func filled(address string) string {
	if strings.IndexByte(address, '{') >= 0 || strings.Contains(address, "%7B") {
		return ""
	}
	return address
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

// maxSrcdoc bounds a page that is written into its frame, bytes.
const maxSrcdoc = 100_000

// frame reads a frame: where it leads, or the files of the page that is written into it.
func (w *walker) frame(n *html.Node, s state) {
	if inner, ok := attr(n, "srcdoc"); ok { // it goes before src
		if doc, err := goquery.NewDocumentFromReader(strings.NewReader(clip(inner, maxSrcdoc))); err == nil {
			doc.Find("img, video, audio, script[src], link[rel=stylesheet]").Each(func(_ int, c *goquery.Selection) { w.framed(c.Nodes[0], s) })
		}
		return
	}
	w.resource(snapshot.LinkFrame, filled(firstOf(attrVal(n, "src"), attrVal(n, "data-src"))), attrVal(n, "title"), s)
}

// framed reads an element of a page that is written into a frame.
func (w *walker) framed(n *html.Node, s state) {
	switch n.DataAtom {
	case atom.Img:
		w.image(n, w.push(n), s)
		w.pop()
	case atom.Script:
		w.resource(snapshot.LinkScript, attrVal(n, "src"), "", s)
	case atom.Link:
		w.resource(snapshot.LinkStyle, attrVal(n, "href"), "", s)
	default:
		w.media(n, s)
	}
}

func (w *walker) media(n *html.Node, s state) {
	if n.DataAtom == atom.Source && n.Parent != nil && n.Parent.DataAtom == atom.Picture {
		w.otherFiles(&elem{set: attrVal(n, "srcset"), lazySet: attrVal(n, "data-srcset")}, 0, s)
		return
	}
	w.resource(snapshot.LinkMedia, firstOf(attrVal(n, "src"), attrVal(n, "data")), n.Data, s)
	w.resource(snapshot.LinkImage, attrVal(n, "poster"), "poster", s)
	goquery.NewDocumentFromNode(n).ChildrenFiltered("source, track, embed").Each(func(_ int, c *goquery.Selection) {
		w.resource(snapshot.LinkMedia, c.AttrOr("src", ""), c.Nodes[0].Data, s)
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
