package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/shopvet/shopvet/snapshot"
)

// outline is what has to be known of a tree before it is read: which elements are the frame of the page, which hidden
// elements a click brings up, and what stands in the head.
type outline struct {
	zone     map[*html.Node]snapshot.Zone
	consent  map[*html.Node]bool // cookie notices: no text of the shop
	targets  map[string]string   // ids that a control on the page shows, with what the control is called
	total    mass                // of the body
	base     string              // href of the base element
	htmlLang string
	body     *html.Node
	client   bool // the page carries bindings that scripts replace in the browser

	candidates []candidate
	class      func(string) classBits
}

// mass is what a subtree holds.
type mass struct {
	text, linkText int // bytes
	links, h1      int
	main, areas    int // main or article elements; text areas
}

func (m *mass) add(o mass) {
	m.text, m.linkText, m.links = m.text+o.text, m.linkText+o.linkText, m.links+o.links
	m.h1, m.main, m.areas = m.h1+o.h1, m.main+o.main, m.areas+o.areas
}

// own is the text that leads nowhere.
func (m mass) own() int { return m.text - m.linkText }

// candidate is an element that may be part of the frame.
type candidate struct {
	node   *html.Node
	zone   snapshot.Zone
	strong bool // by element or role, not by a mere name
	inMain bool
	in     bool // inside a section, where header and footer may be the section's own
	mass   mass
}

// survey reads the tree once, bottom up.
func (o *outline) survey(doc *html.Node) {
	clear(o.zone)
	clear(o.consent)
	clear(o.targets)
	*o = outline{zone: o.zone, consent: o.consent, targets: o.targets, candidates: o.candidates[:0], class: o.class}
	for n := doc.FirstChild; n != nil; n = n.NextSibling {
		o.total.add(o.visit(n, context{}))
	}
	o.decide()
	if !o.hasZone(snapshot.ZoneFooter) && o.body != nil {
		o.footerByPosition()
	}
}

// context is what the ancestors of an element are.
type context struct {
	inMain, inSection, inLink bool
	depth                     int
}

func (o *outline) visit(n *html.Node, ctx context) (m mass) {
	if n.Type == html.TextNode {
		size := len(strings.TrimSpace(n.Data))
		m.text = size
		if ctx.inLink {
			m.linkText = size
		}
		return m
	}
	if n.Type != html.ElementNode || ctx.depth > 2*maxDepth {
		return m
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Svg, atom.Template, atom.Head, atom.Option, atom.Textarea:
		if n.DataAtom == atom.Textarea {
			m.areas++
		}
		if n.DataAtom == atom.Head {
			o.head(n)
		}
		return m
	}
	at := -1
	if c, ok := o.candidate(n, ctx); ok {
		at = len(o.candidates)
		o.candidates = append(o.candidates, c)
	}
	ctx.depth++
	o.enter(n, &ctx, &m)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		m.add(o.visit(c, ctx))
	}
	if at >= 0 {
		o.candidates[at].mass = m
	}
	return m
}

// enter notes what one element adds and changes for its children.
func (o *outline) enter(n *html.Node, ctx *context, m *mass) {
	switch n.DataAtom {
	case atom.Html:
		o.htmlLang = attrVal(n, "lang")
		if o.htmlLang == "" {
			o.htmlLang = attrVal(n, "xml:lang")
		}
	case atom.Body:
		o.body = n
	case atom.Base: // outside the head, as in pages without one
		o.noteBase(n)
	case atom.A:
		ctx.inLink = true
		m.links++
	case atom.H1:
		m.h1++
	case atom.Main:
		if !wrapsPage(n) {
			ctx.inMain = true
			m.main++
		}
	case atom.Article:
		ctx.inMain = true
		m.main++
	case atom.Section:
		ctx.inSection = true
	}
	for i := range n.Attr {
		o.attribute(n, &n.Attr[i], ctx, m)
	}
}

// wrapsPage reports whether what calls itself the main part holds the page's header and footer too, with the content between them, as the default theme of
// PrestaShop has it: all that stands beside it is shown over the page or not at all.
func wrapsPage(n *html.Node) bool {
	header, footer := false, false
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		header = header || c.DataAtom == atom.Header || attrVal(c, "role") == "banner"
		footer = footer || (c.DataAtom == atom.Footer || attrVal(c, "role") == "contentinfo") && header
	}
	if !header || !footer || n.Parent == nil || n.Parent.DataAtom != atom.Body {
		return false
	}
	for c := n.Parent.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Header, atom.Footer, atom.Nav:
			return false
		}
	}
	return true
}

func (o *outline) attribute(n *html.Node, a *html.Attribute, ctx *context, m *mass) {
	switch a.Key {
	case "class", "id", "href", "src", "style", "alt", "title", "type", "name", "value":
		if a.Key == "href" && len(a.Val) > 1 && a.Val[0] == '#' {
			o.shows(a.Val[1:], n)
		}
	case "role":
		if a.Val == "main" && n.DataAtom != atom.Main && !wrapsPage(n) {
			ctx.inMain = true
			m.main++
		}
	case "aria-controls", "data-target", "data-bs-target", "popovertarget", "data-tab", "commandfor", "data-modal", "data-id", "for", "data-toggle-target", "data-popup":
		for _, id := range strings.Fields(a.Val) {
			o.shows(strings.TrimPrefix(id, "#"), n)
		}
	default:
		if len(a.Key) > 2 && (a.Key[0] == '@' || a.Key[0] == ':' || strings.HasPrefix(a.Key, "v-") || strings.HasPrefix(a.Key, "ng-") || strings.HasPrefix(a.Key, "x-")) {
			o.client = true
		}
	}
}

// shows notes that a control brings up the element of an id. The first control that is called something gives it its name.
func (o *outline) shows(id string, control *html.Node) {
	if o.targets[id] == "" {
		o.targets[id] = fold(firstOf(textOf(control), attrVal(control, "aria-label"), attrVal(control, "title")), maxControl)
	}
}

// shown reports whether a control brings up the element of an id.
func (o *outline) shown(id string) bool {
	_, ok := o.targets[id]
	return ok && id != ""
}

// head finds the base element; the rest of the head is for the walker.
func (o *outline) head(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Base {
			o.noteBase(c)
		}
	}
}

func (o *outline) noteBase(n *html.Node) {
	if href, ok := attr(n, "href"); ok && o.base == "" {
		o.base = strings.TrimSpace(href)
	}
}

// candidate tells which part of the frame an element claims to be.
func (o *outline) candidate(n *html.Node, ctx context) (candidate, bool) {
	c := candidate{node: n, inMain: ctx.inMain, in: ctx.inSection, strong: true}
	switch n.DataAtom {
	case atom.Header:
		c.zone = snapshot.ZoneHeader
	case atom.Footer:
		c.zone = snapshot.ZoneFooter
	case atom.Nav:
		if !leads(n) {
			return c, false // named so, but leads nowhere
		}
		c.zone = snapshot.ZoneNav
	case atom.Aside:
		c.zone = snapshot.ZoneAside
	case atom.Dialog:
		c.zone = snapshot.ZoneDialog
	case atom.Html, atom.Body, atom.A, atom.Button, atom.Input, atom.Img, atom.Span, atom.Li, atom.P, atom.H1, atom.H2, atom.H3, atom.Main, atom.Article:
		return c, false
	}
	bits := o.bits(n)
	switch attrVal(n, "role") {
	case "banner":
		c.zone = snapshot.ZoneHeader
	case "contentinfo":
		c.zone = snapshot.ZoneFooter
	case "navigation":
		c.zone = snapshot.ZoneNav
	case "complementary":
		c.zone = snapshot.ZoneAside
	case "dialog", "alertdialog":
		c.zone = snapshot.ZoneDialog
	}
	if c.zone == snapshot.ZoneNav && (bits&clsCrumbs != 0 || isCrumbLabel(attrVal(n, "aria-label"))) {
		return c, false
	}
	if bits&clsConsent != 0 && !asksConsent(n) {
		bits &^= clsConsent
	}
	if bits&clsConsent != 0 {
		c.zone = snapshot.ZoneDialog
		c.strong = false
	} else if c.zone == snapshot.ZoneUnknown {
		c.zone, c.strong = zoneByName(bits), false
	}
	return c, c.zone != snapshot.ZoneUnknown
}

// asksConsent reports whether an element that is named like a notice on cookies is empty, for scripts to fill, or speaks of them: "cmp" is short for other things too.
func asksConsent(n *html.Node) bool {
	text := textOf(n)
	return strings.TrimSpace(text) == "" || hasFold(text, consentWords...)
}

// consentWords are words on cookies and personal data in the twelve languages.
var consentWords = []string{"cookie", "cookies", "consent", "privacy", "tracking", "datenschutz", "einwillig", "confidentialit", "vie privée", "traceurs", "rgpd", "privacidad", "consentimiento", "privacidade", "consentimento", "lgpd",
	"toestemming", "ciasteczk", "prywatno", "zgod", "rodo", "クッキー", "プライバシー", "個人情報", "쿠키", "개인정보", "隐私", "隱私", "个人信息", "個人資料"}

// leads reports whether an element holds anything to go on by.
func leads(n *html.Node) bool {
	found, budget := false, 200
	within(n, &budget, func(c *html.Node) {
		switch c.DataAtom {
		case atom.A, atom.Button, atom.Form, atom.Select, atom.Template, atom.Script, atom.Input:
			found = true
		}
		found = found || c.Type == html.ElementNode && strings.Contains(c.Data, "-")
	})
	return found || budget <= 0 || n.FirstChild == nil
}

func (o *outline) bits(n *html.Node) (bits classBits) {
	for i := range n.Attr {
		if k := n.Attr[i].Key; k == "class" || k == "id" {
			bits |= o.class(n.Attr[i].Val)
		}
	}
	return bits
}

func isCrumbLabel(s string) bool {
	return s != "" && hasFold(s, "breadcrumb", "brotkrumen", "fil d'ariane", "migas", "briciole", "kruimel", "okruszki", "パンくず", "面包屑", "麵包屑", "pagination", "seitennavi")
}

func zoneByName(bits classBits) snapshot.Zone {
	switch {
	case bits&clsCrumbs != 0:
		return snapshot.ZoneUnknown
	case bits&clsFooter != 0:
		return snapshot.ZoneFooter
	case bits&clsHeader != 0:
		return snapshot.ZoneHeader
	case bits&clsNav != 0:
		return snapshot.ZoneNav
	case bits&clsDialog != 0:
		return snapshot.ZoneDialog
	case bits&clsSide != 0:
		return snapshot.ZoneAside
	}
	return snapshot.ZoneUnknown
}

func (o *outline) hasZone(z snapshot.Zone) bool {
	for _, have := range o.zone {
		if have == z {
			return true
		}
	}
	return false
}
