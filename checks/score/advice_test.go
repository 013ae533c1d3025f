package score

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet/verdict"
)

func advise(list ...res) (verdict.Score, []verdict.Action) {
	results, rules := judged(list...)
	s, _, actions, _ := Judge(results, rules, Options{})
	return s, actions
}

func first(actions []verdict.Action) []string {
	var ids []string
	for _, a := range actions {
		ids = append(ids, a.Checks[0])
	}
	return ids
}

func TestAdviceLiftsCapsThenMeetsDutiesThenGains(t *testing.T) {
	duty := func(r *verdict.Result, _ *verdict.Rule) { r.Duty = &verdict.Source{Title: "A law", Level: "must"} }
	s, actions := advise(with(sound(),
		res{id: "big-gain", status: verdict.Fail, factor: verdict.SystemQuality},
		res{id: "small-duty", status: verdict.Warn, factor: verdict.Communication, severity: verdict.Low, edit: duty},
		res{id: "policy-placeholders", status: verdict.Fail, factor: verdict.Communication, severity: verdict.Low},
		res{id: "unseen-one", status: verdict.Unknown, factor: verdict.Privacy},
		res{id: "shown-only", status: verdict.Fail, severity: verdict.Info},
		res{id: "on-trial", status: verdict.Fail, edit: func(_ *verdict.Result, r *verdict.Rule) { r.Experimental = true }},
	)...)
	if want := []string{"policy-placeholders", "small-duty", "big-gain"}; !slices.Equal(first(actions), want) {
		t.Fatalf("advice is %v, want %v", first(actions), want)
	}
	if s.Value != 60 || !slices.Equal(actions[0].Lifts, []string{"K9"}) || actions[0].After <= 60 || actions[2].After != 100 {
		t.Errorf("score %d, then %+v", s.Value, actions)
	}
	if actions[2].Gain != 0 || actions[2].RawGain <= 0 {
		t.Errorf("under the cap a change alone gains nothing, on the uncapped score it does: %+v", actions[2])
	}
	if !actions[1].Duty || actions[0].Duty {
		t.Error("duties are marked wrongly")
	}
	if !actions[0].Reaches || actions[1].Reaches || actions[2].Reaches {
		t.Error("the action that reaches the next grade is not marked, or not it alone")
	}
	if actions[2].Title != "Mend big-gain" || actions[2].Fix != "Mend big-gain. It is easy." {
		t.Errorf("words: %q, %q", actions[2].Title, actions[2].Fix)
	}
}

func TestAnySideOfASharedCapMayGoFirst(t *testing.T) {
	// K8 rests on three missing texts; the cheapest of them lifts it.
	effort := func(n int) func(*verdict.Result, *verdict.Rule) {
		return func(_ *verdict.Result, r *verdict.Rule) { r.Effort = n }
	}
	_, actions := advise(with(sound(),
		res{id: "policy-privacy", status: verdict.Fail, edit: effort(8)}, res{id: "policy-returns", status: verdict.Fail, edit: effort(1)},
		res{id: "policy-terms", status: verdict.Fail, edit: effort(3)})...)
	if actions[0].Checks[0] != "policy-returns" || !slices.Equal(actions[0].Lifts, []string{"K8"}) || len(actions[1].Lifts) != 0 {
		t.Errorf("advice: %+v", actions)
	}
}

func TestWhatOneChangeMendsIsOneAction(t *testing.T) {
	_, actions := advise(with(sound(),
		res{id: "identity-legal-name", status: verdict.Fail}, res{id: "identity-postal-address", status: verdict.Pass},
		res{id: "identity-imprint-link", status: verdict.Warn, edit: func(_ *verdict.Result, r *verdict.Rule) { r.Effort = 3 }})...)
	if len(actions) != 1 || !slices.Equal(actions[0].Checks, []string{"identity-imprint-link", "identity-legal-name"}) || actions[0].Effort != 3 {
		t.Fatalf("advice: %+v", actions)
	}
	if !strings.HasPrefix(actions[0].Title, "Publish who runs the shop") || !strings.Contains(actions[0].Fix, "Mend identity-legal-name") {
		t.Errorf("words: %q, %q", actions[0].Title, actions[0].Fix)
	}
}

func TestTiesGoToTheSurerAndTheMoreVisible(t *testing.T) {
	at := func(page string) func(*verdict.Result, *verdict.Rule) {
		return func(r *verdict.Result, _ *verdict.Rule) { r.Findings[0].Evidence[0].URL = page }
	}
	// The mature stage's checks gain a first-time visitor nothing: all alike.
	later := func(edit func(*verdict.Result, *verdict.Rule)) func(*verdict.Result, *verdict.Rule) {
		return func(r *verdict.Result, rule *verdict.Rule) {
			rule.Stage = verdict.StageMature
			edit(r, rule)
		}
	}
	_, actions := advise(with(sound(),
		res{id: "a-unsure", status: verdict.Fail, edit: later(func(r *verdict.Result, _ *verdict.Rule) { r.Confidence = verdict.Unsure })},
		res{id: "b-deep", status: verdict.Fail, edit: later(at("https://shop.example/a/b/c"))},
		res{id: "c-home", status: verdict.Fail, edit: later(at("https://shop.example/"))})...)
	if want := []string{"c-home", "b-deep", "a-unsure"}; !slices.Equal(first(actions), want) {
		t.Errorf("advice is %v, want %v", first(actions), want)
	}
}

func TestWithoutAScoreAdviceStaysAndPromisesNoPoints(t *testing.T) {
	list := sound()
	for i := range list[:8] {
		list[i].status = verdict.Unknown
	}
	s, actions := advise(with(list, res{id: "a-fault", status: verdict.Fail, factor: verdict.Fulfilment})...)
	if s.Known || len(actions) != 1 {
		t.Fatalf("known %t, advice %+v", s.Known, actions)
	}
	if a := actions[0]; a.Gain != 0 || a.After != 0 || a.Grade != "" || a.Reaches || a.RawGain <= 0 {
		t.Errorf("promised: %+v", a)
	}
}

func TestVerifyListsTheMostTellingUnknownsFirst(t *testing.T) {
	results, rules := judged(with(sound(),
		res{id: "a-low", status: verdict.Unknown, severity: verdict.Low}, res{id: "b-high", status: verdict.Unknown},
		res{id: "c-info", status: verdict.Unknown, severity: verdict.Info}, res{id: "d-broken", status: verdict.Broken})...)
	s, _, _, verify := Judge(results, rules, Options{})
	if len(verify) != 2 || verify[0].Check != "b-high" || verify[1].Check != "a-low" {
		t.Fatalf("verify: %+v", verify)
	}
	// Seen for certain, the check adds just what was promised.
	for i := range results {
		if results[i].Check == "b-high" {
			results[i].Status = verdict.Pass
		}
	}
	after, _, _, _ := Judge(results, rules, Options{})
	if got := after.Coverage - s.Coverage; rounded(got) != verify[0].Gain {
		t.Errorf("coverage grew by %v, promised were %v", got, verify[0].Gain)
	}
}

func TestAdviceNeverLosesAndEndsWhereEverythingIsMended(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	for range 100 {
		results, rules := judged(random(rnd, 46)...)
		s, _, actions, _ := Judge(results, rules, Options{})
		before, reaches := s.Value, 0
		for _, a := range actions {
			if s.Known && (a.After < before || a.Gain < 0 || a.Grade != gradeOf(a.After)) {
				t.Fatalf("after %s: %d, before %d, gain %d, grade %s", a.Checks[0], a.After, before, a.Gain, a.Grade)
			}
			before = max(before, a.After)
			if a.Reaches {
				reaches++
			}
		}
		if reaches > 1 {
			t.Fatalf("%d actions reach the next grade first", reaches)
		}
		if s.Known && len(actions) > 0 && before != 100 {
			t.Fatalf("with everything mended the score is %d", before)
		}
	}
}

func TestFirstSentence(t *testing.T) {
	for text, want := range map[string]string{
		"Name the seller. It helps.":                  "Name the seller",
		"Name the seller.":                            "Name the seller",
		"Name a carrier, e.g. DHL, and a time. Both.": "Name a carrier, e.g. DHL, and a time",
		"Use TLS 1.2 or newer. Old ones are off.":     "Use TLS 1.2 or newer",
		"": "",
	} {
		if got := firstSentence(text); got != want {
			t.Errorf("%q begins with %q, want %q", text, got, want)
		}
	}
}

// A shop with everything wrong is the most work: every check is an action. The bound is far above what it takes and far below what a
// reader would notice.
func TestAdviceIsQuick(t *testing.T) {
	if testing.Short() {
		t.Skip("timing")
	}
	results, rules := judged(allWrong()...)
	best := time.Hour
	for range 5 {
		start := time.Now()
		Judge(results, rules, Options{})
		best = min(best, time.Since(start))
	}
	if best > 100*time.Millisecond {
		t.Errorf("judging 46 failed checks takes %v", best)
	}
}

func allWrong() []res {
	list := random(rand.New(rand.NewPCG(7, 8)), 46)
	for i := range list {
		list[i].status = verdict.Fail
	}
	return list
}

func BenchmarkJudge46(b *testing.B) {
	results, rules := judged(allWrong()...)
	for b.Loop() {
		Judge(results, rules, Options{})
	}
}
