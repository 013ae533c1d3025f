package checks_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// limits are settings as a check would have them.
type limits struct {
	Least   int      `toml:"least"`
	Share   float64  `toml:"share"`
	Strict  bool     `toml:"strict"`
	Allowed []string `toml:"allowed"`
}

type none struct{}

// meta returns metadata without holes.
func meta(id string) checks.Meta {
	return checks.Meta{
		ID: id, Title: "All is well", Why: "It matters.", Fix: "Mend it.", Effort: 1, Factor: verdict.VendorIdentity,
		Stage: verdict.StageBoth, Severity: verdict.High, Since: "0.1.0", Sources: []verdict.Source{{Title: "A study"}},
		Messages: map[string]string{"ok": "All is well", "bad": "{what} is wrong"},
	}
}

func always(o checks.Outcome) func(*checks.Input, none) checks.Outcome {
	return func(*checks.Input, none) checks.Outcome { return o }
}

func mustSet(t testing.TB, list ...checks.Check) *checks.Set {
	t.Helper()
	s, err := checks.NewSet(list)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestNewSetNamesEveryMistakeAtOnce(t *testing.T) {
	bare := checks.Meta{ID: "Nameless"}
	_, err := checks.NewSet([]checks.Check{
		checks.Site(meta("a-one"), none{}, always(checks.Outcome{})),
		checks.Site(meta("a-one"), none{}, always(checks.Outcome{})),
		checks.Site(bare, 7, func(*checks.Input, int) checks.Outcome { return checks.Outcome{} }),
	})
	if err == nil {
		t.Fatal("a set with holes was accepted")
	}
	for _, want := range []string{
		`"a-one": the id is taken twice`, `"Nameless": the id is not kebab-case`, "no title", "no why", "no fix", "no since",
		"effort", "no factor", "no stage", "no severity", "no source", "no messages", "settings are not a struct",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not name %q:\n%v", want, err)
		}
	}
}

func TestSetListsItsChecksById(t *testing.T) {
	m := meta("b-two")
	m.Needs = snapshot.HaveTLS
	s := mustSet(t, checks.Site(m, none{}, always(checks.Outcome{})), checks.Site(meta("a-one"), none{}, always(checks.Outcome{})))
	var ids []string
	for _, c := range s.Checks() {
		ids = append(ids, c.Meta.ID)
	}
	if !slices.Equal(ids, []string{"a-one", "b-two"}) {
		t.Errorf("checks are listed as %v", ids)
	}
	if _, ok := s.Lookup("b-two"); !ok {
		t.Error("b-two is not found")
	}
	if _, ok := s.Lookup("c-three"); ok {
		t.Error("c-three is found although nobody made it")
	}
	if s.Needs() != snapshot.HaveTLS {
		t.Errorf("needs are %b", s.Needs())
	}
}

func TestConfigure(t *testing.T) {
	tests := []struct {
		name     string
		settings map[string]map[string]any
		disabled []string
		want     limits
		mistakes []string
	}{
		{name: "nothing set", want: limits{Least: 3, Share: 0.5}},
		{
			name:     "some set, the others keep their defaults",
			settings: map[string]map[string]any{"a-one": {"least": int64(9), "allowed": []any{"x", "y"}}},
			want:     limits{Least: 9, Share: 0.5, Allowed: []string{"x", "y"}},
		},
		{
			name:     "a whole number where a number is wanted",
			settings: map[string]map[string]any{"a-one": {"share": int64(1), "strict": true}},
			want:     limits{Least: 3, Share: 1, Strict: true},
		},
		{
			name: "every mistake is named, and nothing is changed",
			settings: map[string]map[string]any{
				"a-one": {"least": "many", "shares": 0.2, "strict": int64(1), "allowed": []any{"x", int64(1)}, "share": 0.9},
				"a-two": {"least": int64(1)}, "b-two": {"anything": true},
			},
			disabled: []string{"b-two", "c-four"},
			want:     limits{Least: 3, Share: 0.5},
			mistakes: []string{
				`checks."a-one".allowed: wants a list: a text in quotes each, not [x 1]`,
				`checks."a-one".least: wants a whole number, not "many"`,
				`checks."a-one".shares: there is no such setting; this check has allowed, least, share, strict`,
				`checks."a-one".strict: wants true or false, not 1`,
				`checks."a-two": there is no such check`,
				`checks."b-two".anything: there is no such setting; this check has none`,
				`disabled check "c-four": there is no such check`,
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got limits
			s := mustSet(t,
				checks.Site(meta("a-one"), limits{Least: 3, Share: 0.5}, func(_ *checks.Input, p limits) checks.Outcome {
					got = p
					return checks.Pass(checks.Msg("ok"))
				}),
				checks.Site(meta("b-two"), none{}, always(checks.Pass(checks.Msg("ok")))))
			err := s.Configure(tt.settings, tt.disabled)
			if text := lines(err); !slices.Equal(text, tt.mistakes) {
				t.Errorf("mistakes:\n%s\nwant:\n%s", strings.Join(text, "\n"), strings.Join(tt.mistakes, "\n"))
			}
			if results := run(t, s, input()); len(results) != 2 {
				t.Errorf("%d results", len(results))
			}
			if got.Least != tt.want.Least || got.Share != tt.want.Share || got.Strict != tt.want.Strict || !slices.Equal(got.Allowed, tt.want.Allowed) {
				t.Errorf("the check saw %+v, want %+v", got, tt.want)
			}
		})
	}
}

func lines(err error) []string {
	if err == nil {
		return nil
	}
	return strings.Split(err.Error(), "\n")
}

func TestDisabledChecksLeaveNoTrace(t *testing.T) {
	m := meta("b-two")
	m.Needs = snapshot.HaveBrowser
	s := mustSet(t, checks.Site(meta("a-one"), none{}, always(checks.Pass(checks.Msg("ok")))), checks.Site(m, none{}, always(checks.Pass(checks.Msg("ok")))))
	if err := s.Configure(nil, []string{"b-two"}); err != nil {
		t.Fatal(err)
	}
	if r := run(t, s, input()); len(r) != 1 || r[0].Check != "a-one" {
		t.Errorf("results: %+v", r)
	}
	if s.Needs() != 0 || len(s.Rules()) != 1 {
		t.Errorf("a disabled check still needs %b or rules %v", s.Needs(), s.Rules())
	}
}

func TestRulesetTellsWhatMovesAScore(t *testing.T) {
	base := func() *checks.Set {
		return mustSet(t,
			checks.Site(meta("a-one"), limits{Least: 3}, func(*checks.Input, limits) checks.Outcome { return checks.Outcome{} }),
			checks.Site(meta("b-two"), none{}, always(checks.Outcome{})))
	}
	same, hash := base().Ruleset("default"), base().Ruleset("default")
	if same != hash {
		t.Fatalf("the same set has two hashes: %s and %s", same, hash)
	}
	changes := map[string]func() string{
		"profile": func() string { return base().Ruleset("high-risk") },
		"settings": func() string {
			return configured(t, base(), map[string]map[string]any{"a-one": {"least": int64(4)}}, nil).Ruleset("default")
		},
		"disabled": func() string { return configured(t, base(), nil, []string{"b-two"}).Ruleset("default") },
		"severity": func() string {
			m := meta("b-two")
			m.Severity = verdict.Low
			a, _ := base().Lookup("a-one")
			return mustSet(t, a, checks.Site(m, none{}, always(checks.Outcome{}))).Ruleset("default")
		},
	}
	for name, change := range changes {
		if change() == hash {
			t.Errorf("%s: a change does not show in the hash", name)
		}
	}
	if got := configured(t, base(), map[string]map[string]any{"a-one": {"least": int64(3)}}, nil).Ruleset("default"); got != hash {
		t.Error("a setting that says the default changes the hash")
	}
}

func configured(t *testing.T, s *checks.Set, settings map[string]map[string]any, disabled []string) *checks.Set {
	t.Helper()
	if err := s.Configure(settings, disabled); err != nil {
		t.Fatal(err)
	}
	return s
}
