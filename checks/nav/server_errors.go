package nav

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// ErrorSettings say how many of the pages may answer with an error of the server.
type ErrorSettings struct {
	Warn float64 `toml:"warn"` // share above which it fails
}

// ServerErrors takes the share of pages that answer 5xx, again after a pause. A request to come back later (503 with Retry-After) and a
// bot wall say nothing about the shop.
var ServerErrors = checks.Site(checks.Meta{
	ID:     "nav-server-errors",
	Title:  "No page ends in an error of the server",
	Why:    "A page that shows an error instead of a product loses the sale, and shoppers name errors among their chief reasons for not buying.",
	Fix:    "Open the addresses listed here and look into the error log of your shop for the same minute; a plug-in or template that changed last is the usual reason. Your host can help.",
	Effort: 8,
	Messages: map[string]string{
		"none":    "No page answered with an error of the server: {seen}",
		"errors":  "{bad} of {seen} pages answered with an error of the server, again after a pause",
		"unclear": "No page gave an answer from which this could be told",
		"page":    "Answers with {answer}; tries: {tries}",
		"alike":   "Pages in {folder} answer with {answer}: {n}",
	},
	Factor: verdict.SystemQuality, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{
		{Title: "Baymard Institute, reasons for abandoned checkouts (2016)"},
		{Title: "RFC 9110, HTTP Semantics, section 15.6", URL: "https://www.rfc-editor.org/rfc/rfc9110#section-15.6"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
}, ErrorSettings{Warn: 0.02}, judgeServerErrors)

func judgeServerErrors(in *checks.Input, p ErrorSettings) checks.Outcome {
	var faults []checks.Fault
	seen, sure := 0, verdict.Sure
	for page, err := range in.Pages() {
		if err != nil {
			continue
		}
		switch s := in.Site.StateOf(page); s {
		case facts.Alive, facts.Gone, facts.NotThere:
			if page.HTML && !page.Alias { // pictures and second addresses of a page would make the share look smaller than it is
				seen++
			}
		case facts.ServerError:
			seen++
			sure = lessSure(sure, certainty(s, &page.Exchange))
			answer := facts.Answer(s, &page.Exchange)
			faults = append(faults, checks.Fault{Target: in.Snap.Str(page.URL), Answer: answer,
				Message: checks.Msg("page", "answer", answer, "tries", page.Exchange.Tries), Evidence: linkTo(in, page)})
		}
	}
	if seen == 0 {
		return checks.Unknown(checks.Msg("unclear"))
	}
	o := checks.Pass(checks.Msg("none", "seen", seen))
	if bad := len(faults); bad > 0 {
		share := float64(bad) / float64(seen)
		o = checks.Warn(checks.Msg("errors", "bad", bad, "seen", seen), checks.Group(faults, "alike")...)
		if share > p.Warn {
			o.Status = verdict.Fail
		}
		o.Grade, o.Graded, o.Confidence = checks.Linear(share, 0, p.Warn), true, sure
	}
	o.Seen = seen
	return o
}
