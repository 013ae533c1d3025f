// Package edu holds the checks of how a shop helps people to choose, use and pay well.
package edu

import "github.com/shopvet/shopvet/checks"

// All lists the checks of this group.
var All = []checks.Check{
	BuyerHelp,
	PaymentSafety,
}
