package render_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/render"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

func in(path, head, main string) checktest.Page {
	return checktest.Page{URL: base + path, HTML: `<!doctype html><html lang="en"><head><title>Candles</title>` + head + `</head><body><header><nav><a href="/a">A</a> <a href="/b">B</a> <a href="/c">C</a></nav></header><main><h1>Candles by hand</h1><p>We pour candles from beeswax in small batches by the river.</p>` + main + `</main></body></html>`}
}

// sells is a page that sells one thing.
func sells(path, main string) checktest.Page {
	return in(path, `<script type="application/ld+json">{"@type":"Product","name":"Candle","offers":{"price":"12.90","priceCurrency":"GBP"}}</script>`, `<h2>Candle</h2><p>£12.90</p>`+main)
}

// came says what came of asking for files, by path or whole address.
func came(answers map[string]snapshot.Probe) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		for path, p := range answers {
			address := path
			if !strings.HasPrefix(path, "http") {
				address = base + path
			}
			status := 200
			if hops := p.Exchange.Hops; len(hops) > 0 {
				status, p.Exchange.Hops = hops[0].Status, nil
			}
			if p.Exchange.Err != nil {
				status = 0
			}
			checktest.Probe(s, address, status, p)
		}
	}
}

func status(n int) snapshot.Probe {
	return snapshot.Probe{Exchange: snapshot.Exchange{Hops: []snapshot.Hop{{Status: n}}}}
}

func noHost() snapshot.Probe {
	return snapshot.Probe{Exchange: snapshot.Exchange{Err: &snapshot.Fault{Kind: snapshot.FaultNoSuchHost, Text: "the host name does not exist"}}}
}

type answers = map[string]snapshot.Probe

func TestBrokenAssets(t *testing.T) {
	head := `<link rel="stylesheet" href="/s.css"><script src="/a.js"></script><link rel="icon" href="/i.ico"><script src="https://other.example/x.js"></script>`
	pages := []checktest.Page{in("", head, `<img src="/p.png"><div style="background:url(/bg.png)"></div>`), in("a", head, "")}
	ok := func(more answers) answers {
		out := answers{"s.css": status(200), "a.js": status(200), "i.ico": status(200), "p.png": status(200), "bg.png": status(200), "https://other.example/x.js": status(200)}
		for k, v := range more {
			out[k] = v
		}
		return out
	}
	gallery := make([]checktest.Page, 1)
	lostGallery := answers{}
	var imgs strings.Builder
	for i := range 10 {
		fmt.Fprintf(&imgs, `<img src="/g/%d.png">`, i)
		lostGallery[fmt.Sprintf("g/%d.png", i)] = status(404)
	}
	gallery[0] = in("", "", imgs.String())
	named := snapshot.Probe{Kind: snapshot.LinkCSS, Exchange: snapshot.Exchange{Hops: []snapshot.Hop{{Status: 404}}}}
	viaSheet := func(s *snapshot.Snapshot) {
		came(ok(answers{"deep.png": named}))(s)
		for i := range s.Probes {
			if strings.HasSuffix(s.Str(s.Probes[i].URL), "deep.png") {
				for j := range s.Probes {
					if strings.HasSuffix(s.Str(s.Probes[j].URL), "s.css") {
						s.Probes[i].Via = s.Probes[j].URL
					}
				}
			}
		}
	}
	checktest.Table(t, render.BrokenAssets,
		checktest.Case{Name: "all load", Pages: pages, Edit: came(ok(nil)), Want: verdict.Pass},
		checktest.Case{Name: "a style sheet", Pages: pages, Edit: came(ok(answers{"s.css": status(404)})), Want: verdict.Fail, Total: 1, At: []string{base}},
		checktest.Case{Name: "a page in place of a script", Pages: pages, Edit: came(ok(answers{"a.js": {Got: snapshot.GotPage}})), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "a picture, an icon, a background", Pages: pages, Edit: came(ok(answers{"p.png": status(404), "i.ico": status(410), "bg.png": status(500)})), Want: verdict.Warn, Total: 3},
		checktest.Case{Name: "an empty picture", Pages: pages, Edit: came(ok(answers{"p.png": {Got: snapshot.GotEmpty}})), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "named by a style sheet", Pages: pages, Edit: viaSheet, Want: verdict.Warn, Total: 1, At: []string{base}},
		checktest.Case{Name: "all pictures of one folder are one finding", Pages: gallery, Edit: came(lostGallery), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "a script of others that is gone", Pages: pages, Edit: came(ok(answers{"https://other.example/x.js": status(404)})), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "what others' servers do to programs", Pages: pages, Edit: came(ok(answers{"https://other.example/x.js": status(500)})), Want: verdict.Pass},
		checktest.Case{Name: "a name that a filter may hide", Pages: pages, Edit: came(ok(answers{"https://other.example/x.js": noHost()})), Want: verdict.Pass},
		checktest.Case{Name: "walls and refusals", Pages: pages, Edit: came(ok(answers{"s.css": status(403), "a.js": {Obstacle: snapshot.ObstacleBotChallenge, Exchange: snapshot.Exchange{Hops: []snapshot.Hop{{Status: 404}}}}, "p.png": {Skip: snapshot.SkipRobots}})), Want: verdict.Pass},
		checktest.Case{Name: "asked once", Pages: pages, Edit: came(ok(answers{"s.css": {Exchange: snapshot.Exchange{Tries: 1, Hops: []snapshot.Hop{{Status: 404}}}}})), Want: verdict.Pass},
		checktest.Case{Name: "a linked file counts elsewhere", Pages: []checktest.Page{in("", head, `<a href="/x.zip">x</a>`), in("a", head, "")},
			Edit: came(ok(answers{"x.zip": {Class: snapshot.ProbeFile, Exchange: snapshot.Exchange{Hops: []snapshot.Hop{{Status: 404}}}}})), Want: verdict.Pass},
		checktest.Case{Name: "not asked", Pages: pages, Want: verdict.Unknown},
	)
}

func TestBrokenImages(t *testing.T) {
	var pages []checktest.Page
	pages = append(pages, in("", "", ""))
	good, lost := answers{}, answers{}
	for i := range 12 {
		pages = append(pages, sells(fmt.Sprint("p/", i), fmt.Sprintf(`<img src="/m/%d.jpg" srcset="/m/%d-2x.jpg 2x" alt="Candle">`, i, i)))
		good[fmt.Sprintf("m/%d.jpg", i)] = status(200)
		lost[fmt.Sprintf("m/%d.jpg", i)] = status(200)
		lost[fmt.Sprintf("m/%d-2x.jpg", i)] = status(404)
	}
	one := answers{}
	for k, v := range good {
		one[k] = v
	}
	one["m/3.jpg"] = snapshot.Probe{Got: snapshot.GotPage}
	cdn := []checktest.Page{in("", "", ""), sells("p/1", `<img src="https://cdn.example/m/1.jpg" alt="x"><img src="https://cdn.example/m/2.jpg" alt="x"><img src="https://cdn.example/n/3.jpg" alt="x">`)}
	checktest.Table(t, render.BrokenImages,
		checktest.Case{Name: "all load", Pages: pages, Edit: came(good), Want: verdict.Pass},
		checktest.Case{Name: "one does not", Pages: pages, Edit: came(one), Want: verdict.Warn, Total: 1, At: []string{base + "p/3"}},
		checktest.Case{Name: "one size of all, by one template", Pages: pages, Edit: came(lost), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "a page in place of a picture, from a server of others", Pages: cdn, Edit: came(answers{"https://cdn.example/m/1.jpg": status(200), "https://cdn.example/m/2.jpg": {Got: snapshot.GotPage}, "https://cdn.example/n/3.jpg": {Got: snapshot.GotPage}}), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "not for programs", Pages: pages, Edit: came(answers{"m/1.jpg": status(403), "m/2.jpg": status(429)}), Want: verdict.Pass},
		checktest.Case{Name: "no pictures of goods", Pages: []checktest.Page{in("", "", `<img src="/p.png">`)}, Edit: came(answers{"p.png": status(404)}), Want: verdict.Unknown},
	)
}

func TestImgAlt(t *testing.T) {
	eu := checktest.Options{Markets: []string{"de"}}
	checktest.Table(t, render.ImgAlt,
		checktest.Case{Name: "named", Pages: []checktest.Page{in("", "", ""), sells("p/1", `<img src="/1.jpg" alt="Blue candle"><img src="/2.jpg" alt="">`)}, Options: eu, Want: verdict.Pass},
		checktest.Case{Name: "no text", Pages: []checktest.Page{in("", "", ""), sells("p/1", `<img src="/1.jpg"><img src="/2.jpg">`), sells("p/2", `<img src="/3.jpg" alt="x">`)}, Options: eu, Want: verdict.Warn, Total: 1, At: []string{base + "p/1"}},
		checktest.Case{Name: "all marked as decoration", Pages: []checktest.Page{in("", "", ""), sells("p/1", `<img src="/1.jpg" alt=""><img src="/2.jpg" alt="">`)}, Options: eu, Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "drawings of the page itself", Pages: []checktest.Page{in("", "", ""), sells("p/1", `<img src="/1.jpg" alt="x"><svg id="bag"></svg><svg class="star"></svg>`)}, Options: eu, Want: verdict.Pass},
		checktest.Case{Name: "other markets", Pages: []checktest.Page{in("", "", ""), sells("p/1", `<img src="/1.jpg">`)}, Options: checktest.Options{Markets: []string{"us"}}, Want: verdict.NotApplicable},
		checktest.Case{Name: "no products", Pages: []checktest.Page{in("", "", "")}, Options: eu, Want: verdict.Unknown},
	)
}

func TestFormLabels(t *testing.T) {
	eu := checktest.Options{Markets: []string{"de"}}
	contact := func(form string) []checktest.Page {
		return []checktest.Page{in("", "", `<a href="/contact">Contact</a>`), in("contact", "", `<h1>Contact</h1>`+form)}
	}
	checktest.Table(t, render.FormLabels,
		checktest.Case{Name: "labelled in every way", Pages: contact(`<form method="post" action="/m"><label for="n">Name</label><input id="n" name="n"><label>Mail <input name="m"></label><input name="c" aria-label="City"><textarea name="t" title="Message"></textarea><input type="hidden" name="h"><button>Send</button></form>`), Options: eu, Want: verdict.Pass},
		checktest.Case{Name: "hints inside the fields only", Pages: contact(`<form method="post" action="/m"><input name="n" placeholder="Name"><input name="m" placeholder="Mail"><textarea name="t"></textarea></form>`), Options: eu, Want: verdict.Warn, Total: 1, At: []string{base + "contact"}},
		checktest.Case{Name: "a message sent by GET", Pages: contact(`<form action="/m"><input name="n"><input type="email" name="m"><textarea name="t"></textarea><button>Send</button></form>`), Options: eu, Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "data sent by GET, labelled", Pages: contact(`<form action="/m"><label>Mail <input type="email" name="m"></label><label>Message <textarea name="t"></textarea></label><button>Send</button></form>`), Options: eu, Want: verdict.Pass},
		checktest.Case{Name: "a search and a filter", Pages: contact(`<form action="/s"><input name="q"><button>Find</button></form><form action="/f"><select name="size"><option>S</select><input name="max"></form>`), Options: eu, Want: verdict.Unknown},
		checktest.Case{Name: "a trap for robots", Pages: contact(`<form method="post" action="/m"><label>Message <textarea name="t"></textarea></label><input name="website"></form>`), Options: eu, Want: verdict.Pass},
		checktest.Case{Name: "other markets", Pages: contact(`<form method="post" action="/m"><input name="n"></form>`), Options: checktest.Options{Markets: []string{"us"}}, Want: verdict.NotApplicable},
		checktest.Case{Name: "no form", Pages: contact(""), Options: eu, Want: verdict.Unknown},
	)
}

func TestAFileIsNamedWithItsElement(t *testing.T) {
	snap := checktest.Shop(t, in("", `<meta property="og:image" content="https://other.example/og.jpg"><meta property="og:video" content="/og.mp4"><style>@font-face{src:url(/f.woff2)}</style>`, `<video poster="/v.jpg"></video><svg><use href="/sprite.svg#x"/></svg>`))
	came(answers{"og.mp4": status(404), "f.woff2": status(404), "v.jpg": status(404), "sprite.svg": status(404)})(snap)
	checktest.Probe(snap, "https://other.example/og.jpg", 404, snapshot.Probe{Kind: snapshot.LinkData})
	r := checktest.Run(t, render.BrokenAssets, checktest.Input(t, snap, checktest.Options{}))
	got := map[string]bool{}
	for _, f := range r.Findings {
		got[f.Evidence[0].Selector] = true
	}
	for _, want := range []string{"og:image", "font", "picture (poster)", "picture (use)"} {
		if !got[want] {
			t.Errorf("%q is not among %v", want, got)
		}
	}
	if got["og:video"] {
		t.Error("what the shop names to social networks only is the matter of nav-broken-references")
	}
}
