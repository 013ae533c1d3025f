package content

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/telling"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Placeholder looks for filler text, a theme's demo texts and pages that are still to be written. Legal and contact pages belong to
// policy-placeholders. A quotation in a long article, words by which buyers are asked for a text of their own on a product page, and a
// launch that is announced with a date are none.
var Placeholder = checks.Site(checks.Meta{
	ID:     "content-placeholder",
	Title:  "No filler text is left on the pages",
	Why:    "Text such as \"Lorem ipsum\" or \"Your content goes here\" tells visitors that nobody finished the shop, and perhaps nobody runs it.",
	Fix:    "Replace the filler text by your own words, or take the page off the menu until it is written.",
	Effort: 1,
	Messages: map[string]string{
		"clean":  "No filler text on the pages looked at: {seen}",
		"home":   "Filler text stands on the home page",
		"pages":  "Pages with filler text: {bad} of {seen}",
		"filler": "This is filler text or was left from a template: {mark}",
		"demo":   "This came with the shop system or theme and was not replaced ({system})",
		"coming": "This page says only that it is still to be written",
	},
	Factor: verdict.PresentationQuality, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{
		{Title: "Google Merchant Center, requirements for shops: no placeholder text"},
		{Title: "Everard and Galletta (2005), How Presentation Flaws Affect Perceived Site Quality, Trust, and Intention to Purchase"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgePlaceholder)

func judgePlaceholder(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	var findings []verdict.Finding
	seen, atHome, sure := 0, false, verdict.Likely
	marked := map[*snapshot.Page][]snapshot.Mark{}
	for _, p := range site.Pages {
		switch site.Role(p) {
		case facts.RolePolicy, facts.RoleContact:
			continue
		}
		seen++
		if marks := unfinished(site, p); len(marks) > 0 {
			marked[p] = marks
		}
	}
	dropTeasers(site, marked)
	for _, p := range site.Pages {
		marks := marked[p]
		if len(marks) == 0 {
			continue
		}
		atHome = atHome || p == site.Home
		m := marks[0]
		if filler(m.Value) || m.Kind == snapshot.MarkDemo {
			sure = verdict.Sure
		}
		message := checks.Msg("filler", "mark", m.Value)
		switch m.Kind {
		case snapshot.MarkComingSoon:
			message = checks.Msg("coming")
		case snapshot.MarkDemo:
			message = checks.Msg("demo", "system", m.Value)
		}
		findings = append(findings, checks.Find(message, verdict.Evidence{
			URL: site.URL(p), Selector: facts.Place(m.Zone), Snippet: m.Snippet, Value: places(len(marks)),
		}))
	}
	var o checks.Outcome
	switch bad := len(findings); {
	case bad == 0:
		o = checks.Pass(checks.Msg("clean", "seen", seen))
	case atHome:
		o = checks.Fail(checks.Msg("home"), findings...)
	case bad == 1:
		o = checks.Warn(checks.Msg("pages", "bad", bad, "seen", seen), findings...)
	default:
		o = checks.Fail(checks.Msg("pages", "bad", bad, "seen", seen), findings...)
	}
	o.Seen = seen
	if len(findings) > 0 {
		o.Confidence = sure
	}
	return o
}

// unfinished returns the marks by which a page's main part shows itself unfinished.
func unfinished(site *facts.Site, p *snapshot.Page) []snapshot.Mark {
	var list []snapshot.Mark
	if !p.Marked(snapshot.MarkPlaceholder) && !p.Marked(snapshot.MarkComingSoon) && !p.Marked(snapshot.MarkDemo) {
		return nil
	}
	for _, m := range site.Read(p).Marks {
		switch {
		case m.Zone.Shared():
		case m.Kind == snapshot.MarkPlaceholder && counts(site, p, &m):
			list = append(list, m)
		case m.Kind == snapshot.MarkDemo && site.Role(p) != facts.RoleBlog, m.Kind == snapshot.MarkComingSoon && toBeWritten(site, p, &m):
			list = append(list, m)
		}
	}
	if quoted(site, p, list) {
		return nil
	}
	return list
}

// dropTeasers takes out pages that only show the beginning of another page's filler beside a link to it, as the index of a blog does: that
// is one page with filler, not two. The page with the least of it goes first, since the post may link back to the index.
func dropTeasers(site *facts.Site, marked map[*snapshot.Page][]snapshot.Mark) {
	var pages []*snapshot.Page
	for _, p := range site.Pages {
		if len(marked[p]) > 0 && p != site.Home && share(p, marked[p]) < mostly {
			pages = append(pages, p)
		}
	}
	slices.SortStableFunc(pages, func(a, b *snapshot.Page) int { return cmp.Compare(share(a, marked[a]), share(b, marked[b])) })
	for _, p := range pages {
		if teaser(site, p, marked) {
			delete(marked, p)
		}
	}
}

// mostly is the share of a page's letters in marks from which it is filler itself and no teaser.
const mostly = 0.5

// share is the part of a page's letters that its marks show.
func share(p *snapshot.Page, marks []snapshot.Mark) float64 {
	n := 0
	for _, m := range marks {
		n += letters(m.Snippet)
	}
	return float64(n) / float64(max(p.Letters, 1))
}

// teaser reports whether all marks of a page stand on pages that it links to.
func teaser(site *facts.Site, p *snapshot.Page, marked map[*snapshot.Page][]snapshot.Mark) bool {
	elsewhere := map[string]bool{}
	for _, l := range site.Read(p).Links {
		if l.Kind != snapshot.LinkAnchor || l.Zone.Shared() {
			continue
		}
		if other := site.Content(site.At(site.Snap.Str(l.To))); other != nil && other != p {
			for _, m := range marked[other] {
				elsewhere[m.Snippet] = true
			}
		}
	}
	for _, m := range marked[p] {
		if !elsewhere[m.Snippet] {
			return false
		}
	}
	return true
}

// counts reports whether a mark means what it means on this kind of page: who sells engraved mugs asks for "your text here", and a shirt
// may be named "Hello world!".
func counts(site *facts.Site, p *snapshot.Page, m *snapshot.Mark) bool {
	switch site.Role(p) {
	case facts.RoleProduct, facts.RoleListing, facts.RoleCart, facts.RoleCheckout, facts.RoleSearch:
		v := strings.ToLower(m.Value)
		return latin(v) || rowOf(v) || strings.Contains(v, "{{") || strings.Contains(v, "example product") || strings.Contains(v, "your product") || telling.In(v, telling.GoodsPart)
	default:
		return true
	}
}

// rowOf reports whether a mark is one word again and again.
func rowOf(v string) bool {
	half := strings.TrimSpace(v[:len(v)/2])
	return len(half) >= 4 && half == strings.TrimSpace(v[len(v)/2:])
}

// filler reports whether a mark can be nothing but filler or a blank: Latin, brackets, a row of X or circles. Words may, rarely, be meant.
func filler(value string) bool {
	return latin(strings.ToLower(value)) || rowOf(value) || strings.ContainsAny(value, "[]{}<>%【】［］○〇◯") || strings.Contains(value, "XX")
}

func latin(v string) bool {
	return strings.Contains(v, "lorem") || strings.Contains(v, "ipsum") || strings.Contains(v, "dolor")
}

// Bounds on a page that says it is still to be written, and on an article that only quotes filler text: letters and digits of a Latin
// script, and the share of them that the marks make up.
const (
	shortPage  = 140
	longPage   = 1500
	longPost   = 500 // of a journal
	quoteShare = 0.2
)

// toBeWritten reports whether a page says nothing but that it will be written. With a date or number in it, it announces something.
func toBeWritten(site *facts.Site, p *snapshot.Page, m *snapshot.Mark) bool {
	switch site.Role(p) {
	case facts.RoleContent, facts.RoleAbout, facts.RoleHelp, facts.RoleGuide, facts.RoleBlog:
	default:
		return false
	}
	return p.Letters*density(p.Lang) < shortPage && !strings.ContainsFunc(m.Snippet+p.Text, unicode.IsDigit)
}

// quoted reports whether the marks are few words in a long text of other words, as in an article about filler text. The home page is no
// article.
func quoted(site *facts.Site, p *snapshot.Page, marks []snapshot.Mark) bool {
	least := longPage
	if site.Role(p) == facts.RoleBlog {
		least = longPost
	}
	if p == site.Home || p.Letters*density(p.Lang) < least {
		return false
	}
	if site.Role(p) == facts.RoleProduct && slices.ContainsFunc(marks, whole) {
		return false // who describes goods quotes no filler, however much of reviews or of a frame without a name stands around it
	}
	return share(p, marks) < quoteShare
}

// whole reports whether a sentence is filler from its beginning.
func whole(m snapshot.Mark) bool {
	return strings.HasPrefix(strings.ToLower(strings.TrimSpace(m.Snippet)), "lorem ipsum dolor sit amet")
}

// density is how many times fewer letters say the same in a language.
func density(lang string) int {
	if facts.CJK(lang) {
		return 3
	}
	return 1
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

func places(n int) string {
	if n == 1 {
		return "1 place"
	}
	return fmt.Sprintf("%d places", n)
}
