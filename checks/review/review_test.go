package review_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/review"
	"github.com/shopvet/shopvet/verdict"
)

const base = "https://valley-candles.co.uk/"

func TestTexts(t *testing.T) {
	set, err := checks.NewSet(review.All)
	if err != nil {
		t.Fatal(err)
	}
	checktest.Meta(t, set)
}

// shop is an English shop of which enough is seen to say that something is missing. product is added to its product page.
func shop(footer, product string, more ...checktest.Page) []checktest.Page {
	return checktest.Candles{Footer: footer, Product: product}.At(base, more...)
}

func TestMechanism(t *testing.T) {
	checktest.Table(t, review.Mechanism,
		checktest.Case{Name: "reviews", Pages: shop(``, `<p>Based on 12 reviews</p>`), Want: verdict.Pass, Reason: "reviews"},
		checktest.Case{Name: "an invitation", Pages: shop(``, `<p>Be the first to review this product</p>`), Want: verdict.Pass, Reason: "reviews"},
		checktest.Case{Name: "a heading with what buyers wrote below it", Pages: shop(``, `<h3>Customer reviews</h3><p>Gwen, October: they burn for days and smell of nothing but wax.</p>`), Want: verdict.Pass, Reason: "reviews"},
		checktest.Case{Name: "a profile", Pages: shop(`<a href="https://uk.trustpilot.com/review/valley-candles.co.uk">Trustpilot</a>`, ``), Want: verdict.Pass, Reason: "profile"},
		checktest.Case{Name: "a script of a review site", Pages: shop(``, `<script src="https://widget.trustpilot.com/bootstrap/v5/tp.widget.bootstrap.min.js"></script>`), Want: verdict.Pass, Reason: "widget"},
		checktest.Case{Name: "the front page of a review site is no profile", Pages: shop(`<a href="https://www.trustpilot.com/">Trustpilot</a>`, ``), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "none is a warning, never a fail", Pages: shop(``, ``), Want: verdict.Warn, Reason: "none", Total: 1, At: []string{base + "p/1"}},
		checktest.Case{Name: "not everything was read", Pages: shop(`<a href="/more">More</a>`, ``), Want: verdict.Unknown, Reason: checks.KeyNoFullLook},
	)
}
