package nav

import (
	"maps"
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
		"home":       "The home page leads to terms, privacy or legal notice; of the other pages looked at, {good} of {seen} do",
		"nowhere":    "No link to a legal or contact page was found on the pages read",
		"language":   "The language of the shop is not one whose words for legal and contact pages are known here",
		"no-pages":   "No page whose frame could be read",
		"page":       "No link to a legal or contact page was found here",
		"texts":      "No link to terms, privacy or legal notice was found here",
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
	if o.Status == verdict.Pass {
		if found, of := l.homeOnly(in.Site); of >= leastOthers && float64(of-len(found)) < p.Warn*float64(of) {
			o = checks.Warn(checks.Msg("home", "good", of-len(found), "seen", of), found...)
		}
	}
	if !in.Site.Look.Full {
		o.Confidence = verdict.Likely // a legal page may bear a name that we do not know
	}
	return o
}

const (
	leastTexts  = 2 // legal texts that the home page leads to: its frame is one that has them
	leastOthers = 5 // other pages
)

// homeOnly returns the pages from which none of the legal texts is reached that the home page leads to, and how many were looked at. A way to the
// contact page is not enough there: the shop has a frame with legal texts, and shows it once. A page that leads to all of them does as well.
func (l *legalLinks) homeOnly(site *facts.Site) (found []verdict.Finding, of int) {
	texts := l.textsOfHome(site)
	if len(texts) < leastTexts {
		return nil, 0
	}
	leads := maps.Clone(texts)
	for p := range site.Each(site.Pages) {
		if p != site.Home && !texts[p.ID] && len(reached(site, p, texts)) == len(texts) {
			leads[p.ID] = true
		}
	}
	for p := range site.Each(site.Pages) {
		if p == site.Home || texts[p.ID] || !framed(site, p) || !sameHost(site, p) {
			continue
		}
		of++
		if len(reached(site, p, leads)) == 0 {
			found = append(found, checks.Find(checks.Msg("texts"), verdict.Evidence{URL: site.URL(p), Limit: "a link in header, menu or footer"}))
		}
	}
	return found, of
}

// textsOfHome are the pages with terms, privacy policy or legal notice that the home page leads to.
func (l *legalLinks) textsOfHome(site *facts.Site) map[snapshot.PageID]bool {
	texts := map[snapshot.PageID]bool{}
	for _, kind := range []facts.PolicyKind{facts.PolicyImprint, facts.PolicyTerms, facts.PolicyPrivacy} {
		for _, p := range site.Policies(kind) {
			if p.Page != nil && p.Form == facts.FormPage && p.Page != site.Home && site.Role(p.Page) == facts.RolePolicy {
				texts[p.Page.ID] = true
			}
		}
	}
	if site.Home == nil || len(texts) == 0 {
		return nil
	}
	return reached(site, site.Home, texts)
}

// reached are those of some pages that a page links to. Notices and dialogs do not count: they are gone after the first click.
func reached(site *facts.Site, p *snapshot.Page, among map[snapshot.PageID]bool) map[snapshot.PageID]bool {
	out := map[snapshot.PageID]bool{}
	for link := range site.Snap.Links(site.Read(p)) {
		if link.Kind != snapshot.LinkAnchor || link.Zone == snapshot.ZoneDialog {
			continue
		}
		if to := site.Content(site.At(site.Snap.Str(link.To))); to != nil && to != p && among[to.ID] {
			out[to.ID] = true
		}
	}
	return out
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
