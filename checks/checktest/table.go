package checktest

import (
	"slices"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Case is one small shop and what a check is to say of it.
type Case struct {
	Name    string
	Pages   []Page
	Edit    func(*snapshot.Snapshot) // what else the crawl saw; nil: nothing
	Options Options
	Want    verdict.Status
	Reason  string   // key of the reason; "" is not compared
	Key     string   // key of the first finding's message; "" is not compared
	Total   int      // findings; not compared where Want is pass, not-applicable or unknown and Total is 0
	At      []string // addresses at which the findings are, in order; nil is not compared
}

// Table runs a check over small shops. Since a check is only as good as its narrowest escape, the table must hold at least one shop
// that passes, one that fails or warns, and one that cannot be judged or does not concern it.
func Table(t *testing.T, c checks.Check, cases ...Case) {
	t.Helper()
	kinds := map[string]bool{}
	for _, tt := range cases {
		kinds[kind(tt.Want)] = true
		t.Run(tt.Name, func(t *testing.T) {
			snap := Shop(t, tt.Pages...)
			if tt.Edit != nil {
				tt.Edit(snap)
			}
			compare(t, tt, Run(t, c, Input(t, snap, tt.Options)))
		})
	}
	for _, k := range []string{"pass", "fail or warn", "unknown or not-applicable"} {
		if !kinds[k] {
			t.Errorf("%s: no case with %s", c.Meta.ID, k)
		}
	}
}

func kind(s verdict.Status) string {
	switch s {
	case verdict.Pass:
		return "pass"
	case verdict.Warn, verdict.Fail:
		return "fail or warn"
	default:
		return "unknown or not-applicable"
	}
}

func compare(t *testing.T, want Case, got verdict.Result) {
	t.Helper()
	if got.Status != want.Want || want.Reason != "" && got.Reason.Key != want.Reason {
		t.Errorf("got %s, %s (%s); want %s, %s", got.Status, got.Reason.Key, got.Reason.Text, want.Want, want.Reason)
	}
	if (want.Total != 0 || kind(want.Want) == "fail or warn") && got.Total != want.Total {
		t.Errorf("got %d findings, want %d: %+v", got.Total, want.Total, got.Findings)
	}
	if want.Key != "" && (len(got.Findings) == 0 || got.Findings[0].Message.Key != want.Key) {
		t.Errorf("the first of %+v is not %s", got.Findings, want.Key)
	}
	if want.At == nil {
		return
	}
	var at []string
	for _, f := range got.Findings {
		for _, e := range f.Evidence[:min(1, len(f.Evidence))] {
			at = append(at, e.URL)
		}
	}
	if !slices.Equal(at, want.At) {
		t.Errorf("findings at %q, want %q", at, want.At)
	}
}
