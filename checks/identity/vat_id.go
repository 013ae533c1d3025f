package identity

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// VATID reads numbers for value added tax. That there is none warns only where a company that sits in a market whose law asks for it says that its
// prices hold the tax, and does not say that it is exempt as a small business.
var VATID = checks.Site(checks.Meta{
	ID:    "identity-vat-id",
	Title: "The seller's VAT number is given and well-formed",
	Why:   "A shop whose prices include tax has a number with the tax office. Business customers need it, and others see by it that the seller is known there.",
	Fix: "Write your VAT number on the page with your name and address, digit by digit as the tax office gave it. If you are exempt as a small business, say so " +
		"there instead. This program checks form and check digit only; it asks no register.",
	Effort: 1,
	Messages: map[string]string{
		"sound":     "Well-formed VAT number: {number}",
		"wrong":     "VAT numbers whose form or check digit is wrong: {bad}",
		"malformed": "The form or the check digit of this number is wrong: {number}",
		"exempt":    "The seller says that no VAT is charged: {line}",
		"none":      "Prices are said to include VAT, but no VAT number was found on the pages read",
		"look":      "This is where visitors look for the VAT number",
		"not-asked": "No VAT number was found, and nothing that was seen of the seller says that there must be one",
		"veiled":    "No VAT number was found in what could be read, but this was not read in full or shows it as a picture: {url}",
	},
	Factor: verdict.VendorIdentity, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "E-Commerce Directive 2000/31/EC, article 5(1)(g)", URL: "https://eur-lex.europa.eu/eli/dir/2000/31/oj", Market: "eu"},
		{Title: "Digitale-Dienste-Gesetz (Germany), § 5(1) no. 6", URL: "https://www.gesetze-im-internet.de/ddg/__5.html", Market: "de"},
		{Title: "Electronic Commerce (EC Directive) Regulations 2002 (UK), regulation 6(1)(g)", URL: "https://www.legislation.gov.uk/uksi/2002/2013/regulation/6", Market: "uk"},
	},
	Needs: snapshot.HavePages, Markets: []string{"eu", "uk", "ch"}, Since: "0.1",
	Rests: []string{"malformed"},
}, struct{}{}, judgeVATID)

func judgeVATID(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	own := taxes[seat(site)]
	sound, malformed := stated(site, func(kind string) bool { return taxOnly(kind) || slices.Contains(own, kind) })
	malformed = slices.DeleteFunc(malformed, func(n *facts.Number) bool { return registered(n.Kind) }) // told by identity-registration-number
	switch {
	case len(malformed) > 0:
		return wrong(malformed)
	case len(sound) > 0:
		return checks.Pass(checks.Msg("sound", "number", show(sound[0])))
	}
	if line, _ := says(site, exemptWords...); line != "" {
		return checks.NotApplicable(checks.Msg("exempt", "line", line))
	}
	if _, asked := homeDuty(in, "identity-vat-id"); !asked || len(own) == 0 || company(site) == nil || !chargesVAT(site) {
		return checks.NotApplicable(checks.Msg("not-asked"))
	}
	if at := hidden(site); at != "" {
		return checks.Unknown(checks.Msg("veiled", "url", at))
	}
	return checks.Absent(in, checks.Warn(checks.Msg("none"), checks.Find(checks.Msg("look"), verdict.Evidence{URL: where(site)})))
}

// exemptWords say that a small business charges no value added tax, folded.
var exemptWords = foldAll("kleinunternehmer", "§ 19 ustg", "§19 ustg", "§ 19 abs", "umsatzsteuerbefreit", "nicht mehrwertsteuerpflichtig", "nicht mwst-pflichtig", "unecht befreit",
	"tva non applicable", "293 b du", "franchise en base de tva", "non assujetti", "exento de iva", "exenta de iva", "franquicia del iva", "regime forfettario", "regime forfetario",
	"non soggetto a iva", "fuori campo iva", "kleineondernemersregeling", "vrijgesteld van btw", "btw-vrijgesteld", "zwolniony z vat", "zwolniona z vat", "zwolnienie z vat", "nie jest płatnikiem vat",
	"nie jesteśmy płatnikiem vat", "not vat registered", "not registered for vat", "no vat is charged", "vat is not charged", "vat exempt", "exempt from vat", "below the vat threshold")

// vatWords name the tax in texts on prices, folded.
var vatWords = foldAll("mwst", "mehrwertsteuer", "umsatzsteuer", "ust", "vat", "tva", "ttc", "iva", "btw")

func foldAll(words ...string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = cue.Fold(w)
	}
	return out
}

// maxPriced bounds how many product pages are searched for a word on the tax: their template has it or has not.
const maxPriced = 5

// chargesVAT reports whether the tax is named where prices are: on product pages, or in the frame.
func chargesVAT(site *facts.Site) bool {
	list := site.ByRole(facts.RoleProduct)
	for p := range site.Each(list[:min(len(list), maxPriced)]) {
		folded := " " + strings.Map(spaced, cue.Fold(p.Text+"\n"+frameText(site, p))) + " "
		if slices.ContainsFunc(vatWords, func(w string) bool { return strings.Contains(folded, " "+w+" ") }) {
			return true
		}
	}
	return false
}

// spaced makes marks around words blanks.
func spaced(r rune) rune {
	switch r {
	case '.', ',', ';', ':', '(', ')', '/', '%', '*', '\n':
		return ' '
	default:
		return r
	}
}
