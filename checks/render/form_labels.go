package render

import (
	"fmt"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// LabelSettings say how many fields must be labelled.
type LabelSettings struct {
	Pass float64 `toml:"pass"` // share from which all is well
}

// FormLabels takes the share of fields in the forms of contact, cart, checkout and account pages that have a label. A placeholder is none: it goes
// as one types. A form that stands on many pages counts once.
var FormLabels = checks.Site(checks.Meta{
	ID:     "render-form-labels",
	Title:  "Fields of forms say what belongs into them",
	Why:    "Without a label, customers who hear the page instead of seeing it do not know what to enter, and all others forget it as soon as they type.",
	Fix:    "Give each field listed here a label of its own (in HTML: a label element whose for names the field). A grey hint inside the field does not do.",
	Effort: 3,
	Messages: map[string]string{
		"none":     "No form for messages, an account or an order was read",
		"labelled": "Fields with a label in forms for messages, accounts and orders: {good} of {seen}",
		"bare":     "Fields without a label in forms for messages, accounts and orders: {bad} of {seen}",
		"field":    "The field \"{name}\" has no label; fields without one in this form: {n}",
	},
	Factor: verdict.PresentationQuality, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{
		{Title: "European Accessibility Act, Directive (EU) 2019/882", URL: "https://eur-lex.europa.eu/eli/dir/2019/882/oj", Market: "eu"},
		{Title: "WCAG 2.1, 3.3.2 Labels or Instructions", URL: "https://www.w3.org/TR/WCAG21/#labels-or-instructions"},
	},
	Needs: snapshot.HavePages, Markets: []string{"eu"}, Since: "0.1",
}, LabelSettings{Pass: 0.95}, judgeFormLabels)

func judgeFormLabels(in *checks.Input, p LabelSettings) checks.Outcome {
	var found []verdict.Finding
	met := map[string]bool{}
	good, bad := 0, 0
	for _, role := range []facts.Role{facts.RoleContact, facts.RoleCart, facts.RoleCheckout, facts.RoleAccount} {
		for page := range in.Site.Each(in.Site.ByRole(role)) {
			for i := range page.Forms {
				f := &page.Forms[i]
				key := fmt.Sprint(f.Action, f.Method, f.Fields)
				if f.Zone.Shared() || f.Method == "get" && !writes(f) || met[key] {
					continue
				}
				met[key] = true
				labelled, bare, first := fields(f)
				good, bad = good+labelled, bad+bare
				if bare > 0 {
					found = append(found, checks.Find(checks.Msg("field", "name", first.Name, "n", bare), verdict.Evidence{URL: in.Site.URL(page), Selector: first.Type + " " + first.Name, Snippet: first.Label}))
				}
			}
		}
	}
	seen := good + bad
	if seen == 0 {
		return checks.Unknown(checks.Msg("none"))
	}
	o := checks.Pass(checks.Msg("labelled", "good", good, "seen", seen))
	if share := float64(good) / float64(seen); share < p.Pass {
		o = checks.Warn(checks.Msg("bare", "bad", bad, "seen", seen), found...)
		o.Graded, o.Grade = true, max(0.5, checks.Linear(share, p.Pass, 0))
	}
	o.Seen = seen
	return o
}

// writes reports whether a form takes a message or data of a person, whatever way it is sent, and is no search or filter.
func writes(f *snapshot.Form) bool {
	for _, field := range f.Fields {
		switch field.Type {
		case "textarea", "email", "tel", "password":
			return true
		}
	}
	return false
}

// fields counts the visible fields of a form with a label and without one; first is the first without. Traps for robots are no fields for people.
func fields(f *snapshot.Form) (labelled, bare int, first snapshot.Field) {
	for _, field := range f.Fields {
		switch {
		case field.Type == "hidden" || field.Type == "submit" || field.Type == "button" || field.Type == "image" || field.Type == "reset", trap(field):
		case !field.Bare:
			labelled++
		default:
			if bare++; bare == 1 {
				first = field
			}
		}
	}
	return labelled, bare, first
}

// trap reports whether a field is one that only programs fill in: mail programs and humans never see it.
func trap(f snapshot.Field) bool {
	switch f.Name {
	case "url", "website", "homepage", "honeypot", "hp", "_gotcha", "bot-field", "g-recaptcha-response", "h-captcha-response", "cf-turnstile-response", "captcha":
		return true
	}
	return false
}
