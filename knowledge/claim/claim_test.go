package claim

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/knowledge/cue"
)

// TestExamples holds every language to the examples in its data file.
func TestExamples(t *testing.T) {
	for _, lang := range cue.Langs() {
		d, err := load(lang)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, ex := range d.examples {
			if got, want := values(ReadUnder(ex.Under, ex.Text, lang)), slices.Sorted(slices.Values(ex.Want)); !slices.Equal(got, want) {
				t.Errorf("data/%s.toml:%d: %s\n got  %v\n want %v", lang, ex.line, ex.Text, got, want)
			}
		}
		if len(d.examples) < 12 {
			t.Errorf("data/%s.toml: only %d examples", lang, len(d.examples))
		}
	}
}

func values(claims []Claim) []string {
	out := make([]string, 0, len(claims))
	for _, c := range claims {
		s := string(c.Kind)
		if c.Value != "" {
			s += "=" + c.Value
		}
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}

// TestMistakesInDataAreNamed wants file and line of what a translator got wrong.
func TestMistakesInDataAreNamed(t *testing.T) {
	whole, err := files.ReadFile("data/en.toml")
	if err != nil {
		t.Fatal(err)
	}
	line := func(s string) int { return 1 + strings.Count(string(whole)[:strings.Index(string(whole), s)], "\n") }
	for name, c := range map[string]struct{ old, new, want string }{
		"no such class": {"unused = [", "unusd = [", fmt.Sprintf("en.toml:%d: return.unusd", line("unused = ["))},
		"no such table": {"[withdrawal]\n", "[retraction]\n", fmt.Sprintf("en.toml:%d: retraction.form", line("[withdrawal]\n")+1)},
		"an empty list": {"proof = [\"proof of purchase\"", "proof = []\nshop2 = [\"x\"", fmt.Sprintf("en.toml:%d: return.proof: the list is empty", line("proof = ["))},
		"many gaps":     {"\"send .. back\", \"sending", "\"a .. b .. c .. d .. e\", \"sending", "too many gaps"},
		"a star inside": {"\"return*\"", "\"re*turn\"", "a star"},
		"twice":         {"\"sent back\", \"send back\"", "\"sent back\", \"sent back\"", "stands twice"},
		"bad syntax":    {"\n[since]\n", "\n[since\n", fmt.Sprintf("en.toml:%d:", line("\n[since]\n")+2)},
	} {
		broken := strings.Replace(string(whole), c.old, c.new, 1)
		if broken == string(whole) {
			t.Fatalf("%s: %q is not in the file", name, c.old)
		}
		err := (&data{}).parse("data/en.toml", broken, false)
		if name == "an empty list" && err != nil && strings.Contains(err.Error(), "shop2") {
			continue // lists of a table come in no order
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	text := string(whole)
	from := strings.Index(text, "\nportal = [")
	cut := text[:from] + text[from+1+strings.Index(text[from+1:], "\n"):]
	if err := (&data{}).parse("data/en.toml", cut, false); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("en.toml:%d: return.portal is missing", line("[return]\n"))) {
		t.Errorf("a class missing: %v", err)
	}
}
