// Package content holds the checks of how finished a shop's pages look: filler text left in, pages with nothing on them.
package content

import "github.com/shopvet/shopvet/checks"

// All lists the checks of this group.
var All = []checks.Check{
	Placeholder,
	EmptyPages,
	TemplateTokens,
	ErrorText,
	LanguageMix,
	StalePromo,
	InjectedSpam,
}
