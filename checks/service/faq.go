package service

import (
	"net/url"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// FAQSettings say how much is asked of which shops.
type FAQSettings struct {
	// Pairs is the least number of questions with answers.
	Pairs int `toml:"pairs"`
	// Products is the number of products below which a shop needs no such page.
	Products int `toml:"products"`
}

// FAQ counts questions with their answers on help pages: by headings, by lines that end in a question mark, and by structured data. A help centre on
// another site is not read, and its number is not known. It never fails.
var FAQ = checks.Site(checks.Meta{
	ID:     "service-faq",
	Title:  "Common questions are answered",
	Why:    "Answers to what everybody asks, before anybody has to ask, save both sides a message and show that the shop knows its customers.",
	Fix:    "Collect the questions that customers ask most, on delivery, returns, payment and your goods, and answer at least five of them on one page named \"FAQ\" or \"Help\".",
	Effort: 3,
	Messages: map[string]string{
		"enough": "Questions with answers: {pairs}",
		"thin":   "Questions with answers on the pages read: {pairs}",
		"none":   "No page with common questions and answers was found on the pages read",
		"here":   "This is where visitors look for answers",
		"small":  "A shop with so few products needs no such page: {products}",
		"unsure": "Too few product pages were read to tell whether this shop needs such a page",
		"unread": "A help page is linked, but it was not read in full: {url}",
	},
	Factor: verdict.Communication, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "Project convention: service before the purchase as a part of customer service"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, FAQSettings{Pairs: 5, Products: 5}, judgeFAQ)

func judgeFAQ(in *checks.Input, s FAQSettings) checks.Outcome {
	site := in.Site
	pairs, at, veil := answers(site)
	products := len(site.ByRole(facts.RoleProduct))
	switch {
	case pairs >= s.Pairs:
		return checks.Pass(checks.Msg("enough", "pairs", pairs))
	case veil != "" || unreadHelp(site) != "":
		if veil == "" {
			veil = unreadHelp(site)
		}
		return checks.Unknown(checks.Msg("unread", "url", veil))
	case products < s.Products && in.Snap.Stop != snapshot.StopDone:
		return checks.Unknown(checks.Msg("unsure"))
	case products < s.Products:
		return checks.NotApplicable(checks.Msg("small", "products", products))
	case pairs > 0:
		reason := checks.Msg("thin", "pairs", pairs)
		return checks.Absent(in, checks.Warn(reason, checks.Find(reason, verdict.Evidence{URL: at, Limit: "at least 5"})))
	default:
		return checks.Absent(in, checks.Warn(checks.Msg("none"), checks.Find(checks.Msg("here"), verdict.Evidence{URL: homeURL(site)})))
	}
}

// answers returns the number of questions with answers on the help page that has most of them and where it is, or where one could not be read in full.
func answers(site *facts.Site) (pairs int, at, veil string) {
	var list []*snapshot.Page
	for _, r := range []facts.Role{facts.RoleHelp, facts.RoleContact, facts.RolePolicy, facts.RoleGuide, facts.RoleHome, facts.RoleAbout, facts.RoleContent} {
		list = append(list, site.ByRole(r)...)
	}
	total := 0
	for p := range site.Each(list) {
		help := site.Role(p) == facts.RoleHelp
		n := pairsOf(p, help)
		total += n
		if n > pairs {
			pairs, at = n, site.URL(p)
		}
		if help && n == 0 && (p.Shell || p.Truncated || p.Letters > 0 && !p.TextKept) {
			veil = site.URL(p)
		}
	}
	return max(pairs, total), at, veil
}

// pairsOf counts the questions with answers on a page. On a page made for help every heading below the first with text under it is one, whether or not
// it ends in a question mark: many languages do without.
func pairsOf(p *snapshot.Page, help bool) int {
	marked := 0
	for i := range p.Data {
		if p.Data[i].Type == "Question" {
			marked++
		}
		if p.Data[i].Type == "FAQPage" {
			marked = max(marked, questionsIn(p.Data[i].Props))
		}
	}
	headed := 0
	for i, h := range p.Headings {
		if h.At < 0 || h.At > len(p.Text) {
			continue
		}
		end := len(p.Text)
		if i+1 < len(p.Headings) && p.Headings[i+1].At > h.At {
			end = min(end, p.Headings[i+1].At)
			end = max(h.At, end-len(p.Headings[i+1].Text))
		}
		answered := len(strings.TrimSpace(p.Text[h.At:end])) >= 12
		if answered && (asks(h.Text) || help && h.Level > 1) {
			headed++
		}
	}
	asked := 0
	lines := strings.Split(p.Text, "\n")
	for i, line := range lines {
		if q, answer, row := strings.Cut(line, " | "); row && asks(q) && strings.TrimSpace(answer) != "" {
			asked++ // a definition list or a table: question and answer in one row
		} else if asks(line) && len(line) < 400 && i+1 < len(lines) && !asks(lines[i+1]) && strings.TrimSpace(lines[i+1]) != "" {
			asked++
		} else if help && runsOn(line) {
			asked++
		}
	}
	return max(marked, headed, asked)
}

// runsOn reports whether a line begins with a question and goes on with its answer: "How can I pay? By card or PayPal."
func runsOn(line string) bool {
	const longest = 120 // bytes of a question
	at := strings.IndexAny(line, "?？")
	for _, end := range []string{"か。", "か "} { // as Japanese asks without a mark
		if i := strings.Index(line, end); i > 0 && (at < 0 || i < at) {
			at = i
		}
	}
	return at > 0 && at <= longest && len(strings.TrimLeft(line[at:], "?？か。 ")) >= 12
}

// questionsIn counts the numbered questions of a flattened FAQPage.
func questionsIn(props map[string]string) int {
	n := 0
	for key := range props {
		if strings.Contains(key, "mainEntity") && (strings.HasSuffix(key, ".name") || strings.HasSuffix(key, ".text")) && !strings.Contains(key, "acceptedAnswer") {
			n++
		}
	}
	return n
}

// asks reports whether a line is a question by its last sign, or by the endings and words that Japanese, Korean and Chinese use in its place.
func asks(line string) bool {
	line = strings.TrimRight(strings.TrimSpace(line), "+-−–▼▾∨⌄")
	line = strings.TrimSpace(line)
	if line == "" {
		return false
	}
	for _, end := range []string{"?", "？", "か", "か。", "나요", "까요", "은가요", "吗", "嗎", "呢"} {
		if strings.HasSuffix(line, end) {
			return true
		}
	}
	for _, start := range []string{"Q.", "Q：", "Q:", "Q ", "Ｑ"} {
		if strings.HasPrefix(line, start) {
			return true
		}
	}
	return false
}

// unreadHelp returns the address of a help page that a link names and that was not read, be it on another site; "" when there is none.
func unreadHelp(site *facts.Site) string {
	for t := range site.LinksNamed(cue.FAQ) {
		if site.Content(t.Page) == nil && site.State(t) != facts.Gone {
			return t.URL
		}
	}
	if site.Home == nil {
		return ""
	}
	for l := range site.Snap.Links(site.Read(site.Home)) {
		to := site.Snap.Str(l.To)
		u, err := url.Parse(to)
		if err == nil && u.Host != "" && l.Kind == snapshot.LinkAnchor && !site.Own(to) && cue.Default().Has(site.Snap.Str(l.Text), cue.LinkText, site.Lang, cue.FAQ) {
			return to
		}
	}
	return ""
}
