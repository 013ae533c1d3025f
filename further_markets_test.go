package shopvet_test

import (
	"testing"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/internal/shopgen"
)

// TestSoundShopsOfFurtherMarketsYieldNoFinding: shops that sell elsewhere than where their language is at home, judged by the duties of their market.
func TestSoundShopsOfFurtherMarketsYieldNoFinding(t *testing.T) {
	for i, c := range []struct{ lang, market string }{{"de", "at"}, {"de", "ch"}, {"en", "us"}, {"en", "ca"}, {"fr", "ca"}, {"en", "au"}, {"en", "in"}} {
		t.Run(c.lang+"-"+c.market, func(t *testing.T) {
			t.Parallel()
			target, opts, _ := serve(t, shopgen.Options{Seed: 5, Lang: c.lang, Market: c.market, Layout: i % 3, Products: 12}, false)
			v := scan(t, target, opts, shopvet.JudgeOptions{Markets: []string{c.market}})
			for id := range bad(v) {
				t.Error(explain(v, id))
			}
			if !v.Crawl.FullLook || v.Initial.Grade != "A" {
				t.Errorf("grade %q, full look %v: %v", v.Initial.Grade, v.Crawl.FullLook, v.Crawl.LookGaps)
			}
		})
	}
}
