package extract

import (
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/shopvet/shopvet/snapshot"
)

// hostile are bodies made to exhaust whoever reads them. None may cost more than its size deserves.
func hostile() map[string]string {
	many := func(n int, f func(i int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(f(i))
		}
		return b.String()
	}
	return map[string]string{
		"nested divs":          strings.Repeat("<div>", 100_000) + "<a href=/deep>deep</a>",
		"nested, with h1":      strings.Repeat("<div class=header>", 25_000) + "<h1>x</h1>",
		"nested tables":        strings.Repeat("<table><tr><td>", 12_500) + "x",
		"nested formatting":    strings.Repeat("<b><i><p>", 12_500) + "x",
		"formatting, reopened": many(12_500, func(i int) string { return fmt.Sprintf("<p><b id=b%d>x</p>", i) }),
		"unclosed links":       strings.Repeat("<a href=/x>", 25_000),
		"many links":           strings.Repeat("<a href=/x>y</a>", 250_000),
		"distinct links":       many(50_000, func(i int) string { return fmt.Sprintf("<a href=/p/%d>%d</a>", i, i) }),
		"attributes":           "<div " + many(125_000, func(i int) string { return fmt.Sprintf("a%d=1 ", i) }) + ">x</div>",
		"one attribute":        `<div class="` + strings.Repeat("x ", 1<<18) + `">x</div>`,
		"many body tags":       many(50_000, func(i int) string { return fmt.Sprintf("<body a%d=1>", i) }),
		"many html tags":       many(50_000, func(i int) string { return fmt.Sprintf("<HTML a%d=1>", i) }),
		"big title":            "<title>" + strings.Repeat("x", 1<<18) + "</title>",
		"nested json":          ld(strings.Repeat(`{"a":`, 50_000)),
		"wide json":            ld(`{"@type":"Product","a":[` + strings.Repeat(`{"b":[1,2,3]},`, 15_000) + `1]}`),
		"many scripts of json": strings.Repeat(`<script type="application/ld+json">{"@type":"Product","name":"x"}</script>`, 5_000),
		"at signs":             "<p>" + strings.Repeat("@", 1<<19),
		"at signs in words":    "<p>" + strings.Repeat("a@", 1<<18),
		"long local part":      "<p>" + strings.Repeat("a", 1<<18) + "@" + strings.Repeat("b", 1<<18),
		"spelled addresses":    "<p>" + strings.Repeat("x (at) y (dot) z ", 25_000),
		"spelled lines":        strings.Repeat("<p>x (at) y (dot) zz</p>", 12_500),
		"brackets":             "<p>" + strings.Repeat("[your ", 75_000),
		"braces":               "<p>" + strings.Repeat("{{a", 125_000),
		"digits":               "<p>" + strings.Repeat("1", 1<<18),
		"grouped digits":       "<p>" + strings.Repeat("1 234.", 125_000) + "€",
		"phone lines":          strings.Repeat("<p>Tel 030 1234567 12</p>", 25_000),
		"currency signs":       "<p>" + strings.Repeat("€1 ", 125_000),
		"filler":               "<p>" + strings.Repeat("Lorem ipsum dolor sit amet ", 25_000),
		"items":                strings.Repeat(`<div itemscope itemtype="http://schema.org/Product"><i itemprop=name>x</i>`, 12_500),
		"nested items":         `<div itemscope itemtype="http://schema.org/Product">` + strings.Repeat(`<div itemprop=a itemscope>`, 12_500),
		"headings":             strings.Repeat("<h1>x</h1>", 25_000),
		"ids":                  many(25_000, func(i int) string { return fmt.Sprintf("<p id=i%d>", i) }),
		"forms":                strings.Repeat("<form action=/x><input name=a></form>", 12_500),
		"inputs":               "<form>" + strings.Repeat("<label for=a>x</label><input id=a>", 25_000),
		"rows":                 "<table>" + strings.Repeat("<tr><td>a<td>b", 25_000),
		"headers":              strings.Repeat("<header><a href=/a>a</a></header>", 12_500),
		"sidebars":             strings.Repeat("<div class=sidebar><a href=/a>a</a>", 12_500),
		"mojibake":             "<p>" + strings.Repeat("Ã¼", 1<<18),
		"nul bytes":            "<p>" + strings.Repeat("\x00a", 1<<18),
		"invalid utf-8":        "<p>" + strings.Repeat("\xff\xc3", 1<<18),
		"unclosed comment":     "<!--" + strings.Repeat("<a href=x>", 25_000),
		"entities":             "<p>" + strings.Repeat("&amp;&#x41;&nosuch;", 50_000),
		"srcset":               `<img srcset="` + strings.Repeat("/a.jpg 1x, ", 50_000) + `">`,
		"styles":               many(12_500, func(i int) string { return `<p style="a:b;c:d;display:none">x</p>` }),
		"select":               "<select>" + strings.Repeat("<option>x", 50_000),
		"long address":         `<a href="/` + strings.Repeat("a", 1<<18) + `">x</a>`,
		"dots":                 `<a href="/` + strings.Repeat("../", 25_000) + `">x</a>`,
		"one word":             "<p>" + strings.Repeat("ä", 1<<19),
		"model forms":          "<p>" + strings.Repeat("Muster-Widerrufsformular [Ihre Firma] ", 7_500),
		"delivery":             "<p>" + strings.Repeat("delivery ", 75_000),
		"del in del":           strings.Repeat("<del>£1", 12_500),
	}
}

func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("one reader at a time, and slow under the race detector")
	}
	for name, body := range hostile() {
		t.Run(name, func(t *testing.T) {
			p := readAt(t, "https://shop.example/", htmlHeader, []byte(body))
			checkBounds(t, p)
		})
	}
}

// checkBounds holds for every page whatsoever.
func checkBounds(t *testing.T, p seen) {
	t.Helper()
	valid := func(what, s string, limit int) {
		if !utf8.ValidString(s) {
			t.Errorf("%s is not valid UTF-8: %.60q", what, s)
		}
		if n := utf8.RuneCountInString(s); n > limit {
			t.Errorf("%s has %d characters, more than %d", what, n, limit)
		}
	}
	valid("title", p.Title, maxTitle)
	if len(p.Text) > maxText {
		t.Errorf("text of %d bytes", len(p.Text))
	}
	valid("text", p.Text, maxText)
	for _, h := range p.Headings {
		valid("heading", h.Text, 300)
		if h.At < 0 || h.At > len(p.Text) || h.At < len(p.Text) && !utf8.RuneStart(p.Text[h.At]) {
			t.Errorf("heading %q at %d of %d", h.Text, h.At, len(p.Text))
		}
	}
	for _, l := range p.all() {
		valid("link", p.tab.Get(l.To), maxHref)
		valid("link text", p.tab.Get(l.Text), maxLinkText)
	}
	for _, m := range p.Marks {
		valid("mark", m.Snippet, 240)
	}
	for _, c := range p.contacts() {
		valid("contact", c.Value, 2000)
		valid("line of a contact", c.Near, 200)
	}
	for _, i := range p.Data {
		if len(i.Props) > maxProps {
			t.Errorf("%d props", len(i.Props))
		}
		for k, v := range i.Props {
			valid("prop "+k, v, maxValue)
		}
	}
	if len(p.Links) > maxLinks || len(p.Images) > maxImages || len(p.Prices) > maxPrices || len(p.Headings) > maxHeadings || len(p.Forms) > maxForms ||
		len(p.Contacts) > maxContacts+maxForms || len(p.Sections) > maxSections || len(p.Data) > maxItems+1 || len(p.Page.Blocks) > maxRegions {
		t.Errorf("a list is over its limit: %d links, %d images, %d prices, %d headings, %d forms, %d contacts, %d sections, %d items, %d blocks", len(p.Links),
			len(p.Images), len(p.Prices), len(p.Headings), len(p.Forms), len(p.Contacts), len(p.Sections), len(p.Data), len(p.Page.Blocks))
	}
}

func TestLossIsSaid(t *testing.T) {
	for name, body := range map[string]string{
		"links": strings.Repeat("<a href=/x>y</a>", maxLinks+1),
		"tags":  strings.Repeat("<p>x", maxTags+10),
	} {
		if p := readPage(t, body); !p.Truncated {
			t.Errorf("%s were lost without a word", name)
		}
	}
	if p := readPage(t, strings.Repeat("<div>", 3000)+"<a href=/deep>deep</a>"); p.Truncated {
		t.Error("nothing was lost of a deep page")
	} else if _, ok := p.link("deep"); !ok {
		t.Error("the link in a deep page is missing")
	}
}

// What stays of a page is small whatever came in.
func TestMemoryIsBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector takes memory of its own")
	}
	for _, name := range []string{"distinct links", "nested divs", "rows", "attributes", "big title"} {
		body := []byte(hostile()[name])
		e := New(snapshot.NewTable())
		runtime.GC()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		p := e.Page(Input{URL: "https://shop.example/", Status: 200, Header: htmlHeader, Body: body})
		runtime.GC()
		runtime.ReadMemStats(&after)
		if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 8<<20 {
			t.Errorf("%s: %d bytes stay in memory after %d bytes of page", name, grown, len(body))
		}
		runtime.KeepAlive(p)
		runtime.KeepAlive(e)
		runtime.KeepAlive(body)
	}
}

func FuzzPage(f *testing.F) {
	f.Add([]byte(`<html lang=de><title>x</title><header><nav><a href="/a">a</a></nav></header><main><h1>y</h1><p>12,90 € info@shop.example`), "text/html")
	f.Add(productPage(1), "text/html; charset=utf-8")
	f.Add([]byte("<meta charset=gbk>\xc4\xe3<a href='?q=\xc4\xe3'>x</a>"), "text/html")
	f.Add([]byte(`<form><table><form><input itemprop=x itemscope><select><label>`), "text/html; charset=shift_jis")
	f.Add([]byte(ld(`{"@type":"Product","offers":[{"price":1,},]}`)), "application/xhtml+xml")
	f.Add([]byte("<bdo dir=rtl>\xff@</bdo><sup>99</sup><del>£1<dt>x<dd>y"), "")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		checkBounds(t, readAt(t, "https://shop.example/a/b?c", http.Header{"Content-Type": {contentType}}, body))
	})
}

func FuzzResolve(f *testing.F) {
	for _, s := range []string{"", "#", "/a", "//b", "http://[::1", `\\x`, "a:b", "?q", "/%", "../.."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, href string) {
		r := newResolver("https://shop.example/a/b?c=d")
		got, ok := r.resolve(href)
		if !ok || otherScheme(strings.Trim(href, " \t\r\n\f")) != "" {
			return
		}
		if again, ok := r.resolve(got); !ok || again != got {
			t.Errorf("resolve(%q) = %q, again %q", href, got, again)
		}
	})
}
