package price

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// AllOnSaleSettings say how much of a catalogue may be reduced.
type AllOnSaleSettings struct {
	// Pass is the greatest share, 0 to 1, of products with a former price.
	Pass float64 `toml:"pass"`
	// Least is how many products with a price must have been seen.
	Least int `toml:"least"`
	// Whole is the least number of products with a price from which a small shop is told where each of them is reduced.
	Whole int `toml:"whole"`
}

// AllOnSale counts the products that show a former price. Where the shop calls itself an outlet or the home page announces a sale, it asks nothing.
var AllOnSale = checks.Site(checks.Meta{
	ID:     "price-all-on-sale",
	Title:  "Not nearly everything is reduced all the time",
	Why:    "A former price that stands on everything tells nothing any more, and makes careful buyers doubt that anybody ever paid it.",
	Fix:    "Strike through only prices that you really asked before, and end reductions.",
	Effort: 1,
	Messages: map[string]string{
		"some":   "Reduced products: {bad} of {seen}",
		"most":   "Nearly all products are reduced: {bad} of {seen}",
		"one":    "A former price is shown",
		"outlet": "The shop is an outlet, or announces a sale",
		"few":    "Fewer than {least} products with a price were read",
	},
	Factor: verdict.InformationQuality, Stage: verdict.StageInitial, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "Janavičiūtė et al. (2024), features by which shops were told apart: reduced prices"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, AllOnSaleSettings{Pass: 0.7, Least: 10, Whole: 5}, judgeAllOnSale)

func judgeAllOnSale(in *checks.Input, s AllOnSaleSettings) checks.Outcome {
	site := in.Site
	var findings []verdict.Finding
	seen := 0
	for i := range site.Products {
		p := &site.Products[i]
		if len(p.Current()) == 0 {
			continue
		}
		seen++
		if former := p.Former(); len(former) > 0 {
			findings = append(findings, checks.Find(checks.Msg("one"), verdict.Evidence{URL: p.URL, Snippet: former[0].Text}))
		}
	}
	bad := len(findings)
	var o checks.Outcome
	switch {
	case seen < s.Least && (seen < s.Whole || bad < seen):
		return checks.NotApplicable(checks.Msg("few", "least", s.Least))
	case float64(bad) <= s.Pass*float64(seen):
		o = checks.Pass(checks.Msg("some", "bad", bad, "seen", seen))
	case selling(in):
		return checks.NotApplicable(checks.Msg("outlet"))
	default:
		o = checks.Warn(checks.Msg("most", "bad", bad, "seen", seen), findings...)
	}
	o.Seen = seen
	return o
}

// selling reports whether the shop's name, or the home page's title or headings, speak of a sale or an outlet.
func selling(in *checks.Input) bool {
	home := in.Site.Read(in.Site.Home)
	if home == nil {
		return false
	}
	lines := []string{in.Site.Name, home.Title}
	for _, h := range home.Headings {
		lines = append(lines, h.Text)
	}
	for _, line := range lines {
		if cue.Default().Has(line, cue.Heading, home.Lang, cue.Sale) {
			return true
		}
	}
	return false
}
