package privacy

import (
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/ident"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Controller looks whether the privacy policy says who answers for the data, and how to reach them. The seller's own name does, and so does a
// link to the page on which the seller's data stand.
var Controller = checks.Site(checks.Meta{
	ID:     "privacy-controller",
	Title:  "The privacy policy says who answers for the data",
	Why:    "Whoever wants to know or to have deleted what a shop holds about them needs somebody to write to.",
	Fix:    "Name your business in the privacy policy as the one who answers for the data, with an e-mail or postal address for questions about them.",
	Effort: 1,
	Messages: map[string]string{
		"named":      "The privacy policy says who answers for the data and how to reach them",
		"no-contact": "The privacy policy says who answers for the data, but not how to reach them",
		"no-name":    "The privacy policy gives a way to ask about data, but does not say who answers for them",
		"neither":    "The privacy policy says neither who answers for the data nor how to reach them",
		"none":       "No privacy policy was found, which another check judges",
		"unread":     "It may stand in a text that was not read in full: {url}",
	},
	Factor: verdict.Privacy, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{gdpr, lgpd,
		{Title: "个人信息保护法 第十七条 (China, Personal Information Protection Law, article 17)", URL: "https://flk.npc.gov.cn/", Market: "cn"},
		{Title: "개인정보 보호법 제30조 (South Korea, Personal Information Protection Act, article 30)", URL: "https://www.law.go.kr/", Market: "kr"},
	},
	Needs: snapshot.HavePages, Markets: []string{"eu", "uk", "ch", "br", "cn", "kr"}, Since: "0.1",
	Rests: []string{"claim-controller", "email", "name"},
}, struct{}{}, judgeController)

func judgeController(in *checks.Input, _ struct{}) checks.Outcome {
	list, unseen := texts(in.Site)
	if len(list) == 0 {
		return unjudged(unseen)
	}
	named, reached := false, false
	for _, pol := range list {
		named = named || names(in.Site, pol)
		reached = reached || reaches(in.Site, pol)
	}
	key := "neither"
	switch {
	case named && reached:
		return checks.Pass(checks.Msg("named"))
	case unseen != "":
		return checks.Unknown(checks.Msg("unread", "url", unseen))
	case named:
		key = "no-contact"
	case reached:
		key = "no-name"
	}
	finding := checks.Find(checks.Msg(key), verdict.Evidence{URL: list[0].URL, Snippet: list[0].Title})
	if key == "neither" {
		return checks.Absent(in, checks.Fail(checks.Msg(key), finding))
	}
	return checks.Absent(in, checks.Warn(checks.Msg(key), finding))
}

// names reports whether a privacy policy names who answers for the data: in so many words, or by the seller's name.
func names(site *facts.Site, pol *facts.Policy) bool {
	for _, c := range site.Claims {
		if c.URL == pol.URL && c.Seller && (c.Kind == claim.Controller || c.Kind == claim.DataOfficer) {
			return true
		}
	}
	text := cue.Fold(pol.Text)
	for _, n := range site.LegalNames {
		if n.Seller && len(n.Text) > 3 && strings.Contains(text, cue.Fold(n.Text)) {
			return true
		}
	}
	return len(site.Name) > 3 && strings.Contains(text, cue.Fold(site.Name))
}

// reaches reports whether a privacy policy gives a way to reach somebody: an address of any kind in its text, or a link to where one stands.
func reaches(site *facts.Site, pol *facts.Policy) bool {
	if strings.Contains(pol.Text, "@") || len(ident.Addresses(pol.Text, pol.Lang)) > 0 {
		return true
	}
	if pol.Page == nil {
		return false
	}
	site.Read(pol.Page)
	for i := range pol.Page.Contacts {
		if !pol.Page.Contacts[i].Zone.Shared() {
			return true
		}
	}
	for l := range site.Snap.Links(pol.Page) {
		if l.Kind != snapshot.LinkAnchor || l.Zone.Shared() {
			continue
		}
		text := site.Snap.Str(l.Text)
		if cue.Default().Has(text, cue.LinkText, pol.Lang, cue.Contact) || cue.Default().Has(text, cue.LinkText, pol.Lang, cue.Imprint) {
			return true
		}
	}
	return cue.Default().Has(pol.Text, cue.Body, pol.Lang, cue.Imprint) // "as given in our imprint"
}
