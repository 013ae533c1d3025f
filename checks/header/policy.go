package header

import (
	"slices"
	"strings"
)

// directive is one rule of a policy with its sources as they were written, for people, and in lower case.
type directive struct {
	text    string
	sources []string
}

// policy is one Content-Security-Policy.
type policy struct {
	rules map[string]directive // by name in lower case
	names []string             // in order, for what is said of them
	void  []string             // names of rules that browsers pass over, for letters that are not ASCII
	twice []string             // names of rules that stand more than once; the first counts
	field string               // where it stands
}

// notInMeta are the directives that browsers pass over in a meta element (HTML standard, "Content security policy state").
var notInMeta = []string{"frame-ancestors", "report-uri", "sandbox"}

// headerPolicies reads the policies of header fields: one field may hold several, parted by commas (CSP Level 3 §2.2.2).
func headerPolicies(fields []string) []policy {
	var list []policy
	for _, field := range fields {
		for serialized := range strings.SplitSeq(field, ",") {
			if p := parsePolicy(serialized); len(p.rules)+len(p.void) > 0 {
				p.field = fieldCSP
				list = append(list, p)
			}
		}
	}
	return list
}

// metaPolicies reads the policies of meta elements, each of which holds one.
func metaPolicies(contents []string) []policy {
	var list []policy
	for _, content := range contents {
		p := parsePolicy(content)
		p.field = fieldCSP + " (meta)"
		for _, name := range notInMeta {
			delete(p.rules, name)
		}
		if len(p.rules)+len(p.void) > 0 {
			list = append(list, p)
		}
	}
	return list
}

// parsePolicy reads one policy by CSP Level 3 §2.2.1: of a directive that stands twice the first counts, and one that is not ASCII is none.
func parsePolicy(serialized string) policy {
	p := policy{rules: map[string]directive{}}
	for text := range strings.SplitSeq(serialized, ";") {
		words := strings.FieldsFunc(text, asciiSpace)
		if len(words) == 0 {
			continue
		}
		name := strings.ToLower(words[0])
		if !ascii(text) {
			p.void = append(p.void, name)
			continue
		}
		if _, known := p.rules[name]; known {
			p.twice = append(p.twice, name)
			continue
		}
		p.rules[name] = directive{text: strings.Join(words, " "), sources: strings.Fields(strings.ToLower(strings.Join(words[1:], " ")))}
		p.names = append(p.names, name)
	}
	return p
}

func asciiSpace(r rune) bool { return r == ' ' || r >= '\t' && r <= '\r' && r != '\v' }

func ascii(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > 0x7e || r < ' ' && !asciiSpace(r) })
}

// rule returns the first of the named directives that the policy has: the rest are its fallbacks.
func (p *policy) rule(names ...string) (directive, bool) {
	for _, name := range names {
		if d, ok := p.rules[name]; ok {
			return d, true
		}
	}
	return directive{}, false
}

// elements is the rule on script elements, attributes that on handlers such as onclick (CSP Level 3 §6.8.3).
func (p *policy) elements() (directive, bool) {
	return p.rule("script-src-elem", "script-src", "default-src")
}

func (p *policy) attributes() (directive, bool) {
	return p.rule("script-src-attr", "script-src", "default-src")
}

// noScripts reports whether the page may run no scripts at all: it is in a sandbox without them.
func (p *policy) noScripts() bool {
	d, ok := p.rules["sandbox"]
	return ok && !slices.Contains(d.sources, "allow-scripts")
}

// inline reports whether a source list lets any script run that stands in the page itself (CSP Level 3 §6.7.3.2): a nonce, a hash or
// 'strict-dynamic' makes browsers ignore 'unsafe-inline'.
func (d directive) inline() bool {
	open := false
	for _, s := range d.sources {
		switch {
		case s == "'strict-dynamic'" || isNonce(s) || isHash(s):
			return false
		case s == "'unsafe-inline'":
			open = true
		}
	}
	return open
}

// from reports whether a source list lets script files come from anywhere that is meant by one of the kinds of source.
func (d directive) from(kind func(source string) bool) bool {
	// 'strict-dynamic' makes browsers ignore hosts and schemes.
	return !slices.Contains(d.sources, "'strict-dynamic'") && slices.ContainsFunc(d.sources, kind)
}

func isNonce(s string) bool {
	value, ok := strings.CutPrefix(s, "'nonce-")
	return ok && base64Quoted(value)
}

func isHash(s string) bool {
	for _, algorithm := range []string{"'sha256-", "'sha384-", "'sha512-"} {
		if value, ok := strings.CutPrefix(s, algorithm); ok {
			return base64Quoted(value)
		}
	}
	return false
}

// base64Quoted reports whether s is base64-value of CSP Level 3 §2.3.1 with the quote that ends the source. An unfilled template such as
// {{nonce}} is none, and browsers pass over it.
func base64Quoted(s string) bool {
	value, ok := strings.CutSuffix(s, "'")
	digits := strings.TrimRight(value, "=")
	return ok && digits != "" && len(value)-len(digits) <= 2 && strings.Trim(digits, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/-_") == ""
}

// everywhere reports whether a source means every host there is: a scheme of the web alone, a star, or a star before a public suffix. A star
// before a name that somebody owns, like *.shopifycdn.com, means that somebody.
func everywhere(source string) bool {
	if source == "http:" || source == "https:" || source == "ftp:" {
		return true
	}
	host := source
	for _, scheme := range []string{"https://", "http://"} {
		host = strings.TrimPrefix(host, scheme)
	}
	host, _, _ = strings.Cut(host, "/")
	if i := strings.LastIndexByte(host, ':'); i >= 0 {
		host = host[:i]
	}
	if host == "*" {
		return true
	}
	suffix, ok := strings.CutPrefix(host, "*.")
	if !ok || suffix == "" {
		return false
	}
	first, second, two := strings.Cut(suffix, ".")
	if !two {
		// Of the longer ones only those in which everybody may have a name: *.google is Google's.
		return len(suffix) == 2 || slices.Contains(openSuffixes, suffix)
	}
	// co.uk, com.br and their like.
	return len(second) == 2 && slices.Contains([]string{"co", "com", "net", "org", "ac", "gov", "edu"}, first)
}

// openSuffixes are the longer top-level names in which shops and everybody else most often have their own.
var openSuffixes = []string{"com", "net", "org", "info", "biz", "shop", "store", "online", "site", "app", "dev", "cloud", "xyz", "top", "tech", "space"}

func isData(source string) bool { return source == "data:" }
func isBlob(source string) bool { return source == "blob:" }
