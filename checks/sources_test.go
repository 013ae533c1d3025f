package checks_test

import (
	"slices"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/verdict"
)

// A seller is not shown the laws of countries it does not sell to.
func TestSourcesAreThoseOfTheShopsMarkets(t *testing.T) {
	some := []verdict.Source{
		{Title: "a study"}, {Title: "a directive", Market: "eu"}, {Title: "a German law", Market: "de"}, {Title: "a British law", Market: "uk"},
	}
	tests := []struct {
		name    string
		markets []facts.Market
		sources []verdict.Source
		want    []string
	}{
		{"it is not known where it sells", nil, some, []string{"a study", "a directive", "a German law", "a British law"}},
		{"one sign says little", []facts.Market{{Code: "uk"}}, some, []string{"a study", "a directive", "a German law", "a British law"}},
		{"British", []facts.Market{{Code: "uk", Scored: true}}, some, []string{"a study", "a British law"}},
		{"German, by the EU too", []facts.Market{{Code: "de", Scored: true}}, some, []string{"a study", "a directive", "a German law"}},
		{"British, perhaps French", []facts.Market{{Code: "uk", Scored: true}, {Code: "fr"}}, some, []string{"a study", "a British law"}},
		{"its own duty stands in", []facts.Market{{Code: "uk", Scored: true}}, some[1:3], []string{"Electronic Commerce (EC Directive) Regulations 2002 reg. 6"}},
		{"nothing else says why", []facts.Market{{Code: "us", Scored: true}}, some[1:], []string{"a directive", "a German law", "a British law"}},
	}
	for _, tt := range tests {
		m := meta("identity-legal-name")
		m.Sources = tt.sources
		in := input()
		in.Site.Markets = tt.markets
		set := mustSet(t, checks.Site(m, none{}, always(checks.Pass(checks.Msg("bad", "what", "it")))))
		var got []string
		for _, src := range set.RulesFor(in)["identity-legal-name"].Sources {
			got = append(got, src.Title)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
		if n := len(set.Rules()["identity-legal-name"].Sources); n != len(tt.sources) {
			t.Errorf("%s: the rules themselves lost sources: %d", tt.name, n)
		}
	}
}
