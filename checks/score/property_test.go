package score

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/shopvet/shopvet/verdict"
)

func TestResultsInAnyOrderGiveTheSameBytes(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	results, rules := judged(random(rnd, 60)...)
	first := bytesOf(t, results, rules)
	for range 20 {
		rnd.Shuffle(len(results), func(i, j int) { results[i], results[j] = results[j], results[i] })
		if got := bytesOf(t, results, maps.Clone(rules)); got != first {
			t.Fatalf("another order gives other bytes:\n%s\n%s", first, got)
		}
	}
}

func bytesOf(t *testing.T, results []verdict.Result, rules map[string]verdict.Rule) string {
	t.Helper()
	a, b, c, d := Judge(results, rules, Options{})
	out, err := json.Marshal([]any{a, b, c, d})
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// capped are the checks on which caps rest.
func capped() []string {
	var ids []string
	for _, r := range capRules() {
		ids = append(ids, r.absent...)
		for _, g := range r.all {
			ids = append(ids, g...)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// random makes a shop of n checks, those of the caps among them, with outcomes by chance.
func random(rnd *rand.Rand, n int) []res {
	statuses := []verdict.Status{verdict.Pass, verdict.Pass, verdict.Warn, verdict.Fail, verdict.Fail, verdict.Unknown, verdict.NotApplicable, verdict.Broken}
	severities := []verdict.Severity{verdict.Critical, verdict.High, verdict.Medium, verdict.Low, verdict.Info}
	confidences := []verdict.Confidence{verdict.Sure, verdict.Sure, verdict.Sure, verdict.Likely, verdict.Unsure, ""}
	factors := verdict.Factors()
	ids := capped()
	for i := len(ids); i < n; i++ {
		ids = append(ids, fmt.Sprintf("random-%02d", i))
	}
	var list []res
	for _, id := range ids[:n] {
		list = append(list, res{
			id: id, status: statuses[rnd.IntN(len(statuses))], factor: factors[rnd.IntN(len(factors))], severity: severities[rnd.IntN(len(severities))],
			edit: func(r *verdict.Result, rule *verdict.Rule) {
				r.Confidence = confidences[rnd.IntN(len(confidences))]
				rule.Effort = []int{1, 3, 8}[rnd.IntN(3)]
				if r.Status == verdict.Warn || r.Status == verdict.Fail {
					r.Grade = min(r.Grade, rnd.Float64())
					r.Findings[0].Evidence[0] = verdict.Evidence{URL: []string{"http://shop.example/a/b", "https://shop.example/"}[rnd.IntN(2)]}
					r.Reason.Args = map[string]any{"two_rounds": rnd.IntN(2) == 0}
				}
				if rnd.IntN(4) == 0 {
					r.Duty = &verdict.Source{Title: "A law", Level: []string{"must", "should"}[rnd.IntN(2)]}
				}
			},
		})
	}
	return list
}

func TestPropertiesOfEveryScore(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	for range 150 {
		results, rules := judged(random(rnd, 20+rnd.IntN(50))...)
		m := newScorer(results, rules, profile(Options{}), verdict.StageInitial)
		s := m.verdict()
		if s.Low < 0 || s.Low > s.Value || s.Value > s.High || s.High > 100 || s.Coverage < 0 || s.Coverage > 1 {
			t.Fatalf("out of bounds: %d (%d–%d), coverage %v", s.Value, s.Low, s.High, s.Coverage)
		}
		monotone(t, results, rules, m.total(m.now).value)
		unknownsAreLeftOut(t, results, rules, s)
	}
}

// monotone turns each fail and each warn into a pass; the score must never fall.
func monotone(t *testing.T, results []verdict.Result, rules map[string]verdict.Rule, before float64) {
	t.Helper()
	for i := range results {
		if results[i].Status != verdict.Fail && results[i].Status != verdict.Warn {
			continue
		}
		better := slices.Clone(results)
		better[i].Status, better[i].Grade, better[i].Findings = verdict.Pass, 1, nil
		m := newScorer(better, rules, profile(Options{}), verdict.StageInitial)
		if after := m.total(m.now).value; after < before-1e-9 {
			t.Fatalf("mending %s lowers the score from %v to %v", results[i].Check, before, after)
		}
	}
}

// unknownsAreLeftOut takes the unknown checks away; the score must stay.
func unknownsAreLeftOut(t *testing.T, results []verdict.Result, rules map[string]verdict.Rule, s verdict.Score) {
	t.Helper()
	seen := slices.DeleteFunc(slices.Clone(results), func(r verdict.Result) bool { return r.Status == verdict.Unknown && !slices.Contains(capped(), r.Check) })
	if got := newScorer(seen, rules, profile(Options{}), verdict.StageInitial).verdict(); got.Value != s.Value {
		t.Fatalf("with unknowns the score is %d, without them %d", s.Value, got.Value)
	}
}
