package header

import "strings"

// policy is one Content-Security-Policy: the source lists by directive name in lower case.
type policy map[string][]string

// parsePolicies reads the policies of a header field, which may hold several, parted by commas (CSP Level 3 §2.2). Of a directive that
// stands twice in one policy the first counts, and of a name without value the list is empty.
func parsePolicies(fields []string) []policy {
	var list []policy
	for _, field := range fields {
		for serialized := range strings.SplitSeq(field, ",") {
			p := policy{}
			for directive := range strings.SplitSeq(serialized, ";") {
				words := strings.Fields(directive)
				if len(words) == 0 {
					continue
				}
				name := strings.ToLower(words[0])
				if _, twice := p[name]; !twice {
					p[name] = words[1:]
				}
			}
			if len(p) > 0 {
				list = append(list, p)
			}
		}
	}
	return list
}

// weakness says by a message key what leaves scripts of strangers a way in, "" when nothing does.
func (p policy) weakness() string {
	sources, ok := p.scripts()
	if !ok {
		return "no-script-rule"
	}
	inline, guarded, dynamic, wide := false, false, false, false
	for _, s := range sources {
		switch s = strings.ToLower(s); {
		case s == "'unsafe-inline'":
			inline = true
		case s == "'strict-dynamic'":
			dynamic = true
		case strings.HasPrefix(s, "'nonce-"), strings.HasPrefix(s, "'sha256-"), strings.HasPrefix(s, "'sha384-"), strings.HasPrefix(s, "'sha512-"):
			guarded = true
		case s == "*", s == "https:", s == "http:", s == "data:", s == "http://*", s == "https://*":
			wide = true
		}
	}
	switch {
	case inline && !guarded && !dynamic: // a nonce, a hash or strict-dynamic makes browsers ignore 'unsafe-inline'
		return "unsafe-inline"
	case wide && !dynamic: // strict-dynamic makes browsers ignore lists of hosts and schemes
		return "wildcard"
	default:
		return ""
	}
}

// scripts returns the sources from which script elements may come, with the fallbacks of CSP Level 3 §6.8.
func (p policy) scripts() ([]string, bool) {
	for _, name := range []string{"script-src-elem", "script-src", "default-src"} {
		if sources, ok := p[name]; ok {
			return sources, true
		}
	}
	return nil, false
}
