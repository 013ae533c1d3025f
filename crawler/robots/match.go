package robots

import "strings"

// rule is one allow or disallow line, taken apart for matching.
type rule struct {
	allow  bool
	length int // octets of the pattern, by which rules are ranked
	strict glob
	loose  *glob // with the query opened, where that makes a difference
}

func newRule(pattern string, allow bool) rule {
	if pattern[0] != '/' && pattern[0] != '*' {
		pattern = "/" + pattern // not valid, but what is meant is plain
	}
	p := normalise(pattern, true)
	r := rule{allow: allow, length: len(p), strict: newGlob(p)}
	if o := openQuery(p); o != p {
		g := newGlob(o)
		r.loose = &g
	}
	return r
}

// matches takes a path as normalised and the same with its query opened. Sites write addresses inside a query encoded or not,
// and RFC 9309 §2.2.2 takes both for the same.
func (r *rule) matches(strict, loose string) bool {
	if r.strict.match(strict) {
		return true
	}
	if r.loose != nil {
		return r.loose.match(loose)
	}
	return loose != strict && r.strict.match(loose)
}

// glob is a pattern cut at its stars. Matching takes the leftmost place for every part, so it never goes back.
type glob struct {
	parts  []string
	ending bool // the last part must end the path
}

func newGlob(pattern string) glob {
	g := glob{}
	if strings.HasSuffix(pattern, "$") {
		g.ending = true
		pattern = pattern[:len(pattern)-1]
	}
	g.parts = strings.Split(pattern, "*")
	return g
}

func (g glob) match(s string) bool {
	first, rest := g.parts[0], g.parts[1:]
	if !strings.HasPrefix(s, first) {
		return false
	}
	s = s[len(first):]
	if len(rest) == 0 {
		return !g.ending || s == ""
	}
	for i, part := range rest {
		if i == len(rest)-1 && g.ending {
			return strings.HasSuffix(s, part)
		}
		at := strings.Index(s, part)
		if at < 0 {
			return false
		}
		s = s[at+len(part):]
	}
	return true
}

const hexDigits = "0123456789ABCDEF"

// normalise brings a path or a pattern into the one form in which they are compared: unreserved characters plain, everything
// that is not printable ASCII percent-encoded in upper case. In a path * and $ are plain characters, which patterns write as
// %2A and %24; in a pattern they stay what they are, but for a $ that is not at the end.
func normalise(s string, pattern bool) string {
	if isNormal(s, pattern) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 8)
	encode := func(c byte) { b.WriteByte('%'); b.WriteByte(hexDigits[c>>4]); b.WriteByte(hexDigits[c&15]) }
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '%' && i+2 < len(s) && unhex(s[i+1]) < 16 && unhex(s[i+2]) < 16:
			d := unhex(s[i+1])<<4 | unhex(s[i+2])
			i += 2
			if unreserved(d) {
				b.WriteByte(d)
			} else {
				encode(d)
			}
		case c == '*' && !pattern, c == '$' && !(pattern && i == len(s)-1), c == '%', !plain(c):
			encode(c)
		case c == '*' && strings.HasSuffix(b.String(), "*"):
			// several stars mean one
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func isNormal(s string, pattern bool) bool {
	for i := range len(s) {
		if c := s[i]; c == '%' || c == '$' || c == '*' || !plain(c) {
			return false
		}
	}
	return true
}

// openQuery decodes, after the first question mark, the delimiters that an address inside a query may or may not have encoded.
func openQuery(s string) string {
	at := strings.IndexByte(s, '?')
	if at < 0 || strings.IndexByte(s[at:], '%') < 0 {
		return s
	}
	return s[:at+1] + queryDelimiters.Replace(s[at+1:])
}

var queryDelimiters = strings.NewReplacer("%2F", "/", "%3A", ":", "%3F", "?", "%40", "@")

func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~'
}

// plain reports whether c may stand in an address as it is.
func plain(c byte) bool {
	return c > ' ' && c < 0x7f && !strings.ContainsRune("\"<>\\^`{|}", rune(c))
}

// unhex returns the value of a hexadecimal digit, or 255.
func unhex(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10
	}
	return 255
}
