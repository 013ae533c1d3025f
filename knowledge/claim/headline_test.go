package claim

import "testing"

// Names of articles, and names that shops give to their own texts.
func TestHeadline(t *testing.T) {
	for lang, names := range map[string][2][]string{
		"en":    {{"What if it doesn't fit?", "Your rights when you buy online", "Returns: what you should know", "Guide to refunds"}, {"Returns & refunds", "Terms and conditions of sale", "Shipping to the EU", "Cancellation policy"}},
		"de":    {{"Was tun bei falscher Größe?", "Ratgeber Rücksendung", "Widerruf: das gilt im Netz"}, {"Widerrufsbelehrung", "Versand & Zahlung", "AGB und Kundeninformationen", "Rückgabe und Umtausch"}},
		"fr":    {{"Comment se faire rembourser", "Vos droits après un achat", "Retours : ce que dit la loi"}, {"Livraison et retours", "Conditions générales de vente en ligne", "Droit de rétractation"}},
		"es":    {{"Cómo devolver una compra", "¿Qué hago si no me vale?", "Tus derechos al comprar"}, {"Cambios y devoluciones", "Condiciones de venta", "Envíos y plazos"}},
		"it":    {{"Come restituire un acquisto", "Guida ai resi", "Quali diritti hai"}, {"Resi e rimborsi", "Condizioni generali di vendita", "Diritto di recesso"}},
		"nl":    {{"Hoe krijg je je geld terug", "Je rechten bij een miskoop", "Tips voor retourneren"}, {"Retourneren en ruilen", "Algemene voorwaarden", "Verzending en levertijd"}},
		"pl":    {{"Jak zwrócić zakupy", "Poradnik kupującego", "Co mówi prawo"}, {"Zwroty i reklamacje", "Regulamin sklepu internetowego", "Dostawa i płatność"}},
		"pt-br": {{"Como trocar um produto", "Seus direitos na compra", "Guia de devoluções"}, {"Trocas e devoluções", "Termos de uso", "Política de entrega"}},
		"ja":    {{"返品できる？", "特商法表記の書き方", "返品と交換の違い"}, {"返品・交換について", "特定商取引法に基づく表記", "送料とお届け"}},
		"ko":    {{"반품할 수 있을까?", "환불과 반품의 차이", "반품 안내 작성법"}, {"교환 및 반품 안내", "이용약관", "배송 안내"}},
		"zh-cn": {{"网购退货怎么办？", "如何退货退款", "退货维权攻略"}, {"退换货政策", "配送说明", "用户协议"}},
		"zh-tw": {{"買錯了能退嗎？", "如何退貨", "網購自保攻略"}, {"退換貨說明", "運送方式", "服務條款"}},
	} {
		for _, name := range names[0] {
			if !Headline(name, lang) {
				t.Errorf("%s: %q is the name of an article", lang, name)
			}
		}
		for _, name := range names[1] {
			if Headline(name, lang) {
				t.Errorf("%s: %q is the name of a shop's text", lang, name)
			}
		}
	}
}
