// Package product holds the checks of what a shop tells about its goods.
package product

import "github.com/shopvet/shopvet/checks"

// All lists the checks of this group.
var All = []checks.Check{
	Description, Purchasable, Images, Identifiers, GPSR, Origin, DataReadable, Authenticity, QualityProof,
}
