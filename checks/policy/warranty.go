package policy

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Warranty looks for a word on what happens when goods turn out to be faulty: the guarantee by law, the maker's or the seller's. It never
// fails, and shops whose products are used up are left alone.
var Warranty = checks.Site(checks.Meta{
	ID:     "policy-warranty",
	Title:  "It is said what happens when goods are faulty",
	Why:    "Things break. A shop that says beforehand what it does then seems to expect few cases, and to stand by its goods.",
	Fix:    "Say in your terms or on a page of its own which guarantee the law gives, for how long, and how to claim it; add the maker's guarantee where there is one.",
	Effort: 1,
	Messages: map[string]string{
		"stated":      "A guarantee is named: {url}",
		"absent":      "No word on guarantees was found on the pages read",
		"here":        "This is where visitors look for it",
		"consumables": "The shop seems to sell goods that are used up",
		"digital":     "The shop seems to sell downloads only",
		"unread":      "It may stand in a text that was not read in full: {url}",
	},
	Factor: verdict.PolicyAssurance, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "Consumer Rights Directive 2011/83/EU, article 6(1)(l) and (m)", URL: "https://eur-lex.europa.eu/eli/dir/2011/83/oj", Market: "eu"},
		{Title: "Australian Consumer Law, consumer guarantees", URL: "https://www.accc.gov.au/consumers/buying-products-and-services/consumer-rights-and-guarantees", Market: "au"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeWarranty)

func judgeWarranty(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	if list := site.Stated(claim.Warranty); len(list) > 0 {
		return checks.Pass(checks.Msg("stated", "url", list[0].URL))
	}
	f := gather(site, facts.PolicyWarranty, facts.PolicyTerms, facts.PolicyReturns)
	if at := speaksOf(site, cue.Warranty); at != "" {
		return checks.Pass(checks.Msg("stated", "url", at))
	}
	for i := range f.whole {
		if p := &f.whole[i]; claim.Guarantee(p.Title, p.Text, p.Lang) != "" {
			return checks.Pass(checks.Msg("stated", "url", p.URL))
		}
	}
	switch at := f.unseen(site, facts.PolicyWarranty, facts.PolicyTerms, facts.PolicyReturns); {
	case site.SellsDigital:
		return checks.NotApplicable(checks.Msg("digital"))
	case consumables(site):
		return checks.NotApplicable(checks.Msg("consumables"))
	case at != "":
		return checks.Unknown(checks.Msg("unread", "url", at))
	}
	o := checks.Warn(checks.Msg("absent"), checks.Find(checks.Msg("here"), f.where(site)))
	o.Confidence = verdict.Likely
	return checks.Absent(in, o)
}

// speaksOf returns the address of the first page of text that names a matter, or of a policy so called.
func speaksOf(site *facts.Site, c cue.Concept) string {
	for _, k := range facts.PolicyKinds() {
		for _, pol := range site.Policies(k) {
			if string(k) == c.String() && pol.Hollow == "" || pol.Text != "" && k != facts.PolicyPrivacy && cue.Default().Has(pol.Text, cue.Body, pol.Lang, c) {
				return pol.URL
			}
		}
	}
	for p := range site.Each(site.ByRole(facts.RoleHelp)) {
		if cue.Default().Has(p.Text, cue.Body, p.Lang, c) {
			return site.URL(p)
		}
	}
	return ""
}

// usedUp are words that stand on the pages of food, cosmetics and the like, folded as by cue.Fold, in the twelve languages.
var usedUp = []string{
	"ingredients", "best before", "nutrition", "allergen", "kcal", "zutaten", "mindestens haltbar", "nährwert", "inci", "ingrédients", "à consommer", "valeurs nutritionnelles",
	"ingredientes", "consumir preferentemente", "valor nutricional", "ingredienti", "da consumarsi", "valori nutrizionali", "ingrediënten", "voedingswaarde", "ten minste houdbaar",
	"validade", "tabela nutricional", "składniki", "wartość odżywcza", "najlepiej spożyć", "配料", "保质期", "营养成分", "成分", "保存期限", "營養標示", "原材料", "賞味期限", "消費期限", "全成分",
	"원재료", "소비기한", "유통기한", "전성분",
}

// maxGoods bounds how many product pages are looked at for what kind of goods they sell.
const maxGoods = 20

// consumables reports whether every second product page speaks of ingredients or of a date to be used by.
func consumables(site *facts.Site) bool {
	list := site.ByRole(facts.RoleProduct)
	n, hits := 0, 0
	for p := range site.Each(list[:min(len(list), maxGoods)]) {
		n++
		text := cue.Fold(p.Text)
		if slices.ContainsFunc(usedUp, func(w string) bool { return strings.Contains(text, w) }) {
			hits++
		}
	}
	return n > 0 && 2*hits >= n
}
