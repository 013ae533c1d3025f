package money

import "testing"

func TestWhatALineOnDeliveryGoesOnToNameIsNoPrice(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang, text string
		want       []Kind
	}{
		{"nl", "Bezorgkosten € 4,95, vanaf € 50 gratis", []Kind{Shipping, Shipping}},
		{"pt-br", "Frete grátis para o Sudeste acima de R$ 250; abaixo disso, a partir de R$ 18,90", []Kind{FreeFrom, Shipping}},
		{"zh-cn", "满199元包邮，不足收12元", []Kind{FreeFrom, Shipping}},
		{"de", "Endpreis inkl. MwSt., zuzüglich 3,95 € Porto je Bestellung", []Kind{Shipping}},
		{"de", "Versand 4,90 €. Kerze 12,90 €", []Kind{Shipping, Price}},
		{"de", "Versand 4,90 €, Preis 12,90 €", []Kind{Shipping, Price}},
		{"zh-tw", "NT$600（每100g NT$400）", []Kind{Price, Unit}},
		{"ja", "通常購入 1,620円（税込） 定期便 1,458円（税込）", []Kind{Price, Price}},
	} {
		got := Read(c.text, Options{Lang: c.lang})
		if len(got) != len(c.want) {
			t.Errorf("%s: %+v", c.text, got)
			continue
		}
		for i := range got {
			if got[i].Kind != c.want[i] {
				t.Errorf("%s: %d is %q, want %q", c.text, i, got[i].Kind, c.want[i])
			}
		}
	}
}
