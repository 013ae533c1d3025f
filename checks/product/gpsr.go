package product

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// GPSRSettings say on how many product pages the maker must be named.
type GPSRSettings struct {
	// Pass is the least share, 0 to 1, of product pages that name the maker.
	Pass float64 `toml:"pass"`
}

// GPSR looks for who made the goods and how to reach them: beside the product, in a part that opens, or on a page that a link so named leads to. Food, drinks,
// cosmetics, medicines, medical devices, feed and plants have rules of their own, digital goods none. Stock from before the rule needs no such note either, so the check only warns.
var GPSR = checks.Site(checks.Meta{
	ID:     "product-gpsr",
	Title:  "Product pages say who made the goods and how to reach them",
	Why:    "When something is wrong with the goods, buyers and authorities need somebody in the market who answers for them.",
	Fix:    "Write onto each product page the maker's name, postal address and e-mail address or website; for makers outside the EU those of the person responsible in the EU as well.",
	Effort: 3,
	Messages: map[string]string{
		"named":   "Products whose maker can be reached: {good} of {seen}",
		"name":    "Products that name the maker without a way to reach them: {bad} of {seen}",
		"missing": "Products without a word on their maker: {bad} of {seen}",
		"page":    "Nothing on the maker was found",
		"bare":    "The maker is named without address",
		"exempt":  "Only goods to which the rule does not apply were seen",
		"none":    "No product page could be read",
	},
	Factor: verdict.InformationQuality, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "General Product Safety Regulation (EU) 2023/988, article 19", URL: "https://eur-lex.europa.eu/eli/reg/2023/988/oj", Market: "eu"}},
	Needs:   snapshot.HavePages, Markets: []string{"eu", "de", "at", "fr", "es", "it", "nl", "pl"}, Since: "0.1",
	Rests: []string{"product-maker"},
}, GPSRSettings{Pass: 0.5}, judgeGPSR)

func judgeGPSR(in *checks.Input, s GPSRSettings) checks.Outcome {
	site := in.Site
	var bare, missing []verdict.Finding
	read, seen, named := 0, 0, 0
	for i := range site.Products {
		p := &site.Products[i]
		if !p.Kept {
			continue
		}
		read++
		if p.Eaten || p.OwnRules || p.Digital || p.Used {
			continue // other rules hold, or none; goods that were on the market before 13 December 2024 stay under the older ones
		}
		seen++
		switch p.Maker {
		case facts.MakerReachable:
			named++
		case facts.MakerNamed:
			bare = append(bare, checks.Find(checks.Msg("bare"), verdict.Evidence{URL: p.URL, Snippet: p.Name}))
		default:
			missing = append(missing, checks.Find(checks.Msg("page"), verdict.Evidence{URL: p.URL, Snippet: p.Name}))
		}
	}
	var o checks.Outcome
	switch {
	case read == 0:
		return checks.Unknown(checks.Msg("none"))
	case seen == 0 || site.SellsDigital:
		return checks.NotApplicable(checks.Msg("exempt"))
	case float64(named) >= s.Pass*float64(seen):
		o = checks.Pass(checks.Msg("named", "good", named, "seen", seen))
	case len(missing) > len(bare):
		o = checks.Warn(checks.Msg("missing", "bad", len(missing), "seen", seen), missing...)
	default:
		o = checks.Warn(checks.Msg("name", "bad", len(bare), "seen", seen), bare...)
	}
	o.Seen = seen
	if o.Status != verdict.Pass {
		o.Confidence = verdict.Likely
		return checks.Absent(in, o)
	}
	return o
}
