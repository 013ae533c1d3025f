package report

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/verdict"
)

// Only what the shop made better bears the sign for it: what could not be seen this time, and what is found now that it could be seen, does not.
func TestSignsOfChanges(t *testing.T) {
	looks := [2]*verdict.Verdict{{}, {}}
	for i, list := range [2]map[string]verdict.Status{
		{"new": verdict.Pass, "mended": verdict.Fail, "unseen": verdict.Pass, "seen": verdict.Unknown},
		{"new": verdict.Fail, "mended": verdict.Pass, "unseen": verdict.Unknown, "seen": verdict.Fail, "rule": verdict.Warn},
	} {
		looks[i].Rules = map[string]verdict.Rule{}
		for _, check := range []string{"new", "mended", "unseen", "seen", "rule"} {
			if status := list[check]; status != "" {
				looks[i].Results = append(looks[i].Results, verdict.Result{Check: check, Status: status, Reason: verdict.Message{Text: "about " + check}})
			}
		}
	}
	var out strings.Builder
	if err := DiffText(&out, verdict.Compare(looks[0], looks[1]), Options{}); err != nil {
		t.Fatal(err)
	}
	for check, sign := range map[string]string{"new": "✗", "mended": "✓", "unseen": "?", "seen": "!", "rule": "!"} {
		if want := "  " + sign + " about " + check + "\n"; !strings.Contains(out.String(), want) {
			t.Errorf("lacks %q in\n%s", want, out.String())
		}
	}
}
