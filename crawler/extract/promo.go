package extract

import (
	"regexp"
	"strings"

	"github.com/shopvet/shopvet/knowledge/telling"
	"github.com/shopvet/shopvet/snapshot"
)

var (
	// A day with its year behind a word that says until when: "bis 21.04.2025", "au 4 février 2025", "do 31 maja 2025 r.".
	lastDate = regexp.MustCompile(`(?:until|till|through|ends|ending|closes|valid to|bis|bis zum|bis einschließlich|jusqu['’]au|au|hasta|hasta el|al|fino al|t/m|tot|tot en met|até|até o dia|até dia|a|do|do dnia)\s(?:the |o |el |il )?\d{1,2}(?:st|nd|rd|th|er|º|°|\.)?(?:[./-]\d{1,2}[./-]20\d\d|\s(?:de |of |d['’])?\pL{3,12}\.?,?\s(?:de )?20\d\d)`)
	// Both ends of a span of days with its years, as East Asian shops write it: "2025年12月26日 ～ 2026年1月5日".
	lastOfSpan = regexp.MustCompile(`20\d\d ?[年년./-] ?\d{1,2} ?[月월./-] ?\d{1,2} ?[日일号號]?[^~～〜–—至到\n-]{0,24}(?:[~～〜–—至到-]|から|부터)\s*(?:20\d\d ?[年년./-] ?)?\d{1,2} ?[月월./-] ?\d{1,2}`)
	// The same with Latin letters, where the year stands at the end: "24–30 November 2025", "24.11.–30.11.2025".
	lastOfDays = regexp.MustCompile(`\d{1,2}(?:\.|[./]\d{1,2}\.?)?(?:\s\pL{3,12})?\s?(?:[–—-]|to|bis|au|al|tot|do|a|até)\s?\d{1,2}(?:[./]\d{1,2}[./]20\d\d|\.?\s(?:de )?\pL{3,12}\.?,?\s(?:de )?20\d\d)`)
	// The last day alone, as East Asian shops write it: "截止2025年9月20日".
	lastInEast = regexp.MustCompile(`(?:截止|截至|至|到)(?:日期)?[:： ]*20\d\d ?[年./-] ?\d{1,2} ?[月./-] ?\d{1,2}`)
	// What an offer is: a share taken off, or delivery that costs nothing.
	offered = regexp.MustCompile(`[-–−]\s?\d{1,2}\s?%|\d{1,2}\s?% (?:off|auf|rabatt|korting|rabatu|taniej|sur|su|en|em)\b|\bsave \d{1,2}\s?%|\bfree (?:\pL+ ){0,2}(?:delivery|shipping|postage)\b`)
	// The same in East Asia: "9折", "八五折", "10%OFF", "二割引".
	offeredEast = regexp.MustCompile(`[0-9一二三四五六七八九][0-9一二三四五六七八九.]{0,2} ?折|[0-9]{1,2} ?[%％] ?(?:off|オフ|引き|割引|할인|세일)|[0-9一二三四五六七八九] ?割引|半額|半价|半價|满\s?\d+\s?减|滿\s?\d+\s?減`)
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
		if (telling.In(low, telling.Offer) || offered.MatchString(low)) && (lastDate.MatchString(low) || lastOfDays.MatchString(low)) || m.saleSpan(low) {
			m.add(snapshot.MarkPromo, strings.TrimSpace(line), "")
		}
	}
}

// freeDelivery is delivery that costs nothing, in whose words some of other matters stand.
var freeDelivery = regexp.MustCompile(`무료 ?배송|배송비 ?무료|送料無料|包邮|免运费|免運費|免運|包郵`)

// saleSpan reports whether a line tells from when until when an offer holds: by a word for it, or by "period" on a page that is called one.
func (m *marker) saleSpan(low string) bool {
	if !cjk(m.page.Lang) || !lastOfSpan.MatchString(low) && !lastInEast.MatchString(low) {
		return false
	}
	free := freeDelivery.MatchString(low)
	if telling.In(freeDelivery.ReplaceAllString(low, " "), telling.OtherSpan) {
		return false
	}
	if free || telling.In(low, telling.Sale) || offeredEast.MatchString(low) {
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
