package identity

import (
	"net/url"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/ident"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// ImprintLink looks for a link labelled as imprint that is at most two clicks from every page: in the frame of the pages, on the home
// page, or on a page that the frame leads to. Where a market accepts it (Switzerland), a contact page, an about page or a footer with
// name, address and e-mail stands in for it.
var ImprintLink = checks.Site(checks.Meta{
	ID:    "identity-imprint-link",
	Title: "An imprint can be reached from every page",
	Why:   "Buyers in these countries look for a link named Impressum to see who sells, and are wary of a shop that has none.",
	Fix: "Put a link named \"Impressum\" (in French \"Mentions légales\", in Italian \"Note legali\") into the footer of every page. It leads to a page with " +
		"your name, address, e-mail address and register numbers. This is usually expected of sellers there; it is not legal advice.",
	Effort: 1,
	Messages: map[string]string{
		"linked":    "A link to the imprint is at most two clicks from every page: {label}",
		"stands-in": "Name, address and e-mail address of the seller stand together on a page or footer that every page leads to",
		"far":       "A link to the imprint was found, but not in a menu or footer nor on a page that these lead to: {label}",
		"label":     "The link to the imprint has a name by which visitors may not know it: {label}",
		"section":   "There is a part about the seller on a page, but no link named imprint was found on the pages read",
		"elsewhere": "No link named imprint was found on the pages read; name and address of the seller stand on another page or in the footer",
		"dead":      "The link to the imprint leads to a page that does not exist: {label}",
		"hollow":    "The imprint says next to nothing",
		"by-script": "The imprint seems to be opened by a script, which cannot be followed without a browser",
		"veiled":    "No link named imprint was found, but this was not read in full and may hold the imprint: {url}",
		"none":      "No link named imprint was found on the pages read",
		"here":      "This is where visitors look for a link named imprint",
	},
	Factor: verdict.VendorIdentity, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{
		{Title: "Digitale-Dienste-Gesetz (Germany), § 5", URL: "https://www.gesetze-im-internet.de/ddg/__5.html", Market: "de"},
		{Title: "Bundesgesetz gegen den unlauteren Wettbewerb (Switzerland), article 3(1)(s)", URL: "https://www.fedlex.admin.ch/eli/cc/1988/223_223_223/de", Market: "ch"},
		eCommerce,
	},
	Rests: []string{"policy-imprint"},
	Needs: snapshot.HavePages, Markets: []string{"de", "at", "ch"}, Since: "0.1",
}, struct{}{}, judgeImprintLink)

func judgeImprintLink(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	near, far := imprintLinks(site)
	switch {
	case near != nil:
		return linked(in, near)
	case away(site) != "":
		return checks.Pass(checks.Msg("linked", "label", away(site)))
	case far != nil:
		return checks.Absent(in, checks.Warn(checks.Msg("far", "label", far.Text), checks.Find(checks.Msg("far", "label", far.Text), place(far))))
	}
	for _, pol := range site.Policies(facts.PolicyImprint) {
		switch {
		case pol.Hollow != "":
		case pol.Form == facts.FormSection:
			return checks.Absent(in, checks.Warn(checks.Msg("section"), checks.Find(checks.Msg("section"), verdict.Evidence{URL: pol.URL, Snippet: pol.Title})))
		default:
			if ref := linkTo(site, pol.Page); ref != nil {
				return checks.Absent(in, checks.Warn(checks.Msg("label", "label", ref.Text), checks.Find(checks.Msg("label", "label", ref.Text), place(ref))))
			}
		}
	}
	return unlinked(in)
}

// linked judges what a link named imprint leads to.
func linked(in *checks.Input, ref *facts.LinkRef) checks.Outcome {
	for _, pol := range in.Site.Policies(facts.PolicyImprint) {
		if pol.Hollow == "" || pol.Link.URL != ref.URL {
			continue
		}
		reason := checks.Msg("hollow")
		if pol.Hollow == "not-found" {
			reason = checks.Msg("dead", "label", ref.Text)
		} else if veiled(pol.Page) {
			return checks.Unknown(checks.Msg("veiled", "url", pol.URL))
		}
		ev := place(ref)
		ev.Snippet = snippet(pol.Text)
		if !in.Site.Look.Full {
			return checks.Warn(reason, checks.Find(reason, ev))
		}
		return checks.Fail(reason, checks.Find(reason, ev))
	}
	return checks.Pass(checks.Msg("linked", "label", ref.Text))
}

// unlinked judges a shop in which no link to an imprint was found.
func unlinked(in *checks.Input) checks.Outcome {
	site := in.Site
	if byScript(site) {
		return checks.Unknown(checks.Msg("by-script"))
	}
	if at, mail := standsIn(site); at != "" {
		if mail && swissOnly(site.ScoredMarkets()) {
			return checks.Pass(checks.Msg("stands-in"))
		}
		return checks.Absent(in, checks.Warn(checks.Msg("elsewhere"), checks.Find(checks.Msg("elsewhere"), verdict.Evidence{URL: at})))
	}
	if at := hidden(site); at != "" {
		return checks.Unknown(checks.Msg("veiled", "url", at))
	}
	at := site.Snap.Base
	if site.Home != nil {
		at = site.URL(site.Home)
	}
	return checks.Absent(in, checks.Fail(checks.Msg("none"), checks.Find(checks.Msg("here"), verdict.Evidence{URL: at, Selector: "footer"})))
}

// swissOnly reports whether, of the markets that this check is for, only the Swiss one is judged.
func swissOnly(markets []string) bool {
	return slices.Contains(markets, "ch") && !slices.Contains(markets, "de") && !slices.Contains(markets, "at")
}

func place(ref *facts.LinkRef) verdict.Evidence {
	return verdict.Evidence{URL: ref.OnPage, Target: ref.URL, Selector: facts.Place(ref.Zone), Snippet: ref.Text}
}

// snippet is the beginning of a text.
func snippet(text string) string { return cue.Sentence(text, cue.Hit{}) }

func saysImprint(site *facts.Site, label string) bool {
	return cue.Default().Has(label, cue.LinkText, site.Lang, cue.Imprint)
}

// imprintLinks returns the first link named imprint within two clicks of every page, and the first other one.
func imprintLinks(site *facts.Site) (near, far *facts.LinkRef) {
	frame := map[*snapshot.Page]bool{}
	for i := range site.Targets {
		if t := &site.Targets[i]; t.Frame && t.Page != nil {
			frame[site.Content(t.Page)] = true
		}
	}
	for i := range site.Targets {
		for j := range site.Targets[i].From {
			ref := &site.Targets[i].From[j]
			if !saysImprint(site, ref.Text) {
				continue
			}
			if ref.Zone.Shared() || ref.Page == site.Home || frame[ref.Page] {
				return ref, nil
			}
			if far == nil {
				far = ref
			}
		}
	}
	return nil, far
}

// linkTo returns the first link to a page, or nil.
func linkTo(site *facts.Site, p *snapshot.Page) *facts.LinkRef {
	for i := range site.Targets {
		if t := &site.Targets[i]; p != nil && site.Content(t.Page) == p && len(t.From) > 0 {
			return &t.From[0]
		}
	}
	return nil
}

// away returns the label of a link named imprint in the frame that leads to another site.
func away(site *facts.Site) string {
	label := ""
	eachFrameLink(site, func(l snapshot.Link, to, text string) {
		if u, err := url.Parse(to); err == nil && u.Host != "" && !site.Own(to) && saysImprint(site, text) {
			label = text
		}
	})
	return label
}

// byScript reports whether something in the frame is named imprint and leads nowhere by itself, but has a handler.
func byScript(site *facts.Site) bool {
	found := false
	eachFrameLink(site, func(l snapshot.Link, to, text string) {
		found = found || l.Flags&snapshot.LinkHandled != 0 && !strings.HasPrefix(to, "http") && saysImprint(site, text)
	})
	return found
}

func eachFrameLink(site *facts.Site, f func(l snapshot.Link, to, text string)) {
	if site.Home == nil {
		return
	}
	for l := range site.Snap.Links(site.Home) {
		if l.Kind == snapshot.LinkAnchor && l.Zone.Shared() {
			f(l, site.Snap.Str(l.To), site.Snap.Str(l.Text))
		}
	}
}

// standsIn returns the address of a contact or about page, or of the home page for its footer, on which the seller's name, street address
// and a way to reach it stand together, and whether an e-mail address is among them.
func standsIn(site *facts.Site) (at string, mail bool) {
	pages := slices.Concat(site.ByRole(facts.RoleContact), site.ByRole(facts.RoleAbout))
	if site.Home != nil {
		pages = append(pages, site.Home)
	}
	for p := range site.Each(pages) {
		text, contacts := frameText(site, p), slices.Clone(p.Contacts)
		if p == site.Home {
			contacts = nil // only its footer is on every page
		} else {
			text += p.Text
		}
		for _, id := range p.Blocks {
			if b := site.Snap.Block(id); b != nil {
				contacts = append(contacts, b.Contacts...)
			}
		}
		if len(contacts) == 0 || len(ident.Names(text, site.Lang)) == 0 || !hasStreet(text, site.Lang) {
			continue
		}
		return site.URL(p), slices.ContainsFunc(contacts, func(c snapshot.Contact) bool { return c.Kind == snapshot.ContactEmail })
	}
	return "", false
}

func hasStreet(text, lang string) bool {
	return slices.ContainsFunc(ident.Addresses(text, lang), func(a ident.Address) bool { return a.Kind == ident.KindStreet && !a.Dummy })
}
