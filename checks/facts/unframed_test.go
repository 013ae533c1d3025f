package facts_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/snapshot"
)

// TestAFrameThatAFileBrings looks at a shop whose pages have no header and no footer, and load a script that brings them.
func TestAFrameThatAFileBrings(t *testing.T) {
	const script = `<script src="/js/main.js"></script>`
	page := func(path, head string) checktest.Page {
		return checktest.Page{URL: "https://shop.example/" + path, HTML: `<!doctype html><html lang="en"><body>` + head + `<main><h1>Candles by hand</h1><p>We pour candles from beeswax, and send every order within two days.</p>
			<p><a href="/goods">Goods</a> <a href="/gallery">Gallery</a> <a href="/about">About us</a></p></main>` + script}
	}
	pages := []checktest.Page{page("", ""), page("goods", ""), page("about", `<header><a href="/">Home</a> <a href="/goods">Goods</a> <a href="/contact">Contact</a></header>`)}
	for _, brings := range []bool{true, false} {
		snap := checktest.Shop(t, pages...)
		for l := range snap.Links(snap.Pages.Head(0)) {
			if l.Kind == snapshot.LinkScript {
				snap.Scripts = []snapshot.Script{{URL: l.To, Status: 200, Frame: brings}}
			}
		}
		in := checktest.Input(t, snap, checktest.Options{})
		for _, p := range in.Site.Pages {
			if want := brings && in.Site.URL(p) != "https://shop.example/about"; in.Site.Unframed(p) != want {
				t.Errorf("%s, its script brings a frame: %t: the frame is unknown: %t, want %t", in.Site.URL(p), brings, in.Site.Unframed(p), want)
			}
		}
		gap := false
		for _, g := range in.Site.Look.Gaps {
			gap = gap || g.Key == "scripts"
		}
		if gap != brings {
			t.Errorf("its script brings a frame: %t: the look has a gap by scripts: %t", brings, gap)
		}
	}
}
