package policy

import (
	"net/url"
	"strings"
	"time"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// GuaranteeNotice looks for the EU's harmonised notice on the legal guarantee: a link to the page that it names, or a picture that is called
// like it. A picture without a name cannot be told from others, so this check never fails a shop.
var GuaranteeNotice = checks.Site(checks.Meta{
	ID:     "policy-eu-guarantee-notice",
	Title:  "The EU's notice on the legal guarantee is shown",
	Why:    "Many buyers do not know that the law gives them two years. Since September 2026 shops that sell goods in the EU remind them by one notice that looks the same everywhere.",
	Fix:    "Show the official notice in a prominent place, with its link to the page on guarantees of Your Europe, and give the picture a text that says what it is.",
	Effort: 3,
	Messages: map[string]string{
		"found":   "The notice on the legal guarantee was found: {url}",
		"text":    "The legal guarantee is spoken of, but the EU's notice was not found on the pages read",
		"none":    "The EU's notice on the legal guarantee was not found on the pages read",
		"here":    "Visitors look for it in the footer or beside the guarantee",
		"said":    "This is what is said of the legal guarantee",
		"not-yet": "It is not asked for yet",
		"digital": "This shop sells nothing that is sent, or to businesses only",
	},
	Factor: verdict.PolicyAssurance, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "Directive (EU) 2024/825", URL: "https://eur-lex.europa.eu/eli/dir/2024/825/oj", Market: "eu"},
		{Title: "Implementing Regulation (EU) 2025/1960", URL: "https://eur-lex.europa.eu/eli/reg_impl/2025/1960/oj", Market: "eu"},
	},
	Needs: snapshot.HavePages, Markets: []string{"eu"}, Since: "0.1",
}, struct{}{}, judgeGuaranteeNotice)

// noticeFrom is the day from which the notice is asked for.
var noticeFrom = time.Date(2026, time.September, 27, 0, 0, 0, 0, time.UTC)

func judgeGuaranteeNotice(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	if at := notice(site); at != "" {
		return checks.Pass(checks.Msg("found", "url", at))
	}
	switch {
	case in.Snap.Taken.Before(noticeFrom):
		return checks.NotApplicable(checks.Msg("not-yet"))
	case site.SellsDigital || tradeOnly(site):
		return checks.NotApplicable(checks.Msg("digital"))
	}
	f := gather(site, facts.PolicyWarranty)
	if len(f.unread) > 0 || f.away != "" {
		return checks.Absent(in, checks.Unknown(checks.Msg("none")))
	}
	for _, list := range [][]facts.Policy{f.whole, f.inTerms} {
		if len(list) > 0 {
			at := verdict.Evidence{URL: list[0].URL, Snippet: list[0].Title}
			return likely(checks.Absent(in, checks.Warn(checks.Msg("text"), checks.Find(checks.Msg("said"), at))))
		}
	}
	return likely(checks.Absent(in, checks.Warn(checks.Msg("none"), checks.Find(checks.Msg("here"), verdict.Evidence{URL: home(site), Selector: "footer"}))))
}

// likely marks an outcome that rests on a picture having a name.
func likely(o checks.Outcome) checks.Outcome {
	o.Confidence = verdict.Likely
	return o
}

// notice returns the page on which the notice stands, "" where it was not seen.
func notice(site *facts.Site) string {
	n := naming{site: site, concept: cue.GuaranteeNotice, known: map[snapshot.StrID]bool{}}
	met := map[snapshot.StrID]bool{} // addresses that are not it
	shows := func(links []snapshot.Link, images []snapshot.Image, lang string) bool {
		for _, l := range links {
			if l.Kind == snapshot.LinkAnchor && !met[l.To] {
				if aboutGuarantees(site.Snap.Str(l.To)) {
					return true
				}
				met[l.To] = true
			}
		}
		for _, i := range images {
			if n.is(i.Alt, lang) || noticeFile(site.Snap.Str(i.Src)) {
				return true
			}
		}
		return false
	}
	blocks := map[snapshot.BlockID]bool{}
	for p := range site.Each(site.Pages) {
		if shows(p.Links, p.Images, p.Lang) {
			return site.URL(p)
		}
		for _, id := range p.Blocks {
			if b := site.Snap.Block(id); b != nil && !blocks[id] {
				blocks[id] = true
				if shows(b.Links, b.Images, p.Lang) {
					return site.URL(p)
				}
			}
		}
	}
	return ""
}

// aboutGuarantees reports whether an address is the page on guarantees of Your Europe, in whatever language.
func aboutGuarantees(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() != "europa.eu" && u.Hostname() != "www.europa.eu" {
		return false
	}
	path := strings.ToLower(u.Path)
	return strings.Contains(path, "youreurope") && (strings.Contains(path, "/guarantee") || strings.Contains(path, "shopping/guarantees"))
}

// noticeFile reports whether a picture's file is named like the notice, as the Commission hands it out.
func noticeFile(address string) bool {
	name := strings.ToLower(address[strings.LastIndexByte(address, '/')+1:])
	return strings.Contains(name, "harmonised-notice") || strings.Contains(name, "harmonised_notice") || strings.Contains(name, "harmonisednotice") ||
		strings.Contains(name, "legal-guarantee") || strings.Contains(name, "gewaehrleistungslabel") || strings.Contains(name, "eu-guarantee")
}
