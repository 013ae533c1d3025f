package claim

import (
	"slices"
	"testing"
)

// TestUntilADayOfTheWeek: what holds until Sunday is a campaign, in every language.
func TestUntilADayOfTheWeek(t *testing.T) {
	for lang, texts := range map[string][]string{
		"en": {"Free delivery over £30 until Sunday", "Free delivery over £30 till Monday midnight"}, "de": {"Nur bis Sonntag: versandkostenfrei ab 30 €"},
		"fr": {"Livraison offerte dès 30 € jusqu'à dimanche"}, "es": {"Hasta domingo envío gratis desde 30 €"}, "it": {"Fino a domenica spedizione gratuita da 30 €"},
		"nl": {"Tot zondag gratis verzending vanaf € 30"}, "pl": {"Do niedzieli darmowa dostawa od 150 zł"}, "pt-br": {"Até domingo, frete grátis acima de R$ 99"},
		"ja": {"日曜日まで8,000円以上送料無料"}, "ko": {"일요일까지 3만원 이상 무료배송"}, "zh-cn": {"到周日满99包邮"}, "zh-tw": {"至週日滿800免運"},
	} {
		for _, text := range texts {
			if got := Limits(text, lang); !slices.Contains(got, Season) {
				t.Errorf("%s: %v, want a season", text, got)
			}
		}
	}
}

// TestGoodsAcrossWords: the end of one Korean word and the beginning of the next name no goods together.
func TestGoodsAcrossWords(t *testing.T) {
	for text, want := range map[string]bool{
		"반품 배송비는 저희가 전액 부담합니다.": false, "고객님이 아니라 회사가 구매처를 안내합니다.": false, "대형 가전은 배송비가 따로 있습니다.": true, "주문 제작 상품은 반품할 수 없습니다.": true,
	} {
		if got := slices.Contains(Limits(text, "ko"), Goods); got != want {
			t.Errorf("%s: goods %v, want %v", text, got, want)
		}
	}
}

// TestDuringAGuarantee: how long a guarantee runs is no season.
func TestDuringAGuarantee(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       bool
	}{
		{"ja", "お届けから3年間の保証期間中は、無償で修理いたします。", false}, {"ja", "セール期間中は返品できません。", true}, {"ja", "期間中は送料無料です。", true},
		{"en", "During the guarantee we repair it free of charge.", false}, {"de", "Während der Garantiezeit reparieren wir kostenlos.", false},
		{"zh-cn", "保修期内免费维修。", false}, {"zh-cn", "活动期间不退换。", true},
	} {
		if got := slices.Contains(Limits(c.text, c.lang), Season); got != c.want {
			t.Errorf("%s: season %v, want %v", c.text, got, c.want)
		}
	}
}

// TestOuterTermsAndOwnVans: the longest time that the law or the terms allow, and goods that the shop brings itself, stand beside what is promised for parcels.
func TestOuterTermsAndOwnVans(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       Limit
	}{
		{"nl", "De uiterste termijn is 30 dagen.", Law}, {"de", "Die äußerste Frist beträgt 30 Tage.", Law}, {"en", "The outer limit is 30 days.", Law}, {"fr", "Le délai maximal est de 30 jours.", Law},
		{"it", "Il termine massimo è di 30 giorni.", Law}, {"pl", "Termin maksymalny to 30 dni.", Law}, {"pt-br", "O prazo máximo é de 30 dias.", Law},
		{"nl", "Levertijd 5 tot 8 werkdagen, met eigen vervoer", Method}, {"de", "In 5 bis 8 Werktagen mit eigenem Fahrzeug", Method}, {"fr", "Livré en 5 à 8 jours avec notre camionnette", Method},
		{"pl", "Dostawa w 5–8 dni własnym transportem", Method}, {"ja", "自社便で5〜8日でお届け", Method}, {"ko", "5~8일 안에 직접 배송해 드립니다", Method},
	} {
		if got := Limits(c.text, c.lang); !slices.Contains(got, c.want) {
			t.Errorf("%s: %v, want %s", c.text, got, c.want)
		}
	}
}
