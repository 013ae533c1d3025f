package identity

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// ResponsiblePerson looks for the person who stands for a company. A person who sells alone is that person; a label such as "Geschäftsführer" in
// front of a name that is written in a way we do not read is enough.
var ResponsiblePerson = checks.Site(checks.Meta{
	ID:     "identity-responsible-person",
	Title:  "A person who stands for the seller is named",
	Why:    "In these countries a company names the person who answers for it. Buyers there notice when nobody is.",
	Fix:    "Name the managing director, the owner or the person in charge on the page with your name and address, with the word for it in front.",
	Effort: 1,
	Messages: map[string]string{
		"person":    "A person is named who stands for the seller: {name}",
		"label":     "A person who stands for the seller is named here: {line}",
		"none":      "No person who stands for the company was found on the pages read: {name}",
		"look":      "This is where visitors look for the name of the person in charge",
		"firm":      "No company was found that would have to name somebody",
		"not-asked": "No person was found, and nothing that was seen of the seller says that one must be named",
		"veiled":    "No person was found in what could be read, but this was not read in full or shows it as a picture: {url}",
	},
	Factor: verdict.VendorIdentity, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "Digitale-Dienste-Gesetz (Germany), § 5(1) no. 1", URL: "https://www.gesetze-im-internet.de/ddg/__5.html", Market: "de"},
		{Title: "特定商取引法施行規則 第23条 (Japan, rules under the Act on Specified Commercial Transactions)", URL: "https://www.no-trouble.caa.go.jp/what/mailorder/", Market: "jp"},
		{Title: "전자상거래법 제10조 (South Korea, E-Commerce Act, article 10)", URL: "https://www.law.go.kr/법령/전자상거래등에서의소비자보호에관한법률", Market: "kr"},
	},
	Needs: snapshot.HavePages, Markets: []string{"de", "at", "jp", "kr"}, Since: "0.1",
}, struct{}{}, judgeResponsiblePerson)

func judgeResponsiblePerson(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	if p := person(site); p != nil {
		return checks.Pass(checks.Msg("person", "name", p.Text))
	}
	for t := range site.SellerTexts() {
		for _, h := range cue.Default().Match(t.Text, cue.Body, t.Lang) {
			if h.Concept == cue.Representative {
				return checks.Pass(checks.Msg("label", "line", cue.Sentence(t.Text, h)))
			}
		}
	}
	firm := company(site)
	if firm == nil {
		return checks.NotApplicable(checks.Msg("firm"))
	}
	if _, asked := homeDuty(in, "identity-responsible-person"); !asked {
		return checks.NotApplicable(checks.Msg("not-asked"))
	}
	if at := hidden(site); at != "" {
		return checks.Unknown(checks.Msg("veiled", "url", at))
	}
	return checks.Absent(in, checks.Warn(checks.Msg("none", "name", firm.Text), checks.Find(checks.Msg("look"), verdict.Evidence{URL: where(site)})))
}
