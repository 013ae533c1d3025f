package cue

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestNoPatternIsKeptOut asks the sets of words for every pattern, as it is met in a text: by itself, before a space and before a character that
// is not ASCII.
func TestNoPatternIsKeptOut(t *testing.T) {
	all, err := loadAll()
	if err != nil {
		t.Fatal(err)
	}
	cp := compiler{mode: foldLine}
	for _, d := range all {
		cp.data(d)
	}
	m := Default()
	for p := range cp.refs {
		for _, text := range []string{p, p + " " + p, p + "日本", "、" + p + "、", strings.Repeat("x ", 7) + p} {
			b := append([]byte(text), noRun[:]...)
			at := strings.Index(text, p)
			if isRunByte[p[0]] {
				size, hash := wordRun(b, at)
				another, second := b[at+size] == ' ' && isRunByte[b[at+size+1]], uint64(0)
				if another {
					_, second = wordRun(b, at+size+1)
				}
				if !m.text.words.hasRun(hash) || !m.text.words.goesOn(hash, another, second) || size > len(text)-at {
					t.Errorf("%q is kept out of %q", p, text)
				}
			} else if r, _ := utf8.DecodeRuneInString(p); r >= utf8.RuneSelf && !m.text.words.hasWide(r) || r < utf8.RuneSelf && !m.text.words.other[p[0]] {
				t.Errorf("%q is kept out of %q", p, text)
			}
		}
	}
}

func TestRunsOfLettersAndDigits(t *testing.T) {
	for c := range 256 {
		want := 0
		if isRunByte[byte(c)] {
			want = 1
		}
		if got := runSize(uint64(c)); got != want {
			t.Errorf("byte %#x: a run of %d", c, got)
		}
	}
	for _, word := range []string{"", "a", "datenschutz", "a1b2c3d4", "abcdefgh9abcdefg", "abcdefghijklmnopq"} {
		for _, after := range []string{"", " ", "é", "-x", "\xff"} {
			if got, _ := wordRun(append([]byte(word+after), noRun[:]...), 0); got != len(word) {
				t.Errorf("%q: a run of %d", word+after, got)
			}
		}
	}
}

// TestOffsetsAreThoseOfTheOriginal meets a cue beside everything that folding makes longer or shorter.
func TestOffsetsAreThoseOfTheOriginal(t *testing.T) {
	for _, text := range []string{
		"Datenschutz", "  \t Datenschutz", "ß ﬁ Ⅻ ½ Datenschutz", "É é ü Ü Datenschutz", "Daten\u00adschutz", "ＤＡＴＥＮＳＣＨＵＴＺ", "日本 Datenschutz 日本",
		"\xff\xfe Datenschutz", "Dаtа Datenschutz", "e\u0301 Datenschutz", "DATENSCHUTZ\u0301 Datenschutz", "x--–—Datenschutz", "x`´Datenschutz",
	} {
		hits := Default().Match(text, Body, "de")
		if len(hits) != 1 {
			t.Errorf("%q: %d hits", text, len(hits))
			continue
		}
		if got := Fold(text[hits[0].Start:hits[0].End]); got != "datenschutz" {
			t.Errorf("%q: the hit stands at %q", text, got)
		}
	}
}
