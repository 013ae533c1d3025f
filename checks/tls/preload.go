package tls

import (
	"net/url"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
)

// longEnough says what an order to come over https only includes. Asking for a place on the browsers' own list is not a duty and no finding:
// whoever gets there cannot come back soon.
func longEnough(snap *snapshot.Snapshot, ex *snapshot.Exchange, age string, subdomains bool) checks.Outcome {
	missing, asked := preload(snap, ex)
	switch {
	case asked && len(missing) > 0:
		return checks.Pass(checks.Msg("preload-not", "age", age, "missing", missing))
	case asked:
		return checks.Pass(checks.Msg("preload", "age", age))
	case subdomains:
		return checks.Pass(checks.Msg("long-all", "age", age))
	default:
		return checks.Pass(checks.Msg("long", "age", age))
	}
}

// minPreloadAge is the least max-age that the list takes, in seconds.
const minPreloadAge = 31_536_000

// preload tells whether the domain asks for a place on the list by its header, and which of the list's conditions are not met or were not
// seen to be. They are asked of the registrable domain itself, not of its www form.
func preload(snap *snapshot.Snapshot, ex *snapshot.Exchange) (missing []string, asked bool) {
	top := hopAt(snap, snap.Domain)
	for _, h := range []*snapshot.Hop{ex.Last(), top} {
		asked = asked || slices.Contains(directives(field(h, "Strict-Transport-Security")), "preload")
	}
	if top == nil {
		return []string{"the answer of " + snap.Domain + " itself was not seen"}, asked
	}
	fields := field(top, "Strict-Transport-Security")
	age, state := parseHSTS(fields)
	for _, condition := range []struct {
		met  bool
		text string
	}{
		{state >= hstsOK && age >= minPreloadAge, "max-age of at least 31536000 on " + snap.Domain},
		{state == hstsSubdomains, "includeSubDomains on " + snap.Domain},
		{slices.Contains(directives(fields), "preload"), "preload on " + snap.Domain},
		{stands(at(snap, snap.Domain)), "a valid certificate on " + snap.Domain},
		{redirects(snap), "a redirect from http to https on the same host"},
	} {
		if !condition.met {
			missing = append(missing, condition.text)
		}
	}
	return missing, asked
}

// directives returns the names of the directives of the first field, the one that counts.
func directives(fields []string) []string {
	var names []string
	if len(fields) == 0 {
		return nil
	}
	for d := range strings.SplitSeq(fields[0], ";") {
		name, _, _ := strings.Cut(d, "=")
		names = append(names, strings.ToLower(strings.TrimSpace(name)))
	}
	return names
}

// hopAt returns the first answer of a host over https on one of the ways into the shop, or nil.
func hopAt(snap *snapshot.Snapshot, host string) *snapshot.Hop {
	for i := range snap.Entry {
		for k := range snap.Entry[i].Hops {
			h := &snap.Entry[i].Hops[k]
			if u, err := url.Parse(h.URL); err == nil && u.Scheme == "https" && strings.EqualFold(u.Hostname(), host) && h.Status != 0 {
				return h
			}
		}
	}
	return nil
}

// stands reports whether a certificate was seen that browsers accept.
func stands(t *snapshot.TLS) bool {
	return t != nil && t.Err == nil && (t.VerifyErr == nil || t.Repaired)
}

// redirects reports whether every way that began over http went to https on the same host first, or found the port closed.
func redirects(snap *snapshot.Snapshot) bool {
	seen := false
	for i := range snap.Entry {
		ex := &snap.Entry[i]
		from, err := url.Parse(ex.URL)
		if err != nil || from.Scheme != "http" {
			continue
		}
		if ex.Err != nil && ex.Err.Kind == snapshot.FaultRefused {
			seen = true
			continue
		}
		if len(ex.Hops) < 2 {
			return false
		}
		to, err := url.Parse(ex.Hops[1].URL)
		if err != nil || to.Scheme != "https" || !strings.EqualFold(to.Hostname(), from.Hostname()) {
			return false
		}
		seen = true
	}
	return seen
}
