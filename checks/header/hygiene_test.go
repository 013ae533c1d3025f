package header_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/header"
	"github.com/shopvet/shopvet/verdict"
)

func TestHygiene(t *testing.T) {
	const sniff, referrer, server = "X-Content-Type-Options", "Referrer-Policy", "Server"
	shop := func(head string, fields ...string) []checktest.Page {
		return home(head, append([]string{sniff, "nosniff"}, fields...)...)
	}
	pass := func(label string, pages []checktest.Page) checktest.Case {
		return checktest.Case{Name: label, Pages: pages, Want: verdict.Pass}
	}
	warn := func(label, key string, pages []checktest.Page) checktest.Case {
		return checktest.Case{Name: label, Pages: pages, Want: verdict.Warn, Total: 1, Key: key}
	}
	twice := append(shop("", server, "nginx/1.18.0"), checktest.Page{URL: base + "cart", HTML: "<html lang=en><h1>Cart</h1>", Header: kept(sniff, "nosniff", server, "nginx/1.18.0")})
	checktest.Table(t, header.Hygiene,
		pass("nothing but nosniff", shop("")),
		pass("upper case and twice", home("", sniff, "NoSniff, nosniff")),
		pass("products without versions", shop(`<meta name=generator content="PrestaShop">`, server, "nginx", "X-Powered-By", "ASP.NET", "X-Powered-By", "Express")),
		pass("a series is no exact version", shop(`<meta name=generator content="Drupal 10 (https://www.drupal.org)">`, server, "Apache/2.4", "X-Powered-By", "PHP/8.1", "X-Generator", "Shopware 6")),
		pass("addresses and ids are no versions", shop("", server, "web-17", "Via", "1.1 varnish", server, "10.0.0.12")),
		pass("a list of fallbacks: the last known counts", shop("", referrer, "unsafe-url, strict-origin-when-cross-origin, some-day")),
		pass("the meta element goes before the header", shop(`<meta name=referrer content=same-origin>`, referrer, "unsafe-url")),
		pass("no-referrer-when-downgrade", shop("", referrer, "no-referrer-when-downgrade")),
		pass("a word that is no policy", shop("", referrer, "whatever")),
		warn("no nosniff", "no-nosniff", home("")),
		warn("a value that is none", "bad-sniff", home("", sniff, "no-sniff")),
		warn("the first value counts", "bad-sniff", home("", sniff, "sniff, nosniff")),
		warn("unsafe-url", "unsafe-url", shop("", referrer, "Unsafe-URL")),
		warn("unsafe-url as the last known", "unsafe-url", shop("", referrer, "no-referrer", referrer, "unsafe-url")),
		warn("unsafe-url in the page, by its old name", "unsafe-url", shop(`<meta name=referrer content=always>`, referrer, "no-referrer")),
		warn("server", "version", shop("", server, "nginx/1.18.0 (Ubuntu)")),
		warn("language", "version", shop("", "X-Powered-By", "PHP/7.4.33")),
		warn("a module", "version", shop("", server, "Apache/2.4 OpenSSL/1.1.1k")),
		warn("a version by itself", "version", shop("", "X-Aspnet-Version", "4.0.30319")),
		warn("generator", "version", shop(`<meta name=generator content="WordPress 6.5.2">`)),
		warn("generator with several words", "version", shop(`<meta name=generator content="Site Kit by Google 1.120.0">`)),
		warn("the same on every page is told once", "version", twice),
		checktest.Case{Name: "three things", Pages: home(`<meta name=generator content="WordPress 6.5.2">`, server, "nginx/1.18.0"), Want: verdict.Warn, Total: 3},
		checktest.Case{Name: "fields not kept", Pages: notKept(home("")), Want: verdict.Unknown},
	)
}
