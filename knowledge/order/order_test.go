package order

import "testing"

func TestKindOf(t *testing.T) {
	for text, want := range map[string]Kind{
		"Zahlungspflichtig bestellen": Due, "ZAHLUNGSPFLICHTIG BESTELLEN (12,90 €)": Due, "Jetzt kaufen »": Due, "Pay now": Due, "Pay £12.90": Due, "Pay 12.90 GBP": Due,
		"Commander et payer": Due, "Kupuję i płacę": Due, "Bestellen en betalen": Due, "Pedido con obligación de pago": Due, "Ordine con obbligo di pagare": Due,
		"Bestellung abschicken": Bare, "Place order": Bare, "Place Order — 12.90": Bare, "Valider ma commande": Bare, "Złóż zamówienie": Bare, "Plaats bestelling": Bare, "Invia ordine": Bare, "注文を確定する（¥2,200）": Bare, "提交订单": Bare, "결제하기": Due,
		// These lead on, or say nothing of an order.
		"Weiter": "", "Continue": "", "Zur Kasse": "", "Proceed to checkout": "", "Add to basket": "", "In den Warenkorb": "", "Apply": "", "": "", "12,90 €": "", "Buy 3, pay for 2": "",
		"Track your order": "", "Order history": "", "Continuer": "", "Bestellübersicht": "", "Weiter zur Zahlung": "", "Proceed to PayPal": "",
	} {
		if got := KindOf(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// TestDataIsSound holds every phrase to the form in which buttons are compared, and to one kind.
func TestDataIsSound(t *testing.T) {
	list, err := load()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range list {
		for kind, phrases := range map[Kind][]string{Due: l.Due, Bare: l.Bare} {
			if len(phrases) == 0 {
				t.Errorf("%s: no phrase of kind %s", l.ID, kind)
			}
			for _, p := range phrases {
				if got := KindOf(p); got != kind {
					t.Errorf("%s: %q is %q, want %q", l.ID, p, got, kind)
				}
			}
		}
	}
}
