// Package nav holds the checks of finding one's way in a shop: menus, links that lead somewhere, and what happens where they do not.
package nav

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// All lists the checks of this group.
var All = []checks.Check{
	BrokenPrimary,
	BrokenInternal,
	BrokenExternal,
	BrokenReferences,
	BrokenFragment,
	ServerErrors,
	Soft404,
	RedirectLoop,
	MenuPresent,
	LegalEverywhere,
	PlaceholderLinks,
	ProductDepth,
	SearchWorks,
	EmptyCategory,
	CartReachable,
	SessionURLs,
	Orphan,
	DeadEnd,
}

// certainty says how sure a state is.
func certainty(s facts.State, ex *snapshot.Exchange) verdict.Confidence {
	if facts.Sure(s, ex) {
		return verdict.Sure
	}
	return verdict.Likely
}

// lessSure returns the lesser of two confidences.
func lessSure(a, b verdict.Confidence) verdict.Confidence {
	if a.Weight() < b.Weight() {
		return a
	}
	return b
}

// places returns the evidence for a target: the first places that lead there, with what came back.
func places(from []facts.LinkRef, target, answer string) []verdict.Evidence {
	if len(from) == 0 {
		return []verdict.Evidence{{URL: target, Value: answer}}
	}
	list := make([]verdict.Evidence, len(from))
	for i := range from {
		l := &from[i]
		list[i] = verdict.Evidence{URL: l.OnPage, Target: target, Selector: facts.Place(l.Zone), Snippet: l.Text, Value: answer}
	}
	return list
}

// defects say in words what is wrong with an address as it is written.
var defects = map[facts.Defect]string{
	facts.DefectAddress: "an address that no program can open",
	facts.DefectMail:    "a mail address to which nothing can be sent",
	facts.DefectPhone:   "a telephone link without a number",
	facts.DefectPort:    "a port that browsers refuse to open",
}

// statedContact reports whether a malformed mail link is one by which the seller asks to be reached: contact-email-wellformed tells of it then.
func statedContact(site *facts.Site, t *facts.Target) bool {
	whom, ok := strings.CutPrefix(strings.ToLower(t.URL), "mailto:")
	return ok && slices.ContainsFunc(site.Emails, func(c facts.Contact) bool {
		return c.Seller && !c.Valid && strings.Contains(whom, "@") && strings.EqualFold(c.Raw, whom)
	})
}

// faultOf makes a fault of a target.
func faultOf(t *facts.Target, answer string, m verdict.Message) checks.Fault {
	f := checks.Fault{Target: t.URL, Answer: answer, Message: m, Evidence: places(t.From, t.URL, answer)}
	if len(t.From) > 0 {
		f.Text, f.Zone = t.From[0].Text, facts.Place(t.From[0].Zone)
	}
	return f
}

// framePages is how many pages must carry a header, menu or footer link before it counts as part of the frame: the next and previous
// arrows of single pages are no part of it.
const framePages = 3

// inFrame reports whether a link to the target stands in the frame of the home page or of several pages.
func inFrame(site *facts.Site, t *facts.Target) bool {
	pages := 0
	for i := range t.From {
		l := &t.From[i]
		if !l.Zone.Shared() {
			continue
		}
		if l.Page == site.Home {
			return true
		}
		pages += l.Pages
	}
	return pages >= framePages
}

// linkTo returns the evidence for a page: the places that lead there, or its own address when no link to it was seen.
func linkTo(in *checks.Input, p *snapshot.Page) []verdict.Evidence {
	answer := facts.Answer(in.Site.StateOf(p), &p.Exchange)
	for i := range in.Site.Targets {
		if t := &in.Site.Targets[i]; t.Page == p && len(t.From) > 0 {
			return places(t.From, t.URL, answer)
		}
	}
	return []verdict.Evidence{{URL: in.Snap.Str(p.URL), Value: answer}}
}
