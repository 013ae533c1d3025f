package content

import (
	"fmt"
	"strings"
	"time"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// StaleSettings say when something is out of date.
type StaleSettings struct {
	// Years is how old the year of a copyright notice may be before it counts.
	Years int `toml:"years"`
	// Days are granted to an offer after its last day.
	Days int `toml:"days"`
}

// StalePromo looks for offers whose last day is past and for old years in the copyright notice. It never fails. An offer counts on the pages where
// visitors take it for current; its day must bear a year, and where day and month could be read either way, the later is taken. When the shop is closed, how long food keeps and
// what goods were sold for before has a last day too and is no offer.
var StalePromo = checks.Site(checks.Meta{
	ID:     "content-stale-promo",
	Title:  "Offers and years on the pages are current",
	Why:    "An offer that ended last winter, or a notice from years ago, makes visitors wonder whether anybody is still there to send their order.",
	Fix:    "Take down offers that are over, and let the year in the footer be written by your shop system.",
	Effort: 1,
	Messages: map[string]string{
		"current": "No offer whose last day is past and no old copyright notice was seen on the pages looked at",
		"stale":   "Places that are out of date: {bad}",
		"offer":   "The last day of this offer is past: {day}",
		"year":    "The copyright notice ends years ago: {year}",
		"none":    "No page was read on which visitors look for offers",
	},
	Factor: verdict.PresentationQuality, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "Nielsen Norman Group, Trustworthiness in Web Design: current content", URL: "https://www.nngroup.com/articles/trustworthy-design/"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, StaleSettings{Years: 3, Days: 2}, judgeStalePromo)

func judgeStalePromo(in *checks.Input, s StaleSettings) checks.Outcome {
	site := in.Site
	if site.Home == nil {
		return checks.Unknown(checks.Msg("none"))
	}
	var findings []verdict.Finding
	met := map[string]bool{}
	over := in.Snap.Taken.AddDate(0, 0, -s.Days)
	add := func(url, place, sentence, lang string) {
		if day, ok := offerEnded(sentence, lang, over); ok && !met[sentence] {
			met[sentence] = true
			findings = append(findings, checks.Find(checks.Msg("offer", "day", day.Format(time.DateOnly)), verdict.Evidence{URL: url, Selector: place, Snippet: sentence, Value: day.Format(time.DateOnly), Limit: "not before " + over.Format(time.DateOnly)}))
		}
	}
	for _, p := range site.Pages {
		switch site.Role(p) {
		case facts.RoleHome, facts.RoleListing, facts.RoleProduct, facts.RoleCart:
		case facts.RoleContent:
			if p.Letters > shortNotice {
				continue // an article tells of what was
			}
		default:
			continue
		}
		if !p.Marked(snapshot.MarkPromo) {
			continue
		}
		for _, m := range site.Read(p).Marks {
			if m.Kind == snapshot.MarkPromo {
				add(site.URL(p), facts.Place(m.Zone), m.Snippet, p.Lang)
			}
		}
	}
	for _, b := range framesOf(site, site.Home) {
		for _, h := range cue.Default().Match(b.Text, cue.Body, site.Lang) {
			if h.Concept == cue.PromoEnd && h.Weight >= 0.29 {
				add(site.URL(site.Home), facts.Place(b.Zone), cue.DatedSentence(b.Text, h), site.Lang)
			}
		}
	}
	if year, line := copyrightYear(site); year > 0 && year <= in.Snap.Taken.Year()-s.Years {
		findings = append(findings, checks.Find(checks.Msg("year", "year", year), verdict.Evidence{URL: site.URL(site.Home), Selector: "footer", Snippet: line, Value: fmt.Sprint(year), Limit: fmt.Sprintf("after %d", in.Snap.Taken.Year()-s.Years)}))
	}
	if bad := len(findings); bad > 0 {
		return checks.Warn(checks.Msg("stale", "bad", bad), findings...)
	}
	return checks.Pass(checks.Msg("current"))
}

// offerEnded returns the last day of the offer that a sentence tells of, if that day is past.
func offerEnded(sentence, lang string, over time.Time) (time.Time, bool) {
	if cue.Default().Has(sentence, cue.Body, lang, cue.NoOffer) {
		return time.Time{}, false
	}
	if _, end := firstDay(sentence); end > 0 && noticeHead(sentence, end) {
		return time.Time{}, false // a list of news tells of what was
	}
	day, ok := lastDay(sentence)
	return day, ok && day.Before(over)
}

// shortNotice is the number of letters up to which a page is a notice of an offer rather than an article.
const shortNotice = 600

// framesOf returns the header, menus and footer of a page.
func framesOf(site *facts.Site, p *snapshot.Page) []*snapshot.Block {
	var out []*snapshot.Block
	for _, id := range p.Blocks {
		if b := site.Snap.Block(id); b != nil && b.Zone.Shared() {
			out = append(out, b)
		}
	}
	return out
}

// copyrightYear returns the latest year that a copyright notice in the home page's footer names, and its line; 0 where there is none, or where it
// says since when only.
func copyrightYear(site *facts.Site) (int, string) {
	best, where := 0, ""
	for _, b := range framesOf(site, site.Home) {
		for line := range strings.Lines(b.Text) {
			low := strings.ToLower(line)
			if b.Zone != snapshot.ZoneFooter || !strings.Contains(low, "©") && !strings.Contains(low, "(c)") && !strings.Contains(low, "copyright") {
				continue
			}
			if open(low) {
				return 0, ""
			}
			for _, y := range years(line) {
				if y > best {
					best, where = y, strings.TrimSpace(line)
				}
			}
		}
	}
	return best, where
}

// open reports whether a line says since when something is, or until today.
func open(low string) bool {
	for _, w := range []string{"since", "seit", "depuis", "desde", "dal ", "sinds", "od ", "est.", "established", "gegründet", "founded", "present", "today", "heute", "heden", "hoje", "hoy", "oggi", "aujourd", "至今", "現在", "현재", "부터", "创立", "創立", "創業"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	return strings.HasSuffix(strings.TrimRight(low, " \n."), "–") || strings.HasSuffix(strings.TrimRight(low, " \n."), "-")
}

// years returns the years from 1990 on that stand in a line.
func years(line string) []int {
	var out []int
	for i := 0; i+4 <= len(line); i++ {
		if (i > 0 && digit(line[i-1])) || i+4 < len(line) && digit(line[i+4]) {
			continue
		}
		n := 0
		for k := range 4 {
			if !digit(line[i+k]) {
				n = 0
				break
			}
			n = 10*n + int(line[i+k]-'0')
		}
		if n >= 1990 && n < 2100 {
			out = append(out, n)
		}
	}
	return out
}

func digit(c byte) bool { return c >= '0' && c <= '9' }
