package extract

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/shopvet/shopvet/snapshot"
)

// frameSlot is a part of the frame of a page that is named and empty.
type frameSlot uint8

const (
	slotTop    frameSlot = 1 << iota // header or menu
	slotBottom                       // footer
)

// slotWords are words that only say of an element that something is put into it.
var slotWords = map[string]bool{
	"placeholder": true, "include": true, "includes": true, "slot": true, "mount": true, "root": true, "target": true, "component": true, "components": true,
	"partial": true, "partials": true, "load": true, "loader": true, "js": true, "html": true, "dynamic": true, "inject": true, "render": true, "template": true,
}

// slotNames are names of the parts of a frame in other languages than English.
var slotNames = map[string]frameSlot{
	"kopf": slotTop, "kopfzeile": slotTop, "kopfbereich": slotTop, "menue": slotTop, "entete": slotTop, "cabecera": slotTop, "encabezado": slotTop, "testata": slotTop,
	"intestazione": slotTop, "koptekst": slotTop, "naglowek": slotTop, "cabecalho": slotTop, "menu": slotTop, "gnav": slotTop, "gnb": slotTop,
	"fuss": slotBottom, "fuß": slotBottom, "fusszeile": slotBottom, "fußzeile": slotBottom, "fussbereich": slotBottom, "pied": slotBottom, "piedpage": slotBottom,
	"pie": slotBottom, "piepagina": slotBottom, "voettekst": slotBottom, "stopka": slotBottom, "rodape": slotBottom,
}

// slot notes an element that shows nothing and is not decoration: one that is a header, a menu or a footer or is named as one, by its name, by an
// attribute or as an element of the shop's own making, is left to scripts. What has any other name may be.
func (w *walker) slot(n *html.Node, e *elem) {
	own := n.DataAtom == 0 && strings.IndexByte(n.Data, '-') > 0
	switch n.DataAtom {
	case atom.Div, atom.Section, atom.Header, atom.Footer, atom.Nav, atom.Main, atom.Article, atom.Ul, atom.Tbody:
	default:
		if !own {
			return
		}
	}
	if !vacant(n) {
		return
	}
	switch n.DataAtom {
	case atom.Header, atom.Nav:
		w.slots |= slotTop
	case atom.Footer:
		w.slots |= slotBottom
	}
	if own {
		w.slots |= slotOf(n.Data)
	}
	w.slots |= slotOf(e.id)
	w.mount = w.mount || e.id != "" || own
	for i := range n.Attr {
		if key := n.Attr[i].Key; strings.HasPrefix(key, "data-") || strings.Contains(key, "include") {
			w.mount = true
			w.slots |= slotOf(strings.TrimPrefix(key, "data-")) | slotOf(n.Attr[i].Val)
		}
	}
}

// vacant reports whether there is nothing in an element but white space and comments.
func vacant(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode || c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			return false
		}
	}
	return true
}

// slotOf reads the name of an element, or of the file that is put into it: "site-header", "partials/footer.html".
func slotOf(name string) frameSlot {
	if name == "" || len(name) > 80 || strings.ContainsAny(name, " ?#") {
		return 0
	}
	name = name[strings.LastIndexByte(name, '/')+1:]
	if at := strings.IndexByte(name, '.'); at > 0 {
		name = name[:at]
	}
	words := slices.DeleteFunc(splitName(name), func(w string) bool { return slotWords[w] })
	if slot, ok := slotNames[strings.Join(words, "")]; ok {
		return slot
	}
	var slot frameSlot
	bits := classifyToken(strings.Join(words, "-"))
	for _, w := range words { // "gw-header-root": a shop calls its parts by its own initials
		switch w {
		case "header", "nav", "navbar", "navigation", "menu", "footer":
			bits |= classifyToken(w)
		}
	}
	if bits&(clsHeader|clsNav) != 0 {
		slot |= slotTop
	}
	if bits&clsFooter != 0 {
		slot |= slotBottom
	}
	return slot
}

// unframed reports whether a part of the frame is left to scripts: an element named so is empty, and nothing else leads where it would. A second
// menu for small screens is often made out of the first.
func (w *walker) unframed() bool {
	if w.page.Scripts == 0 {
		return false
	}
	top, bottom := false, false
	for _, r := range w.shared {
		if len(r.links) > 0 {
			top = top || r.zone == snapshot.ZoneHeader || r.zone == snapshot.ZoneNav
			bottom = bottom || r.zone == snapshot.ZoneFooter
		}
	}
	return w.slots&slotTop != 0 && !top || w.slots&slotBottom != 0 && !bottom || w.brings && !top && !bottom
}

// The ways in which the code of a script brings the frame of a page: it makes the elements, holds their markup, or asks for the file that does.
var (
	frameMade   = regexp.MustCompile(`createElement\(\s*["'` + "`" + `](?i:header|nav|footer)["'` + "`" + `]`)
	frameFile   = regexp.MustCompile(`["'` + "`" + `/](?i:[a-z]+[-_])?(?i:header|footer|nav|navbar|navigation|menu)\.html?["'` + "`" + `?]`)
	frameMarkup = regexp.MustCompile(`(?i)<(?:header|nav|footer)[\s>]`)
	markupCalls = [][]byte{[]byte(".innerHTML"), []byte(".outerHTML"), []byte("insertAdjacentHTML("), []byte("document.write("), []byte("createContextualFragment("), []byte("DOMParser"), []byte(".prepend("), []byte(".html(")}
	fetchCalls  = [][]byte{[]byte("fetch("), []byte(".load("), []byte("XMLHttpRequest"), []byte(".get(")}
)

// BringsFrame reports whether a script brings a header, a menu or a footer into the pages that load it. Code that does so in other words is not known.
func BringsFrame(code []byte) bool {
	in := func(call []byte) bool { return bytes.Contains(code, call) }
	switch {
	case frameMade.Match(code):
		return true
	case slices.ContainsFunc(markupCalls, in) && frameMarkup.Match(code):
		return true
	default:
		return slices.ContainsFunc(fetchCalls, in) && frameFile.Match(code)
	}
}
