package archtest_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

// TestAdviceIsAboutWhatThereIs holds the report's advice, which may import neither, to the checks and to the names of shop systems: an entry
// under another name would never be shown.
func TestAdviceIsAboutWhatThereIs(t *testing.T) {
	type entry struct {
		Checks []string `toml:"checks"`
	}
	var advice struct {
		Setting, Text []entry
		Platform      []struct {
			Name string
			Step []entry
		}
	}
	var known struct{ Platform []struct{ Name string } }
	for path, into := range map[string]any{
		"report/advice/settings.toml": &advice, "report/advice/texts.toml": &advice, "report/advice/platforms.toml": &advice,
		"knowledge/vendor/data/platforms.toml": &known,
	} {
		if _, err := toml.DecodeFile(filepath.Join("../..", path), into); err != nil {
			t.Fatal(err)
		}
	}
	entries := slices.Concat(advice.Setting, advice.Text)
	for _, p := range advice.Platform {
		entries = append(entries, p.Step...)
		if !slices.ContainsFunc(known.Platform, func(k struct{ Name string }) bool { return k.Name == p.Name }) {
			t.Errorf("there is advice for the shop system %q, which is never recognised", p.Name)
		}
	}
	if len(entries) < 50 {
		t.Fatalf("only %d entries were read", len(entries))
	}
	for _, e := range entries {
		for _, id := range e.Checks {
			if _, err := os.Stat("../../docs/checks/" + id + ".md"); err != nil {
				t.Errorf("there is advice for the check %q, which does not exist", id)
			}
		}
	}
}

// TestTermsStandInTheDocs holds docs/words.md to the terms that the report explains.
func TestTermsStandInTheDocs(t *testing.T) {
	var terms struct {
		Term []struct{ Name, Text map[string]string }
	}
	if _, err := toml.DecodeFile("../../report/advice/terms.toml", &terms); err != nil {
		t.Fatal(err)
	}
	doc, err := os.ReadFile("../../docs/words.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, term := range terms.Term {
		if row := "| " + term.Name["en"] + " | " + term.Text["en"] + " |\n"; !strings.Contains(string(doc), row) {
			t.Errorf("docs/words.md lacks %s", row)
		}
	}
}
