package snapshot_test

import (
	"testing"

	"github.com/shopvet/shopvet/snapshot"
)

func TestFolderOf(t *testing.T) {
	for address, want := range map[string][3]string{
		"https://shop.example/artikel/204":                       {"https://shop.example/artikel/", "204", ""},
		"https://shop.example/shop/lamp.html":                    {"https://shop.example/shop/", "lamp", ".html"},
		"https://shop.example/product/lamp/":                     {"https://shop.example/product/", "lamp", "/"},
		"https://shop.example/a/.hidden":                         {"https://shop.example/a/", ".hidden", ""},
		"https://shop.example/index.php?id=12&route=product":     {"https://shop.example/index.php?id=", "12", "&route=product"},
		"https://shop.example/?p=12":                             {"https://shop.example/?p=", "12", ""},
		"https://shop.example/lamp.html":                         {},
		"https://shop.example/":                                  {},
		"https://shop.example":                                   {},
		"https://shop.example/index.php?route=product":           {},
		"https://shop.example/list?color=red&size=1":             {},
		"https://shop.example/list?color":                        {},
		"https://shop.example/index.php?route=a&view=b&cat=&m=1": {},
	} {
		before, name, after := snapshot.FolderOf(address)
		if got := [3]string{before, name, after}; got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
		if name != "" && before+name+after != address {
			t.Errorf("%s: the parts make %s", address, before+name+after)
		}
	}
}

func TestRoute(t *testing.T) {
	for raw, want := range map[string][3]string{ // route, key, address by which it is judged
		"https://shop.example/#/returns":          {"#/returns", "https://shop.example/#/returns", "https://shop.example/returns"},
		"https://shop.example/app?x=1#!/p/12/":    {"#!/p/12/", "https://shop.example/app?x=1#!/p/12", "https://shop.example/p/12/"},
		"https://shop.example/#/suche?q=a%20b":    {"#/suche?q=a%20b", "https://shop.example/#/suche?q=a%20b", "https://shop.example/suche?q=a%20b"},
		"https://shop.example/#/r%C3%BCckgabe":    {"#/r%C3%BCckgabe", "https://shop.example/#/r%C3%BCckgabe", "https://shop.example/r%C3%BCckgabe"},
		"https://shop.example/#/":                 {"", "https://shop.example/", "https://shop.example/#/"},
		"https://shop.example/#!/":                {"", "https://shop.example/", "https://shop.example/#!/"},
		"https://shop.example/#/?utm_source=mail": {"", "https://shop.example/", "https://shop.example/#/?utm_source=mail"},
		"https://shop.example/faq#delivery":       {"", "https://shop.example/faq", "https://shop.example/faq#delivery"},
		"https://shop.example/#!menu":             {"", "https://shop.example/", "https://shop.example/#!menu"},
		"https://shop.example/":                   {"", "https://shop.example/", "https://shop.example/"},
	} {
		if got := [3]string{snapshot.Route(raw), snapshot.Key(raw), snapshot.Unrouted(raw)}; got != want {
			t.Errorf("%s: %q, want %q", raw, got, want)
		}
	}
}
