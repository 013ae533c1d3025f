package money

import "testing"

func TestPricesOfSoManyPieces(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"4+ | € 46,00": "4", "ab 10 Stück | 8,90 €": "10", "10–19 szt. | 12,00 zł": "10", "10個以上 | 980円": "10", "100件起 | ¥3.20": "100", "Größe 4 | 46,00 €": "", "4 | 46,00 €": "", "Size 4+ | £46.00": "",
	} {
		if got := Read(text, Options{}); len(got) != 1 || got[0].Per != want {
			t.Errorf("%s: %+v", text, got)
		}
	}
}

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
		{"zh-cn", "运费：两瓶起包邮，一瓶收10元", []Kind{Shipping}},
		{"de", "Versand: ab zwei Gläsern frei, sonst 4,90 €", []Kind{Shipping}},
		{"fr", "Colis réfrigéré : 11,90 €, offert à partir de 75 € d'achat.", []Kind{Shipping, FreeFrom}},
		{"fr", "Prix : 11,90 €, livraison offerte à partir de 75 € d'achat.", []Kind{Price, FreeFrom}},
		{"de", "zzgl. 3,30 € Pfand (12 × 0,15 € Flasche, 1,50 € Kasten)", []Kind{Deposit, Deposit, Deposit}},
		{"de", "zzgl. 3,30 € Pfand\n(Kerze 12,90 €)", []Kind{Deposit, Price}},
		{"zh-cn", "秒杀价 ¥9.9\n¥19.9\n距结束", []Kind{Price, Was}},
		{"zh-cn", "秒杀价 ¥9.9\n¥19.9 两件", []Kind{Price, Price}},
		{"zh-cn", "优惠价：￥89.9￥200\n可预订", []Kind{Price, Was}},
		{"zh-cn", "优惠价：￥89.9 ￥200\n可预订", []Kind{Price, Price}},
		{"nl", "€ 40,17 Actie korting -10% € 36,15 incl. 21% btw · € 29,88 excl. btw", []Kind{Was, Price, Net}},
		{"nl", "€ 40,17\n10% korting: € 4,02", []Kind{Price, Saving}},
		{"zh-cn", "小号 ¥9.9\n¥19.9\n大号", []Kind{Price, Price}},
		{"zh-cn", "定金 ¥50（可抵 ¥80）", []Kind{Deposit, Saving}},
		{"zh-cn", "满 99元免基础运费", []Kind{FreeFrom}},
		{"zh-tw", "市售價 1,680元", []Kind{Was}},
		{"zh-tw", "360 元（一顆 40 元）", []Kind{Price, Unit}},
		{"ko", "24% 21,000원 15,900원", []Kind{Was, Price}},
		{"de", "Alkohol 10 % 20,00 € 15,00 €", []Kind{Price, Price}},
		{"ko", "텍스트리뷰 50원, 포토리뷰 150원 적립", []Kind{Points, Points}},
		{"pl", "Deska 30×45 – 119 zł", []Kind{Price}},
		{"zh-cn", "￥5.3010.4", nil},
		{"ja", "送料は別途（東北 700円、関東 800円）", []Kind{Shipping, Shipping}},
		{"de", "zzgl. Versand 4,50 €", []Kind{Shipping}},
		{"de", "Preis inkl. MwSt. zzgl. Versand: 34,00 €", []Kind{Price}},
		{"de", "Versand extra (Inland 4,90 €, Österreich 9,90 €)", []Kind{Shipping, Shipping}},
		{"nl", "Exclusief verzendkosten (€ 4,95 per zending)", []Kind{Shipping}},
		{"de", "Kerze (groß 12,90 €, klein 8,90 €)", []Kind{Price, Price}},
		{"ko", "배송비\n3,500원 (60,000원 이상 무료배송)", []Kind{Shipping, FreeFrom}},
		{"nl", "Verzendkosten\n€ 4,95", []Kind{Shipping}},
		{"de", "Kerze mit Versand\n12,90 €", []Kind{Price}},
		{"ko", "32,000원 40,000원 20%", []Kind{Price, Was}},
		{"de", "32,00 € 40,00 € 50 %", []Kind{Price, Price}},
		{"en", "R$149,99\nou 3x de R$50,00", []Kind{Price, Instalment}},
		{"it", "99,00 €\n3 x 33,00 €", []Kind{Price, Instalment}},
		{"it", "99,00 €\n3 x 45,00 €", []Kind{Price, Price}},
		{"en", "Carriage is £8.95 on the small size and £14.95 on the others.", []Kind{Shipping, Shipping}},
		{"fr", "Envoi à 3,00 € dès 35 € de livres neufs", []Kind{Shipping, Shipping}},
		{"pt-br", "ou 3x sem juros de R$10,00", []Kind{Instalment}},
		{"zh-tw", "NT$600（每100g NT$400）", []Kind{Price, Unit}},
		{"ja", "通常購入 1,620円（税込） 定期便 1,458円（税込）", []Kind{Price, Price}},
		{"ko", "배송비 | 선불3,000원(50,000원 이상 무료배송)", []Kind{Shipping, FreeFrom}},
		{"ko", "배송금액\n9,500원 (제주 산간 지역 배송불가)", []Kind{Shipping}},
		{"ja", "送料 | 全国700円", []Kind{Shipping}},
		{"zh-cn", "运费 | 到付12元", []Kind{Shipping}},
		{"de", "Versand | pauschal 4,90 €", []Kind{Shipping}},
		{"de", "Versand | Preis 12,90 €", []Kind{Price}},
		{"de", "Tasse mit Versand | blau 12,90 €", []Kind{Price}},
		{"pt-br", "Pague com a carteira e receba R$ 0,29 (2% de volta)", []Kind{Points}},
		{"de", "0,45 € (3 % Cashback)", []Kind{Points}},
		{"fr", "0,45 € (3 % de fidélité)", []Kind{Points}},
		{"zh-tw", "NT$ 12 (1% 回饋)", []Kind{Points}},
		{"ko", "89,900원 (10% 할인)", []Kind{Price}},
		{"zh-tw", "$\n199\n加入購物車", []Kind{Price}},
		{"de", "€\n12,90\nIn den Warenkorb", []Kind{Price}},
		{"ja", "¥\n1,980\nカートに入れる", []Kind{Price}},
		{"en", "Sizes in $\n199 pages", nil},
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
