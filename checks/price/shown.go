package price

import (
	"strconv"
	"strings"

	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/money"
	"github.com/shopvet/shopvet/snapshot"
)

// single returns the one price that a product page shows, nil where it shows a span of prices, or several.
func single(p *facts.Product) *snapshot.Price {
	list := p.Current()
	if len(list) == 0 {
		return nil
	}
	for i := range list {
		if list[i].From || list[i].High != 0 || !money.Equal(list[i].Amount, list[0].Amount) {
			return nil
		}
	}
	return &list[0]
}

// stands reports whether a page shows an amount somewhere, as whatever.
func stands(p *facts.Product, amount float64) bool {
	for i := range p.Any {
		if q := &p.Any[i]; q.At >= 0 && (money.Equal(q.Amount, amount) || q.High != 0 && money.Equal(q.High, amount)) {
			return true
		}
	}
	return false
}

// figure writes an amount for people: "12.90 EUR".
func figure(amount float64, currency string) string {
	prec := 2
	if amount == float64(int64(amount)) {
		prec = 0
	}
	return strings.TrimSpace(strconv.FormatFloat(amount, 'f', prec, 64) + " " + currency)
}

// taxes are the rates, in parts of a hundred, by which a price without tax and one with it differ in the markets.
var taxes = [...]float64{2.1, 2.6, 3, 3.8, 4, 5, 5.5, 6, 7, 8, 8.1, 9, 10, 12, 13, 13.5, 14, 15, 17, 18, 19, 20, 21, 22, 23, 24, 25, 25.5, 27}

// byTax reports whether two amounts are one price with and without tax, to the cent.
func byTax(a, b float64) bool {
	low, high := min(a, b), max(a, b)
	for _, t := range taxes {
		if d := high - low*(1+t/100); d < 0.012 && d > -0.012 {
			return true
		}
	}
	return false
}
