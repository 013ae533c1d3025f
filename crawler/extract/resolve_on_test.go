package extract

import "testing"

// TestAResolverForAnotherPageIsThatOfItsAddress holds what is told of an address by its look against what parsing it tells.
func TestAResolverForAnotherPageIsThatOfItsAddress(t *testing.T) {
	first := newResolver("https://shop.example/a/b?c=d")
	for _, base := range []string{
		"https://shop.example/", "https://shop.example", "https://shop.example/x.html", "https://shop.example/a/b/", "https://shop.example/a?b=c/d", "https://shop.example/a/../b", "https://shop.example/a/%2e%2e/b",
		"https://shop.example/a b", "https://shop.example/ü", "https://shop.example/a?q='", "https://shop.example/a#b", "https://shop.example/a\\b", "https://SHOP.example/a", "https://shop.example:443/a",
		"https://shop.example.org/a", "http://shop.example/a", "https://user@shop.example/a", "https://shop.example/?a=b", "https://shop.example//a", "https://shop.example/a/.b", "",
	} {
		told, parsed := first.on(base), newResolver(base)
		if told.base != parsed.base || told.origin != parsed.origin || told.dir != parsed.dir || told.path != parsed.path {
			t.Errorf("%q: %+v, parsed %+v", base, told, parsed)
		}
		for _, href := range []string{"", "x", "./x", "../x", "/x", "//other.example/x", "?y", "#z", "x y", "é", "mailto:a@b.example", "a:b", "https://shop.example/q", "\\x"} {
			got, ok := told.resolve(href)
			if want, wantOK := parsed.resolve(href); got != want || ok != wantOK {
				t.Errorf("%q on %q: %q %v, parsed %q %v", href, base, got, ok, want, wantOK)
			}
		}
	}
}
