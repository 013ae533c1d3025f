package render

import (
	"strings"
	"testing"
	"time"
)

// TestNamesOfElements has an element named by whole words and whole names of classes, and no character cut in two.
func TestNamesOfElements(t *testing.T) {
	list := map[string]string{
		`<h1 class="hero title more">` + strings.Repeat("Candles poured slowly ", 6) + `</h1>`:    "h1.hero.title: Candles poured slowly Candles poured slowly Candles poured…",
		`<h1 id="a">Handgegossene Kerzen</h1>`:                                                    "h1#a: Handgegossene Kerzen",
		`<h1 class="` + strings.Repeat("generated", 8) + ` big">Candles</h1>`:                     "h1.big: Candles",
		`<h1 id="` + strings.Repeat("generated", 8) + `">` + strings.Repeat("手工蜡烛", 30) + `</h1>`: "h1: " + strings.Repeat("手工蜡烛", 15) + "…",
		`<h1>x` + strings.Repeat("🕯", 60) + `</h1>`:                                               "h1: x" + strings.Repeat("🕯", 29) + "…",
		`<h1>` + strings.Repeat("a", 59) + ` end</h1>`:                                            "h1: " + strings.Repeat("a", 59) + "…",
		`<h1>` + strings.Repeat("a", 60) + ` end</h1>`:                                            "h1: " + strings.Repeat("a", 60) + "…",
	}
	served := map[string]string{}
	var paths, want []string
	for html, name := range list {
		path := "/" + string(rune('a'+len(paths)))
		served[path] = `<!doctype html><html><head><link rel="icon" href="data:,"></head><body style="overflow-wrap:anywhere">` + html
		paths, want = append(paths, path), append(want, name)
	}
	srv := pages(t, served)
	s := session(t, srv.URL)
	for i, path := range paths {
		r := visit(t, s, Visit{URL: srv.URL + path, Mobile: true, Patience: time.Minute})
		if r.Fault != "" || r.Run.LCPOf != want[i] {
			t.Errorf("%q %s: got %q, want %q", r.Fault, served[path], r.Run.LCPOf, want[i])
		}
	}
}
