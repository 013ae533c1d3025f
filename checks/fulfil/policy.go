package fulfil

import (
	"cmp"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Policy looks for a text on delivery. A text that stands only inside the terms, or a time of delivery in passing, warns; shops that send
// nothing need none. In Japan the page of the Specified Commercial Transactions Act is the place for it.
var Policy = checks.Site(checks.Meta{
	ID:     "fulfil-policy",
	Title:  "Delivery is described",
	Why:    "What delivery costs, where to and how is part of the price. Who has to start an order to find out often leaves.",
	Fix:    "Publish a page on delivery with costs, countries, carriers and times, and link to it in the footer and beside the price.",
	Effort: 3,
	Messages: map[string]string{
		"found":            "Delivery is described: {url}",
		"in-terms":         "Delivery is described only inside the terms of sale",
		"passing":          "A time of delivery is named, but no text on delivery was found on the pages read",
		"pdf":              "Delivery is described in a file only, laid out for paper and not for the screen of a phone",
		"unread":           "A link to a text on delivery was found, but what it leads to was not read: {url}",
		"none":             "No text on delivery was found on the pages read",
		"here":             "This is where visitors look for a link to delivery costs and times",
		"digital":          "The shop seems to sell downloads only, so nothing is delivered",
		"pickup":           "The shop says that goods are collected, so nothing is delivered",
		"hollow":           "There is a link to a text on delivery, but what it leads to says nothing",
		"is-empty":         "This page is empty",
		"is-heading-only":  "This page has nothing but its heading",
		"is-stub":          "This page says next to nothing",
		"is-form-only":     "This page is a form to fill in and says nothing else",
		"is-owner-text":    "This page still holds a template's text for the shop's owner",
		"is-to-be-written": "This page says that it is still to be written",
		"is-not-found":     "This page does not exist",
	},
	Factor: verdict.Fulfilment, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{
		{Title: "Consumer Rights Directive 2011/83/EU, article 6(1)(g)", URL: "https://eur-lex.europa.eu/eli/dir/2011/83/oj", Market: "eu"},
		{Title: "Card schemes' rules for online merchants: policies that a shop must publish"},
	},
	Rests: []string{"policy-shipping", "hollow"},
	Needs: snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgePolicy)

func judgePolicy(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	f := gather(site)
	switch {
	case f.whole != nil:
		return checks.Pass(checks.Msg("found", "url", f.whole.URL))
	case nothingShipped(site) != "":
		return checks.NotApplicable(checks.Msg(nothingShipped(site)))
	}
	at, sentence, imprint := mention(site)
	if imprint {
		return checks.Pass(checks.Msg("found", "url", at))
	}
	unread := away(site)
	if f.unread != nil {
		unread = f.unread.URL
	}
	switch {
	case f.file != nil:
		return checks.Warn(checks.Msg("pdf"), checks.Find(checks.Msg("pdf"),
			verdict.Evidence{URL: cmp.Or(f.file.Link.OnPage, f.file.URL), Target: f.file.URL, Snippet: f.file.Title}))
	case len(f.hollow) > 0:
		return hollow(in, f.hollow, unread != "")
	case unread != "":
		return checks.Unknown(checks.Msg("unread", "url", unread))
	case f.inTerms != nil:
		return checks.Absent(in, checks.Warn(checks.Msg("in-terms"), checks.Find(checks.Msg("in-terms"), verdict.Evidence{URL: f.inTerms.URL, Snippet: f.inTerms.Title})))
	case at != "":
		return checks.Absent(in, checks.Warn(checks.Msg("passing"), checks.Find(checks.Msg("passing"), verdict.Evidence{URL: at, Snippet: sentence})))
	default:
		return checks.Absent(in, checks.Fail(checks.Msg("none"), checks.Find(checks.Msg("here"), verdict.Evidence{URL: home(site), Selector: "footer"})))
	}
}

// hollow judges texts that say nothing. They were seen, so they can be named; that there is no other text needs the full look.
func hollow(in *checks.Input, list []facts.Policy, unread bool) checks.Outcome {
	findings := make([]verdict.Finding, 0, len(list))
	for _, pol := range list {
		findings = append(findings, checks.Find(checks.Msg("is-"+pol.Hollow), verdict.Evidence{
			URL: cmp.Or(pol.Link.OnPage, pol.URL), Target: pol.URL, Snippet: pol.Quote(),
		}))
	}
	if in.Site.Look.Full && !unread {
		return checks.Fail(checks.Msg("hollow"), findings...)
	}
	return checks.Warn(checks.Msg("hollow"), findings...)
}

// found is what a shop publishes on delivery, the first of each form.
type found struct {
	whole, inTerms, file, unread *facts.Policy
	hollow                       []facts.Policy
}

// gather collects the texts on delivery. A page that is known as another kind counts too where its title or the links to it name delivery
// as well: "Returns & Delivery".
func gather(site *facts.Site) found {
	var f found
	first := func(slot **facts.Policy, pol facts.Policy) {
		if *slot == nil {
			*slot = &pol
		}
	}
	for _, k := range facts.PolicyKinds() {
		for _, pol := range site.Policies(k) {
			switch {
			case k != facts.PolicyShipping && (pol.Form == facts.FormSection || !names(site, &pol)):
			case pol.Hollow != "":
				f.hollow = append(f.hollow, pol)
			case pol.Form == facts.FormPDF:
				first(&f.file, pol)
			case pol.Form == facts.FormLink:
				first(&f.unread, pol)
			case pol.Form == facts.FormSection && pol.In == facts.PolicyTerms:
				first(&f.inTerms, pol)
			default:
				first(&f.whole, pol)
			}
		}
	}
	return f
}

func names(site *facts.Site, pol *facts.Policy) bool {
	lang := cmp.Or(pol.Lang, site.Lang)
	return cue.Default().Has(pol.Title, cue.LinkText, lang, cue.Shipping) || cue.Default().Has(pol.Link.Text, cue.LinkText, lang, cue.Shipping)
}

// mention returns the first sentence outside product pages that names a time of delivery, and whether it stands on the page where Japanese
// shops put it.
func mention(site *facts.Site) (at, sentence string, imprint bool) {
	for _, pol := range site.Policies(facts.PolicyImprint) {
		if pol.Page != nil && pol.Page.Lang == "ja" {
			if s := timeIn(site.Read(pol.Page).Text, "ja", true); s != "" {
				return pol.URL, s, true
			}
		}
	}
	for _, p := range site.Pages {
		switch site.Role(p) {
		case facts.RolePolicy, facts.RoleHelp, facts.RoleHome, facts.RoleAbout, facts.RoleContact:
			if s := timeIn(site.Read(p).Text, p.Lang, true); s != "" {
				return site.URL(p), s, false
			}
		}
	}
	return "", "", false
}
