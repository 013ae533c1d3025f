package price

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/money"
	"github.com/shopvet/shopvet/knowledge/telling"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// ConsistentSettings say how far two prices of the same goods may lie apart.
type ConsistentSettings struct {
	// Gap is the difference, 0 to 1, up to which two prices count as one.
	Gap float64 `toml:"gap"`
}

// Consistent compares the price of a product page with that in its structured data and with that on the lists that lead to it. Only what can be
// compared counts: one price on either side, of the same currency, on a page on which no variant is chosen. An amount that stands anywhere on the page
// is no contradiction: it may be the price for members, without tax, of another variant.
var Consistent = checks.Site(checks.Meta{
	ID:     "price-consistent",
	Title:  "A product costs the same wherever its price stands",
	Why:    "Who clicks on one price and then reads another feels cheated, and search engines take goods off their lists for it.",
	Fix:    "Find out where the second price comes from: a cache, a theme that writes its own data for search engines, or a list that is not refreshed. Let all take it from one place.",
	Effort: 3,
	Messages: map[string]string{
		"same":    "Products whose prices agree: {seen}",
		"differ":  "Products with two prices: {bad} of {seen}",
		"tax":     "Products whose prices differ by what may be tax or another currency: {bad} of {seen}",
		"data":    "The page shows another price than its data for search engines",
		"list":    "A list shows another price than the page it leads to",
		"by-tax":  "The page and its data for search engines differ by what may be tax or another currency",
		"nothing": "No product page could be compared: one price on either side is needed",
		"none":    "No product page was read",
	},
	Factor: verdict.InformationQuality, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{
		{Title: "Google Merchant Center: the price on the page and in the product data must match", URL: "https://support.google.com/merchants/answer/6324371"},
		{Title: "Kim, Ferrin and Rao (2008), A trust-based consumer decision-making model in electronic commerce"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
}, ConsistentSettings{Gap: 0.01}, judgeConsistent)

// gap is a product with two prices.
type gap struct {
	finding verdict.Finding
	product *facts.Product
	ratio   float64 // of the larger to the smaller
	tax     bool
}

func judgeConsistent(in *checks.Input, s ConsistentSettings) checks.Outcome {
	site := in.Site
	compared := map[*facts.Product]bool{}
	var gaps []gap
	for i := range site.Products {
		if g, ok := againstData(site, &site.Products[i], s); ok {
			compared[&site.Products[i]] = true
			gaps = append(gaps, g...)
		}
	}
	gaps = append(gaps, againstLists(site, s, compared)...)
	switch {
	case len(site.Products) == 0:
		return checks.Unknown(checks.Msg("none"))
	case len(compared) == 0:
		return checks.Unknown(checks.Msg("nothing"))
	}
	convert(gaps)
	return together(gaps, len(compared))
}

// againstData compares what a page shows with its structured data; not ok where there is nothing to compare.
func againstData(site *facts.Site, p *facts.Product, s ConsistentSettings) (gaps []gap, ok bool) {
	shown := single(p)
	if shown == nil || len(p.Offers) == 0 || varies(site.Read(p.Page)) {
		return nil, false
	}
	o := p.Offers[0]
	for _, other := range p.Offers {
		if other.From || other.High != 0 || other.Net != o.Net || other.Source == o.Source && !money.Equal(other.Price, o.Price) {
			return nil, false
		}
	}
	if o.Price == 0 || o.Currency != "" && shown.Currency != "" && o.Currency != shown.Currency {
		return nil, false
	}
	if stands(p, o.Price) || o.Other != 0 && stands(p, o.Other) || near(o.Price, shown.Amount, s) || addsUp(p, o.Price-shown.Amount) {
		return nil, true
	}
	if shown.Kind != "" {
		return nil, false // of a litre or a metre, where no price of the whole was found
	}
	tax := byTax(o.Price, shown.Amount)
	key := "data"
	if tax {
		key = "by-tax"
	}
	return []gap{{
		checks.Find(checks.Msg(key), verdict.Evidence{
			URL: p.URL, Snippet: p.Name + ": " + shown.Text, Value: fmt.Sprintf("page %s, data %s", figure(shown.Amount, shown.Currency), figure(o.Price, o.Currency)),
			Limit: fmt.Sprintf("apart by at most %g %%", 100*s.Gap),
		}), p, ratio(o.Price, shown.Amount), tax,
	}}, true
}

// addsUp reports whether a difference is another amount that the page names, such as the deposit for a bottle.
func addsUp(p *facts.Product, gap float64) bool {
	return gap > 0 && slices.ContainsFunc(p.Any, func(q snapshot.Price) bool { return money.Equal(q.Amount, math.Round(gap*100)/100) })
}

func near(a, b float64, s ConsistentSettings) bool { return math.Abs(a-b) <= s.Gap*max(a, b) }

func ratio(a, b float64) float64 { return max(a, b) / max(min(a, b), 0.01) }

// varies reports whether a page lets its buyer choose among variants, each of which may have a price of its own.
func varies(p *snapshot.Page) bool {
	for i := range p.Data {
		if p.Data[i].Type == "ProductGroup" || p.Data[i].Props["hasVariant.name"] != "" || p.Data[i].Props["hasVariant.offers.price"] != "" {
			return true
		}
	}
	return slices.ContainsFunc(p.Forms, func(f snapshot.Form) bool {
		return !f.Zone.Shared() && f.Method == "post" && !writes(f) && slices.ContainsFunc(f.Fields, func(x snapshot.Field) bool {
			return (x.Type == "select" && !howMany(x.Name) || x.Type == "radio") && !coloured(x)
		})
	})
}

// coloured reports whether a field asks for a colour alone: goods of one size cost the same in each.
func coloured(x snapshot.Field) bool {
	label := strings.Trim(strings.ToLower(x.Label), " :：*()")
	return telling.Is(label, telling.Colour)
}

// howMany reports whether a field is called after how many pieces somebody buys: "qty", "lineItems[a1][quantity]".
func howMany(name string) bool {
	name = strings.ToLower(name)
	return strings.HasSuffix(name, "qty") || strings.HasSuffix(name, "quantity") || strings.HasSuffix(name, "qty]") || strings.HasSuffix(name, "quantity]")
}

// writes reports whether a form takes a text, as those for reviews and questions do.
func writes(f snapshot.Form) bool {
	return slices.ContainsFunc(f.Fields, func(x snapshot.Field) bool { return x.Type == "textarea" || x.Type == "email" })
}

// agreeing is the share of the cards of a list that must agree with their pages before the others count: else it was the list that was misread.
const agreeing = 0.6

// againstLists compares the cards of lists with the pages they lead to.
func againstLists(site *facts.Site, s ConsistentSettings, compared map[*facts.Product]bool) []gap {
	byList := map[*snapshot.Page][]gap{}
	same := map[*snapshot.Page]int{}
	var order []*snapshot.Page
	for _, c := range site.Cards() {
		shown, card := single(c.Product), c.Current()
		if shown == nil || card == nil || card.Currency != shown.Currency || varies(site.Read(c.Product.Page)) {
			continue
		}
		if same[c.List]+len(byList[c.List]) == 0 {
			order = append(order, c.List)
		}
		compared[c.Product] = true
		if stands(c.Product, card.Amount) || near(card.Amount, shown.Amount, s) {
			same[c.List]++
			continue
		}
		byList[c.List] = append(byList[c.List], gap{
			checks.Find(checks.Msg("list"), verdict.Evidence{
				URL: site.URL(c.List), Target: c.Product.URL, Snippet: c.Product.Name + ": " + card.Text,
				Value: fmt.Sprintf("list %s, page %s", figure(card.Amount, card.Currency), figure(shown.Amount, shown.Currency)),
			}), c.Product, ratio(card.Amount, shown.Amount), byTax(card.Amount, shown.Amount),
		})
	}
	var out []gap
	alike, all := 0, 0
	for _, list := range order {
		alike, all = alike+same[list], all+same[list]+len(byList[list])
	}
	readWell := alike >= fewCards && float64(alike) >= agreeing*float64(all)
	for _, list := range order {
		gaps := byList[list]
		n := same[list] + len(gaps)
		if float64(same[list]) >= agreeing*float64(n) || n < fewCards && readWell {
			out = append(out, gaps...)
		}
	}
	return out
}

// fewCards is how many cards a list must have that could be compared to tell by itself whether it was read well; of shorter ones the others tell, which are made by
// the same template.
const fewCards = 3

// convert takes gaps of one and the same ratio for what they most likely are: another tax, another currency, a discount for all.
func convert(gaps []gap) {
	const several = 3
	for i := range gaps {
		n := 0
		for k := range gaps {
			if math.Abs(gaps[i].ratio-gaps[k].ratio) < 0.01 {
				n++
			}
		}
		gaps[i].tax = gaps[i].tax || n >= several && n == len(gaps)
	}
}

// together makes one outcome: two products with gaps that nothing explains fail.
func together(gaps []gap, seen int) checks.Outcome {
	var hard, all []verdict.Finding
	bad, any := map[*facts.Product]bool{}, map[*facts.Product]bool{}
	for _, g := range gaps {
		all = append(all, g.finding)
		any[g.product] = true
		if !g.tax {
			hard = append(hard, g.finding)
			bad[g.product] = true
		}
	}
	var o checks.Outcome
	switch {
	case len(bad) >= 2:
		o = checks.Fail(checks.Msg("differ", "bad", len(bad), "seen", seen), hard...)
	case len(bad) == 1:
		o = checks.Warn(checks.Msg("differ", "bad", 1, "seen", seen), hard...)
	case len(any) > 0:
		o = checks.Warn(checks.Msg("tax", "bad", len(any), "seen", seen), all...)
	default:
		o = checks.Pass(checks.Msg("same", "seen", seen))
	}
	o.Seen = seen
	if o.Status != verdict.Pass {
		o.Confidence = verdict.Likely // a script may show the price of another variant
	}
	return o
}
