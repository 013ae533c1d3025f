package facts_test

import (
	"slices"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
)

// TestTwins reads a shop on a server of files, which shows a page at several addresses.
func TestTwins(t *testing.T) {
	const frame = `<header><nav><a href="/index.html">Home</a> <a href="/wax.html">Wax</a> <a href="/wicks">Wicks</a></nav></header>`
	page := func(address, title string) checktest.Page {
		return checktest.Page{URL: "https://shop.example" + address, HTML: `<!doctype html><html lang="en"><title>` + title + `</title><body>` + frame + `<main><h1>` + title + `</h1><p>We pour candles from ` + title + `, and send every order within two days.</p></main>`}
	}
	in := checktest.Input(t, checktest.Shop(t,
		page("/", "Candles"), page("/index.html", "Candles"), page("/wax.html", "Wax"), page("/wax", "Wax"), page("/wicks", "Wicks"), page("/wicks.html", "Other wicks"), page("/shop/index.html", "Shop"),
	), checktest.Options{})
	var got []string
	for _, p := range in.Site.Pages {
		got = append(got, in.Site.URL(p))
	}
	slices.Sort(got)
	want := []string{"https://shop.example/", "https://shop.example/shop/index.html", "https://shop.example/wax", "https://shop.example/wicks", "https://shop.example/wicks.html"}
	if !slices.Equal(got, want) {
		t.Errorf("pages %q, want %q", got, want)
	}
	for second, first := range map[string]string{"/index.html": "/", "/wax.html": "/wax", "/wicks.html": "/wicks.html"} {
		if p := in.Site.Content(in.Site.At("https://shop.example" + second)); p == nil || in.Site.URL(p) != "https://shop.example"+first {
			t.Errorf("%s is not held to show %s", second, first)
		}
	}
}
