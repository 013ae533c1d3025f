package fulfil

import (
	"fmt"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// TimeSettings say on how many product pages the time must stand.
type TimeSettings struct {
	// Share is the least share, 0 to 1, of the product pages read that name a time of delivery or dispatch.
	Share float64 `toml:"share"`
}

// Time looks for a time of delivery or dispatch with a number or date: on the product pages or in the frame around them, else in a text on
// delivery. Goods that are sold out are left out, since nobody can say when they come.
var Time = checks.Site(checks.Meta{
	ID:     "fulfil-time",
	Title:  "The time of delivery is given with the product",
	Why:    "Buyers decide by when the goods arrive, and a promise with a number in it is one that can be checked.",
	Fix:    "Write how many days delivery takes on every product page, for instance \"Delivery in 2 to 4 working days\". A range is fine for goods made to order.",
	Effort: 1,
	Messages: map[string]string{
		"product":  "Product pages name a time of delivery: {good} of {seen}",
		"some":     "Only some product pages name a time of delivery: {good} of {seen}",
		"policy":   "A time of delivery is named, but not on the product pages",
		"missing":  "No time of delivery stands on this product page",
		"none":     "No time of delivery with a number or date was found on the pages read",
		"products": "No product page was read, so it could not be seen whether one names a time of delivery",
		"unread":   "No time of delivery was found in what could be read, but a text on delivery was not read",
		"scripts":  "The product pages are filled by scripts, which needs a browser",
		"digital":  "The shop seems to sell downloads only, so nothing is delivered",
		"pickup":   "The shop says that goods are collected, so nothing is delivered",
	},
	Factor: verdict.Fulfilment, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "Mail, Internet, or Telephone Order Merchandise Rule, 16 CFR part 435 (United States)", URL: "https://www.ecfr.gov/current/title-16/part-435", Market: "us"},
		{Title: "特定商取引法 第11条 (Japan, Act on Specified Commercial Transactions, article 11)", URL: "https://www.no-trouble.caa.go.jp/what/mailorder/", Market: "jp"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
}, TimeSettings{Share: 0.5}, judgeTime)

func judgeTime(in *checks.Input, s TimeSettings) checks.Outcome {
	site := in.Site
	good, seen, bad, shells := products(site)
	if seen > 0 && good > 0 && float64(good) >= s.Share*float64(seen) {
		o := checks.Pass(checks.Msg("product", "good", good, "seen", seen))
		o.Seen = seen
		return o
	}
	switch {
	case nothingShipped(site) != "":
		return checks.NotApplicable(checks.Msg(nothingShipped(site)))
	case seen == 0 && shells > 0:
		return checks.Unknown(checks.Msg("scripts"))
	case seen == 0:
		return checks.Unknown(checks.Msg("products"))
	case good > 0:
		reason := checks.Msg("some", "good", good, "seen", seen)
		o := checks.Warn(reason, checks.Find(checks.Msg("missing"), verdict.Evidence{URL: site.URL(bad), Value: fmt.Sprintf("%d of %d", good, seen)}))
		o.Seen, o.Confidence = seen, verdict.Likely
		return o
	}
	if at, sentence := inPolicy(site); at != "" {
		o := checks.Warn(checks.Msg("policy"), checks.Find(checks.Msg("missing"), verdict.Evidence{URL: site.URL(bad)}, verdict.Evidence{URL: at, Snippet: sentence}))
		o.Seen = seen
		if site.Garbled(bad) { // it may stand there
			return checks.Absent(in, o)
		}
		return o
	}
	if f := gather(site); f.file != nil || f.unread != nil || away(site) != "" {
		return checks.Unknown(checks.Msg("unread"))
	}
	return checks.Absent(in, checks.Fail(checks.Msg("none"), checks.Find(checks.Msg("missing"), verdict.Evidence{URL: site.URL(bad)})))
}

// products counts the product pages of goods that can be bought, those of them that name a time, and those that could not be seen; bad is
// the first without a time.
func products(site *facts.Site) (good, seen int, bad *snapshot.Page, shells int) {
	frames := map[snapshot.BlockID]bool{}
	for p := range site.Each(site.ByRole(facts.RoleProduct)) {
		switch {
		case p.Shell || p.Truncated:
			shells++
			continue
		case namesTime(site, p, frames):
			good++
			seen++
		case marked(p, snapshot.MarkOutOfStock):
		default:
			seen++
			if bad == nil {
				bad = p
			}
		}
	}
	return good, seen, bad, shells
}

func marked(p *snapshot.Page, kind snapshot.MarkKind) bool {
	for i := range p.Marks {
		if p.Marks[i].Kind == kind {
			return true
		}
	}
	return false
}

// namesTime reports whether a page or the frame around it names a time; frames remembers what was found of each shared block.
func namesTime(site *facts.Site, p *snapshot.Page, frames map[snapshot.BlockID]bool) bool {
	if marked(p, snapshot.MarkDuration) || timeIn(p.Text, p.Lang, false) != "" || weekdayIn(p.Text, p.Lang) {
		return true
	}
	for _, id := range p.Blocks {
		named, known := frames[id]
		if b := site.Snap.Block(id); !known && b != nil {
			named = timeIn(b.Text, p.Lang, true) != ""
			frames[id] = named
		}
		if named {
			return true
		}
	}
	return false
}

// inPolicy returns where a text of the shop names a time of delivery, with the sentence.
func inPolicy(site *facts.Site) (at, sentence string) {
	for _, pol := range site.Policies(facts.PolicyShipping) {
		if pol.Page == nil {
			continue
		}
		if s := timeIn(pol.Text, pol.Lang, false); s != "" {
			return pol.URL, s
		}
		if pol.Form != facts.FormPage {
			continue // the marks are those of the whole page
		}
		for i := range site.Read(pol.Page).Marks {
			if m := &pol.Page.Marks[i]; m.Kind == snapshot.MarkDuration {
				return pol.URL, m.Snippet
			}
		}
	}
	at, sentence, _ = mention(site)
	return at, sentence
}
