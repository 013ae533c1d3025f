package extract

import (
	"regexp"
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

var (
	// A day with its year behind a word that says until when: "bis 21.04.2025", "au 4 février 2025", "do 31 maja 2025 r.".
	lastDate = regexp.MustCompile(`(?:until|till|through|ends|ending|bis|bis zum|bis einschließlich|jusqu['’]au|au|hasta|hasta el|al|fino al|t/m|tot|tot en met|até|até o dia|até dia|a|do|do dnia)\s(?:the |o |el |il )?\d{1,2}(?:st|nd|rd|th|er|º|°|\.)?(?:[./-]\d{1,2}[./-]20\d\d|\s(?:de |of |d['’])?\pL{3,12}\.?,?\s(?:de )?20\d\d)`)
	// Both ends of a span of days with its years, as East Asian shops write it: "2025年12月26日 ～ 2026年1月5日".
	lastOfSpan = regexp.MustCompile(`20\d\d[年./-] ?\d{1,2}[月./-] ?\d{1,2}日?[^~～〜–—\n-]{0,24}[~～〜–—-]\s*(?:20\d\d[年./-] ?)?\d{1,2}[月./-] ?\d{1,2}`)
	saleWords  = []string{"セール", "キャンペーン", "sale", "특가", "할인", "세일", "优惠", "優惠", "促销", "促銷", "特卖", "特賣", "折扣", "秒杀", "秒殺"}
	spanLabels = []string{"期間", "期间", "기간", "時間", "时间"}
	// otherSpans are spans of days of another matter, on a page of an offer too.
	otherSpans = []string{"休業", "休业", "休息", "放假", "휴무", "休み", "発送", "发货", "發貨", "出貨", "배송", "応募", "募集", "응모"}
	// What an offer is: a share taken off, or delivery that costs nothing.
	offered = regexp.MustCompile(`[-–−]\s?\d{1,2}\s?%|\d{1,2}\s?% (?:off|auf|rabatt|korting|rabatu|taniej|sur|su|en|em)\b`)
	offers  = []string{"rabatt", "rabat ", "discount", "korting", "sconto", "sconti", "descuento", "desconto", "remise", "réduction", "soldes", "free shipping", "free delivery", "frete grátis", "envío gratis", "spedizione gratuita", "livraison offerte", "livraison gratuite",
		"gratis verzend", "versandkostenfrei", "darmowa dostawa", "promocja", "promoção", "promoción", "promozione"}
)

// otherEnds are words of what ends besides offers: certificates, licences, what can be eaten, a guarantee.
var otherEnds = []string{"certif", "zertifi", "certyfik", "licen", "lizenz", "permit", "haltbar", "best before", "best-before", "mhd", "dluo", "caducidad", "scadenza", "houdbaar", "validade do lote", "przydatności", "guarantee", "garantie", "garantía", "garanzia", "gwarancj", "warranty",
	"öko-kontroll", "voucher", "report", "prüfbericht", "were valid", "was valid", "galten", "war gültig", "waren gültig", "étaient valables", "était valable", "eran válid", "era válid", "erano valid", "era valid", "waren geldig", "was geldig", "były ważne", "była ważna", "eram válid", "认证", "證書", "证书", "認證", "認証", "인증", "賞味期限", "유통기한", "保质期"}

// toldWhen are words by which a text says as of which day it was written: that day is no last day of an offer.
var toldWhen = []string{"last update", "updated", "as of ", "aktualisiert", "stand:", "letzte änderung", "mis à jour", "mise à jour", "actualizad", "última actualización", "aggiornat", "ultimo aggiornamento", "bijgewerkt", "laatste update",
	"zaktualizowan", "aktualizacj", "atualizad", "última atualização", "更新", "最後編輯", "最后编辑", "時点", "现在时点", "업데이트", "갱신", "수정일"}

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
		if hasFold(line, otherEnds...) || hasFold(line, toldWhen...) || m.told(line) {
			continue
		}
		if (hasAnyOf(low, offers) || offered.MatchString(low)) && lastDate.MatchString(low) || m.saleSpan(low) {
			m.add(snapshot.MarkPromo, strings.TrimSpace(line), "")
		}
	}
}

// saleSpan reports whether a line tells from when until when an offer holds: by a word for it, or by "period" on a page that is called one.
func (m *marker) saleSpan(low string) bool {
	if !cjk(m.page.Lang) || !lastOfSpan.MatchString(low) || hasAnyOf(low, otherSpans) {
		return false
	}
	if hasAnyOf(low, saleWords) {
		return true
	}
	return hasAnyOf(low, spanLabels) && hasAnyOf(strings.ToLower(m.page.Title), saleWords)
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
