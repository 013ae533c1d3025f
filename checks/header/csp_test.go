package header_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/header"
	"github.com/shopvet/shopvet/verdict"
)

// notKept is a shop of whose first page the header fields were not kept.
func notKept(pages []checktest.Page) []checktest.Page {
	pages[0].Header = http.Header{"Content-Type": {"text/html"}}
	return pages
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
		pass("the first of two directives counts, the second is said", with("script-src 'self'; script-src *")),
		pass("a strict one beside an open one forbids what the other allows", with("script-src 'self' 'unsafe-inline'", "script-src https: 'nonce-YWJj'")),
		pass("a star before a name that somebody owns", with("script-src 'self' https://*.shopifycdn.com *.myshop.co.uk *.google")),
		pass("hosts with ports and paths", with("script-src 'self' https://js.example:443/a/ wss://x.example")),
		pass("elements have a rule of their own", with("script-src 'unsafe-inline' *; script-src-elem 'self'; script-src-attr 'none'")),
		pass("hash of a hash algorithm in capitals", with("script-src 'SHA256-abc=' 'unsafe-inline'")),
		pass("strict-dynamic makes browsers ignore unsafe-inline, too", with("script-src 'strict-dynamic' 'unsafe-inline'")),
		pass("strict-dynamic makes browsers ignore data:", with("script-src 'nonce-YWJj' 'strict-dynamic' data: https:")),
		pass("eval is no way in", with("script-src 'self' 'unsafe-eval' 'unsafe-hashes' blob:")),
		pass("a sandbox without scripts", with("sandbox allow-forms")),
		pass("no source at all", with("script-src")),
		pass("upper case and odd space", with("\tSCRIPT-SRC\t'SELF'\f https://A.Example ;; ; ")),
		pass("a policy of ten thousand directives", with("script-src 'self'; "+strings.Repeat("x-a y; ", 10_000))),
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
		warn("inline in attributes only", with("script-src 'self'; script-src-attr 'unsafe-inline'")),
		warn("data: is as good as inline", with("script-src 'self' data:")),
		warn("all policies allow it", with("script-src 'self' 'unsafe-inline'", "default-src 'self' 'unsafe-inline'")),
		warn("a star with a port", with("script-src *:443")),
		warn("a star before a suffix for all", with("script-src *.com")),
		warn("a star before a suffix of two parts", with("script-src https://*.co.uk")),
		warn("letters that are not ASCII make the rule void", with("script-src ‘self’")),
		warn("an unfilled template is no nonce", with("script-src 'nonce-{{nonce}}' 'unsafe-inline'")),
		warn("a hash without value is none", with("script-src 'sha256-' 'unsafe-inline'")),
		warn("a misspelt rule is none", with("scrpt-src 'self'")),
		warn("meta element that is open", home(`<meta http-equiv="Content-Security-Policy" content="script-src *">`)),
		warn("meta element without http-equiv is none", home(`<meta name="Content-Security-Policy" content="script-src 'self'">`)),
		warn("sandbox in a meta element is none", home(`<meta http-equiv="Content-Security-Policy" content="sandbox">`)),
		warn("meta element in the body is none", []checktest.Page{{URL: base, Header: kept(), HTML: `<html lang=en><body><main><p>Wax</p><meta http-equiv="Content-Security-Policy" content="script-src 'self'"></main></body></html>`}}),
		checktest.Case{Name: "two ways in are two findings", Pages: with("script-src * 'unsafe-inline'"), Want: verdict.Warn, Total: 2},
		checktest.Case{Name: "a strict meta element needs no header", Pages: notKept(home(`<meta http-equiv="Content-Security-Policy" content="script-src 'self'">`)), Want: verdict.Pass},
		checktest.Case{Name: "an open one may have a strict header beside it", Pages: notKept(home(`<meta http-equiv="Content-Security-Policy" content="script-src *">`)), Want: verdict.Unknown},
		checktest.Case{Name: "a nonce that stays the same", Want: verdict.Warn, Total: 1, Pages: append(with("script-src 'nonce-YWJj' 'strict-dynamic'"),
			checktest.Page{URL: base + "cart", HTML: "<html lang=en><h1>Cart</h1>", Header: kept(name, "script-src 'nonce-YWJj' 'strict-dynamic'")})},
		checktest.Case{Name: "a nonce that is new with every answer", Want: verdict.Pass, Pages: append(with("script-src 'nonce-YWJj' 'strict-dynamic'"),
			checktest.Page{URL: base + "cart", HTML: "<html lang=en><h1>Cart</h1>", Header: kept(name, "script-src 'nonce-ZGVm' 'strict-dynamic'")})},
		checktest.Case{Name: "the same nonce beside a policy that needs none", Want: verdict.Pass, Pages: append(with("script-src 'nonce-YWJj'", "script-src 'self'"),
			checktest.Page{URL: base + "cart", HTML: "<html lang=en><h1>Cart</h1>", Header: kept(name, "script-src 'nonce-YWJj'")})},
		checktest.Case{Name: "fields not kept", Pages: notKept(home("")), Want: verdict.Unknown},
	)
}

// TestCSPSaysWhatIsOdd: what browsers pass over, and what could be tighter, is said and not held against a shop.
func TestCSPSaysWhatIsOdd(t *testing.T) {
	for policy, want := range map[string][]string{
		"default-src 'self'; base-uri 'self'":                                      nil,
		"script-src 'self'":                                                        {"no object-src", "no base-uri"},
		"default-src 'self' 'unsafe-eval' blob:; base-uri 'none'":                  {"'unsafe-eval'", "blob:"},
		"default-src 'self'; base-uri 'self'; scrpt-src x":                         {"unknown directive scrpt-src"},
		"default-src 'self'; base-uri 'self'; img-src *; IMG-SRC 'self'":           {"img-src twice"},
		"default-src 'self' script-src https://x.example; base-uri 'self'":         {"no semicolon before script-src"},
		"default-src 'self'; base-uri self; script-src self nonce-abc":             {"self without quotes", "nonce-abc without quotes"},
		"default-src 'self'; base-uri 'self'; img-src “x”":                         {"img-src with characters that are not ASCII"},
		"default-src 'self'; base-uri 'self'; report-to self; trusted-types none":  nil,
		"default-src 'self'; base-uri 'self'; " + strings.Repeat("a", 5000) + " b": {"unknown directive " + strings.Repeat("a", 40) + "…"},
	} {
		snap := checktest.Shop(t, home("", "Content-Security-Policy", policy)...)
		r := checktest.Run(t, header.CSP, checktest.Input(t, snap, checktest.Options{}))
		notes, _ := r.Reason.Args["notes"].([]string)
		if r.Status != verdict.Pass || !slices.Equal(notes, want) {
			t.Errorf("%.80s: %s, notes %q, want %q", policy, r.Status, notes, want)
		}
	}
}
