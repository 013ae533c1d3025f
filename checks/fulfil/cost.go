package fulfil

import (
	"regexp"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Cost looks for what delivery costs, anywhere before the checkout. A sum that was seen but not understood is no ground to say that there is
// none.
var Cost = checks.Site(checks.Meta{
	ID:     "fulfil-cost",
	Title:  "The cost of delivery can be seen before ordering",
	Why:    "Costs that turn up at the checkout are the reason given most often for leaving a full cart behind.",
	Fix:    "Give the cost of delivery, by country and weight where it differs, on the page on delivery, and say from which value on it is free.",
	Effort: 1,
	Messages: map[string]string{
		"stated":     "The cost of delivery is given: {value}",
		"calculated": "The cost of delivery is told only at the checkout",
		"none":       "What delivery costs was not found on the pages read",
		"here":       "This is where visitors look for it",
		"sums":       "Sums are given in the text on delivery, but which of them is its cost was not understood: {url}",
		"digital":    "The shop seems to sell downloads only, so nothing is delivered",
		"pickup":     "The shop says that goods are collected, so nothing is delivered",
		"unread":     "It may stand in a text that was not read in full: {url}",
	},
	Factor: verdict.Fulfilment, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "Baymard Institute, reasons for leaving a cart"},
		{Title: "Consumer Rights Directive 2011/83/EU, article 6(1)(e)", URL: "https://eur-lex.europa.eu/eli/dir/2011/83/oj", Market: "eu"},
		{Title: "Decreto 7.962/2013, art. 2 IV (Brazil)", URL: "https://www.planalto.gov.br/ccivil_03/_ato2011-2014/2013/decreto/d7962.htm", Market: "br"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
	Rests: []string{"claim-delivery-cost", "claim-free-from"},
}, struct{}{}, judgeCost)

func judgeCost(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	calculated, told := (*facts.Claim)(nil), ""
	for _, c := range site.Stated(claim.DeliveryCost, claim.FreeFrom) {
		if c.Value != "calculated" {
			told = c.Value
			break
		}
		if calculated == nil {
			calculated = &c
		}
	}
	unseen := unseen(site)
	switch {
	case told != "":
		return checks.Pass(checks.Msg("stated", "value", told))
	case nothingShipped(site) != "":
		return checks.NotApplicable(checks.Msg(nothingShipped(site)))
	case unseen != "":
		return checks.Unknown(checks.Msg("unread", "url", unseen))
	}
	if at := sums(site); at != "" {
		return checks.Unknown(checks.Msg("sums", "url", at))
	}
	if calculated != nil {
		return checks.Warn(checks.Msg("calculated"), checks.Find(checks.Msg("calculated"), verdict.Evidence{URL: calculated.URL, Snippet: calculated.Sentence}))
	}
	return checks.AbsentInCart(in, checks.Fail(checks.Msg("none"), checks.Find(checks.Msg("here"), where(site))))
}

// money is a number beside a sign or code of a currency.
var money = regexp.MustCompile(`(?i)(?:[€£$¥￥₩₹]|\b(?:EUR|GBP|USD|CHF|PLN|BRL|JPY|CNY|TWD|KRW)|R\$)\s?\d|\d\s?(?:[€£$¥₩₹元円원]|zł|PLN|EUR|CHF|euros?\b|Fr\.)`)

// sums returns the address of a text on delivery in which a sum of money stands.
func sums(site *facts.Site) string {
	for _, pol := range site.Policies(facts.PolicyShipping) {
		if money.MatchString(pol.Text) {
			return pol.URL
		}
	}
	return ""
}

// unseen returns the address of a text on delivery that is there and could not be read to its end, "" when there is none.
func unseen(site *facts.Site) string {
	if at := site.Unread(facts.PolicyShipping, facts.PolicyTerms); at != "" {
		return at
	}
	return away(site)
}

// where is the text on delivery, else the home page.
func where(site *facts.Site) verdict.Evidence {
	f := gather(site)
	for _, pol := range []*facts.Policy{f.whole, f.inTerms} {
		if pol != nil {
			return verdict.Evidence{URL: pol.URL, Snippet: pol.Title}
		}
	}
	return verdict.Evidence{URL: home(site), Selector: "footer"}
}
