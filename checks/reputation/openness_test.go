package reputation_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/reputation"
	"github.com/shopvet/shopvet/verdict"
)

func TestOpenness(t *testing.T) {
	// voices are n reviews as shop systems show them; the last has so many stars.
	voices := func(n, last int) string {
		var b strings.Builder
		for i := range n {
			stars := 5
			if i == n-1 {
				stars = last
			}
			fmt.Fprintf(&b, `<div class="review" itemscope itemtype="https://schema.org/Review"><span itemprop="author">Customer %d</span>
<span itemprop="reviewRating" itemscope itemtype="https://schema.org/Rating"><meta itemprop="ratingValue" content="%d"></span>
<p itemprop="reviewBody">The candle number %d burned for a whole evening and smelled of honey, as it should.</p></div>`, i, stars, i)
		}
		return b.String()
	}
	home := func(html, footer string) []checktest.Page {
		return []checktest.Page{{URL: base, HTML: `<html lang="en"><body><main><h1>Candles</h1><p>We pour every candle by hand.</p>` + html + `</main><footer><a href="/">Home</a> ` + footer + `</footer></body></html>`}}
	}
	checktest.Table(t, reputation.Openness,
		checktest.Case{Name: "a less pleased customer", Pages: home(voices(6, 2), ``), Want: verdict.Pass, Reason: "mixed"},
		checktest.Case{Name: "how many there are", Pages: home(voices(6, 5)+`<p>Based on 212 reviews</p>`, ``), Want: verdict.Pass, Reason: "counted"},
		checktest.Case{Name: "all on a site of reviews", Pages: home(voices(6, 5), `<a href="https://uk.trustpilot.com/review/valley-candles.co.uk">Trustpilot</a>`), Want: verdict.Pass, Reason: "profile"},
		checktest.Case{Name: "praise only", Pages: home(voices(6, 5), ``), Want: verdict.Warn, Reason: "praise", Total: 1, At: []string{base}},
		checktest.Case{Name: "the same praise on every page is one", Pages: append(home(voices(2, 5), ``), checktest.Page{URL: base + "b", HTML: `<html lang="en"><main>` + voices(2, 5) + voices(2, 5) + `</main>`}), Want: verdict.NotApplicable, Reason: "few"},
		checktest.Case{Name: "a young shop with three voices", Pages: home(voices(3, 5), ``), Want: verdict.NotApplicable, Reason: "few"},
		checktest.Case{Name: "no reviews", Pages: home(``, ``), Want: verdict.NotApplicable, Reason: "few"},
	)
}
