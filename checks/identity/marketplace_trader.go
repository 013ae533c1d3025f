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

// MarketplaceSettings say what a marketplace is.
type MarketplaceSettings struct {
	// Sellers is the least number of different sellers that the offers' structured data name.
	Sellers int `toml:"sellers"`
}

// MarketplaceTrader concerns shops in which several sellers offer goods, as their structured data say. Each offer's page should name its seller and say
// whether that is a trader or a private person. What is told behind a click is not looked for, so it never fails.
var MarketplaceTrader = checks.Site(checks.Meta{
	ID:     "identity-marketplace-trader",
	Title:  "Each offer says who sells it and whether that is a trader",
	Why:    "On a marketplace the buyer's rights depend on whether a business or a private person sells, and on who that is.",
	Fix:    "Show on every offer the name of its seller and whether it is a trader or a private person, beside the price rather than behind a click.",
	Effort: 8,
	Messages: map[string]string{
		"stated":  "Offers that name their seller and say what kind it is: {seen}",
		"bad":     "Offers without the name of their seller or without saying whether it is a trader: {bad} of {seen}",
		"unnamed": "The page does not show the seller that its structured data name: {seller}",
		"kind":    "The page does not say whether its seller is a trader or a private person: {seller}",
		"single":  "The offers read name too few different sellers for a marketplace: {sellers}",
	},
	Factor: verdict.VendorIdentity, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "Consumer Rights Directive 2011/83/EU, article 6a, as changed by Directive (EU) 2019/2161", URL: "https://eur-lex.europa.eu/eli/dir/2019/2161/oj", Market: "eu"},
		{Title: "INFORM Consumers Act, 15 U.S.C. § 45f", URL: "https://www.ftc.gov/business-guidance/resources/INFORMAct", Market: "us"},
	},
	Needs: snapshot.HavePages, Markets: []string{"eu", "us"}, Since: "0.1",
}, MarketplaceSettings{Sellers: 3}, judgeMarketplace)

// kindWords say that a seller is a trader or a private person, folded.
var kindWords = foldAll("trader", "business seller", "commercial seller", "professional seller", "private seller", "private individual", "gewerblich", "privatverkauf", "privater verkäufer", "privatanbieter",
	"privatperson", "händler", "professionnel", "particulier", "profesional", "particular", "professionale", "venditore privato", "privato", "professionista", "zakelijk", "particuliere", "handelaar",
	"przedsiębiorc", "osoba prywatna", "sprzedawca prywatny", "firma", "empresa", "pessoa física", "pessoa jurídica", "企业", "个人", "企業", "個人", "事業者", "사업자", "개인")

func judgeMarketplace(in *checks.Input, s MarketplaceSettings) checks.Outcome {
	site := in.Site
	sellers := map[string]bool{}
	var findings []verdict.Finding
	seen := 0
	offers := site.ByRole(facts.RoleProduct)
	for p := range site.Each(offers[:min(len(offers), maxRead)]) {
		seller := sellerOf(p)
		if seller == "" {
			continue
		}
		sellers[cue.Fold(seller)] = true
		seen++
		text := cue.Fold(p.Text)
		ev := verdict.Evidence{URL: site.URL(p), Value: seller}
		switch {
		case !strings.Contains(text, cue.Fold(seller)):
			findings = append(findings, checks.Find(checks.Msg("unnamed", "seller", seller), ev))
		case !slices.ContainsFunc(kindWords, func(w string) bool { return strings.Contains(text, w) }):
			findings = append(findings, checks.Find(checks.Msg("kind", "seller", seller), ev))
		}
	}
	if len(sellers) < s.Sellers {
		return checks.NotApplicable(checks.Msg("single", "sellers", len(sellers)))
	}
	o := checks.Pass(checks.Msg("stated", "seen", seen))
	if len(findings) > 0 {
		o = checks.Warn(checks.Msg("bad", "bad", len(findings), "seen", seen), findings[:min(len(findings), maxOffers)]...)
		o.Total, o.Confidence = len(findings), verdict.Likely
	}
	o.Seen = seen
	return o
}

// maxOffers bounds the offers that are shown as examples, maxRead those that are read: they come from one template.
const (
	maxOffers = 10
	maxRead   = 200
)

// sellerOf returns the seller that the structured data of an offer name; a page whose text was not kept says nothing.
func sellerOf(p *snapshot.Page) string {
	if !p.TextKept || p.Shell {
		return ""
	}
	for i := range p.Data {
		if v := p.Data[i].Props["offers.seller.name"]; p.Data[i].Type == "Product" && v != "" {
			return v
		}
	}
	return ""
}
