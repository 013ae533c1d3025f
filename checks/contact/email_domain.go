package contact

import (
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// EmailDomain looks at the domain of the addresses by which the seller asks to be reached. A mailbox that anybody can have only warns, and weighs
// little: many honest small shops use one. Any other domain counts as the seller's, be it that of a sister shop.
var EmailDomain = checks.Site(checks.Meta{
	ID:     "contact-email-domain",
	Title:  "The seller writes from a domain of its own",
	Why:    "Anybody can open a mailbox with the shop's name at a free provider. An address on the shop's own domain shows that the message comes from the shop.",
	Fix:    "Set up an address such as service@your-domain with your host or mail provider, and give that one in the shop.",
	Effort: 1,
	Messages: map[string]string{
		"own":    "An address on a domain of the seller is given: {email}",
		"free":   "The only e-mail addresses of the seller are mailboxes that anybody can open: {email}",
		"veiled": "Only mailboxes that anybody can open were found in what could be read, but this was not read in full: {url}",
		"none":   "No e-mail address of the seller was found on the pages read",
	},
	Factor: verdict.ServiceQuality, Stage: verdict.StageInitial, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "Project convention: the mail domain as one of many small signs; kept low on purpose"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeEmailDomain)

func judgeEmailDomain(in *checks.Input, _ struct{}) checks.Outcome {
	var free *facts.Contact
	list := stated(in.Site, in.Site.Emails)
	for i := range list {
		c := &list[i]
		_, domain, found := strings.Cut(c.Value, "@")
		switch {
		case !found || !c.Valid || standsIn(in.Site, c):
		case !vendor.FreeMail(domain):
			return checks.Pass(checks.Msg("own", "email", c.Value))
		case free == nil:
			free = c
		}
	}
	if free == nil {
		return checks.NotApplicable(checks.Msg("none"))
	}
	if at := hidden(in.Site); at != "" { // an address of their own may stand where nobody looked
		return checks.Unknown(checks.Msg("veiled", "url", at))
	}
	reason := checks.Msg("free", "email", free.Value)
	return checks.Absent(in, checks.Warn(reason, checks.Find(reason, evidence(free))))
}
