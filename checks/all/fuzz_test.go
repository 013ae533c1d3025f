package all_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/all"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/verdict"
)

// Whatever stands on a shop's pages, it is judged: nothing breaks while it is read, no check breaks, and what is said is text.
func FuzzJudge(f *testing.F) {
	set, err := checks.NewSet(all.Checks())
	if err != nil {
		f.Fatal(err)
	}
	var seeds []string
	for _, family := range []string{"policy", "contact", "identity", "product", "content"} {
		pages, err := filepath.Glob("../../testdata/accuracy/*/" + family + "/*.html")
		if err != nil || len(pages) == 0 {
			f.Fatal(family, err)
		}
		for i := 0; i < len(pages); i += 1 + len(pages)/12 {
			body, err := os.ReadFile(pages[i])
			if err != nil {
				f.Fatal(err)
			}
			_, text, _ := strings.Cut(string(body), "-->")
			seeds = append(seeds, text)
		}
	}
	for i := range seeds {
		f.Add(seeds[i], seeds[(i+len(seeds)/3)%len(seeds)], seeds[(i+2*len(seeds)/3)%len(seeds)])
	}
	f.Fuzz(func(t *testing.T, home, goods, terms string) {
		const host = "https://kerzen-huber.de/"
		links := `<footer><a href="/p/licht">Licht</a> <a href="/agb">AGB</a></footer>`
		snap := checktest.Shop(t, checktest.Page{URL: host, HTML: home + links}, checktest.Page{URL: host + "p/licht", HTML: goods}, checktest.Page{URL: host + "agb", HTML: terms})
		results, err := set.Run(t.Context(), checktest.Input(t, snap, checktest.Options{}))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range results {
			if r.Status == verdict.Broken {
				t.Errorf("%s: %s", r.Check, r.Reason.Text)
			}
			if !utf8.ValidString(r.Reason.Text) {
				t.Errorf("%s says %q", r.Check, r.Reason.Text)
			}
			for _, finding := range r.Findings {
				for _, ev := range finding.Evidence {
					if !utf8.ValidString(ev.Snippet) || !utf8.ValidString(finding.Message.Text) {
						t.Errorf("%s shows %q, %q", r.Check, finding.Message.Text, ev.Snippet)
					}
				}
			}
		}
	})
}
