// Package contact holds the checks of how the seller can be reached: whether there is a place for it, and whether what stands there works.
package contact

import (
	"net/netip"
	"net/url"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/ident"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// All lists the checks of this group.
var All = []checks.Check{
	Page,
	Channels,
	EmailWellformed,
	PhonePlausible,
	EmailDomain,
	FormSane,
	Hours,
	SocialReal,
}

// Sources that several checks rest on.
var (
	stanford  = verdict.Source{Title: "Stanford guidelines for web credibility: make it easy to contact you"}
	merchant  = verdict.Source{Title: "Google Merchant Center, requirements for shops: contact information"}
	eCommerce = verdict.Source{Title: "E-Commerce Directive 2000/31/EC, article 5", URL: "https://eur-lex.europa.eu/eli/dir/2000/31/oj", Market: "eu"}
)

// where returns the address at which a visitor would look for contact data first.
func where(site *facts.Site) string {
	if list := site.ByRole(facts.RoleContact); len(list) > 0 {
		return site.URL(list[0])
	}
	for _, pol := range site.Policies(facts.PolicyImprint) {
		if pol.Page != nil && pol.Hollow == "" {
			return pol.URL
		}
	}
	if site.Home != nil {
		return site.URL(site.Home)
	}
	return site.Snap.Base
}

// fewLetters is how little text, in letters, makes one look at a page's pictures: a phone number can be one of them.
const fewLetters = 150

// hidden returns the address of a page that may hold contact data and was not read in full: a file, a link whose target was not read, a
// page of another site, a page filled by scripts or cut off, or one that has pictures where its words should be. It is "" when there is
// none.
func hidden(site *facts.Site) string {
	for _, pol := range site.Policies(facts.PolicyImprint) {
		if pol.Form == facts.FormPDF || pol.Form == facts.FormLink || pol.Page != nil && veiled(site.Read(pol.Page)) {
			return pol.URL
		}
	}
	for p := range site.Each(site.ByRole(facts.RoleContact)) {
		if veiled(p) {
			return site.URL(p)
		}
	}
	if t := site.UnreadContact(); t != "" {
		return t
	}
	return away(site)
}

func veiled(p *snapshot.Page) bool {
	few := fewLetters
	if facts.CJK(p.Lang) {
		few /= 3
	}
	return p.Shell || p.Truncated || p.Letters < few && len(p.Images) > 0
}

func saysContact(site *facts.Site, label string) bool {
	return cue.Default().Has(label, cue.LinkText, site.Lang, cue.Contact)
}

// gone reports whether a page answered that it does not exist.
func gone(p *snapshot.Page) bool {
	if p == nil || p.Exchange.Err != nil {
		return false
	}
	st := p.Exchange.Status()
	return st == 404 || st == 410
}

// away returns the address of a contact page on another site, such as that of a help desk, that the frame leads to.
func away(site *facts.Site) string {
	if site.Home == nil {
		return ""
	}
	for l := range site.Snap.Links(site.Home) {
		to := site.Snap.Str(l.To)
		if l.Kind != snapshot.LinkAnchor || !l.Zone.Shared() || site.Own(to) || !saysContact(site, site.Snap.Str(l.Text)) {
			continue
		}
		if u, err := url.Parse(to); err == nil && u.Host != "" {
			return to
		}
		if l.Flags&snapshot.LinkHandled != 0 {
			return site.URL(site.Home) // opens by a script
		}
	}
	return ""
}

// sellers returns the contacts that are the seller's own and no stand-ins.
func sellers(site *facts.Site, list []facts.Contact) []facts.Contact {
	var out []facts.Contact
	for _, c := range list {
		if c.Seller && !standsIn(site, &c) {
			out = append(out, c)
		}
	}
	return out
}

// standsIn reports whether a contact is a sample. A shop that is not public yet is reached at names and numbers kept free for such uses,
// and is right to use them.
func standsIn(site *facts.Site, c *facts.Contact) bool {
	return c.Dummy != "" && !(kept(c) && unpublished(site.Snap))
}

// kept reports whether a contact lies in a range kept free for uses that reach nobody: a top-level domain of RFC 2606, or a number for
// films and books. "example.com" is none: themes come with it.
func kept(c *facts.Contact) bool {
	switch c.Dummy {
	case ident.DummyFiction:
		return true
	case ident.DummyDomain:
		return reservedName(c.Value)
	default:
		return false
	}
}

func reservedName(host string) bool {
	switch host[strings.LastIndexByte(host, '.')+1:] {
	case "example", "test", "localhost", "invalid":
		return true
	default:
		return false
	}
}

// unpublished reports whether the shop's own address is one that nobody else can have: a name of RFC 2606 or an address of this machine
// or network.
func unpublished(snap *snapshot.Snapshot) bool {
	u, err := url.Parse(snap.Base)
	if err != nil {
		return false
	}
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil {
		return ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast()
	}
	return snap.Development || reservedName(u.Hostname())
}

// stated returns the contacts by which the seller asks to be reached: not examples in a help text of how such data are to be entered.
func stated(site *facts.Site, list []facts.Contact) []facts.Contact {
	var out []facts.Contact
	for _, c := range list {
		if !c.Seller {
			continue
		}
		if p := site.At(c.URL); p != nil && !c.Zone.Shared() && (site.Role(p) == facts.RoleHelp || site.Role(p) == facts.RoleGuide) {
			continue
		}
		out = append(out, c)
	}
	return out
}

func evidence(c *facts.Contact) verdict.Evidence {
	return verdict.Evidence{URL: c.URL, Selector: facts.Place(c.Zone), Snippet: c.Near, Value: c.Raw}
}
