package extract

import (
	"fmt"
	"strings"
	"testing"
)

// amounts are the prices of a page as "12.9 EUR", struck ones with a minus before them.
func amounts(p seen) string {
	var list []string
	for _, price := range p.Prices {
		s := fmt.Sprint(price.Amount)
		if price.High != 0 {
			s += fmt.Sprintf("–%v", price.High)
		}
		s = strings.TrimSpace(s + " " + price.Currency)
		if price.Struck {
			s = "-" + s
		}
		list = append(list, s)
	}
	return strings.Join(list, ", ")
}

func TestPrices(t *testing.T) {
	for _, c := range []struct{ lang, body, want string }{
		{"de", "1.234,56 €", "1234.56 EUR"},
		{"de", "ab 12,90&nbsp;€ inkl. MwSt.", "12.9 EUR"},
		{"de", "EUR 12,–  nur 5,- €", "12 EUR, 5 EUR"},
		{"de", "Größe 42 129,00 €", "129 EUR"},
		{"en", `<div class="price-regular price-sale">£69</div><div class="price-regular price-crossed">£89</div>`, "69 GBP, -89 GBP"},
		{"en", `<span class="price price--regular price--on-sale">£89</span>`, "-89 GBP"},
		{"fr", `<div class="price-container"><span class="regular-price"><span class="price">68,00 €</span></span></div><p>Livraison dès 4,50 €.</p>`, "68 EUR, 4.5 EUR"},
		{"de", `<div class="price-box"><span class="regular-price" id="p-1"><span class="price">24,90 €</span></span></div>`, "24.9 EUR"},
		{"es", `<ul><li><span class="price--regular">9,00 €</span></li><li><span class="price--regular">12,00 €</span></li></ul>`, "9 EUR, 12 EUR"},
		{"it", `<div class="prices"><span class="regular-price" itemprop="price">7,00 €</span><span class="sale-price"></span></div>`, "7 EUR"},
		{"fr", `<div class="product-prices"><div class="product-discount"><span class="regular-price">29,00 €</span></div><div class="product-price"><div class="current-price"><span>23,20 €</span></div></div></div>`, "-29 EUR, 23.2 EUR"},
		{"en", `<div class="product__price"><span class="product__price--regular">£20.00</span> <span class="product__price--sale">£15.00</span></div>`, "-20 GBP, 15 GBP"},
		{"nl", `<p><span class="regular-price">€ 20,00</span> <b>€ 15,00</b></p>`, "-20 EUR, 15 EUR"},
		{"pl", `<span class="price regular-price">20,00 zł</span> <ins>15,00 zł</ins>`, "-20 PLN, 15 PLN"},
		{"en", "€1,234.56", "1234.56 EUR"},
		{"en", "£12", "12 GBP"},
		{"en", "$1,299.00", "1299"},
		{"en", "US$ 5.50 – US$ 7.50", "5.5–7.5 USD"},
		{"en", "CA$10 A$11 NZ$12 HK$13", "10 CAD, 11 AUD, 12 NZD, 13 HKD"},
		{"pt-BR", "R$ 1.234,56", "1234.56 BRL"},
		{"pl", "1 234,56 zł", "1234.56 PLN"},
		{"fr", "1 234,56 €", "1234.56 EUR"},
		{"fr", "12,90 € au lieu de 19,90 €", "12.9 EUR, 19.9 EUR"},
		{"de-CH", "CHF 1'234.50", "1234.5 CHF"},
		{"it", "€ 9,50", "9.5 EUR"},
		{"nl", "€ 12,-", "12 EUR"},
		{"ja", "¥1,234", "1234 JPY"},
		{"ja", "￥1,234（税込）", "1234 JPY"},
		{"ja", "1,234円", "1234 JPY"},
		{"ja", "１，２３４円", "1234 JPY"},
		{"zh-CN", "¥199.00", "199 CNY"},
		{"zh-CN", "199元", "199 CNY"},
		{"zh-TW", "NT$1,234", "1234 TWD"},
		{"zh-TW", "1,280元", "1280 TWD"},
		{"ko", "12,000원", "12000 KRW"},
		{"ko", "₩12,000", "12000 KRW"},
		{"en", "₹499", "499 INR"},
		{"en", "¥500", "500"},
		{"sv", "499 kr", "499"},
		{"en", "<del>£20.00</del> <ins>£15.00</ins>", "-20 GBP, 15 GBP"},
		{"en", `<del aria-hidden="true"><span><bdi><span>£</span>20.00</bdi></span></del> <ins aria-hidden="true"><bdi>£15.00</bdi></ins>`, "-20 GBP, 15 GBP"},
		{"en", `<span class="price price--compare-at"><span>£30</span></span> <span class="price">£25</span>`, "-30 GBP, 25 GBP"},
		{"de", `<span class="price">12<sup>90</sup> €</span>`, "12.9 EUR"},
		{"en", `$12<sup>99</sup>`, "12.99"},
		{"de", `<span itemprop="price">44<sup>95</sup> €</span>`, "44.95 EUR"},
		{"de", `<p class="product-price with-list-price">24,90 €*</p> <span class="list-price-price">29,90 €*</span>`, "24.9 EUR, -29.9 EUR"},
		{"en", `<ul class="price-list"><li>Cut £20</li><li>Colour £45</li></ul>`, "20 GBP, 45 GBP"},
		{"zh-CN", `<span>￥5.30</span><del>10.40</del>`, "5.3 CNY, -10.4 CNY"},
		{"en", `<s>24.00</s> £18.00`, "-24 GBP, 18 GBP"},
		{"en", `£18.00 <s>sold in 1924</s>`, "18 GBP"},
		{"ko", `할인율20%<del>35,000원</del>할인가<b>27,900원</b>`, "-35000 KRW, 27900 KRW"},
		{"en", "Model 2000, 30 % off, 12 pieces, 10 m<sup>2</sup>", ""},
		{"zh-CN", "3元素 5年 100%", ""},
		{"en", "Call 0800 123 123 for 24 hours", ""},
		{"en", "plain 15.00 and EUROPE 5 EURODISC", ""},
	} {
		p := readPage(t, `<html lang="`+c.lang+`"><body><main><p>`+c.body+`</p></main>`)
		if got := amounts(p); got != c.want {
			t.Errorf("%s %q: %s, want %s", c.lang, c.body, got, c.want)
		}
	}
}

// A number with its cents that has a line to itself is the price where nothing else is, and something is to be pressed to buy; marks of buyers and versions are not.
func TestPricesThatAreBareNumbers(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{`<p>298.00</p><button>立即购买</button>`, "298"},
		{`<p>298.00</p>`, ""},
		{`<p>4.90</p><p>298.00</p><button>立即购买</button>`, "298"},
		{`<p>￥12</p><p>298.00</p><button>立即购买</button>`, "12 CNY"},
		{`<p>10.00</p><p>20.00</p><p>30.00</p><p>40.00</p><button>立即购买</button>`, ""},
	} {
		p := readPage(t, `<html lang="zh-CN"><body><main><h1>德化白瓷盖碗</h1>`+c.body+`</main>`)
		if got := amounts(p); got != c.want {
			t.Errorf("%s: %s, want %s", c.body, got, c.want)
		}
	}
}

// Editors write lang="en" into every new page: where a short text does not bear it out, the words of all languages tell what an amount is.
func TestWordsBesidePricesInAnUndeclaredLanguage(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"Prezzo di listino 119,00 €<br>89,00 €<br>Spese di spedizione 6,90 €", "advised  shipping"},
		{"Antigamente R$ 119,00, agora R$ 89,00<br>Frete grátis acima de R$ 200,00", "  free-from"},
		{"Was £119.00<br>£89.00<br>Postage £3.90", "was  shipping"},
	} {
		p := readPage(t, `<html lang="en"><body><main><p>`+c.body+`</p></main>`)
		var kinds []string
		for _, q := range p.Prices {
			kinds = append(kinds, q.Kind)
		}
		if got := strings.Join(kinds, " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.body, got, c.want)
		}
	}
}

func TestPriceCurrencyFromData(t *testing.T) {
	p := readPage(t, `<html lang="en"><head><meta property="og:type" content="product"><meta property="product:price:amount" content="12.90"><meta property="product:price:currency" content="CAD"></head><body>$12.90 and $15</body>`)
	if got := amounts(p); got != "12.9 CAD, 15 CAD" {
		t.Errorf("prices = %s", got)
	}
	p = readPage(t, `<html lang="en"><body><script type="application/ld+json">{"@type":"Product","name":"x","offers":{"price":"9.90","priceCurrency":"eur"}}</script>`)
	if got := amounts(p); got != "9.9 EUR" {
		t.Errorf("prices = %s", got)
	}
}

// A pack that holds one kilogram costs as much as the kilogram: its price was lost beside the equal price of the unit.
func TestPriceOfOneUnit(t *testing.T) {
	for _, c := range []struct{ lang, body, want string }{
		{"en", `<div>£13.20 inc. VAT</div><div>£13.20/kg</div>`, "13.2, 13.2 per kg"},
		{"de", `<div>9,80 €</div><div>Grundpreis: 9,80 €/l</div>`, "9.8, 9.8 per l"},
		{"fr", `<div>7,50 €</div><div>soit 7,50 € / kg</div>`, "7.5, 7.5 per kg"},
		{"it", `<div>€ 7,50</div><div>€ 7,50 / kg</div>`, "7.5, 7.5 per kg"},
		{"es", `<div>7,50 €</div><div>7,50 €/kg</div>`, "7.5, 7.5 per kg"},
		{"nl", `<div>€ 7,50</div><div>€ 7,50 per kg</div>`, "7.5, 7.5 per kg"},
		{"pl", `<div>19,90 zł</div><div>19,90 zł/kg</div>`, "19.9, 19.9 per kg"},
		{"pt-BR", `<div>R$ 39,90</div><div>R$ 39,90/kg</div>`, "39.9, 39.9 per kg"},
		{"ko", `<div>12,000원</div><div>100g당 12,000원</div>`, "12000, 12000 per 100 g"},
		{"zh-CN", `<div>售价¥199.00</div><p>含税价。满199元包邮</p>`, "199, 199"},
		{"en", `<div>£50.00</div><p>Free delivery from £50</p>`, "50, 50"},
		{"de", `<div>4,90 €</div><p>zzgl. 4,90 € Versand</p>`, "4.9, 4.9"},
		{"en", `<div>£13.20</div><div><span class="sr-only">Price: £13.20</span></div>`, "13.2"},
	} {
		var list []string
		for _, p := range readPage(t, `<html lang="`+c.lang+`"><body><main>`+c.body+`</main></body></html>`).Prices {
			s := fmt.Sprint(p.Amount)
			if p.Per != "" {
				s += " per " + p.Per
			}
			list = append(list, s)
		}
		if got := strings.Join(list, ", "); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.lang, c.body, got, c.want)
		}
	}
}
