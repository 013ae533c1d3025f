package cue_test

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/knowledge/cue"
)

func TestDatedSentence(t *testing.T) {
	for text, want := range map[string]string{
		"Frisch gebacken. Nur noch bis zum 6. April 2026. Danach wie gewohnt.": "Nur noch bis zum 6. April 2026",
		"Ważne do 5. stycznia 2026 r. Potem nie.":                              "Ważne do 5. stycznia 2026",
		"Valid until 5 January 2026. Then no more.":                            "Valid until 5 January 2026.",
		"Gültig bis 6. Danach nicht. Das war 2026 so.":                         "Gültig bis 6.",
		"Gültig bis 6. \x80\x80":                                               "Gültig bis 6.",
	} {
		at, n := strings.Index(text, "bis"), len("bis")
		for _, w := range []string{"do 5", "until"} {
			if i := strings.Index(text, w); at < 0 && i >= 0 {
				at, n = i, len(strings.Fields(w)[0])
			}
		}
		if got := cue.DatedSentence(text, cue.Hit{Start: at, End: at + n}); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
