package review

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// ReplySettings say from how many complaints on an answer is looked for.
type ReplySettings struct {
	// Least is the least number of reviews with two of five stars or fewer.
	Least int `toml:"least"`
}

// MerchantReply looks whether the seller answers those who were not content.
var MerchantReply = checks.Site(checks.Meta{
	ID:     "review-merchant-reply",
	Title:  "The shop answers reviews of those who were not content",
	Why:    "What went wrong for one buyer matters less to the next than how the shop dealt with it.",
	Fix:    "Answer reviews with few stars where they stand: say what happened, and what you did about it.",
	Effort: 1,
	Messages: map[string]string{
		"answers": "Reviews are answered: {url}",
		"silent":  "None of the reviews with few stars has an answer: {bad}",
		"here":    "This review has no answer",
		"few":     "Too few reviews with few stars were seen to expect an answer: {bad}",
	},
	Factor: verdict.Reputation, Stage: verdict.StageMature, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "Utz, Matzat and Snijders (2009), On-line Reputation Systems: the effects of feedback comments and reactions on building and rebuilding trust"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, ReplySettings{Least: 5}, judgeMerchantReply)

func judgeMerchantReply(in *checks.Input, s ReplySettings) checks.Outcome {
	site := in.Site
	var findings []verdict.Finding
	met := map[uint64]bool{}
	for _, r := range site.Reviews() {
		if r.Reply {
			return checks.Pass(checks.Msg("answers", "url", site.URL(r.Page)))
		}
		best := r.Best
		if best == 0 {
			best = 5
		}
		if r.Data || r.Rating == 0 || r.Rating > 0.4*best || r.Hash != 0 && met[r.Hash] {
			continue
		}
		met[r.Hash] = true
		findings = append(findings, checks.Find(checks.Msg("here"), verdict.Evidence{URL: site.URL(r.Page), Snippet: r.Text}))
	}
	for _, p := range site.ReviewPages() {
		if p.Marked(snapshot.MarkReply) {
			return checks.Pass(checks.Msg("answers", "url", site.URL(p)))
		}
	}
	if len(findings) < s.Least {
		return checks.NotApplicable(checks.Msg("few", "bad", len(findings)))
	}
	return checks.Warn(checks.Msg("silent", "bad", len(findings)), findings...)
}
