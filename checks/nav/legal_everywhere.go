package nav

import (
	"net/url"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// LegalSettings say on which share of the pages a link to legal or contact information must stand.
type LegalSettings struct {
	Pass float64 `toml:"pass"` // share from which all is well
	Warn float64 `toml:"warn"` // share below which it fails
}

// LegalEverywhere looks from how many pages legal texts or the contact page can be reached directly. Cart, checkout and account pages
// are often stripped on purpose and are left out, and so are pages without any frame, such as print views, unless they sell something, those whose
// frame scripts bring, and legal texts that only lead back.
var LegalEverywhere = checks.Site(checks.Meta{
	ID:     "nav-legal-everywhere",
	Title:  "Legal and contact pages can be reached from every page",
	Why:    "Somebody who came straight to a product by a search wants to see who sells it, and on what terms, without going looking.",
	Fix:    "Put links to your contact, imprint, terms, privacy and returns pages into the footer that all pages of the shop share.",
	Effort: 1,
	Messages: map[string]string{
		"everywhere": "Legal or contact links stand on {good} of {seen} pages looked at",
		"missing":    "Legal or contact links stand on {good} of {seen} pages looked at only",
		"nowhere":    "No link to a legal or contact page was found on the pages read",
		"language":   "The language of the shop is not one whose words for legal and contact pages are known here",
		"no-pages":   "No page whose frame could be read",
		"page":       "No link to a legal or contact page was found here",
	},
	Factor: verdict.Navigation, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "Directive 2000/31/EC on electronic commerce, article 5", URL: "https://eur-lex.europa.eu/eli/dir/2000/31/oj", Market: "eu"},
		{Title: "Germany, Digitale-Dienste-Gesetz § 5", URL: "https://www.gesetze-im-internet.de/ddg/__5.html", Market: "de"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
}, LegalSettings{Pass: 0.95, Warn: 0.70}, judgeLegalEverywhere)

func judgeLegalEverywhere(in *checks.Input, p LegalSettings) checks.Outcome {
	if in.Site.Lang == "" {
		return checks.Unknown(checks.Msg("language"))
	}
	l := newLegalLinks(in.Site)
	var findings []verdict.Finding
	seen := 0
	for page := range in.Site.Each(in.Site.Pages) {
		if !framed(in.Site, page) || !sameHost(in.Site, page) {
			continue
		}
		on := l.on(page)
		if !on && l.pages[page.ID] {
			continue // who is there reads what the link would lead to
		}
		seen++
		if !on {
			findings = append(findings, checks.Find(checks.Msg("page"), verdict.Evidence{URL: in.Site.URL(page), Limit: "a link in header, menu or footer"}))
		}
	}
	if seen == 0 {
		return checks.Unknown(checks.Msg("no-pages"))
	}
	good := seen - len(findings)
	if good == 0 {
		return checks.Absent(in, checks.Fail(checks.Msg("nowhere"), findings...))
	}
	share := float64(good) / float64(seen)
	o := checks.Outcome{Status: verdict.Pass, Grade: checks.Linear(share, p.Pass, p.Warn), Graded: true, Seen: seen, Reason: checks.Msg("everywhere", "good", good, "seen", seen)}
	if share < p.Pass {
		o.Status, o.Reason, o.Findings = verdict.Warn, checks.Msg("missing", "good", good, "seen", seen), findings
	}
	if share < p.Warn {
		o.Status = verdict.Fail
	}
	if !in.Site.Look.Full {
		o.Confidence = verdict.Likely // a legal page may bear a name that we do not know
	}
	return o
}

// sameHost reports whether a page lies where the home page does. A help centre or a blog on a host of its own has a frame of its own.
func sameHost(site *facts.Site, p *snapshot.Page) bool {
	if site.Home == nil {
		return true
	}
	return bareHost(site.URL(p)) == bareHost(site.URL(site.Home))
}

func bareHost(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// framed reports whether the frame of a page can be judged.
func framed(site *facts.Site, p *snapshot.Page) bool {
	if site.Unframed(p) || p.Truncated {
		return false
	}
	switch site.Role(p) {
	case facts.RoleCart, facts.RoleCheckout, facts.RoleAccount:
		return false
	case facts.RoleHome, facts.RoleProduct, facts.RoleListing:
		return true
	}
	for l := range site.Snap.Links(p) {
		if l.Zone.Shared() {
			return true
		}
	}
	return false
}

// legalLinks knows which links lead to legal or contact information.
type legalLinks struct {
	site   *facts.Site
	keys   map[string]bool // addresses
	pages  map[snapshot.PageID]bool
	target map[snapshot.StrID]bool // remembered, since the same links stand on many pages
	block  map[snapshot.BlockID]bool
}

func newLegalLinks(site *facts.Site) *legalLinks {
	l := &legalLinks{
		site: site, keys: map[string]bool{}, pages: map[snapshot.PageID]bool{}, target: map[snapshot.StrID]bool{}, block: map[snapshot.BlockID]bool{},
	}
	for _, kind := range []facts.PolicyKind{facts.PolicyImprint, facts.PolicyTerms, facts.PolicyPrivacy, facts.PolicyReturns, facts.PolicyWithdrawal, facts.PolicyComplaints} {
		for _, p := range site.Policies(kind) {
			if p.Page != nil && (site.Role(p.Page) == facts.RoleHelp || site.Role(p.Page) == facts.RoleGuide) {
				continue // an answer among many: who looks for the terms does not look behind "Help"
			}
			l.keys[snapshot.Key(p.URL)] = true
			if p.Page != nil {
				l.pages[p.Page.ID] = true
			}
		}
	}
	for _, p := range site.ByRole(facts.RoleContact) {
		l.pages[p.ID] = true
	}
	return l
}

// on reports whether a page has such a link. Cookie notices do not count: they are gone after the first click.
func (l *legalLinks) on(p *snapshot.Page) bool {
	for _, id := range p.Blocks {
		has, known := l.block[id]
		if b := l.site.Snap.Block(id); !known && b != nil {
			has = l.among(b.Links)
			l.block[id] = has
		}
		if has {
			return true
		}
	}
	return l.among(l.site.Read(p).Links)
}

func (l *legalLinks) among(links []snapshot.Link) bool {
	for i := range links {
		if links[i].Kind == snapshot.LinkAnchor && links[i].Zone != snapshot.ZoneDialog && (l.leads(links[i].To) || l.part(&links[i])) {
			return true
		}
	}
	return false
}

// part reports whether a link leads to a part of a page of the shop and calls it the contact data: many a small shop has them on its home page.
func (l *legalLinks) part(link *snapshot.Link) bool {
	page, place, ok := strings.Cut(l.site.Snap.Str(link.To), "#")
	return ok && place != "" && l.site.Own(page) && cue.Default().Has(l.site.Snap.Str(link.Text), cue.LinkText, l.site.Lang, cue.Contact)
}

func (l *legalLinks) leads(to snapshot.StrID) bool {
	if leads, known := l.target[to]; known {
		return leads
	}
	address := l.site.Snap.Str(to)
	leads := strings.HasPrefix(address, "mailto:") || strings.HasPrefix(address, "tel:")
	if key := snapshot.Key(address); key != "" {
		p := l.site.Content(l.site.At(address))
		leads = l.keys[key] || p != nil && l.pages[p.ID]
	}
	l.target[to] = leads
	return leads
}
