// Package render holds the checks of defects that a visitor sees with bare eyes.
package render

import "github.com/shopvet/shopvet/checks"

// All lists the checks of this group.
var All = []checks.Check{
	Charset,
	VulnerableLibrary,
}
