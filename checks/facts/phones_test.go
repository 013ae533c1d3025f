package facts_test

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
)

// TestPhonesInAnyNotation: however a shop of a market writes its number beside its label or with its country, it is read as the same number. The
// numbers are of ranges kept for films, or invented with the digits of a place.
func TestPhonesInAnyNotation(t *testing.T) {
	for _, tt := range []struct {
		lang, host, want string
		lines            []string
	}{
		{"en", "valley.co.uk", "+441134960142", []string{"Phone: 0113 496 0142", "Call us on 0113 4960142", "Tel +44 113 496 0142", "+44 (0)113 496 0142", "T: 0113-496-0142", "Telephone (0113) 496 0142", "Call us: 0044 113 496 0142", `<a href="tel:01134960142">Call</a>`}},
		{"en", "valley.us", "+12125550142", []string{"Phone: (212) 555-0142", "Call 212.555.0142", "Tel: 212-555-0142", "+1 212 555 0142", "Call us at +1 (212) 555-0142", `<a href="tel:+1-212-555-0142">+1 212 555 0142</a>`, "Toll free phone: 1 (212) 555-0142"}},
		{"de", "kerzen.de", "+493023125142", []string{"Telefon: 030 23125142", "Tel.: 030 / 231 25 - 142", "Tel 030/23125142", "Fon +49 (0) 30 231 25 142", "Telefon +49 30 23125142", "Tel.: 0049-30-23125142", "Telefonnummer: (030) 231 251 42", "Hotline: 030-23125142", "☎ 030 23125142"}},
		{"de", "kerzen.at", "+4319960142", []string{"Telefon: 01 996 01 42", "Tel: +43 1 9960142", "Tel. +43 (0)1 996 01 42"}},
		{"de", "kerzen.ch", "+41449960142", []string{"Telefon 044 996 01 42", "Tel. +41 44 996 01 42", "Tel: +41 (0)44 996 01 42"}},
		{"fr", "bougies.fr", "+33465710142", []string{"Tél. : 04 65 71 01 42", "Téléphone : 04.65.71.01.42", "Tel +33 4 65 71 01 42", "+33 (0)4 65 71 01 42", "Par téléphone au 0465710142", "Tél : 04-65-71-01-42"}},
		{"es", "velas.es", "+34961990142", []string{"Teléfono: 961 99 01 42", "Tel. 961990142", "Tlf: +34 961 990 142", "Llámanos al teléfono 96 199 01 42", "Tel.: (+34) 961 99 01 42"}},
		{"it", "candele.it", "+390559901420", []string{"Telefono: 055 9901420", "Tel. 055/9901420", "Tel: +39 055 990 1420", "Tel. (+39) 055.9901420", "Telefono 055-9901420"}},
		{"nl", "kaarsen.nl", "+31307990142", []string{"Telefoon: 030 799 0142", "Tel: 030-7990142", "T +31 30 799 0142", "Tel. +31 (0)30 799 01 42", "Bel ons: 030 7990142"}},
		{"pl", "swiece.pl", "+48619900142", []string{"Telefon: 61 990 01 42", "tel. 619900142", "Tel: +48 61 990 01 42", "tel.: (61) 990-01-42", "Infolinia: 61 990 01 42"}},
		{"pt-BR", "velas.com.br", "+554130990142", []string{"Telefone: (41) 3099-0142", "Tel.: 41 3099-0142", "Fone: (41) 3099.0142", "+55 41 3099-0142", "Telefone: +55 (41) 3099 0142"}},
		{"ja", "akari.jp", "+81753610142", []string{"電話番号：075-361-0142", "TEL：075(361)0142", "電話：０７５－３６１－０１４２", "TEL 075-361-0142", "お電話：075 361 0142", "Tel: +81-75-361-0142"}},
		{"ko", "ondam.kr", "+8227390142", []string{"전화번호: 02-739-0142", "TEL. 02-739-0142", "고객센터 전화 02)739-0142", "대표전화 : 02.739.0142", "전화: +82-2-739-0142"}},
		{"zh-CN", "deng.cn", "+8657188990142", []string{"电话：0571-88990142", "客服电话：0571 8899 0142", "联系电话：(0571)88990142", "电话：+86-571-88990142", "服务热线：0571-88990142"}},
		{"zh-TW", "zhu.tw", "+886227390142", []string{"電話：02-2739-0142", "客服專線：(02)2739-0142", "電話：02 2739 0142", "TEL：+886-2-2739-0142", "聯絡電話：02-27390142"}},
	} {
		for _, line := range tt.lines {
			html := `<html lang="` + tt.lang + `"><head><title>Shop</title></head><body><main><h1>Shop</h1></main><footer><p>` + line + `</p></footer></body></html>`
			site := checktest.Input(t, checktest.Shop(t, checktest.Page{URL: "https://" + tt.host + "/", HTML: html}), checktest.Options{Lang: strings.ToLower(tt.lang)}).Site
			if len(site.Phones) != 1 || site.Phones[0].Value != tt.want {
				t.Errorf("%s %q gives %+v, want %s", tt.lang, line, site.Phones, tt.want)
			}
		}
	}
}
