package header

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
)

// maxNotes bounds what is said beside a judgement: a policy can have ten thousand oddities.
const maxNotes = 6

// tighter lists what policies that limit scripts still leave open. None of it is held against a shop.
func tighter(list []policy) []string {
	var notes []string
	all := func(lacks func(p *policy) bool) bool {
		for i := range list {
			if !lacks(&list[i]) {
				return false
			}
		}
		return true
	}
	has := func(source string) func(p *policy) bool {
		return func(p *policy) bool {
			d, ok := p.elements()
			return !ok || slices.Contains(d.sources, source)
		}
	}
	without := func(names ...string) func(p *policy) bool {
		return func(p *policy) bool {
			_, ok := p.rule(names...)
			return !ok
		}
	}
	for _, n := range []struct {
		note  string
		lacks func(p *policy) bool
	}{
		{"'unsafe-eval'", has("'unsafe-eval'")},
		{"'unsafe-hashes'", has("'unsafe-hashes'")},
		{"blob:", func(p *policy) bool { d, ok := p.elements(); return !ok || d.from(isBlob) }},
		{"no object-src", without("object-src", "default-src")},
		{"no base-uri", without("base-uri")},
	} {
		if all(n.lacks) {
			notes = append(notes, n.note)
		}
	}
	return notes
}

// knownDirectives are those of CSP Level 3, of the standards that add to it, and those that were given up, which do no harm.
var knownDirectives = strings.Fields("default-src script-src script-src-elem script-src-attr style-src style-src-elem style-src-attr img-src font-src " +
	"connect-src media-src object-src frame-src child-src worker-src manifest-src fenced-frame-src prefetch-src base-uri form-action frame-ancestors " +
	"sandbox report-uri report-to upgrade-insecure-requests block-all-mixed-content require-trusted-types-for trusted-types require-sri-for " +
	"navigate-to plugin-types referrer reflected-xss webrtc")

// keywords mean something in single quotes only.
var keywords = []string{"self", "none", "unsafe-inline", "unsafe-eval", "unsafe-hashes", "strict-dynamic", "report-sample"}

// hintsOf lists what stands in policies and is surely not what was meant: browsers pass over it or read it otherwise.
func hintsOf(list []policy) []string {
	var hints []string
	for i := range list {
		p := &list[i]
		for _, name := range p.void {
			hints = append(hints, short(name)+" with characters that are not ASCII")
		}
		for _, name := range p.twice {
			hints = append(hints, short(name)+" twice")
		}
		for _, name := range p.names {
			if len(hints) > 4*maxNotes {
				break
			}
			if !slices.Contains(knownDirectives, name) {
				hints = append(hints, "unknown directive "+short(name))
				continue
			}
			hints = append(hints, oddSources(name, p.rules[name].sources)...)
		}
	}
	return merge(nil, hints)
}

func oddSources(name string, sources []string) []string {
	switch name {
	case "report-to", "report-uri", "sandbox", "trusted-types", "require-trusted-types-for", "plugin-types", "referrer", "reflected-xss", "require-sri-for", "webrtc":
		return nil // their values are no sources
	}
	var hints []string
	for _, s := range sources {
		switch {
		case slices.Contains(knownDirectives, s) && s != "sandbox" && s != "referrer" && s != "webrtc":
			hints = append(hints, "no semicolon before "+s)
		case slices.Contains(keywords, s), strings.HasPrefix(s, "nonce-"), strings.HasPrefix(s, "sha256-"), strings.HasPrefix(s, "sha384-"), strings.HasPrefix(s, "sha512-"):
			hints = append(hints, short(s)+" without quotes")
		case strings.HasPrefix(s, "'nonce-") && !isNonce(s):
			hints = append(hints, "a nonce without a value")
		}
		if len(hints) >= maxNotes {
			break
		}
	}
	return hints
}

// merge adds notes that are new, up to as many as are shown.
func merge(notes, more []string) []string {
	for _, n := range more {
		if len(notes) < maxNotes && !slices.Contains(notes, n) {
			notes = append(notes, n)
		}
	}
	return notes
}

func short(s string) string {
	if len(s) > 40 {
		return s[:40] + "…"
	}
	return s
}

// repeatedNonces returns the nonces of scripts that several pages were sent with.
func repeatedNonces(in *checks.Input) map[string]bool {
	met, repeated := map[string]bool{}, map[string]bool{}
	for _, p := range in.Site.Pages {
		h := p.Exchange.Last()
		if h == nil {
			continue
		}
		own := map[string]bool{}
		for _, one := range headerPolicies(h.Header[fieldCSP]) {
			for _, n := range one.nonces() {
				own[n] = true
			}
		}
		for n := range own {
			repeated[n] = repeated[n] || met[n]
			met[n] = true
		}
	}
	return repeated
}

// nonces returns the nonces in the rule on script elements. Their case is lost, which two random values do not share.
func (p *policy) nonces() []string {
	d, _ := p.elements()
	var list []string
	for _, s := range d.sources {
		if isNonce(s) {
			list = append(list, s)
		}
	}
	return list
}

// repeatedIn returns the fault of policies that let scripts in by a nonce that is no secret, unless one of them lets none in by a nonce.
func repeatedIn(list []policy, repeated map[string]bool) []fault {
	var faults []fault
	for i := range list {
		d, ok := list[i].elements()
		switch known := slices.ContainsFunc(list[i].nonces(), func(n string) bool { return repeated[n] }); {
		case ok && !known:
			return nil
		case ok && faults == nil:
			faults = []fault{{"nonce-repeated", list[i].field, d.text}}
		}
	}
	return faults
}
