package fulfil

import "testing"

// What is sold before the harvest leaves from a day on. Days between which nobody packs, and until which to order, are none.
func TestNamesFirstDay(t *testing.T) {
	for _, tt := range []struct{ lang, days, other string }{
		{"en", "Orders are posted from 14 December.", "No orders are posted from 24 December to 2 January."},
		{"de", "Versand ab 14. Dezember.", "Vom 24. Dezember bis 2. Januar kein Versand."},
		{"fr", "Expédition à partir du 14 décembre.", "Pas d'expédition à partir du 24 décembre."},
		{"es", "Enviamos a partir del 14 de diciembre.", "No enviamos a partir del 24 de diciembre."},
		{"it", "Spedizioni dal 14 dicembre.", "Dal 24 dicembre al 2 gennaio non si fanno spedizioni."},
		{"nl", "Verzending vanaf 14 december.", "Vanaf 24 december geen verzending."},
		{"pl", "Wysyłka od 14 grudnia.", "Od 24 grudnia nie ma wysyłki."},
		{"pt-br", "Envio a partir de 14 de dezembro.", "Sem envio a partir de 24 de dezembro."},
		{"ja", "12月14日より順次発送いたします。", "12月29日から1月3日まで発送を休みます。"},
		{"ko", "12월 14일부터 순차 발송됩니다.", "2월 9일부터 2월 12일까지 발송이 없습니다."},
		{"zh-cn", "12月14日起陆续发货。", "2月9日起停止发货。"},
		{"zh-tw", "12月14日起陸續出貨。", "2月9日起暫停出貨。"},
	} {
		if !namesFirstDay(tt.days, tt.lang) {
			t.Errorf("%s: %q names no day", tt.lang, tt.days)
		}
		if namesFirstDay(tt.other, tt.lang) {
			t.Errorf("%s: %q names a day on which goods leave", tt.lang, tt.other)
		}
	}
}
