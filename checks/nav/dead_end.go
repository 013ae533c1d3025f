package nav

import (
	"net/url"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// DeadEnd looks for pages without any link into the shop. Pages for a printer or a small window on top of the shop are made that way.
var DeadEnd = checks.Site(checks.Meta{
	ID:     "nav-dead-end",
	Title:  "Every page leads back into the shop",
	Why:    "Somebody who comes to such a page by a search cannot go on to the shop, and leaves.",
	Fix:    "Show these pages within the frame of your shop, with its menu and footer, or put a link to the home page on them.",
	Effort: 3,
	Messages: map[string]string{
		"none": "Every page that was read leads on into the shop: {seen}",
		"ends": "Pages without any link into the shop: {bad} of {seen}",
		"page": "No link on this page leads into the shop",
	},
	Factor: verdict.Navigation, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "Nielsen Norman Group, Navigation: You Are Here", URL: "https://www.nngroup.com/articles/navigation-you-are-here/"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeDeadEnd)

func judgeDeadEnd(in *checks.Input, _ struct{}) checks.Outcome {
	var found []verdict.Finding
	seen := 0
	for _, page := range in.Site.Pages {
		if in.Site.Unframed(page) || page.Truncated || aside(in.Site.URL(page)) || page.Letters == 0 || fragment(page) || otherHost(in.Site, page) {
			continue
		}
		seen++
		if in.Site.LeadsOn(page) || leadsByForm(in, page) {
			continue
		}
		found = append(found, checks.Find(checks.Msg("page"), verdict.Evidence{URL: in.Site.URL(page), Snippet: page.Title, Limit: "a link to another page of the shop"}))
	}
	if seen < 2 { // a shop of one page has nowhere to lead
		return checks.Unknown(checks.Msg(checks.KeyNoPages))
	}
	o := checks.Pass(checks.Msg("none", "seen", seen))
	if len(found) > 0 {
		o = checks.Warn(checks.Msg("ends", "bad", len(found), "seen", seen), found...)
		o.Confidence = verdict.Likely // a script may add a way
	}
	o.Seen = seen
	return o
}

// leadsByForm reports whether a page leads on by itself or by a form, or lies in a frame that does.
func leadsByForm(in *checks.Input, p *snapshot.Page) bool {
	p = in.Site.Read(p)
	for i := range p.Forms {
		if in.Site.Own(p.Forms[i].Action) {
			return true
		}
	}
	for _, l := range p.Links {
		if (l.Kind == snapshot.LinkRefresh || l.Kind == snapshot.LinkFrame) && in.Site.Own(in.Snap.Str(l.To)) {
			return true
		}
	}
	return len(p.Buttons) > 0
}

// otherHost reports whether a page lies on another host than the home page: the museum whose shop this is leads into itself.
func otherHost(site *facts.Site, p *snapshot.Page) bool {
	if site.Home == nil || p == site.Home {
		return false
	}
	home, err := url.Parse(site.URL(site.Home))
	at, other := url.Parse(site.URL(p))
	return err == nil && other == nil && strings.TrimPrefix(at.Hostname(), "www.") != strings.TrimPrefix(home.Hostname(), "www.")
}

// fragment reports whether a page is only a part of one, which scripts show on top of another: without a title, a frame and scripts.
func fragment(p *snapshot.Page) bool { return p.Title == "" && len(p.Blocks) == 0 && p.Scripts == 0 }

// aside reports whether an address says that its page is for a printer or shown on top of another.
func aside(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	for _, word := range strings.FieldsFunc(strings.ToLower(u.Path+"?"+u.RawQuery), func(r rune) bool { return strings.ContainsRune("/?&=._-", r) }) {
		switch word {
		case "print", "drucken", "imprimir", "stampa", "druk", "popup", "modal", "ajax", "content", "contentonly", "only", "embed", "iframe", "layer", "lightbox", "overlay", "fragment", "partial", "amp", "plain", "raw", "feed":
			return true
		}
	}
	return false
}
