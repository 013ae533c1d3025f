package facts

import "testing"

// TestAKindOfShopIsNoName: contracts write their own terms with capitals ("dokonuje Zamówienia w Sklepie"); they name nobody.
func TestAKindOfShopIsNoName(t *testing.T) {
	for text, want := range map[string]bool{
		" Sklepie oraz na rzecz": true, " Sklepie Internetowym": true, " Serwisie": true, " the Shop": false, " Shop": true, " the Online Store": false, " Online Store": true,
		" Boutique en ligne": true, " Tienda Online": true, " Loja": true, " Negozio": true, " Webwinkel": true, " Onlineshops": true, " Sprzedawcy": true, " 店铺": true,
		" Wohntraum24": false, " Sklep Kajko": false, " Boutique Lune": false, " Lojas Renner": false, " Shopmaster": false, " Tienda Sol": false,
	} {
		name := nameBehind(text)
		words := ownWords(name, plainWords)
		if got := name != "" && (len(words) == 0 || generic(words)); got != want {
			t.Errorf("%q: %q %q is a kind of shop: %v, want %v", text, name, words, got, want)
		}
	}
}
