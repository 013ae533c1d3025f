package config_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/internal/config"
)

func settings() map[string]config.Kind {
	return map[string]config.Kind{"profile": config.Text, "rate": config.Number, "quiet": config.Switch, "market": config.Texts}
}

// known has one check with one setting, a number.
func known(check, key string, value any) error {
	if check != "speed-ttfb" {
		return errors.New("no such check")
	}
	if _, isNumber := value.(float64); key != "" && (key != "pass" || !isNumber) {
		return fmt.Errorf("no such setting or no number: %s", key)
	}
	return nil
}

func TestParse(t *testing.T) {
	f, err := config.Parse("shop.toml", []byte(`
profile = "quick"
rate = 0.5
quiet = true
market = ["de", "at"]
[checks."speed-ttfb"]
pass = 0.9
`), settings(), known)
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(f.Values, f.Checks); got != "map[market:[de at] profile:[quick] quiet:[true] rate:[0.5]] map[speed-ttfb:map[pass:0.9]]" {
		t.Error(got)
	}
	if f.Where("market") != "shop.toml:5" {
		t.Error(f.Where("market"))
	}
	if one, err := config.Parse("shop.toml", []byte(`market = "de"`), settings(), known); err != nil || one.Values["market"][0] != "de" {
		t.Errorf("a single text is no list: %v, %v", one, err)
	}
}

// TestEveryMistakeIsTold wants all mistakes of a file at once, in the order of its lines, each on one line.
func TestEveryMistakeIsTold(t *testing.T) {
	_, err := config.Parse("shop.toml", []byte(`profil = "quick"
rate = "fast"
quiet = 1
market = [1, 2]
profile = ["quick"]
"odd key" = 1
table = { a = 1 }
when = 2026-11-21

[checks."speed-ttbf"]
pass = 1.0
[checks."speed-ttfb"]
pass = "soon"
fail = 1.0
`), settings(), known)
	want := []string{
		`shop.toml:1: there is no setting "profil" (did you mean "profile"?)`,
		`shop.toml:2: rate wants a number, not "fast"`,
		`shop.toml:3: quiet wants true or false, not 1`,
		`shop.toml:4: market wants a text in quotes or a list of them, not a list`,
		`shop.toml:5: profile wants a text in quotes, not a list`,
		`shop.toml:6: there is no setting "odd key"`,
		`shop.toml:7: there is no setting "table"`,
		`shop.toml:8: there is no setting "when"`,
		`shop.toml:10: no such check`,
		`shop.toml:13: no such setting or no number: pass`,
		`shop.toml:14: no such setting or no number: fail`,
	}
	if err == nil || err.Error() != strings.Join(want, "\n") {
		t.Errorf("got\n%v\nwant\n%s", err, strings.Join(want, "\n"))
	}
}

func TestOddFiles(t *testing.T) {
	for _, text := range []string{
		"checks = 1", "[[checks]]\na = 1", "[checks]\nspeed-ttfb = 1", "[checks]\n\"speed-ttfb\" = [1]", "profile = ", "profile = \"a\"\nprofile = \"b\"", "\xffa = 1", "[checks.\"speed-ttfb\".pass]\na = 1",
	} {
		_, err := config.Parse("shop.toml", []byte(text), settings(), known)
		if err == nil || strings.Contains(err.Error(), "\n") || !strings.HasPrefix(err.Error(), "shop.toml:") || len(err.Error()) > 200 {
			t.Errorf("%q: %v", text, err)
		}
	}
	if f, err := config.Parse("shop.toml", nil, settings(), known); err != nil || len(f.Values) > 0 {
		t.Errorf("an empty file: %v, %v", f, err)
	}
}

func TestDidYouMean(t *testing.T) {
	list := []string{"max_pages", "max_time", "rate"}
	for word, want := range map[string]string{
		"max_pagse": "max_pages", "MAX_PAGES": "max_pages", "rates": "rate", "colour": "", "": "", strings.Repeat("x", 1000): "",
	} {
		got := config.DidYouMean(word, list)
		if want == "" && got != "" || want != "" && !strings.Contains(got, `"`+want+`"`) {
			t.Errorf("%.20q: %q, want %q", word, got, want)
		}
	}
}

// FuzzParse wants an answer of bounded lines, whatever the file holds.
func FuzzParse(f *testing.F) {
	f.Add([]byte("rate = 1\n[checks.\"speed-ttfb\"]\npass = 1.0"))
	f.Add([]byte("checks.a.b = {c = [[1]]}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, err := config.Parse("x", data, settings(), known)
		if err == nil {
			return
		}
		for line := range strings.SplitSeq(err.Error(), "\n") {
			if !strings.HasPrefix(line, "x:") {
				t.Fatalf("%q: a line without its place: %q", data, line)
			}
		}
	})
}
