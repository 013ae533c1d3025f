package content

import (
	"testing"
	"time"
)

// The last day of a span whose end bears no year was taken for its first, and the day of a notice for the end of what it tells.
func TestLastDayOfSpan(t *testing.T) {
	for s, want := range map[string]string{
		"秋の値下げ:2026年11月20日から11月30日まで。":                                "2026-11-30",
		"할인 : 2026년 11월 16일부터 11월 30일까지 9,600원":                       "2026-11-30",
		"活动时间：2026年11月20日至12月5日":                                      "2026-12-05",
		"優惠期間 2026/12/20~1/5 止":                                       "2027-05-01", // either way: the later
		"2026年8月13日から16日まで":                                           "2026-08-16",
		"2026.11.05 冬の催しは12月30日から1月4日まで":                              "2027-01-04",
		"2026.11.05 年末のお知らせ":                                          "",
		"2026年7月15日まで、黒豆をお値下げしております。":                                 "2026-07-15",
		"2026-08-01까지 할인":                                             "2026-08-01",
		"Aktion gilt vom 20. Dezember 2026 bis 6. Januar":             "2027-01-06",
		"Nur vom 1. Juli bis 15. Juli 2026":                           "2026-07-15",
		"Offer runs from 20 November 2026 to 30 November.":            "2026-11-30",
		"Offer valid from November 20, 2026 until December 3":         "2026-12-03",
		"Offre valable du 20 novembre 2026 au 2 décembre":             "2026-12-02",
		"Oferta válida del 20 de noviembre de 2026 al 2 de diciembre": "2026-12-02",
		"Geldig van 20 november 2026 tot 2 december":                  "2026-12-02",
		"Promocja trwa od 20 listopada 2026 do 2 grudnia":             "2026-12-02",
		"Offerta valida dal 20 novembre 2026 al 2 dicembre":           "2026-12-02",
		"Válido de 20 de novembro de 2026 até 2 de dezembro":          "2026-12-02",
		"Nur bis 31. August 2026":                                     "2026-08-31",
		"Valid until 3 March 2026, again in 2027":                     "",
	} {
		got := ""
		if day, ok := lastDay(s); ok {
			got = day.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

// What was sold for before, closed days and the keeping of food have a last day and are no offers.
func TestOfferEnded(t *testing.T) {
	over := time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		lang, s string
		want    bool
	}{
		{"ja", "通常価格980円は、2026年5月1日から11月19日まで当店で販売していた価格です。", false},
		{"ja", "2026年8月13日から16日までお休みをいただきます。", false},
		{"ja", "賞味期限:2026年10月31日", false},
		{"ja", "2026年10月31日まで半額", true},
		{"ko", "정가 12,000원은 2026년 7월 1일부터 11월 15일까지 실제로 판매한 가격입니다.", false},
		{"ko", "2026년 10월 1일까지 전 품목 할인", true},
		{"ko", "소비자가 | 85,000원 (2026년 10월 31일까지 판매가)", false},
		{"ko", "2026년 10월 31일까지 특가 판매", true},
		{"ja", "通常価格 1,980円（2026年10月31日までの販売価格）", false},
		{"de", "Unser Preis bis zum 31. Oktober 2026, gültig bis dahin: 98 €", false},
		{"en", "Our price until 31 October 2026, valid until then, was £85.", false},
		{"zh-cn", "划线价为2026年9月1日至10月31日期间曾售价格。", false},
		{"zh-cn", "活动时间：2026年10月1日至10月8日", true},
		{"zh-tw", "原價為2026年9月1日至10月31日實際販售之價格。", false},
		{"zh-tw", "活動期間：2026年10月1日至10月8日", true},
		{"de", "Der Laden ist vom 1. August bis einschließlich 15. August 2026 geschlossen.", false},
		{"de", "Sommeraktion: nur bis 31. August 2026", true},
		{"en", "This is what it was sold for from 1 June to 31 August 2026, and only until then.", false},
		{"en", "Sale ends 31 August 2026", true},
		{"fr", "L'atelier est fermé jusqu'au 20 août 2026.", false},
		{"fr", "Offre valable jusqu'au 20 août 2026.", true},
		{"es", "El taller está cerrado hasta el 20 de agosto de 2026.", false},
		{"es", "Oferta válida hasta el 20 de agosto de 2026.", true},
		{"it", "Siamo chiusi fino al 20 agosto 2026.", false},
		{"it", "Offerta valida fino al 20 agosto 2026.", true},
		{"nl", "Het atelier is gesloten tot en met 20 augustus 2026.", false},
		{"nl", "Actie geldig tot 20 augustus 2026.", true},
		{"pl", "Sklep nieczynny do 20 sierpnia 2026.", false},
		{"pl", "Promocja trwa do 20 sierpnia 2026.", true},
		{"pt-br", "Estaremos de férias até o dia 20 de agosto de 2026.", false},
		{"pt-br", "Oferta válida até 20 de agosto de 2026.", true},
	} {
		if _, got := offerEnded(c.s, c.lang, over); got != c.want {
			t.Errorf("%s %q: %v", c.lang, c.s, got)
		}
	}
}
