package shopvet_test

import (
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/internal/shopgen"
	"github.com/shopvet/shopvet/verdict"
)

// TestDiffTellsThePlantedChangesOnly: five faults are mended and five are new; the comparison tells those ten and no other.
func TestDiffTellsThePlantedChangesOnly(t *testing.T) {
	mended := []shopgen.Flaw{shopgen.FlawRedirectLoop, shopgen.FlawSessionURLs, shopgen.FlawSoft404, shopgen.FlawBrokenFragment, shopgen.FlawEmptyCategory}
	planted := []shopgen.Flaw{shopgen.FlawBrokenMenu, shopgen.FlawNoAbout, shopgen.FlawMojibake, shopgen.FlawDummyPhone, shopgen.FlawPlaceholderLinks}
	look := func(flaws []shopgen.Flaw) *verdict.Verdict {
		shop, err := shopgen.New(shopgen.Options{Seed: 7, Lang: "en", Market: "uk", Flaws: flaws})
		if err != nil {
			t.Fatal(err)
		}
		srv := httptest.NewServer(shop)
		defer srv.Close()
		return scan(t, srv.URL+"/", scanOptions(), shopvet.JudgeOptions{Markets: []string{"uk"}})
	}
	before, after := look(mended), look(planted)
	c := verdict.Compare(before, after)
	if !c.SameRules || c.Narrower {
		t.Errorf("same rules %v, narrower %v", c.SameRules, c.Narrower)
	}
	want := map[string]verdict.ChangeKind{}
	may := map[string]bool{}
	for _, info := range shopgen.Flaws() {
		kind := verdict.ChangeKind("")
		switch {
		case slices.Contains(mended, info.Flaw):
			kind = verdict.Mended
		case slices.Contains(planted, info.Flaw):
			kind = verdict.Appeared
		default:
			continue
		}
		for check := range info.Flips {
			want[check] = kind
		}
		for _, check := range info.May {
			may[check] = true
		}
	}
	if len(want) < 10 {
		t.Fatalf("only %d changes are planted: %v", len(want), want)
	}
	for _, ch := range c.Changes {
		if kind, ok := want[ch.Check]; ok && kind == ch.Kind {
			delete(want, ch.Check)
		} else if !may[ch.Check] {
			t.Errorf("%s is told as %s: %s → %s (%s)", ch.Check, ch.Kind, ch.From, ch.To, ch.Is.Text)
		}
	}
	for check, kind := range want {
		t.Errorf("%s is not told as %s", check, kind)
	}
	if same := verdict.Compare(after, look(planted)); len(same.Changes)+len(same.Facts) != 0 {
		t.Errorf("two looks at one shop differ: %+v %+v", same.Changes, same.Facts)
	}
}
