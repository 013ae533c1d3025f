package identity

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/ident"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// CountryDisclosed looks for the seller's country on the cart or checkout page, frame included. A checkout that begins behind a filled cart is not
// seen, so a country that is told elsewhere leaves the answer open; only one that is told nowhere fails. Flags that choose a language are no country.
var CountryDisclosed = checks.Site(checks.Meta{
	ID:     "identity-country-disclosed",
	Title:  "The seller's country is shown on the way to pay",
	Why:    "In which country the seller sits decides which law protects the buyer and what customs and the bank may charge on top.",
	Fix:    "Write your address with its country, or a line such as \"We sell from Poland\", into the footer or onto the cart and checkout pages.",
	Effort: 1,
	Messages: map[string]string{
		"cart":      "The seller's country is shown in the cart or in what all pages share: {country}",
		"elsewhere": "The seller's country is told on other pages; the checkout, which may tell it too, begins behind a filled cart and was not seen",
		"nowhere":   "Neither a country nor an address from which it could be told was found on the pages read",
		"look":      "This is where buyers look for the seller's country",
		"veiled":    "No country was found in what could be read, but this was not read in full or shows it as a picture: {url}",
		"no-cart":   "No cart was found on the pages read",
	},
	Factor: verdict.VendorIdentity, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "Visa Core Rules: disclosures of a merchant's website, country of the merchant outlet", URL: "https://usa.visa.com/dam/VCOM/download/about-visa/visa-rules-public.pdf"}},
	Needs:   snapshot.HavePages, Since: "0.1",
	Rests: []string{"address"},
}, struct{}{}, judgeCountry)

func judgeCountry(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	paths := slices.Concat(site.ByRole(facts.RoleCart), site.ByRole(facts.RoleCheckout))
	if len(paths) == 0 && site.Home != nil {
		paths = []*snapshot.Page{site.Home} // a cart that opens as a drawer shows the frame of every page
	}
	for p := range site.Each(paths) {
		if c := countryOn(site, p); c != "" {
			return checks.Pass(checks.Msg("cart", "country", c))
		}
	}
	if countryElsewhere(site) {
		return checks.Unknown(checks.Msg("elsewhere"))
	}
	if at := hidden(site); at != "" {
		return checks.Unknown(checks.Msg("veiled", "url", at))
	}
	return checks.Absent(in, checks.Fail(checks.Msg("nowhere"), checks.Find(checks.Msg("look"), verdict.Evidence{URL: where(site)})))
}

// countryOn returns what on a page tells the seller's country: an address in its frame or main part, or the name of the country.
func countryOn(site *facts.Site, p *snapshot.Page) string {
	text := frameText(site, p)
	if p != site.Home {
		text += "\n" + p.Text
	}
	for _, a := range ident.Addresses(text, p.Lang) {
		if a.Country != "" && a.Kind == ident.KindStreet && !a.Dummy {
			return a.Country
		}
	}
	if country := ident.StateCountry(text); country != "" {
		return country
	}
	country := seat(site)
	if country == "" {
		return ""
	}
	folded := cue.Fold(text)
	for _, name := range ident.CountryNames(country) {
		if len(name) > 3 && strings.Contains(folded, name) {
			return country
		}
	}
	return ""
}

// countryElsewhere reports whether the seller's country can be told from anything that was read: an address, a phone number with its country, a
// register number.
func countryElsewhere(site *facts.Site) bool {
	for i := range site.Addresses {
		if a := &site.Addresses[i]; !a.Dummy && (a.Country != "" || a.Kind == ident.KindOnRequest) {
			return true
		}
	}
	for p := range site.Each(slices.Concat(site.ByRole(facts.RoleHome), site.ByRole(facts.RoleContact), site.ByRole(facts.RoleAbout))) {
		if ident.StateCountry(p.Text) != "" {
			return true
		}
	}
	for i := range site.Phones {
		if c := &site.Phones[i]; c.Seller && strings.HasPrefix(c.Raw, "+") && c.Region != "" {
			return true
		}
	}
	return slices.ContainsFunc(site.Numbers, func(n facts.Number) bool { return n.Seller && n.WellFormed && n.Country != "" })
}
