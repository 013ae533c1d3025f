package report

import (
	"maps"

	"github.com/shopvet/shopvet/verdict"
)

// Words are the texts of one language, for pages that stand beside reports: those of reports and checks, and some of the caller's own.
type Words struct{ l locale }

// NewWords returns the texts of a language, one of Languages, joined by more: key → text with {slots}. Counted texts have two keys,
// ".one" and ".other".
func NewWords(lang string, more map[string]string) Words {
	l := maps.Clone(words(lang))
	maps.Copy(l, more)
	return Words{l}
}

// Lang is the language.
func (w Words) Lang() string { return w.l["lang"] }

// Has reports whether there is a text for a key.
func (w Words) Has(key string) bool { _, ok := w.l[key]; return ok }

// Text returns the text of a key with its slots filled from pairs of name and value; a missing key shows itself.
func (w Words) Text(key string, slots ...any) string { return w.l.text(key, slots...) }

// Count returns the text of a key for n things; {n} is filled, and the slots as Text does.
func (w Words) Count(key string, n int, slots ...any) string { return w.l.count(key, n, slots...) }

// Number writes a number as the language does.
func (w Words) Number(n int) string { return w.l.number(n) }

// Name names a value of a closed list, such as "high" of "severity"; one that is not on the list names itself.
func (w Words) Name(list, value string) string { return w.l.name(list, value) }

// Check returns a text of a check, its "title", "why" or "fix", or else the English one.
func (w Words) Check(id, part, english string) string {
	return clean(w.l.said(id, part, english), maxProse)
}

// Message says a message, of a check or with "" of a run as a whole.
func (w Words) Message(check string, m verdict.Message) string { return w.l.message(check, m) }

// Percent writes a share from 0 to 1; it never rounds up to 100 nor down to 0.
func Percent(share float64) string { return percent(share) }

// Clean makes a text that a stranger wrote harmless for a page: one line, at most limit runes, without control characters and without what
// turns the direction of writing.
func Clean(s string, limit int) string { return clean(s, limit) }

// Href returns an address if it is safe to follow: http or https, with a host and without a user name before it; else "".
func Href(raw string) string { return address(raw).Href }

// HTMLPolicy is the content security policy that a report in HTML is made for.
func HTMLPolicy() string { return contentPolicy() }
