package score

import (
	"math"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/verdict"
)

func TestProfiles(t *testing.T) {
	digests := map[string]string{}
	for _, name := range Profiles() {
		p, err := LoadProfile(name)
		if err != nil {
			t.Fatal(err)
		}
		if p.Name != name || p.Summary == "" {
			t.Errorf("%s: %+v", name, p)
		}
		for stage, table := range p.weights {
			sum := 0.0
			for _, w := range table {
				sum += w
			}
			if math.Abs(sum-100) > 1e-6 {
				t.Errorf("%s: the weights of the %s stage add up to %v", name, stage, sum)
			}
		}
		if other, ok := digests[p.Digest()]; ok {
			t.Errorf("%s and %s cannot be told apart", name, other)
		}
		digests[p.Digest()] = name
	}
	if len(digests) != 4 {
		t.Errorf("%d profiles", len(digests))
	}
}

func TestAProfileMultipliesAndKeepsTheSum(t *testing.T) {
	p, err := LoadProfile("high-risk")
	if err != nil {
		t.Fatal(err)
	}
	// 6·1.4 + 6·1.3 = 16.2 instead of 12: the sum is 104.2 before it is brought back.
	if got, want := p.weights[verdict.StageInitial][verdict.Privacy], 100*6*1.4/104.2; math.Abs(got-want) > 1e-9 {
		t.Errorf("privacy weighs %v, want %v", got, want)
	}
	if got, want := p.weights[verdict.StageInitial][verdict.StructuralAssurance], 100*15/104.2; math.Abs(got-want) > 1e-9 {
		t.Errorf("structural assurance weighs %v, want %v", got, want)
	}
}

func TestBadProfilesAreRefused(t *testing.T) {
	base, err := LoadProfile(DefaultProfile)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, text string
		base       *Profile
		want       []string
	}{
		{"an unknown key", "name = \"x\"\nsumary = \"y\"\n[multiply]\nprivacy = 2", base, []string{`there is no setting "sumary"`}},
		{"an unknown factor", "[multiply]\nprivacyy = 2", base, []string{`there is no factor "privacyy"`}},
		{"integrity has no weight", "[multiply]\nintegrity = 2", base, []string{`there is no factor "integrity"`}},
		{"below zero", "[multiply]\nprivacy = -1", base, []string{"is not a number from 0 up"}},
		{"not a number", "[multiply]\nprivacy = nan", base, []string{"is not a number from 0 up"}},
		{"a sum that is not 100", "[initial]\nprivacy = 99\n[mature]\nprivacy = 100", nil, []string{"add up to 99", "no weight for \"vendor-identity\""}},
		{"no TOML", "[", base, []string{"weight profile"}},
	}
	for _, tt := range tests {
		_, err := parseProfile([]byte(tt.text), tt.base)
		if err == nil {
			t.Errorf("%s is accepted", tt.name)
			continue
		}
		for _, want := range tt.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: the error does not say %q: %v", tt.name, want, err)
			}
		}
	}
	if _, err := LoadProfile("../default"); err == nil || !strings.Contains(err.Error(), "high-risk") {
		t.Errorf("a profile that is not there: %v", err)
	}
}
