package contact

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Hours looks for when somebody answers: hours of opening or of the telephone, how soon messages are answered, or in which languages. Words and times
// in the seller's texts count, and what structured data say.
var Hours = checks.Site(checks.Meta{
	ID:     "contact-hours",
	Title:  "The shop says when it can be reached or how soon it answers",
	Why:    "Whoever has a question wants to know whether to wait an hour or a week for the answer.",
	Fix:    "Write beside your contact data when your telephone is answered, or how soon you answer messages, such as \"within one working day\".",
	Effort: 1,
	Messages: map[string]string{
		"stated": "The shop says when it can be reached: {line}",
		"none":   "Neither hours nor a time within which messages are answered were found on the pages read",
		"here":   "This is where visitors look for hours or answer times",
		"veiled": "No hours were found in what could be read, but this was not read in full: {url}",
		"mute":   "No way to reach the seller was found for which hours could be given",
	},
	Factor: verdict.ServiceQuality, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "Parasuraman, Zeithaml and Berry 1988, SERVQUAL: responsiveness", URL: "https://doi.org/10.1016/S0022-4359(99)00084-3"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeHours)

func judgeHours(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	if line, _ := site.Hours(); line != "" {
		return checks.Pass(checks.Msg("stated", "line", line))
	}
	if len(site.Emails)+len(site.Phones)+len(site.Forms)+len(site.Chats) == 0 {
		return checks.NotApplicable(checks.Msg("mute"))
	}
	if at := hidden(site); at != "" {
		return checks.Unknown(checks.Msg("veiled", "url", at))
	}
	return checks.Absent(in, checks.Warn(checks.Msg("none"), checks.Find(checks.Msg("here"), verdict.Evidence{URL: where(site)})))
}
