package price_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/price"
)

// Shops of which two amounts are seen that do not contradict each other.
func TestHonestPrices(t *testing.T) {
	for name, pages := range map[string][]checktest.Page{
		"a deposit beside the price":        shop("de", "", alike(4, `<p>1,99 €</p><p>zzgl. 0,25 € Pfand</p>`, `{"price":"1.99","priceCurrency":"EUR"}`)...),
		"the deposit is in the data":        shop("de", "", alike(4, `<p>1,99 €</p><p>zzgl. 0,25 € Pfand</p>`, `{"price":"2.24","priceCurrency":"EUR"}`)...),
		"a code takes something off":        shop("en", "", alike(4, `<p>£12.90</p><p>£10.32 with code SPRING</p>`, agrees)...),
		"euros without cents":               shop("de", "", alike(4, `<p>1.299,– €</p>`, `{"price":"1299.00","priceCurrency":"EUR"}`)...),
		"a comma parts thousands in data":   shop("en", "", alike(4, `<p>£1,299</p>`, `{"price":"1,299.00","priceCurrency":"GBP"}`)...),
		"points beside the price":           shop("en", "", alike(4, `<p>£12.90</p><p>Earn 129 points worth £1.29</p>`, agrees)...),
		"what one saves":                    shop("en", "", alike(4, `<p>You save £7.00</p><p><del>£19.90</del> £12.90</p>`, agrees)...),
		"cents that are set high":           shop("en", "", alike(4, `<p>£12<sup>90</sup></p>`, agrees)...),
		"francs with an apostrophe":         shop("de", "", alike(4, `<p>CHF 1'299.00</p>`, `{"price":"1299","priceCurrency":"CHF"}`)...),
		"the price of a larger number":      shop("en", "", alike(4, `<p>£12.90</p><p>from 5: £11.90</p><p>from 10: £10.90</p>`, agrees)...),
		"the list shows it reduced as well": shop("en", `<del>£19.90</del> £12.90`, alike(6, `<p><del>£19.90</del> £12.90</p>`, agrees)...),
	} {
		checktest.Honest(t, price.Consistent, checktest.Case{Name: name, Pages: pages})
	}
}

// Shares near a price that take nothing off it.
func TestHonestShares(t *testing.T) {
	de := checktest.Options{Markets: []string{"de"}}
	honest := func(name, body string) checktest.Case {
		return checktest.Case{Name: name, Pages: shop("de", "", alike(3, body, "")...), Options: de}
	}
	checktest.Honest(t, price.Prior,
		honest("the more, the less", `<p>12,90 €</p><table><tr><th>Menge</th><th>Rabatt</th></tr><tr><td>ab 5 Stück</td><td>-5 %</td></tr><tr><td>ab 10 Stück</td><td>-10 %</td></tr></table>`),
		honest("less sugar", `<p>12,90 €</p><p>-30 % Zucker gegenüber dem alten Rezept</p>`),
		honest("for the first order", `<p>12,90 €</p><p>10 % Rabatt auf Ihre erste Bestellung mit dem Newsletter</p>`),
		honest("by subscription", `<p>12,90 €</p><p>Im Abo: -15 %</p>`),
		honest("what a code takes off", `<p>12,90 €</p><p>-10 % mit Code IMKER</p>`),
		honest("a campaign with a code", `<p>12,90 €</p><p>Black Friday: -20 %</p><p>mit dem Gutscheincode LICHT</p>`),
		honest("for many", `<p>12,90 €</p><p>-10 % ab drei Stück</p>`),
		honest("of all", `<p>12,90 €</p><p>-10 % auf alles für Stammkunden</p>`),
		honest("less weight", `<p>12,90 €</p><p>Jetzt -20 % Gewicht</p>`),
		honest("strength", `<p>12,90 €</p><p>Propolistropfen, 20 %</p>`),
	)
}
