// Package payment holds the checks of how a shop lets people pay.
package payment

import "github.com/shopvet/shopvet/checks"

// All lists the checks of this group.
var All = []checks.Check{
	MethodsShown,
	Reversible,
	Frame,
	Scripts,
	Surcharge,
	Guest,
}
