// Package all lists every check there is.
package all

import (
	"slices"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/contact"
	"github.com/shopvet/shopvet/checks/content"
	"github.com/shopvet/shopvet/checks/dns"
	"github.com/shopvet/shopvet/checks/edu"
	"github.com/shopvet/shopvet/checks/fulfil"
	"github.com/shopvet/shopvet/checks/header"
	"github.com/shopvet/shopvet/checks/history"
	"github.com/shopvet/shopvet/checks/identity"
	"github.com/shopvet/shopvet/checks/integrity"
	"github.com/shopvet/shopvet/checks/nav"
	"github.com/shopvet/shopvet/checks/payment"
	"github.com/shopvet/shopvet/checks/policy"
	"github.com/shopvet/shopvet/checks/price"
	"github.com/shopvet/shopvet/checks/privacy"
	"github.com/shopvet/shopvet/checks/product"
	"github.com/shopvet/shopvet/checks/render"
	"github.com/shopvet/shopvet/checks/reputation"
	"github.com/shopvet/shopvet/checks/review"
	"github.com/shopvet/shopvet/checks/service"
	"github.com/shopvet/shopvet/checks/speed"
	"github.com/shopvet/shopvet/checks/tls"
)

// Checks returns every check there is, group by group. A test in internal/archtest proves that no group and no check is forgotten.
func Checks() []checks.Check {
	return slices.Concat(
		contact.All,
		content.All,
		dns.All,
		edu.All,
		fulfil.All,
		header.All,
		history.All,
		identity.All,
		integrity.All,
		nav.All,
		payment.All,
		policy.All,
		price.All,
		privacy.All,
		product.All,
		render.All,
		reputation.All,
		review.All,
		service.All,
		speed.All,
		tls.All,
	)
}
