package review

import (
	"fmt"
	"slices"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// DistributionSettings say from how many ratings on their spread says anything.
type DistributionSettings struct {
	// Least is the least number of ratings.
	Least int `toml:"least"`
}

// Distribution looks whether anybody ever gave less than full marks. Few ratings say nothing, and it never fails: some goods please everybody.
var Distribution = checks.Site(checks.Meta{
	ID:     "review-distribution",
	Title:  "Not every review gives full marks",
	Why:    "Where many people rate, somebody is less than happy. Readers look for the middling reviews first, and trust the others more when there are some.",
	Fix:    "Show all reviews, also those with fewer stars, and answer them. An answered complaint convinces more than another five stars.",
	Effort: 1,
	Messages: map[string]string{
		"spread":  "Ratings differ: {below} of {seen} are below the maximum",
		"full":    "Each of the ratings seen gives full marks: {seen}",
		"average": "The average that is told is below the maximum, so some ratings are: {value}",
		"part":    "Each of the ratings seen gives full marks, but pages tell of more than they show: {seen} of {told}",
		"few":     "Too few ratings were seen to say anything: {seen}",
	},
	Factor: verdict.Reputation, Stage: verdict.StageMature, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "Hu, Zhang and Pavlou (2009), Overcoming the J-shaped distribution of product reviews"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, DistributionSettings{Least: 30}, judgeDistribution)

func judgeDistribution(in *checks.Input, s DistributionSettings) checks.Outcome {
	met := map[string]bool{}
	seen, below, at := 0, 0, ""
	for _, r := range in.Site.Reviews() {
		key := fmt.Sprint(r.Author, r.Hash, r.Text, r.Day)
		if r.Rating == 0 || met[key] || r.Best > 0 && r.Best < leastBest {
			continue
		}
		met[key] = true
		if seen++; at == "" {
			at = in.Site.URL(r.Page)
		}
		best := r.Best
		if best == 0 {
			best = 5
		}
		if r.Rating < best {
			below++
		}
	}
	switch {
	case seen < s.Least:
		return checks.NotApplicable(checks.Msg("few", "seen", seen))
	case below > 0:
		return checks.Pass(checks.Msg("spread", "below", below, "seen", seen))
	case average(in) != "": // the best may be those that are shown first
		return checks.Pass(checks.Msg("average", "value", average(in)))
	case told(in) > 2*seen:
		return checks.Unknown(checks.Msg("part", "seen", seen, "told", told(in)))
	default:
		reason := checks.Msg("full", "seen", seen)
		return checks.Warn(reason, checks.Find(reason, verdict.Evidence{URL: at}))
	}
}

// leastBest is the least maximum of a scale that knows more than "yes": below lie thumbs, and school marks of which the best is 1.
const leastBest = 3

// told is how many reviews the pages that show some say there are.
func told(in *checks.Input) (n int) {
	for p, told := range in.Site.ToldReviews() {
		if slices.ContainsFunc(in.Site.Reviews(), func(r facts.ReviewSeen) bool { return r.Page == p }) {
			n += told
		}
	}
	return n
}

// average returns an average of ratings that is below the maximum, "" where none is told.
func average(in *checks.Input) string {
	for _, r := range in.Site.Ratings() {
		if r.Value > 0 && r.Value < r.Best {
			return fmt.Sprintf("%g of %g", r.Value, r.Best)
		}
	}
	if v := in.Site.ShownAverage(); v > 0 {
		return fmt.Sprintf("%g", v)
	}
	return ""
}
