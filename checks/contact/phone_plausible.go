package contact

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/ident"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// PhonePlausible reads the phone numbers by which the seller asks to be reached. Numbering plans change, so a number that does not fit the
// plan we know is unknown, not wrong; call centres abroad are usual, so a number of another country than the address only warns.
var PhonePlausible = checks.Site(checks.Meta{
	ID:     "contact-phone-plausible",
	Title:  "The phone number given can exist",
	Why:    "A number such as 0123456789 tells a buyer that nobody is meant to call, and one from a country that the seller does not name raises questions.",
	Fix:    "Give a number at which you or your staff can be called, with the country code in front. If it belongs to a call centre abroad, say so beside it.",
	Effort: 1,
	Messages: map[string]string{
		"possible":   "The seller gives a phone number that is possible in its country: {phone}",
		"stand-in":   "Phone numbers that nobody can be called at: {bad}",
		"repeated":   "This number is one digit repeated: {phone}",
		"sequence":   "This number only counts up or down: {phone}",
		"template":   "This number comes with a shop system or template: {phone}",
		"fiction":    "This number is kept free for films and books: {phone}",
		"abroad":     "The phone number belongs to another country than the address: {phone} ({region}), {country}",
		"unverified": "The number could not be verified with the numbering plans known to this program: {phone}",
		"none":       "No phone number of the seller was found on the pages read",
	},
	Factor: verdict.ServiceQuality, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "ITU-T E.164, the international public telecommunication numbering plan", URL: "https://www.itu.int/rec/T-REC-E.164"}},
	Rests:   []string{"phone"},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgePhonePlausible)

func judgePhonePlausible(in *checks.Input, _ struct{}) checks.Outcome {
	list := stated(in.Site, in.Site.Phones)
	if len(list) == 0 {
		return checks.Absent(in, checks.NotApplicable(checks.Msg("none")))
	}
	var findings []verdict.Finding
	var good *facts.Contact
	for i := range list {
		c := &list[i]
		if standsIn(in.Site, c) {
			findings = append(findings, checks.Find(checks.Msg(why(c.Dummy), "phone", c.Raw), evidence(c)))
		} else if c.Valid && (good == nil || abroad(in.Site, good) != "") {
			good = c
		}
	}
	var o checks.Outcome
	switch {
	case len(findings) > 0:
		o = checks.Fail(checks.Msg("stand-in", "bad", len(findings)), findings...)
	case good == nil:
		return checks.Unknown(checks.Msg("unverified", "phone", list[0].Raw))
	case abroad(in.Site, good) != "":
		reason := checks.Msg("abroad", "phone", good.Raw, "region", good.Region, "country", abroad(in.Site, good))
		o = checks.Warn(reason, checks.Find(reason, evidence(good)))
		o.Confidence = verdict.Likely
	default:
		o = checks.Pass(checks.Msg("possible", "phone", good.Raw))
	}
	o.Seen = len(list)
	return o
}

// why maps the reason for which a number is a stand-in to the message that says so.
func why(dummy string) string {
	switch dummy {
	case ident.DummySequence:
		return "sequence"
	case ident.DummyFiction:
		return "fiction"
	case ident.DummyTemplate:
		return "template"
	default:
		return "repeated"
	}
}

// abroad returns the country of the seller's address when a number is of another; "" when they agree, or one of the two is not known.
func abroad(site *facts.Site, c *facts.Contact) string {
	country := ""
	for i := range site.Addresses {
		a := &site.Addresses[i]
		if !a.Seller || a.Dummy || a.Country == "" {
			continue
		}
		if c.Region == "" || samePlan(a.Country, c.Region) {
			return ""
		}
		if country == "" {
			country = a.Country
		}
	}
	return country
}

// samePlan reports whether two countries share a numbering plan, so that a number does not tell one from the other.
func samePlan(a, b string) bool { return plan(a) == plan(b) }

func plan(country string) string {
	switch country {
	case "CA", "PR", "BS", "BB", "JM", "TT", "DO", "BM", "KY", "GU", "VI":
		return "US"
	case "GG", "JE", "IM":
		return "GB"
	case "VA", "SM":
		return "IT"
	case "GP", "MQ", "RE", "GF", "YT", "MC", "BL", "MF":
		return "FR"
	case "AX":
		return "FI"
	case "SJ":
		return "NO"
	case "KZ":
		return "RU"
	case "CX", "CC":
		return "AU"
	case "LI":
		return "CH" // Liechtenstein's own code is 423; many of its shops keep a Swiss number
	default:
		return country
	}
}
