package checktest

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/verdict"
)

func good() checks.Meta {
	return checks.Meta{
		ID: "a-one", Title: "The seller is named", Why: "Strangers ask who sells.", Fix: "Name the seller on every page.",
		Messages: map[string]string{"none": "{count} pages name nobody"}, Sources: []verdict.Source{{Title: "A study", URL: "https://study.example/1"}},
	}
}

func TestMetaFindsWhatReadersWouldStumbleOver(t *testing.T) {
	if m := good(); len(mistakes(&m)) > 0 {
		t.Errorf("good texts are refused: %v", mistakes(&m))
	}
	tests := map[string]struct {
		spoil func(*checks.Meta)
		want  string
	}{
		"a German accusing word": {func(m *checks.Meta) { m.Why = "Das ist Betrug." }, `says "Betrug"`},
		"an accusing word":       {func(m *checks.Meta) { m.Why = "Scammers do this." }, `says "Scammers"`},
		"another one":            {func(m *checks.Meta) { m.Messages["none"] = "A fake seal" }, `says "fake"`},
		"a title with a stop":    {func(m *checks.Meta) { m.Title += "." }, "the title is"},
		"a why that is no more":  {func(m *checks.Meta) { m.Why = "because" }, "why is not a sentence"},
		"advice without a deed":  {func(m *checks.Meta) { m.Fix = "The seller's name is missing." }, "fix starts with a thing"},
		"short advice":           {func(m *checks.Meta) { m.Fix = "Do it." }, "fix does not say"},
		"a slot in the title":    {func(m *checks.Meta) { m.Title = "All {count} are well" }, "have no slots"},
		"a bad key":              {func(m *checks.Meta) { m.Messages["NONE"] = "Nobody" }, "is not kebab-case"},
		"a bad slot":             {func(m *checks.Meta) { m.Messages["none"] = "{Count} pages" }, "belongs to no slot"},
		"a bad source":           {func(m *checks.Meta) { m.Sources[0].URL = "study.example" }, "no address one could open"},
		"stray space":            {func(m *checks.Meta) { m.Why = "Strangers  ask." }, "stray space"},
	}
	for name, tt := range tests {
		m := good()
		tt.spoil(&m)
		if list := mistakes(&m); len(list) != 1 || !strings.Contains(list[0], tt.want) {
			t.Errorf("%s: %q", name, list)
		}
	}
}
