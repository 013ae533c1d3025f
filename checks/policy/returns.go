package policy

import (
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Returns looks for a text on returns or withdrawal. A statement that nothing can be returned is such a text as well. A text that stands
// only inside the terms, or a sentence in passing, warns. In Japan the page of the Specified Commercial Transactions Act is the place for it.
var Returns = checks.Site(checks.Meta{
	ID:     "policy-returns",
	Title:  "The rules for returns can be read",
	Why:    "Buyers cannot touch the goods before they pay. Whether and how they can send them back is one of the first things they look for.",
	Fix:    "Publish a page that says whether, how long, in what state and at whose cost goods can be returned and when the money comes back, and link to it in the footer. If nothing can be returned, say so.",
	Effort: 3,
	Messages: messages("returns policy", map[string]string{
		"found":    "Rules for returns were found: {url}",
		"in-terms": "Rules for returns were found only inside the terms of sale",
		"passing":  "Returns are mentioned, but no text of their own was found on the pages read",
	}),
	Factor: verdict.PolicyAssurance, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{
		{Title: "Google Merchant Center, return policy: to be stated even where there is none"},
		{Title: "Consumer Rights Directive 2011/83/EU, article 6(1)(h)", URL: "https://eur-lex.europa.eu/eli/dir/2011/83/oj", Market: "eu"},
		cards,
	},
	Rests: []string{"policy-returns", "policy-withdrawal", "hollow"},
	Needs: snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeReturns)

func judgeReturns(in *checks.Input, _ struct{}) checks.Outcome {
	f := gather(in.Site, facts.PolicyReturns, facts.PolicyWithdrawal)
	if len(f.whole) > 0 {
		return checks.Pass(checks.Msg("found", "url", f.whole[0].URL))
	}
	at, sentence, imprint := mention(in.Site)
	if imprint {
		return checks.Pass(checks.Msg("found", "url", at))
	}
	if len(f.files)+len(f.hollow)+len(f.unread) > 0 || f.away != "" {
		return f.missing(in)
	}
	if len(f.inTerms) > 0 {
		pol := f.inTerms[0]
		return checks.Absent(in, checks.Warn(checks.Msg("in-terms"), checks.Find(checks.Msg("in-terms"), verdict.Evidence{URL: pol.URL, Snippet: pol.Title})))
	}
	if at != "" {
		return checks.Absent(in, checks.Warn(checks.Msg("passing"), checks.Find(checks.Msg("passing"), verdict.Evidence{URL: at, Snippet: sentence})))
	}
	return f.missing(in)
}

// mention returns the first sentence on the pages that speaks of returns with a number of days or rules them out, and whether it stands
// on the page where Japanese shops put it.
func mention(site *facts.Site) (at, sentence string, imprint bool) {
	for _, pol := range site.Policies(facts.PolicyImprint) {
		if pol.Page == nil || pol.Page.Lang != "ja" {
			continue
		}
		if s := saysReturns(site.Read(pol.Page).Text, "ja"); s != "" {
			return pol.URL, s, true
		}
	}
	for i := range site.Snap.Blocks {
		if b := &site.Snap.Blocks[i]; site.Home != nil && b.Pages > 0 { // those of error pages and other sites are none of the shop's
			if s := saysReturns(b.Text, site.Lang); s != "" {
				return site.URL(site.Home), s, false
			}
		}
	}
	for _, p := range site.Pages {
		if !p.TextKept {
			continue
		}
		switch site.Role(p) {
		case facts.RolePolicy, facts.RoleHelp, facts.RoleProduct, facts.RoleHome, facts.RoleAbout, facts.RoleContact, facts.RoleContent:
			if s := saysReturns(site.Read(p).Text, p.Lang); s != "" {
				return site.URL(p), s, false
			}
		}
	}
	return "", "", false
}

func saysReturns(text, lang string) string {
	if text == "" {
		return ""
	}
	for _, h := range cue.Default().Match(text, cue.Body, lang) {
		if h.Weight < fullBody {
			continue
		}
		switch h.Concept {
		case cue.NoReturns:
			return cue.Sentence(text, h)
		case cue.Returns, cue.Withdrawal:
			if s := cue.Sentence(text, h); len(cue.DayCounts(s, lang)) > 0 || lang == "ja" && strings.Contains(s, "日") {
				return s
			}
		}
	}
	return ""
}

// fullBody is the weight of a cue of full strength in running text, less what rounding takes.
const fullBody = 0.29
