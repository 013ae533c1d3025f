// Package price holds the checks of prices: whether they are there and say what the buyer will pay.
package price

import "github.com/shopvet/shopvet/checks"

// All lists the checks of this group.
var All = []checks.Check{
	Present, Currency, Consistent, TaxShipping, UnitPrice, Prior, AllOnSale,
}
