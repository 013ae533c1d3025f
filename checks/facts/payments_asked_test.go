package facts

import (
	"strings"
	"testing"
)

// Ways to pay in questions: what is answered with no is none, what is asked about one that is taken leaves it one. The way stands between strokes.
func TestAnsweredNo(t *testing.T) {
	for text, want := range map[string]bool{
		"Kann ich auf |Rechnung| bezahlen?\nNein, wir liefern gegen Vorauszahlung.": true,
		"Can I pay by |PayPal|? Sorry, we only take transfers.":                     true,
		"Puis-je payer par |carte bancaire| ?\nNon, par chèque ou virement.":        true,
		"¿Se puede pagar con |tarjeta|?\nNo, de momento solo por transferencia.":    true,
		"Si può pagare con |PayPal|? No, solo con bonifico.":                        true,
		"Kan ik met |iDEAL| betalen?\nHelaas niet.":                                 true,
		"Czy można zapłacić |kartą|?\nNiestety nie.":                                true,
		"Posso pagar com |cartão|? Não, só Pix.":                                    true,
		"可以用|支付宝|付款吗？\n抱歉，目前只支持银行转账。":                                               true,
		"Q. |クレジットカード|で支払いできますか？\nA. いいえ、銀行振込のみです。":                                 true,
		"|카드|로 결제할 수 있나요?\n아니요, 계좌이체만 가능합니다.":                                       true,

		"Kann ich auf |Rechnung| bezahlen?\nJa, ab der zweiten Bestellung.":                 false,
		"Kostet |PayPal| etwas?\nNein.":                                                     false,
		"Kann ich ohne Konto mit |PayPal| zahlen?\nNein, dafür brauchen Sie eines.":         false,
		"Can I only pay by |card|? No, by transfer as well.":                                false,
		"Is it possible to pay by |card|? We take Visa. No other cards.":                    false,
		"Wir nehmen |PayPal|. Brauche ich ein Konto? Nein.":                                 false,
		"Faut-il un compte pour payer par |PayPal| ?\nNon.":                                 false,
		"Kann ich mit |Karte| bezahlen?\nNeinhornkarten nehmen wir ebenso wie Kreditkarten": false,
	} {
		parts := strings.Split(text, "|")
		if got := answeredNo(parts[0], parts[2]); got != want {
			t.Errorf("%s: answered with no: %v", text, got)
		}
	}
}
