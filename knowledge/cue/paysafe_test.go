package cue

import (
	"slices"
	"testing"
)

// TestHowMoneyComesBackAndWhoNeverAsks: how refunds are paid is said by each way of paying too, and advice on paying may warn of accounts that change. How buyers
// are to pay is neither.
func TestHowMoneyComesBackAndWhoNeverAsks(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       Concept
	}{
		{"ja", "カードは取消し、振込でお支払いのお客様にはご指定の口座へのお振り込みでご返金いたします。", RefundMeans},
		{"ja", "お振込先の名義は必ず当社名です。メールで口座の変更をお願いすることはありません。", PaySafety},
		{"ja", "ご注文から7日以内に、メールに記載の口座へお振り込みください。", None},
		{"en", "Card payments are refunded to the card.", RefundMeans},
		{"en", "We never ask you by phone to pay into another account.", PaySafety},
		{"en", "Pay by bank transfer to our account within seven days.", None},
		{"de", "Kartenzahlungen erstatten wir auf die Karte, Überweisungen auf das von Ihnen genannte Konto.", RefundMeans},
		{"de", "Wir bitten niemals um eine Überweisung auf ein anderes Konto.", PaySafety},
		{"de", "Überweisen Sie den Betrag auf unser Konto.", None},
		{"fr", "Les paiements par carte sont remboursés sur la carte.", RefundMeans},
		{"es", "Los pagos con tarjeta se devuelven a la tarjeta.", RefundMeans},
		{"it", "I pagamenti con carta sono rimborsati sulla carta.", RefundMeans},
		{"it", "Effettui il bonifico sul conto indicato nella mail.", None},
		{"nl", "Kaartbetalingen storten we terug op je kaart.", RefundMeans},
		{"nl", "We vragen nooit telefonisch om naar een andere rekening over te maken.", PaySafety},
		{"pl", "Płatności kartą zwracamy na kartę.", RefundMeans},
		{"pl", "Przelew prosimy wpłacić na wskazane konto.", None},
		{"pt-br", "Pagamentos com cartão são estornados no cartão.", RefundMeans},
		{"pt-br", "Faça o depósito na conta indicada em até 3 dias.", None},
		{"ko", "예금주는 항상 당사 이름입니다.", PaySafety},
		{"ko", "주문 후 3일 안에 아래 계좌로 입금해 주세요.", None},
		{"zh-cn", "请勿向个人账户转账，我们不会更改收款账户。", PaySafety},
		{"zh-cn", "微信支付退回微信。", RefundMeans},
		{"zh-tw", "我們不會變更匯款帳號。", PaySafety},
		{"zh-tw", "請匯款至下列帳戶。", None},
	} {
		var got []Concept
		for _, h := range Default().Match(c.text, Body, c.lang) {
			if h.Concept == RefundMeans || h.Concept == PaySafety {
				got = append(got, h.Concept)
			}
		}
		if c.want == None && len(got) > 0 || c.want != None && !slices.Contains(got, c.want) {
			t.Errorf("%s: %v, want %v", c.text, got, c.want)
		}
	}
}
