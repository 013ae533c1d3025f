package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/shopvet/shopvet/snapshot"
)

// elem is what the attributes of one element say, read once.
type elem struct {
	id, class, href, src, lazy, label, title, alt, role, cfemail string
	set, lazySet                                                 string // srcset, and what a script puts in its place
	css                                                          string // a style that names addresses
	background                                                   string // the old attribute of body and tables
	bits                                                         classBits
	hidden                                                       bool // hidden attribute or an inline style
	quiet                                                        bool // aria-hidden
	handled                                                      bool // a script listens, or a control is controlled
	handledButton                                                bool // role=button on something else
	reversed                                                     bool // text that a style turns around
	struck                                                       bool
	hasAlt                                                       bool
	mail                                                         mailParts
	onclick                                                      string // a handler that names a mail address
}

// push reads the attributes of n into an elem that is valid until pop. There is one for each level of the tree: pages
// have thousands of elements.
func (w *walker) push(n *html.Node) *elem {
	if w.level == len(w.elems) {
		w.elems = append(w.elems, new(elem))
	}
	e := w.elems[w.level]
	w.level++
	*e = elem{}
	w.attributes(n, e)
	return e
}

func (w *walker) pop() { w.level-- }

func (w *walker) attributes(n *html.Node, e *elem) {
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "class":
			e.class = a.Val
			e.bits |= w.classOf(a.Val)
		case "id":
			e.id = a.Val
			e.bits |= w.classOf(a.Val)
		case "href":
			e.href = a.Val
		case "src":
			e.src = a.Val
		case "data-src", "data-original", "data-lazy-src", "data-lazy", "data-srcset", "srcset", "data-image":
			e.source(a)
		case "background":
			e.background = a.Val
		case "alt":
			e.alt, e.hasAlt = a.Val, true
		case "title":
			e.title = a.Val
		case "hidden":
			e.hidden = a.Val != "until-found"
		case "style":
			e.style(a.Val)
		case "role":
			e.setRole(a.Val)
		case "dir":
			e.reversed = e.reversed || n.DataAtom == atom.Bdo && strings.EqualFold(a.Val, "rtl")
		case "itemscope":
			w.hasItems = true
		case "typeof":
			w.hasTypes = true
		case "data-cfemail":
			e.cfemail = a.Val
		case "data-user", "data-local", "data-name", "data-u", "data-username", "data-mailbox", "data-account", "data-domain", "data-website", "data-host", "data-d", "data-tld",
			"data-enc-email", "data-email", "data-mail", "data-mailto", "data-e-mail", "data-emailaddress":
			e.mail.note(a.Key, a.Val)
		case "onclick":
			e.handled = true
			if strings.Contains(a.Val, "ailto") {
				e.onclick = a.Val
			}
		case "xlink:href":
		default:
			e.other(a)
		}
	}
}

// source notes an attribute that names the file of an image beside src.
func (e *elem) source(a *html.Attribute) {
	switch {
	case a.Key == "srcset":
		e.set = a.Val
	case a.Key == "data-srcset":
		e.lazySet = a.Val
	case e.lazy == "":
		e.lazy = firstCandidate(a.Val)
	}
}

func (e *elem) setRole(role string) {
	e.role = role
	switch role {
	case "button", "tab", "menuitem":
		e.handled, e.handledButton = true, true
	case "tabpanel":
		e.bits |= clsPanel
	}
}

func (e *elem) other(a *html.Attribute) {
	if strings.HasPrefix(a.Key, "aria-") {
		switch a.Key {
		case "aria-label":
			e.label = a.Val
		case "aria-hidden":
			e.quiet = a.Val == "true"
		case "aria-controls", "aria-expanded", "aria-haspopup", "aria-pressed", "aria-selected":
			e.handled = true
		}
		return
	}
	switch {
	case strings.HasPrefix(a.Key, "on"), strings.HasPrefix(a.Key, "@"), strings.HasPrefix(a.Key, "v-on"), strings.HasPrefix(a.Key, "x-on"), strings.HasPrefix(a.Key, "ng-click"),
		strings.HasPrefix(a.Key, "hx-"), strings.HasPrefix(a.Key, "data-action"), strings.HasPrefix(a.Key, "data-toggle"), strings.HasPrefix(a.Key, "data-bs-"),
		strings.HasPrefix(a.Key, "data-target"), strings.HasPrefix(a.Key, "data-modal"), strings.HasPrefix(a.Key, "data-open"), strings.HasPrefix(a.Key, "data-popup"),
		strings.HasPrefix(a.Key, "data-cc"), strings.HasPrefix(a.Key, "data-slide"), a.Key == "popovertarget", a.Key == "commandfor", a.Key == "(click)", a.Key == "data-fancybox":
		e.handled = true
	}
}

func (e *elem) style(style string) {
	if isHiddenStyle(style) {
		e.hidden = true
	}
	if strings.Contains(style, "bidi-override") && strings.Contains(style, "rtl") {
		e.reversed = true
	}
	if strings.Contains(style, "line-through") {
		e.struck = true
	}
	if strings.IndexByte(style, '(') >= 0 && hasFold(style, "url(", "image-set(") {
		e.css = style
	}
}

// special reads the elements whose content is no text of the page, and reports whether n was one.
func (w *walker) special(n *html.Node, s *state) bool {
	switch n.DataAtom {
	case atom.Script:
		w.script(n, s)
	case atom.Style:
		w.styleElement(n)
	case atom.Option, atom.Optgroup, atom.Datalist:
	case atom.Noscript:
		w.readNoscript(n, *s)
	case atom.Template:
		if _, ok := attr(n, "shadowrootmode"); ok {
			return false // browsers show it
		}
	case atom.Svg:
		w.svg(n, *s)
	case atom.Frame: // of a frameset: the page is nothing but what its frames show
		w.file(snapshot.Link{Kind: snapshot.LinkAnchor}, attrVal(n, "src"), firstOf(attrVal(n, "title"), attrVal(n, "name")), *s)
	case atom.Iframe:
		w.section(attrVal(n, "id"), s)
		w.frame(n, *s)
	case atom.Object, atom.Embed, atom.Video, atom.Audio, atom.Source, atom.Track:
		w.section(attrVal(n, "id"), s)
		w.media(n, *s)
	case atom.Meta:
		w.meta(n)
	case atom.Link:
		w.linkElement(n)
	case atom.Title:
		if w.page.Title == "" {
			w.page.Title = fold(textOf(n), maxTitle)
		}
	case atom.Base, atom.Canvas:
	default:
		return false
	}
	return true
}

// payIcons are parts of the class names by which icon fonts draw the logos of ways to pay: "fa-cc-visa", "pf-paypal", "payment-icon klarna".
var payIcons = []string{"cc-", "pf-", "pay", "visa", "mastercard", "amex", "klarna", "maestro", "ideal", "sepa"}

// icon keeps an empty element that an icon font draws as a payment logo, as an image named by its classes.
func (w *walker) icon(e *elem, s state) {
	for _, part := range payIcons {
		if strings.Contains(e.class, part) {
			w.keepImage(snapshot.Image{Src: w.textID([]byte("svg:" + fold(e.class, maxLinkText))), Alt: w.textID([]byte(fold(firstOf(e.label, e.title), maxLinkText)))}, s)
			return
		}
	}
}

// enterZone changes the region when an element begins another part of the page.
func (w *walker) enterZone(n *html.Node, e *elem, s *state) {
	if e.id != "" {
		w.section(e.id, s)
	}
	if n.DataAtom == atom.Article || (n.DataAtom == atom.Main || e.role == "main") && !wrapsPage(n) {
		s.inMain = true
	}
	if e.bits&clsAppRoot != 0 && e.id != "" {
		w.noteAppRoot(n)
	}
	zone, ok := w.o.zone[n]
	if !ok {
		return
	}
	switch {
	case s.reg != nil && s.reg.zone == snapshot.ZoneHeader && zone == snapshot.ZoneNav:
		w.open(zone, s)
	case s.reg != nil:
		if zone == snapshot.ZoneDialog && (s.reg.zone != snapshot.ZoneNav || w.o.consent[n]) { // a menu that covers a small screen is the menu
			s.zone = zone
			if !w.o.consent[n] && s.buf == &s.reg.text {
				w.openDialog(e, s)
			}
		}
	case zone.Shared():
		w.open(zone, s)
	case zone == snapshot.ZoneDialog:
		s.zone = zone
		if w.o.consent[n] {
			s.buf = &w.sink
		} else if s.buf == &w.main.text {
			w.openDialog(e, s)
		}
	case zone == snapshot.ZoneAside:
		s.zone = zone
		if s.buf == &w.main.text {
			s.buf = &w.side
		}
	}
}

// openDialog begins a dialog. What it says is one click away, on whatever page: it is kept apart from the content, like the frame.
func (w *walker) openDialog(e *elem, s *state) {
	s.buf = &w.side
	if w.dialogs >= maxDialogs {
		return
	}
	w.dialogs++
	r := w.region(snapshot.ZoneDialog)
	s.dialog, s.buf = r, &r.text
	if name := firstOf(e.label, w.o.targets[e.id]); name != "" {
		r.headings = append(r.headings, snapshot.Heading{Level: 1, Text: fold(name, maxControl)})
	}
}

// open begins a shared region.
func (w *walker) open(zone snapshot.Zone, s *state) {
	if len(w.shared) >= maxRegions+w.dialogs {
		return
	}
	r := w.region(zone)
	s.reg, s.zone = r, zone
	if !s.hidden {
		s.buf = &r.text
	}
}

// region begins a part of the page that is stored apart.
func (w *walker) region(zone snapshot.Zone) *region {
	var r *region
	if n := len(w.spare); n > 0 {
		r = w.spare[n-1]
		w.spare = w.spare[:n-1]
	} else {
		r = new(region)
	}
	r.zone = zone
	w.shared = append(w.shared, r)
	return r
}

// section notes an id that links may point to. Those of the shared frame are kept with their block, and with the page only when the page
// itself links to them.
func (w *walker) section(id string, s *state) {
	if id == "" || len(id) > 200 {
		return
	}
	if s.reg != nil && len(s.reg.sections) < maxBlockSections {
		s.reg.sections = append(s.reg.sections, w.share.same(id))
	}
	if s.reg != nil && !w.o.shown(id) || len(w.page.Sections) > maxSections {
		return
	}
	w.page.Sections = append(w.page.Sections, w.share.same(id))
}

// enterHidden sends what nobody sees to the sink. What a tab, an accordion or a button of the page brings up is seen:
// policies live there.
func (w *walker) enterHidden(n *html.Node, e *elem, s *state) {
	switch {
	case e.bits&clsPrice != 0:
		s.price = true
	case e.quiet && !isShownAmount(n):
		e.hidden = true
	}
	if !e.hidden || s.hidden {
		return
	}
	if e.bits&clsPanel != 0 || n.DataAtom == atom.Details || w.o.shown(e.id) {
		return
	}
	if s.hidden = true; s.dialog == nil {
		s.buf = &w.sink
	}
}

// isShownAmount reports whether an element is hidden from screen readers only, which are given the same amount in words.
func isShownAmount(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Del, atom.Ins, atom.S, atom.Strike, atom.Span, atom.Bdi:
	default:
		return false
	}
	budget, size, digit, dash := 30, 0, false, false
	within(n, &budget, func(c *html.Node) {
		if c.Type == html.TextNode {
			size += len(c.Data)
			digit = digit || strings.ContainsAny(c.Data, "0123456789")
			dash = dash || strings.Trim(c.Data, " \n\t\u00a0-–—~～") == "" && strings.ContainsAny(c.Data, "-–—~～")
		}
	})
	return digit && size <= 64 || dash && size <= 12 // or the dash between the ends of a range
}
