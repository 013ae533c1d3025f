package service

import (
	"net/url"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Presales looks for a way to ask before buying: a chat, a form, a line that invites questions on goods, or a telephone or mailbox with the hours in which
// somebody answers. A chat that a script of others opens later cannot be seen, so it never fails.
var Presales = checks.Site(checks.Meta{
	ID:     "service-presales",
	Title:  "Visitors can ask before they buy",
	Why:    "Whoever is unsure about goods asks first, or buys elsewhere. A shop that invites questions shows that somebody is there who knows the goods.",
	Fix:    "Invite questions where goods are shown, such as \"Questions about this product?\" with a link to your contact form or chat, and say when somebody answers.",
	Effort: 1,
	Messages: map[string]string{
		"chat":    "Visitors can ask in a chat: {host}",
		"form":    "Visitors can ask by a form: {url}",
		"invited": "Questions are invited: {url}",
		"hours":   "It is said when somebody answers questions: {line}",
		"none":    "Neither a chat, a form nor a line that invites questions on the goods was found on the pages read, and no hours in which somebody answers",
		"here":    "This is where visitors would ask",
		"unread":  "It may stand on a page that was not read: {url}",
	},
	Factor: verdict.ServiceQuality, Stage: verdict.StageInitial, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "Project convention: service before the purchase as a part of customer service"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgePresales)

func judgePresales(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	if host := chatHost(site); host != "" {
		return checks.Pass(checks.Msg("chat", "host", host))
	}
	if len(site.Forms) > 0 {
		return checks.Pass(checks.Msg("form", "url", site.Forms[0].URL))
	}
	if at := invitesQuestions(site); at != "" {
		return checks.Pass(checks.Msg("invited", "url", at))
	}
	if len(site.Phones)+len(site.Emails) > 0 {
		if line, _ := site.Hours(); line != "" {
			return checks.Pass(checks.Msg("hours", "line", line))
		}
	}
	if at := site.UnreadContact(); at != "" {
		return checks.Unknown(checks.Msg("unread", "url", at))
	}
	at := homeURL(site)
	if list := site.ByRole(facts.RoleProduct); len(list) > 0 {
		at = site.URL(list[0])
	}
	o := checks.Warn(checks.Msg("none"), checks.Find(checks.Msg("here"), verdict.Evidence{URL: at}))
	o.Confidence = verdict.Likely
	return checks.Absent(in, o)
}

// chatHost returns where the shop's chat is: a messenger that it links to, or the service whose script opens a window on its pages; "" for none.
func chatHost(site *facts.Site) string {
	if len(site.Chats) > 0 {
		if u, err := url.Parse(site.Chats[0].Value); err == nil && u.Host != "" {
			return u.Hostname()
		}
		return site.Chats[0].Value
	}
	for i := range site.Scripts {
		if u, err := url.Parse(site.Scripts[i].URL); err == nil && vendor.ChatHost(u.Hostname()) {
			return u.Hostname()
		}
	}
	return ""
}

// invitesQuestions returns a place at which questions on goods are invited: in the text of a page, by a link or on a button.
func invitesQuestions(site *facts.Site) string {
	for _, p := range site.Pages {
		if site.Role(p) != facts.RoleBlog && p.Marked(snapshot.MarkAsk) {
			return site.URL(p)
		}
	}
	if t := linkNamed(site, cue.AskProduct); t != nil {
		return t.From[0].OnPage
	}
	goods := site.ByRole(facts.RoleProduct)
	for p := range site.Each(goods[:min(len(goods), 5)]) {
		for _, b := range p.Buttons {
			if cue.Default().Has(site.Snap.Str(b), cue.LinkText, p.Lang, cue.AskProduct) {
				return site.URL(p)
			}
		}
	}
	return ""
}

// linkNamed returns the first address of the shop to which a link so named leads and which is not gone; nil for none.
func linkNamed(site *facts.Site, c cue.Concept) *facts.Target {
	for t := range site.LinksNamed(c) {
		if site.State(t) != facts.Gone {
			return t
		}
	}
	return nil
}
