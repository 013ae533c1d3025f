package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/snapshot"
)

func TestStyleRefs(t *testing.T) {
	name := map[snapshot.LinkKind]string{snapshot.LinkStyle: "import", snapshot.LinkFont: "font", snapshot.LinkCSS: "url"}
	for _, tt := range []struct{ css, want string }{
		{`a{background:url(x.png)}`, "url x.png"},
		{`a{background:URL( "x y.png" ) no-repeat, url('z.svg')}`, "url x y.png, url z.svg"},
		{`/* url(no.png) */ a{b:url(yes.png)}/* open url(no.png)`, "url yes.png"},
		{`a::before{content:"url(no.png)"} b{c:url(yes.png)}`, "url yes.png"},
		{`a{b:url(a\)b.png);c:url("\26 x.png");d:url(\000041 z)}`, "url a)b.png, url &x.png, url Az"},
		{`a{b:url(data:image/png;base64,AA==);c:url(#filter);d:url()}`, "url data:image/png;base64,AA=="},
		{`a{b:url(a"b.png);c:url(yes.png)}`, "url yes.png"},
		{`@import "a.css"; @import url(b.css) screen and (min-width: 1px); @charset "no"; a{} @import "late.css";`, "import a.css, import b.css"},
		{`@namespace svg url(http://www.w3.org/2000/svg); @media print{a{b:url(p.png)}} @import 'late.css';`, "url p.png"},
		{`@font-face{font-family:"X";src:url(x.eot);src:local("X"),url(x.eot?#iefix) format("embedded-opentype"),url(x.woff2) format("woff2"),url(x.ttf)}`, "font x.woff2"},
		{`@font-face{src:url(a.woff)}@font-face{src:url(b.woff)} a{src:url(c.png)}`, "font a.woff, font b.woff, url c.png"},
		{`a{b:image-set("one.png" 1x, url(two.png) 2x, "three.png" type("image/png"));c:"no"}`, "url one.png, url two.png, url three.png"},
		{`a{behavior:url(PIE.htc);filter:progid:X(src='no.png')}`, ""},
		{"a{b:\"no\nc:url(yes.png)}", "url yes.png"},
		{`curl(no.png) a{b:my-url(no.png)}`, ""},
		{`@media x{@font-face{src:url(f.woff2)} a{b:url(g.png)}}`, "font f.woff2, url g.png"},
		{`a{b:url(`, ""},
		{`a{b:url("x`, "url x"},
		{`\`, ""}, {`@`, ""}, {`url`, ""}, {`"`, ""}, {`a{b:url(x\`, "url x\\"},
	} {
		var got []string
		for _, r := range StyleRefs(tt.css) {
			got = append(got, name[r.Kind]+" "+r.To)
		}
		if strings.Join(got, ", ") != tt.want {
			t.Errorf("%s\n got %q\nwant %q", tt.css, strings.Join(got, ", "), tt.want)
		}
	}
	if got := StyleRefs(`@font-face{src:local("X"),url(x.eot),url(x.woff2) format("woff2"),url(x.woff),url(x.ttf)} @font-face{src:url(y.woff2)}`); len(got) != 2 || got[0].Next != "x.woff" || got[1].Next != "" {
		t.Errorf("fonts %+v", got)
	}
	if n := len(StyleRefs(strings.Repeat("a{b:url(x.png)}", 5000))); n != maxRefs {
		t.Errorf("%d addresses taken", n)
	}
}

func FuzzStyleRefs(f *testing.F) {
	f.Add(`@import url("a\62 .css"); @font-face{src:url(x.woff2)} a{b:image-set("c" 1x)}`)
	f.Fuzz(func(t *testing.T, css string) {
		for _, r := range StyleRefs(css) {
			if r.To == "" || len(r.To) > 3*len(css) {
				t.Errorf("address %q from %q", r.To, css)
			}
		}
	})
}

// The cases are those of the parsing algorithm of the HTML standard.
func TestCandidates(t *testing.T) {
	for set, want := range map[string]string{
		"":                                   "",
		" , ,":                               "",
		"a.jpg":                              "a.jpg",
		"a.jpg 1x, b.jpg 2x":                 "a.jpg b.jpg",
		"a.jpg, b.jpg 1.5x ,c.jpg 480w 200h": "a.jpg b.jpg c.jpg",
		"a.jpg,b.jpg 2x":                     "a.jpg,b.jpg", // no space after the comma: it belongs to the address
		"/w_100,h_100/a.jpg 100w, /w_2,h_2/b.jpg,":                                      "/w_100,h_100/a.jpg /w_2,h_2/b.jpg",
		"a.jpg 1x 2x, b.jpg 1w 2x, c.jpg 2q, d.jpg -1x, e.jpg 0w, f.jpg 2h, g.jpg 100w": "g.jpg",
		"a.jpg (x, y), b.jpg 2x":                                                        "b.jpg",
		"data:image/png;base64,AA== 1x, b.jpg 2x":                                       "data:image/png;base64,AA== b.jpg",
		"\n\t a.jpg \n 1x \n,\n b.jpg\t2x\n":                                            "a.jpg b.jpg",
		"a.jpg 1e3x, b.jpg +1x, c.jpg 1.x, d.jpg .5x":                                   "a.jpg c.jpg d.jpg",
	} {
		var got []string
		candidates(set, func(a string) { got = append(got, a) })
		if strings.Join(got, " ") != want {
			t.Errorf("%q: got %q, want %q", set, got, want)
		}
	}
}

// TestEveryWayAPagePointsSomewhere names the address by the way it is pointed to.
func TestEveryWayAPagePointsSomewhere(t *testing.T) {
	p := readPage(t, `<!doctype html><html><head><base href="/b/">
<link rel="apple-touch-icon" href="/touch.png"><link rel="mask-icon" href="/mask.svg"><link rel="manifest" href="/app.webmanifest"><link rel="preload" as="font" href="/pre.woff2">
<link rel="modulepreload" href="/mod.js"><link rel="next" href="/next"><link rel="alternate" type="application/rss+xml" href="/feed"><link rel="preconnect" href="https://cdn.example">
<link rel="alternate" type="application/json+oembed" href="/oembed"><link rel="amphtml" href="/amp">
<meta property="og:image" content="/og.jpg"><meta property="og:url" content="https://shop.example/og"><meta name="twitter:image" content="/tw.jpg"><meta name="msapplication-TileImage" content="/tile.png">
<meta http-equiv="refresh" content=" 3 ; /later">
<script type="application/ld+json">{"@type":"Product","name":"Candle","url":"/p/1","image":["https://shop.example/j1.jpg","/j2.jpg"],"offers":{"url":"/p/1?v=2","price":"1"}}</script>
<script type="application/ld+json">{"@type":"WebSite","url":"https://shop.example/","potentialAction":{"target":"/find?q={term}"}}</script>
<style>@import "imp.css"; @font-face{src:url(/f.woff2)} body{background:url(bg.png)}</style></head>
<body background="/old.gif"><main id=main style="background-image: url('/hero.jpg')">
<img src="/one.jpg" srcset="/one.jpg 1x, /two.jpg 2x" data-src="/real.jpg" alt="x"><img src="data:image/gif;base64,R0" data-srcset="/lazy1.jpg 1x, /lazy2.jpg 2x">
<img data-src="/p_{width}x.jpg"><img src="data:image/gif;base64,R0" data-src="%7B%7Burl%7D%7D">
<picture><source srcset="/a.avif 1x, /b.avif 2x" type="image/avif"><img src="/c.jpg"></picture>
<video poster="/poster.jpg" src="/v.mp4"><track src="/sub.vtt"></video><audio><source src="/s.mp3"></audio><object data="/o.pdf"></object><embed src="/e.swf">
<svg><use href="/sprite.svg#bag"/><use href="#own"/><g><image xlink:href="/in.png"/></g><a xlink:href="/svg-link"><text>Map</text></a></svg>
<form action="/find"><input type="image" src="/go.png" name="q" alt="Go"></form><iframe src="/frame"></iframe></main></body></html>`)
	kinds := map[snapshot.LinkKind]string{
		snapshot.LinkAnchor: "a", snapshot.LinkImage: "img", snapshot.LinkSrcset: "srcset", snapshot.LinkMedia: "media", snapshot.LinkFrame: "frame", snapshot.LinkForm: "form",
		snapshot.LinkCSS: "css", snapshot.LinkFont: "font", snapshot.LinkStyle: "style", snapshot.LinkIcon: "icon", snapshot.LinkManifest: "manifest",
		snapshot.LinkPreload: "preload", snapshot.LinkData: "data", snapshot.LinkRefresh: "refresh",
	}
	var got []string
	for _, l := range p.all() {
		got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s %s", kinds[l.Kind], strings.TrimPrefix(p.tab.Get(l.To), "https://shop.example"), p.tab.Get(l.Text))))
	}
	want := []string{
		"icon /touch.png", "icon /mask.svg", "manifest /app.webmanifest", "preload /pre.woff2 font", "preload /mod.js", "data /next rel=next", "data /feed feed", "data /amp rel=amphtml",
		"data /og.jpg og:image", "data /og og:url", "data /tw.jpg twitter:image", "data /tile.png msapplication-tileimage", "refresh /later",
		"data /p/1 json-ld", "data /j1.jpg json-ld", "data /j2.jpg json-ld", "data /p/1?v=2 json-ld", "data / json-ld",
		"style /b/imp.css style", "font /f.woff2 style", "css /b/bg.png style", "img /old.gif background", "css /hero.jpg style",
		"img /one.jpg", "srcset /two.jpg", "srcset /real.jpg", "img /lazy1.jpg", "srcset /lazy2.jpg",
		"srcset /a.avif", "srcset /b.avif", "img /c.jpg", "img /poster.jpg poster", "media /v.mp4 video", "media /sub.vtt track", "media /s.mp3 source",
		"media /o.pdf object", "media /e.swf embed", "img /sprite.svg#bag use", "img /in.png image", "a /svg-link Map", "form /find Go", "img /go.png input", "frame /frame",
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("%q is missing", w)
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			t.Errorf("%q should not be there", g)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d links, want %d: %q", len(got), len(want), got)
	}
}

// pointsTo lists what a page points to by one kind of link.
func pointsTo(p seen, kind snapshot.LinkKind) string {
	var list []string
	for _, l := range p.all() {
		if l.Kind == kind {
			list = append(list, strings.TrimSpace(strings.TrimPrefix(p.tab.Get(l.To), "https://shop.example")+" "+p.tab.Get(l.Text)))
		}
	}
	return strings.Join(list, ", ")
}

func TestAddressesInStructuredData(t *testing.T) {
	for in, want := range map[string]string{
		`<div itemscope itemtype="https://schema.org/Product"><link itemprop="url" href="/p"><meta itemprop="image" content="https://shop.example/i.jpg"><link itemprop="availability" href="https://schema.org/InStock"><meta itemprop="name" content="/name"></div>`: "/p microdata, /i.jpg microdata",
		ld(`{"@type":"Product","name":"x","brand":{"@type":"Brand","logo":"/l.png","url":"https://brand.example/","sameAs":["https://net.example/a","/b"]},"offers":{"availability":"https://schema.org/InStock"},"@id":"/id"}`):                                       "/l.png json-ld, https://net.example/a sameAs, /b sameAs, https://brand.example/ json-ld",
		ld(`{"@type":"Product","image":["img/a.png","b.jpg","../c.webp"]}`):                                                                       "/shop/img/a.png json-ld, /shop/b.jpg json-ld, /c.webp json-ld",
		ld(`{"@type":"Product","url":"www.shop.example/p","image":"none","logo":"Kerzenhof","thumbnailUrl":"shop.example","contentUrl":"{url}"}`): "",
		ld(`{"@type":"Product","image":"/` + strings.Repeat("x", 600) + `.jpg"}`):                                                                 "",
	} {
		if got := pointsTo(readPage(t, in), snapshot.LinkData); got != want {
			t.Errorf("%s\n got %q\nwant %q", clip(in, 200), got, want)
		}
	}
}

func TestFormsThatMayBeSentAsTheyAre(t *testing.T) {
	for in, want := range map[string]bool{
		`<form action="/f"><input name=q><button>Go</button></form>`:                                true,
		`<form action="/f"><input name=q required><button>Go</button></form>`:                       false,
		`<form action="/f"><select name=q aria-required="true"></select><button>Go</button></form>`: false,
		`<form action="/f"><input type=email name=m><button>Go</button></form>`:                     false,
		`<form action="/f"><input type=password name=m><button>Go</button></form>`:                  false,
		`<table><form action="/f"><tr><td><input name=q required></td></tr></form></table>`:         false,
	} {
		p := readPage(t, `<main>`+in)
		ready := false
		for _, l := range p.all() {
			ready = ready || l.Kind == snapshot.LinkForm && l.Flags&snapshot.LinkReady != 0
		}
		if ready != want || pointsTo(p, snapshot.LinkForm) == "" {
			t.Errorf("%s: ready %v, want %v", in, ready, want)
		}
	}
	button := `<form action="/f" method="%s"><input name=q><button formaction="/more" %s>More</button><input type=submit formaction="/other"></form>`
	for in, want := range map[string]string{
		fmt.Sprintf(button, "get", ""): "/f More, /more More, /other", fmt.Sprintf(button, "post", ""): "", fmt.Sprintf(button, "post", "formmethod=get"): "/more More",
		`<button formaction="/more">More</button>`: "", `<form action="/f"><button type=button formaction="/more">More</button></form>`: "/f More",
	} {
		if got := pointsTo(readPage(t, `<main>`+in), snapshot.LinkForm); got != want {
			t.Errorf("%s\n got %q\nwant %q", in, got, want)
		}
	}
}

func TestAPageThatIsWrittenIntoItsFrame(t *testing.T) {
	p := readPage(t, `<main><iframe src="/not-loaded" srcdoc="&lt;img src='a.png'&gt;&lt;link rel=stylesheet href=/b.css&gt;&lt;script src=/c.js&gt;&lt;/script&gt;&lt;video src=/d.mp4&gt;&lt;/video&gt;"></iframe>`)
	got := pointsTo(p, snapshot.LinkImage) + " " + pointsTo(p, snapshot.LinkStyle) + " " + pointsTo(p, snapshot.LinkScript) + " " + pointsTo(p, snapshot.LinkMedia) + " " + pointsTo(p, snapshot.LinkFrame)
	if got != "/shop/a.png /b.css /c.js /d.mp4 video " {
		t.Errorf("points to %q", got)
	}
}

func TestRefresh(t *testing.T) {
	for content, want := range map[string]string{
		"5; url=/a": "/a", "5;url = '/a' x": "/a", "5, URL=/a": "/a", "5 /a": "/a", "0;/a": "/a", ".5; url=/a": "/a", "5": "", "5;": "", "x; url=/a": "", "url=/a": "", "5x; url=/a": "",
		`0; url="/a"`: "/a", "0; urls": "/urls", "0;url=": "",
	} {
		p := readAt(t, "https://shop.example/", htmlHeader, []byte(`<meta http-equiv="refresh" content="`+strings.ReplaceAll(content, `"`, "&quot;")+`">`))
		got := ""
		for _, l := range p.Links {
			got = strings.TrimPrefix(p.tab.Get(l.To), "https://shop.example")
		}
		if got != want {
			t.Errorf("%q leads to %q, want %q", content, got, want)
		}
	}
}

func TestManyFilesLeaveRoomForLinks(t *testing.T) {
	var b strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&b, `<img src="/%d.jpg" srcset="/%d-1.jpg 1x, /%d-2.jpg 2x, /%d-3.jpg 3x">`, i, i, i, i)
	}
	p := readPage(t, `<main>`+b.String()+`<a href="/last">Last</a></main>`)
	if _, ok := p.link("Last"); !ok || p.Truncated {
		t.Errorf("link found %v, truncated %v, %d links", ok, p.Truncated, len(p.Links))
	}
}

func TestSectionsAreKeptWithTheirPart(t *testing.T) {
	p := readPage(t, `<body><header id="top-bar"><nav id="menu"><a href="/a">A</a> <a href="/b">B</a> <a href="/c">C</a></nav></header><main id="main"><a name="old-style"></a><h2 id="grün">x</h2>
<iframe id="film" src="/f"></iframe></main><footer id="foot"><a href="/d">D</a> <a href="/e">E</a> <form id="letter"><input id="mail"></form></footer></body>`)
	if got := strings.Join(p.Sections, " "); got != "top-bar main old-style grün film foot" {
		t.Errorf("page: %q", got)
	}
	var frame []string
	for _, b := range p.e.Blocks() {
		frame = append(frame, b.Sections...)
	}
	if got := strings.Join(frame, " "); !strings.Contains(got, "letter") || !strings.Contains(got, "mail") {
		t.Errorf("frame: %q", got)
	}
	var many strings.Builder
	for i := range 300 {
		fmt.Fprintf(&many, `<p id="p%d">x</p>`, i)
	}
	if p := readPage(t, many.String()); !p.Crowded || len(p.Sections) != 0 {
		t.Errorf("crowded %v, %d sections", p.Crowded, len(p.Sections))
	}
}

func TestWhatFormsAndImagesLack(t *testing.T) {
	p := readPage(t, `<main><img src="/a.jpg"><img src="/b.jpg" alt=""><img src="/c.jpg" alt="Candle">
<form action="/find"><input type="hidden" name="type" value="product"><input name="q" placeholder="Search"></form>
<form method="post"><input type="hidden" name="token" value="secret"><label for="a">Name</label><input id="a" name="a"><label>Mail <input name="b"></label><input name="c" aria-label="City">
<input name="d" title="Street"><input name="e" placeholder="Phone"><textarea name="f"></textarea><input name="g" aria-labelledby="x"></form></main>`)
	if len(p.Images) != 3 || !p.Images[0].NoAlt || p.Images[1].NoAlt || p.Images[2].NoAlt {
		t.Errorf("images %+v", p.Images)
	}
	if f := p.Forms[0].Fields; f[0].Value != "product" || !f[1].Bare {
		t.Errorf("search %+v", f)
	}
	bare := ""
	for _, f := range p.Forms[1].Fields {
		if f.Value != "" {
			t.Errorf("the value of %s was kept", f.Name)
		}
		if f.Bare {
			bare += f.Name
		}
	}
	if bare != "ef" {
		t.Errorf("without label: %q, want e and f", bare)
	}
}
