package web_test

import (
	"strings"
	"testing"
)

// What changed between two looks is laid out as a page: each kind of change under its heading, each finding with a link to where it was seen.
func TestWhatChangedIsLaidOut(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	looks, err := h.store.Results(t.Context(), h.ids["candles"], 5)
	ok(t, err)
	path := "/sellers/" + h.ids["candles"] + "/compare?from=" + looks[4].Scan + "&to=" + looks[0].Scan // the first was of a sound shop
	b := h.as("viewer")
	_, page := b.get(path)
	for _, want := range []string{"<h2>New</h2>", `<b>The privacy text still holds marks that were never filled in.</b>`, "Needs mending",
		`href="https://kerzen-lindner.example/datenschutz" rel="nofollow noopener noreferrer"`, "The score moved from 97 to 60 (−37)."} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(page, "<pre") {
		t.Error("the page shows the text for a terminal")
	}
	_, same := b.get("/sellers/" + h.ids["candles"] + "/compare") // the last two are alike
	if strings.Contains(same, `class="change"`) || !strings.Contains(same, "Nothing changed") {
		t.Error("two looks that found the same are not told so")
	}
}
