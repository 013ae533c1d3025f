package web

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/catalogue/notify"
	"github.com/shopvet/shopvet/report"
)

var slot = regexp.MustCompile(`\{[a-z]+\}`)

// In every language the dashboard says the same, with the same slots.
func TestEveryLanguageHasEveryWord(t *testing.T) {
	en := ownWords("en")
	own := map[string]int{} // texts that the catalogue gives in English: every other language has the same
	for _, lang := range report.Languages()[1:] {
		words := ownWords(lang)
		for key, text := range en {
			a, b := slot.FindAllString(text, -1), slot.FindAllString(words[key], -1)
			slices.Sort(a)
			slices.Sort(b)
			if words[key] == "" || !slices.Equal(a, b) {
				t.Errorf("%s: %q is %q, in English %q", lang, key, words[key], text)
			}
		}
		for key := range words {
			if en[key] == "" {
				own[key]++
			}
		}
	}
	for key, n := range own {
		if n != len(report.Languages())-1 {
			t.Errorf("%q is not in every language but English", key)
		}
	}
}

// Every text that templates and code ask for exists, and none is left over.
func TestEveryWordIsUsed(t *testing.T) {
	var all strings.Builder
	for _, pattern := range []string{"*.go", "templates/*.tmpl"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			all.Write(data)
		}
	}
	asked := map[string]bool{}
	for _, m := range regexp.MustCompile(`"(web\.[a-z.-]*[a-z])"`).FindAllStringSubmatch(all.String(), -1) {
		asked[m[1]] = true
	}
	words := report.NewWords("en", ownWords("en"))
	for key := range asked {
		if !words.Has(key) && !words.Has(key+".other") {
			t.Errorf("there is no text %q", key)
		}
	}
	for key := range ownWords("en") {
		bare := strings.TrimSuffix(strings.TrimSuffix(key, ".one"), ".other")
		if !asked[key] && !asked[bare] && !fromList(key) {
			t.Errorf("nothing asks for %q", key)
		}
	}
}

// fromList reports whether a text is one of a closed list, whose keys are put together.
func fromList(key string) bool {
	lists := map[string][]string{"web.profile.": {"", "quick", "standard", "deep"}, "web.channel.": notify.Kinds(), "web.scan.": {"given-up", "cancelled"}, "web.alert.": {"finding", "lifted"},
		"web.secret.": {"token", "password", "webhook"}, "web.state.": text(catalogue.States()), "web.kind.": text(catalogue.AlertKinds()), "web.role.": text(roles()),
		"web.trait.": traitKinds(), "web.col.": {"name", "score", "change", "serious", "looked", "due"}, "web.tile.": {"queue"}}
	for prefix, list := range lists {
		if rest, ok := strings.CutPrefix(key, prefix); ok && slices.Contains(list, rest) {
			return true
		}
	}
	if strings.HasPrefix(key, whyPrefix) { // held to what is said by tests of their own
		return true
	}
	// Titles of the navigation, and what was done: the latter is checked where it is asked for.
	return strings.HasSuffix(key, ".title") || strings.HasPrefix(key, "web.done.")
}

func text[T ~string](list []T) []string {
	var out []string
	for _, v := range list {
		out = append(out, string(v))
	}
	return out
}

// Every sentence by which the queue tells why a scan waits or was given up is known, and so said in every language.
func TestReasonsOfTheQueueAreKnown(t *testing.T) {
	names, err := filepath.Glob("../catalogue/queue/*.go")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, name := range append(names, "../internal/cli/visits.go") { // which puts scans off
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`"([A-Z][a-z]+ [^"%]*\.)"`).FindAllStringSubmatch(string(data), -1) {
			n++
			if said := why(report.NewWords("de", ownWords("de")), m[1]); said == m[1] {
				t.Errorf("%s: %q is not known", name, m[1])
			}
		}
	}
	if n < 4 {
		t.Errorf("only %d sentences were found", n)
	}
}

// The reason in a sentence on a list's row is said in the visitor's language, too.
func TestReasonsInReasonsAreTold(t *testing.T) {
	const said = `"https://not an address" is not an address (invalid character " " in host name): write it like https://shop.example`
	for lang, want := range map[string]string{
		"de": `"https://not an address" ist keine Adresse (der Name des Servers enthält das Zeichen " "): schreiben Sie sie wie https://shop.example`,
		"zh": `"https://not an address" 不是网址（主机名中含有字符 " "）：请写成 https://shop.example 的形式`,
	} {
		if got := why(report.NewWords(lang, ownWords(lang)), said); got != want {
			t.Errorf("%s: %q", lang, got)
		}
	}
}
