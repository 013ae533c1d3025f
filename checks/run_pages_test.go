package checks_test

import (
	"context"
	"errors"
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
	"iter"
	"math"
	"slices"
	"strings"
	"testing"
)

// byTitle judges a page by its title: its letters say the outcome.
func byTitle(fold checks.Fold) checks.Check {
	m := meta("a-one")
	m.Messages["none"] = "No such page"
	return checks.EachPage(m, none{}, fold, func(_ *checks.Input, p *snapshot.Page, _ none) checks.Outcome {
		bad := checks.Msg("bad", "what", p.Title)
		switch p.Title {
		case "pass":
			return checks.Pass(checks.Msg("ok"))
		case "warn":
			return checks.Warn(bad)
		case "fail":
			return checks.Fail(bad, checks.Find(bad), checks.Find(bad))
		case "maybe":
			o := checks.Fail(bad)
			o.Confidence = verdict.Unsure
			return o
		case "unknown":
			return checks.Unknown(checks.Msg("ok"))
		default:
			return checks.NotApplicable(checks.Msg("ok"))
		}
	})
}

func TestFold(t *testing.T) {
	many := func(n int, title string) []string { return slices.Repeat([]string{title}, n) }
	shares := checks.Fold{Pass: 0.02, Warn: 0.10}
	tests := []struct {
		name       string
		fold       checks.Fold
		pages      []string
		want       verdict.Status
		grade      float64
		seen, all  int
		kept       int
		confidence verdict.Confidence
		text       string
	}{
		{name: "all pass", fold: shares, pages: many(5, "pass"), want: verdict.Pass, grade: 1, seen: 5, text: "Nothing wrong on the pages looked at: 5"},
		{
			name: "share at the pass threshold", fold: shares, pages: append(many(98, "pass"), "fail", "warn"), want: verdict.Pass, grade: 1,
			seen: 100, all: 3, kept: 3, text: "2 of 100 pages looked at (2\u00a0%)",
		},
		{
			name: "between the thresholds the grade falls", fold: shares, pages: append(many(94, "pass"), many(6, "warn")...), want: verdict.Warn,
			grade: 0.5, seen: 100, all: 6, kept: 6, text: "6 of 100 pages looked at (6\u00a0%)",
		},
		{
			name: "above", fold: shares, pages: append(many(88, "pass"), many(12, "fail")...), want: verdict.Fail, seen: 100, all: 24, kept: 24,
			text: "12 of 100 pages looked at (12\u00a0%)",
		},
		{
			name: "a total beyond what is kept", fold: checks.Fold{Keep: 3}, pages: many(4, "fail"), want: verdict.Fail, seen: 4, all: 8, kept: 3,
			text: "4 of 4 pages looked at (100\u00a0%)",
		},
		{
			name: "pages that do not count or were not seen are left out", fold: shares, pages: []string{"", "unknown", "pass", ""},
			want: verdict.Pass, grade: 1, seen: 1, text: "Nothing wrong on the pages looked at: 1",
		},
		{name: "nothing but unseen pages", fold: shares, pages: []string{"", "unknown"}, want: verdict.Unknown, text: "All is well"},
		{name: "no page of the kind", fold: checks.Fold{None: checks.Msg("none")}, pages: []string{"", ""}, want: verdict.NotApplicable, text: "No such page"},
		{name: "no page of the kind, no words", pages: []string{""}, want: verdict.NotApplicable, text: "The shop has no page that this is about, as far as was seen"},
		{
			name: "never worse than a warning", fold: checks.Fold{WarnOnly: true}, pages: many(3, "fail"), want: verdict.Warn, grade: 0.5, seen: 3,
			all: 6, kept: 6, text: "3 of 3 pages looked at (100\u00a0%)",
		},
		{
			name: "the worst page decides", fold: checks.Fold{Pass: 0.5, Any: true}, pages: append(many(9, "pass"), "warn"), want: verdict.Warn,
			grade: 0.5, seen: 10, all: 1, kept: 1, text: "1 of 10 pages looked at (10\u00a0%)",
		},
		{
			name: "the surest of the worst speaks", fold: checks.Fold{Any: true}, pages: []string{"warn", "maybe", "fail", "maybe"}, want: verdict.Fail,
			seen: 4, all: 5, kept: 5, text: "4 of 4 pages looked at (100\u00a0%)",
		},
		{
			name: "a share is as sure as its least sure page", fold: shares, pages: []string{"pass", "fail", "maybe"}, want: verdict.Fail,
			seen: 3, all: 3, kept: 3, confidence: verdict.Unsure, text: "2 of 3 pages looked at (66.7\u00a0%)",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := runOne(t, byTitle(tt.fold), input(tt.pages...))
			if tt.confidence == "" {
				tt.confidence = verdict.Sure
			}
			if r.Status != tt.want || math.Abs(r.Grade-tt.grade) > 1e-9 || r.Seen != tt.seen || r.Total != tt.all || len(r.Findings) != tt.kept ||
				r.Confidence != tt.confidence || r.Reason.Text != tt.text {
				t.Errorf("got %s %.3f, seen %d, total %d, kept %d, %s: %q", r.Status, r.Grade, r.Seen, r.Total, len(r.Findings), r.Confidence, r.Reason.Text)
			}
		})
	}
}

func TestABadPageIsShownWhereItIs(t *testing.T) {
	r := runOne(t, byTitle(checks.Fold{}), input("pass", "warn", "fail"))
	if len(r.Findings) != 3 {
		t.Fatalf("findings: %+v", r.Findings)
	}
	for i, url := range []string{"https://shop.example:8443/1?v=1", "https://shop.example:8443/2?v=1", "https://shop.example:8443/2?v=1"} {
		f := r.Findings[i]
		if f.Evidence[0].URL != url || !strings.HasSuffix(f.Message.Text, " is wrong") {
			t.Errorf("finding %d: %+v", i, f)
		}
	}
}

func TestChecksOfPagesSpeakForThemselves(t *testing.T) {
	m := meta("a-one")
	m.Messages[checks.OwnPages] = "{bad} of {seen} products are bare ({share})"
	c := checks.EachPage(m, none{}, checks.Fold{}, func(*checks.Input, *snapshot.Page, none) checks.Outcome {
		return checks.Fail(checks.Msg("bad", "what", "it"))
	})
	if r := runOne(t, c, input("x")); r.Reason.Text != "1 of 1 products are bare (100\u00a0%)" || r.Reason.Key != "pages" {
		t.Errorf("reason: %+v", r.Reason)
	}
}

// torn is a page source whose second page cannot be read.
type torn struct{ snapshot.Pages }

func (s torn) All() iter.Seq2[*snapshot.Page, error] {
	return func(yield func(*snapshot.Page, error) bool) {
		for i, p := range s.Pages {
			if i == 1 && !yield(nil, errors.New("torn")) || i != 1 && !yield(p, nil) {
				return
			}
		}
	}
}

func TestASnapshotThatCannotBeReadIsNotJudged(t *testing.T) {
	in := input("pass", "fail", "pass")
	in.Snap.Pages = torn{in.Snap.Pages.(snapshot.Pages)}
	results, err := mustSet(t, byTitle(checks.Fold{})).Run(context.Background(), in)
	if err == nil || !strings.Contains(err.Error(), "read page of the snapshot: torn") || results != nil {
		t.Errorf("got %v, %v", results, err)
	}
}
