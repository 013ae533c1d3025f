// Package reputation holds the checks of what is known of a shop outside of it.
package reputation

import "github.com/shopvet/shopvet/checks"

// All lists the checks of this group.
var All = []checks.Check{
	DomainFacts,
	SealResolves,
	Openness,
}
