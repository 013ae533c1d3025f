package render_test

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/render"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

const (
	login      = `<form method="post" action="/in"><input name="email"><input type="password" name="pw"><button>Sign in</button></form>`
	newsletter = `<form method="post" action="/news"><input type="email" name="email"><button>Subscribe</button></form>`
)

// with is a page that loads scripts; what else stands on it comes last.
func with(path string, scripts []string, body string) checktest.Page {
	var b strings.Builder
	for _, s := range scripts {
		b.WriteString(`<script src="` + s + `"></script>`)
	}
	return checktest.Page{URL: base + path, HTML: `<!doctype html><html lang="en"><head>` + b.String() + `</head><body><main><h1>Candles</h1><p>` + strings.Repeat("Candles of beeswax for every day of the year. ", 30) + "</p>" + body + `</main></body></html>`}
}

func list(s ...string) []string { return s }

// looked adds what looking into one script brought.
func looked(path string, s snapshot.Script) func(*snapshot.Snapshot) {
	return func(snap *snapshot.Snapshot) {
		for id, text := range snap.Strings.All() {
			if text == base+path {
				s.URL = id
				if s.Status == 0 && s.Err == nil {
					s.Status = 200
				}
				snap.Scripts = append(snap.Scripts, s)
			}
		}
	}
}

func comments(c ...string) snapshot.Script {
	return snapshot.Script{ScriptMarks: snapshot.ScriptMarks{Comments: c}}
}

func TestVulnerableLibrary(t *testing.T) {
	banner := "/*! jQuery v1.12.4 | (c) jQuery Foundation | jquery.org/license */"
	one := func(scripts []string, body string) []checktest.Page {
		return []checktest.Page{with("", nil, "<p>Candles for every day.</p>"), with("buy", scripts, body)}
	}
	checktest.Table(t, render.VulnerableLibrary,
		checktest.Case{Name: "a sound version", Pages: one(list("/js/jquery-3.7.1.min.js"), login), Want: verdict.Pass, Reason: "none"},
		checktest.Case{Name: "sound beside one without a version", Pages: one(list("/js/jquery-3.7.1.min.js", "/js/bootstrap.min.js"), ""),
			Want: verdict.Pass, Reason: "none-of-some"},
		checktest.Case{Name: "holes of medium severity, on a page with a password", Pages: one(list("/js/jquery-1.12.4.min.js"), login),
			Want: verdict.Warn, Reason: "holes", Total: 1, At: []string{base + "buy"}},
		checktest.Case{Name: "a hole of high severity, but no form", Pages: one(list("/js/lodash-4.17.10.min.js"), newsletter), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "a hole of high severity where a password is entered", Pages: []checktest.Page{
			with("", list("/js/lodash-4.17.10.min.js"), ""), with("login", list("/js/lodash-4.17.10.min.js"), login)},
			Want: verdict.Fail, Reason: "open", Total: 1, At: []string{base + "login"}},
		checktest.Case{Name: "the form stands on another page", Pages: []checktest.Page{
			with("", list("/js/lodash-4.17.10.min.js"), ""), with("login", nil, login)}, Want: verdict.Warn, Total: 1, At: []string{base}},
		checktest.Case{Name: "a high hole that only makes the page hang", Pages: one(list("/js/moment-2.18.1.min.js"), login), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "from a host for packages", Pages: one(list("https://cdn.jsdelivr.net/npm/lodash@4.17.10/lodash.min.js"), login), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "one library in two places is one finding", Pages: one(list("/a/jquery-1.12.4.min.js", "/b/jquery-1.12.4.js"), ""), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "two versions are two", Pages: one(list("/a/jquery-1.12.4.min.js", "/b/jquery-3.4.1.js"), ""), Want: verdict.Warn, Total: 2},

		// Copies that may have been mended under their old number.
		checktest.Case{Name: "WordPress' own copy", Pages: one(list("/wp-includes/js/jquery/jquery.js?ver=1.12.4-wp"), login), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "a copy of Magento's, with a high hole and a password", Pages: one(list("/static/version1/frontend/a/b/en_GB/requirejs/require-2.3.6.js"), login),
			Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "a build of somebody's own", Pages: one(list("/js/lodash-4.17.10-patched.min.js"), login), Want: verdict.Warn, Total: 1},

		// What names no version, and what is no library.
		checktest.Case{Name: "no version", Pages: one(list("/js/jquery.min.js"), login), Want: verdict.Unknown, Reason: "silent"},
		checktest.Case{Name: "a number to get around caches", Pages: one(list("/js/jquery.min.js?v=1.4.2"), login), Want: verdict.Unknown, Reason: "silent"},
		checktest.Case{Name: "the version of WordPress", Pages: one(list("/wp-content/themes/t/js/bootstrap.min.js?ver=3.3.7"), login), Want: verdict.Unknown, Reason: "silent"},
		checktest.Case{Name: "a version that changes", Pages: one(list("https://cdn.jsdelivr.net/npm/jquery@3/dist/jquery.min.js"), login), Want: verdict.Unknown, Reason: "silent"},
		checktest.Case{Name: "React made small", Pages: one(list("/js/react.production.min.js"), login), Want: verdict.Unknown,
			Edit: looked("js/react.production.min.js", comments("/**\n * @license React\n * react.production.min.js\n *"))},
		checktest.Case{Name: "names that only begin alike", Pages: one(list("/js/jquery-ui-timepicker-1.6.3.js", "/js/bootstrap-datepicker-1.9.0.js",
			"https://cdn.jsdelivr.net/npm/lodash.debounce@4", "https://unpkg.com/vue-router@3.5.1", "https://cdn.jsdelivr.net/npm/bootstrap-icons@1.1.0/x.js"), login),
			Want: verdict.NotApplicable, Reason: "no-library", Edit: looked("js/bootstrap-datepicker-1.9.0.js", comments("/*!\n * Datepicker for Bootstrap v1.9.0"))},
		checktest.Case{Name: "code shown as text", Pages: one(list("/js/shop.js"), `<pre>&lt;script src="jquery-1.4.js"&gt;&lt;/script&gt;</pre>`),
			Want: verdict.NotApplicable, Reason: "no-library", Edit: looked("js/shop.js", comments())},
		checktest.Case{Name: "a tag for something else", Pages: []checktest.Page{{URL: base, HTML: `<html><body><script type="text/plain" src="/jquery-1.4.2.js"></script><p>Hi</p></body></html>`}},
			Want: verdict.NotApplicable, Reason: "no-scripts"},
		checktest.Case{Name: "nothing could be looked into", Pages: one(list("/js/shop.js"), login), Want: verdict.Unknown, Reason: "unread"},

		// What looking into scripts brings.
		checktest.Case{Name: "a banner", Pages: one(list("/js/all.js"), ""), Want: verdict.Warn, Total: 1, Edit: looked("js/all.js", comments("/*! lib v1.0 */", banner))},
		checktest.Case{Name: "a banner is newer than the name", Pages: one(list("/js/jquery-1.4.2.min.js"), ""), Want: verdict.Pass,
			Edit: looked("js/jquery-1.4.2.min.js", comments("/*! jQuery v3.7.1 | (c) OpenJS Foundation and other contributors | jquery.org/license */"))},
		checktest.Case{Name: "a comment about a library", Pages: one(list("/js/all.js"), login), Want: verdict.NotApplicable,
			Edit: looked("js/all.js", comments("/* Slider, needs jQuery v1.7 or later */", "/*! Modal v1.2 for Bootstrap v3.3.7 */"))},
		checktest.Case{Name: "a library inside a bundle without banners", Pages: one(list("/js/all.js"), ""), Want: verdict.Warn, Total: 1,
			Edit: looked("js/all.js", snapshot.Script{ScriptMarks: snapshot.ScriptMarks{Code: []string{`var f="3.4.1",k=function(e,t){return new k.fn.init(e,t)},p=/^[`}}})},
		checktest.Case{Name: "the file is gone", Pages: one(list("/js/jquery-1.4.2.min.js"), login), Want: verdict.NotApplicable,
			Edit: looked("js/jquery-1.4.2.min.js", snapshot.Script{Status: 404})},
		checktest.Case{Name: "a page came in its place", Pages: one(list("/js/jquery-1.4.2.min.js"), login), Want: verdict.NotApplicable,
			Edit: looked("js/jquery-1.4.2.min.js", snapshot.Script{Page: true})},
		checktest.Case{Name: "the host of the file does not answer", Pages: one(list("/js/jquery.min.js"), login), Want: verdict.Unknown,
			Edit: looked("js/jquery.min.js", snapshot.Script{Err: &snapshot.Fault{Kind: snapshot.FaultTimeout}})},
		checktest.Case{Name: "a library inside the page", Pages: []checktest.Page{{URL: base, HTML: `<html><body><script>` + banner + strings.Repeat("f(1);", 1000) + `</script></body></html>`}},
			Want: verdict.Warn, Total: 1},
	)
}
