package contact

import (
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// EmailWellformed reads the e-mail addresses by which the seller asks to be reached, also those written with "(at)" against collectors. What cannot be read
// as one is left alone, as are examples in help texts.
var EmailWellformed = checks.Site(checks.Meta{
	ID:     "contact-email-wellformed",
	Title:  "The e-mail addresses given can exist",
	Why:    "A message to a template's sample address or a mistyped one never arrives, and the buyer believes that nobody answers.",
	Fix:    "Replace the sample or mistyped address with the one you read, everywhere it stands: in the footer, on the contact page and in the legal texts.",
	Effort: 1,
	Messages: map[string]string{
		"sound":     "Every e-mail address of the seller is well-formed: {count}",
		"bad":       "E-mail addresses of the seller that cannot work: {bad} of {count}",
		"sample":    "This is a sample address of a template: {email}",
		"malformed": "This cannot be an e-mail address: {email}",
		"none":      "No e-mail address of the seller was found on the pages read",
	},
	Factor: verdict.ServiceQuality, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "RFC 5321, Simple Mail Transfer Protocol", URL: "https://www.rfc-editor.org/rfc/rfc5321"},
		{Title: "RFC 2606, Reserved Top Level DNS Names", URL: "https://www.rfc-editor.org/rfc/rfc2606"},
	},
	Rests: []string{"email"},
	Needs: snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeEmailWellformed)

func judgeEmailWellformed(in *checks.Input, _ struct{}) checks.Outcome {
	var findings []verdict.Finding
	count := 0
	for _, c := range stated(in.Site, in.Site.Emails) {
		if !strings.Contains(c.Value, "@") {
			continue
		}
		count++
		if key := mailFault(in.Site, &c); key != "" {
			findings = append(findings, checks.Find(checks.Msg(key, "email", c.Raw), evidence(&c)))
		}
	}
	var o checks.Outcome
	switch {
	case count == 0:
		return checks.Absent(in, checks.NotApplicable(checks.Msg("none")))
	case len(findings) > 0:
		o = checks.Fail(checks.Msg("bad", "bad", len(findings), "count", count), findings...)
	default:
		o = checks.Pass(checks.Msg("sound", "count", count))
	}
	o.Seen = count
	return o
}

func mailFault(site *facts.Site, c *facts.Contact) string {
	switch {
	case standsIn(site, c):
		return "sample"
	case !c.Valid:
		return "malformed"
	default:
		return ""
	}
}
