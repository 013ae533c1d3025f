package identity

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// AUABN looks for the Australian Business Number or Company Number of a seller that sits in Australia. It is not asked of every shop, so that there
// is none only warns.
var AUABN = checks.Site(checks.Meta{
	ID:     "identity-au-abn",
	Title:  "An ABN or ACN is shown and well-formed",
	Why:    "Australian consumer bodies advise buyers to look a shop's ABN up before they pay.",
	Fix:    "Write your ABN (and ACN, if you are a company) into the footer and onto the contact page, digit by digit as the register gave it.",
	Effort: 1,
	Messages: map[string]string{
		"sound":     "Well-formed: {number}",
		"wrong":     "Numbers whose form or check digit is wrong: {bad}",
		"malformed": "The form or the check digit of this number is wrong: {number}",
		"none":      "Neither an ABN nor an ACN was found on the pages read",
		"look":      "This is where visitors look for the ABN",
		"abroad":    "The seller was not found to sit in Australia",
		"veiled":    "No ABN was found in what could be read, but this was not read in full or shows it as a picture: {url}",
	},
	Factor: verdict.VendorIdentity, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "Consumer and Business Services South Australia: check a trader's ABN or ACN before you buy online", URL: "https://www.cbs.sa.gov.au/", Market: "au"}},
	Needs:   snapshot.HavePages, Markets: []string{"au"}, Since: "0.1",
	Rests: []string{"malformed"},
}, struct{}{}, judgeAUABN)

func judgeAUABN(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	sound, malformed := stated(site, func(kind string) bool { return kind == "au-abn" || kind == "au-acn" })
	switch {
	case len(malformed) > 0:
		return wrong(malformed)
	case len(sound) > 0:
		return checks.Pass(checks.Msg("sound", "number", show(sound[0])))
	case seat(site) != "" && seat(site) != "AU":
		return checks.NotApplicable(checks.Msg("abroad"))
	}
	if at := hidden(site); at != "" {
		return checks.Unknown(checks.Msg("veiled", "url", at))
	}
	return checks.Absent(in, checks.Warn(checks.Msg("none"), checks.Find(checks.Msg("look"), verdict.Evidence{URL: where(site)})))
}
