package facts

import "testing"

// What comes by e-mail beside a parcel makes no download of the goods: a shop of yarn, each page of which tells of the link to a review,
// was taken for one of digital goods, so that seven checks had nothing to judge.
func TestSaysDigital(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       bool
	}{
		{"de", "Bewerten darf, wer bestellt hat: Den Link schicken wir zwei Wochen nach Lieferung per E-Mail.", false},
		{"de", "Die Rechnung wird nach dem Versand per E-Mail zugestellt.", false},
		{"de", "Die Pflegeanleitung gibt es hier als Download.", false},
		{"de", "Das Schnittmuster bekommst Du sofort nach der Zahlung als Download.", true},
		{"de", "Lieferung per E-Mail innerhalb einer Stunde.", true},
		{"en", "The invoice is delivered by email once the parcel has left us.", false},
		{"en", "The safety data sheet is available to download.", false},
		{"en", "Your pattern is delivered by email within an hour.", true},
		{"fr", "Après la livraison, un lien pour laisser votre avis vous est envoyé par e-mail.", false},
		{"fr", "Mode d'emploi à télécharger", false},
		{"fr", "Le patron est livré par e-mail dans l'heure.", true},
		{"es", "El enlace de seguimiento es enviado por email cuando sale el paquete.", false},
		{"es", "Entrega por correo electrónico en una hora.", true},
		{"it", "Il codice di tracciamento è inviato via email alla partenza del pacco.", false},
		{"it", "Il cartamodello viene inviato via email entro un'ora.", true},
		{"nl", "De factuur wordt per e-mail toegestuurd.", false},
		{"nl", "Het patroon wordt per e-mail toegestuurd.", true},
		{"pl", "Instrukcja obsługi do pobrania", false},
		{"pl", "Wykrój w formacie PDF do pobrania", true},
		{"pt-br", "O código de rastreio é enviado por e-mail após a postagem.", false},
		{"pt-br", "O molde é enviado por e-mail em até uma hora.", true},
		{"zh-cn", "发票为电子版，随订单寄出后发送。", false},
		{"zh-cn", "付款后系统自动发货，通过邮件发送。", true},
		{"zh-tw", "發票以電子郵件寄送，商品以宅配出貨。", false},
		{"zh-tw", "付款完成後以電子郵件寄送。", true},
		{"ja", "領収書はメールでお届けします。", false},
		{"ja", "入金確認後、型紙をメールでお届けします。", true},
		{"ko", "송장번호는 출고 후 이메일로 발송됩니다.", false},
		{"ko", "결제 확인 후 도안을 이메일로 발송해 드립니다.", true},
	} {
		if got := SaysDigital(c.text, c.lang); got != c.want {
			t.Errorf("%s %q: %v", c.lang, c.text, got)
		}
	}
}
