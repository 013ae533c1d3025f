package extract

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/shopvet/shopvet/snapshot"
)

// itemScope is a thing that is being described by the attributes of its elements. A thing that is a property of another
// writes into the same props below its own prefix.
type itemScope struct {
	kind   string
	prefix string
	props  map[string]string
	used   map[string]int // prefixes taken so far, shared like props
}

// microdata reads the item attributes of an element. The returned function, if any, is called when its content was read.
func (w *walker) microdata(n *html.Node, e *elem, s *state) func() {
	if !e.itemscope && (e.itemprop == "" || s.item == nil) {
		return nil
	}
	outer := s.item
	if e.itemscope {
		return w.openItem(e, s, outer)
	}
	if value, ok := valueOf(n, e, w); ok {
		outer.set(e.itemprop, value)
		return nil
	}
	buf, from := s.buf, len(s.buf.b)
	return func() {
		outer.set(e.itemprop, string(clipBytes(lineOf(buf.b[min(from, len(buf.b)):]), maxValue)))
	}
}

// openItem begins a thing: a property of the one around it, or one of its own.
func (w *walker) openItem(e *elem, s *state, outer *itemScope) func() {
	if outer != nil && e.itemprop != "" && strings.Count(outer.prefix, ".") < maxDataDepth {
		name := lowerFirst(typeName(firstWord(e.itemprop)))
		prefix := outer.prefix + name
		if n := outer.used[prefix]; n > 0 {
			outer.used[prefix]++
			prefix += "." + strconv.Itoa(n)
		} else {
			outer.used[prefix] = 1
		}
		s.item = &itemScope{prefix: prefix + ".", props: outer.props, used: outer.used}
		if kind := typeName(firstWord(e.itemtype)); kind != "" {
			s.item.set("type", kind)
		}
		return nil
	}
	kind := keptType(strings.Fields(e.itemtype))
	if kind == "" || len(w.items) >= maxItems {
		s.item = nil
		return nil
	}
	s.item = &itemScope{kind: kind, props: map[string]string{}, used: map[string]int{}}
	w.items = append(w.items, s.item)
	return nil
}

func firstWord(s string) string {
	s = strings.TrimSpace(s)
	if i := strings.IndexAny(s, " \t\r\n"); i >= 0 {
		return s[:i]
	}
	return s
}

func (i *itemScope) set(names, value string) {
	for _, name := range strings.Fields(names) {
		setProp(i.props, i.prefix+lowerFirst(typeName(name)), value)
	}
}

// valueOf returns the value of a property that is in an attribute.
func valueOf(n *html.Node, e *elem, w *walker) (string, bool) {
	if content, ok := attr(n, "content"); ok {
		return content, true
	}
	href := ""
	switch n.DataAtom {
	case atom.A, atom.Link, atom.Area:
		href = e.href
	case atom.Img, atom.Audio, atom.Video, atom.Source, atom.Iframe, atom.Embed:
		href = firstOf(e.src, e.lazy)
	case atom.Time:
		return attr(n, "datetime")
	case atom.Data, atom.Meter, atom.Input:
		return attr(n, "value")
	case atom.Meta:
		return "", true
	default:
		return "", false
	}
	if abs, ok := w.res.resolve(href); ok && !strings.HasPrefix(abs, "data:") {
		return abs, true
	}
	return "", true
}

// itemValue reads the property that a meta or link element is.
func (w *walker) itemValue(n *html.Node, s *state) {
	if name := attrVal(n, "itemprop"); name != "" && s.item != nil {
		e := elem{href: attrVal(n, "href")}
		if value, ok := valueOf(n, &e, w); ok {
			s.item.set(name, value)
		}
	}
}

// finishData adds microdata and Open Graph to the items.
func (w *walker) finishData() {
	for _, item := range w.items {
		w.page.Data = addItem(w.page.Data, "microdata", item.kind, item.props)
	}
	if len(w.og) == 0 {
		return
	}
	kind := w.og["type"]
	if kind == "" {
		kind = "website" // what the protocol assumes
	}
	props := make(map[string]string, len(w.og))
	for k, v := range w.og {
		if k != "type" {
			props[k] = v
		}
	}
	w.page.Data = addItem(w.page.Data, "opengraph", clip(kind, 60), props)
}

// declaredCurrency returns the one currency that the page's data name, "" when none or several.
func declaredCurrency(items []snapshot.Item) string {
	code := ""
	for _, item := range items {
		for key, value := range item.Props {
			if !strings.HasSuffix(key, "riceCurrency") && key != "price.currency" {
				continue
			}
			value = strings.ToUpper(strings.TrimSpace(value))
			if len(value) != 3 || code != "" && code != value {
				return ""
			}
			code = value
		}
	}
	return code
}
