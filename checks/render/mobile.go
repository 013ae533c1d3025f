package render

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// MobileSettings say how far a page may reach beyond the screen of a phone.
type MobileSettings struct {
	Slack int `toml:"slack"` // pixels that nobody notices
}

// Mobile looks whether key pages fit the screen of a phone, 360 pixels wide: they say that they do (viewport), and nothing has to be pushed sideways. Wide
// tables in boxes that scroll by themselves are fine. Without a browser all that is seen is that no page at all has such a line.
var Mobile = checks.Site(checks.Meta{
	ID:    "render-mobile",
	Title: "Pages fit the screen of a phone",
	Why:   "Most visitors come with a phone. Where they have to zoom or push the page sideways, the shop looks out of date.",
	Fix: `Ask whoever looks after your theme to put <meta name="viewport" content="width=device-width, initial-scale=1"> into the head of every page, ` +
		"and to let what is named here wrap or shrink (max-width: 100%).",
	Effort: 3,
	Messages: map[string]string{
		"fits":      "Key pages fit a screen of 360 pixels: {pages}",
		"wide":      "Key pages that have to be pushed sideways on a screen of 360 pixels: {bad} of {pages}",
		"unfit":     "Key pages that do not say that they fit phones, and are shown small: {bad} of {pages}",
		"page-wide": "Reaches {px} pixels beyond the screen",
		"page-meta": "Has no viewport for phones",
		"none":      "No key page was loaded as on a phone",
		"blind":     "Whether pages fit the screen of a phone is seen in a browser only",
		"no-meta":   "None of the pages read has a viewport for phones, which show them small then: {pages}",
	},
	Factor: verdict.PresentationQuality, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "Google Search Central, mobile-first indexing best practices", URL: "https://developers.google.com/search/docs/crawling-indexing/mobile/mobile-sites-mobile-first-indexing"},
		{Title: "WCAG 2.2, success criterion 1.4.10 (Reflow)", URL: "https://www.w3.org/TR/WCAG22/#reflow"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
}, MobileSettings{Slack: 8}, judgeMobile)

const phone = 360 // pixels

func judgeMobile(in *checks.Input, p MobileSettings) checks.Outcome {
	if !in.Snap.Have.Has(snapshot.HaveBrowser) {
		return unseenMobile(in)
	}
	var findings []verdict.Finding
	pages, wide, unfit := 0, 0, 0
	for _, r := range in.Site.Rendered() {
		run, over := widest(r.Runs)
		if run == nil {
			continue
		}
		pages++
		switch {
		case run.NoMeta && over > p.Slack:
			unfit++
			findings = append(findings, checks.Find(checks.Msg("page-meta"), verdict.Evidence{URL: r.URL, Selector: "head", Value: fmt.Sprintf("shown %d pixels wide", phone+over)}))
		case over > p.Slack:
			wide++
			ev := verdict.Evidence{URL: r.URL, Snippet: run.WideOf, Value: fmt.Sprintf("%d pixels wide", phone+over), Limit: fmt.Sprintf("at most %d pixels", phone)}
			findings = append(findings, checks.Find(checks.Msg("page-wide", "px", over), ev))
		}
	}
	o := checks.Pass(checks.Msg("fits", "pages", pages))
	switch {
	case pages == 0:
		return checks.Unknown(checks.Msg("none"))
	case unfit > 0:
		o = checks.Fail(checks.Msg("unfit", "bad", unfit, "pages", pages), findings...)
	case wide > 0:
		o = checks.Warn(checks.Msg("wide", "bad", wide, "pages", pages), findings...)
	}
	o.Seen = pages
	return o
}

// widest returns the load of a page on a phone that reached least beyond the screen, and how far: what was so once only may have been on its way.
func widest(runs []snapshot.Run) (least *snapshot.Run, over int) {
	for i := range runs {
		run := &runs[i]
		if !run.Mobile || run.Fault != "" {
			continue
		}
		if n := max(run.Wide-phone, 0); least == nil || n < over {
			least, over = run, n
		}
	}
	return least, over
}

// leastPages is how many pages must lack a viewport before that is the shop's habit.
const leastPages = 5

// unseenMobile judges a shop that no browser looked at. A single page may be shown by a script or to computers only; where not one has a viewport, phones
// show all as wide as on a computer. In East Asia, where many a shop sends phones to pages of their own without a trace in those for computers, nothing is said.
func unseenMobile(in *checks.Input) checks.Outcome {
	site := in.Site
	pages := 0
	for p := range site.Each(site.Pages) {
		if facts.CJK(p.Lang) || p.Lang == "" || p.Shell || forPhones(in, p) {
			return checks.Unknown(checks.Msg("blind"))
		}
		pages++
	}
	if pages < leastPages || site.Home == nil {
		return checks.Unknown(checks.Msg("blind"))
	}
	o := checks.Warn(checks.Msg("no-meta", "pages", pages), checks.Find(checks.Msg("page-meta"), verdict.Evidence{URL: site.URL(site.Home), Selector: "head"}))
	o.Confidence, o.Seen = verdict.Likely, pages
	return o
}

// forPhones reports whether a page has a viewport, or a sign that phones are sent elsewhere or get something else.
func forPhones(in *checks.Input, p *snapshot.Page) bool {
	for i := range p.Meta {
		switch p.Meta[i].Name {
		case "viewport", "handheldfriendly", snapshot.MetaPhones:
			return true
		}
	}
	for _, h := range p.Exchange.Hops {
		for _, v := range h.Header["Vary"] {
			if strings.Contains(strings.ToLower(v), "user-agent") {
				return true
			}
		}
	}
	for l := range in.Snap.Links(p) {
		u, err := url.Parse(in.Snap.Str(l.To))
		if err != nil {
			continue
		}
		if first, _, _ := strings.Cut(u.Hostname(), "."); slices.Contains(phoneNames, first) {
			return true
		}
		if first, _, _ := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/"); slices.Contains(phoneNames, first) || l.Kind == snapshot.LinkScript && strings.Contains(strings.ToLower(u.Path), "viewport") {
			return true
		}
	}
	return false
}

// phoneNames are hosts and folders for phones.
var phoneNames = []string{"m", "mobile", "mobil", "mobi", "touch", "sp", "wap", "amp"}
