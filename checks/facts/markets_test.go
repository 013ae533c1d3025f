package facts_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
)

// TestMarketsAreFoundFromWhatAShopShows: where a seller sits is one thing, to whom he sells another; what is unsure is shown and not scored.
func TestMarketsAreFoundFromWhatAShopShows(t *testing.T) {
	english := `<p>We pour every candle by hand from the wax of beekeepers in the valley, and we are glad when somebody likes the smell of it and writes to us.</p>`
	german := `<p>Wir ziehen unsere Kerzen von Hand aus dem Wachs der Imkereien in der Umgebung und freuen uns, wenn sie Ihnen gefallen und Sie uns schreiben.</p>`
	french := `<p>Nous coulons nos bougies à la main avec la cire des apiculteurs des environs et nous sommes heureux quand elles vous plaisent.</p>`
	portuguese := `<p>Fazemos nossas velas à mão com a cera de apicultores da região e ficamos felizes quando você gosta do cheiro delas e escreve para nós.</p>`
	for _, tt := range []struct {
		name, host, lang, head, filler, price, footer string
		scored, shown                                 string
	}{
		{"a German shop", "kerzen.com", "de", "", german, "12,90 €", `<p>Kerzenstube Lindner GmbH, Lindenweg 12, 10999 Berlin</p><p>USt-IdNr. DE129273398</p>`, "de", ""},
		{"a German shop that delivers to Austria", "kerzen.de", "de", "", german, "12,90 €", `<p>Wir liefern nach Deutschland und Österreich.</p><p>Lindenweg 12, 10999 Berlin</p>`, "de", "at"},
		{"an Austrian version of a German shop", "kerzen.com", "de", `<link rel="alternate" hreflang="de-AT" href="https://kerzen.com/"><link rel="alternate" hreflang="de-DE" href="https://kerzen.com/de/">`, german, "12,90 €", ``, "at", ""},
		{"a Chinese seller who sells in English for dollars", "glow.com", "en", "", english, "$12.90 USD", `<p>地址：浙江省杭州市西湖区灯巷路12号3幢</p><p>统一社会信用代码：91110000600037341L</p>`, "", "cn"},
		{"a British shop", "valley.com", "en", "", english, "£12.90", `<p>12 Mill Lane, Leeds LS1 4AP, United Kingdom</p>`, "uk", ""},
		{"a company number is nobody's by itself", "valley.com", "en", "", english, "HK$12.90", `<p>Valley Trading Limited, Company No. 1234567</p>`, "", ""},
		{"a Belgian shop", "bougies.com", "fr", "", french, "12,90 €", `<p>Bougies Lambert SRL, Rue Neuve 12, 1000 Bruxelles, Belgique</p><p>Tél. +32 2 217 01 42</p>`, "eu", ""},
		{"a Brazilian shop that says nothing of itself", "velas.com.br", "pt-BR", "", portuguese, "R$ 12,90", ``, "br", ""},
		{"English alone points nowhere", "valley.com", "en", "", english, "12.90", ``, "", ""},
		{"an Indian exporter who sells for dollars", "kaveri.com", "en", "", english, "$12.90 USD", `<p>No. 12, MG Road, Indiranagar, Bengaluru 560038, Karnataka, India</p><p>GSTIN 27AAPFU0939F1ZV</p>`, "", "in"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			base := "https://" + tt.host + "/"
			html := `<html lang="` + tt.lang + `"><head><title>Shop</title>` + tt.head + `</head><body><main><h1>Shop</h1>` + strings.Repeat(tt.filler, 4) + `<p>` + tt.price + `</p></main><footer>` + tt.footer + `</footer></body></html>`
			product := strings.Replace(html, "<h1>Shop</h1>", `<h1>A</h1><form method="post" action="/c"><button>Buy</button></form>`, 1)
			site := checktest.Input(t, checktest.Shop(t, checktest.Page{URL: base, HTML: html}, checktest.Page{URL: base + "p/1", HTML: product}), checktest.Options{}).Site
			var scored, shown []string
			for _, m := range site.Markets {
				if len(m.Reasons) == 0 {
					t.Errorf("%s has no reason", m.Code)
				}
				if m.Scored {
					scored = append(scored, m.Code)
				} else {
					shown = append(shown, m.Code)
				}
			}
			if got := strings.Join(scored, " "); got != tt.scored {
				t.Errorf("scored %q, want %q: %s", got, tt.scored, fmt.Sprint(site.Markets))
			}
			if tt.shown != "" && !slices.Contains(shown, tt.shown) {
				t.Errorf("shown %q, want %q among them: %s", shown, tt.shown, fmt.Sprint(site.Markets))
			}
		})
	}
}
