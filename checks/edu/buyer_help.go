package edu

import (
	"net/url"

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

// BuyerHelp counts the kinds of help for buyers: on sizes, on care, on choosing and ordering, on paying safely, and questions about the goods that a
// help page answers. A page, a part of a page under its own heading or a link named so is enough; of safety a sentence is. It never fails.
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

// help gathers the kinds of help of one shop.
type help struct {
	site  *facts.Site
	found map[cue.Concept]bool
}

// note adds what a text names, from a weight on, and reports whether it was any kind of help.
func (h *help) note(text, lang string, place cue.Place, least float32) bool {
	if text == "" {
		return false
	}
	any := false
	for _, hit := range cue.Default().Match(text, place, lang) {
		if hit.Weight >= least && hit.Concept >= cue.SizeGuide && hit.Concept <= cue.PaySafety {
			h.found[hit.Concept] = true
			any = true
		}
	}
	return any
}

// Weights of cues, less what rounding takes: full strength in a name, half of it, and full strength in an address or in running text.
const (
	fullName = 0.99
	halfName = 0.34
	fullSlug = 0.69
	fullBody = 0.29
)

// page adds the kinds that a page is named after. A guide is read whole, with doubtful words too; of other texts only clear names count, and
// of the goods only the parts of their pages, since a product may be named "size chart".
func (h *help) page(p *snapshot.Page) (guide bool) {
	names, slug := float32(fullName), float32(fullSlug)
	role := h.site.Role(p)
	switch role {
	case facts.RoleListing, facts.RoleCart, facts.RoleCheckout, facts.RoleAccount, facts.RoleSearch:
		return false
	case facts.RoleGuide:
		names, slug = halfName, halfName
	}
	any := false
	if role != facts.RoleProduct {
		any = h.note(p.Title, p.Lang, cue.Heading, names)
		if u, err := url.Parse(h.site.URL(p)); err == nil {
			any = h.note(u.Path, p.Lang, cue.Slug, slug) || any
		}
	}
	for _, hd := range h.site.Read(p).Headings {
		if role != facts.RoleProduct || hd.Level > 1 {
			any = h.note(hd.Text, p.Lang, cue.Heading, names) || any
		}
	}
	if role == facts.RoleGuide {
		any = h.note(p.Text, p.Lang, cue.Body, fullBody) || any
	}
	return role == facts.RoleGuide && !any
}

// helps names the kinds of help that pages, headings and links of the shop are named after. A guide of no known kind counts as one.
func helps(site *facts.Site) []string {
	h := help{site: site, found: map[cue.Concept]bool{}}
	for c := cue.SizeGuide; c <= cue.PaySafety; c++ {
		for t := range site.LinksNamed(c) {
			if t.Page == nil || site.Content(t.Page) != nil { // a guide that cannot be read helps nobody
				h.found[c] = true
				break
			}
		}
	}
	other, asked := false, 0
	for p := range site.Each(site.Pages) {
		other = h.page(p) || other
		asked += h.answers(p)
	}
	var kinds []string
	for _, k := range []struct {
		c    cue.Concept
		name string
	}{{cue.SizeGuide, "sizes"}, {cue.CareGuide, "care"}, {cue.BuyingGuide, "choosing and ordering"}, {cue.PaySafety, "safe paying"}} {
		if h.found[k.c] {
			kinds = append(kinds, k.name)
		}
	}
	if asked >= goodsQuestions {
		kinds = append(kinds, "questions about the goods")
	}
	if other {
		kinds = append(kinds, "another guide")
	}
	return kinds
}
