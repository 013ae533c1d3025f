package claim_test

import (
	"testing"

	"github.com/shopvet/shopvet/knowledge/claim"
)

// Where to turn with goods that are not as they should be is told in many ways; that a shop can be reached, or that goods are sound, is not it.
func TestTurn(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       bool
	}{
		{"en", "Dead, damaged or wrong\nSend a photo to hello@paddock.example, within 7 days of delivery. You don’t send the plant back.", true},
		{"en", "If a jar arrives broken, drop us a line and we send another.", true},
		{"de", "Kam etwas beschädigt an, schreiben Sie uns bitte mit einem Foto.", true},
		{"fr", "Si un article arrive cassé, écrivez-nous avec une photo.", true},
		{"es", "Si algo llega roto, escríbenos con una foto.", true},
		{"it", "Se qualcosa arriva danneggiato, scriveteci con una foto.", true},
		{"nl", "Komt er iets kapot aan, stuur ons dan een mail met een foto.", true},
		{"pl", "Jeśli coś dotarło uszkodzone, napisz do nas i dołącz zdjęcie.", true},
		{"pt-br", "Se algo chegar quebrado, chame a gente no WhatsApp com uma foto.", true},
		{"zh-cn", "收到商品破损或发错，请联系客服并附上照片。", true},
		{"zh-tw", "收到商品有破損或寄錯，請來信並附上照片。", true},
		{"ja", "こわれていた、違うものが届いた、というときは、到着後7日以内にメールかお問い合わせフォームでお知らせください。", true},
		{"ko", "받으신 물건이 깨졌거나 다른 상품이 왔다면 고객센터로 알려 주세요.", true},

		{"en", "Contact us by email if you have a question about sizes.", false},
		{"en", "Our jars are packed so that nothing arrives broken.", false},
		{"en", "Do not write to us about faulty goods bought elsewhere.", false},
		{"de", "Schreiben Sie uns, wenn Sie Fragen zur Größe haben.", false},
		{"de", "Beschädigte Ware nehmen wir zurück.", false},
		{"fr", "Écrivez-nous pour toute question sur les tailles.", false},
		{"ja", "サイズについてはお問い合わせください。", false},
		{"ja", "不良品は交換いたします。", false},
		{"zh-cn", "尺码问题请联系客服。", false},
		{"ko", "사이즈는 고객센터로 문의해 주세요.", false},
	} {
		if got := claim.Turn("", c.text, c.lang); (got != "") != c.want {
			t.Errorf("%s: %q: %q", c.lang, c.text, got)
		}
	}
}
