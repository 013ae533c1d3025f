package checks_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/knowledge/accuracy"
	"github.com/shopvet/shopvet/verdict"
)

// TestAFailRestsOnGoodReading: where a detector is weak in the shop's language, what rests on it only warns.
func TestAFailRestsOnGoodReading(t *testing.T) {
	table := accuracy.New(map[string]accuracy.Language{
		"pl": {Detectors: map[string]accuracy.Figure{"name": {N: 20, Precision: 0.8, Recall: 1}, "phone": {N: 20, Precision: 1, Recall: 1}}},
	})
	bad := checks.Fail(checks.Msg("bad", "what", "it"))
	bad.Confidence = verdict.Sure
	graded := bad
	graded.Graded, graded.Grade = true, 0.1
	for _, tt := range []struct {
		name  string
		lang  string
		rests []string
		table *accuracy.Table
		o     checks.Outcome
		want  verdict.Status
		grade float64
	}{
		{"weak", "pl", []string{"phone", "name"}, table, bad, verdict.Warn, 0.5},
		{"weak, and a grade was measured", "pl", []string{"name"}, table, graded, verdict.Warn, 0.5},
		{"good", "pl", []string{"phone"}, table, bad, verdict.Fail, 0},
		{"weak in another language", "de", []string{"name"}, table, bad, verdict.Fail, 0},
		{"rests on none", "pl", nil, table, bad, verdict.Fail, 0},
		{"nothing is known", "pl", []string{"name"}, nil, bad, verdict.Fail, 0},
		{"a pass stays", "pl", []string{"name"}, table, checks.Pass(checks.Msg("bad", "what", "it")), verdict.Pass, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, in := meta("a-one"), input("Home")
			m.Rests, in.Accuracy, in.Site.Lang = tt.rests, tt.table, tt.lang
			r := runOne(t, checks.Site(m, none{}, always(tt.o)), in)
			if r.Status != tt.want || r.Grade != tt.grade {
				t.Errorf("got %s, %v; want %s, %v", r.Status, r.Grade, tt.want, tt.grade)
			}
			if softened := tt.o.Status == verdict.Fail && tt.want == verdict.Warn; softened && r.Confidence != verdict.Unsure {
				t.Errorf("a softened result is %s", r.Confidence)
			}
		})
	}
}
