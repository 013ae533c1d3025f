package claim_test

import (
	"testing"

	"github.com/shopvet/shopvet/knowledge/claim"
)

// TestWhoPaysForFaultyGoodsIsNoRule: nearly every shop has a part on faulty goods whose second sentence says that the seller pays for sending them
// back. It says nothing of all other goods.
func TestWhoPaysForFaultyGoodsIsNoRule(t *testing.T) {
	for lang, text := range map[string][2]string{
		"fr":    {"Articles défectueux ou erreur", "Si vous recevez un article défectueux ou différent de votre commande, contactez-nous dans les 7 jours avec une photo. Nous prenons en charge le retour et le remplacement ou remboursement intégral."},
		"en":    {"Damaged or wrong items", "If your item arrives damaged, send us a photo within 7 days. We pay for the return and send a replacement."},
		"de":    {"Defekte Ware", "Bei defekter oder falscher Ware senden Sie uns bitte ein Foto. Wir übernehmen die Rücksendekosten und erstatten den Betrag."},
		"es":    {"Artículos defectuosos", "Si recibe un artículo defectuoso, escríbanos en 7 días con una foto. Nos hacemos cargo de la devolución y del cambio."},
		"pl":    {"Uszkodzony towar", "Jeśli towar dotarł uszkodzony, napisz do nas w ciągu 7 dni. Pokrywamy koszty zwrotu i wysyłamy nowy produkt."},
		"it":    {"Articoli difettosi", "Se ricevi un articolo difettoso, contattaci entro 7 giorni con una foto. Ci facciamo carico del reso e della sostituzione."},
		"nl":    {"Defect artikel", "Is je bestelling beschadigd, mail dan binnen 7 dagen een foto. Wij betalen de retourkosten en sturen een nieuw exemplaar."},
		"pt-br": {"Produto com defeito", "Se o produto chegar com defeito, envie uma foto em até 7 dias. O frete da devolução é por nossa conta e enviamos outro."},
		"ja":    {"不良品について", "商品が破損していた場合は7日以内にご連絡ください。返送料は当店が負担し、交換いたします。"},
		"ko":    {"불량 상품", "상품이 파손된 경우 7일 이내에 연락해 주세요. 반품 배송비는 저희가 부담하고 교환해 드립니다."},
		"zh-cn": {"商品破损", "如收到破损商品，请在7天内联系我们并附照片。退货运费由我们承担，并为您换货。"},
		"zh-tw": {"商品瑕疵", "若收到瑕疵商品，請於7天內聯絡我們並附上照片。退貨運費由我們負擔，並為您換貨。"},
	} {
		for _, whole := range []string{text[1], text[0] + "\n" + text[1]} {
			for _, c := range claim.ReadUnder("", whole, lang) {
				if c.Kind == claim.ReturnCost {
					t.Errorf("%s: %s from %q", lang, c.Value, c.Sentence)
				}
			}
		}
	}
	for lang, text := range map[string]string{
		"en": "If the item is faulty, send us a photo. Otherwise you pay the return postage.",
		"de": "Bei Mängeln schreiben Sie uns. Ansonsten tragen Sie die Kosten der Rücksendung.",
	} {
		found := false
		for _, c := range claim.Read(text, lang) {
			found = found || c.Kind == claim.ReturnCost && c.Value == "buyer"
		}
		if !found {
			t.Errorf("%s: who pays for all other goods is not read", lang)
		}
	}
}
