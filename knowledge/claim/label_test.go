package claim_test

import (
	"testing"

	"github.com/shopvet/shopvet/knowledge/claim"
)

// TestALabelThatIsDeductedIsNotFree: a label that is sent prepaid and whose price comes off the refund is paid by the buyer.
func TestALabelThatIsDeductedIsNotFree(t *testing.T) {
	for lang, list := range map[string][]string{
		"de": {
			"Auf Wunsch erhalten Sie von uns ein vorfrankiertes Rücksendeetikett (Kosten: 4,50 €, werden vom Rückerstattungsbetrag abgezogen).",
			"Wir schicken Ihnen ein vorfrankiertes Retourenlabel; 4,50 € werden vom Rückzahlungsbetrag einbehalten.",
		},
		"en":    {"On request we send you a prepaid return label (cost: £3.90, taken off your refund).", "We email you a prepaid label, and its cost of £3.90 is deducted from the refund amount."},
		"fr":    {"Sur demande, nous vous envoyons une étiquette de retour prépayée (coût : 4,50 €, déduit du montant remboursé).", "Une étiquette prépayée est jointe ; 4,50 € seront déduits de votre remboursement."},
		"es":    {"Si lo desea, le enviamos una etiqueta de devolución prepagada (coste: 4,50 €, se descontará del importe reembolsado)."},
		"it":    {"Su richiesta le inviamo un'etichetta di reso prepagata (costo: 4,50 €, detratto dall'importo rimborsato)."},
		"nl":    {"Op verzoek sturen wij u een voorgefrankeerd retourlabel (kosten: € 4,50, worden van het terug te betalen bedrag afgetrokken)."},
		"pl":    {"Na życzenie wyślemy opłaconą etykietę zwrotną (koszt: 15 zł, potrącany z kwoty zwrotu)."},
		"pt-br": {"Se preferir, enviamos uma etiqueta de devolução pré-paga (custo: R$ 15,00, descontado do valor reembolsado)."},
		"ja":    {"ご希望の方には元払いの返送ラベルをお送りします（費用770円は返金額から差し引かせていただきます）。"},
		"ko":    {"요청하시면 선불 반품 라벨을 보내 드립니다(비용 3,000원은 환불 금액에서 차감됩니다)."},
		"zh-cn": {"如有需要，我们提供预付退货标签（费用15元，从退款金额中扣除）。"},
		"zh-tw": {"如有需要，我們提供預付退貨標籤（費用80元，自退款金額中扣除）。"},
	} {
		for _, text := range list {
			for _, c := range claim.ReadUnder("", text, lang) {
				if c.Kind == claim.ReturnCost && c.Value == "seller" {
					t.Errorf("%s: the seller is said to pay: %q", lang, text)
				}
			}
		}
	}
	for lang, text := range map[string]string{
		"de": "Auf Wunsch erhalten Sie von uns ein vorfrankiertes Rücksendeetikett.",
		"en": "On request we send you a prepaid return label.",
	} {
		found := false
		for _, c := range claim.ReadUnder("", text, lang) {
			found = found || c.Kind == claim.ReturnCost && c.Value == "seller"
		}
		if !found {
			t.Errorf("%s: who pays for sending back is not read any more: %q", lang, text)
		}
	}
}
