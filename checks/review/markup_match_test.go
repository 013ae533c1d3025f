package review_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/review"
	"github.com/shopvet/shopvet/verdict"
)

func TestMarkupMatch(t *testing.T) {
	told := func(value, count string) string {
		return `<script type="application/ld+json">{"@type":"Product","name":"Pillar","aggregateRating":{"@type":"AggregateRating","ratingValue":` + value + `,"reviewCount":` + count + `}}</script>`
	}
	checktest.Table(t, review.MarkupMatch,
		checktest.Case{Name: "the same", Pages: shop(``, told("4.5", "12")+`<h2>Reviews</h2><p>4.5 out of 5 stars, 12 reviews</p>`), Want: verdict.Pass},
		checktest.Case{Name: "another count beside the scale", Pages: shop(``, told("4.5", "84")+`<h2>Reviews</h2><p>4.5 out of 5 stars, 12 reviews</p>`), Want: verdict.Warn, Key: "count", Total: 1},
		checktest.Case{Name: "as many reviews as stars", Pages: shop(``, told("4.5", "84")+`<h2>Reviews</h2><p>4.5 out of 5 stars, 5 reviews</p>`), Want: verdict.Pass},
		checktest.Case{Name: "two counts, either of which may be meant", Pages: shop(``, told("4.5", "84")+`<h2>Reviews</h2><p>4.5 out of 5 stars, 12 reviews of 30 buyers</p>`), Want: verdict.Pass},
		checktest.Case{Name: "nothing is shown", Pages: shop(``, told("4.5", "84")), Want: verdict.Fail, Key: "unseen", Total: 1},
		checktest.Case{Name: "a tab for reviews that holds none", Pages: shop(``, told("4.9", "212")+`<div class="tab-pane" id="tab-review"><p>Coming soon.</p></div>`), Want: verdict.Fail, Key: "unseen", Total: 1},
		checktest.Case{Name: "a heading on reviews, and nothing below", Pages: shop(``, told("4.9", "212")+`<section class="bewertungen"><h2>Bewertungen</h2><p>Folgen in Kürze.</p></section>`), Want: verdict.Fail, Key: "unseen", Total: 1},
		checktest.Case{Name: "a link to reviews is none", Pages: shop(``, told("4.9", "212")+`<div class="reviews-link"><a href="#opinie">Opinie</a></div>`), Want: verdict.Fail, Key: "unseen", Total: 1},
		checktest.Case{Name: "stars that a style draws", Pages: shop(``, told("4.5", "12")+`<div class="product-rating"><i class="half"></i> loved by many</div>`), Want: verdict.Pass},
		checktest.Case{Name: "stars that a class tells", Pages: shop(``, told("4.5", "12")+`<div class="rating rating-45">Bewertung</div>`), Want: verdict.Pass},
		checktest.Case{Name: "what buyers say, without a number", Pages: shop(``, told("4.5", "12")+`<div class="reviews"><p>Ann writes that the wick never drowned, and that her mother wants one for each of her six windows.</p></div>`), Want: verdict.Pass},
		checktest.Case{Name: "a strip of some width", Pages: shop(``, told("4.5", "12")+`<div class="rating"><span style="width:90%">rating</span></div>`), Want: verdict.Pass},
		checktest.Case{Name: "a script may show it", Pages: shop(``, told("4.5", "84")+`<script src="/stars.js"></script>`), Want: verdict.Unknown, Reason: "by-script"},
		checktest.Case{Name: "the page says that there is none", Pages: shop(``, told("4.9", "214")+`<div class="reviews"><h2>Reviews</h2><p>Only buyers can review.</p><p>No reviews yet.</p></div>`), Want: verdict.Fail, Key: "denied", Total: 1},
		checktest.Case{Name: "the page says so until a script brings them", Pages: shop(``, told("4.9", "214")+`<div class="reviews"><p>Be the first to write a review</p></div><script src="https://widget.example/r.js"></script>`), Want: verdict.Unknown, Reason: "by-script"},
		checktest.Case{Name: "the data count none either", Pages: shop(``, told("5", "0")+`<div class="reviews"><p>No reviews yet.</p></div>`), Want: verdict.Pass},
		checktest.Case{Name: "no rating in data", Pages: shop(``, `<h2>Reviews</h2><p>12 reviews</p>`), Want: verdict.NotApplicable},
	)
}
