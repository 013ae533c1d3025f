package review

import (
	"net/url"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Mechanism looks for reviews, an invitation to write one, a page of customers' voices, a profile on an independent site or the script of
// one. It never fails: new shops have no reviews, and that is no fault.
var Mechanism = checks.Site(checks.Meta{
	ID:     "review-mechanism",
	Title:  "Buyers can read or write reviews",
	Why:    "What other buyers say is among the strongest reasons to trust a shop one does not know.",
	Fix:    "Switch on product reviews in your shop system, or link to your profile on an independent review site. If your shop is new, this can wait.",
	Effort: 3,
	Messages: map[string]string{
		"reviews": "Reviews, or a way to write one, were found: {url}",
		"profile": "The shop links to its profile on an independent site: {host}",
		"widget":  "The shop has reviews of an independent site built in: {host}",
		"none":    "Neither reviews nor a way to write one nor a profile on an independent site was found on the pages read",
		"here":    "This is where visitors look for reviews",
	},
	Factor: verdict.Reputation, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "Mou and Cohen (2015), meta-analysis of trust in online shopping: reputation"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeMechanism)

func judgeMechanism(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	if at := reviewed(site); at != "" {
		return checks.Pass(checks.Msg("reviews", "url", at))
	}
	if key, host := profile(site); host != "" {
		return checks.Pass(checks.Msg(key, "host", host))
	}
	at := site.Snap.Base
	if list := site.ByRole(facts.RoleProduct); len(list) > 0 {
		at = site.URL(list[0])
	}
	return checks.Absent(in, checks.Warn(checks.Msg("none"), checks.Find(checks.Msg("here"), verdict.Evidence{URL: at})))
}

// reviewed returns where reviews or an invitation to write one stand on the shop itself.
func reviewed(site *facts.Site) string {
	for _, p := range site.Pages {
		if p.Marked(snapshot.MarkReviews) {
			return site.URL(p)
		}
	}
	for t := range site.LinksNamed(cue.Reviews) {
		if site.Content(t.Page) != nil {
			return t.URL
		}
	}
	return underHeading(site)
}

// underHeading returns the page of goods on which a heading names what buyers say and some lines stand below it: no list of phrases holds every way
// to write a review or its stars.
func underHeading(site *facts.Site) string {
	for p := range site.Each(site.ByRole(facts.RoleProduct)) {
		for _, h := range p.Headings {
			if h.Level > 1 && h.At >= 0 && h.At <= len(p.Text) && cue.Default().Has(h.Text, cue.Heading, p.Lang, cue.Reviews) && len(strings.TrimSpace(p.Text[h.At:])) > 40 {
				return site.URL(p)
			}
		}
	}
	return ""
}

// profile returns the host of an independent site that a page of the shop links to or loads a script from, and which of the two it is.
func profile(site *facts.Site) (key, host string) {
	pages := site.ByRole(facts.RoleProduct)
	pages = pages[:min(len(pages), 5)]
	if site.Home != nil {
		pages = append([]*snapshot.Page{site.Home}, pages...)
	}
	for p := range site.Each(pages) {
		for l := range site.Snap.Links(p) {
			switch l.Kind {
			case snapshot.LinkAnchor:
				key = "profile"
			case snapshot.LinkScript, snapshot.LinkFrame, snapshot.LinkImage:
				key = "widget"
			default:
				continue
			}
			if h := independentHost(site.Snap.Str(l.To)); h != "" {
				return key, h
			}
		}
	}
	return "", ""
}

// independentHost returns the host of an address that lies on an independent site, beyond its front page.
func independentHost(address string) string {
	if !strings.HasPrefix(address, "http") {
		return ""
	}
	u, err := url.Parse(address)
	if err != nil || strings.Trim(u.Path, "/") == "" {
		return "" // a link to the front page is no profile
	}
	if vendor.ReviewSite(u.Hostname()) {
		return u.Hostname()
	}
	return ""
}
