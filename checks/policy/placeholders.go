package policy

import (
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Placeholders looks for blanks that nobody filled in and filler text on legal and contact pages. Forms that the buyer is to fill in, such
// as the model withdrawal form, have blanks by design; the marks in the snapshot leave them out.
var Placeholders = checks.Site(checks.Meta{
	ID:     "policy-placeholders",
	Title:  "The legal texts are filled in",
	Why:    "Terms that promise something in the name of \"[Your Company]\" bind nobody, and tell a buyer that the seller never read them.",
	Fix:    "Replace every blank and every piece of filler text by your own data, and read the whole text once as your customer would.",
	Effort: 1,
	Messages: map[string]string{
		"filled": "No unfilled blanks on the legal and contact pages read: {seen}",
		"marks":  "Blanks or filler text on legal and contact pages: {bad} of {seen} pages",
		"mark":   "This was left from a template: {mark}",
		"none":   "No legal or contact page was found on the pages read",
	},
	Factor: verdict.PolicyAssurance, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{{Title: "Everard and Galletta (2005), How Presentation Flaws Affect Perceived Site Quality, Trust, and Intention to Purchase"}},
	Rests:   []string{"hollow"},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgePlaceholders)

func judgePlaceholders(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	var findings []verdict.Finding
	seen, bad, sure := 0, 0, verdict.Likely
	for _, p := range legalPages(site) {
		seen++
		before := len(findings)
		for _, m := range site.Read(p).Marks {
			if m.Kind != snapshot.MarkPlaceholder || m.Zone.Shared() {
				continue
			}
			if blank(m.Value) {
				sure = verdict.Sure
			}
			findings = append(findings, checks.Find(checks.Msg("mark", "mark", closed(m)),
				verdict.Evidence{URL: site.URL(p), Selector: facts.Place(m.Zone), Snippet: m.Snippet}))
		}
		if len(findings) > before {
			bad++
		}
	}
	var o checks.Outcome
	switch {
	case seen == 0:
		return checks.Absent(in, checks.NotApplicable(checks.Msg("none")))
	case bad > 0:
		o = checks.Fail(checks.Msg("marks", "bad", bad, "seen", seen), findings...)
		o.Confidence = sure
	default:
		o = checks.Pass(checks.Msg("filled", "seen", seen))
	}
	o.Seen = seen
	return o
}

// closed is what was left of a template up to the bracket that closes it, where that stands near.
func closed(m snapshot.Mark) string {
	_, rest, ok := strings.Cut(m.Snippet, m.Value)
	if !ok || !strings.ContainsAny(m.Value, "[{<") || strings.ContainsAny(m.Value, "]}>") {
		return m.Value
	}
	if end := strings.IndexAny(rest, "]}>"); end >= 0 && end < 60 {
		for end++; end < len(rest) && strings.ContainsRune("]}>", rune(rest[end])); {
			end++
		}
		return m.Value + rest[:end]
	}
	return m.Value
}

// legalPages are the pages and files with the seller's legal texts and contact data, also those on another site, each once.
func legalPages(site *facts.Site) []*snapshot.Page {
	var out []*snapshot.Page
	met := map[*snapshot.Page]bool{}
	for _, p := range site.Pages {
		if r := site.Role(p); r == facts.RolePolicy || r == facts.RoleContact {
			met[p] = true
			out = append(out, p)
		}
	}
	for _, k := range facts.PolicyKinds() {
		for _, pol := range site.Policies(k) {
			if p := pol.Page; p != nil && pol.Letters > 0 && pol.Form != facts.FormSection && !met[p] {
				met[p] = true
				out = append(out, p)
			}
		}
	}
	return out
}

// blank reports whether a mark can be nothing but a template's: a blank in brackets, a variable, a row of X or circles, Latin filler. Words
// such as "sample text" may, rarely, be meant.
func blank(value string) bool {
	if facts.OpenBlank(value) {
		return true
	}
	v := strings.ToLower(value)
	return strings.Contains(v, "lorem") || strings.Contains(v, "ipsum") || strings.Contains(v, "dolor")
}
