package content

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// TemplateTokens looks for what templates and programs show in place of a value: variables in braces, "undefined", "NaN". Legal and contact pages
// belong to policy-placeholders as far as braces go; examples in code, and articles, are left out.
var TemplateTokens = checks.Site(checks.Meta{
	ID:     "content-template-tokens",
	Title:  "No variable of a template is shown to visitors",
	Why:    "A price of \"NaN\" or a greeting to \"customer.first_name\" shows that nobody looked at the page after the last change.",
	Fix:    "Have whoever looks after your theme fill or hide the value on the pages named, and look at them in each language you offer.",
	Effort: 3,
	Messages: map[string]string{
		"clean": "No variable and no placeholder of a program was seen on the pages looked at: {seen}",
		"pages": "Pages that show variables or placeholders of programs: {bad} of {seen}",
		"token": "Visitors read this in place of a value: {mark}",
	},
	Factor: verdict.PresentationQuality, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "Everard and Galletta (2005), How Presentation Flaws Affect Perceived Site Quality, Trust, and Intention to Purchase: errors"}},
	Needs:   snapshot.HavePages, Since: "0.1",
	Rests: []string{"content-template-tokens"},
}, struct{}{}, judgeTemplateTokens)

func judgeTemplateTokens(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	var findings []verdict.Finding
	seen := 0
	met := map[string]bool{} // lines of a frame that stand in the middle of every page
	for _, p := range site.Pages {
		if article(site, p) {
			continue
		}
		seen++
		if !p.Marked(snapshot.MarkToken) {
			continue
		}
		for _, m := range site.Read(p).Marks {
			if m.Kind != snapshot.MarkToken || met[m.Snippet] {
				continue
			}
			met[m.Snippet] = true
			findings = append(findings, checks.Find(checks.Msg("token", "mark", m.Value), verdict.Evidence{URL: site.URL(p), Snippet: m.Snippet, Value: m.Value}))
			break
		}
	}
	return byPages(findings, seen)
}

// byPages judges findings of which there is one for each bad page: one warns, more fail.
func byPages(findings []verdict.Finding, seen int) checks.Outcome {
	var o checks.Outcome
	switch bad := len(findings); bad {
	case 0:
		o = checks.Pass(checks.Msg("clean", "seen", seen))
	case 1:
		o = checks.Warn(checks.Msg("pages", "bad", bad, "seen", seen), findings...)
	default:
		o = checks.Fail(checks.Msg("pages", "bad", bad, "seen", seen), findings...)
	}
	o.Seen = seen
	return o
}

// longArticle is the number of letters from which a page of a blog or of help may speak about programs and quote them.
const longArticle = 400

// article reports whether a page is a text that may speak about anything.
func article(site *facts.Site, p *snapshot.Page) bool {
	switch site.Role(p) {
	case facts.RoleBlog, facts.RoleGuide, facts.RoleHelp:
		return p.Letters*density(p.Lang) >= longArticle
	default:
		return false
	}
}
