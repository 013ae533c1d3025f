package header

import (
	"net/url"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// SubresourceIntegrity looks at script files from public servers of libraries that are named with one version. What a provider changes at will, such
// as scripts of payment, measuring and tag managers, cannot be pinned and is not asked for.
var SubresourceIntegrity = checks.Site(checks.Meta{
	ID:    "header-subresource-integrity",
	Title: "Libraries from public servers are pinned by a hash",
	Why:   "Whoever gets into a public server of script libraries gets into every shop that loads from it, unless the shop's page names the hash of the one file it wants.",
	Fix: "Ask whoever looks after your theme to add integrity and crossorigin=\"anonymous\" to the script element; the pages of these servers show " +
		"both ready to copy. Or serve the file from your own shop.",
	Effort: 1,
	Messages: map[string]string{
		"pinned":   "Every library that is loaded from a public server is pinned by a hash: {seen}",
		"unpinned": "Libraries from public servers that are loaded without a hash, or so that browsers refuse them: {bad} of {seen}",
		"none":     "No library of one version is loaded from a public server, as far as the pages' own text shows",
		"no-hash":  "A library from {server} is loaded without the hash of the file (integrity)",
		"no-cors":  "Browsers refuse to run this script: it has a hash (integrity) but no crossorigin",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{
		{Title: "W3C, Subresource Integrity", URL: "https://www.w3.org/TR/SRI/"},
		{Title: "OWASP Third Party JavaScript Management Cheat Sheet", URL: "https://cheatsheetseries.owasp.org/cheatsheets/Third_Party_Javascript_Management_Cheat_Sheet.html"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeIntegrity)

// script is a script file from another origin, as one kind of element loads it.
type script struct {
	address string
	flags   snapshot.LinkFlag
}

func judgeIntegrity(in *checks.Input, _ struct{}) checks.Outcome {
	first := map[script]string{} // the first page that loads it
	for p := range in.Site.Each(in.Site.Pages) {
		page := in.Site.URL(p)
		for l := range in.Snap.Links(p) {
			if l.Kind != snapshot.LinkScript {
				continue
			}
			s := script{in.Snap.Str(l.To), l.Flags & (snapshot.LinkIntegrity | snapshot.LinkCORS)}
			if first[s] == "" {
				first[s] = page
			}
		}
	}
	var findings []verdict.Finding
	seen := map[string]bool{}
	for _, s := range sorted(first) {
		key, server, concerned := s.judge(first[s])
		if concerned {
			seen[s.address] = true
		}
		if key != "" {
			findings = append(findings, checks.Find(checks.Msg(key, "server", server), verdict.Evidence{
				URL: first[s], Target: s.address, Value: attributes(s.flags), Limit: "integrity and crossorigin"}))
		}
	}
	return integrityOutcome(len(seen), findings)
}

func integrityOutcome(seen int, findings []verdict.Finding) checks.Outcome {
	var o checks.Outcome
	switch {
	case len(findings) > 0:
		o = checks.Warn(checks.Msg("unpinned", "bad", len(findings), "seen", seen), findings...)
	case seen > 0:
		o = checks.Pass(checks.Msg("pinned", "seen", seen))
	default:
		o = checks.NotApplicable(checks.Msg("none"))
	}
	o.Seen = seen
	return o
}

// judge says by a message key what is wrong with a script of a page, and whether it is one to look at.
func (s script) judge(page string) (key, server string, concerned bool) {
	u, err := url.Parse(s.address)
	if err != nil || u.Host == "" || sameOrigin(u, page) {
		return "", "", false
	}
	server = vendor.PinnedScript(u)
	switch {
	case s.flags == snapshot.LinkIntegrity: // what comes without CORS has no hash that a page may know
		return "no-cors", server, true
	case server == "":
		return "", "", false
	case s.flags&snapshot.LinkIntegrity == 0:
		return "no-hash", server, true
	default:
		return "", server, true
	}
}

func sameOrigin(u *url.URL, page string) bool {
	p, err := url.Parse(page)
	return err == nil && p.Scheme == u.Scheme && strings.EqualFold(p.Host, u.Host)
}

func attributes(f snapshot.LinkFlag) string {
	switch f {
	case snapshot.LinkIntegrity:
		return "integrity without crossorigin"
	case snapshot.LinkCORS:
		return "no integrity"
	default:
		return "neither integrity nor crossorigin"
	}
}

// sorted lists scripts by address, so that the same shop gives the same report.
func sorted(m map[script]string) []script {
	list := make([]script, 0, len(m))
	for s := range m {
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b script) int {
		if n := strings.Compare(a.address, b.address); n != 0 {
			return n
		}
		return int(a.flags) - int(b.flags)
	})
	return list
}
