package policy

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// ADR looks for the statement on consumer arbitration that German law asks for. Sellers with ten employees or fewer need none, and how many
// somebody employs cannot be seen: that it is missing is told, and held against nobody.
var ADR = checks.Site(checks.Meta{
	ID:     "policy-adr",
	Title:  "A statement on consumer arbitration is given",
	Why:    "Buyers learn from it whether a dispute can be settled without a court. Sellers in Germany with more than ten employees have to make it, whichever way they decide.",
	Fix:    "State in the imprint or the terms whether you take part in proceedings before a consumer arbitration board; one sentence is enough. With ten employees or fewer you need not.",
	Effort: 1,
	Messages: map[string]string{
		"found": "A statement on consumer arbitration was found: {url}",
		"gone":  "The only way to settle a dispute that is named is the EU's platform, which was closed on 20 July 2025",
		"here":  "This names no board and does not say whether you take part",
		"small": "No statement was found; sellers with ten employees or fewer need none, and how many work here cannot be seen",
	},
	Factor: verdict.PolicyAssurance, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "Verbraucherstreitbeilegungsgesetz (VSBG), § 36", URL: "https://www.gesetze-im-internet.de/vsbg/__36.html", Market: "de"}},
	Needs:   snapshot.HavePages, Markets: []string{"de"}, Since: "0.1",
}, struct{}{}, judgeADR)

func judgeADR(in *checks.Input, _ struct{}) checks.Outcome {
	platform := ""
	for _, p := range legalPages(in.Site) {
		page := in.Site.Read(p)
		if cue.Default().Has(page.Text, cue.Body, "de", cue.Arbitration) {
			return checks.Pass(checks.Msg("found", "url", in.Site.URL(p)))
		}
		if platform == "" && endedThings[0].name.MatchString(page.Text) {
			platform = in.Site.URL(p)
		}
	}
	if at, _ := labelled(in.Site, cue.Arbitration); at != "" {
		return checks.Pass(checks.Msg("found", "url", at))
	}
	if platform != "" && !in.Snap.Taken.Before(endedThings[0].from) {
		return checks.Absent(in, checks.Warn(checks.Msg("gone"), checks.Find(checks.Msg("here"), verdict.Evidence{URL: platform})))
	}
	return checks.Absent(in, checks.NotApplicable(checks.Msg("small")))
}

// Accessibility looks for information on accessibility. Services of micro-enterprises are exempt from the European Accessibility Act, and how
// large a seller is cannot be seen: that it is missing is told, and held against nobody. A page for it that says nothing is.
var Accessibility = checks.Site(checks.Meta{
	ID:     "policy-accessibility",
	Title:  "The shop says how accessible it is",
	Why:    "People who cannot see or use a mouse want to know beforehand whether they can buy here, and whom to tell what stands in their way.",
	Fix:    "Publish a page that says which standard your shop meets, what does not work yet and whom to write to, and link to it in the footer.",
	Effort: 3,
	Messages: map[string]string{
		"found":  "Information on accessibility was found: {url}",
		"hollow": "There is a link to information on accessibility, but what it leads to says next to nothing",
		"page":   "This page has {letters} letters",
		"unread": "There is a link to information on accessibility that was not read: {url}",
		"small":  "No information on accessibility was found; services of micro-enterprises need none, and how large the seller is cannot be seen",
	},
	Factor: verdict.PolicyAssurance, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "European Accessibility Act (EU) 2019/882, article 13 and annex V", URL: "https://eur-lex.europa.eu/eli/dir/2019/882/oj", Market: "eu"}},
	Needs:   snapshot.HavePages, Markets: []string{"eu"}, Since: "0.1",
}, struct{}{}, judgeAccessibility)

// fewLetters is how little a page may say that says anything of its own.
const fewLetters = 60

func judgeAccessibility(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	unread := ""
	for i := range site.Targets {
		t := &site.Targets[i]
		if !site.Means(t, cue.Accessibility) {
			continue
		}
		p := site.Content(t.Page)
		switch {
		case p == nil:
			unread = firstOf(unread, t.URL)
		case p.Letters >= fewLetters || p.Shell || p == site.Home:
			return checks.Pass(checks.Msg("found", "url", site.URL(p)))
		default:
			finding := checks.Find(checks.Msg("page", "letters", p.Letters), verdict.Evidence{URL: t.From[0].OnPage, Target: site.URL(p), Snippet: t.From[0].Text})
			return checks.Warn(checks.Msg("hollow"), finding)
		}
	}
	if unread != "" {
		return checks.Unknown(checks.Msg("unread", "url", unread))
	}
	for _, p := range site.Pages { // known from the sitemap, or a part of a page
		if r := site.Role(p); r == facts.RoleProduct || r == facts.RoleListing || r == facts.RoleBlog {
			continue
		}
		for _, h := range site.Read(p).Headings {
			if len(h.Text) < 120 && cue.Default().Has(h.Text, cue.Heading, p.Lang, cue.Accessibility) {
				return checks.Pass(checks.Msg("found", "url", site.URL(p)))
			}
		}
	}
	return checks.Absent(in, checks.NotApplicable(checks.Msg("small")))
}

// CancelSubscription looks, where subscriptions are sold, for the button by which contracts can be ended.
var CancelSubscription = checks.Site(checks.Meta{
	ID:     "policy-cancel-subscription",
	Title:  "Subscriptions can be ended by a button on the site",
	Why:    "Who subscribes with two clicks wants to be able to leave with two clicks. German law asks for a button that works without signing in.",
	Fix:    "Put a button with the words of the law, \"Verträge hier kündigen\", where every visitor sees it, and confirm each notice at once by e-mail.",
	Effort: 8,
	Messages: map[string]string{
		"found": "A button or link to end a subscription was found, \"{label}\": {url}",
		"none":  "Subscriptions are sold, but no button or link to end them was found on the pages read",
		"sold":  "Here a subscription can be ordered",
		"no":    "No subscriptions were seen among the goods",
	},
	Factor: verdict.PolicyAssurance, Stage: verdict.StageMature, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "Bürgerliches Gesetzbuch (BGB), § 312k", URL: "https://www.gesetze-im-internet.de/bgb/__312k.html", Market: "de"}},
	Needs:   snapshot.HavePages, Markets: []string{"de"}, Since: "0.1",
}, struct{}{}, judgeCancelSubscription)

func judgeCancelSubscription(in *checks.Input, _ struct{}) checks.Outcome {
	at, sentence := subscription(in.Site)
	if at == "" {
		return checks.NotApplicable(checks.Msg("no"))
	}
	if on, label := labelled(in.Site, cue.CancelHere); on != "" {
		return checks.Pass(checks.Msg("found", "label", label, "url", on))
	}
	return checks.Absent(in, checks.Fail(checks.Msg("none"), checks.Find(checks.Msg("sold"), verdict.Evidence{URL: at, Snippet: sentence})))
}

// manyProducts are enough to see what a shop sells.
const manyProducts = 300

// subscription returns a product page on which a subscription can be ordered: by the names that shop systems give to the fields of such an
// order, or by a label beside a choice.
func subscription(site *facts.Site) (at, sentence string) {
	products := site.ByRole(facts.RoleProduct)
	for p := range site.Each(products[:min(len(products), manyProducts)]) {
		for i := range p.Forms {
			f := &p.Forms[i]
			if f.Zone.Shared() {
				continue
			}
			for _, field := range f.Fields {
				switch field.Name {
				case "selling_plan", "convert_to_sub", "subscription_scheme", "wcsatt_subscription", "subscription_plan":
					return site.URL(p), firstOf(field.Label, field.Name)
				}
				if (field.Type == "radio" || field.Type == "select" || field.Type == "checkbox") && cue.Default().Has(field.Label, cue.LinkText, p.Lang, cue.Subscription) {
					return site.URL(p), field.Label
				}
			}
		}
	}
	return "", ""
}
