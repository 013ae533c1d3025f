package contact

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Page looks for a page or section made for contact that every page leads to: a link in the frame or on the home page, or a part of the
// footer under a name such as "Contact" with data in it. Contact data elsewhere, as in an imprint, warn.
var Page = checks.Site(checks.Meta{
	ID:     "contact-page",
	Title:  "A contact page or section can be reached from every page",
	Why:    "People check how to reach a shop before they order. If they have to search for it, they expect to search in vain when something goes wrong.",
	Fix:    "Make a page named \"Contact\" with the ways to reach you and link to it in the menu or footer of every page.",
	Effort: 3,
	Messages: map[string]string{
		"page":    "A contact page is linked where every page leads to: {label}",
		"section": "The footer has a part for contact",
		"buried":  "The contact page is linked neither in a menu or footer nor on the home page",
		"imprint": "Ways to reach the seller were found, but no page or section made for contact",
		"dead":    "The link to the contact page leads to a page that does not exist: {label}",
		"unread":  "A contact page is linked, but it was not read: {url}",
		"none":    "No contact page or section was found on the pages read",
		"here":    "This is where visitors look for a link to a contact page",
	},
	Factor: verdict.ServiceQuality, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{stanford, merchant},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgePage)

func judgePage(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	near, far, dead := contactLinks(site)
	switch {
	case near != nil:
		return checks.Pass(checks.Msg("page", "label", near.Text))
	case footerSection(site):
		return checks.Pass(checks.Msg("section"))
	}
	if at := firstOf(site.UnreadContact(), away(site)); at != "" {
		return checks.Unknown(checks.Msg("unread", "url", at))
	}
	switch {
	case dead != nil:
		return deadLink(in, dead)
	case far != nil:
		return checks.Absent(in, checks.Warn(checks.Msg("buried"), checks.Find(checks.Msg("buried"), linkEvidence(far))))
	}
	if at := elsewhere(site); at != "" {
		return checks.Absent(in, checks.Warn(checks.Msg("imprint"), checks.Find(checks.Msg("imprint"), verdict.Evidence{URL: at})))
	}
	return checks.Absent(in, checks.Fail(checks.Msg("none"), checks.Find(checks.Msg("here"), verdict.Evidence{URL: where(site)})))
}

// deadLink judges a contact link that leads nowhere: that much was seen; that there is no other place for contact needs the full look.
func deadLink(in *checks.Input, ref *facts.LinkRef) checks.Outcome {
	reason := checks.Msg("dead", "label", ref.Text)
	f := checks.Find(reason, linkEvidence(ref))
	if in.Site.Look.Full && elsewhere(in.Site) == "" {
		return checks.Fail(reason, f)
	}
	return checks.Warn(reason, f)
}

func linkEvidence(ref *facts.LinkRef) verdict.Evidence {
	return verdict.Evidence{URL: ref.OnPage, Target: ref.URL, Selector: facts.Place(ref.Zone), Snippet: ref.Text}
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// contactLinks returns the first link to a contact page in the frame or on the home page, the first elsewhere, and the first that leads to
// a page that does not exist.
func contactLinks(site *facts.Site) (near, far, dead *facts.LinkRef) {
	for i := range site.Targets {
		t := &site.Targets[i]
		p := site.Content(t.Page)
		if p != nil && site.Role(p) == facts.RoleProduct {
			continue // a product with a cue word in its name
		}
		made := p != nil && site.Role(p) == facts.RoleContact
		for j := range t.From {
			ref := &t.From[j]
			switch says := saysContact(site, ref.Text); {
			case p == nil && says && gone(t.Page) && dead == nil:
				dead = ref
			case p == nil || !made && !says:
			case ref.Zone.Shared() || ref.Page == site.Home:
				return ref, nil, nil
			case far == nil && ref.Page != p:
				far = ref
			}
		}
	}
	return nil, far, dead
}

// footerSection reports whether a frame that pages share has a line named contact and a way to reach the seller.
func footerSection(site *facts.Site) bool {
	if site.Home == nil {
		return false
	}
	for _, id := range site.Home.Blocks {
		b := site.Snap.Block(id)
		if b == nil || len(b.Contacts) == 0 {
			continue
		}
		for line := range strings.Lines(b.Text) {
			if cue.Default().Has(line, cue.Heading, site.Lang, cue.Contact) {
				return true
			}
		}
	}
	return false
}

// elsewhere returns where visitors find a way to reach the seller although nothing is made for it: in the imprint, on the pages about
// the shop or for help, or in the frame.
func elsewhere(site *facts.Site) string {
	for _, list := range [][]facts.Contact{sellers(site, site.Emails), sellers(site, site.Phones), site.Forms} {
		for i := range list {
			c := &list[i]
			p := site.At(c.URL)
			if c.Zone.Shared() || p != nil && slices.Contains([]facts.Role{facts.RoleAbout, facts.RoleHelp, facts.RoleHome, facts.RoleContact}, site.Role(p)) {
				return c.URL
			}
		}
	}
	for _, pol := range site.Policies(facts.PolicyImprint) {
		if pol.Page != nil && len(site.Read(pol.Page).Contacts) > 0 {
			return pol.URL
		}
	}
	return ""
}
