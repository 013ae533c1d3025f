package fulfil

import "testing"

// Farms and bakeries say on which days goods leave or come. When somebody is there to be called is another thing.
func TestNamesWeekday(t *testing.T) {
	for _, tt := range []struct{ lang, days, other string }{
		{"en", "Posted every Monday and Wednesday.", "Our posts go up when we find time on the farm."},
		{"de", "Versand jeden Dienstag.", "Telefon Montag bis Freitag, Versand nach Absprache."},
		{"fr", "Expéditions le lundi et le jeudi.", "Ouvert du lundi au vendredi, livraison sur demande."},
		{"es", "Los envíos salen los martes.", "Atención de lunes a viernes."},
		{"it", "Spediamo ogni mercoledì.", "Aperto dal lunedì al venerdì, spedizioni su richiesta."},
		{"nl", "Wij versturen op maandag en donderdag.", "Bereikbaar van maandag tot vrijdag."},
		{"pl", "Wysyłka w każdy wtorek.", "Czynne od poniedziałku do piątku."},
		{"pt-br", "Despacho na quarta-feira.", "Atendimento de segunda a sexta."},
		{"ja", "毎週木曜に発送します。", "定休日は水曜です。"},
		{"ko", "11월 10일 이후 매주 월·수·금 발송", "전화는 평일에 받습니다."},
		{"zh-cn", "每周三发货。", "周一休息。"},
		{"zh-tw", "每週三出貨。", "週一公休。"},
	} {
		if !namesWeekday(tt.days, tt.lang) {
			t.Errorf("%s: %q names no day", tt.lang, tt.days)
		}
		if namesWeekday(tt.other, tt.lang) {
			t.Errorf("%s: %q names a day on which goods come", tt.lang, tt.other)
		}
	}
}
