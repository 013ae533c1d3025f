package claim_test

import (
	"testing"

	"github.com/shopvet/shopvet/knowledge/claim"
)

// TestRoundTheClock: a shop that takes orders at any hour says nothing of how long parcels are on their way, also in its text on delivery.
func TestRoundTheClock(t *testing.T) {
	for lang, list := range map[string][]string{
		"es":    {"Política de entrega\nLa tienda está disponible las 24 horas.", "Envío\nPuedes comprar las 24 horas del día."},
		"en":    {"Delivery policy\nThe shop is open 24 hours.", "Shipping\nYou can order 24 hours a day, 7 days a week."},
		"de":    {"Versand\nDer Shop ist 24 Stunden geöffnet.", "Lieferung\nSie können 24 Stunden am Tag bestellen."},
		"fr":    {"Livraison\nLa boutique est ouverte 24 heures sur 24."},
		"it":    {"Spedizione\nIl negozio è aperto 24 ore su 24.", "Consegna\nPuoi ordinare 24 ore al giorno."},
		"nl":    {"Verzending\nDe winkel is 24 uur per dag open.", "Levering\nBestel 24 uur per dag, 7 dagen per week."},
		"pl":    {"Dostawa\nSklep jest czynny 24 godziny na dobę.", "Wysyłka\nZamówienia przyjmujemy 24 godziny na dobę, 7 dni w tygodniu."},
		"pt-br": {"Entrega\nA loja está disponível 24 horas.", "Envio\nCompre 24 horas por dia."},
		"ja":    {"配送について\nご注文は24時間受け付けております。", "配送について\n24時間365日ご注文いただけます。"},
		"ko":    {"배송 안내\n주문은 24시간 가능합니다.", "배송 안내\n365일 24시간 주문하실 수 있습니다."},
		"zh-cn": {"配送说明\n本店24小时营业。", "配送说明\n24小时均可下单。", "配送说明\n全天24小时接受订单。"},
		"zh-tw": {"配送說明\n本店24小時營業。", "配送說明\n24小時皆可下單。"},
	} {
		for _, text := range list {
			for _, c := range claim.ReadUnder("", text, lang) {
				if c.Kind == claim.DeliveryTime {
					t.Errorf("%s: %s from %q", lang, c.Value, text)
				}
			}
		}
	}
	for text, lang := range map[string]string{
		"Delivery\nWe deliver within 24 hours.": "en", "Versand\nDie Lieferung erfolgt innerhalb von 24 Stunden.": "de", "Livraison\nLivraison en 24 heures.": "fr", "Envío\nEnvío en 24 horas.": "es",
		"配送について\n24時間以内にお届けします。": "ja", "배송 안내\n배송은 24시간 이내에 완료됩니다.": "ko", "配送说明\n24小时内送达。": "zh-cn", "Delivery\nExpress: 24 hours": "en",
	} {
		found := false
		for _, c := range claim.ReadUnder("", text, lang) {
			found = found || c.Kind == claim.DeliveryTime && c.Value == "1d"
		}
		if !found {
			t.Errorf("%s: a delivery within a day is not read any more: %q", lang, text)
		}
	}
	for _, c := range claim.ReadUnder("", "退換貨\n符合條件的商品可在送達之日起14天內申請退貨。", "zh-tw") {
		if c.Kind == claim.DeliveryTime {
			t.Error("zh-tw: the days to return from delivery on are read as those of delivery")
		}
	}
}
