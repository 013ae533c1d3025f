package extract

import (
	"testing"

	"github.com/shopvet/shopvet/snapshot"
)

// TestOffersAndTheirLastDay: a line that names an offer and until when it holds is marked, however its days are written; the days of former prices, of
// certificates, of rest and of what a text rests on are others.
func TestOffersAndTheirLastDay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang, line string
		want       bool
	}{
		{"en", "Black Friday week – 25% off everything, 24–30 November 2025", true},
		{"en", "Free UK delivery until 31/08/2025", true},
		{"en", "Easter offer: 15% off with code EGG15, valid to 21 April 2025", true},
		{"en", "Save 10% on all mugs, offer closes 30 September 2025", true},
		{"de", "Sommerschlussverkauf: nur noch bis 31. August 2025!", true},
		{"de", "Black Week 24.11.–30.11.2025: 20 % auf alles", true},
		{"fr", "Promotion de rentrée du 1er au 30 septembre 2025", true},
		{"es", "Rebajas de verano hasta el 31 de agosto de 2025", true},
		{"it", "Saldi estivi fino al 31 agosto 2025", true},
		{"nl", "Zomeropruiming t/m 31 augustus 2025", true},
		{"pl", "Letnia wyprzedaż do 31 sierpnia 2025", true},
		{"pt-br", "Liquidação de inverno até 31/08/2025", true},
		{"zh-cn", "国庆大促:全场八折,2025年9月25日至10月8日", true},
		{"zh-cn", "国庆特惠 全场满200减30 2025年10月1日-10月8日", true},
		{"zh-cn", "中秋优惠,9折,截止2025年9月20日", true},
		{"zh-tw", "中秋檔期全館 9 折,2025/9/1~2025/9/30", true},
		{"ja", "冬ギフト10%OFF 2025.11.1(土)-2025.12.10(水)", true},
		{"ko", "한가위 전 상품 10% 할인 2025년 9월 8일 ~ 10월 2일", true},
		{"ko", "봄맞이 2025.3.1 ~ 2025.3.31 전 상품 무료배송", true},
		{"en", "Lowest price before the discount, 1–30 October 2025: £12.00", false},
		{"de", "Niedrigster Preis der letzten 30 Tage vor dem Rabatt (01.10.–30.10.2025): 12,00 €", false},
		{"fr", "Prix le plus bas avant la réduction, du 1er au 30 octobre 2025 : 12 €", false},
		{"pl", "Najniższa cena przed rabatem, 1–30 października 2025: 12 zł", false},
		{"es", "Exposición en el museo del 1 al 30 de septiembre de 2025", false},
		{"it", "Certificato biologico valido fino al 31 dicembre 2025, -10% di umidità", false},
		{"nl", "Onze kaarsen hingen in het museum tot 31 augustus 2025", false},
		{"ja", "通常価格は2025年9月1日から10月31日までの価格で、今は10%OFFです", false},
		{"ko", "배송 휴무 2025.10.01 ~ 2025.10.05, 무료배송은 계속됩니다", false},
		{"zh-cn", "原价为2025年8月1日至8月31日的成交价,现享八折", false},
		{"zh-tw", "本店 2025/10/01～2025/10/05 休息,滿千免運", false},
	} {
		p := readPage(t, `<html lang="`+c.lang+`"><body><main><h1>x</h1><p>`+c.line+`</p></main></body></html>`)
		if got := len(p.marks(snapshot.MarkPromo)) > 0; got != c.want {
			t.Errorf("%s, %s: %v", c.lang, c.line, got)
		}
	}
}
