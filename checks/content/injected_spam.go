package content

import (
	"net/url"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/spam"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// SpamSettings say how many signs make a fail.
type SpamSettings struct {
	// Fail is the number of hidden links, or of pages that nothing links to, from which the check fails; fewer only warn.
	Fail int `toml:"fail"`
}

// InjectedSpam looks for what broken-into shops carry for others: links that nobody sees, and pages that only the sitemap names, on casinos, medicines
// and the like, which the shop itself does not deal in. What the shop openly speaks of anywhere, such as a pharmacy of medicines, is its own matter.
// Pages that are only shown to search engines are not seen: the visitor says who it is.
var InjectedSpam = checks.Site(checks.Meta{
	ID:     "content-injected-spam",
	Title:  "No pages or hidden links of others are in the shop",
	Why:    "Hidden links and unknown pages on casinos or medicines are mostly put there by somebody who broke into the shop. Whoever can do that can also read along at the checkout.",
	Fix:    "Take this for a possible break-in: have the site looked at by somebody who knows its system, change all passwords, update all plug-ins, and remove what was put in.",
	Effort: 8,
	Messages: map[string]string{
		"none":  "No hidden link and no unlinked page on matters foreign to the shop was seen",
		"signs": "Signs of a possible break-in, as hidden links and unlinked pages on matters foreign to the shop: {bad}",
		"link":  "A link that nobody sees leads to another site on {topic}",
		"page":  "A page on {topic} is named in the sitemap, and no page of the shop links to it",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{{Title: "Google Search Central, hacked content: injected pages and links", URL: "https://developers.google.com/search/docs/monitor-debug/security/malware"}},
	Needs:   snapshot.HavePages, Since: "0.1",
	Rests: []string{"content-injected-spam"},
}, SpamSettings{Fail: 3}, judgeInjectedSpam)

func judgeInjectedSpam(in *checks.Input, s SpamSettings) checks.Outcome {
	site := in.Site
	links, pages := hiddenLinks(site), unlinkedPages(site)
	if len(links)+len(pages) > 0 {
		own := ownTopics(site)
		links, pages = foreignOnly(links, own), foreignOnly(pages, own)
	}
	var findings []verdict.Finding
	for _, l := range links {
		findings = append(findings, checks.Find(checks.Msg("link", "topic", l.topic), verdict.Evidence{URL: l.at, Target: l.to, Selector: l.place, Snippet: l.text, Value: l.by}))
	}
	for _, p := range pages {
		findings = append(findings, checks.Find(checks.Msg("page", "topic", p.topic), verdict.Evidence{URL: p.at, Snippet: p.text, Value: p.by}))
	}
	reason := checks.Msg("signs", "bad", len(findings))
	switch {
	case len(findings) == 0:
		return checks.Pass(checks.Msg("none"))
	case len(links) >= s.Fail || len(pages) >= s.Fail:
		o := checks.Fail(reason, findings...)
		o.Confidence = verdict.Sure
		return o
	default:
		o := checks.Warn(reason, findings...)
		o.Confidence = verdict.Likely
		return o
	}
}

// trace is one hidden link or one unlinked page.
type trace struct{ at, to, place, text, topic, by string }

func foreignOnly(list []trace, own map[string]bool) []trace {
	var out []trace
	for _, t := range list {
		if !own[t.topic] {
			out = append(out, t)
		}
	}
	return out
}

// maxLookedAt is in how many pages hidden links of their own are looked for; those of the frame stand on all.
const maxLookedAt = 1000

// hiddenLinks lists the links to other sites that visitors cannot see and that speak of one of the topics, each address once.
func hiddenLinks(site *facts.Site) []trace {
	var out []trace
	met := map[string]bool{}
	look := func(at string, l snapshot.Link) {
		if l.Flags&snapshot.LinkHidden == 0 || l.Kind != snapshot.LinkAnchor {
			return
		}
		to := site.Snap.Str(l.To)
		u, err := url.Parse(to)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || site.Own(to) || met[u.Host+u.Path] {
			return
		}
		text := site.Snap.Str(l.Text)
		if topic, by := spam.Topic(text + " " + u.Hostname() + " " + u.Path); topic != "" {
			met[u.Host+u.Path] = true
			out = append(out, trace{at, to, facts.Place(l.Zone), text, topic, by})
		}
	}
	for i := range site.Snap.Blocks {
		b := &site.Snap.Blocks[i]
		at := ""
		if p := site.Snap.Pages.Head(b.First); p != nil {
			at = site.URL(p)
		}
		for _, l := range b.Links {
			look(at, l)
		}
	}
	for p := range site.Each(site.Pages[:min(len(site.Pages), maxLookedAt)]) {
		for _, l := range p.Links {
			look(site.URL(p), l)
		}
	}
	return out
}

// unlinkedPages lists the pages that only the sitemap names and whose title speaks of one of the topics.
func unlinkedPages(site *facts.Site) []trace {
	var out []trace
	for _, p := range site.Pages {
		if p.Depth >= 0 {
			continue
		}
		if topic, by := spam.Topic(p.Title); topic != "" {
			out = append(out, trace{at: site.URL(p), text: p.Title, topic: topic, by: by})
		}
	}
	return out
}

// ownTopics are the topics of which the shop speaks openly: in the titles and headings of pages that visitors can click to, and in links they see.
func ownTopics(site *facts.Site) map[string]bool {
	own := map[string]bool{}
	note := func(text string) {
		if topic, _ := spam.Topic(text); topic != "" {
			own[topic] = true
		}
	}
	for p := range site.Each(site.Pages) {
		if p.Depth < 0 {
			continue
		}
		note(p.Title)
		for _, h := range p.Headings {
			note(h.Text)
		}
		for _, l := range p.Links {
			if l.Kind == snapshot.LinkAnchor && l.Flags&snapshot.LinkHidden == 0 && site.Own(site.Snap.Str(l.To)) {
				note(site.Snap.Str(l.Text))
			}
		}
	}
	for i := range site.Snap.Blocks {
		for _, l := range site.Snap.Blocks[i].Links {
			if l.Kind == snapshot.LinkAnchor && l.Flags&snapshot.LinkHidden == 0 {
				note(site.Snap.Str(l.Text))
			}
		}
	}
	if host, err := url.Parse(site.Snap.Base); err == nil {
		note(strings.ReplaceAll(host.Hostname(), ".", " "))
	}
	return own
}
