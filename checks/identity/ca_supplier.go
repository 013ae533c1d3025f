package identity

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// CASupplier looks for what suppliers disclose before an order in Ontario, Quebec and other provinces: name, telephone number and address.
var CASupplier = checks.Site(checks.Meta{
	ID:     "identity-ca-supplier",
	Title:  "Name, telephone number and address of the supplier are disclosed",
	Why:    "Canadian buyers may cancel an order when the seller did not say beforehand who he is and where he can be reached.",
	Fix:    "Write your name or company name, your telephone number and your address onto the contact page and best into the footer as well.",
	Effort: 1,
	Messages: map[string]string{
		"complete": textComplete, "lacking": textLacking, "veiled": textVeiled, "doubtful": textDoubtful, "look": textLook,
	},
	Factor: verdict.VendorIdentity, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "O. Reg. 17/05 under the Consumer Protection Act, 2002 (Ontario), section 32", URL: "https://www.ontario.ca/laws/regulation/050017", Market: "ca"},
		{Title: "Consumer Protection Act (Quebec), section 54.4", URL: "https://www.legisquebec.gouv.qc.ca/en/document/cs/p-40.1", Market: "ca"},
	},
	Needs: snapshot.HavePages, Markets: []string{"ca"}, Since: "0.1",
	Rests: []string{"name", "address", "phone"},
}, struct{}{}, judgeCASupplier)

func judgeCASupplier(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	parts := []part{namePart(site, "the supplier's name"), reachPart("a telephone number", site.Phones), addressPart(site)}
	names, _ := missing(parts)
	return together(in, parts, len(parts)-1, hiddenWhere(site, names), where(site))
}
