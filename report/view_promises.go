package report

import (
	"slices"

	"github.com/shopvet/shopvet/verdict"
)

// promiseKinds are the claims that buyers ask about, in the order in which they do.
var promiseKinds = []string{
	"return-window", "withdrawal-right", "no-returns", "return-cost", "refund-time", "delivery-time", "delivery-cost", "free-from", "warranty",
}

// promiseQuote is how much of a sentence is shown beside a promise, in characters.
const promiseQuote = 160

// promises lists what the shop's texts promise, each promise once, with the first text that makes it.
func (b *builder) promises() []factView {
	var out []factView
	for _, kind := range promiseKinds {
		var seen []string
		for i := range b.v.Shop.Policies {
			p := &b.v.Shop.Policies[i]
			for j := range p.Claims {
				c := &p.Claims[j]
				if c.Kind != kind || slices.Contains(seen, c.Value) || kind == "warranty" && c.Max == 0 {
					continue
				}
				seen = append(seen, c.Value)
				f := factView{Kind: b.name("promise", kind), Value: b.promised(c), At: address(p.URL)}
				if c.Sentence != "" {
					f.Note = b.text("quote", "text", clean(c.Sentence, promiseQuote))
				}
				out = append(out, f)
			}
		}
	}
	return out
}

// promised puts the value of a promise in words.
func (b *builder) promised(c *verdict.Claim) string {
	switch c.Kind {
	case "no-returns":
		return b.text("promise.none")
	case "return-cost":
		return b.name("promise.pays", c.Value)
	case "delivery-cost", "free-from":
		if c.Value == "free" || c.Value == "calculated" {
			return b.name("promise.cost", c.Value)
		}
		return clean(c.Value, maxName)
	}
	unit := "promise.days"
	switch {
	case c.Kind == "warranty":
		unit = "promise.months"
	case c.Working:
		unit = "promise.workdays"
	}
	if c.Min != c.Max {
		return b.text(unit+".other", "n", itoa(c.Min)+"–"+itoa(c.Max))
	}
	return b.count(unit, c.Max)
}
