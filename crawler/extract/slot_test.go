package extract

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/snapshot"
)

// TestUnframed reads pages whose header, menu or footer a script brings, and pages that only look so.
func TestUnframed(t *testing.T) {
	const (
		script = `<script src="/js/frame.js" defer></script>`
		links  = `<a href="/c/wax">Wax</a> <a href="/c/wicks">Wicks</a> <a href="/contact">Contact</a> <a href="/terms">Terms</a>`
		text   = `<main><h1>Candles</h1><p>We pour every candle by hand and send it within two days, wrapped in paper that we fold ourselves.</p></main>`
	)
	for name, body := range map[string]string{
		"an attribute names the part":     `<div data-include="header"></div>` + text + `<div data-include="footer"></div>` + script,
		"an attribute names the file":     `<div data-include="partials/header.html"></div>` + text + `<footer>` + links + `</footer>` + script,
		"an empty element of that kind":   `<header id="site-header"></header>` + text + script,
		"named by its id":                 `<div id="header-placeholder"><!-- comes from frame.js --></div>` + text + script,
		"under the name of the shop":      `<div id="gw-header-root"></div>` + text + `<div id="gw-footer-root"></div>` + script,
		"named in German":                 `<div id="kopfzeile"></div>` + text + `<div id="fusszeile"></div>` + script,
		"named in French":                 text + `<div id="pied-page"></div>` + script,
		"an element of the shop's making": `<shop-header></shop-header>` + text + `<shop-footer></shop-footer>` + script,
		"the footer only":                 `<header><nav>` + links + `</nav></header>` + text + `<footer></footer>` + script,
		"the script stands in the page":   text + "<script>document.body.insertAdjacentHTML('afterbegin', `<header><nav>${list}</nav></header>`)</script>",
		"the script asks for a file":      text + `<script>fetch("/parts/header.html").then(r => r.text()).then(t => document.getElementById("x").outerHTML = t)</script>`,
		"the script makes the element":    text + `<script>const f = document.createElement("footer"); f.append(...list); document.body.append(f)</script>`,
	} {
		if p := readPage(t, `<!doctype html><html lang="en"><body>`+body); !p.Unframed {
			t.Errorf("%s: its frame is taken for known", name)
		}
	}
	for name, body := range map[string]string{
		"nobody fills it":                      `<header></header>` + text,
		"a frame of its own":                   `<header><nav>` + links + `</nav></header>` + text + `<footer>` + links + `</footer>` + script,
		"a second menu for small screens":      `<header><nav>` + links + `</nav></header><nav id="mobile-menu"></nav>` + text + `<footer>` + links + `</footer>` + script,
		"a script that makes one, beside it":   `<header>` + links + `</header>` + text + "<script>box.innerHTML = `<nav>${list}</nav>`</script>",
		"decoration":                           `<div class="header"></div><div class="spacer" id="top-shade"></div>` + text + script,
		"a script that speaks of a header":     text + `<script>fetch("/stock.json", {headers: {Accept: "application/json"}})</script>`,
		"a place in the main part":             text + `<div id="related-goods"></div>` + script,
		"no frame, and no script that has one": text + script,
	} {
		if p := readPage(t, `<!doctype html><html lang="en"><body>`+body); p.Unframed {
			t.Errorf("%s: its frame is taken for unknown", name)
		}
	}
}

// TestShellOfAFile reads pages that say next to nothing and have a named place for what a script of the shop writes.
func TestShellOfAFile(t *testing.T) {
	frame := `<nav><a href=/a>A</a> <a href=/b>B</a> <a href=/c>C</a> <a href=/d>D</a> <a href=/e>E</a></nav>`
	for name, c := range map[string]struct {
		body string
		want bool
	}{
		"a place for the goods":     {`<p><a href=/shop>Back to the shop</a></p><div id="product"></div><script src="/js/detail.js"></script>`, true},
		"by an attribute":           {`<p>Loading…</p><section data-goods></section><script src="/js/detail.js"></script>`, true},
		"without a script":          {`<div id="product"></div>`, false},
		"with somebody else's only": {`<div id="product"></div><script src="https://tags.example/t.js"></script>`, false},
		"without a place":           {`<h1>Candle</h1><script src="/js/detail.js"></script>`, false},
		"with a text":               {`<p>` + strings.Repeat("We pour every candle by hand. ", 4) + `</p><div id="more"></div><script src="/js/detail.js"></script>`, false},
	} {
		if p := readPage(t, `<!doctype html><html lang="en"><body>`+frame+c.body); p.Shell != c.want {
			t.Errorf("%s: a shell: %t, want %t", name, p.Shell, c.want)
		}
	}
}

// TestForgetsScripts reads one page after another: what a script of the first does says nothing of the second.
func TestForgetsScripts(t *testing.T) {
	e := New(snapshot.NewTable())
	read := func(path, body string) *snapshot.Page {
		return e.Page(Input{URL: "https://shop.example" + path, Status: 200, Header: htmlHeader, Body: []byte(`<!doctype html><html lang="en"><body>` + body), KeepText: func(*snapshot.Page) bool { return true }})
	}
	nav := `<nav><a href=/a>A</a> <a href=/b>B</a> <a href=/c>C</a> <a href=/d>D</a> <a href=/e>E</a></nav>`
	first := read("/one", nav+`<div id="list"></div><footer></footer><script>document.getElementById("list").innerHTML = all</script>`)
	if !first.Shell || !first.Unframed {
		t.Error("the first page is not known to be filled by its script")
	}
	for range 2 * cap(e.walkers) { // pages are read by several in turn
		if p := read("/two", nav+`<h1>Wax</h1><script>count()</script>`); p.Shell || p.Unframed {
			t.Fatal("the second page is held to be filled by the script of the first")
		}
	}
}

func TestBringsFrame(t *testing.T) {
	for code, want := range map[string]bool{
		"document.body.insertAdjacentHTML('afterbegin', `<header class=\"site\">${links}</header>`)": true,
		`$("#footer").load("footer.html")`:                                                     true,
		`fetch('./partials/site-nav.html').then(show)`:                                         true,
		`const el = document.createElement('nav'); document.body.prepend(el)`:                  true,
		"holder.innerHTML = '<FOOTER>' + legal + '</FOOTER>'":                                  true,
		`fetch("/api/goods").then(r => r.json()).then(list => box.innerHTML = list.map(card))`: false,
		`for (const t of "article aside footer header nav".split(" ")) d.createElement(t)`:     false,
		`document.querySelector("header nav").classList.toggle("open")`:                        false,
		`fetch("/menu-of-the-day.json")`:                                                       false,
		`window.open("/footer.html")`:                                                          false,
	} {
		if got := BringsFrame([]byte(code)); got != want {
			t.Errorf("%s: brings a frame: %t, want %t", code, got, want)
		}
	}
}
