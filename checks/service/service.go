// Package service holds the checks of what a shop does for its customers besides selling: answers to common questions, news of their order, a way to
// complain.
package service

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
)

// All lists the checks of this group.
var All = []checks.Check{
	FAQ,
	OrderTracking,
	Complaints,
	INGrievance,
	Presales,
	Feedback,
}

func homeURL(site *facts.Site) string {
	if site.Home != nil {
		return site.URL(site.Home)
	}
	return site.Snap.Base
}
