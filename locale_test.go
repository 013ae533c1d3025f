package shopvet_test

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/report"
)

// TestEveryCheckSpeaksEveryLanguage: in each language of the report every text of every check is there, with the same slots, and none besides.
func TestEveryCheckSpeaksEveryLanguage(t *testing.T) {
	set, err := shopvet.Checks(shopvet.JudgeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range report.Languages()[1:] {
		data, err := os.ReadFile("report/locales/checks/" + lang + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var texts map[string]map[string]string
		if err := json.Unmarshal(data, &texts); err != nil {
			t.Fatal(err)
		}
		for _, c := range set.Checks() {
			english := map[string]string{"title": c.Meta.Title, "why": c.Meta.Why, "fix": c.Meta.Fix}
			for key, text := range c.Meta.Messages {
				english[key] = text
			}
			sameTexts(t, lang, c.Meta.ID, english, texts[c.Meta.ID])
			delete(texts, c.Meta.ID)
		}
		for id := range texts {
			t.Errorf("%s: there is no check %s", lang, id)
		}
	}
}

// sameTexts holds the texts of one check against the English ones.
func sameTexts(t *testing.T, lang, id string, english, texts map[string]string) {
	t.Helper()
	for key, text := range english {
		got, ok := texts[key]
		if !ok {
			t.Errorf("%s: %s has no text %q: %s", lang, id, key, text)
			continue
		}
		want, have := checks.Slots(text), checks.Slots(got)
		slices.Sort(want)
		slices.Sort(have)
		if !slices.Equal(want, have) {
			t.Errorf("%s: %s %q has the slots %v, want %v", lang, id, key, have, want)
		}
		if bad := checktest.Accusation(got); bad != "" {
			t.Errorf("%s: %s %q accuses: %q", lang, id, key, bad)
		}
	}
	for key := range texts {
		if _, ok := english[key]; !ok {
			t.Errorf("%s: %s has no text %q in English", lang, id, key)
		}
	}
}
