package report

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/verdict"
)

// The bars of all pages are drawn on one scale, and each is as long as its phases together.
func TestBarsAreTrue(t *testing.T) {
	v := &verdict.Verdict{Timings: []verdict.Timing{
		{Role: "home", URL: "https://shop.example/", N: 6, Cold: took(3, 10, 20, 30, 100, 40), Warm: took(3, 0, 0, 0, 100, 20)},
		{Role: "cart", URL: "https://shop.example/cart", N: 3, Cold: took(3, 10, 20, 30, 800, 40)},
	}}
	got := newView(v, Options{}, 5).Timing
	if got.Scale != "1\u00a0s" || len(got.Pages) != 2 || len(got.Pages[0].Rows) != 2 || len(got.Pages[1].Rows) != 1 {
		t.Fatalf("%+v", got)
	}
	cold := got.Pages[0].Rows[0].Phases
	for i, want := range []struct{ x, length float64 }{{0, 1}, {1, 2}, {3, 3}, {6, 10}, {16, 4}} {
		if cold[i].X != want.x || cold[i].Length != want.length {
			t.Errorf("%s lies at %g, %g long; want %+v", cold[i].Name, cold[i].X, cold[i].Length, want)
		}
	}
	if n := got.Pages[1].Notes; len(n) != 1 || !strings.Contains(n[0], "kept no connection open") {
		t.Errorf("a server that keeps no connection open: %q", n)
	}
	s := text(t, v, Options{})
	if !strings.Contains(s, "  New visitor  cewwwwrr  ") || !strings.Contains(s, "  Next click   wwwwr  ") || strings.ContainsAny(s[strings.Index(s, "Home page,"):strings.Index(s, "ABOUT THIS LOOK")], "█▓▒░\x1b") {
		t.Errorf("the bars of the text are\n%s", s)
	}
	if s := text(t, v, Options{Width: 40}); strings.Contains(s, "wwwww") || !strings.Contains(s, "New visitor: 200\u00a0ms") {
		t.Errorf("in 40 columns there is no room for a bar:\n%s", s)
	}
	if newView(&verdict.Verdict{Timings: []verdict.Timing{{Role: "home", Silent: 3}}}, Options{}, 5).Timing != nil {
		t.Error("pages that were never timed are drawn")
	}
}

func TestDurationsAreReadable(t *testing.T) {
	for s, want := range map[float64]string{0: "–", 0.00002: "< 0.1 ms", 0.0004: "0.4 ms", 0.00996: "10 ms", 0.0123: "12 ms", 0.9996: "1.00 s", 1.234: "1.23 s", -5: "–", 1e300: "9999.00 s"} {
		if got := strings.ReplaceAll(english().duration(s), "\u00a0", " "); got != want {
			t.Errorf("%g s is written %q, want %q", s, got, want)
		}
	}
	for s, want := range map[float64]float64{0.191: 0.2, 0.32: 0.4, 2.56: 3, 7: 8, 0.0103: 0.015, 100: 100} {
		if got := roundUp(s); got < want*0.999 || got > want*1.001 {
			t.Errorf("a scale for %g s ends at %g, want %g", s, got, want)
		}
	}
}
