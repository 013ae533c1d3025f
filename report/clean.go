package report

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The lengths, in runes, at which text from a verdict is cut. A verdict quotes the shop, and a shop can be hostile.
const (
	maxQuote   = 300  // evidence
	maxName    = 120  // names and titles
	maxProse   = 900  // our own explanations: rules, reasons, fixes
	maxAddress = 2000 // a link longer than this is shown as text
)

// maxMarks is how many combining marks may stand on one letter: more than any script needs, too few to paint over the line above.
const maxMarks = 4

// clean makes s harmless for a terminal and a page: one line, at most limit runes, no control characters, nothing that turns the
// direction of writing. What was taken out and could matter leaves a replacement character behind, so that it does not go unnoticed.
func clean(s string, limit int) string {
	var b strings.Builder
	count, marks, gap := 0, 0, false
	for _, r := range s {
		r, keep := harmless(r)
		if !keep {
			continue
		}
		if r == ' ' {
			gap = true
			continue
		}
		if unicode.In(r, unicode.Mn, unicode.Me) {
			if marks++; marks > maxMarks {
				continue
			}
		} else {
			marks = 0
		}
		if gap && count > 0 {
			b.WriteByte(' ')
			count++
		}
		gap = false
		if count >= limit {
			return strings.TrimRight(b.String(), " ") + "…"
		}
		b.WriteRune(r)
		count++
	}
	return b.String()
}

// harmless returns what is written in place of r, and whether anything is.
func harmless(r rune) (rune, bool) {
	switch {
	case unicode.IsSpace(r), r == '\u2028', r == '\u2029':
		return ' ', true
	case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', unicode.IsControl(r):
		return utf8.RuneError, true
	case r == '\u200c', r == '\u200d': // joiners: Persian, Indic scripts and emoji need them
		return r, true
	case unicode.Is(unicode.Cf, r): // invisible: soft hyphens, zero-width blanks, direction marks, tags
		return 0, false
	default:
		return r, true
	}
}

// sentence ends s with a full stop, unless it has an end already or is empty.
func sentence(s string) string {
	switch last, _ := utf8.DecodeLastRuneInString(s); {
	case s == "" || strings.ContainsRune(".!?…:。！？：", last):
		return s
	case unicode.Is(unicode.Han, last) || last == '）':
		return s + "。"
	}
	return s + "."
}

// link is an address as a report shows it.
type link struct {
	Text string
	Href string // "" unless it is safe to follow: http or https, with a host and without a user name before it
}

// address makes a link of an address found in a verdict.
func address(raw string) link {
	l := link{Text: clean(raw, maxQuote)}
	if len(raw) > maxAddress || strings.ContainsRune(clean(raw, maxAddress), utf8.RuneError) {
		return l
	}
	u, err := url.Parse(raw)
	if err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil {
		l.Href = u.String()
	}
	return l
}

// slug makes an HTML id of s: lower-case letters, digits and dashes.
func slug(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		default:
			return '-'
		}
	}, s[:min(len(s), 80)])
}
