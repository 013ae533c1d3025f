package content

import (
	"regexp"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/telling"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// ErrorText looks for messages of programs on pages that were answered as if all were well: warnings of PHP, errors of databases, traces. Only
// messages with the place in the program, or of one known wording, count; articles and examples in code are left out.
var ErrorText = checks.Site(checks.Meta{
	ID:     "content-error-text",
	Title:  "No error of a program is shown to visitors",
	Why:    "A message such as \"Warning: Undefined array key\" tells buyers that the shop is broken, and tells others where its files lie.",
	Fix:    "Switch off the display of errors on the live shop, let it write them to a log instead, and have the faults named there mended.",
	Effort: 3,
	Messages: map[string]string{
		"clean": "No error message of a program stands on the pages looked at: {seen}",
		"pages": "Pages that show an error message of a program: {bad} of {seen}",
		"error": "Visitors read an error message of a program here",
	},
	Factor: verdict.SystemQuality, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{
		{Title: "OWASP, Improper Error Handling", URL: "https://owasp.org/www-community/Improper_Error_Handling"},
		{Title: "Everard and Galletta (2005), How Presentation Flaws Affect Perceived Site Quality, Trust, and Intention to Purchase: errors"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
	Rests: []string{"content-error-text"},
}, struct{}{}, judgeErrorText)

func judgeErrorText(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	var findings []verdict.Finding
	seen := 0
	for _, p := range site.Pages {
		quotes := article(site, p)
		if quotes && !p.Marked(snapshot.MarkError) {
			continue
		}
		if quotes && technical(site, p) {
			continue
		}
		seen++
		if !p.Marked(snapshot.MarkError) {
			continue
		}
		for _, m := range site.Read(p).Marks {
			if m.Kind == snapshot.MarkError && (!quotes || placed.MatchString(m.Snippet)) {
				findings = append(findings, checks.Find(checks.Msg("error"), verdict.Evidence{URL: site.URL(p), Snippet: m.Snippet, Value: m.Value}))
				break
			}
		}
	}
	o := checks.Pass(checks.Msg("clean", "seen", seen))
	if bad := len(findings); bad > 0 {
		o = checks.Fail(checks.Msg("pages", "bad", bad, "seen", seen), findings...)
	}
	o.Seen = seen
	return o
}

// placed is a message that is a sentence of its own and says where in the program it arose.
var placed = regexp.MustCompile(`(?i)^(?:(?:php )?(?:warning|notice|deprecated|fatal error|parse error)|(?:uncaught )?\pL*exception)\s?: .* (?:on line \d+|:\d+)\.?$`)

// technical reports whether a text speaks of programs beside what errors stand in it: who writes about them quotes them. A text that was not kept may.
func technical(site *facts.Site, p *snapshot.Page) bool {
	text := strings.ToLower(site.Read(p).Text)
	if text == "" {
		return true
	}
	for _, m := range p.Marks {
		if m.Kind == snapshot.MarkError {
			text = strings.ReplaceAll(text, strings.ToLower(m.Snippet), "")
		}
	}
	return telling.In(text, telling.Program)
}
