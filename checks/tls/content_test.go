package tls_test

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/tls"
	"github.com/shopvet/shopvet/verdict"
)

func TestMixedContent(t *testing.T) {
	shop := func(html string, header ...string) []checktest.Page {
		return []checktest.Page{page(base, html, header...), page(base+"a", html, header...)}
	}
	checktest.Table(t, tls.MixedContent,
		checktest.Case{Name: "all encrypted", Pages: shop(`<img src="/a.png"><script src="https://cdn.example/a.js"></script>`), Want: verdict.Pass},
		checktest.Case{Name: "links are no parts", Pages: shop(`<a href="http://other.example/">a friend</a>`), Want: verdict.Pass},
		checktest.Case{Name: "pictures of other sizes and of a style, a font", Pages: shop(`<img src="/a.png" srcset="http://cdn.example/b.png 2x">
			<div style="background:url(http://cdn.example/c.png)"></div><style>@font-face{src:url(http://cdn.example/d.woff2)}</style>`), Want: verdict.Warn, Total: 3},
		checktest.Case{Name: "picture, once for all pages", Pages: shop(`<img src="http://cdn.example/a.png">`), Want: verdict.Warn, Total: 1, At: []string{base}},
		checktest.Case{Name: "script", Pages: shop(`<script src="http://cdn.example/a.js"></script>`), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "frame", Pages: shop(`<iframe src="http://cdn.example/map"></iframe>`), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "newsletter form", Pages: shop(`<form method="post" action="http://list.example/"><input type="email" name="email"></form>`), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "a password form is another check's matter", Pages: shop(`<form method="post" action="http://shop.example/in"><input type="password" name="p"></form>`), Want: verdict.Pass},
		checktest.Case{Name: "upgraded by header", Pages: shop(`<script src="http://cdn.example/a.js"></script>`, "Content-Security-Policy", "default-src *; Upgrade-Insecure-Requests"), Want: verdict.Pass},
		checktest.Case{Name: "upgraded by the home page's header", Pages: []checktest.Page{
			page(base, "", "Content-Security-Policy", "upgrade-insecure-requests"), page(base+"a", `<script src="http://cdn.example/a.js"></script>`)}, Want: verdict.Pass},
		checktest.Case{Name: "the visitor's own machine", Pages: shop(`<script src="http://localhost:35729/livereload.js"></script><img src="http://127.0.0.1/a.png">`), Want: verdict.Pass},
		checktest.Case{Name: "http pages", Pages: []checktest.Page{page("http://shop.example/", `<script src="http://shop.example/a.js"></script>`)}, Want: verdict.NotApplicable},
	)
}

func TestFormSecure(t *testing.T) {
	login := func(url, method, action, extra string) []checktest.Page {
		return []checktest.Page{page(url, `<form `+method+` action="`+action+`"><input name="user"><input type="password" name="p"><button>Sign in</button></form>`+extra)}
	}
	form := func(fields string) []checktest.Page {
		return []checktest.Page{page(base, `<form method="get" action="/find">`+fields+`<button>Go</button></form>`)}
	}
	checktest.Table(t, tls.FormSecure,
		checktest.Case{Name: "https and post", Pages: login(base, "method=post", "/in", ""), Want: verdict.Pass},
		checktest.Case{Name: "sends to http", Pages: login(base, "method=post", "http://shop.example/in", ""), Want: verdict.Fail, Total: 1, At: []string{base}},
		checktest.Case{Name: "page in clear", Pages: login("http://shop.example/", "method=post", "https://shop.example/in", ""), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "by get", Pages: login(base, "method=get", "/in", ""), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "sent by a script", Pages: login(base, "", "", `<script src="/app.js"></script>`), Want: verdict.Unknown, Reason: "by-script"},
		checktest.Case{Name: "sent by a script instead of to the address for visitors without scripts", Pages: login(base, "method=get", "/thanks", `<script src="/app.js"></script>`), Want: verdict.Unknown, Reason: "by-script"},
		checktest.Case{Name: "no script to send it", Pages: login(base, "", "", ""), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "upgraded by policy", Pages: []checktest.Page{page(base, `<form method=post action="http://shop.example/in"><input type="password" name="p"></form>`,
			"Content-Security-Policy", "upgrade-insecure-requests")}, Want: verdict.Pass},
		checktest.Case{Name: "a copy on loopback that sends to itself in clear", Pages: login("https://127.0.0.1:8443/", "method=post", "http://127.0.0.1:8443/in", ""), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "search", Pages: form(`<input type="search" name="q">`), Want: verdict.NotApplicable},
		checktest.Case{Name: "newsletter", Pages: form(`<input type="email" name="email_address">`), Want: verdict.NotApplicable},
		checktest.Case{Name: "store finder", Pages: form(`<input name="address"><input name="radius">`), Want: verdict.NotApplicable},
		checktest.Case{Name: "gift card balance", Pages: form(`<input name="gift_card_number">`), Want: verdict.NotApplicable},
		checktest.Case{Name: "postal address by get", Pages: form(`<input name="street"><input name="zip"><input name="city">`), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "card by get", Pages: form(`<input name="n" autocomplete="billing cc-number">`), Want: verdict.Fail, Total: 1},
	)
}

// What browsers would upgrade by themselves is a fault still, but no cap may rest on it.
func TestFormToHTTPIsLessSureWhereBrowsersUpgradeIt(t *testing.T) {
	html := `<form method="post" action="http://HOST/in"><input type="password" name="p"></form>`
	for url, want := range map[string]verdict.Confidence{"https://shop.example/": verdict.Likely, "https://127.0.0.1:8443/": verdict.Sure} {
		host := "shop.example"
		if want == verdict.Sure {
			host = "192.0.2.7" // browsers keep no such memory for bare addresses
		}
		snap := checktest.Shop(t, page(url, strings.Replace(html, "HOST", host, 1), "Strict-Transport-Security", "max-age=600"))
		r := checktest.Run(t, tls.FormSecure, checktest.Input(t, snap, checktest.Options{}))
		if r.Status != verdict.Fail || r.Confidence != want {
			t.Errorf("%s: %s, confidence %s, want %s", url, r.Status, r.Confidence, want)
		}
	}
}
