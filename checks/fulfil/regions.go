package fulfil

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// RegionsSettings bound when a text on delivery may have named places that we did not recognise.
type RegionsSettings struct {
	// Brief is the length in letters up to which a text on delivery in which no place was found may fail.
	Brief int `toml:"brief"`
}

// Regions looks for the countries that goods are sent to. A shop for one country, which everything about it shows, need not say so.
var Regions = checks.Site(checks.Meta{
	ID:     "fulfil-regions",
	Title:  "It is said where goods are sent",
	Why:    "Nobody wants to fill a cart and enter an address only to learn that the shop does not deliver there.",
	Fix:    "List on the page on delivery the countries and regions that you send to, and those that you do not.",
	Effort: 1,
	Messages: map[string]string{
		"stated":  "It is said where goods are sent: {value}",
		"obvious": "The shop shows that it sells in one country: {market}",
		"none":    "Where goods are sent was not found on the pages read",
		"here":    "This is where visitors look for it",
		"digital": "The shop seems to sell downloads only, so nothing is delivered",
		"pickup":  "The shop says that goods are collected, so nothing is delivered",
		"unread":  "It may stand in a text that was not read in full: {url}",
	},
	Factor: verdict.Fulfilment, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "Consumer Rights Directive 2011/83/EU, article 8(3)", URL: "https://eur-lex.europa.eu/eli/dir/2011/83/oj", Market: "eu"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
	Rests: []string{"claim-delivery-region"},
}, RegionsSettings{Brief: 400}, judgeRegions)

func judgeRegions(in *checks.Input, s RegionsSettings) checks.Outcome {
	site := in.Site
	list := site.Stated(claim.DeliveryRegion)
	markets := countries(site)
	switch {
	case len(list) > 0:
		return checks.Pass(checks.Msg("stated", "value", list[0].Value))
	case nothingShipped(site) != "":
		return checks.NotApplicable(checks.Msg(nothingShipped(site)))
	case len(markets) == 1:
		return checks.Pass(checks.Msg("obvious", "market", markets[0]))
	}
	if at := unseen(site); at != "" {
		return checks.Unknown(checks.Msg("unread", "url", at))
	}
	finding := checks.Find(checks.Msg("here"), where(site))
	if f := gather(site); f.whole != nil && f.whole.Letters > s.Brief {
		o := checks.Warn(checks.Msg("none"), finding) // places may be named that we do not know
		o.Confidence = verdict.Likely
		return checks.AbsentInCart(in, o)
	}
	return checks.AbsentInCart(in, checks.Fail(checks.Msg("none"), finding))
}

// countries are the markets that count, other than the Union as a whole.
func countries(site *facts.Site) []string {
	var out []string
	for _, m := range site.ScoredMarkets() {
		if m != "eu" {
			out = append(out, m)
		}
	}
	return out
}
