package review

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// VerificationNote looks whether a shop that shows reviews says how they come about and whether they are checked. "We do not check them" is an
// answer. Reviews that a known service collects come with that service's own explanation.
var VerificationNote = checks.Site(checks.Meta{
	ID:     "review-verification-note",
	Title:  "The shop says where its reviews come from",
	Why:    "Reviews help when one knows that buyers wrote them. The law of the EU and the United Kingdom asks shops to say whether and how they make sure of it.",
	Fix:    "Write beside the reviews who can write one and whether you check that they bought the goods. If you do not check, say so.",
	Effort: 1,
	Messages: map[string]string{
		"note":        "It is said where reviews come from: {url}",
		"independent": "Reviews come from an independent service: {host}",
		"unread":      "Something is said on reviews that could not be understood: {url}",
		"missing":     "Reviews are shown, and nothing on the pages read says whether buyers wrote them: {pages}",
		"voices":      "Voices of customers are shown, and nothing on the pages read says where they come from",
		"here":        "Reviews stand here without a word on where they come from",
		"none":        "No reviews were seen on the pages read",
	},
	Factor: verdict.Reputation, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "Unfair Commercial Practices Directive 2005/29/EC, article 7(6)", URL: "https://eur-lex.europa.eu/eli/dir/2005/29", Market: "eu"},
		{Title: "Digital Markets, Competition and Consumers Act 2024, schedule 20", URL: "https://www.legislation.gov.uk/ukpga/2024/13/schedule/20", Market: "uk"},
	},
	Needs: snapshot.HavePages, Markets: []string{"eu", "uk"}, Since: "0.1",
	Rests: []string{"review-note"},
}, NoteSettings{Reviews: 3}, judgeVerificationNote)

// NoteSettings say from when on reviews call for a note.
type NoteSettings struct {
	// Reviews is the least number of reviews with stars for which a missing note fails; fewer only warn.
	Reviews int `toml:"reviews"`
}

func judgeVerificationNote(in *checks.Input, s NoteSettings) checks.Outcome {
	site := in.Site
	shown := site.ReviewPages()
	if len(shown) == 0 {
		return checks.NotApplicable(checks.Msg("none"))
	}
	at, unread := noted(site)
	if at != "" {
		return checks.Pass(checks.Msg("note", "url", at))
	}
	if _, host := profile(site); host != "" {
		return checks.Pass(checks.Msg("independent", "host", host))
	}
	if unread != "" {
		return checks.Unknown(checks.Msg("unread", "url", unread))
	}
	stars := 0
	for _, r := range site.Reviews() {
		if r.Rating > 0 && !r.Data {
			stars++
		}
	}
	var findings []verdict.Finding
	for _, p := range shown {
		findings = append(findings, checks.Find(checks.Msg("here"), verdict.Evidence{URL: site.URL(p)}))
	}
	o := checks.Warn(checks.Msg("voices"), findings...)
	if stars >= s.Reviews {
		o = checks.Fail(checks.Msg("missing", "pages", len(shown)), findings...)
	}
	o.Confidence = verdict.Likely
	return checks.Absent(in, o)
}

// noted returns the address at which the shop says how its reviews come about, and one at which it says something of reviews that was not understood.
func noted(site *facts.Site) (at, unread string) {
	for _, p := range site.Pages {
		if !p.Marked(snapshot.MarkReviewNote) || site.Role(p) == facts.RoleBlog {
			continue
		}
		for _, m := range site.Read(p).Marks {
			switch {
			case m.Kind != snapshot.MarkReviewNote:
			case m.Value != snapshot.NoteUnread:
				return site.URL(p), ""
			case unread == "":
				unread = site.URL(p)
			}
		}
	}
	for t := range site.LinksNamed(cue.ReviewNote) {
		return t.URL, ""
	}
	for _, b := range site.Snap.Blocks {
		for _, h := range cue.Default().Match(b.Text, cue.Body, site.Lang) {
			if h.Concept == cue.ReviewNote && h.Weight >= 0.29 {
				return site.Snap.Base, ""
			}
		}
	}
	return "", unread
}
