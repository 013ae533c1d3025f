package policy

import (
	"regexp"

	"github.com/shopvet/shopvet/checks/facts"
)

// trade are sentences by which a shop says that it sells to businesses only. The rights of consumers are none of its duties then.
var trade = regexp.MustCompile(`(?i)ausschließlich an (?:\pL+ )?(?:unternehmer|gewerb|händler|firmen|geschäftskunden)|nur an (?:unternehmer|gewerb|händler|firmen)|nur für (?:gewerb|unternehmer|händler|wiederverkäufer|geschäftskunden)|` +
	`kein verkauf an (?:verbraucher|privat)|(?:trade|business) customers only|sell (?:only|exclusively) to (?:businesses|trade)|only to (?:businesses|trade customers)|b2b only|` +
	`exclusivement (?:aux|à des|destinée? aux) professionnels|réservée? aux professionnels|exclusivamente a (?:profesionales|empresas)|solo para (?:profesionales|empresas)|` +
	`esclusivamente a (?:operatori|professionisti|aziende|imprese)|riservat[oa] a(?:i|gli|lle) (?:operatori|professionisti|aziende|imprese)|uitsluitend aan (?:bedrijven|zakelijke)|alleen voor zakelijke|` +
	`wyłącznie (?:dla|z|do) (?:firm|przedsiębiorc)`)

// tradeOnly reports whether the shop says on its home page, in its frame or in its terms that it sells to businesses only.
func tradeOnly(site *facts.Site) bool {
	if site.Home == nil {
		return false
	}
	if trade.MatchString(site.Read(site.Home).Text) {
		return true
	}
	for _, id := range site.Home.Blocks {
		if b := site.Snap.Block(id); b != nil && trade.MatchString(b.Text) {
			return true
		}
	}
	for _, pol := range site.Policies(facts.PolicyTerms) {
		if trade.MatchString(pol.Text) {
			return true
		}
	}
	return false
}
