// Package dns holds the checks of the names a shop depends on.
package dns

import "github.com/shopvet/shopvet/checks"

// All lists the checks of this group.
var All = []checks.Check{
	MailAccepts,
}
