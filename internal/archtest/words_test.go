package archtest_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/shopvet/shopvet/knowledge/ident"
)

// TestEveryKindOfNumberHasALabel holds the report's words to the numbers that can be found: one without a label would be shown by its id.
func TestEveryKindOfNumberHasALabel(t *testing.T) {
	data, err := os.ReadFile("../../report/locales/en.json")
	if err != nil {
		t.Fatal(err)
	}
	var texts map[string]string
	if err := json.Unmarshal(data, &texts); err != nil {
		t.Fatal(err)
	}
	by := map[string]string{}
	for _, kind := range append(ident.Kinds(), "company", "person") {
		label := texts["identity."+kind]
		if label == "" {
			t.Errorf("%s has no label", kind)
		} else if by[label] != "" {
			t.Errorf("%s and %s are both called %q", kind, by[label], label)
		}
		by[label] = kind
	}
}
