package product

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/knowledge/ident"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// IdentifiersSettings say how many item numbers may be wrong.
type IdentifiersSettings struct {
	// Warn is the greatest share, 0 to 1, of products with a wrong number at which the check only warns.
	Warn float64 `toml:"warn"`
}

// Identifiers holds the check digits of the trade item numbers and ISBNs that products give. Goods without one, such as hand-made ones, need none: there is
// nothing to hold then. Numbers of another length are a shop's own, put into the wrong field.
var Identifiers = checks.Site(checks.Meta{
	ID:     "product-identifiers",
	Title:  "Trade item numbers of products are well-formed",
	Why:    "By its number a product is found on other sites, in tests and in recalls. A wrong one leads to other goods or to none.",
	Fix:    "Copy the number from the bar code on the pack, all 8, 12, 13 or 14 digits. Leave the field empty for goods that have none.",
	Effort: 1,
	Messages: map[string]string{
		"right":  "Products with a well-formed trade item number: {seen}",
		"wrong":  "Products whose trade item number is wrong: {bad} of {seen}",
		"digit":  "The check digit of this number is wrong",
		"length": "A trade item number has 8, 12, 13 or 14 digits",
		"none":   "No product gives a trade item number",
		"unread": "No product page was read",
	},
	Factor: verdict.InformationQuality, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "GS1 General Specifications: check digits of GTINs", URL: "https://www.gs1.org/services/how-calculate-check-digit-manually"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, IdentifiersSettings{Warn: 0.02}, judgeIdentifiers)

func judgeIdentifiers(in *checks.Input, s IdentifiersSettings) checks.Outcome {
	var digits, lengths []verdict.Finding
	seen := 0
	for i := range in.Site.Products {
		p := &in.Site.Products[i]
		if len(p.Codes) == 0 {
			continue
		}
		seen++
		for _, c := range p.Codes {
			_, form, right := ident.GTIN(c.Value)
			e := verdict.Evidence{URL: p.URL, Snippet: p.Name, Value: c.Field + " " + c.Value}
			if right {
				continue
			}
			if form {
				digits = append(digits, checks.Find(checks.Msg("digit"), e))
			} else {
				lengths = append(lengths, checks.Find(checks.Msg("length"), e))
			}
			break
		}
	}
	all := append(digits, lengths...)
	wrong := checks.Msg("wrong", "bad", len(all), "seen", seen)
	var o checks.Outcome
	switch {
	case len(in.Site.Products) == 0:
		return checks.Unknown(checks.Msg("unread"))
	case seen == 0:
		return checks.NotApplicable(checks.Msg("none"))
	case len(digits) >= 2 && float64(len(digits)) > s.Warn*float64(seen):
		o = checks.Fail(wrong, all...)
	case len(all) > 0:
		o = checks.Warn(wrong, all...)
	default:
		o = checks.Pass(checks.Msg("right", "seen", seen))
	}
	o.Seen = seen
	return o
}
