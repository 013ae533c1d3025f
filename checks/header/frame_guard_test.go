package header_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/header"
	"github.com/shopvet/shopvet/verdict"
)

func TestFrameGuard(t *testing.T) {
	const name, report, options = "Content-Security-Policy", "Content-Security-Policy-Report-Only", "X-Frame-Options"
	const account = `<html lang=en><head>%</head><body><main><h1>Sign in</h1><form method=post><input type=email name=e><input type=password name=p></form></main></body></html>`
	shop := func(head string, fields ...string) []checktest.Page {
		return append(home(""), checktest.Page{URL: base + "account/login", Header: kept(fields...), HTML: account[:len("<html lang=en><head>")] + head + account[len("<html lang=en><head>%"):]})
	}
	pass := func(label string, pages []checktest.Page) checktest.Case {
		return checktest.Case{Name: label, Pages: pages, Want: verdict.Pass}
	}
	warn := func(label, key string, pages []checktest.Page) checktest.Case {
		return checktest.Case{Name: label, Pages: pages, Want: verdict.Warn, Total: 1, At: []string{base + "account/login"}, Reason: "open", Key: key}
	}
	bare := shop("")
	bare[1].Header = nil
	cart := append(shop("", options, "DENY"), checktest.Page{URL: base + "cart", HTML: "<html lang=en><h1>Cart</h1>", Header: kept()})
	checktest.Table(t, header.FrameGuard,
		pass("DENY", shop("", options, "DENY")),
		pass("case and space", shop("", options, " SameOrigin ")),
		pass("none", shop("", name, "frame-ancestors 'none'")),
		pass("named partners", shop("", name, "default-src 'self'; frame-ancestors 'self' https://partner.example https://*.partner.example")),
		pass("an empty list is none", shop("", name, "frame-ancestors")),
		pass("the policy goes before an old value", shop("", name, "frame-ancestors 'self'", options, "ALLOW-FROM https://x.example")),
		pass("one of two policies", shop("", name, "frame-ancestors *", name, "frame-ancestors 'self'")),
		pass("the same value twice is one", shop("", options, "SAMEORIGIN", options, "SAMEORIGIN")),
		pass("values that contradict each other: browsers refuse", shop("", options, "SAMEORIGIN, DENY")),
		pass("a known value beside an unknown one: browsers refuse", shop("", options, "ALLOW-FROM https://x.example, SAMEORIGIN")),
		pass("even ALLOWALL, beside another", shop("", options, "ALLOWALL, x")),
		warn("values that are all unknown", "invalid", shop("", options, "x, y")),
		warn("nothing", "absent", shop("")),
		warn("a policy on other things", "absent", shop("", name, "default-src 'none'")),
		warn("ALLOW-FROM", "allow-from", shop("", options, "ALLOW-FROM https://x.example/")),
		warn("no such value", "invalid", shop("", options, "NONE")),
		warn("a value of the policy in the other field", "invalid", shop("", options, "'self'")),
		warn("an empty value", "invalid", shop("", options, "")),
		warn("ALLOWALL", "invalid", shop("", options, "ALLOWALL")),
		warn("everybody", "everywhere", shop("", name, "frame-ancestors *", options, "DENY")),
		warn("every https host", "everywhere", shop("", name, "frame-ancestors 'self' https:")),
		warn("report only", "reporting", shop("", report, "frame-ancestors 'self'")),
		warn("in the page", "meta", shop(`<meta http-equiv="Content-Security-Policy" content="frame-ancestors 'none'">`)),
		warn("in the page, the old way", "meta", shop(`<meta http-equiv="X-Frame-Options" content="DENY">`)),
		warn("a rule that is not ASCII is none", "absent", shop("", name, "frame-ancestors ‘self’")),
		checktest.Case{Name: "the cart without", Pages: cart, Want: verdict.Warn, Total: 1, At: []string{base + "cart"}},
		checktest.Case{Name: "fields not kept", Pages: bare, Want: verdict.Unknown},
		checktest.Case{Name: "what the home page is sent with says nothing", Pages: home("", options, "DENY"), Want: verdict.Unknown},
	)
}
