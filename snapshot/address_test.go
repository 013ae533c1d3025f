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
