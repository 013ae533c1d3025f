package archtest_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// faultText is a whole sentence about a failed connection in the crawler's source.
var faultText = regexp.MustCompile(`(?:Text: |Fault\w+:\s+|\btext :?= )"([^"%]+)"`)

// TestFaultsOfConnectionsAreSaidInEveryLanguage holds the report's words to the sentences in which the crawler tells why a connection failed: a verdict
// carries them in English.
func TestFaultsOfConnectionsAreSaidInEveryLanguage(t *testing.T) {
	for _, lang := range []string{"de", "zh"} {
		data, err := os.ReadFile("../../report/locales/" + lang + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var words map[string]string
		if err := json.Unmarshal(data, &words); err != nil {
			t.Fatal(err)
		}
		seen := 0
		for _, dir := range []string{"wire", "tlsprobe"} {
			files, _ := filepath.Glob("../../crawler/" + dir + "/*.go")
			for _, file := range files {
				if strings.HasSuffix(file, "_test.go") {
					continue
				}
				source, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				for _, m := range faultText.FindAllStringSubmatch(string(source), -1) {
					if strings.HasSuffix(m[1], " ") || m[1] == "the certificate" { // beginnings, said by a form
						continue
					}
					if seen++; words["word."+m[1]] == "" {
						t.Errorf("%s cannot say %q (%s)", lang, m[1], filepath.Base(file))
					}
				}
			}
		}
		if seen < 20 {
			t.Errorf("only %d sentences were found", seen)
		}
	}
}
