package extract

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"

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

// isOwn reports whether an address is made for this page alone: a place on it, a variant of it, or a way back to it. In a
// header or footer it would make a block of its own for every page.
func (w *walker) isOwn(abs string) bool {
	i := strings.IndexAny(abs, "?#")
	if i < 0 {
		return false
	}
	if abs[:i] == w.res.path {
		return true
	}
	path := w.res.path[len(w.res.origin):]
	return len(path) > 1 && (strings.Contains(abs[i:], path) || strings.Contains(abs[i:], url.QueryEscape(path)))
}

// addLink stores a link in its region or page. Links of the frame that are the page's own stay with the page.
func (w *walker) addLink(l snapshot.Link, s state) {
	l.Zone = s.zone
	if s.hidden {
		l.Flags |= snapshot.LinkHidden
	}
	if s.reg != nil && w.isOwn(w.e.tab.Get(l.To)) {
		s.reg = nil
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
		w.hrefs[strings.Clone(href)] = id
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
	defer func() { w.alt = outer }()
	href, has := attr(n, "href")
	if name := attrVal(n, "name"); name != "" && name != e.id {
		w.section(name, &s)
	}
	if w.linksOf(s) == nil { // before anything of it is interned
		return
	}
	text := clipBytes(lineOf(s.buf.b[from:]), maxLinkText)
	l := snapshot.Link{Flags: flagsOf(n, e, href)}
	if len(text) == 0 {
		l.Flags |= snapshot.LinkIconOnly
		text = []byte(fold(firstOf(e.label, e.title, w.alt, e.alt), maxLinkText))
	}
	l.Text = w.textID(text)
	if !has {
		switch {
		case e.handledButton && s.zone == snapshot.ZoneMain:
			w.button(l.Text, string(text), e)
		case !e.handledButton:
			s.link = false
			w.drawnButton(n, e, s)
		}
		return
	}
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
	if from == 0 && s.buf == &w.main.text && skipsMenu(e, href) {
		s.buf.reset()
	}
}

// skipsMenu reports whether a link leads past the menu, for those who do not use a mouse: its text is no content.
func skipsMenu(e *elem, href string) bool {
	return strings.HasPrefix(href, "#") && (hasFold(e.class, "skip") || hasFold(href, "content", "main", "inhalt", "contenu", "contenido", "contenuto", "hoofdinhoud", "conteudo", "tresc"))
}

// flagsOf reads what the attributes of a link say of it.
func flagsOf(n *html.Node, e *elem, href string) (flags snapshot.LinkFlag) {
	if e.handled || isSelector(href) || e.bits&clsHandled != 0 && isInert(href) || e.id != "" && isInert(href) && len(href) != 1+len(strings.TrimLeft(href, "#")) {
		flags |= snapshot.LinkHandled
	}
	if hasRel(n, "nofollow") {
		flags |= snapshot.LinkNofollow
	}
	return flags
}

// target interns where a link leads: an absolute address, or what leads nowhere as it is written.
func (w *walker) target(href string) (snapshot.StrID, bool) {
	trimmed := strings.Trim(href, " \t\r\n\f")
	switch {
	case trimmed == "" || trimmed == "#":
		return w.e.tab.ID(trimmed), true
	case isSelector(trimmed):
		return w.e.tab.ID("#"), true
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

// isSelector reports whether an href names elements of the page to a script, as tabs do: href="[data-tab-panel-1]".
func isSelector(href string) bool {
	href = strings.TrimSpace(href)
	return strings.HasPrefix(href, "[data-") && strings.HasSuffix(href, "]")
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
	return w.file(snapshot.Link{Kind: kind}, href, text, s)
}

// file is resource for a link of which more than its kind is known.
func (w *walker) file(l snapshot.Link, href, text string, s state) (snapshot.StrID, bool) {
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
	l.To = to
	if text != "" {
		l.Text = w.textID([]byte(fold(text, maxLinkText)))
	}
	w.addLink(l, s)
	return to, true
}

// linkElement reads a link element of the head.
func (w *walker) linkElement(n *html.Node) {
	s := state{zone: snapshot.ZoneHead}
	href, rel := attrVal(n, "href"), strings.ToLower(attrVal(n, "rel"))
	for _, prop := range strings.Fields(attrVal(n, "itemprop")) {
		w.propLink(prop, href, "microdata")
	}
	switch {
	case href == "":
	case hasToken(rel, "canonical"):
		w.resource(snapshot.LinkCanonical, href, "", s)
	case hasToken(rel, "stylesheet"):
		w.resource(snapshot.LinkStyle, href, "", s)
	case hasToken(rel, "icon"), hasToken(rel, "apple-touch-icon"), hasToken(rel, "apple-touch-icon-precomposed"), hasToken(rel, "mask-icon"):
		w.resource(snapshot.LinkIcon, href, "", s)
	case hasToken(rel, "alternate") && attrVal(n, "hreflang") == "" && attrVal(n, "media") != "":
		w.phones(attrVal(n, "media"))
	case hasToken(rel, "alternate") && attrVal(n, "hreflang") != "":
		w.resource(snapshot.LinkAlternate, href, attrVal(n, "hreflang"), s)
	case hasToken(rel, "manifest"):
		w.resource(snapshot.LinkManifest, href, "", s)
	case hasToken(rel, "preload"), hasToken(rel, "modulepreload"), hasToken(rel, "prefetch"):
		w.resource(snapshot.LinkPreload, filled(href), attrVal(n, "as"), s)
	default:
		for _, r := range [...]string{"next", "prev", "amphtml", "search"} {
			if hasToken(rel, r) {
				w.data(href, "rel="+r)
			}
		}
		if kind := strings.ToLower(attrVal(n, "type")); hasToken(rel, "alternate") && (strings.Contains(kind, "rss") || strings.Contains(kind, "atom")) {
			w.data(href, "feed")
		}
	}
}
