package extract

import (
	"regexp"
	"strings"

	"github.com/shopvet/shopvet/knowledge/telling"
	"github.com/shopvet/shopvet/snapshot"
)

var (
	// A day with its year behind a word that says until when: "bis 21.04.2025", "au 4 février 2025", "do 31 maja 2025 r.".
	lastDate = regexp.MustCompile(`(?:until|till|through|ends|ending|bis|bis zum|bis einschließlich|jusqu['’]au|au|hasta|hasta el|al|fino al|t/m|tot|tot en met|até|até o dia|até dia|a|do|do dnia)\s(?:the |o |el |il )?\d{1,2}(?:st|nd|rd|th|er|º|°|\.)?(?:[./-]\d{1,2}[./-]20\d\d|\s(?:de |of |d['’])?\pL{3,12}\.?,?\s(?:de )?20\d\d)`)
	// Both ends of a span of days with its years, as East Asian shops write it: "2025年12月26日 ～ 2026年1月5日".
	lastOfSpan = regexp.MustCompile(`20\d\d[年./-] ?\d{1,2}[月./-] ?\d{1,2}日?[^~～〜–—\n-]{0,24}[~～〜–—-]\s*(?:20\d\d[年./-] ?)?\d{1,2}[月./-] ?\d{1,2}`)
	// What an offer is: a share taken off, or delivery that costs nothing.
	offered = regexp.MustCompile(`[-–−]\s?\d{1,2}\s?%|\d{1,2}\s?% (?:off|auf|rabatt|korting|rabatu|taniej|sur|su|en|em)\b`)
)

// longestOffer is the length of a line, in bytes, up to which its day is that of its offer.
const longestOffer = 240

// promos marks lines that name an offer and its last day, in whatever words.
func (m *marker) promos() {
	if !strings.Contains(m.text, "20") {
		return
	}
	for rest := m.text; rest != ""; {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		if len(line) > longestOffer || !namesYear(line) {
			continue
		}
		low := strings.ToLower(line)
		if hasFold(line, telling.Words(telling.OtherEnd)...) || hasFold(line, telling.Words(telling.ToldWhen)...) || m.told(line) {
			continue
		}
		if (telling.In(low, telling.Offer) || offered.MatchString(low)) && lastDate.MatchString(low) || m.saleSpan(low) {
			m.add(snapshot.MarkPromo, strings.TrimSpace(line), "")
		}
	}
}

// saleSpan reports whether a line tells from when until when an offer holds: by a word for it, or by "period" on a page that is called one.
func (m *marker) saleSpan(low string) bool {
	if !cjk(m.page.Lang) || !lastOfSpan.MatchString(low) || telling.In(low, telling.OtherSpan) {
		return false
	}
	if telling.In(low, telling.Sale) {
		return true
	}
	return telling.In(low, telling.Span) && telling.In(strings.ToLower(m.page.Title), telling.Sale)
}

// told reports whether a part of a line is marked as an offer already.
func (m *marker) told(line string) bool {
	for i := range m.page.Marks {
		if k := &m.page.Marks[i]; k.Kind == snapshot.MarkPromo && strings.Contains(line, k.Snippet) {
			return true
		}
	}
	return false
}

// onlyBegins reports whether a phrase says from when something holds, and its sentence not until when: "prices valid from 1 January 2025".
func onlyBegins(phrase, sentence string) bool {
	low := strings.ToLower(phrase)
	if !strings.HasSuffix(low, " from") && !strings.HasSuffix(low, " ab") && !strings.HasSuffix(low, " vanaf") && !strings.HasSuffix(low, " desde") {
		return false
	}
	_, behind, _ := strings.Cut(strings.ToLower(sentence), low)
	return !hasAnyOf(behind, []string{" to ", " until ", " till ", " through ", "–", "-", " bis ", " tot ", " t/m ", " hasta ", " al ", " até "})
}
