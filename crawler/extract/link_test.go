package extract

import (
	"net/url"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/snapshot"
)

func TestResolve(t *testing.T) {
	base, err := url.Parse("https://shop.example/a/b/c.html?q=1#frag")
	if err != nil {
		t.Fatal(err)
	}
	for href, want := range map[string]string{
		"":                                  "https://shop.example/a/b/c.html?q=1",
		"#top":                              "https://shop.example/a/b/c.html?q=1#top",
		"?p=2":                              "https://shop.example/a/b/c.html?p=2",
		"d.html":                            "https://shop.example/a/b/d.html",
		"./d.html":                          "https://shop.example/a/b/d.html",
		"../d.html":                         "https://shop.example/a/d.html",
		"../../../../d":                     "https://shop.example/d",
		"/x/./y/../z":                       "https://shop.example/x/z",
		"/x/%2e%2e/z":                       "https://shop.example/z",
		"/x":                                "https://shop.example/x",
		"//cdn.example/x.js":                "https://cdn.example/x.js",
		" /x y ":                            "https://shop.example/x%20y",
		"/x\n\ty":                           "https://shop.example/xy",
		`\x\y`:                              "https://shop.example/x/y",
		`https:\\other.example\a`:           "https://other.example/a",
		"HTTPS://Shop.EXAMPLE:443/A":        "https://shop.example/A",
		"http://other.example:80":           "http://other.example/",
		"http://other.example:8080/":        "http://other.example:8080/",
		"https://bücher.example/ü?ü=ä":      "https://xn--bcher-kva.example/%C3%BC?%C3%BC=%C3%A4",
		"/caf%C3%A9":                        "https://shop.example/caf%C3%A9",
		"/100%":                             "https://shop.example/100%",
		"/a|b":                              "https://shop.example/a|b",
		"/a'b\"c":                           "https://shop.example/a'b%22c",
		"http://0x7f.1/":                    "http://127.0.0.1/",
		"mailto:info@shop.example":          "mailto:info@shop.example",
		"tel:+49 30 123":                    "tel:+49 30 123",
		"javascript:void(0)":                "javascript:void(0)",
		"page:2":                            "page:2",
		"https:x":                           "https://shop.example/a/b/x",
		"https://user:pw@shop.example/x":    "https://user:pw@shop.example/x",
		"https://shop.example/x?a=1&b=[2]":  "https://shop.example/x?a=1&b=[2]",
		"https://shop.example/a/b?x=../y#.": "https://shop.example/a/b?x=../y#.",
	} {
		got, ok := Resolve(base, href)
		if !ok || got != want {
			t.Errorf("Resolve(%q) = %q, %v; want %q", href, got, ok, want)
		}
	}
	for _, href := range []string{"http://[::1", "https://", "http://a b/", "http://x.example:99999/"} {
		if got, ok := Resolve(base, href); ok {
			t.Errorf("Resolve(%q) = %q, want none", href, got)
		}
	}
}

func TestLinks(t *testing.T) {
	p := readPage(t, `<html><head><base href="/b/"><link rel="canonical" href="/c"><link rel="alternate" hreflang="de" href="/de"><link rel="stylesheet" href="s.css">
<link rel="shortcut icon" href="/i.ico"><meta http-equiv="refresh" content="5; URL='/next'"><script src="/s.js"></script></head><body>
<a href="rel">  Rela<b>tive</b>
 link </a><a href="/icon" aria-label="Basket"><svg></svg></a><a href="/pic"><img src="p.png" alt="Our shop"></a>
<a href="#" data-bs-toggle="modal">Open</a><a href="#">Dead</a><a href="">Empty</a><a href="javascript:void(0)" onclick="x()">Script</a>
<a href="/nf" rel="ugc nofollow">Out</a><div style="display: none"><a href="/hid">Hidden</a></div><a href="#" class="js-open">Classy</a>
<a href="#" role="button">Role</a><a name="here">no link</a><iframe src="/f"></iframe><video><source src="/v.mp4"></video>
<img src="data:image/gif;base64,R0" data-src="/lazy.jpg"><img srcset="/one.jpg 1x, /two.jpg 2x"><noscript><img src="/ns.jpg" alt=""><img src="/count.gif" width=1 height=1></noscript>
<form action="/find"><input name="q"></form><form action="/post" method="post"><input name="q"></form><map><area href="/area" alt="Area"></map>
<a href="/dup">A very long text `+strings.Repeat("word ", 80)+`</a><a href="http://[::1">broken</a></body></html>`)
	type want struct {
		to    string
		kind  snapshot.LinkKind
		flags snapshot.LinkFlag
	}
	for text, w := range map[string]want{
		"Relative link": {"https://shop.example/b/rel", snapshot.LinkAnchor, 0},
		"Basket":        {"https://shop.example/icon", snapshot.LinkAnchor, snapshot.LinkIconOnly},
		"Our shop":      {"https://shop.example/pic", snapshot.LinkAnchor, snapshot.LinkIconOnly},
		"Open":          {"#", snapshot.LinkAnchor, snapshot.LinkHandled},
		"Dead":          {"#", snapshot.LinkAnchor, 0},
		"Empty":         {"", snapshot.LinkAnchor, 0},
		"Script":        {"javascript:void(0)", snapshot.LinkAnchor, snapshot.LinkHandled},
		"Out":           {"https://shop.example/nf", snapshot.LinkAnchor, snapshot.LinkNofollow},
		"Hidden":        {"https://shop.example/hid", snapshot.LinkAnchor, snapshot.LinkHidden},
		"Classy":        {"#", snapshot.LinkAnchor, snapshot.LinkHandled},
		"Role":          {"#", snapshot.LinkAnchor, snapshot.LinkHandled},
		"Area":          {"https://shop.example/area", snapshot.LinkAnchor, snapshot.LinkIconOnly},
		"de":            {"https://shop.example/de", snapshot.LinkAlternate, 0},
		"broken":        {"http://[::1", snapshot.LinkAnchor, 0},
	} {
		l, ok := p.link(text)
		if got := p.tab.Get(l.To); !ok || got != w.to || l.Kind != w.kind || l.Flags != w.flags {
			t.Errorf("link %q = %q kind %d flags %d, want %+v", text, got, l.Kind, l.Flags, w)
		}
	}
	kinds := map[snapshot.LinkKind]string{}
	for _, l := range p.Links {
		if l.Kind != snapshot.LinkAnchor {
			kinds[l.Kind] += strings.TrimPrefix(p.tab.Get(l.To), "https://shop.example") + " "
		}
		if n := len([]rune(p.tab.Get(l.Text))); n > 200 {
			t.Errorf("link text of %d characters", n)
		}
	}
	for kind, w := range map[snapshot.LinkKind]string{
		snapshot.LinkCanonical: "/c ", snapshot.LinkStyle: "/b/s.css ", snapshot.LinkIcon: "/i.ico ", snapshot.LinkRefresh: "/next ", snapshot.LinkScript: "/s.js ",
		snapshot.LinkImage: "/b/p.png /lazy.jpg /one.jpg /ns.jpg ", snapshot.LinkFrame: "/f ", snapshot.LinkMedia: "/v.mp4 ", snapshot.LinkForm: "/find ",
	} {
		if kinds[kind] != w {
			t.Errorf("kind %d: %q, want %q", kind, kinds[kind], w)
		}
	}
}

// A shop in GBK expects the queries of its links in GBK.
func TestQueryInPageEncoding(t *testing.T) {
	body := []byte("<meta charset=gbk><a href=\"/s?q=\xca\xd6\xbb\xfa\">x</a>")
	p := readAt(t, "https://shop.example/", map[string][]string{"Content-Type": {"text/html"}}, body)
	if l, _ := p.link("x"); p.tab.Get(l.To) != "https://shop.example/s?q=%CA%D6%BB%FA" {
		t.Errorf("link = %q", p.tab.Get(l.To))
	}
}

// Tabs of some script libraries name what they open in an href that is no address.
func TestSelectorsAreNoAddresses(t *testing.T) {
	p := readPage(t, `<ul><li><a href="[data-tab-panel-1]">Reviews</a></li></ul>`)
	if len(p.Links) != 1 || p.Links[0].Flags&snapshot.LinkHandled == 0 || p.tab.Get(p.Links[0].To) != "#" {
		t.Errorf("links %+v", p.Links)
	}
}
