package render_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/render"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

const browserHome = "https://shop.example/"

func browserShop() []checktest.Page {
	return []checktest.Page{{URL: browserHome, HTML: `<!doctype html><html lang=en><body><main><h1>Candles</h1><p>Made of wax.</p></main></body></html>`}}
}

// browsed adds what a browser saw of the home page.
func browsed(l snapshot.Look) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		s.Have |= snapshot.HaveBrowser
		s.Renders = append(s.Renders, snapshot.Render{URL: browserHome, Status: 200, Look: &l})
	}
}

func threw(list ...snapshot.ScriptError) func(*snapshot.Snapshot) {
	for i := range list {
		list[i].Thrown = true
		if list[i].URL == "" {
			list[i].URL = browserHome + "theme.js"
		}
	}
	return browsed(snapshot.Look{Errors: list})
}

func TestJSErrors(t *testing.T) {
	console := browsed(snapshot.Look{Errors: []snapshot.ScriptError{{Text: "deprecated", URL: browserHome + "theme.js"}}})
	checktest.Table(t, render.JSErrors,
		checktest.Case{Name: "none", Pages: browserShop(), Edit: browsed(snapshot.Look{}), Want: verdict.Pass},
		checktest.Case{Name: "one", Pages: browserShop(), Edit: threw(snapshot.ScriptError{Text: "TypeError: x is null", Line: 3}), Want: verdict.Warn, Total: 1, At: []string{browserHome}},
		checktest.Case{Name: "three", Pages: browserShop(), Edit: threw(snapshot.ScriptError{Text: "TypeError: a"}, snapshot.ScriptError{Text: "TypeError: b"}, snapshot.ScriptError{Text: "TypeError: c"}), Want: verdict.Fail, Total: 3},
		checktest.Case{Name: "a script of others", Pages: browserShop(), Edit: threw(snapshot.ScriptError{Text: "TypeError: x", URL: "https://ads.example/a.js"}), Want: verdict.Pass},
		checktest.Case{Name: "written to the console only", Pages: browserShop(), Edit: console, Want: verdict.Pass},
		checktest.Case{Name: "what browsers tell without harm", Pages: browserShop(), Edit: threw(snapshot.ScriptError{Text: "ResizeObserver loop completed with undelivered notifications."}), Want: verdict.Pass},
		checktest.Case{Name: "sound that we refuse", Pages: browserShop(), Edit: threw(snapshot.ScriptError{Text: "Uncaught (in promise) NotAllowedError: play() failed"}), Want: verdict.Pass},
		checktest.Case{Name: "something that we refused", Pages: browserShop(), Edit: browsed(snapshot.Look{Refused: []string{"10.0.0.1:80"}, Errors: []snapshot.ScriptError{{Text: "TypeError", Thrown: true, URL: browserHome}}}), Want: verdict.Unknown, Reason: "refused"},
		checktest.Case{Name: "a script of another site that did not answer", Pages: browserShop(), Edit: browsed(snapshot.Look{Failed: []snapshot.FailedFetch{{URL: "https://cdn.example/lib.js", Kind: "script", Error: "net::ERR_NAME_NOT_RESOLVED"}}, Errors: []snapshot.ScriptError{{Text: "ReferenceError: lib is not defined", Thrown: true, URL: browserHome}}}), Want: verdict.Unknown, Reason: "unreached"},
		checktest.Case{Name: "a picture of another site that did not answer", Pages: browserShop(), Edit: browsed(snapshot.Look{Failed: []snapshot.FailedFetch{{URL: "https://cdn.example/a.png", Kind: "image"}}, Errors: []snapshot.ScriptError{{Text: "TypeError: a", Thrown: true, URL: browserHome}}}), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "no browser", Pages: browserShop(), Want: verdict.Unknown},
	)
}

func TestFailedResources(t *testing.T) {
	failed := func(list ...snapshot.FailedFetch) func(*snapshot.Snapshot) {
		return browsed(snapshot.Look{Failed: list, Traffic: []snapshot.Traffic{{Host: "shop.example", Kind: "image", Requests: 40}}})
	}
	img := func(path string, status int) snapshot.FailedFetch {
		return snapshot.FailedFetch{URL: browserHome + path, Kind: "image", Status: status}
	}
	judged := func(s *snapshot.Snapshot) {
		checktest.Probe(s, browserHome+"a.png", 404, snapshot.Probe{Kind: snapshot.LinkImage})
		failed(img("a.png", 404))(s)
	}
	checktest.Table(t, render.FailedResources,
		checktest.Case{Name: "all came", Pages: browserShop(), Edit: failed(), Want: verdict.Pass},
		checktest.Case{Name: "one is missing", Pages: browserShop(), Edit: failed(img("a.png", 404)), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "several are missing", Pages: browserShop(), Edit: failed(img("a.png", 404), img("b.png", 404), img("c.png", 500)), Want: verdict.Fail, Total: 3},
		checktest.Case{Name: "others' files", Pages: browserShop(), Edit: failed(snapshot.FailedFetch{URL: "https://cdn.example/a.js", Kind: "script", Status: 404}), Want: verdict.Pass},
		checktest.Case{Name: "data that are not there", Pages: browserShop(), Edit: failed(snapshot.FailedFetch{URL: browserHome + "api/cart", Kind: "xhr", Status: 404}), Want: verdict.Pass},
		checktest.Case{Name: "data that break the server", Pages: browserShop(), Edit: failed(snapshot.FailedFetch{URL: browserHome + "api/prices", Kind: "xhr", Status: 500}), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "no answer may be our network", Pages: browserShop(), Edit: failed(snapshot.FailedFetch{URL: browserHome + "a.png", Kind: "image", Error: "net::ERR_TIMED_OUT"}), Want: verdict.Pass},
		checktest.Case{Name: "turned away", Pages: browserShop(), Edit: failed(img("a.png", 403), img("b.png", 429)), Want: verdict.Pass},
		checktest.Case{Name: "no icon", Pages: browserShop(), Edit: failed(snapshot.FailedFetch{URL: browserHome + "favicon.ico", Kind: "image", Status: 404}), Want: verdict.Pass},
		checktest.Case{Name: "judged elsewhere", Pages: []checktest.Page{{URL: browserHome, HTML: `<!doctype html><html lang=en><body><main><h1>Candles</h1><img src="/a.png"></main></body></html>`}}, Edit: judged, Want: verdict.Pass},
		checktest.Case{Name: "no browser", Pages: browserShop(), Want: verdict.Unknown},
	)
}

// TestMobileWithoutABrowser: that no page at all has a viewport is seen without one.
func TestMobileWithoutABrowser(t *testing.T) {
	const meta = `<meta name="viewport" content="width=device-width, initial-scale=1">`
	bare := func(lang, head, extra string, n int) []checktest.Page {
		words := map[string]string{
			"en": "We pour every candle by hand from the wax of beekeepers in the valley, and send it within two days.",
			"de": "Wir gießen jede Kerze von Hand aus dem Wachs der Imker im Tal und versenden sie binnen zwei Tagen.",
			"pl": "Każdą świecę odlewamy ręcznie z wosku pszczelarzy z doliny i wysyłamy ją w ciągu dwóch dni roboczych.",
			"ja": "谷の養蜂家から届いたろうで、ろうそくを一本ずつ手でつくり、二日のうちにお送りします。",
		}[lang]
		var pages []checktest.Page
		for i := range n {
			pages = append(pages, checktest.Page{URL: fmt.Sprintf("%s%s", browserHome, []string{"", "a", "b", "c", "d", "e", "f"}[i]),
				HTML: `<!doctype html><html lang="` + lang + `"><head><title>` + words + `</title>` + head + `</head><body><header><a href="/a">A</a></header><main><h1>` + fmt.Sprint(i) + `</h1><p>` + strings.Repeat(words+" ", 3) + `</p>` + extra + `</main></body></html>`})
		}
		return pages
	}
	one := bare("en", "", "", 6)
	one[3].HTML = strings.Replace(one[3].HTML, "</title>", "</title>"+meta, 1)
	varied := bare("en", "", "", 6)
	varied[0].Header = http.Header{"Vary": {"Accept-Encoding, User-Agent"}}
	checktest.Table(t, render.Mobile,
		checktest.Case{Name: "en", Pages: bare("en", "", "", 6), Want: verdict.Warn, Reason: "no-meta", Total: 1, At: []string{browserHome}},
		checktest.Case{Name: "de", Pages: bare("de", `<script>x=1</script>`, "", 6), Want: verdict.Warn, Reason: "no-meta", Total: 1},
		checktest.Case{Name: "pl", Pages: bare("pl", "", "", 5), Want: verdict.Warn, Reason: "no-meta", Total: 1},
		checktest.Case{Name: "all have one", Pages: bare("en", meta, "", 6), Want: verdict.Unknown, Reason: "blind"},
		checktest.Case{Name: "one has", Pages: one, Want: verdict.Unknown, Reason: "blind"},
		checktest.Case{Name: "too few to tell", Pages: bare("en", "", "", 4), Want: verdict.Unknown, Reason: "blind"},
		checktest.Case{Name: "East Asia", Pages: bare("ja", "", "", 6), Want: verdict.Unknown, Reason: "blind"},
		checktest.Case{Name: "pages for phones on a host of their own", Pages: bare("en", `<link rel="alternate" media="only screen and (max-width: 640px)" href="https://m.shop.example/">`, "", 6), Want: verdict.Unknown, Reason: "blind"},
		checktest.Case{Name: "pages for phones in a folder", Pages: bare("de", "", `<a href="/mobile/">Mobil</a>`, 6), Want: verdict.Unknown, Reason: "blind"},
		checktest.Case{Name: "another answer for phones", Pages: varied, Want: verdict.Unknown, Reason: "blind"},
		checktest.Case{Name: "scripts bring it", Pages: bare("en", `<script src="/js/viewport.min.js"></script>`, "", 6), Want: verdict.Unknown, Reason: "blind"},
		checktest.Case{Name: "a script in the page sends phones elsewhere", Pages: bare("de", `<script>if(/iPhone|Android/.test(navigator.userAgent))location="//m.shop.example/"</script>`, "", 6), Want: verdict.Unknown, Reason: "blind"},
		checktest.Case{Name: "seen in a browser", Pages: bare("en", "", "", 6), Edit: func(s *snapshot.Snapshot) {
			s.Have |= snapshot.HaveBrowser
			s.Renders = append(s.Renders, snapshot.Render{URL: browserHome, Status: 200, Runs: []snapshot.Run{{Mobile: true, NoMeta: true}}})
		}, Want: verdict.Pass},
	)
}

func TestMobile(t *testing.T) {
	onPhone := func(runs ...snapshot.Run) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) {
			for i := range runs {
				runs[i].Mobile = true
			}
			s.Have |= snapshot.HaveBrowser
			s.Renders = append(s.Renders, snapshot.Render{URL: browserHome, Status: 200, Runs: runs})
		}
	}
	checktest.Table(t, render.Mobile,
		checktest.Case{Name: "fits", Pages: browserShop(), Edit: onPhone(snapshot.Run{}, snapshot.Run{}), Want: verdict.Pass},
		checktest.Case{Name: "reaches beyond", Pages: browserShop(), Edit: onPhone(snapshot.Run{Wide: 500, WideOf: "table"}, snapshot.Run{Wide: 480}), Want: verdict.Warn, Reason: "wide", Total: 1},
		checktest.Case{Name: "once only", Pages: browserShop(), Edit: onPhone(snapshot.Run{Wide: 500}, snapshot.Run{}), Want: verdict.Pass},
		checktest.Case{Name: "by a hair", Pages: browserShop(), Edit: onPhone(snapshot.Run{Wide: 364}), Want: verdict.Pass},
		checktest.Case{Name: "no viewport", Pages: browserShop(), Edit: onPhone(snapshot.Run{Wide: 980, NoMeta: true}), Want: verdict.Fail, Reason: "unfit", Total: 1},
		checktest.Case{Name: "not loaded on a phone", Pages: browserShop(), Edit: browsed(snapshot.Look{}), Want: verdict.Unknown, Reason: "none"},
	)
}
