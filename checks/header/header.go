// Package header holds the checks of what a shop tells browsers beside its pages: security policies and cookies.
package header

import "github.com/shopvet/shopvet/checks"

// All lists the checks of this group.
var All = []checks.Check{
	CSP,
	CookieFlags,
}
