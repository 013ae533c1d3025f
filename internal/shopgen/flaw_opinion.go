package shopgen

// Flaws of what buyers are said to think.
const (
	FlawOnlyPraise   Flaw = "only-praise"
	FlawFullMarks    Flaw = "full-marks"
	FlawReviewBurst  Flaw = "review-burst"
	FlawSameReviews  Flaw = "same-reviews"
	FlawOtherRating  Flaw = "other-rating-in-data"
	FlawUnanswered   Flaw = "unanswered-complaints"
	FlawNoReviewNote Flaw = "no-review-note"
)

var opinionFlaws = []FlawInfo{
	{Flaw: FlawOnlyPraise, Doc: "reviews give full marks only, and how many there are is not said", Flips: map[string]string{"reputation-openness": warn, "review-distribution": warn}},
	{Flaw: FlawFullMarks, Doc: "every review gives full marks", Flips: one("review-distribution", warn)},
	{Flaw: FlawReviewBurst, Doc: "all reviews are of one day", Flips: one("review-dates", warn)},
	{Flaw: FlawSameReviews, Doc: "the first review of each product has the words of all others, under another name", Flips: one("review-duplicates", fail)},
	{Flaw: FlawOtherRating, Doc: "the data of products count seven times as many reviews as the page", Flips: one("review-markup-match", warn)},
	{Flaw: FlawUnanswered, Doc: "the first review of each product complains, and nobody answers", Flips: one("review-merchant-reply", warn)},
	{Flaw: FlawNoReviewNote, Doc: "nothing says who can write reviews", Flips: one("review-verification-note", fail), Markets: append([]string{"uk"}, union...)},
}
