package identity

import (
	"slices"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// RegistrationNumber reads the numbers by which registers and tax offices know the seller. A wrong check digit fails, unless the number stands
// elsewhere without the mistake. That there is none warns only for companies that sit in a market whose law asks for one. People who sell by
// themselves are often in no register.
var RegistrationNumber = checks.Site(checks.Meta{
	ID:    "identity-registration-number",
	Title: "The seller's register number is given and well-formed",
	Why:   "With its number anybody can look a company up in the public register. A number with a mistake in it leads nowhere and looks made up.",
	Fix: "Copy your register or tax number from the official document, digit by digit, onto the page with your name and address. This program checks its form " +
		"and check digit only; it asks no register.",
	Effort: 1,
	Messages: map[string]string{
		"sound":     "Well-formed numbers of registers or tax offices: {numbers}",
		"wrong":     "Numbers whose form or check digit is wrong: {bad}",
		"malformed": "The form or the check digit of this number is wrong: {number}",
		"none":      "No register number of the company was found on the pages read: {name}",
		"look":      "This is where visitors look for the register number",
		"not-asked": "No register number was found, and nothing that was seen of the seller says that there must be one",
		"veiled":    "No register number was found in what could be read, but this was not read in full or shows it as a picture: {url}",
	},
	Factor: verdict.VendorIdentity, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{
		eCommerce,
		{Title: "Digitale-Dienste-Gesetz (Germany), § 5(1) no. 4", URL: "https://www.gesetze-im-internet.de/ddg/__5.html", Market: "de"},
		{Title: "The Company, Limited Liability Partnership and Business (Names and Trading Disclosures) Regulations 2015 (UK), regulation 25", URL: "https://www.legislation.gov.uk/uksi/2015/17/regulation/25", Market: "uk"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
	Rests: []string{"malformed", "number", "name"},
}, struct{}{}, judgeRegistrationNumber)

func judgeRegistrationNumber(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	sound, malformed := stated(site, registered)
	if len(malformed) > 0 {
		return wrong(malformed)
	}
	if len(sound) > 0 {
		var numbers []string
		for _, n := range sound {
			if s := show(n); !slices.Contains(numbers, s) && len(numbers) < 6 {
				numbers = append(numbers, s)
			}
		}
		return checks.Pass(checks.Msg("sound", "numbers", numbers))
	}
	firm := company(site)
	if _, asked := homeDuty(in, "identity-registration-number"); firm == nil || !asked || registers[seat(site)] == nil {
		return checks.NotApplicable(checks.Msg("not-asked"))
	}
	if at := hidden(site); at != "" {
		return checks.Unknown(checks.Msg("veiled", "url", at))
	}
	return checks.Absent(in, checks.Warn(checks.Msg("none", "name", firm.Text), checks.Find(checks.Msg("look"), verdict.Evidence{URL: where(site)})))
}
