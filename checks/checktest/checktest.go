// Package checktest builds small shops and runs single checks over them, for the tests of checks.
package checktest

import (
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/verdict"
)

// Run judges in by one check alone. The test fails when the check is broken, or uses a message it does not have or leaves a slot of it
// empty.
func Run(tb testing.TB, c checks.Check, in *checks.Input) verdict.Result {
	tb.Helper()
	set, err := checks.NewSet([]checks.Check{c})
	if err != nil {
		tb.Fatal(err)
	}
	results, err := set.Run(tb.Context(), in)
	if err != nil {
		tb.Fatal(err)
	}
	r := results[0]
	if err := c.Meta.Validate(r); err != nil {
		tb.Error(err)
	}
	if r.Status == verdict.Broken {
		tb.Errorf("%s: %s", c.Meta.ID, r.Reason.Text)
	}
	return r
}
