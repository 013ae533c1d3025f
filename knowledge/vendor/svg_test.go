package vendor

import "testing"

// Drawings inside a page are named by their symbol, id or class.
func TestPaymentDrawings(t *testing.T) {
	for src, alt := range map[string]string{"svg:#icon-paypal": "", "svg:icon icon-klarna": "", "svg:pi-visa": "", "svg:fab fa-cc-mastercard": "", "svg:fa fa-cc-paypal": "", "svg:pf pf-visa": "", "svg:": "Mastercard"} {
		if _, ok := PaymentImage(src, alt); !ok {
			t.Errorf("PaymentImage(%q, %q) knows no method", src, alt)
		}
	}
	for src, alt := range map[string]string{"svg:icon icon-cart": "Cart", "svg:#search": "Search", "svg:logo": "Visage cosmetics"} {
		if m, ok := PaymentImage(src, alt); ok {
			t.Errorf("PaymentImage(%q, %q) = %s", src, alt, m)
		}
	}
}
