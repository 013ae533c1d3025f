package identity

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// BRCNPJ looks for what Brazilian shops state in a prominent place: company or person with its number, a street and an electronic address. Numbers
// with letters, as issued since July 2026, count.
var BRCNPJ = checks.Site(checks.Meta{
	ID:     "identity-br-cnpj",
	Title:  "Name, CNPJ or CPF, street address and e-mail are stated",
	Why:    "Brazilian buyers look for the CNPJ at the foot of a shop and look it up before they pay by Pix.",
	Fix:    "Write your razão social (or full name), your CNPJ (or CPF), your street address and an e-mail address into the footer of every page.",
	Effort: 1,
	Messages: map[string]string{
		"complete": textComplete, "lacking": textLacking, "veiled": textVeiled, "doubtful": textDoubtful, "look": textLook,
	},
	Factor: verdict.VendorIdentity, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{{Title: "Decreto 7.962/2013 (Brazil), art. 2", URL: "https://www.planalto.gov.br/ccivil_03/_ato2011-2014/2013/decreto/d7962.htm", Market: "br"}},
	Needs:   snapshot.HavePages, Markets: []string{"br"}, Since: "0.1",
	Rests: []string{"name", "address", "number"},
}, struct{}{}, judgeBRCNPJ)

func judgeBRCNPJ(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	numbers, malformed := stated(site, func(kind string) bool { return kind == "br-cnpj" || kind == "br-cpf" })
	parts := []part{
		{name: "the CNPJ or CPF", seen: len(numbers)+len(malformed) > 0}, // whether it is well-formed is asked by identity-registration-number
		namePart(site, "the name of the company or person"),
		addressPart(site),
		reachPart("an electronic address", site.Emails, site.Forms, site.Chats),
	}
	names, _ := missing(parts)
	return together(in, parts, len(parts)-1, hiddenWhere(site, names), where(site))
}

// hiddenWhere is hidden, where there is anything left to look for.
func hiddenWhere(site *facts.Site, names []string) string {
	if len(names) == 0 {
		return ""
	}
	return hidden(site)
}
