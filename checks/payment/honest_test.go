package payment_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/payment"
)

// Shops that ask nothing extra for paying by card and speak of amounts beside cards.
func TestHonestWaysToPay(t *testing.T) {
	eu := checktest.Options{Markets: []string{"eu"}}
	honest := func(name, lang, text string) checktest.Case {
		pages := shop(`<a href="/payment">Payment methods</a>`, ``, at("payment", `<h1>Payment methods</h1>`+hello+`<p>`+text+`</p>`))
		pages[len(pages)-1].HTML = `<html lang="` + lang + `"><head><title>Payment</title></head><body><main><h1>Payment</h1><p>` + text + `</p></main></body></html>`
		return checktest.Case{Name: name, Pages: pages, Options: eu}
	}
	checktest.Honest(t, payment.Surcharge,
		honest("what the card's bank may ask", "en", "If you pay by credit card from abroad, your bank may add a foreign transaction fee of 1.75 %."),
		honest("the same in German", "de", "Bei Zahlung per Kreditkarte aus dem Ausland kann Ihre Bank eine Gebühr von 1,75 % berechnen."),
		honest("a rebate for transfers", "de", "Bei Vorkasse erhalten Sie 3 % Skonto, bei PayPal und Kreditkarte zahlen Sie den normalen Preis."),
		honest("what PayPal asks of the shop", "en", "PayPal takes a fee of 2.9 % from us, which we bear."),
		honest("a service that is sold", "en", "Gift wrapping has a handling fee of £2 and can be paid by Visa or PayPal."),
		honest("a charge that was lifted", "fr", "Depuis 2018, nous ne facturons plus de frais de 2 % pour les paiements par carte bancaire."),
		honest("a foreign currency", "es", "Si paga con tarjeta en otra moneda, su banco puede aplicar una comisión de hasta un 3 %."),
		honest("a donation", "nl", "Bij betaling met creditcard kunt u 1 € doneren aan de imker; er zijn geen kosten."),
		honest("a limit", "it", "Con carta di credito si possono pagare ordini fino a 500 €; le commissioni sono a carico nostro."),
		honest("a bank's word", "pl", "Przy płatności kartą w obcej walucie bank może pobrać prowizję 3 %."),
	)
}
