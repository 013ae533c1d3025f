package extract

import (
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/shopvet/shopvet/knowledge/money"
	"github.com/shopvet/shopvet/snapshot"
)

// itemScope is a thing that is being described by the attributes of its elements. A thing that is a property of another
// writes into the same props below its own prefix.
type itemScope struct {
	source string
	kind   string
	prefix string
	props  map[string]string
	used   map[string]int // prefixes taken so far, shared like props
}

// notation is a way to describe things by attributes of elements.
type notation struct {
	source     string
	described  cascadia.Selector // all that says something
	scope      cascadia.Selector // what begins a thing
	open       string            // the attribute that begins one
	kind, prop string            // the attributes that name a type and a property
}

var (
	microdata = notation{"microdata", cascadia.MustCompile("[itemscope], [itemprop]"), cascadia.MustCompile("[itemscope]"), "itemscope", "itemtype", "itemprop"}
	rdfa      = notation{"rdfa", cascadia.MustCompile("[typeof], [property]"), cascadia.MustCompile("[typeof]"), "typeof", "typeof", "property"}
	// unused is what is no part of the page yet.
	unused = cascadia.MustCompile("template *")
)

// Bounds of the microdata of one page.
const (
	maxProperties   = 5000
	maxPropertyText = 1 << 20 // bytes of all values together
)

// readAttributes reads the things that the attributes of elements describe: properties belong to the nearest thing around them.
func (w *walker) readAttributes(doc *html.Node, as notation) {
	scopes := map[*html.Node]*itemScope{} // nil for things of no interest
	size := 0
	goquery.NewDocumentFromNode(doc).FindMatcher(as.described).NotMatcher(unused).EachWithBreak(func(i int, s *goquery.Selection) bool {
		var outer *itemScope
		if around := s.Parent().ClosestMatcher(as.scope); around.Length() > 0 {
			outer = scopes[around.Nodes[0]]
		}
		if _, is := s.Attr(as.open); is {
			scopes[s.Nodes[0]] = w.openItem(s, outer, as)
		} else if outer != nil {
			value := w.valueOf(s)
			size += len(value)
			outer.set(s.AttrOr(as.prop, ""), value)
		}
		return i < maxProperties && size < maxPropertyText
	})
}

// openItem begins a thing: a property of the one around it, or one of its own. It is nil when nobody asks for such things.
func (w *walker) openItem(s *goquery.Selection, outer *itemScope, as notation) *itemScope {
	prop, types := s.AttrOr(as.prop, ""), s.AttrOr(as.kind, "")
	if outer != nil && prop != "" && strings.Count(outer.prefix, ".") < maxDataDepth {
		return outer.inner(lowerFirst(typeName(firstWord(prop))), typeName(firstWord(types)))
	}
	kind := keptType(strings.Fields(types))
	if kind == "" || len(w.items) >= maxItems {
		return nil
	}
	item := &itemScope{source: as.source, kind: kind, props: map[string]string{}, used: map[string]int{}}
	w.items = append(w.items, item)
	return item
}

// inner begins the thing that is the property name of i.
func (i *itemScope) inner(name, kind string) *itemScope {
	prefix := i.prefix + name
	if n := i.used[prefix]; n > 0 {
		i.used[prefix]++
		prefix += "." + strconv.Itoa(n)
	} else {
		i.used[prefix] = 1
	}
	item := &itemScope{prefix: prefix + ".", props: i.props, used: i.used}
	if kind != "" {
		item.set("type", kind)
	}
	return item
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

// valueOf returns the value of a property: what one of its attributes says, else its text, as the HTML standard has it.
func (w *walker) valueOf(s *goquery.Selection) string {
	if content, ok := s.Attr("content"); ok {
		return content
	}
	e := w.push(s.Nodes[0])
	defer w.pop()
	href := ""
	switch s.Nodes[0].DataAtom {
	case atom.A, atom.Link, atom.Area:
		href = e.href
	case atom.Img, atom.Audio, atom.Video, atom.Source, atom.Iframe, atom.Embed:
		href = firstOf(e.src, e.lazy)
	case atom.Time:
		return s.AttrOr("datetime", s.Text())
	case atom.Data, atom.Meter, atom.Input:
		return s.AttrOr("value", s.Text())
	case atom.Meta:
		return ""
	default:
		return s.Text()
	}
	if abs, ok := w.res.resolve(href); ok && !strings.HasPrefix(abs, "data:") {
		return abs
	}
	return ""
}

// finishData adds microdata and Open Graph to the items.
func (w *walker) finishData() {
	for _, item := range w.items {
		w.page.Data = addItem(w.page.Data, item.source, item.kind, item.props)
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
			named, _ := money.Currency(value)
			if named == "" || code != "" && code != named {
				return ""
			}
			code = named
		}
	}
	return code
}
