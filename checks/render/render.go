// Package render holds the checks of defects that show in a visitor's browser: to bare eyes, or to whoever looks at its scripts.
package render

import "github.com/shopvet/shopvet/checks"

// All lists the checks of this group.
var All = []checks.Check{
	Charset,
	BrokenAssets,
	BrokenImages,
	ImgAlt,
	FormLabels,
	VulnerableLibrary,
	JSErrors,
	FailedResources,
	Mobile,
}
