package library

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// kindOf tells the examples of the table apart: file names, CDN addresses, texts.
func kindOf(example string) string {
	switch {
	case strings.HasPrefix(example, "https://shop.example/"):
		return "file name"
	case strings.HasPrefix(example, "https://"):
		return "CDN address"
	default:
		return "banner"
	}
}

// readAll reads an example by all the ways there are.
func readAll(d *Data, example string) []Reading {
	if code, ok := strings.CutPrefix(example, "code:"); ok {
		return d.Script("", Text{Code: []string{code}})
	}
	if strings.HasPrefix(example, "https://") {
		return d.Address(example)
	}
	// The bare file's name decides nothing but for banners that need it.
	return d.Script("", Text{Comments: []string{example}})
}

// TestTheTableIsSound: every library says what its versions have been found with, and is told from what only looks like it.
func TestTheTableIsSound(t *testing.T) {
	f, err := parse(own)
	if err != nil {
		t.Fatal(err)
	}
	d := Default()
	if day, err := time.Parse(time.DateOnly, d.Date); err != nil || day.Before(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("the date of the table is %q", d.Date)
	}
	if len(f.Library) < 40 {
		t.Errorf("%d libraries, want at least 40", len(f.Library))
	}
	ids, holes := map[string]bool{}, map[string]bool{}
	for _, l := range f.Library {
		if ids[l.ID] || l.ID == "" || l.Title == "" || len(l.Files) == 0 || len(l.Packages) == 0 || len(l.Holes) == 0 {
			t.Errorf("%q: an id twice, or a name or all holes missing", l.ID)
		}
		ids[l.ID] = true
		for _, name := range slices.Concat(l.Files, l.Common, l.Parts, l.Packages) {
			if name != strings.ToLower(name) {
				t.Errorf("%s: %q is not in small letters", l.ID, name)
			}
		}
		for _, name := range l.Files {
			if trimBuild(name) != name {
				t.Errorf("%s: %q can never be met, endings are taken off", l.ID, name)
			}
		}
		for _, h := range l.Holes {
			checkHole(t, l.ID, h, holes)
		}
	}
}

func checkHole(t *testing.T, lib string, h fileHole, met map[string]bool) {
	t.Helper()
	if len(h.ID) == 0 || len(h.Affected) == 0 {
		t.Fatalf("%s: a hole without number or range", lib)
	}
	for _, id := range h.ID {
		if !strings.HasPrefix(id, "CVE-") && !strings.HasPrefix(id, "GHSA-") || met[lib+id] {
			t.Errorf("%s: %q is no number, or there twice", lib, id)
		}
		met[lib+id] = true
	}
	if h.Severity.Rank() == 0 || !slices.Contains([]Effect{RunsScript, Leaks, Stalls}, h.Effect) {
		t.Errorf("%s: severity %q, effect %q", h.ID[0], h.Severity, h.Effect)
	}
	if !strings.HasPrefix(h.Source, "https://") || !strings.Contains(h.Source, h.ID[len(h.ID)-1]) {
		t.Errorf("%s: source %q", h.ID[0], h.Source)
	}
	if !strings.HasSuffix(h.Says, ".") || len(h.Says) < 30 || strings.Contains(h.Says, "  ") {
		t.Errorf("%s says %q", h.ID[0], h.Says)
	}
	if h.Fixed != "" && h.Fixed != noFix {
		if _, ok := ParseVersion(h.Fixed); !ok {
			t.Errorf("%s: fixed in %q", h.ID[0], h.Fixed)
		}
	}
}

// TestTheTableReadsItsExamples: each library has something of every kind that it is read from and that it is not.
func TestTheTableReadsItsExamples(t *testing.T) {
	f, err := parse(own)
	if err != nil {
		t.Fatal(err)
	}
	d := Default()
	for _, l := range f.Library {
		kinds := map[string]bool{}
		for _, ex := range l.Examples.Yes {
			text, want, ok := strings.Cut(ex, " => ")
			if !ok {
				t.Fatalf("%s: %q names no version", l.ID, ex)
			}
			kinds["yes "+kindOf(text)] = true
			got := ""
			for _, r := range readAll(d, text) {
				if r.Lib.ID != l.ID {
					t.Errorf("%s: %q is read as %s %s too", l.ID, text, r.Lib.ID, r.Version)
					continue
				}
				got = r.Version.String()
			}
			if got != want {
				t.Errorf("%s: %q is read as version %q, want %q", l.ID, text, got, want)
			}
		}
		for _, text := range l.Examples.No {
			kinds["no "+kindOf(text)] = true
			for _, r := range readAll(d, text) {
				if r.Lib.ID == l.ID && r.Known() {
					t.Errorf("%s: %q is read as version %s", l.ID, text, r.Version)
				}
			}
		}
		for _, want := range []string{"yes file name", "yes CDN address", "no file name", "no CDN address", "no banner"} {
			if !kinds[want] {
				t.Errorf("%s: no example of %s", l.ID, want)
			}
		}
		if len(l.Banners)+len(l.Named)+len(l.Code) > 0 && !kinds["yes banner"] {
			t.Errorf("%s: no example of a banner", l.ID)
		}
	}
}
