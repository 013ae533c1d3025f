package identity

import (
	"slices"
	"strings"
	"unicode"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// AboutSettings say how much a text about the shop says at least.
type AboutSettings struct {
	// Letters a page or a part of one has at least, which are 300 characters with blanks and stops; a third in Chinese, Japanese and Korean.
	Letters int `toml:"letters"`
}

// AboutPage looks for a page on who runs the shop, for a part of another page under a heading of that kind, and for paragraphs on the home and contact
// pages in which somebody introduces himself.
var AboutPage = checks.Site(checks.Meta{
	ID:     "identity-about-page",
	Title:  "A text tells who runs the shop",
	Why:    "People trust a shop sooner when they see that real people stand behind it: who they are, where they work and since when.",
	Fix:    "Write a page about yourselves in your own words: who you are, where you work, since when, and what you care for. Link to it in the menu or footer.",
	Effort: 3,
	Messages: map[string]string{
		"page":   "A text about the shop was found: {title}",
		"thin":   "The text about the shop says little: {letters} letters",
		"none":   "No text about who runs the shop was found on the pages read",
		"here":   "This is where visitors look for a text about the shop",
		"unread": "A text about the shop is linked, but it was not read in full: {url}",
	},
	Factor: verdict.VendorIdentity, Stage: verdict.StageInitial, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "Stanford guidelines for web credibility: show that there is a real organisation behind your site"},
		{Title: "Nielsen Norman Group, \"About Us\" information on websites", URL: "https://www.nngroup.com/articles/about-us-information-on-websites/"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
}, AboutSettings{Letters: 240}, judgeAbout)

func judgeAbout(in *checks.Input, s AboutSettings) checks.Outcome {
	site := in.Site
	title, at, most := aboutText(site)
	if most >= s.Letters {
		return checks.Pass(checks.Msg("page", "title", title))
	}
	if at := unreadAbout(site); at != "" {
		return checks.Unknown(checks.Msg("unread", "url", at))
	}
	if most > 0 {
		reason := checks.Msg("thin", "letters", most)
		return checks.Absent(in, checks.Warn(reason, checks.Find(reason, verdict.Evidence{URL: at, Snippet: title})))
	}
	return checks.Absent(in, checks.Fail(checks.Msg("none"), checks.Find(checks.Msg("here"), verdict.Evidence{URL: homeURL(site)})))
}

func homeURL(site *facts.Site) string {
	if site.Home != nil {
		return site.URL(site.Home)
	}
	return site.Snap.Base
}

// aboutText returns the longest text about the shop: its name, where it stands, and its letters as if in a Latin script.
func aboutText(site *facts.Site) (title, at string, most int) {
	keep := func(t string, p *snapshot.Page, n int) {
		if n *= density(p.Lang); n > most {
			title, at, most = t, site.URL(p), n
		}
	}
	for _, p := range site.ByRole(facts.RoleAbout) {
		keep(p.Title, p, p.Letters)
	}
	framed := framedPages(site)
	var others []*snapshot.Page
	for _, r := range []facts.Role{facts.RoleHome, facts.RoleContact, facts.RolePolicy, facts.RoleHelp, facts.RoleContent} {
		others = append(others, site.ByRole(r)...)
	}
	for p := range site.Each(others) {
		for i, h := range p.Headings {
			if h.At >= 0 && h.At <= len(p.Text) && cue.Default().Has(h.Text, cue.Heading, p.Lang, cue.About) {
				keep(h.Text, p, lettersOf(below(p, i)))
			}
		}
		switch r := site.Role(p); {
		case r == facts.RoleHome || r == facts.RoleContact:
			keep(p.Title, p, 2*introduction(p)) // a few sentences on who one is say as much as a page that is called so
		case r == facts.RoleContent && framed[p] && introduction(p) > 0:
			keep(p.Title, p, p.Letters) // "Our mill", "The farm": the menu names it after what the shop is
		}
	}
	return title, at, most
}

// framedPages are the pages that a header, menu or footer leads to.
func framedPages(site *facts.Site) map[*snapshot.Page]bool {
	framed := map[*snapshot.Page]bool{}
	for i := range site.Targets {
		if p := site.Content(site.Targets[i].Page); p != nil && site.Targets[i].Frame {
			framed[p] = true
		}
	}
	return framed
}

// introduction counts the letters of the paragraphs in which whoever runs the shop introduces himself: shops of one person do so on the home page or
// beside the contact data, under no heading of its own.
func introduction(p *snapshot.Page) int {
	n := 0
	for line := range strings.Lines(p.Text) {
		if len(line) < shortestIntro {
			continue // a caption
		}
		if slices.ContainsFunc(claim.Marks(line, p.Lang), func(m claim.Mark) bool { return m.Kind == claim.MarkIntro }) {
			n += lettersOf(line)
		}
	}
	return n
}

// shortestIntro is how long a paragraph is at least, in bytes, in which somebody introduces himself: "owner-run since 2011" is a slogan.
const shortestIntro = 90

// below is the text under a heading, up to the next one of its level or above.
func below(p *snapshot.Page, i int) string {
	from, to := p.Headings[i].At, len(p.Text)
	for _, next := range p.Headings[i+1:] {
		if next.At > from && next.Level <= p.Headings[i].Level {
			to = min(to, next.At)
			break
		}
	}
	return p.Text[from:to]
}

func lettersOf(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// unreadAbout returns the address of a text about the shop that was not read in full, "" when there is none.
func unreadAbout(site *facts.Site) string {
	for p := range site.Each(site.ByRole(facts.RoleAbout)) {
		if p.Shell || p.Truncated || lettersOf(p.Text) < fewLetters && len(p.Images) > 0 {
			return site.URL(p)
		}
	}
	for t := range site.LinksNamed(cue.About) {
		if site.Content(t.Page) == nil && site.State(t) != facts.Gone {
			return t.URL
		}
	}
	away := ""
	eachFrameLink(site, func(l snapshot.Link, to, text string) {
		if strings.HasPrefix(to, "http") && !site.Own(to) && cue.Default().Has(text, cue.LinkText, site.Lang, cue.About) {
			away = to
		}
		if slices.ContainsFunc(site.Places, func(t facts.PlaceTarget) bool { return t.URL == to && t.Found }) && cue.Default().Has(text, cue.LinkText, site.Lang, cue.About) {
			away = to // a part of a page: where it ends is not known
		}
	})
	return away
}
