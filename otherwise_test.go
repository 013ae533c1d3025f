package shopvet_test

import (
	"bytes"
	"flag"
	"hash/fnv"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/internal/shopgen"
)

var allOtherwise = flag.Bool("otherwise", false, "write the sound shops of every language and layout otherwise in every way, not one of each")

// otherwise are ways to write the same page so that a shopper sees no difference. What is said of a shop must not hang on them.
var otherwise = []struct {
	name    string
	tree    func(doc *html.Node) // on the tree of the page, or
	text    func(page string) string
	charset func(lang string) string // the page is sent in this encoding
	opaque  bool                     // addresses that say nothing
}{
	{name: "no classes", tree: func(doc *html.Node) { eachElement(doc, func(n *html.Node) { dropAttr(n, "class") }) }},
	{name: "hashed classes", tree: func(doc *html.Node) {
		eachElement(doc, func(n *html.Node) {
			for i := range n.Attr {
				if n.Attr[i].Key == "class" {
					n.Attr[i].Val = "css-" + hashed(n.Attr[i].Val)
				}
			}
		})
	}},
	{name: "frame of divs with names", tree: func(doc *html.Node) {
		eachElement(doc, func(n *html.Node) {
			switch n.DataAtom {
			case atom.Header, atom.Footer, atom.Nav, atom.Main, atom.Section, atom.Article, atom.Aside:
				n.Attr = append([]html.Attribute{{Key: "class", Val: n.Data + "-wrapper"}}, slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "class" })...)
				n.Data, n.DataAtom = "div", atom.Div
			}
		})
	}},
	{name: "wrapped words", tree: func(doc *html.Node) {
		eachText(doc, func(n *html.Node) {
			span := &html.Node{Type: html.ElementNode, Data: "span", DataAtom: atom.Span, Attr: []html.Attribute{{Key: "class", Val: "txt"}}}
			n.Parent.InsertBefore(span, n)
			n.Parent.RemoveChild(n)
			span.AppendChild(n)
		})
	}},
	{name: "deep boxes", tree: func(doc *html.Node) {
		var boxes []*html.Node
		eachElement(doc, func(n *html.Node) {
			switch n.DataAtom {
			case atom.P, atom.H1, atom.H2, atom.H3, atom.Form, atom.Ul, atom.Table:
				if n.Parent != nil && slices.Contains([]atom.Atom{atom.Div, atom.Section, atom.Main, atom.Footer, atom.Header, atom.Li, atom.Article}, n.Parent.DataAtom) {
					boxes = append(boxes, n)
				}
			}
		})
		for _, n := range boxes {
			for range 3 {
				div := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
				n.Parent.InsertBefore(div, n)
				n.Parent.RemoveChild(n)
				div.AppendChild(n)
			}
		}
	}},
	{name: "soft hyphens", tree: func(doc *html.Node) {
		eachText(doc, func(n *html.Node) { n.Data = longWord.ReplaceAllString(n.Data, "$1\u00ad$2") })
	}},
	{name: "hard spaces", tree: func(doc *html.Node) {
		eachText(doc, func(n *html.Node) { n.Data = beforeShort.ReplaceAllString(n.Data, "$1\u00a0$2") })
	}},
	{name: "capitals", tree: func(doc *html.Node) {
		eachText(doc, func(n *html.Node) {
			for up := n.Parent; up != nil; up = up.Parent {
				if up.DataAtom == atom.A || up.DataAtom == atom.H1 || up.DataAtom == atom.H2 || up.DataAtom == atom.Button {
					n.Data = strings.ToUpper(n.Data)
					return
				}
			}
		})
	}},
	{name: "entities", text: func(page string) string {
		var b strings.Builder
		for _, c := range page {
			if c > 127 {
				b.WriteString("&#" + strconv.Itoa(int(c)) + ";")
			} else {
				b.WriteRune(c)
			}
		}
		return b.String()
	}},
	{name: "one line", text: func(page string) string { return betweenTags.ReplaceAllString(page, "><") }},
	{name: "loud tags", text: func(page string) string {
		return tagName.ReplaceAllStringFunc(page, strings.ToUpper)
	}},
	{name: "noise", tree: func(doc *html.Node) {
		eachElement(doc, func(n *html.Node) {
			switch n.DataAtom {
			case atom.Body:
				for _, piece := range noise {
					for _, add := range parsed(piece) {
						n.InsertBefore(add, n.FirstChild)
					}
				}
			case atom.P, atom.Li, atom.H2:
				n.InsertBefore(&html.Node{Type: html.CommentNode, Data: " Lorem ipsum dolor sit amet, {{ product.title }} "}, n.FirstChild)
			}
		})
	}},
	{name: "a menu for telephones beside", tree: func(doc *html.Node) {
		var menus []*html.Node
		eachElement(doc, func(n *html.Node) {
			if n.DataAtom == atom.Nav {
				menus = append(menus, n)
			}
		})
		for _, n := range menus {
			again := parsed(`<div class="drawer" aria-hidden="true" style="display:none">` + inner(n) + `</div>`)
			for _, add := range again {
				n.Parent.InsertBefore(add, n)
			}
		}
	}},
	{name: "footer in folds", tree: func(doc *html.Node) {
		eachElement(doc, func(n *html.Node) {
			if n.DataAtom == atom.Footer {
				body := inner(n)
				for n.FirstChild != nil {
					n.RemoveChild(n.FirstChild)
				}
				for _, add := range parsed(`<details><summary>Info</summary>` + body + `</details>`) {
					n.AppendChild(add)
				}
			}
		})
	}},
	{name: "whole addresses with marks of campaigns", tree: func(doc *html.Node) {
		eachElement(doc, func(n *html.Node) {
			for i := range n.Attr {
				if a := &n.Attr[i]; n.DataAtom == atom.A && a.Key == "href" && strings.HasPrefix(a.Val, "/") && !strings.Contains(a.Val, "?") {
					path, mark, ok := strings.Cut(a.Val, "#")
					a.Val = path + "?utm_source=shop&utm_medium=footer"
					if ok {
						a.Val += "#" + mark
					}
				}
			}
		})
	}},
	{name: "bold lines for headings", tree: func(doc *html.Node) {
		eachElement(doc, func(n *html.Node) {
			if n.DataAtom == atom.H2 || n.DataAtom == atom.H3 || n.DataAtom == atom.H4 {
				strong := &html.Node{Type: html.ElementNode, Data: "strong", DataAtom: atom.Strong}
				for n.FirstChild != nil {
					c := n.FirstChild
					n.RemoveChild(c)
					strong.AppendChild(c)
				}
				n.Data, n.DataAtom = "p", atom.P
				n.AppendChild(strong)
			}
		})
	}},
	{name: "lines for paragraphs", text: func(page string) string {
		return strings.NewReplacer("<p>", "", "</p>", "<br><br>").Replace(page)
	}},
	{name: "divs for paragraphs and lists", tree: func(doc *html.Node) {
		eachElement(doc, func(n *html.Node) {
			switch n.DataAtom {
			case atom.P, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd:
				n.Data, n.DataAtom = "div", atom.Div
			}
		})
	}},
	{name: "letters taken apart", tree: func(doc *html.Node) { eachText(doc, func(n *html.Node) { n.Data = norm.NFD.String(n.Data) }) }},
	{name: "wide digits", tree: func(doc *html.Node) {
		eachText(doc, func(n *html.Node) {
			if strings.ContainsFunc(n.Data, func(c rune) bool { return c >= 0x3000 && c < 0xfb00 }) {
				n.Data = width.Widen.String(n.Data)
			}
		})
	}},
	{name: "links with arrows", tree: func(doc *html.Node) {
		eachElement(doc, func(n *html.Node) {
			if n.DataAtom == atom.A && n.FirstChild != nil && n.FirstChild == n.LastChild && n.FirstChild.Type == html.TextNode {
				n.FirstChild.Data = "› " + n.FirstChild.Data + " »"
			}
		})
	}},
	{name: "the shop's name heads every page", tree: func(doc *html.Node) {
		eachElement(doc, func(n *html.Node) {
			if n.DataAtom == atom.H1 {
				n.Data, n.DataAtom = "h2", atom.H2
			}
			if n.DataAtom == atom.A && slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "class" && strings.Contains(a.Val, "logo") }) {
				h := &html.Node{Type: html.ElementNode, Data: "h1", DataAtom: atom.H1}
				n.Parent.InsertBefore(h, n)
				n.Parent.RemoveChild(n)
				h.AppendChild(n)
			}
		})
	}},
	{name: "numbers set apart", tree: func(doc *html.Node) {
		var texts []*html.Node
		eachText(doc, func(n *html.Node) { texts = append(texts, n) })
		for _, n := range texts {
			if at := aNumber.FindStringIndex(n.Data); at != nil {
				b := &html.Node{Type: html.ElementNode, Data: "b", DataAtom: atom.B}
				b.AppendChild(&html.Node{Type: html.TextNode, Data: n.Data[at[0]:at[1]]})
				n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: n.Data[:at[0]]}, n)
				n.Parent.InsertBefore(b, n)
				n.Data = n.Data[at[1]:]
			}
		}
	}},
	{name: "a base", tree: func(doc *html.Node) {
		eachElement(doc, func(n *html.Node) {
			if n.DataAtom == atom.Head {
				n.InsertBefore(parsed(`<base href="/">`)[0], n.FirstChild)
			}
			for i := range n.Attr {
				if a := &n.Attr[i]; a.Key == "href" && len(a.Val) > 1 {
					a.Val = strings.TrimPrefix(a.Val, "/")
				}
			}
		})
	}},
	{name: "a footer in a shadow tree", tree: func(doc *html.Node) {
		eachElement(doc, func(n *html.Node) {
			if n.DataAtom == atom.Footer && slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "class" && a.Val == "site" }) {
				body := inner(n)
				for n.FirstChild != nil {
					n.RemoveChild(n.FirstChild)
				}
				for _, add := range parsed(`<shop-footer><template shadowrootmode="open">` + body + `</template></shop-footer>`) {
					n.AppendChild(add)
				}
			}
		})
	}},
	{name: "no language told", tree: func(doc *html.Node) { eachElement(doc, func(n *html.Node) { dropAttr(n, "lang") }) }},
	{name: "an old encoding", charset: func(lang string) string {
		return map[string]string{"ja": "shift_jis", "ko": "euc-kr", "zh-cn": "gbk", "zh-tw": "big5", "pl": "iso-8859-2"}[lang]
	}},
	{name: "addresses that say nothing", opaque: true},
}

var (
	aNumber     = regexp.MustCompile(`\b\d{1,3}\b`)
	longWord    = regexp.MustCompile(`(\p{L}{6})(\p{L}{5})`)
	beforeShort = regexp.MustCompile(`(\d|\b\p{L}{1,2}) (\S)`)
	betweenTags = regexp.MustCompile(`>\s*\n\s*<`)
	tagName     = regexp.MustCompile(`</?[a-z][a-z0-9]*`)
	noise       = []string{
		`<script type="text/template" id="card"><a href="/t/{{ id }}">{{ title }}</a> <b>Lorem ipsum</b></script>`, `<template><p>Lorem ipsum dolor sit amet, consectetur</p><a href="#">Facebook</a></template>`,
		`<svg width="0" height="0" aria-hidden="true"><symbol id="i"><title>icon</title><path d="M0 0"/></symbol></svg>`, `<noscript><p>Please switch on JavaScript.</p></noscript>`, `<style>.a::after{content:"Undefined index"}</style>`,
	}
)

// TestASoundShopWrittenOtherwise: the same shop in other mark-up is as sound as before.
func TestASoundShopWrittenOtherwise(t *testing.T) {
	langs := shopgen.Languages()
	for i, way := range otherwise {
		for l, lang := range langs {
			for layout := range 3 {
				if !*allOtherwise && (l != i%len(langs) || layout != i%3) {
					continue
				}
				t.Run(way.name+"/"+lang+"/"+strconv.Itoa(layout), func(t *testing.T) {
					t.Parallel()
					shop, err := shopgen.New(shopgen.Options{Seed: uint64(layout) + 1, Lang: lang, Layout: layout})
					if err != nil {
						t.Fatal(err)
					}
					h := &rewriter{shop: shop, tree: way.tree, text: way.text, opaque: way.opaque}
					if way.charset != nil {
						if h.charset = way.charset(lang); h.charset == "" {
							h.charset = "windows-1252"
						}
					}
					srv := httptest.NewServer(h)
					t.Cleanup(func() {
						srv.CloseClientConnections()
						srv.Close()
					})
					v := scan(t, srv.URL+"/", scanOptions(), shopvet.JudgeOptions{})
					for id := range bad(v) {
						t.Error(explain(v, id))
					}
					if !v.Crawl.FullLook {
						t.Errorf("no full look: %v", v.Crawl.LookGaps)
					}
				})
			}
		}
	}
}

// rewriter serves a shop with its pages written otherwise.
type rewriter struct {
	shop    http.Handler
	tree    func(*html.Node)
	text    func(string) string
	charset string
	opaque  bool

	mu    sync.Mutex
	paths map[string]string // what an opaque address stands for
}

func (h *rewriter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if h.opaque {
		h.mu.Lock()
		if path, ok := h.paths[r.URL.Path]; ok {
			r.URL.Path = path
		}
		h.mu.Unlock()
	}
	rec := httptest.NewRecorder()
	h.shop.ServeHTTP(rec, r)
	body := rec.Body.String()
	page := strings.HasPrefix(body, "<!doctype html>")
	if h.opaque && (page || strings.HasPrefix(body, "<?xml")) {
		body = pathIn.ReplaceAllStringFunc(body, h.hide)
	}
	if page {
		body = h.rewritten(body)
	}
	for name, values := range rec.Header() {
		if name != "Content-Length" {
			w.Header()[name] = values
		}
	}
	if page && h.charset != "" {
		w.Header().Set("Content-Type", "text/html; charset="+h.charset)
	}
	if to := rec.Header().Get("Location"); h.opaque && strings.HasPrefix(to, "/") {
		w.Header().Set("Location", h.hidden(to))
	}
	w.WriteHeader(rec.Code)
	_, _ = w.Write([]byte(body))
}

func (h *rewriter) rewritten(body string) string {
	if h.tree != nil {
		doc, err := html.Parse(strings.NewReader(body))
		if err != nil {
			return body
		}
		h.tree(doc)
		var b bytes.Buffer
		if html.Render(&b, doc) == nil {
			body = b.String()
		}
	}
	if h.text != nil {
		body = h.text(body)
	}
	if h.charset != "" {
		enc, err := htmlindex.Get(h.charset)
		if err != nil {
			return body
		}
		body = strings.Replace(body, `charset="utf-8"`, `charset="`+h.charset+`"`, 1)
		var b strings.Builder
		for _, c := range body { // what the encoding lacks is written as a reference
			if s, err := enc.NewEncoder().String(string(c)); err == nil {
				b.WriteString(s)
			} else {
				b.WriteString("&#" + strconv.Itoa(int(c)) + ";")
			}
		}
		body = b.String()
	}
	return body
}

// pathIn finds the paths of pages in attributes, data and sitemaps.
var pathIn = regexp.MustCompile(`(?:(?:href|action)="|https?://127\.0\.0\.1:\d+)/[^"?#<\\]+`)

func (h *rewriter) hide(found string) string {
	at := strings.Index(found, `"/`) + 1
	if at == 0 {
		at = strings.Index(found[8:], "/") + 8
	}
	return found[:at] + h.hidden(found[at:])
}

func (h *rewriter) hidden(path string) string {
	if strings.HasPrefix(path, "/assets/") || strings.HasPrefix(path, "/media/") || strings.Contains(path, ".") || path == "/" || path == "/logout" || strings.HasPrefix(path, "/newsletter/") || strings.HasPrefix(path, "/wishlist/") {
		return path
	}
	opaque := "/n/" + hashed(path)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.paths == nil {
		h.paths = map[string]string{}
	}
	h.paths[opaque] = path
	return opaque
}

func hashed(s string) string {
	h := fnv.New32a()
	_, _ = h.Write([]byte(s))
	return strconv.FormatUint(uint64(h.Sum32()), 36)
}

func eachElement(n *html.Node, f func(*html.Node)) {
	if n.Type == html.ElementNode {
		f(n)
	}
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		eachElement(c, f)
		c = next
	}
}

// eachText calls f for every text that is shown.
func eachText(n *html.Node, f func(*html.Node)) {
	if n.Type == html.ElementNode && slices.Contains([]atom.Atom{atom.Script, atom.Style, atom.Title, atom.Textarea, atom.Option, atom.Head, atom.Noscript, atom.Template}, n.DataAtom) {
		return
	}
	if n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" {
		f(n)
		return
	}
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		eachText(c, f)
		c = next
	}
}

func dropAttr(n *html.Node, key string) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

func inner(n *html.Node) string {
	var b bytes.Buffer
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		_ = html.Render(&b, c)
	}
	return b.String()
}

func parsed(fragment string) []*html.Node {
	nodes, _ := html.ParseFragment(strings.NewReader(fragment), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	return nodes
}
