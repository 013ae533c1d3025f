package extract

import (
	"net/url"
	"strings"

	whatwg "github.com/nlnwa/whatwg-url/url"
)

// maxHref is the length beyond which an address is not kept; servers refuse shorter ones.
const maxHref = 8 << 10

// Resolve returns the absolute address that a browser would go to for href on a page with the given base, by the rules
// of the URL standard, and false when there is none. Addresses of other schemes (mailto:, javascript:) are returned as
// they are written.
func Resolve(base *url.URL, href string) (string, bool) {
	var r resolver
	if base != nil {
		r = newResolver(base.String())
	}
	return r.resolve(href)
}

// resolver resolves the addresses of one page.
type resolver struct {
	base    string // absolute, without fragment
	origin  string // "https://shop.example", "" when base is not http or https
	dir     string // base up to and with its last "/"
	path    string // base without query
	parsed  *whatwg.Url
	plainly bool // parsed is made when it is needed
}

// on returns a resolver for another page, whose address needs no parsing where it is one of the same host that the URL standard leaves alone.
func (r *resolver) on(base string) resolver {
	if r.origin == "" || !strings.HasPrefix(base, r.origin+"/") || !isPlain(base[len(r.origin)+1:]) || strings.IndexByte(base, '#') >= 0 {
		return newResolver(base)
	}
	path, _, _ := strings.Cut(base, "?")
	return resolver{base: base, origin: r.origin, path: path, dir: path[:strings.LastIndexByte(path, '/')+1], plainly: true}
}

func newResolver(base string) resolver {
	u, err := whatwg.Parse(base)
	if err != nil {
		return resolver{}
	}
	r := resolver{base: u.Href(true), parsed: u}
	if u.Scheme() == "http" || u.Scheme() == "https" {
		r.origin = u.Scheme() + "://" + u.Host()
		if u.Username() != "" || u.Password() != "" {
			r.origin = "" // let the library keep them
			return r
		}
		r.path = r.origin + u.Pathname()
		r.dir = r.path[:strings.LastIndexByte(r.path, '/')+1]
	}
	return r
}

// resolve returns href as an absolute address. The frequent plain forms are joined by hand; the rest goes through the
// library, which is some twenty times slower.
func (r *resolver) resolve(href string) (string, bool) {
	href = strings.Trim(href, " \t\r\n\f")
	if len(href) > maxHref {
		return "", false
	}
	if r.origin != "" {
		if abs, ok := r.plain(href); ok {
			return abs, true
		}
	}
	if scheme := otherScheme(href); scheme != "" {
		return href, true
	}
	if r.plainly {
		*r = newResolver(r.base)
	}
	if r.parsed == nil {
		u, err := whatwg.Parse(href)
		if err != nil {
			return "", false
		}
		return u.Href(false), true
	}
	u, err := r.parsed.Parse(href)
	if err != nil {
		return "", false
	}
	return u.Href(false), true
}

// plain joins an href that needs no normalisation.
func (r *resolver) plain(href string) (string, bool) {
	switch {
	case href == "":
		return r.base, true
	case href[0] == '#':
		return r.base + href, isPlain(href[1:])
	case href[0] == '?':
		return r.path + href, isPlain(href[1:])
	case href[0] == '/':
		if len(href) > 1 && href[1] == '/' || !isPlain(href[1:]) {
			return "", false
		}
		return r.origin + href, true
	case strings.HasPrefix(href, r.origin) && len(href) > len(r.origin) && href[len(r.origin)] == '/':
		return href, isPlain(href[len(r.origin)+1:])
	}
	if !isPlain(href) || strings.IndexByte(href, ':') >= 0 {
		return "", false
	}
	return r.dir + href, true
}

// isPlain reports whether s is made of characters that the URL standard leaves alone and has no dot segments.
func isPlain(s string) bool {
	start := true // of a segment
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '.' && start:
			return false
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		case c == '-' || c == '_' || c == '.' || c == '~' || c == '/' || c == '=' || c == '&' || c == '?' || c == '+' || c == ',' || c == '@' || c == ':' || c == '!' || c == '*' || c == '(' || c == ')' || c == '#' || c == ';':
		case c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			if s[i+1] == '2' && (s[i+2]|0x20) == 'e' { // an escaped dot
				return false
			}
		default:
			return false
		}
		start = c == '/'
	}
	return true
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// otherScheme returns the scheme of an address that is not for fetching, in lower case, or "".
func otherScheme(href string) string {
	colon := strings.IndexByte(href, ':')
	if colon < 2 || colon > 20 {
		return ""
	}
	for i := 0; i < colon; i++ {
		c := href[i]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.')) {
			return ""
		}
	}
	switch scheme := strings.ToLower(href[:colon]); scheme {
	case "http", "https", "ftp", "ws", "wss", "file":
		return ""
	default:
		return scheme
	}
}
