package score

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/shopvet/shopvet/verdict"
)

// res is a result as tests write it.
type res struct {
	id       string
	status   verdict.Status
	factor   verdict.Factor
	severity verdict.Severity
	edit     func(*verdict.Result, *verdict.Rule)
}

// judged makes results and rules of a list.
func judged(list ...res) ([]verdict.Result, map[string]verdict.Rule) {
	var results []verdict.Result
	rules := map[string]verdict.Rule{}
	for _, r := range list {
		if r.factor == "" {
			r.factor = verdict.VendorIdentity
		}
		if r.severity == "" {
			r.severity = verdict.High
		}
		result := verdict.Result{Check: r.id, Status: r.status, Severity: r.severity, Confidence: verdict.Sure}
		switch r.status {
		case verdict.Pass:
			result.Grade = 1
		case verdict.Warn:
			result.Grade = 0.5
		}
		if r.status == verdict.Warn || r.status == verdict.Fail {
			result.Findings = []verdict.Finding{{Evidence: []verdict.Evidence{{URL: "https://shop.example/"}}}}
			result.Total = 1
		}
		rule := verdict.Rule{Title: r.id + " is well", Fix: "Mend " + r.id + ". It is easy.", Factor: r.factor, Stage: verdict.StageBoth, Severity: r.severity, Effort: 1}
		if r.edit != nil {
			r.edit(&result, &rule)
		}
		results, rules[r.id] = append(results, result), rule
	}
	return results, rules
}

func initial(list ...res) verdict.Score {
	results, rules := judged(list...)
	s, _, _, _ := Judge(results, rules, Options{})
	return s
}

// sound is a shop with one passed check in every factor that weighs for a first-time visitor.
func sound() []res {
	var list []res
	for _, f := range verdict.Factors() {
		if f != verdict.TrackRecord && f != verdict.Integrity {
			list = append(list, res{id: "sound-" + string(f), status: verdict.Pass, factor: f})
		}
	}
	return list
}

// with returns list with more results.
func with(list []res, more ...res) []res { return append(slices.Clone(list), more...) }

func TestAHoleCannotBeBoughtBack(t *testing.T) {
	list := sound()
	list[0].status = verdict.Fail // structural assurance, weight 15
	s := initial(list...)
	if s.Value != 72 || s.Raw != 72.25 || s.Grade != "B" || s.Coverage != 1 {
		t.Errorf("got %d (%v) %s, coverage %v; want 72 (72.25) B 1", s.Value, s.Raw, s.Grade, s.Coverage)
	}
}

func TestMarksOfAFactor(t *testing.T) {
	// Weights 4 and 2, confidences 1 and 0.8: 100 · (4·1·0.5 + 2·0.8·1) / (4 + 1.6) = 64.2857.
	s := initial(
		res{id: "a-one", status: verdict.Warn},
		res{id: "b-two", status: verdict.Pass, severity: verdict.Medium, edit: func(r *verdict.Result, _ *verdict.Rule) { r.Confidence = verdict.Likely }},
		res{id: "c-shown", status: verdict.Fail, severity: verdict.Info},
		res{id: "d-trial", status: verdict.Fail, edit: func(_ *verdict.Result, r *verdict.Rule) { r.Experimental = true }},
		res{id: "e-later", status: verdict.Fail, edit: func(_ *verdict.Result, r *verdict.Rule) { r.Stage = verdict.StageMature }},
		res{id: "f-elsewhere", status: verdict.NotApplicable},
		res{id: "g-measured", status: verdict.Pass, edit: func(r *verdict.Result, _ *verdict.Rule) { r.Grade = 1 }},
	)
	i := slices.IndexFunc(s.Factors, func(f verdict.FactorScore) bool { return f.Factor == verdict.VendorIdentity })
	got := s.Factors[i]
	want := rounded(100 * (4*0.5 + 2*0.8 + 4) / (4 + 1.6 + 4))
	if got.Mark != want || got.Checks != 3 || got.Unknown != 0 || got.Weight != 13 || got.Name == "" {
		t.Errorf("got %+v, want mark %v of 3 checks", got, want)
	}
	if s.Raw != want {
		t.Errorf("the only measured factor makes %v, its mark is %v", s.Raw, want)
	}
}

func TestMeasuredNumbersCountAsTheyAre(t *testing.T) {
	list := sound()
	list[0].status = verdict.Warn
	list[0].edit = func(r *verdict.Result, _ *verdict.Rule) { r.Grade = 0.81 }
	// (85·10 + 15·9)² / 100² = 97.0225
	if s := initial(list...); s.Raw != 97.0225 {
		t.Errorf("raw is %v", s.Raw)
	}
}

func TestIntegrityIsDeductedAndNeverCredited(t *testing.T) {
	deceit := func(n int, severity verdict.Severity, status verdict.Status, edit func(*verdict.Result, *verdict.Rule)) []res {
		var list []res
		for i := range n {
			list = append(list, res{id: fmt.Sprintf("integrity-%d", i), status: status, factor: verdict.Integrity, severity: severity, edit: edit})
		}
		return list
	}
	unsure := func(r *verdict.Result, _ *verdict.Rule) { r.Confidence = verdict.Likely }
	tests := []struct {
		name string
		list []res
		want int
	}{
		{"passed", deceit(3, verdict.High, verdict.Pass, nil), 0},
		{"one high", deceit(1, verdict.High, verdict.Fail, nil), 8},
		{"one medium", deceit(1, verdict.Medium, verdict.Fail, nil), 4},
		{"one low", deceit(1, verdict.Low, verdict.Fail, nil), 2},
		{"no more than 20", deceit(4, verdict.High, verdict.Fail, nil), 20},
		{"a warning is no proof", deceit(1, verdict.High, verdict.Warn, nil), 0},
		{"a likely one is no proof", deceit(1, verdict.High, verdict.Fail, unsure), 0},
		{"unseen", deceit(1, verdict.High, verdict.Unknown, nil), 0},
	}
	for _, tt := range tests {
		s := initial(with(sound(), tt.list...)...)
		if s.Deduction != tt.want || s.Value != 100-tt.want || s.Low != s.Value {
			t.Errorf("%s: deducted %d, value %d, low %d; want %d", tt.name, s.Deduction, s.Value, s.Low, tt.want)
		}
	}
}

func TestRangeAndCoverage(t *testing.T) {
	// Vendor identity (13 %) has one more check, unseen, of the same severity: half of it was measured.
	s := initial(with(sound(), res{id: "unseen-one", status: verdict.Unknown})...)
	low := math.Pow((87*10+13*math.Sqrt(50))/100, 2)
	if s.Value != 100 || s.High != 100 || s.Low != points(low) || s.Coverage != 0.935 || s.Provisional || s.Grade != "A" {
		t.Errorf("got %d (%d–%d), coverage %v; low should be %d", s.Value, s.Low, s.High, s.Coverage, points(low))
	}
	broken := initial(with(sound(), res{id: "unseen-one", status: verdict.Broken})...)
	if broken.Coverage != s.Coverage || broken.Low != s.Low {
		t.Error("our own fault counts otherwise than something unseen")
	}
}

func TestNoGradeWhenTooLittleWasSeen(t *testing.T) {
	// Each shop sees whole factors or nothing of them, so that coverage is the sum of their weights.
	for _, tt := range []struct {
		hidden      []verdict.Factor
		coverage    float64
		known, firm bool
	}{
		{nil, 1, true, true},
		{[]verdict.Factor{verdict.VendorIdentity, verdict.Privacy}, 0.81, true, true},
		{[]verdict.Factor{verdict.VendorIdentity, verdict.Reputation}, 0.80, true, true},
		{[]verdict.Factor{verdict.VendorIdentity, verdict.ServiceQuality}, 0.79, true, false},
		{[]verdict.Factor{verdict.VendorIdentity, verdict.StructuralAssurance, verdict.ServiceQuality, verdict.Navigation}, 0.60, true, false},
		{[]verdict.Factor{verdict.VendorIdentity, verdict.StructuralAssurance, verdict.ServiceQuality, verdict.Privacy}, 0.58, false, false},
	} {
		list := sound()
		for i := range list {
			if slices.Contains(tt.hidden, list[i].factor) {
				list[i].status = verdict.Unknown
			}
		}
		s := initial(list...)
		if s.Coverage != tt.coverage || s.Known != tt.known || (s.Known && s.Provisional == tt.firm) || (s.Grade != "") != tt.known || (s.Why == nil) != tt.known {
			t.Errorf("hidden %v: %+v", tt.hidden, s)
		}
	}
	blocked := initial(res{id: "a-one", status: verdict.Unknown}, res{id: "b-two", status: verdict.Unknown})
	if blocked.Known || blocked.Low != 0 || blocked.High != 100 || blocked.Why.Text == "" {
		t.Errorf("a blocked crawl: %+v", blocked)
	}
	if none := initial(); none.Known {
		t.Errorf("no result at all: %+v", none)
	}
}

func TestTheMatureScoreIsWithheld(t *testing.T) {
	results, rules := judged(sound()...)
	_, mature, _, _ := Judge(results, rules, Options{})
	if mature.Known || mature.Why == nil || mature.Grade != "" || mature.Stage != verdict.StageMature {
		t.Errorf("got %+v", mature)
	}
}

func TestGrades(t *testing.T) {
	for value, want := range map[int]string{100: "A", 85: "A", 84: "B", 70: "B", 69: "C", 55: "C", 54: "D", 40: "D", 39: "E", 25: "E", 24: "F", 0: "F"} {
		if got := gradeOf(value); got != want {
			t.Errorf("%d is %s, want %s", value, got, want)
		}
	}
}
