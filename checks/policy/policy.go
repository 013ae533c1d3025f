// Package policy holds the checks of the terms on which a shop sells: whether its legal texts are there, say something, and are filled in.
package policy

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// All lists the checks of this group.
var All = []checks.Check{
	Hollow,
	WithdrawalFunction,
	GuaranteeNotice,
	UnfairLimits,
	StaleLaw,
	OwnLanguage,
	LinkedCheckout,
	ADR,
	Accessibility,
	CancelSubscription,
	Privacy,
	Terms,
	Returns,
	ReturnsSubstance,
	WithdrawalInfo,
	CoolingOff,
	Warranty,
	Placeholders,
	Consistency,
	OrderButton,
}

// cards is the source that card schemes' demands share.
var cards = verdict.Source{Title: "Card schemes' rules for online merchants: policies that a shop must publish"}

// found is what a shop publishes on one matter.
type found struct {
	whole   []facts.Policy // pages and sections that say something, the longest first
	inTerms []facts.Policy // the same, where they are only a section of the terms
	files   []facts.Policy
	unread  []facts.Policy // links whose targets were not read
	hollow  []facts.Policy
	away    string // where another site or a script may hold it
}

// gather collects what is published under any of the kinds. A page that is known as another kind counts too where its title or the links
// to it name this one as well: "Shipping & Returns".
func gather(site *facts.Site, kinds ...facts.PolicyKind) found {
	var f found
	seen := map[string]bool{}
	for _, k := range facts.PolicyKinds() {
		for _, pol := range site.Policies(k) {
			wanted := slices.Contains(kinds, k)
			if !wanted && (pol.Form == facts.FormSection || !names(site, &pol, kinds)) {
				continue
			}
			key := pol.URL + " " + pol.Title
			if !wanted && seen[pol.URL] || seen[key] {
				continue
			}
			seen[pol.URL], seen[key] = true, true
			f.add(pol, kinds)
		}
	}
	slices.SortStableFunc(f.whole, func(a, b facts.Policy) int { return length(site, &b) - length(site, &a) })
	f.away = away(site, kinds)
	return f
}

func (f *found) add(pol facts.Policy, kinds []facts.PolicyKind) {
	switch {
	case pol.Hollow != "":
		f.hollow = append(f.hollow, pol)
	case pol.Form == facts.FormPDF:
		f.files = append(f.files, pol)
	case pol.Form == facts.FormLink:
		f.unread = append(f.unread, pol)
	case pol.Form == facts.FormSection && pol.In == facts.PolicyTerms && !slices.Contains(kinds, facts.PolicyTerms):
		f.inTerms = append(f.inTerms, pol)
	default:
		f.whole = append(f.whole, pol)
	}
}

func concepts(kinds []facts.PolicyKind) []cue.Concept {
	list := make([]cue.Concept, 0, len(kinds))
	for _, k := range kinds {
		if c, ok := cue.Parse(string(k)); ok {
			list = append(list, c)
		}
	}
	return list
}

func names(site *facts.Site, pol *facts.Policy, kinds []facts.PolicyKind) bool {
	lang := pol.Lang
	if lang == "" {
		lang = site.Lang
	}
	return says(pol.Title, lang, kinds) || says(pol.Link.Text, lang, kinds)
}

func says(text, lang string, kinds []facts.PolicyKind) bool {
	return slices.ContainsFunc(concepts(kinds), func(c cue.Concept) bool { return cue.Default().Has(text, cue.LinkText, lang, c) })
}

// away returns an address outside what was read that the frame of the home page names so: on another site, or opened by a script. The
// policies of captchas and the like, which stand beside their mark, are not the shop's.
func away(site *facts.Site, kinds []facts.PolicyKind) string {
	if site.Home == nil {
		return ""
	}
	for l := range site.Snap.Links(site.Home) {
		to := site.Snap.Str(l.To)
		if l.Kind != snapshot.LinkAnchor || !l.Zone.Shared() || site.Own(to) || !says(site.Snap.Str(l.Text), site.Lang, kinds) {
			continue
		}
		u, err := url.Parse(to)
		switch {
		case err == nil && u.Host != "" && !strings.HasSuffix("."+u.Hostname(), ".google.com") && !strings.HasSuffix("."+u.Hostname(), ".hcaptcha.com"):
			return to
		case l.Flags&snapshot.LinkHandled != 0:
			return site.URL(site.Home)
		}
	}
	return ""
}

// length returns how many letters a policy has. A section ends, in the facts, at the next heading of its rank; where its own parts have
// headings of that rank too, it goes on to the next heading that names another page of a shop.
func length(site *facts.Site, pol *facts.Policy) int {
	p := pol.Page
	if p == nil || !p.TextKept || p.Letters <= pol.Letters {
		return pol.Letters
	}
	site.Read(p)
	own, _ := cue.Parse(string(pol.Kind))
	n, from := 0, -1
	for _, h := range p.Headings {
		if h.At < 0 || h.At > len(p.Text) {
			continue
		}
		c, _ := cue.Default().Best(h.Text, "", p.Lang)
		switch {
		case from < 0 && c == own:
			from = h.At
		case from >= 0 && c != own && c != cue.None:
			n, from = n+letters(p.Text[from:max(from, h.At)]), -1
		}
	}
	if from >= 0 {
		n += letters(p.Text[from:])
	}
	return max(n, pol.Letters)
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if r > ' ' && !strings.ContainsRune(".,;:!?()[]-–—\"'/&", r) {
			n++
		}
	}
	return n
}

// least is the number of letters that a text must have, by its language. Languages that are not known get the lower bound.
func least(lang string, latin, cjk int) int {
	if lang == "" || facts.CJK(lang) {
		return cjk
	}
	return latin
}

// missing judges a matter of which nothing was found that says something.
func (f *found) missing(in *checks.Input) checks.Outcome {
	switch {
	case len(f.files) > 0:
		pol := f.files[0]
		if pol.Letters == 0 { // a scan, or protected: a person can read what we cannot
			return checks.Unknown(checks.Msg("unread", "url", pol.URL))
		}
		return checks.Warn(checks.Msg("pdf"), checks.Find(checks.Msg("pdf"), verdict.Evidence{URL: firstOf(pol.Link.OnPage, pol.URL), Target: pol.URL, Snippet: pol.Title}))
	case len(f.hollow) > 0:
		return f.hollowOutcome(in)
	case len(f.unread) > 0:
		return checks.Unknown(checks.Msg("unread", "url", f.unread[0].URL))
	case f.away != "":
		return checks.Unknown(checks.Msg("unread", "url", f.away))
	default:
		return checks.Absent(in, checks.Fail(checks.Msg("none"), checks.Find(checks.Msg("here"), verdict.Evidence{URL: home(in.Site), Selector: "footer"})))
	}
}

// hollowOutcome judges texts that say nothing. They were seen, so they can be named; that there is no other text needs the full look.
func (f *found) hollowOutcome(in *checks.Input) checks.Outcome {
	findings := make([]verdict.Finding, 0, len(f.hollow))
	for _, pol := range f.hollow {
		findings = append(findings, checks.Find(checks.Msg("is-"+pol.Hollow), verdict.Evidence{
			URL: firstOf(pol.Link.OnPage, pol.URL), Target: pol.URL, Snippet: pol.Quote(),
		}))
	}
	if in.Site.Look.Full && len(f.unread) == 0 && f.away == "" {
		return checks.Fail(checks.Msg("hollow"), findings...)
	}
	return checks.Warn(checks.Msg("hollow"), findings...)
}

func home(site *facts.Site) string {
	if site.Home != nil {
		return site.URL(site.Home)
	}
	return site.Snap.Base
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// messages returns the messages that the checks for a text share, with the text's name in them, and the check's own.
func messages(text string, own map[string]string) map[string]string {
	all := map[string]string{
		"pdf":              "The " + text + " was found as a file only, laid out for paper and not for the screen of a phone",
		"unread":           "A link to the " + text + " was found, but what it leads to was not read: {url}",
		"none":             "No " + text + " was found on the pages read",
		"here":             "This is where visitors look for a link to the " + text,
		"hollow":           "There is a link to the " + text + ", but what it leads to says nothing",
		"is-empty":         "This page is empty",
		"is-heading-only":  "This page has nothing but its heading",
		"is-stub":          "This page says next to nothing",
		"is-form-only":     "This page is a form to fill in and says nothing else",
		"is-owner-text":    "This page still holds a template's text for the shop's owner",
		"is-to-be-written": "This page says that it is still to be written",
		"is-not-found":     "This page does not exist",
	}
	maps.Copy(all, own)
	return all
}
