package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/shopvet/shopvet/snapshot"
)

// linksOf returns where a link at s belongs, nil when there is no room for it.
func (w *walker) linksOf(s state) *[]snapshot.Link {
	list := &w.page.Links
	if s.reg != nil {
		list = &s.reg.links
	}
	if len(*list) >= maxLinks {
		w.page.Truncated = true
		return nil
	}
	return list
}

// addLink stores a link in its region or page.
func (w *walker) addLink(l snapshot.Link, s state) {
	l.Zone = s.zone
	if s.hidden {
		l.Flags |= snapshot.LinkHidden
	}
	if list := w.linksOf(s); list != nil {
		*list = append(*list, l)
	}
}

// address interns the absolute form of an href; false when it leads nowhere.
func (w *walker) address(href string) (snapshot.StrID, bool) {
	if id, ok := w.hrefs[href]; ok {
		return id, true
	}
	abs, ok := w.res.resolve(w.encodeQuery(href))
	if !ok {
		return 0, false
	}
	id := w.e.tab.ID(abs)
	if href != "" && href[0] == '/' || strings.HasPrefix(href, "http://") || strings.HasPrefix(href, "https://") { // the same from every page
		if len(w.hrefs) >= cacheSize {
			clear(w.hrefs)
		}
		w.hrefs[href] = id
	}
	return id, true
}

// anchor reads a link with its text.
func (w *walker) anchor(n *html.Node, e *elem, s state) {
	outer := w.alt
	w.alt = ""
	from := len(s.buf.b)
	s.link = true
	w.children(n, s)
	href, has := attr(n, "href")
	if w.linksOf(s) == nil { // before anything of it is interned
		w.alt = outer
		return
	}
	text := clipBytes(lineOf(s.buf.b[min(from, len(s.buf.b)):]), maxLinkText)
	var flags snapshot.LinkFlag
	if len(text) == 0 {
		flags |= snapshot.LinkIconOnly
		text = []byte(fold(firstOf(e.label, e.title, w.alt, e.alt), maxLinkText))
	}
	w.alt = outer
	if !has {
		if e.handledButton && s.zone == snapshot.ZoneMain {
			w.button(w.textID(text), string(text), e, "button")
		}
		return
	}
	if e.handled || e.bits&clsHandled != 0 && isInert(href) {
		flags |= snapshot.LinkHandled
	}
	if hasRel(n, "nofollow") {
		flags |= snapshot.LinkNofollow
	}
	l := snapshot.Link{Text: w.textID(text), Flags: flags}
	to, ok := w.target(href)
	if !ok {
		return
	}
	l.To = to
	w.addLink(l, s)
	w.linkContacts(href, string(text), s)
	if s.zone == snapshot.ZoneMain && s.reg == nil {
		w.cartLink(l.Text, e, string(text), href)
	}
}

// target interns where a link leads: an absolute address, or what leads nowhere as it is written.
func (w *walker) target(href string) (snapshot.StrID, bool) {
	trimmed := strings.Trim(href, " \t\r\n\f")
	switch {
	case trimmed == "" || trimmed == "#":
		return w.e.tab.ID(trimmed), true
	case len(trimmed) > 11 && strings.EqualFold(trimmed[:11], "javascript:"):
		return w.e.tab.ID(clip(strings.ToValidUTF8(trimmed, ""), 200)), true
	case strings.HasPrefix(trimmed, "data:") || strings.HasPrefix(trimmed, "blob:"):
		return 0, false
	}
	if id, ok := w.address(trimmed); ok {
		return id, true
	}
	if len(trimmed) > 2000 {
		w.page.Truncated = true
		return 0, false
	}
	return w.e.tab.ID(strings.ToValidUTF8(trimmed, "")), true // malformed: kept as written, so that it can be reported
}

// isInert reports whether an address leads nowhere by itself.
func isInert(href string) bool {
	href = strings.TrimSpace(href)
	return href == "" || href[0] == '#' || len(href) > 10 && strings.EqualFold(href[:11], "javascript:")
}

func hasRel(n *html.Node, want string) bool {
	rel, ok := attr(n, "rel")
	return ok && hasToken(rel, want)
}

func hasToken(list, want string) bool {
	for _, t := range strings.Fields(list) {
		if strings.EqualFold(t, want) {
			return true
		}
	}
	return false
}

func firstOf(list ...string) string {
	for _, s := range list {
		if strings.TrimSpace(s) != "" {
			return s
		}
	}
	return ""
}

func clipBytes(b []byte, n int) []byte {
	if len(b) <= n {
		return b
	}
	count := 0
	for i, c := range b {
		if c&0xc0 != 0x80 {
			if count == n {
				return b[:i]
			}
			count++
		}
	}
	return b
}

// resource notes an address of a file that the page uses.
func (w *walker) resource(kind snapshot.LinkKind, href, text string, s state) (snapshot.StrID, bool) {
	href = strings.Trim(href, " \t\r\n\f")
	if href == "" || strings.HasPrefix(href, "data:") || strings.HasPrefix(href, "about:") || strings.HasPrefix(href, "javascript:") || strings.HasPrefix(href, "blob:") {
		return 0, false
	}
	if w.linksOf(s) == nil {
		return 0, false
	}
	to, ok := w.target(href)
	if !ok {
		return 0, false
	}
	var id snapshot.StrID
	if text != "" {
		id = w.textID([]byte(fold(text, maxLinkText)))
	}
	w.addLink(snapshot.Link{To: to, Text: id, Kind: kind}, s)
	return to, true
}

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
	img := snapshot.Image{Src: to, Alt: w.textID([]byte(fold(e.alt, maxLinkText)))}
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
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Source || c.DataAtom == atom.Track {
			w.resource(snapshot.LinkMedia, attrVal(c, "src"), "", s)
		}
	}
}

// linkElement reads a link element of the head.
func (w *walker) linkElement(n *html.Node) {
	s := state{zone: snapshot.ZoneHead}
	href, rel := attrVal(n, "href"), strings.ToLower(attrVal(n, "rel"))
	switch {
	case href == "":
	case hasToken(rel, "canonical"):
		w.resource(snapshot.LinkCanonical, href, "", s)
	case hasToken(rel, "stylesheet"):
		w.resource(snapshot.LinkStyle, href, "", s)
	case hasToken(rel, "icon"), hasToken(rel, "apple-touch-icon"):
		w.resource(snapshot.LinkIcon, href, "", s)
	case hasToken(rel, "alternate") && attrVal(n, "hreflang") != "":
		w.resource(snapshot.LinkAlternate, href, attrVal(n, "hreflang"), s)
	}
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
	z := html.NewTokenizer(strings.NewReader(raw))
	for tt := z.Next(); tt != html.ErrorToken; tt = z.Next() {
		if t := z.Token(); t.DataAtom == atom.Img && !isPixel(t.Attr) {
			img := &html.Node{Type: html.ElementNode, DataAtom: atom.Img, Data: "img", Attr: t.Attr}
			e := w.attributes(img)
			w.image(img, &e, s)
		}
	}
}

// isPixel reports whether an image is the counting pixel of a tracker.
func isPixel(attrs []html.Attribute) bool {
	for _, a := range attrs {
		if (a.Key == "width" || a.Key == "height") && (a.Val == "1" || a.Val == "0") || a.Key == "style" && isHiddenStyle(a.Val) {
			return true
		}
	}
	return false
}
