package product_test

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/product"
	"github.com/shopvet/shopvet/verdict"
)

func TestAuthenticity(t *testing.T) {
	brand := func(name string) string {
		return data(`"sku":"1","brand":{"@type":"Brand","name":"`+name+`"}`) + buy
	}
	many := []string{brand("Northwind"), brand("Kestrel Tools"), brand("Aldermoor"), brand("Kestrel Tools")}
	with := func(text string) []string { return append([]string{brand("Northwind") + text}, many[1:]...) }
	open := func(pages []checktest.Page) []checktest.Page { // a link that leads to what was not read
		pages[0].HTML = strings.Replace(pages[0].HTML, `</footer>`, `<a href="/unread">More</a></footer>`, 1)
		return pages
	}
	checktest.Table(t, product.Authenticity,
		checktest.Case{Name: "an authorised dealer", Pages: shop("en", with(`<p>We are an authorised dealer of Kestrel Tools.</p>`)...), Want: verdict.Pass, Reason: "stated"},
		checktest.Case{Name: "others' brands without a word", Pages: shop("en", many...), Want: verdict.Warn, Reason: "none", Total: 1, At: []string{base + "p/3"}},
		checktest.Case{Name: "the shop's own brand", Pages: shop("en", same(6, brand("Valley Candles"))...), Want: verdict.NotApplicable, Reason: "own"},
		checktest.Case{Name: "one supplier besides", Pages: shop("en", brand("Valley Candles"), brand("Valley Candles"), brand("Northwind")), Want: verdict.NotApplicable, Reason: "own"},
		checktest.Case{Name: "books have publishers", Pages: shop("en", data(`"isbn":"9783161484100","brand":"Northwind"`)+buy, data(`"isbn":"9783161484100","brand":"Kestrel"`)+buy, data(`"isbn":"9783161484100","brand":"Aldermoor"`)+buy), Want: verdict.NotApplicable},
		checktest.Case{Name: "so does food", Pages: shop("en", brand("Northwind")+`<p>Ingredients: rye flour, water, salt.</p>`, brand("Kestrel")+`<p>Ingredients: rye flour, water, salt.</p>`, brand("Aldermoor")+`<p>Ingredients: rye flour, water, salt.</p>`), Want: verdict.NotApplicable},
		checktest.Case{Name: "no brand is named", Pages: shop("en", same(6, data(`"sku":"1"`)+buy)...), Want: verdict.NotApplicable},
		checktest.Case{Name: "not everything was read", Pages: open(shop("en", many...)), Want: verdict.Unknown, Reason: checks.KeyNoFullLook},
	)
	for lang, line := range map[string]string{
		"de": "Wir sind autorisierter Fachhändler.", "fr": "Nous sommes revendeur agréé.", "es": "Somos distribuidor oficial.", "it": "Siamo rivenditore autorizzato.", "nl": "Wij zijn officieel dealer.", "pl": "Jesteśmy autoryzowanym sprzedawcą: autoryzowany sprzedawca.",
		"pt-br": "Somos revendedor autorizado.", "ja": "当店は正規販売店です。", "ko": "100% 정품입니다.", "zh-cn": "正品保证，假一赔十。", "zh-tw": "原廠公司貨，正品保證。",
	} {
		in := checktest.Input(t, checktest.Shop(t, shop(lang, with(`<p>`+line+`</p>`)...)...), checktest.Options{Lang: lang})
		if r := checktest.Run(t, product.Authenticity, in); r.Status != verdict.Pass {
			t.Errorf("%s: %q is %s", lang, line, r.Status)
		}
	}
}

func TestQualityProof(t *testing.T) {
	bare := data(`"sku":"1"`) + buy + `<p>A lovely thing that everybody likes at once, and a fine present for somebody who has it all.</p>`
	checktest.Table(t, product.QualityProof,
		checktest.Case{Name: "materials", Pages: shop("en", same(6, bare+`<p>Made of beech, oiled by hand.</p>`)...), Want: verdict.Pass},
		checktest.Case{Name: "a sheet of measures", Pages: shop("en", same(6, bare+`<table><tr><td>Height</td><td>24 cm</td></tr><tr><td>Weight</td><td>310 g</td></tr></table>`)...), Want: verdict.Pass},
		checktest.Case{Name: "in the data only", Pages: shop("en", same(6, data(`"material":"stoneware"`)+buy)...), Want: verdict.Pass},
		checktest.Case{Name: "ingredients", Pages: shop("en", same(6, bare+`<p>Ingredients: rye flour, water, salt.</p>`)...), Want: verdict.Pass},
		checktest.Case{Name: "on half of them", Pages: shop("en", append(same(3, bare), same(3, bare+`<p>Material: stoneware</p>`)...)...), Want: verdict.Pass},
		checktest.Case{Name: "measures in a sentence", Pages: shop("en", same(6, bare+`<p>It is 14 cm high, 22 cm wide and weighs 2.6 kg.</p>`)...), Want: verdict.Pass},
		checktest.Case{Name: "books are told by their number", Pages: shop("en", same(6, bare+`<p>ISBN 9783161484100</p>`)...), Want: verdict.Pass},
		checktest.Case{Name: "a size on its sides", Pages: shop("en", same(6, bare+`<p>Letterpress poster, 420 × 594 mm.</p>`)...), Want: verdict.Pass},
		checktest.Case{Name: "what is printed has pages", Pages: shop("en", same(6, bare+`<p>A year of four issues, 160 pages each.</p>`)...), Want: verdict.Pass},
		checktest.Case{Name: "nothing", Pages: shop("en", same(6, bare)...), Want: verdict.Warn, Reason: "missing", Total: 6},
		checktest.Case{Name: "a size in the name is no sheet of measures", Pages: shop("en", same(6, bare+`<p>250 ml</p>`)...), Want: verdict.Warn, Total: 6},
		checktest.Case{Name: "downloads", Pages: shop("en", same(6, bare+`<p>A digital download, sent by e-mail at once: instant download.</p>`)...), Want: verdict.NotApplicable, Reason: "digital"},
		checktest.Case{Name: "no product page", Pages: shop("en"), Want: verdict.Unknown, Reason: "none"},
	)
	for lang, line := range map[string]string{
		"it": "Piatto piano, diametro 27 cm.", "de": "Kerze, 12 cm hoch, Durchmesser 6 cm.", "pt-br": "Moringa de barro queimado no forno a lenha.", "zh-tw": "粉青釉，斷水乾淨。", "zh-cn": "口径8.5厘米，杯壁薄处可透光。", "ja": "ハゼ蝋100％の和ろうそくです。", "ko": "순면 100%로 만들었습니다.",
	} {
		in := checktest.Input(t, checktest.Shop(t, shop(lang, same(3, bare+`<p>`+line+`</p>`)...)...), checktest.Options{Lang: lang})
		if r := checktest.Run(t, product.QualityProof, in); r.Status != verdict.Pass {
			t.Errorf("measures, %s: %q is %s", lang, line, r.Status)
		}
	}
	for lang, line := range map[string]string{
		"de": "Aus massiver Eiche, von Hand geölt.", "fr": "En chêne massif, huilé à la main.", "es": "De roble, aceitado a mano.", "it": "In rovere, oliato a mano.", "nl": "Van eiken, met de hand geolied.", "pl": "Materiał: lite drewno bukowe.",
		"pt-br": "De carvalho, oleado à mão.", "ja": "オーク材を手作業で仕上げました。", "ko": "원목을 손으로 마감했습니다.", "zh-cn": "橡木制成，手工上油。", "zh-tw": "橡木製成，手工上油。",
	} {
		in := checktest.Input(t, checktest.Shop(t, shop(lang, same(3, bare+`<p>`+line+`</p>`)...)...), checktest.Options{Lang: lang})
		if r := checktest.Run(t, product.QualityProof, in); r.Status != verdict.Pass {
			t.Errorf("%s: %q is %s", lang, line, r.Status)
		}
	}
	// Goods are made of more than what shops of wooden and woollen things sell, and live ones tell what they need.
	for _, c := range [][2]string{
		{"en", "Grafted on Flying Dragon rootstock, fruits at waist height. Full sun, free-draining soil."}, {"en", "A slate house sign, letters cut by hand."}, {"en", "Wipe clean with a damp cloth."},
		{"de", "Schale aus Schiefer, mit Wachs abgerieben."}, {"de", "Sonniger Standort, winterhart bis zum Alpenrand."}, {"fr", "Corbeille en osier, tressée ici."}, {"fr", "Poignée en laiton, reste en frêne."},
		{"es", "Cesta de mimbre trenzada en casa."}, {"it", "Cesto di vimini di castagno."}, {"nl", "Mand van wilgentenen, met de hand gevlochten."}, {"pl", "Koszyk z wikliny, rączka ze skóry."}, {"pt-br", "Mós de aço e regulagem de 18 cliques."},
		{"ja", "真珠と14kgfのイヤリングです。"}, {"ko", "편백으로 짠 상자입니다."}, {"zh-cn", "藤编提篮，提手缠棉绳。"}, {"zh-tw", "藤編提籃，提把纏棉繩。"},
	} {
		in := checktest.Input(t, checktest.Shop(t, shop(c[0], same(3, bare+`<p>`+c[1]+`</p>`)...)...), checktest.Options{Lang: c[0]})
		if r := checktest.Run(t, product.QualityProof, in); r.Status != verdict.Pass {
			t.Errorf("%s: %q is %s", c[0], c[1], r.Status)
		}
	}
	// What is sold with a smile alone, and by size, colour and weight of the parcel, tells nothing of the goods.
	for _, c := range [][2]string{
		{"en", "Our bestseller: everybody in New Jersey wants one. Choose your size and colour. Pages: home, contact."}, {"de", "Unser Liebling, in großer Breite an Farben. Größe wählen, Gewicht des Pakets zählt beim Versand."},
		{"fr", "Notre chouchou, de toutes les couleurs. Choisissez la taille ; le port dépend du poids."}, {"es", "El favorito de la casa, ante todo alegre. Elija talla y color; el envío va según el peso."},
		{"it", "Il preferito di tutti. Scegli taglia e colore; la spedizione dipende dal peso."}, {"nl", "Onze lieveling, in alle kleuren. Kies je maat; verzending naar gewicht."}, {"pl", "Nasz ulubieniec w wielu kolorach. Wybierz rozmiar; dostawa zależy od wagi."},
		{"pt-br", "O queridinho da casa, em várias cores. Escolha o tamanho; entre na sua conta para comprar."}, {"ja", "当店の人気商品です。サイズと色をお選びください。東京都杉並区から発送。"}, {"ko", "저희 가게의 인기 상품입니다. 색상과 사이즈를 고르세요. 주문 수정은 문의해 주세요."},
		{"zh-cn", "本店人气商品，请选择规格和颜色，运费按重量计算。"}, {"zh-tw", "本店人氣商品，請選擇顏色，運費按重量計算。"},
	} {
		in := checktest.Input(t, checktest.Shop(t, shop(c[0], same(3, bare+`<p>`+c[1]+`</p>`)...)...), checktest.Options{Lang: c[0]})
		if r := checktest.Run(t, product.QualityProof, in); r.Status != verdict.Warn {
			t.Errorf("%s: %q is %s", c[0], c[1], r.Status)
		}
	}
}
