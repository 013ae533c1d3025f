package checks

import (
	"strconv"
	"strings"

	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/verdict"
)

// Promised is what a claim promises, in words: "30 days", "the buyer", "50 EUR".
func Promised(c *facts.Claim) string {
	switch c.Kind {
	case claim.ReturnCost:
		return map[string]string{"seller": "the shop", "buyer": "the buyer"}[c.Value]
	case claim.NoReturns:
		return "no returns"
	case claim.FreeFrom, claim.DeliveryCost:
		return c.Value
	}
	n, unit := strconv.Itoa(c.Max), " days"
	if c.Min != c.Max {
		n = strconv.Itoa(c.Min) + "–" + n
	}
	switch {
	case strings.HasSuffix(c.Value, "m"):
		unit = " months"
	case c.Working:
		unit = " working days"
	}
	if n == "1" {
		unit = strings.TrimSuffix(unit, "s")
	}
	return n + unit
}

// Where is the place at which a claim stands, with its sentence.
func Where(c *facts.Claim) verdict.Evidence {
	return verdict.Evidence{URL: c.URL, Selector: facts.Place(c.Zone), Snippet: c.Sentence, Value: Promised(c)}
}

// Disagree makes a finding of two claims that contradict each other; the message has the slots {a} and {b}.
func Disagree(key string, c *facts.Conflict) verdict.Finding {
	return Find(Msg(key, "a", Promised(&c.A), "b", Promised(&c.B)), Where(&c.A), Where(&c.B))
}

// SeveralTexts reports whether at least two texts of the shop make claims of the given kinds, so that they can be compared.
func SeveralTexts(site *facts.Site, kinds map[claim.Kind]string) bool {
	first := ""
	for i := range site.Claims {
		c := &site.Claims[i]
		if kinds[c.Kind] == "" {
			continue
		}
		switch at := c.URL + facts.Place(c.Zone); first {
		case "":
			first = at
		case at:
		default:
			return true
		}
	}
	return false
}
