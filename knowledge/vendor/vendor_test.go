package vendor

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
)

func TestDataIsSound(t *testing.T) {
	tab, err := load()
	if err != nil {
		t.Fatal(err)
	}
	if n := len(tab.platforms); n < 40 {
		t.Errorf("%d shop systems, want at least 40", n)
	}
	if n := len(tab.methods); n < 70 {
		t.Errorf("%d payment methods, want at least 70", n)
	}
	for _, p := range tab.platforms {
		marks := slices.Concat(p.Generators, p.Cookies, p.Hosts, p.Headers, p.Paths)
		if len(p.Generators)+len(p.Cookies)+len(p.Hosts)+len(p.Headers) == 0 && len(p.Paths) < 2 {
			t.Errorf("%s can never be recognised", p.Name)
		}
		for _, m := range marks {
			if m != strings.ToLower(m) || len(m) < 3 {
				t.Errorf("%s: mark %q is not in small letters or too short", p.Name, m)
			}
		}
	}
	ids, words := map[string]bool{}, map[string]string{}
	for _, m := range tab.methods {
		if ids[m.ID] || m.ID == "" || m.Name == "" {
			t.Errorf("method %q (%q): id twice or a name missing", m.ID, m.Name)
		}
		ids[m.ID] = true
		for _, w := range slices.Concat(m.Words, m.Context) {
			if w != fold(w) || len(w) < 2 {
				t.Errorf("%s: word %q is not in small letters or too short", m.ID, w)
			}
			if other := words[w]; other != "" {
				t.Errorf("%q names both %s and %s", w, other, m.ID)
			}
			words[w] = m.ID
		}
	}
	for _, name := range []string{"platforms", "payments", "freemail"} {
		var head struct {
			Date string `toml:"date"`
		}
		text, _ := dataFS.ReadFile("data/" + name + ".toml")
		if _, err := toml.Decode(string(text), &head); err != nil {
			t.Fatal(err)
		}
		if _, err := time.Parse(time.DateOnly, head.Date); err != nil {
			t.Errorf("%s: date %q is no day", name, head.Date)
		}
	}
}

func ids(spans []Span) string {
	var out []string
	for _, s := range spans {
		if !slices.Contains(out, s.Method) {
			out = append(out, s.Method)
		}
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func TestPayments(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"English", "We accept Visa, Mastercard and American Express.", "american-express mastercard visa"},
		{"a list without a word of paying", "Visa Mastercard PayPal", "mastercard paypal visa"},
		{"German", "Zahlungsarten: Kauf auf Rechnung, Lastschrift, Vorkasse, Nachnahme", "bank-transfer cash-on-delivery direct-debit invoice"},
		{"French", "Moyens de paiement : carte bancaire, virement, chèque", "bank-transfer cartes-bancaires cheque"},
		{"Spanish", "Formas de pago: tarjeta de crédito, Bizum, transferencia, contrareembolso", "bank-transfer bizum card cash-on-delivery"},
		{"Italian", "Metodi di pagamento: carta di credito, Satispay, bonifico, contrassegno", "bank-transfer card cash-on-delivery satispay"},
		{"Dutch", "Betaalmethoden: iDEAL, Bancontact, achteraf betalen", "bancontact ideal invoice"},
		{"Portuguese", "Formas de pagamento: Pix, boleto, cartão de crédito", "boleto card pix"},
		{"Polish", "Metody płatności: BLIK, Przelewy24, przelew, za pobraniem", "bank-transfer blik cash-on-delivery przelewy24"},
		{"Chinese, simplified", "支付方式：支付宝、微信支付、货到付款", "alipay cash-on-delivery wechat-pay"},
		{"Chinese, traditional", "付款方式：信用卡、貨到付款、LINE Pay、ATM轉帳", "bank-transfer card cash-on-delivery line-pay"},
		{"Japanese", "お支払い方法：クレジットカード、コンビニ決済、銀行振込、代金引換", "bank-transfer card cash-on-delivery konbini"},
		{"Korean", "결제수단: 신용카드, 카카오페이, 무통장입금", "bank-transfer card kakao-pay"},

		{"visa to travel with", "Do you need a visa for Spain? Visa application forms are at the embassy.", ""},
		{"visa application beside paying", "Payment for your visa application is due today.", ""},
		{"a tin as a Dutch word", "Dit blik betaal je niet apart. Een blik vol drop met gratis verzending vanaf 40 euro.", ""},
		{"BLIK beside others", "Płatności: BLIK, karta, przelew", "bank-transfer blik"},
		{"ideal as a word", "The ideal gift for your mother. Ideal for cold days.", ""},
		{"ideal beside paying", "Paying is easy, and this is ideal for you.", ""},
		{"an invoice that comes along", "Die Rechnung liegt dem Paket bei.", ""},
		{"discover as a word", "Discover our new collection.", ""},
		{"inside words", "Envisage, Televisa, Idealo, Pixel, Elongate payment", ""},
		{"toaster in Korean", "토스터 결제", ""},
		{"none", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := ids(Payments(tt.text)); got != tt.want {
				t.Errorf("%q gives %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestPaymentSpanPointsIntoTheText(t *testing.T) {
	text := "Zahlung per ÜBERWEISUNG oder PayPal"
	for _, s := range Payments(text) {
		if got := text[s.Start:s.End]; !strings.EqualFold(got, "überweisung") && got != "PayPal" {
			t.Errorf("%s points to %q", s.Method, got)
		}
	}
	spans := Payments(text)
	if len(spans) != 2 || spans[0].Recourse || !spans[1].Recourse {
		t.Errorf("got %+v, want a transfer without and PayPal with recourse", spans)
	}
}

func TestPaymentImage(t *testing.T) {
	tests := []struct{ src, alt, want string }{
		{"/img/payment/visa.svg", "", "visa"},
		{"https://cdn.example/MasterCard-Icon@2x.png?v=3", "", "mastercard"},
		{"/assets/apple_pay.abc123.svg", "", "apple-pay"},
		{"sprite.svg#icon-paypal", "", "paypal"},
		{"/x/1.png", "American Express", "american-express"},
		{"/x/1.png", "Pay with Discover", "discover"},
		{"/icons/ideal.svg", "", "ideal"},
		{"/icons/logo-pix.png", "", "pix"},
		{"/zahlungsarten/rechnung.png", "", "invoice"},
		{"/blog/ideal-for-summer.jpg", "An ideal dress", ""},
		{"/blog/discover-nature.jpg", "", ""},
		{"/img/pix_0012_product.jpg", "", ""},
		{"/img/bank.jpg", "wooden bench", ""},
		{"/img/televisa.png", "", ""},
		{"data:image/png;base64,visa", "", ""},
		{"", "", ""},
	}
	for _, tt := range tests {
		got, ok := PaymentImage(tt.src, tt.alt)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("PaymentImage(%q, %q) = %q %v, want %q", tt.src, tt.alt, got, ok, tt.want)
		}
	}
}

func TestPlatform(t *testing.T) {
	tests := []struct {
		name     string
		sig      Signals
		want, by string
	}{
		{"generator", Signals{Generators: []string{"PrestaShop"}}, "PrestaShop", `generator "prestashop"`},
		{"WooCommerce on WordPress", Signals{Generators: []string{"WordPress 6.5", "WooCommerce 8.9.1"}}, "WooCommerce", `generator "woocommerce 8.9.1"`},
		{"cookie", Signals{Cookies: []string{"_shopify_y"}}, "Shopify", `cookie "_shopify_y"`},
		{"host", Signals{Hosts: []string{"cdn.shopify.com"}}, "Shopify", `host "cdn.shopify.com"`},
		{"header with value", Signals{Headers: []string{"Server: Squarespace"}}, "Squarespace", `header "server: squarespace"`},
		{"two paths", Signals{Paths: []string{"/out/pictures/generated/1.jpg", "/out/wave/src/x.css"}}, "OXID eShop", `path "/out/pictures/generated/1.jpg"`},
		{"the heavier marks win", Signals{Generators: []string{"Shopware 6"}, Hosts: []string{"ecwid.com"}}, "Shopware 6", `generator "shopware 6"`},
		{"Cafe24", Signals{Cookies: []string{"ECSESSID"}, Hosts: []string{"img.cafe24.com"}}, "Cafe24", `cookie "ecsessid"`},
		{"one path is too little", Signals{Paths: []string{"/theme/x.css"}}, "", ""},
		{"a host that only ends alike", Signals{Hosts: []string{"notshopify.com", "xmyshopify.com"}}, "", ""},
		{"plain WordPress", Signals{Generators: []string{"WordPress 6.5"}}, "", ""},
		{"nothing", Signals{}, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if name, by := Platform(tt.sig); name != tt.want || by != tt.by {
				t.Errorf("got %q by %s, want %q by %s", name, by, tt.want, tt.by)
			}
		})
	}
}

func TestFreeMail(t *testing.T) {
	for domain, want := range map[string]bool{
		"gmail.com": true, "GMX.de": true, "mail.gmail.com": true, "qq.com": true, "yahoo.co.jp.": true,
		"shop.example": false, "notgmail.com": false, "com": false, "": false,
	} {
		if got := FreeMail(domain); got != want {
			t.Errorf("FreeMail(%q) = %v", domain, got)
		}
	}
}

func FuzzPayments(f *testing.F) {
	f.Add("Zahlung per Rechnung, Visa")
	f.Add("お支払い方法：代引\xff")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, s := range Payments(text) {
			if s.Start < last || s.End <= s.Start || s.End > len(text) {
				t.Fatalf("span %d to %d after %d in %d bytes", s.Start, s.End, last, len(text))
			}
			last = s.End
		}
		PaymentImage(text, text)
	})
}

func BenchmarkPayments(b *testing.B) {
	text := strings.Repeat("Wir liefern gern. Die Zahlung erfolgt per Kreditkarte, PayPal oder Rechnung an Ihre Adresse. ", 55)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Payments(text)
	}
}
