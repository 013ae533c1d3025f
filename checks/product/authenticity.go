package product

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// AuthenticitySettings say from how many brands on a word on genuine goods is looked for.
type AuthenticitySettings struct {
	// Brands is the least number of other makers' names among the products.
	Brands int `toml:"brands"`
}

// Authenticity looks for a word on genuine goods where a shop sells the brands of others: that it is an authorised dealer, that goods come straight from their
// makers, or what it pays if they should not be genuine. A shop that sells what it makes needs none. It never fails: keeping silent about it is common.
var Authenticity = checks.Site(checks.Meta{
	ID:     "product-authenticity",
	Title:  "A shop with others' brands says that its goods are genuine",
	Why:    "A buyer cannot see on a picture whether goods are the maker's own. A shop that says where it has them from, and stands for it, takes that doubt away.",
	Fix:    "Say on the about page or beside the goods where you buy: from the makers, as an authorised dealer, with invoices. Name the brands that appointed you.",
	Effort: 1,
	Messages: map[string]string{
		"stated": "It is said that goods are genuine or where they come from: {url}",
		"none":   "Goods of other brands are sold ({brands}), and no word on where they come from or that they are genuine was found on the pages read",
		"here":   "A product of another brand",
		"own":    "Too few brands of others were seen among the products to ask for it: {count}",
	},
	Factor: verdict.PolicyAssurance, Stage: verdict.StageInitial, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "Project convention: assurance of product quality as a part of platform trust"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, AuthenticitySettings{Brands: 3}, judgeAuthenticity)

func judgeAuthenticity(in *checks.Input, s AuthenticitySettings) checks.Outcome {
	site := in.Site
	if at := genuine(site); at != "" {
		return checks.Pass(checks.Msg("stated", "url", at))
	}
	brands := site.OtherBrands()
	if len(brands) < s.Brands {
		return checks.NotApplicable(checks.Msg("own", "count", len(brands)))
	}
	var ev verdict.Evidence
	for i := range site.Products {
		if p := &site.Products[i]; p.Brand == brands[0] {
			ev = verdict.Evidence{URL: p.URL, Snippet: p.Name, Value: p.Brand}
			break
		}
	}
	o := checks.Warn(checks.Msg("none", "brands", brands[:min(len(brands), 5)]), checks.Find(checks.Msg("here"), ev))
	o.Confidence = verdict.Likely
	return checks.Absent(in, o)
}

// genuine returns where the shop says that goods are genuine: on a page, in what all pages share, or in the name of a link.
func genuine(site *facts.Site) string {
	for _, p := range site.Pages {
		if p.Marked(snapshot.MarkGenuine) {
			return site.URL(p)
		}
	}
	for t := range site.SellerTexts() {
		if cue.Default().Has(t.Text, cue.Body, t.Lang, cue.Genuine) {
			return t.URL
		}
	}
	for _, from := range site.LinksNamed(cue.Genuine) {
		return from.OnPage
	}
	return ""
}
