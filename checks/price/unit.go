package price

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/money"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// UnitPrice looks for the price of a kilogram or litre on food, drinks and cosmetics, told by their list of ingredients, that name how much is in the pack.
// Small packs, sets, and packs of just one kilogram or litre need none.
var UnitPrice = checks.Site(checks.Meta{
	ID:     "price-unit",
	Title:  "Packed food, drinks and cosmetics show the price of a kilogram or litre",
	Why:    "A smaller pack for a smaller price may be the dearer one. The price of the same quantity is how buyers compare.",
	Fix:    "Let your shop system show the price of 1 kg, 1 l, 100 g or 100 ml beside the price; it works it out from the contents that you enter.",
	Effort: 1,
	Messages: map[string]string{
		"shown":   "Packed goods with the price of a unit: {seen}",
		"missing": "Packed goods without the price of a unit: {bad} of {seen}",
		"page":    "The contents are named, the price of a unit is not",
		"none":    "No packed food, drinks or cosmetics with a price were seen",
	},
	Factor: verdict.InformationQuality, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "Price Indication Directive 98/6/EC, article 3", URL: "https://eur-lex.europa.eu/eli/dir/1998/6/oj", Market: "eu"}},
	Needs:   snapshot.HavePages, Markets: []string{"eu", "de", "at", "fr", "es", "it", "nl", "pl", "uk"}, Since: "0.1",
}, struct{}{}, judgeUnitPrice)

func judgeUnitPrice(in *checks.Input, _ struct{}) checks.Outcome {
	var findings []verdict.Finding
	seen := 0
	for i := range in.Site.Products {
		p := &in.Site.Products[i]
		if !p.Kept || len(p.Current()) == 0 || !p.Eaten || !packed(p) {
			continue
		}
		seen++
		if !perUnit(p) {
			findings = append(findings, checks.Find(checks.Msg("page"), verdict.Evidence{URL: p.URL, Snippet: p.Name, Value: p.Current()[0].Text}))
		}
	}
	if seen == 0 {
		return checks.NotApplicable(checks.Msg("none"))
	}
	return checks.ByShare(seen, findings, 0.9, 0, checks.Msg("shown", "seen", seen), checks.Msg("missing", "bad", len(findings), "seen", seen))
}

// contents is how much is in a pack, as names of goods have it: "500 g", "0,75 l".
var contents = regexp.MustCompile(`(?i)(?:^|[\s(,|–-])(\d{1,4}(?:[.,]\d{1,3})?)\s?(g|kg|ml|cl|l|ltr|liter|litre|litri|litros)(?:$|[\s),.|–-])`)

// several are the signs of more than one pack: their contents have to be added up first.
var several = regexp.MustCompile(`(?i)\d\s?[x×]\s?\d|\bset\b|\bkit\b|\bbox\b|\bpack of\b|\blot de\b`)

// small is the contents, in grams or millilitres, up to which national rules ask for no price of a unit.
const small = 50

// netContents is a line that says how much is in a pack, behind the label that packs bear: "Nettofüllmenge: 80 g".
var netContents = regexp.MustCompile(`(?im)^[\t •·*–-]*(?:netto?(?:füllmenge|gewicht|inhalt| inhoud|hoeveelheid| ?gewicht)|füllmenge|füllgewicht|net (?:weight|wt\.?|contents?|quantity|volume)|poids net|contenance(?: nette)?|quantité nette|volume net|` +
	`peso neto|contenido neto|cantidad neta|volumen neto|peso netto|contenuto netto|quantità netta|peso líquido|conteúdo líquido|inhoud|(?:masa|waga|zawartość|ilość|pojemność) netto)` +
	`[\t ]*(?:\(netto\))?[:|\t ]{1,4}(\d{1,4}(?:[.,]\d{1,3})?)\s?(g|kg|ml|cl|l|ltr|liter|litre|litri|litros)[\t ]*(?:$|[),.;|·(–-])`)

// packed reports whether goods say how much is in them, by their name or in a line of its own, and it is neither little nor one whole unit.
func packed(p *facts.Product) bool {
	m := contents.FindStringSubmatch(p.Name)
	if m == nil {
		m = netContents.FindStringSubmatch(p.Near)
	}
	if m == nil || several.MatchString(p.Name) {
		return false
	}
	n, err := strconv.ParseFloat(strings.Replace(m[1], ",", ".", 1), 64)
	switch unit := strings.ToLower(m[2]); {
	case unit == "cl":
		n *= 10
	case unit != "g" && unit != "ml":
		n *= 1000
	}
	return err == nil && n > small && n != 1000
}

func perUnit(p *facts.Product) bool {
	for i := range p.Any {
		if p.Any[i].Kind == money.Unit.String() {
			return true
		}
	}
	return false
}
