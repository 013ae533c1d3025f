// Package review holds the checks of what other buyers say about a shop and its goods.
package review

import "github.com/shopvet/shopvet/checks"

// All lists the checks of this group.
var All = []checks.Check{
	Mechanism,
	VerificationNote,
	Duplicates,
	Dates,
	Distribution,
	MarkupMatch,
	MerchantReply,
}
