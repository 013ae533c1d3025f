package claim_test

import (
	"testing"

	"github.com/shopvet/shopvet/knowledge/claim"
)

// TestARefundGuaranteeIsAWindow: the days of a refund guarantee are those in which one may ask for it, not those in which the money comes.
func TestARefundGuaranteeIsAWindow(t *testing.T) {
	for lang, text := range map[string]string{
		"en": "30-day refund guarantee", "de": "30 Tage Geld-zurück-Garantie", "fr": "Garantie de remboursement de 30 jours", "es": "Garantía de reembolso de 30 días",
		"it": "Garanzia di rimborso di 30 giorni", "nl": "30 dagen geld-terug-garantie", "pl": "30-dniowa gwarancja zwrotu pieniędzy", "pt-br": "Garantia de reembolso de 30 dias",
		"zh-cn": "30天退款保证", "zh-tw": "30天退款保證", "ja": "30日間返金保証", "ko": "30일 환불 보장",
	} {
		for _, c := range claim.ReadUnder("", text, lang) {
			if c.Kind == claim.RefundTime || c.Kind == claim.ReturnWindow && c.Value != "30d" {
				t.Errorf("%s: %s %s from %q", lang, c.Kind, c.Value, text)
			}
		}
	}
	for lang, text := range map[string]string{
		"en": "24-hour refund guarantee", "de": "24-Stunden-Geld-zurück-Garantie", "fr": "Garantie remboursement 24 heures", "es": "Garantía de reembolso de 24 horas", "it": "Garanzia di rimborso 24 ore",
		"nl": "24 uur geld-terug-garantie", "pl": "24-godzinna gwarancja zwrotu pieniędzy", "pt-br": "Garantia de reembolso de 24 horas", "zh-cn": "24小时退款保证", "zh-tw": "24小時退款保證", "ja": "24時間返金保証", "ko": "24시간 환불 보장",
	} {
		for _, c := range claim.ReadUnder("", text, lang) {
			if c.Kind == claim.RefundTime || c.Kind == claim.ReturnWindow {
				t.Errorf("%s: %s %s from %q", lang, c.Kind, c.Value, text)
			}
		}
	}
	for lang, text := range map[string]string{
		"en": "We refund your money within 14 days.", "de": "Wir erstatten den Betrag binnen 14 Tagen.", "ko": "환불은 3영업일 이내에 처리됩니다.", "ja": "返金は7日以内にいたします。",
	} {
		found := false
		for _, c := range claim.ReadUnder("", text, lang) {
			found = found || c.Kind == claim.RefundTime
		}
		if !found {
			t.Errorf("%s: how soon the money comes is not read any more: %q", lang, text)
		}
	}
}

// TestPayingDataAtTheCheckoutAreNoPrice: where the account stands to which one pays is not where one learns what delivery costs.
func TestPayingDataAtTheCheckoutAreNoPrice(t *testing.T) {
	for lang, list := range map[string][]string{
		"zh-tw": {"購物流程\n依結帳頁面顯示的匯款資料完成付款，並上傳轉帳證明。", "配送方式\n商品出貨後，依結帳頁面顯示的帳號付款。"},
		"zh-cn": {"购物流程\n请按照结算页面显示的账户信息完成付款，并上传凭证。"},
		"ja":    {"決済画面で安心してお手続きいただけます。", "配送について\nご注文画面に表示される口座へお振込みください。"},
		"ko":    {"배송 안내\n결제 화면에 표시되는 계좌로 입금해 주세요."},
		"en":    {"How to order\nTransfer the amount to the account shown at checkout.", "Shipping\nPayment details are shown at checkout."},
		"de":    {"Versand\nDie Zahlungsdaten werden an der Kasse angezeigt."},
		"fr":    {"Livraison\nLes coordonnées bancaires sont affichées lors de la commande."},
		"es":    {"Envío\nLos datos de pago se muestran al finalizar la compra."},
		"it":    {"Spedizione\nI dati per il pagamento sono mostrati alla cassa."},
		"nl":    {"Verzending\nDe betaalgegevens worden bij het afrekenen getoond."},
		"pl":    {"Dostawa\nDane do płatności są podane w podsumowaniu zamówienia."},
		"pt-br": {"Como comprar\nTransfira o valor para a conta exibida no checkout.", "Entrega\nOs dados de pagamento são exibidos no checkout."},
	} {
		for _, text := range list {
			for _, c := range claim.ReadUnder("", text, lang) {
				if c.Kind == claim.DeliveryCost {
					t.Errorf("%s: %s from %q", lang, c.Value, text)
				}
			}
		}
	}
	for lang, text := range map[string]string{
		"en": "Shipping cost is shown at checkout.", "zh-tw": "配送方式\n運費依結帳頁面顯示為準。", "ja": "配送について\n送料はご注文画面に表示されます。", "de": "Versand\nDie Versandkosten werden an der Kasse angezeigt.",
	} {
		found := false
		for _, c := range claim.ReadUnder("", text, lang) {
			found = found || c.Kind == claim.DeliveryCost && c.Value == "calculated"
		}
		if !found {
			t.Errorf("%s: that the cost is told at the checkout is not read any more: %q", lang, text)
		}
	}
}
