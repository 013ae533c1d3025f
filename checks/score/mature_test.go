package score

import (
	"testing"
	"time"

	"github.com/shopvet/shopvet/verdict"
)

// The score for returning customers is given after four looks over a month, and not before.
func TestTheMatureScoreNeedsAHistory(t *testing.T) {
	var results []verdict.Result
	rules := map[string]verdict.Rule{}
	for _, f := range verdict.Factors() {
		id := string(f) + "-x"
		results = append(results, verdict.Result{Check: id, Status: verdict.Pass, Grade: 1, Severity: verdict.High})
		rules[id] = verdict.Rule{Factor: f, Stage: verdict.StageBoth, Severity: verdict.High}
	}
	const month = 30 * 24 * time.Hour
	for _, c := range []struct {
		runs  int
		over  time.Duration
		known bool
	}{{0, 0, false}, {1, 0, false}, {3, 2 * month, false}, {40, month - time.Hour, false}, {4, month, true}} {
		_, mature, _, _ := Judge(results, rules, Options{Runs: c.runs, Over: c.over})
		if mature.Known != c.known || c.known && mature.Value != 100 {
			t.Errorf("%d looks over %s: %+v", c.runs, c.over, mature)
		}
	}
}
