// Package identity holds the checks of who sells: whether a stranger can tell the company or person behind the shop, and where it is.
package identity

import (
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// All lists the checks of this group.
var All = []checks.Check{
	LegalName,
	PostalAddress,
	ImprintLink,
	AddressPlausible,
	RegistrationNumber,
	VATID,
	ResponsiblePerson,
	OwnNameUsed,
	AboutPage,
	CountryDisclosed,
	UKCompany,
	JPTokushoho,
	KRFooter,
	CNLicence,
	CNICP,
	BRCNPJ,
	INEntity,
	AUABN,
	CASupplier,
	MarketplaceTrader,
	Consistency,
	ForeignName,
	Qualifications,
}

// Sources that several checks rest on.
var (
	eCommerce = verdict.Source{Title: "E-Commerce Directive 2000/31/EC, article 5", URL: "https://eur-lex.europa.eu/eli/dir/2000/31/oj", Market: "eu"}
	consumer  = verdict.Source{Title: "Consumer Rights Directive 2011/83/EU, article 6(1)", URL: "https://eur-lex.europa.eu/eli/dir/2011/83/oj", Market: "eu"}
)

// sellerPages returns the pages on which sellers say who they are, the likeliest first: imprint, contact, about, terms.
func sellerPages(site *facts.Site) []*snapshot.Page {
	var list []*snapshot.Page
	seen := map[*snapshot.Page]bool{}
	add := func(p *snapshot.Page) {
		if p != nil && !seen[p] && p.HTML && site.Role(p) != facts.RoleUnknown {
			seen[p] = true
			list = append(list, p)
		}
	}
	ofKind := func(k facts.PolicyKind) {
		for _, pol := range site.Policies(k) {
			add(pol.Page)
		}
	}
	ofKind(facts.PolicyImprint)
	for _, r := range []facts.Role{facts.RoleContact, facts.RoleAbout} {
		for _, p := range site.ByRole(r) {
			add(p)
		}
	}
	ofKind(facts.PolicyTerms)
	return list
}

// hidden returns the address of a text that may name the seller and was not read in full: a file, a link whose target was not read, a
// page filled by scripts or cut off, or one that has pictures where its words should be. It is "" when there is none.
func hidden(site *facts.Site) string {
	for _, pol := range site.Policies(facts.PolicyImprint) {
		if pol.Form == facts.FormPDF || pol.Form == facts.FormLink {
			return pol.URL
		}
	}
	for p := range site.Each(sellerPages(site)) {
		if veiled(p) {
			return site.URL(p)
		}
	}
	return site.UnreadContact()
}

// fewLetters is how little text, in letters, makes one look at a page's pictures: an address can be one of them.
const fewLetters = 150

func veiled(p *snapshot.Page) bool {
	few := fewLetters
	if facts.CJK(p.Lang) {
		few /= 3
	}
	return p.Shell || p.Truncated || p.Letters > 0 && !p.TextKept || p.Letters < few && len(p.Images) > 0
}

// where returns the address at which a visitor would look for the seller first.
func where(site *facts.Site) string {
	if list := sellerPages(site); len(list) > 0 {
		return site.URL(list[0])
	}
	if site.Home != nil {
		return site.URL(site.Home)
	}
	return site.Snap.Base
}

// frameText returns the text of the header, menu and footer of a page.
func frameText(site *facts.Site, p *snapshot.Page) string {
	var b strings.Builder
	for _, id := range p.Blocks {
		if bl := site.Snap.Block(id); bl != nil {
			b.WriteString(bl.Text)
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// lineWith returns the line of text that holds what, regardless of case and width, or "".
func lineWith(text, what string) string {
	want := cue.Fold(what)
	if len(want) < 3 {
		return ""
	}
	for line := range strings.Lines(text) {
		if strings.Contains(cue.Fold(line), want) {
			at := max(0, strings.Index(line, what))
			return cue.Sentence(line, cue.Hit{Start: at, End: at})
		}
	}
	return ""
}
