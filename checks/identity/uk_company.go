package identity

import (
	"regexp"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// UKCompany looks for the four things that a company registered in the United Kingdom states on its website. It concerns companies limited by shares
// or guarantee and partnerships with limited liability that sit there; a "Ltd" elsewhere, and people who trade by themselves, are left alone.
var UKCompany = checks.Site(checks.Meta{
	ID:    "identity-uk-company",
	Title: "The company states its registered name, number, place of registration and office",
	Why:   "British buyers look a company up by its number. A company that does not say where it is registered cannot be looked up.",
	Fix: "Write one line into the footer: your registered name, \"registered in England and Wales\" (or Scotland, or Northern Ireland), your company number and " +
		"your registered office address.",
	Effort: 1,
	Messages: map[string]string{
		"complete": textComplete, "lacking": textLacking, "veiled": textVeiled, "doubtful": textDoubtful, "look": textLook,
		"no-company": "No company registered in the United Kingdom was found as the seller",
	},
	Factor: verdict.VendorIdentity, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{
		{Title: "The Company, Limited Liability Partnership and Business (Names and Trading Disclosures) Regulations 2015, regulation 25", URL: "https://www.legislation.gov.uk/uksi/2015/17/regulation/25", Market: "uk"},
		{Title: "Electronic Commerce (EC Directive) Regulations 2002, regulation 6", URL: "https://www.legislation.gov.uk/uksi/2002/2013/regulation/6", Market: "uk"},
	},
	Needs: snapshot.HavePages, Markets: []string{"uk"}, Since: "0.1",
	Rests: []string{"name", "address"},
}, struct{}{}, judgeUKCompany)

func judgeUKCompany(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	firm := company(site)
	if firm == nil || !limited(firm.Form) || seat(site) != "GB" && !saysUKRegistered(site) {
		return checks.NotApplicable(checks.Msg("no-company"))
	}
	numbers, malformed := stated(site, func(kind string) bool { return kind == "gb-company" })
	return together(in, []part{
		{name: "the registered name", seen: true},
		{name: "the company number", seen: len(numbers)+len(malformed) > 0 || companyNumber(site)},
		{name: "the place of registration", seen: saysUKRegistered(site)},
		officePart(site),
	}, 1, hidden(site), where(site))
}

// officePart is the registered office as one of several things: a street address of the seller's stands for it, since few say which of theirs it is.
func officePart(site *facts.Site) part {
	p := addressPart(site)
	p.name = "the registered office address"
	return p
}

// limited reports whether a form is one that must state these things.
func limited(form string) bool {
	switch strings.ToLower(strings.ReplaceAll(form, ".", "")) {
	case "ltd", "limited", "plc", "public limited company", "llp", "cic":
		return true
	default:
		return false
	}
}

var (
	registeredIn  = regexp.MustCompile(`(?i)(?:regist(?:ered|ration)|incorporated|company)[^\n]{0,80}?\b(?:england|wales|scotland|northern ireland|united kingdom|uk|great britain)\b`)
	inRegistered  = regexp.MustCompile(`(?i)\b(?:england|wales|scotland|northern ireland)[^\n]{0,20}?\b(?:registered|company|no\.?|number|with company)\b`)
	numberWritten = regexp.MustCompile(`(?i)(?:regist(?:ered|ration)|company|companies house|co\.? (?:no|reg))[^\n]{0,80}?\b(?:(?:SC|NI|OC|SO|NC|R0|IP|SP|CE|CS|FC|BR)\d{6}|\d{7,8})\b`)
)

func saysUKRegistered(site *facts.Site) bool {
	return finds(site, registeredIn) || finds(site, inRegistered)
}

// companyNumber reports whether a number stands near a word for the register, in a writing that ident does not take for sure.
func companyNumber(site *facts.Site) bool { return finds(site, numberWritten) }

// finds reports whether one of the seller's texts holds what re looks for.
func finds(site *facts.Site, re *regexp.Regexp) bool {
	for t := range site.SellerTexts() {
		if re.MatchString(t.Text) {
			return true
		}
	}
	return false
}
