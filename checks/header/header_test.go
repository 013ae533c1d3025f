package header_test

import (
	"net/http"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/header"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

const base = "https://shop.example/"

func TestTextsKeepTheHouseRules(t *testing.T) {
	set, err := checks.NewSet(header.All)
	if err != nil {
		t.Fatal(err)
	}
	checktest.Meta(t, set)
}

// home is a shop of one page with all its header fields, given as name, value, name, value …
func home(head string, fields ...string) []checktest.Page {
	h := http.Header{"Content-Type": {"text/html; charset=utf-8"}, "Date": {"Sat, 21 Nov 2026 12:00:00 GMT"}}
	for i := 0; i+1 < len(fields); i += 2 {
		h[fields[i]] = append(h[fields[i]], fields[i+1])
	}
	return []checktest.Page{{URL: base, HTML: "<!doctype html><html lang=en><head>" + head + "</head><body><main><h1>Candles</h1><p>Made of wax.</p></main></body></html>", Header: h}}
}

func TestCSP(t *testing.T) {
	const name, report = "Content-Security-Policy", "Content-Security-Policy-Report-Only"
	with := func(values ...string) []checktest.Page {
		var fields []string
		for _, v := range values {
			fields = append(fields, name, v)
		}
		return home("", fields...)
	}
	partly := home("")
	partly[0].Header = http.Header{"Content-Type": {"text/html"}}
	pass := func(label string, pages []checktest.Page) checktest.Case {
		return checktest.Case{Name: label, Pages: pages, Want: verdict.Pass}
	}
	warn := func(label string, pages []checktest.Page) checktest.Case {
		return checktest.Case{Name: label, Pages: pages, Want: verdict.Warn, Total: 1}
	}
	checktest.Table(t, header.CSP,
		pass("own scripts", with("default-src 'self'; object-src 'none'")),
		pass("script-src stands before default-src", with("default-src *; script-src 'self' https://js.example")),
		pass("names are not case sensitive", with("DEFAULT-SRC 'Self'")),
		pass("nonce", with("script-src 'nonce-r4nd0m' 'unsafe-inline'")),
		pass("hash", with("script-src 'self' 'sha256-abc=' 'unsafe-inline'")),
		pass("strict-dynamic", with("script-src 'strict-dynamic' 'nonce-x' 'unsafe-inline' https: *")),
		pass("no scripts at all", with("default-src 'none'")),
		pass("a strict one beside an open one", with("frame-ancestors 'none'", "script-src 'self'")),
		pass("two in one field", with("frame-ancestors 'none', script-src 'self'")),
		pass("meta element", home(`<meta http-equiv="Content-Security-Policy" content="script-src 'self'">`)),
		pass("styles may be inline", with("script-src 'self'; style-src 'self' 'unsafe-inline'")),
		warn("absent", with()),
		warn("report only", home("", report, "script-src 'self'")),
		warn("inline", with("script-src 'self' 'unsafe-inline'")),
		warn("inline by fallback", with("default-src 'self' 'unsafe-inline'")),
		warn("the first of two directives counts", with("script-src *; script-src 'self'")),
		warn("everywhere", with("script-src *")),
		warn("every https host", with("script-src https:")),
		warn("nothing on scripts", with("frame-ancestors 'none'; upgrade-insecure-requests")),
		checktest.Case{Name: "fields not kept", Pages: partly, Want: verdict.Unknown},
	)
}

func TestCookieFlags(t *testing.T) {
	set := func(list ...snapshot.Cookie) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) {
			for _, c := range list {
				if c.URL == "" {
					c.URL = base
				}
				c.Length, c.Entropy = 32, 3.7
				s.Cookies = append(s.Cookies, c)
			}
		}
	}
	good := snapshot.Cookie{Name: "PHPSESSID", Secure: true, HTTPOnly: true, SameSite: "Lax"}
	noScript, noSite, inClear, plain := good, good, good, good
	noScript.HTTPOnly, noSite.SameSite, inClear.Secure = false, "", false
	plain.Secure, plain.URL = false, "http://shop.example/"
	open := func(name string) snapshot.Cookie { return snapshot.Cookie{Name: name} }
	checktest.Table(t, header.CookieFlags,
		checktest.Case{Name: "all three", Pages: home(""), Edit: set(good), Want: verdict.Pass},
		checktest.Case{Name: "SameSite=None is a statement", Pages: home(""), Edit: set(snapshot.Cookie{Name: "__Host-session", Secure: true, HTTPOnly: true, SameSite: "None"}), Want: verdict.Pass},
		checktest.Case{Name: "no HttpOnly", Pages: home(""), Edit: set(noScript), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "no SameSite", Pages: home(""), Edit: set(noSite), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "no Secure", Pages: home(""), Edit: set(inClear, noSite), Want: verdict.Fail, Total: 2},
		checktest.Case{Name: "name of another system, value like a key", Pages: home(""), Edit: set(open("wp_woocommerce_session_1f")), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "set over http", Pages: home(""), Edit: set(plain), Want: verdict.Unknown},
		checktest.Case{Name: "consent, cart, language, measuring, forged requests", Pages: home(""), Want: verdict.NotApplicable,
			Edit: set(open("CookieConsent"), open("cart_session"), open("lang"), open("_ga"), open("XSRF-TOKEN"), open("_shopify_s"), open("gdpr_session"))},
		checktest.Case{Name: "a short value is no key", Pages: home(""), Want: verdict.NotApplicable, Edit: func(s *snapshot.Snapshot) {
			s.Cookies = []snapshot.Cookie{{Name: "first_session", URL: base, Length: 1}}
		}},
		checktest.Case{Name: "no cookie", Pages: home(""), Want: verdict.NotApplicable},
	)
}
