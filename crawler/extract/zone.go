package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/shopvet/shopvet/snapshot"
)

// decide accepts or turns down each candidate. What is turned down is content: a policy must never vanish because a
// theme calls its container "header".
func (o *outline) decide() {
	headers := 0
	for i := range o.candidates {
		c := &o.candidates[i]
		if !o.accept(c, headers) {
			continue
		}
		if c.zone == snapshot.ZoneHeader {
			headers++
		}
		o.zone[c.node] = c.zone
		if c.zone == snapshot.ZoneDialog && o.bits(c.node)&clsConsent != 0 {
			o.consent[c.node] = true
		}
	}
}

const (
	smallText = 600 // bytes of own text that any header or menu may hold
	fewLinks  = 3   // fewer make no menu
)

func (o *outline) accept(c *candidate, headers int) bool {
	m := c.mass
	if m.main > 0 && c.zone != snapshot.ZoneFooter { // it holds the content
		return false
	}
	if !c.strong && m.text*10 > o.total.text*8 && m.links > fewLinks { // a wrapper around everything
		return false
	}
	mostOwn := m.own() > smallText && m.own()*2 > o.total.own()
	switch c.zone {
	case snapshot.ZoneHeader:
		switch {
		case c.inMain, mostOwn:
			return false
		case c.in && m.links < fewLinks+1:
			return false
		case headers > 0 && m.h1 > 0 && m.links < fewLinks:
			return false // the heading of the content
		}
		return c.strong || m.links > 0 && (m.h1 == 0 || m.links > fewLinks)
	case snapshot.ZoneFooter:
		if c.inMain || m.h1 > 0 || m.main > 0 || c.in && m.links < fewLinks {
			return false
		}
		return c.strong || m.links > 0 || m.text < smallText
	case snapshot.ZoneNav:
		if c.strong {
			return !mostOwn
		}
		return !c.inMain && m.links >= fewLinks && m.own()*5 <= m.text*2 && m.h1 == 0
	case snapshot.ZoneAside:
		return !c.inMain && m.h1 == 0 && !mostOwn && (c.strong || m.links >= fewLinks)
	case snapshot.ZoneDialog:
		return c.strong || closed(c.node) || m.h1 == 0 && !(m.own() > smallText && m.own()*5 > o.total.own()*4)
	}
	return false
}

// closed reports whether an element is not seen until something opens it.
func closed(n *html.Node) bool {
	if _, hidden := attr(n, "hidden"); hidden {
		return true
	}
	_, open := attr(n, "open")
	return attrVal(n, "aria-hidden") == "true" || n.DataAtom == atom.Dialog && !open || isHiddenStyle(attrVal(n, "style"))
}

// footerByPosition looks for a footer that nothing names as one: the last part of the page that has links and speaks of
// copyright or policies.
func (o *outline) footerByPosition() {
	n := o.body
	for range 24 {
		last := lastPart(n)
		if last == nil {
			return
		}
		m, signed := o.weigh(last)
		if m.links >= fewLinks+1 && signed && m.h1 == 0 && m.main == 0 && m.areas == 0 && m.own()*2 < o.total.own()+smallText && m.own() < o.total.own() &&
			m.links*2 < o.total.links+20 && last != o.body {
			o.zone[last] = snapshot.ZoneFooter
			return
		}
		n = last
	}
}

// lastPart returns the last child element that shows something.
func lastPart(n *html.Node) *html.Node {
	for c := n.LastChild; c != nil; c = c.PrevSibling {
		if c.Type != html.ElementNode {
			continue
		}
		switch c.DataAtom {
		case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Iframe, atom.Img, atom.Link, atom.Br, atom.Hr, atom.Dialog:
			continue
		}
		if style := attrVal(c, "style"); style != "" && isHiddenStyle(style) {
			continue
		}
		if c.FirstChild == nil || !showsText(c, 200) {
			continue
		}
		return c
	}
	return nil
}

// showsText reports whether there is any text in the first nodes below n.
func showsText(n *html.Node, budget int) bool {
	found := false
	within(n, &budget, func(c *html.Node) {
		found = found || c.Type == html.TextNode && strings.TrimSpace(c.Data) != ""
	})
	return found
}

// within calls f for the nodes below n, at most budget of them.
func within(n *html.Node, budget *int, f func(*html.Node)) {
	for c := n.FirstChild; c != nil && *budget > 0; c = c.NextSibling {
		*budget--
		f(c)
		if c.DataAtom != atom.Script && c.DataAtom != atom.Style {
			within(c, budget, f)
		}
	}
}

// weigh measures a part and tells whether it bears the marks of a footer.
func (o *outline) weigh(n *html.Node) (m mass, signed bool) {
	budget := 4000
	within(n, &budget, func(c *html.Node) {
		switch {
		case c.Type == html.TextNode:
			size := len(strings.TrimSpace(c.Data))
			m.text += size
			if c.Parent != nil && c.Parent.DataAtom == atom.A {
				m.linkText += size
			}
			signed = signed || signsFooter(c.Data)
		case c.DataAtom == atom.A:
			m.links++
		case c.DataAtom == atom.H1:
			m.h1++
		case c.DataAtom == atom.Main || c.DataAtom == atom.Article:
			m.main++
		case c.DataAtom == atom.Textarea:
			m.areas++
		}
	})
	return m, signed
}

// signsFooter reports whether a text is one that footers end with.
func signsFooter(s string) bool {
	return len(s) < 400 && (strings.ContainsRune(s, '©') || hasFold(s, "copyright", "all rights reserved", "privacy", "impressum", "datenschutz",
		"confidentialité", "privacidad", "privacidade", "prywatno", "icp备", "プライバシー", "特定商取引", "개인정보", "隐私", "隱私"))
}

// isHiddenStyle reports whether an inline style makes an element invisible.
func isHiddenStyle(style string) bool {
	for style != "" {
		var rule string
		rule, style, _ = strings.Cut(style, ";")
		key, value, ok := strings.Cut(rule, ":")
		if !ok {
			continue
		}
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.ToLower(strings.TrimSpace(value))
		if key == "display" && strings.HasPrefix(value, "none") || key == "visibility" && strings.HasPrefix(value, "hidden") {
			return true
		}
		if away(key, value) {
			return true
		}
	}
	return false
}

// away reports whether a rule moves an element out of sight.
func away(key, value string) bool {
	if key != "left" && key != "top" && key != "right" || len(value) < 5 || value[0] != '-' {
		return false
	}
	return isFigure(value[1]) && isFigure(value[2]) && isFigure(value[3]) && isFigure(value[4]) || strings.HasPrefix(value, "-999")
}
