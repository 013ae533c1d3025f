package product

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// OriginSettings say on how many product pages the country of origin must be named.
type OriginSettings struct {
	// Pass is the least share, 0 to 1, of product pages that name it.
	Pass float64 `toml:"pass"`
}

// Origin looks for the country in which goods were made, as India asks for it.
var Origin = checks.Site(checks.Meta{
	ID:     "product-origin",
	Title:  "Products name their country of origin",
	Why:    "Indian buyers are entitled to know where goods come from, and who imported them, before they order.",
	Fix:    "Add a line \"Country of origin\" to each product, and for imported goods the importer's name and address.",
	Effort: 1,
	Messages: map[string]string{
		"named":   "Products that name their origin: {good} of {seen}",
		"missing": "Products that do not name their origin: {bad} of {seen}",
		"page":    "No country of origin was found",
		"none":    "No product page could be read",
		"digital": "The shop sells digital goods or services",
	},
	Factor: verdict.InformationQuality, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "Consumer Protection (E-Commerce) Rules, 2020 (India), rule 6(5)", URL: "https://consumeraffairs.nic.in/", Market: "in"}},
	Needs:   snapshot.HavePages, Markets: []string{"in"}, Since: "0.1",
}, OriginSettings{Pass: 0.8}, judgeOrigin)

func judgeOrigin(in *checks.Input, s OriginSettings) checks.Outcome {
	var findings []verdict.Finding
	seen := 0
	for i := range in.Site.Products {
		p := &in.Site.Products[i]
		if !p.Kept {
			continue
		}
		seen++
		if !p.Origin {
			findings = append(findings, checks.Find(checks.Msg("page"), verdict.Evidence{URL: p.URL, Snippet: p.Name}))
		}
	}
	switch bad := len(findings); {
	case seen == 0:
		return checks.Unknown(checks.Msg("none"))
	case in.Site.SellsDigital:
		return checks.NotApplicable(checks.Msg("digital"))
	default:
		o := checks.ByShare(seen, findings, s.Pass, 0, checks.Msg("named", "good", seen-bad, "seen", seen), checks.Msg("missing", "bad", bad, "seen", seen))
		if o.Status == verdict.Pass {
			return o
		}
		return checks.Absent(in, o)
	}
}
