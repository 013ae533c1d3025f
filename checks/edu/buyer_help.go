package edu

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// BuyerHelpSettings say how much help is asked of which shops.
type BuyerHelpSettings struct {
	// Kinds is the least number of kinds of help.
	Kinds int `toml:"kinds"`
	// Products is the number of products below which a shop needs none.
	Products int `toml:"products"`
}

// BuyerHelp counts the kinds of help for buyers: on sizes, on care, on choosing and ordering, on paying safely. A page, a part of a page
// under its own heading or a link named so is enough. It never fails.
var BuyerHelp = checks.Site(checks.Meta{
	ID:     "edu-buyer-help",
	Title:  "Buyers find advice on choosing, using and paying",
	Why:    "Advice on sizes, care or safe paying shows that a shop knows its goods and wants buyers to be content with them.",
	Fix:    "Write a page on sizes, care or how to choose, or one on how to pay safely and tell false messages in your name from true ones, and link to it in the footer.",
	Effort: 3,
	Messages: map[string]string{
		"enough": "Help for buyers was found: {kinds}",
		"little": "Only this help for buyers was found on the pages read: {kinds}",
		"none":   "No help for buyers on sizes, care, choosing or safe paying was found on the pages read",
		"here":   "This is where visitors look for help",
		"small":  "A shop with so few products needs no guide: {products}",
		"unsure": "Too few product pages were read to tell whether this shop needs a guide",
	},
	Factor: verdict.Communication, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "Project convention: consumer education and communication as a part of platform trust"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, BuyerHelpSettings{Kinds: 2, Products: 5}, judgeBuyerHelp)

func judgeBuyerHelp(in *checks.Input, s BuyerHelpSettings) checks.Outcome {
	site := in.Site
	kinds := helps(site)
	products := len(site.ByRole(facts.RoleProduct))
	switch {
	case len(kinds) >= s.Kinds:
		return checks.Pass(checks.Msg("enough", "kinds", kinds))
	case products < s.Products && in.Snap.Stop != snapshot.StopDone:
		return checks.Unknown(checks.Msg("unsure"))
	case products < s.Products:
		return checks.NotApplicable(checks.Msg("small", "products", products))
	}
	reason := checks.Msg("none")
	if len(kinds) > 0 {
		reason = checks.Msg("little", "kinds", kinds)
	}
	at := in.Snap.Base
	for _, r := range []facts.Role{facts.RoleGuide, facts.RoleHelp, facts.RoleHome} {
		if list := site.ByRole(r); len(list) > 0 {
			at = site.URL(list[0])
			break
		}
	}
	return checks.Absent(in, checks.Warn(reason, checks.Find(checks.Msg("here"), verdict.Evidence{URL: at})))
}

// helps names the kinds of help that pages, headings and links of the shop are named after.
func helps(site *facts.Site) []string {
	found := map[cue.Concept]bool{}
	note := func(text, lang string, place cue.Place) {
		if text == "" {
			return
		}
		for _, h := range cue.Default().Match(text, place, lang) {
			if h.Weight >= 0.99 {
				found[h.Concept] = true
			}
		}
	}
	for i := range site.Targets {
		if p := site.Targets[i].Page; p != nil && site.Content(p) == nil {
			continue // a guide that cannot be read helps nobody
		}
		for j := range site.Targets[i].From {
			if ref := &site.Targets[i].From[j]; j == 0 || ref.Text != site.Targets[i].From[j-1].Text {
				note(ref.Text, site.Lang, cue.LinkText)
			}
		}
	}
	for _, p := range site.Pages {
		switch site.Role(p) {
		case facts.RoleListing, facts.RoleCart, facts.RoleCheckout, facts.RoleAccount, facts.RoleSearch:
			continue
		}
		goods := site.Role(p) == facts.RoleProduct // its title is a product's name
		if !goods {
			note(p.Title, p.Lang, cue.Heading)
		}
		for _, h := range p.Headings {
			if !goods || h.Level > 1 {
				note(h.Text, p.Lang, cue.Heading)
			}
		}
	}
	var kinds []string
	for _, k := range []struct {
		c    cue.Concept
		name string
	}{{cue.SizeGuide, "sizes"}, {cue.CareGuide, "care"}, {cue.BuyingGuide, "choosing and ordering"}, {cue.PaySafety, "safe paying"}} {
		if found[k.c] {
			kinds = append(kinds, k.name)
		}
	}
	if len(kinds) == 0 && len(site.ByRole(facts.RoleGuide)) > 0 {
		kinds = append(kinds, "a guide")
	}
	return kinds
}
