package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"unsafe"

	"github.com/shopvet/shopvet/snapshot"
)

// TestNothingKeepsAPageInMemory looks through all that outlives the reading of a page for pieces of its body: a single one of them would keep
// the whole body in memory, ten thousand times over.
func TestNothingKeepsAPageInMemory(t *testing.T) {
	var pages [][]byte
	if dir := os.Getenv("PAGES"); dir != "" {
		pages = files(t, dir)
	} else {
		pages = append(files(t, "../../testdata/accuracy/*/*/*.html"), productPage(1), []byte(everyAttribute), []byte(`<base href="https://kerzenhof.example/pinned-base/">`+everyAttribute))
	}
	e := New(snapshot.NewTable())
	w := <-e.walkers
	kept := map[string]string{}
	for i, body := range pages {
		p := snapshot.NewPage()
		w.read(p, Input{URL: fmt.Sprintf("https://kerzenhof.example/products/candle-%d", i), Status: 200, Header: htmlHeader, Body: body, KeepText: func(*snapshot.Page) bool { return i%2 == 0 }})
		f := finder{body: w.tree.s, seen: map[unsafe.Pointer]bool{}, kept: kept}
		w.forget()
		f.find("page", reflect.ValueOf(p))
		if i%20 == 0 || i > len(pages)-20 {
			f.find("extractor", reflect.ValueOf(e))
			f.find("walker", reflect.ValueOf(w))
		}
	}
	for where, what := range kept {
		t.Errorf("%s holds a piece of the body: %.60q", where, what)
	}
}

// everyAttribute says everything in attributes, in words that no other page says.
const everyAttribute = `<!DOCTYPE html><html lang="xx-pinned"><head><title>Pinned title</title><meta name="description" content="Pinned description"><meta name="generator" content="Pinned 1.0">
<meta property="og:locale" content="xx_PINNED"><meta property="og:title" content="Pinned og"><meta property="og:url" content="https://kerzenhof.example/pinned-og"><meta name="robots" content="noindex, pinned">
<meta http-equiv="refresh" content="600;url=/pinned-refresh"><meta http-equiv="Content-Security-Policy" content="default-src 'self' pinned.example"><link rel="alternate" hreflang="xx-pinned" href="/pinned-lang">
<link rel="canonical" href="/pinned-canonical"><link rel="preload" as="pinned" href="/pinned.js"><script src="/pinned-script.js" integrity="sha256-pinned" crossorigin="pinned"></script>
<script type="application/ld+json">{"@type":"Pinned","name":"Pinned name","url":"/pinned-url"}</script><style>.x{background:url(/pinned-style.png)}</style></head><body>
<header id="pinned-header" class="pinned-class"><a href="/pinned-link" title="Pinned link title"><img src="/pinned.png" alt="Pinned alt"></a><a href="mailto:pinned@kerzenhof.example">Pinned mail</a><button aria-label="Pinned button"></button>
<a href="tel:+4930123456789">Pinned tel</a><a href="https://wa.me/4930123456789">Pinned chat</a></header>
<main id="pinned-main"><h1>Pinned heading</h1><form action="/pinned-action" method="pinned"><input name="pinned-name" type="pinned" autocomplete="pinned" placeholder="Pinned placeholder" value="pinned-value"><select name="pinned-select"><option value="pinned-option">o</option></select>
<textarea name="pinned-area"></textarea><button name="pinned-button" value="pinned-button-value">Pinned submit</button></form>
<div itemscope itemtype="https://schema.org/Pinned"><span itemprop="pinnedName" content="Pinned content">x</span></div><a id="pinned-anchor" name="pinned-anchor-name" href="#pinned-target">y</a>
<a class="add-to-cart pinned" href="/cart/add?pinned=1"><i class="fa fa-cc-visa pinned-icon"></i></a><div class="reviews pinned-reviews" title="Pinned reviews"></div><iframe src="https://pinned.example/frame" title="Pinned frame"></iframe>
<video src="/pinned.mp4" poster="/pinned-poster.png"></video><a href="ht!tp://pinned malformed">z</a><span data-cfemail="7a0a13141419"></span><span data-user="pinned" data-domain="kerzenhof.example">m</span><p onclick="location='mailto:pinned2@kerzenhof.example'">n</p>
<div role="dialog" aria-label="Pinned dialog" id="pinned-dialog">Pinned dialog text that is long enough to be kept as a part of the shop, since it says more than one would say in a box that only asks for an e-mail address.</div></main>
<footer id="pinned-footer"><a href="/pinned-footer-link">Pinned footer</a><a href="mailto:pinned3@kerzenhof.example?subject=x">Mail</a></footer></body></html>`

func files(t *testing.T, pattern string) (pages [][]byte) {
	names, _ := filepath.Glob(pattern)
	for _, name := range names {
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, body)
	}
	return pages
}

// finder looks for strings that are pieces of body.
type finder struct {
	body string
	seen map[unsafe.Pointer]bool
	kept map[string]string
}

func (f *finder) find(at string, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		s := v.String()
		from, p := uintptr(unsafe.Pointer(unsafe.StringData(f.body))), uintptr(unsafe.Pointer(unsafe.StringData(s)))
		if len(s) > 0 && p >= from && p < from+uintptr(len(f.body)) {
			f.kept[at] = s
		}
	case reflect.Pointer:
		if v.IsNil() || f.seen[v.UnsafePointer()] {
			return
		}
		f.seen[v.UnsafePointer()] = true
		f.find(at, v.Elem())
	case reflect.Interface:
		f.find(at, v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			f.find(at+"."+v.Type().Field(i).Name, v.Field(i))
		}
	case reflect.Slice, reflect.Array:
		switch v.Type().Elem().Kind() {
		case reflect.String, reflect.Pointer, reflect.Interface, reflect.Struct, reflect.Slice, reflect.Map, reflect.Array:
		default:
			return
		}
		for i := range v.Len() {
			f.find(at, v.Index(i))
		}
	case reflect.Map:
		for it := v.MapRange(); it.Next(); {
			f.find(at+" key", it.Key())
			f.find(at, it.Value())
		}
	}
}
