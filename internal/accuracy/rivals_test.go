package main

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

// TestContradictionsAreFound holds the checks to every labelled shop: each contradiction is found with both its sentences, and no shop that only
// looks so is blamed. Those that were written when the detectors were done, to see how they do on what nobody tuned them for, may be missed, never
// blamed: see docs/contradictions.md.
func TestContradictionsAreFound(t *testing.T) {
	shops, err := loadRivals(os.DirFS(top))
	if err != nil {
		t.Fatal(err)
	}
	var all tally
	for i := range shops {
		h, err := shops[i].listen()
		if err != nil {
			t.Fatal(err)
		}
		all.add(&h)
		switch {
		case h.right:
		case h.label.Check == "":
			t.Errorf("%s is blamed though it only looks so (%s):\n%s", h.file, h.label.Trap, strings.Join(h.said, "\n"))
		case !h.label.First:
			t.Errorf("%s: %s does not show the two sentences with %q:\n%s", h.file, h.label.Check, h.label.Between, strings.Join(h.said, "\n"))
		}
	}
	if all.planted < 30 || all.traps < 30 {
		t.Errorf("only %d contradictions and %d look-alikes", all.planted, all.traps)
	}
}

func TestLabelsOfContradictions(t *testing.T) {
	const page = "\n-- /terms Terms --\n<p>Terms</p>\n"
	for _, tt := range []struct{ name, text, want string }{
		{"sound", `trap = "x"` + page, ""},
		{"neither", `host = "x.example"` + page, "either contradicts itself"},
		{"a check that does not exist", "check = \"policy-unity\"\nbetween = [\"a\", \"b\"]" + page, "check is none of"},
		{"one sentence", "check = \"policy-consistency\"\nbetween = [\"a\"]" + page, "does not name two sentences"},
		{"a field that does not exist", "trap = \"x\"\nkind = \"y\"" + page, `no field "kind"`},
		{"no pages", `trap = "x"`, "no pages"},
	} {
		_, err := loadRivals(fstest.MapFS{rivalsDir + "/en/x.txtar": {Data: []byte(tt.text)}})
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
	}
}
