// Package robots decides, by a site's robots.txt, whether and how fast we may fetch.
package robots

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	// MaxBytes is how much of a robots.txt is read (RFC 9309 §2.5); the rest is left out from the last whole line on.
	MaxBytes = 500 << 10
	// maxSitemaps bounds what is kept of the sitemap lines.
	maxSitemaps = 1000
	// maxDelay is the longest delay that is taken to be meant.
	maxDelay = 24 * time.Hour
)

// Rules are what a robots.txt asks of one crawler. The zero value allows everything.
type Rules struct {
	CrawlDelay time.Duration // least time between two requests, nanoseconds; 0 when none was asked for
	Sitemaps   []string      // as written, in order, without repetition
	rules      []rule        // the one to be tried first comes first
	none       bool          // nothing is allowed
}

// Parse reads a robots.txt for the crawler whose user agent is given, in full or as its bare product token. Whatever the bytes
// are, it returns rules: lines that make no sense are passed over.
func Parse(body []byte, agent string) *Rules {
	body = bytes.TrimPrefix(body, []byte("\ufeff"))
	if len(body) > MaxBytes {
		body = body[:MaxBytes]
		body = body[:bytes.LastIndexAny(body, "\r\n")+1]
	}
	p := parser{token: productToken(agent)}
	for line := range strings.FieldsFuncSeq(string(body), func(r rune) bool { return r == '\n' || r == '\r' }) {
		p.line(line)
	}
	return p.finish()
}

// section is what all groups for one agent ask for together.
type section struct {
	found bool
	delay time.Duration
	rules []rule
}

// parser goes through the lines of a file. A group begins with user-agent lines and ends at the next such line after a rule.
type parser struct {
	token    string
	own, all section
	inOwn    bool // the group at hand names us
	inAll    bool // the group at hand names everybody
	ruled    bool // the group at hand has had a rule
	sitemaps []string
}

func (p *parser) line(line string) {
	line, _, _ = strings.Cut(line, "#")
	key, value, ok := strings.Cut(line, ":")
	if !ok {
		return
	}
	value = strings.TrimSpace(value)
	switch strings.ToLower(strings.TrimSpace(key)) {
	case "user-agent":
		p.agent(value)
	case "allow":
		p.rule(value, true)
	case "disallow":
		p.rule(value, false)
	case "crawl-delay":
		p.delay(value)
	case "sitemap":
		if value != "" && len(p.sitemaps) < maxSitemaps && !slices.Contains(p.sitemaps, value) {
			p.sitemaps = append(p.sitemaps, value)
		}
	}
}

func (p *parser) agent(value string) {
	if p.ruled {
		p.inOwn, p.inAll, p.ruled = false, false, false
	}
	switch {
	case value == "*" || strings.HasPrefix(value, "* "):
		p.inAll, p.all.found = true, true
	case p.token != "" && strings.EqualFold(productToken(value), p.token):
		p.inOwn, p.own.found = true, true
	}
}

func (p *parser) each(f func(*section)) {
	if p.inOwn {
		f(&p.own)
	}
	if p.inAll {
		f(&p.all)
	}
}

func (p *parser) rule(pattern string, allow bool) {
	p.ruled = true
	if pattern == "" {
		return // an empty rule matches nothing
	}
	r := newRule(pattern, allow)
	p.each(func(s *section) { s.rules = append(s.rules, r) })
}

// delay is no rule of RFC 9309, so it does not end the run of user-agent lines, and it is asked of those named before it: files
// often give one crawler nothing but a delay and then go on with the next. Of several, the longest is kept.
func (p *parser) delay(value string) {
	seconds, err := strconv.ParseFloat(value, 64)
	if err != nil || !(seconds > 0 && seconds <= maxDelay.Seconds()) {
		return
	}
	d := time.Duration(seconds * float64(time.Second))
	p.each(func(s *section) { s.delay = max(s.delay, d) })
}

func (p *parser) finish() *Rules {
	s := p.all
	if p.own.found {
		s = p.own
	}
	// The longest rule wins, and among equals the one that allows: sorted so, the first match is the answer.
	slices.SortStableFunc(s.rules, func(a, b rule) int {
		if c := cmp.Compare(b.length, a.length); c != 0 {
			return c
		}
		switch {
		case a.allow == b.allow:
			return 0
		case a.allow:
			return -1
		}
		return 1
	})
	return &Rules{CrawlDelay: s.delay, Sitemaps: p.sitemaps, rules: s.rules}
}

// productToken returns the leading name of a user agent: "shopvet" of "Shopvet/1.0 (+https://…)", in the case given.
func productToken(agent string) string {
	end := strings.IndexFunc(agent, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '-' || r == '_')
	})
	if end < 0 {
		return agent
	}
	return agent[:end]
}

// Allowed reports whether the path of an address, with its query, may be fetched. /robots.txt always may.
func (r *Rules) Allowed(pathWithQuery string) bool {
	path, _, _ := strings.Cut(pathWithQuery, "#")
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	if path == "/robots.txt" {
		return true
	}
	if r.none {
		return false
	}
	if len(r.rules) == 0 {
		return true
	}
	strict := normalise(path, false)
	loose := openQuery(strict)
	for i := range r.rules {
		if r.rules[i].matches(strict, loose) {
			return r.rules[i].allow
		}
	}
	return true
}
