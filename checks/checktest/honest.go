package checktest

import (
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/verdict"
)

// Honest runs a check on shops that do nothing wrong and look as if they did: it may find nothing to say of them, never a fault.
func Honest(t *testing.T, c checks.Check, cases ...Case) {
	t.Helper()
	for _, tt := range cases {
		t.Run(tt.Name, func(t *testing.T) {
			snap := Shop(t, tt.Pages...)
			if tt.Edit != nil {
				tt.Edit(snap)
			}
			if got := Run(t, c, Input(t, snap, tt.Options)); got.Status == verdict.Warn || got.Status == verdict.Fail || got.Status == verdict.Broken {
				t.Errorf("got %s, %s: %+v", got.Status, got.Reason.Text, got.Findings)
			}
		})
	}
}
