package identity

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// INEntity looks for what an e-commerce entity in India states: its legal name, the address of its head office, and contacts of its customer care.
var INEntity = checks.Site(checks.Meta{
	ID:     "identity-in-entity",
	Title:  "Legal name, head office and customer care are stated",
	Why:    "Indian buyers look for a company name, an address and a number to call before they order from a shop they do not know.",
	Fix:    "Write the legal name of your business, the address of its head office and branches, your website, and e-mail address and phone number of your customer care onto the contact page.",
	Effort: 1,
	Messages: map[string]string{
		"complete": textComplete, "lacking": textLacking, "veiled": textVeiled, "doubtful": textDoubtful, "look": textLook,
	},
	Factor: verdict.VendorIdentity, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{{Title: "Consumer Protection (E-Commerce) Rules, 2020 (India), rule 4(2)", URL: "https://consumeraffairs.nic.in/", Market: "in"}},
	Needs:   snapshot.HavePages, Markets: []string{"in"}, Since: "0.1",
	Rests: []string{"name", "address"},
}, struct{}{}, judgeINEntity)

func judgeINEntity(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	parts := []part{
		namePart(site, "the legal name"),
		addressPart(site),
		reachPart("an e-mail address or phone number of customer care", site.Emails, site.Phones),
	}
	names, _ := missing(parts)
	return together(in, parts, len(parts)-1, hiddenWhere(site, names), where(site))
}
