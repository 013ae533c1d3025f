package score

import (
	"math"
	"slices"
	"testing"

	"github.com/shopvet/shopvet/verdict"
)

// returning is a failed check that counts for returning customers only.
func returning(id string, edit ...func(*verdict.Result, *verdict.Rule)) res {
	return res{id: id, status: verdict.Fail, edit: func(r *verdict.Result, rule *verdict.Rule) {
		rule.Stage = verdict.StageMature
		for _, f := range edit {
			f(r, rule)
		}
	}}
}

func TestWhatOnlyReturningCustomersWeighComesAfterTheFirstVisit(t *testing.T) {
	duty := func(r *verdict.Result, _ *verdict.Rule) { r.Duty = &verdict.Source{Title: "A law", Level: "must"} }
	deduct := func(_ *verdict.Result, rule *verdict.Rule) { rule.Factor = verdict.Integrity }
	_, actions := advise(with(sound(), returning("a-later", duty), returning("b-deducts", deduct), res{id: "c-both", status: verdict.Fail})...)
	if want := []string{"b-deducts", "c-both", "a-later"}; !slices.Equal(first(actions), want) {
		t.Fatalf("advice is %v, want %v", first(actions), want)
	}
	for _, a := range actions {
		want := verdict.StageInitial
		if a.Checks[0] == "a-later" {
			want = verdict.StageMature
		}
		if a.Stage != want {
			t.Errorf("%s is for the stage %s, want %s", a.Checks[0], a.Stage, want)
		}
	}
}

// What is promised for returning customers is what the mean of their score moves by when the check passes.
func TestTheGainForReturningCustomersIsExact(t *testing.T) {
	results, rules := judged(with(sound(), returning("a-later"), res{id: "c-both", status: verdict.Warn})...)
	p := profile(Options{})
	before := newScorer(results, rules, p, verdict.StageMature).verdict().Raw
	_, _, actions, _ := Judge(results, rules, Options{})
	for _, a := range actions {
		mended, _ := judged(with(sound(), returning("a-later"), res{id: "c-both", status: verdict.Warn})...)
		for i := range mended {
			if mended[i].Check == a.Checks[0] {
				mended[i].Status, mended[i].Grade = verdict.Pass, 1
			}
		}
		want := newScorer(mended, rules, p, verdict.StageMature).verdict().Raw - before
		if math.Abs(a.MatureGain-want) > 1e-3 || want <= 0 {
			t.Errorf("%s: promised %v, gained %v", a.Checks[0], a.MatureGain, want)
		}
	}
}
