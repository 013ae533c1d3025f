// Package header holds the checks of what a shop tells browsers beside its pages, security policies and cookies, and of what it serves by mistake.
package header

import "github.com/shopvet/shopvet/checks"

// All lists the checks of this group.
var All = []checks.Check{
	CSP,
	FrameGuard,
	Hygiene,
	CookieFlags,
	SubresourceIntegrity,
	ExposedFiles,
}
