package nav

import (
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// BrokenReferences looks where search engines and social networks are sent: canonical addresses, other languages, structured data, Open Graph,
// the sitemap. Visitors do not see these, so it never fails; what visitors can click on as well is left to the other checks.
var BrokenReferences = checks.Site(checks.Meta{
	ID:     "nav-broken-references",
	Title:  "Addresses given to search engines lead to pages that exist",
	Why:    "Search engines send visitors to these addresses. One that is gone costs a visit, and many tell the search engine that the shop is not looked after.",
	Fix:    "Have your shop system write these addresses anew (rebuild the sitemap, save the pages again), and look for addresses entered by hand in the fields for search engines.",
	Effort: 3,
	Messages: map[string]string{
		"fine":   "Addresses given to search engines and social networks that were looked at: {seen}; gone: {bad}",
		"gone":   "{bad} of {seen} addresses given to search engines and social networks are gone",
		"none":   "No address given to search engines could be looked at",
		"target": "The {where} names an address that leads to {answer}; pages that do so: {pages}",
		"alike":  "The {text} names addresses in {folder} that lead to {answer}: {n}",
	},
	Factor: verdict.SystemQuality, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{
		{Title: "RFC 6596, The Canonical Link Relation", URL: "https://www.rfc-editor.org/rfc/rfc6596"},
		{Title: "Sitemaps protocol", URL: "https://www.sitemaps.org/protocol.html"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeBrokenReferences)

func judgeBrokenReferences(in *checks.Input, _ struct{}) checks.Outcome {
	linked := map[*snapshot.Page]bool{}
	for i := range in.Site.Targets {
		if t := &in.Site.Targets[i]; len(t.From) > 0 && t.Page != nil {
			linked[t.Page] = true
		}
	}
	var faults []checks.Fault
	seen, sure := 0, verdict.Sure
	look := func(t *facts.Target, where string) {
		s := in.Site.State(t)
		if s == facts.Unclear || facts.Broken(s) && (t.Page != nil && linked[t.Page] || t.Page == nil && t.Loaded) {
			return // what a link leads to is counted there, and what pages load
		}
		seen++
		if !facts.Broken(s) || s == facts.ServerError {
			return
		}
		sure = lessSure(sure, certainty(s, t.Exchange()))
		answer := in.Site.AnswerOf(t)
		f := faultOf(t, answer, checks.Msg("target", "where", where, "answer", answer, "pages", t.Total))
		f.Text, f.Zone = where, ""
		for i := range f.Evidence {
			f.Evidence[i].Selector, f.Evidence[i].Snippet = where, ""
		}
		faults = append(faults, f)
	}
	referred := map[*snapshot.Page]bool{}
	for i := range in.Site.References {
		t := &in.Site.References[i]
		if t.Page != nil {
			referred[t.Page] = true
		}
		look(t, reference(t.From))
	}
	for _, p := range in.Site.Ordered {
		if p.Depth < 0 && !referred[p] {
			t := &facts.Target{URL: in.Snap.Str(p.URL), Page: p, Total: 1}
			if p.Via != 0 {
				t.From = []facts.LinkRef{{URL: t.URL, OnPage: in.Snap.Str(p.Via), Pages: 1}}
			}
			look(t, "sitemap")
		}
	}
	for i := range in.Snap.Probes {
		if p := &in.Snap.Probes[i]; p.Class == snapshot.ProbeSitemap {
			address, via := in.Snap.Str(p.URL), in.Snap.Str(p.Via)
			look(&facts.Target{URL: address, Probe: p, Total: 1, From: []facts.LinkRef{{URL: address, OnPage: via, Pages: 1}}}, "list of sitemaps")
		}
	}
	if seen == 0 {
		return checks.Unknown(checks.Msg("none"))
	}
	o := checks.Pass(checks.Msg("fine", "seen", seen, "bad", 0))
	if len(faults) > 0 {
		o = checks.Warn(checks.Msg("gone", "bad", len(faults), "seen", seen), checks.Group(faults, "alike")...)
		o.Confidence = sure
	}
	o.Seen = seen
	return o
}

// reference names what refers to an address.
func reference(from []facts.LinkRef) string {
	if len(from) == 0 {
		return "head of the page"
	}
	switch l := from[0]; {
	case l.Kind == snapshot.LinkCanonical:
		return "canonical address"
	case l.Kind == snapshot.LinkAlternate:
		return "list of languages (hreflang)"
	case l.Text == "json-ld", l.Text == "microdata", l.Text == "sameAs":
		return "structured data"
	case strings.HasPrefix(l.Text, "og:"), strings.HasPrefix(l.Text, "twitter:"):
		return "preview for social networks (" + l.Text + ")"
	default:
		return "head of the page (" + l.Text + ")"
	}
}
