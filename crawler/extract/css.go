package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/shopvet/shopvet/snapshot"
)

// Ref is an address that a style names, as it is written there.
type Ref struct {
	To   string
	Kind snapshot.LinkKind // LinkStyle for @import, LinkFont, or LinkCSS for everything else
	Next string            // fonts: the source that a browser takes where it does not get the first
}

// maxRefs bounds the addresses taken from one style.
const maxRefs = 400

// StyleRefs returns what CSS points to and a browser would load: @import before the first rule, the first usable source of each font, and
// url() elsewhere. It splits the text into tokens as CSS Syntax Level 3 does, as far as addresses need it.
func StyleRefs(css string) []Ref {
	s := styleReader{css: css}
	for s.at < len(css) && len(s.refs) < maxRefs {
		s.token()
	}
	return s.refs
}

// styleReader goes through CSS.
type styleReader struct {
	css   string
	at    int
	refs  []Ref
	rule  string // name of the at-rule whose prelude is being read, "" outside
	prop  string // property whose value is being read
	font  int    // depth of the braces of a @font-face, 0 outside
	depth int    // of braces
	set   int    // depth of the parentheses of an image-set(), whose strings are addresses
	paren int
	ruled bool // a rule was met: @import counts no more
	taken bool // a source of this font was taken: browsers load one
}

// token reads one token.
func (s *styleReader) token() {
	switch c := s.css[s.at]; {
	case c == '/' && strings.HasPrefix(s.css[s.at:], "/*"):
		end := strings.Index(s.css[s.at+2:], "*/")
		if end < 0 {
			s.at = len(s.css)
			return
		}
		s.at += end + 4
	case c == '"' || c == '\'':
		if text := s.quoted(); s.rule == "import" || s.set > 0 && s.paren == s.set {
			s.add(text)
		}
	case c == '@':
		s.at++
		s.rule = strings.ToLower(s.ident())
	case isNameStart(c):
		s.word()
	default:
		s.at++
		s.mark(c)
	}
}

// word reads an identifier or the head of a function.
func (s *styleReader) word() {
	name := s.ident()
	if s.at < len(s.css) && s.css[s.at] == '(' {
		s.at++
		s.paren++
		switch {
		case strings.EqualFold(name, "url"), strings.EqualFold(name, "src") && s.rule == "":
			s.add(s.address())
		case len(name) >= 9 && strings.EqualFold(name[len(name)-9:], "image-set"):
			s.set = s.paren
		}
		return
	}
	if s.at < len(s.css) && s.css[s.at] == ':' && s.rule == "" {
		s.prop, s.taken = name, false
	}
}

// mark follows the structure of the style.
func (s *styleReader) mark(c byte) {
	switch c {
	case '{':
		s.depth++
		s.ruled = true
		if s.rule == "font-face" {
			s.font = s.depth
		}
		s.rule, s.prop = "", ""
	case '}':
		if s.font == s.depth {
			s.font = 0
		}
		s.depth, s.rule, s.prop, s.paren, s.set = max(s.depth-1, 0), "", "", 0, 0
	case ';':
		s.rule, s.prop, s.paren, s.set = "", "", 0, 0
	case '(':
		s.paren++
	case ')':
		if s.set == s.paren {
			s.set = 0
		}
		s.paren = max(s.paren-1, 0)
	}
}

// add notes an address where a browser would load it.
func (s *styleReader) add(to string) {
	to = strings.Trim(to, " \t\r\n\f")
	switch {
	case to == "" || to[0] == '#':
	case s.rule == "import" && !s.ruled && s.depth == 0:
		s.refs = append(s.refs, Ref{To: to, Kind: snapshot.LinkStyle})
		s.rule = "imported" // what follows are its conditions
	case s.rule != "", strings.EqualFold(s.prop, "behavior"): // namespaces, documents; what only Internet Explorer knew
	case s.font > 0:
		s.addFont(to)
	default:
		s.refs = append(s.refs, Ref{To: to, Kind: snapshot.LinkCSS})
	}
}

// addFont notes a source of a font: browsers load the first that they can use, and the next where they do not get it.
func (s *styleReader) addFont(to string) {
	if !usableFont(to) {
		return
	}
	if !s.taken {
		s.taken = true
		s.refs = append(s.refs, Ref{To: to, Kind: snapshot.LinkFont})
	} else if last := &s.refs[len(s.refs)-1]; last.Next == "" {
		last.Next = to
	}
}

// usableFont reports whether browsers of today would load a font: they pass over the formats of old ones.
func usableFont(to string) bool {
	to, _, _ = strings.Cut(to, "#")
	to, _, _ = strings.Cut(to, "?")
	return !hasSuffixFold(to, ".eot") && !hasSuffixFold(to, ".svg") && !hasSuffixFold(to, ".svgz")
}

func hasSuffixFold(s, suffix string) bool {
	return len(s) >= len(suffix) && strings.EqualFold(s[len(s)-len(suffix):], suffix)
}

// address reads what stands in url(…), quoted or not, up to the closing parenthesis, which is left for mark.
func (s *styleReader) address() string {
	for s.at < len(s.css) && isCSSSpace(s.css[s.at]) {
		s.at++
	}
	if s.at == len(s.css) {
		return ""
	}
	if c := s.css[s.at]; c == '"' || c == '\'' {
		return s.quoted()
	}
	from := s.at
	for s.at < len(s.css) {
		switch c := s.css[s.at]; {
		case c == ')' || isCSSSpace(c):
			return unescape(s.css[from:s.at])
		case c == '\\':
			s.escape()
		case c == '"' || c == '\'' || c == '(': // no address, by the standard
			if end := strings.IndexByte(s.css[s.at:], ')'); end >= 0 {
				s.at += end
			} else {
				s.at = len(s.css)
			}
			return ""
		default:
			s.at++
		}
	}
	s.at = len(s.css)
	return unescape(s.css[from:])
}

// escape passes over a backslash and what it stands for: a character, or its number with one space after it.
func (s *styleReader) escape() {
	s.at = min(s.at+1, len(s.css))
	n := 0
	for n < 6 && s.at < len(s.css) && isHex(s.css[s.at]) {
		s.at++
		n++
	}
	if s.at < len(s.css) && (n == 0 || isCSSSpace(s.css[s.at])) {
		s.at++
	}
}

// quoted reads a string. One that its line ends without closing is none.
func (s *styleReader) quoted() string {
	quote := s.css[s.at]
	s.at++
	from := s.at
	for s.at < len(s.css) {
		switch c := s.css[s.at]; c {
		case quote:
			s.at++
			return unescape(s.css[from : s.at-1])
		case '\n':
			return ""
		case '\\':
			s.at++
		}
		s.at++
	}
	s.at = len(s.css)
	return unescape(s.css[from:])
}

func (s *styleReader) ident() string {
	from := s.at
	for s.at < len(s.css) {
		c := s.css[s.at]
		if c == '\\' {
			s.at++
		} else if !isNameStart(c) && (c < '0' || c > '9') {
			break
		}
		s.at++
	}
	s.at = min(s.at, len(s.css))
	return s.css[from:s.at]
}

func isNameStart(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '-' || c == '_' || c >= utf8.RuneSelf || c == '\\'
}

func isCSSSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

// unescape resolves backslashes: "\26 " is "&", "\)" is ")", and one before the end of a line joins it with the next.
func unescape(text string) string {
	if strings.IndexByte(text, '\\') < 0 {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			b.WriteByte(text[i])
			continue
		}
		i++
		if !isHex(text[i]) {
			if text[i] != '\n' {
				b.WriteByte(text[i])
			}
			continue
		}
		var r rune
		n := 0
		for n < 6 && i+n < len(text) && isHex(text[i+n]) {
			r = r<<4 | rune(hexValue(text[i+n]))
			n++
		}
		i += n
		if i < len(text) && !isCSSSpace(text[i]) {
			i--
		}
		if r == 0 || r > utf8.MaxRune || 0xd800 <= r && r < 0xe000 {
			r = utf8.RuneError
		}
		b.WriteRune(r)
	}
	return b.String()
}

func hexValue(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c | 0x20 - 'a' + 10
}
