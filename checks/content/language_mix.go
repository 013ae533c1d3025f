package content

import (
	"fmt"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/telling"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// MixSettings say how much of a shop may be in another language than its page.
type MixSettings struct {
	// Pass is the share of pages with such paragraphs up to which the check passes.
	Pass float64 `toml:"pass"`
	// Warn is the share up to which it only warns.
	Warn float64 `toml:"warn"`
	// Letters is how much a page must say to be looked at.
	Letters int `toml:"letters"`
	// Share is the share of a page's long paragraphs in another language from which it counts.
	Share float64 `toml:"share"`
}

// LanguageMix looks for paragraphs in another language than their page: the half that nobody translated. Names, quotations and short lines count
// for nothing, and neither does what buyers wrote, nor a page that says the same in two languages.
var LanguageMix = checks.Site(checks.Meta{
	ID:     "content-language-mix",
	Title:  "Pages are in one language",
	Why:    "A text that changes its language half-way reads as if it had been copied, and buyers cannot tell what holds for them.",
	Fix:    "Translate the paragraphs named, or take them out. In your shop system, look for texts that exist in one language only.",
	Effort: 3,
	Messages: map[string]string{
		"one":    "Pages are in one language, as far as was seen: {seen}",
		"mixed":  "Pages with paragraphs in another language: {bad} of {seen}",
		"other":  "The page is in one language ({page}), this paragraph in another ({other})",
		"little": "No page says enough in a language we know to tell",
	},
	Factor: verdict.PresentationQuality, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "Bracamonte and Okada, textual errors and trust in foreign shops (1919 participants)"}},
	Needs:   snapshot.HavePages, Since: "0.1",
	Rests: []string{"content-language-mix"},
}, MixSettings{Pass: 0.05, Warn: 0.2, Letters: 400, Share: 0.3}, judgeLanguageMix)

func judgeLanguageMix(in *checks.Input, s MixSettings) checks.Outcome {
	site := in.Site
	var findings []verdict.Finding
	seen, letters, bilingual := 0, map[string]bool{}, twoLanguages(site)
	for _, p := range site.Pages {
		delivery := onDelivery(site, p)
		if !wordy(site, p) && !delivery || p.Letters*density(p.Lang) < s.Letters || p.LangSure < 0.6 {
			continue
		}
		seen++
		if p.Paragraphs == 0 || !p.Marked(snapshot.MarkForeign) {
			continue
		}
		var first *snapshot.Mark
		n := 0
		for i := range site.Read(p).Marks {
			if m := &p.Marks[i]; m.Kind == snapshot.MarkForeign {
				if n++; first == nil {
					first = m
				}
			}
		}
		share := float64(n) / float64(p.Paragraphs)
		if first == nil || share < s.Share || bilingual || letters[first.Snippet] || saysTwice(p, first.Snippet) || delivery && forOthers(p) {
			continue
		}
		letters[first.Snippet] = true // a paragraph of the frame on every page is one
		findings = append(findings, checks.Find(checks.Msg("other", "page", p.Lang, "other", first.Value), verdict.Evidence{
			URL: site.URL(p), Snippet: first.Snippet, Value: fmt.Sprintf("%d of %d long paragraphs", n, p.Paragraphs)}))
	}
	share := float64(len(findings)) / float64(max(seen, 1))
	var o checks.Outcome
	switch bad := len(findings); {
	case seen == 0:
		return checks.NotApplicable(checks.Msg("little"))
	case bad == 0:
		o = checks.Pass(checks.Msg("one", "seen", seen))
	case share <= s.Pass:
		o = checks.Pass(checks.Msg("one", "seen", seen)) // one text that was forgotten among many
	case share <= s.Warn || bad < 3:
		o = checks.Warn(checks.Msg("mixed", "bad", bad, "seen", seen), findings...)
	default:
		o = checks.Fail(checks.Msg("mixed", "bad", bad, "seen", seen), findings...)
	}
	o.Seen = seen
	return o
}

// wordy reports whether a page's own words are the shop's: legal texts quote laws, forms and providers in their language, blogs quote anybody.
func wordy(site *facts.Site, p *snapshot.Page) bool {
	switch site.Role(p) {
	case facts.RoleHome, facts.RoleListing, facts.RoleProduct, facts.RoleAbout, facts.RoleHelp, facts.RoleGuide, facts.RoleContent:
		return true
	default:
		return false
	}
}

// onDelivery reports whether a page is the shop's own text on delivery or payment, and no other legal text: those quote no laws.
func onDelivery(site *facts.Site, p *snapshot.Page) bool {
	if site.Role(p) != facts.RolePolicy {
		return false
	}
	own := false
	for _, k := range facts.PolicyKinds() {
		for _, pol := range site.Policies(k) {
			switch {
			case pol.Page != p || pol.Form != facts.FormPage:
			case k == facts.PolicyShipping || k == facts.PolicyPayment:
				own = true
			default:
				return false
			}
		}
	}
	return own
}

// forOthers reports whether a text in another language speaks to buyers of other countries, or hands on a text of somebody else in quotation marks.
func forOthers(p *snapshot.Page) bool {
	for _, m := range p.Marks {
		if m.Kind != snapshot.MarkForeign {
			continue
		}
		start := strings.Index(p.Text, strings.TrimSuffix(strings.TrimSpace(m.Snippet), "…"))
		if start < 0 {
			return true // cannot be looked at
		}
		from := max(0, start-aroundForeign)
		text := p.Text[from:]
		if end := strings.IndexByte(p.Text[start:], '\n'); end >= 0 {
			text = p.Text[from : start+end]
		}
		if telling.In(strings.ToLower(text), telling.Abroad) || strings.ContainsAny(m.Snippet[:min(len(m.Snippet), 4)], "“„«»\"「『") {
			return true
		}
	}
	return false
}

// aroundForeign is how many bytes before such a paragraph a heading that says for whom it is may stand.
const aroundForeign = 120

// twoLanguages reports whether a shop is made to be read in two languages on each page.
func twoLanguages(site *facts.Site) bool {
	n, all := 0, 0
	for _, p := range site.Pages {
		if wordy(site, p) {
			all++
			if p.Paragraphs > 0 {
				n++
			}
		}
	}
	return all >= 4 && 2*n > all
}

// leastHeads is how many headings each half of a page has at least that says the same in two languages.
const leastHeads = 3

// saysTwice reports whether a page says the same in two languages, one behind the other: from where the other language begins on it has as many
// headings as before.
func saysTwice(p *snapshot.Page, foreign string) bool {
	at := strings.Index(p.Text, strings.TrimSuffix(strings.TrimSpace(foreign), "…"))
	if at < 0 {
		return false
	}
	before, behind := 0, 0
	for _, h := range p.Headings {
		switch {
		case h.At < 0 || h.Level == 1:
		case h.At < at:
			before++
		default:
			behind++
		}
	}
	least, most := min(before, behind), max(before, behind)
	return least >= leastHeads && 4*(most-least) <= most
}
