package ident

import (
	"strings"
	"testing"
)

func addressesOf(text, lang string) string {
	var out []string
	for _, a := range Addresses(text, lang) {
		s := a.Country + " " + a.Postcode + " " + a.Town
		if a.Kind != KindStreet {
			s += " " + a.Kind
		}
		if a.Dummy {
			s += " dummy"
		}
		out = append(out, strings.TrimSpace(s))
	}
	return strings.Join(out, "; ")
}

func TestAddresses(t *testing.T) {
	tests := []struct{ name, lang, text, want string }{
		{"Germany, two lines", "de", "Lindenweg 12\n50667 Köln", "DE 50667 Köln"},
		{"Germany, one line", "de", "Blaukessel GmbH, Lindenweg 12a, 50667 Köln", "DE 50667 Köln"},
		{"Germany, bars", "de", "Lindenstr. 12 | 50667 Köln | Deutschland", "DE 50667 Köln"},
		{"Germany, dots", "de", "Blaukessel · Lindenallee 3-5 · D-50667 Köln", "DE 50667 Köln"},
		{"Germany, no mark at all", "de", "Lindenweg 12 50667 Köln", "DE 50667 Köln"},
		{"Germany, street without a street word", "de", "Anschrift: Kirchberg 7\n50667 Köln", "DE 50667 Köln"},
		{"Germany, a house behind", "de", "Impressum\nAm Alten Tor 5\nHinterhaus\n06108 Halle (Saale)", "DE 06108 Halle (Saale)"},
		{"Germany, in a sentence", "de", "Besuchen Sie uns in der Lindenstraße 5, 80331 München.", "DE 80331 München"},
		{"Austria", "de", "Mariahilfer Straße 10\n1070 Wien\nÖsterreich", "AT 1070 Wien"},
		{"Austria by region", "de-AT", "Mariahilfer Straße 10, 1070 Wien", "AT 1070 Wien"},
		{"Switzerland by prefix", "de", "Bahnhofstrasse 1, CH-8001 Zürich", "CH 8001 Zürich"},
		{"Switzerland by spelling", "de", "Bahnhofstrasse 1, 8001 Zürich", "CH 8001 Zürich"},
		{"Austria by spelling", "de", "Mariahilfer Straße 10, 1070 Wien", "AT 1070 Wien"},
		{"Austria or Switzerland", "de", "Hauptplatz 1, 8430 Leibnitz", "8430 Leibnitz"},
		{"France", "fr", "12 rue des Lilas, 75011 Paris", "FR 75011 Paris"},
		{"France, bis", "fr", "5 bis, avenue Jean Jaurès\n69007 Lyon cedex 07", "FR 69007 Lyon"},
		{"Spain", "es", "Calle Mayor, 5, 2º B, 28013 Madrid", "ES 28013 Madrid"},
		{"Spain, short", "es", "C/ Mayor 5\n28013 Madrid", "ES 28013 Madrid"},
		{"Italy", "it", "Via Garibaldi 12 - 20121 Milano (MI)", "IT 20121 Milano (MI)"},
		{"Italy, comma before the number", "it", "Sede legale: Via Garibaldi, 12, 20121 Milano", "IT 20121 Milano"},
		{"Netherlands", "nl", "Keizersgracht 123\n1015 CJ Amsterdam", "NL 1015 CJ Amsterdam"},
		{"a site builder's own", "en", "500 Terry Francine Street, San Francisco, CA 94158", "US 94158 San Francisco dummy"},
		{"a template's", "en", "A108 Adam Street, New York, NY 10016", "US 10016 New York dummy"},
		{"New Zealand, the country behind the postcode", "en", "12 Queen Street, Auckland 1010, New Zealand", "NZ 1010 Auckland"},
		{"Belgium", "nl", "Kerkstraat 5, 9000 Gent, België", "BE 9000 Gent"},
		{"Portugal", "pt", "Rua Augusta 15, 1100-048 Lisboa", "PT 1100-048 Lisboa"},
		{"Poland", "pl", "ul. Marszałkowska 10/4, 00-590 Warszawa", "PL 00-590 Warszawa"},
		{"Poland without a street word", "pl", "Zielona 5\n61-851 Poznań", "PL 61-851 Poznań"},
		{"Denmark", "da", "Vesterbrogade 10, 1620 København V", "DK 1620 København V"},
		{"Sweden", "sv", "Drottninggatan 5, 111 51 Stockholm", "SE 111 51 Stockholm"},
		{"Hungary, town first", "hu", "1051 Budapest, Fő utca 1.", "HU 1051 Budapest"},
		{"UK, a house with a name", "en", "Fell & Heddle Ltd, Low Mill, Mill Brow, Kirkby Lonsdale, LA6 2AT", "GB LA6 2AT Kirkby Lonsdale"},
		{"UK, a house with a name, lines", "en", "Fell & Heddle Ltd\nThe Old Barn\nNether Wallop\nSO20 8EZ", "GB SO20 8EZ Nether Wallop"},
		{"UK, the seat in a sentence", "en", "with its registered office at Low Mill, Kirkby Lonsdale, LA6 2AT", "GB LA6 2AT Kirkby Lonsdale"},
		{"a UK postcode in a sentence", "en", "Our Postcode Tool knows LA6 2AT", ""},
		{"a phone number and a weekday", "en", "Ring us on 01524 388217, Monday to Friday, or write", ""},
		{"France, a town of several words", "fr", "14 rue de la Tournerie\n39260 Moirans-en-Montagne", "FR 39260 Moirans-en-Montagne"},
		{"Taiwan, a company number above", "zh-TW", "統一編號 54281739\n台南市永康區中正北路 286 號 3 樓", "TW  台南市永康區"},
		{"China, in a sentence", "zh-CN", "经营，地址为江西省景德镇市珠山区新厂西路139号陶溪川南区6栋203室。", "CN  江西省景德镇市珠山区"},
		{"UK", "en", "Blue Kettle Ltd, 12 Mill Lane, Bath, BA1 2AB", "GB BA1 2AB Bath"},
		{"UK, lines", "en", "Unit 4 Orchard Business Park\nMill Lane\nBath\nBA1 2AB\nUnited Kingdom", "GB BA1 2AB Bath"},
		{"Ireland", "en", "10 Dame Street, Dublin 2, D02 XY45", "IE D02 XY45 Dublin 2"},
		{"US", "en", "1600 Orchard Parkway, Suite 200, Portland, OR 97201", "US 97201 Portland"},
		{"US, state in full", "en", "350 Orchard Avenue\nAlbany, New York 12207-1234", "US 12207-1234 Albany"},
		{"Canada", "en", "350 Bay Street, Suite 700, Toronto, ON M5H 2S6", "CA M5H 2S6 Toronto"},
		{"Canada in French", "fr", "350 rue Saint-Paul, Montréal, QC H2Y 1H2", "CA H2Y 1H2 Montréal"},
		{"Australia", "en", "45 Collins Street, Melbourne VIC 3000", "AU 3000 Melbourne"},
		{"India", "en", "12 MG Road, Indiranagar, Bengaluru - 560038, Karnataka, India", "IN 560038 Bengaluru"},
		{"India, what lies between house and street", "en", "1184, Kucha Mahajani, Chandni Chowk, Delhi - 110006", "IN 110006 Delhi"},
		{"India, a shop in a village of Mumbai", "en", "Kolam Kitchen, Shop No. 5, Gundavali Gaothan, Andheri East, Mumbai, Maharashtra 400069", "IN 400069 Maharashtra"},
		{"Brazil", "pt-br", "Rua Augusta, 1500 - Consolação, São Paulo - SP, 01304-001", "BR 01304-001 São Paulo"},
		{"Brazil, a room and a dash", "pt-br", "Rua das Gaivotas, 215, sala 3, Pântano do Sul, Florianópolis – SC, 88067-400", "BR 88067-400 Florianópolis"},
		{"Brazil, country and a next sentence", "pt-br", "A loja é da Casa Azul Ltda., Rua Augusta, 1500, Consolação, São Paulo - SP, 01304-001, Brasil. O contato é por e-mail.", "BR 01304-001 São Paulo"},
		{"Poland, a next sentence", "pl", "Sklep mieści się przy ul. Marszałkowskiej 10, 00-590 Warszawa. Zapraszamy.", "PL 00-590 Warszawa"},
		{"Switzerland, a dot in the town", "de", "Lindenstrasse 5, CH-9000 St. Gallen. Wir freuen uns.", "CH 9000 St. Gallen"},
		{"Brazil, CEP", "pt-br", "Av. Paulista, 1000, Bela Vista, São Paulo/SP, CEP: 01310-100", "BR 01310-100 São Paulo"},
		{"Japan", "ja", "所在地：〒150-0002 東京都渋谷区渋谷1-2-3 青空ビル5F", "JP 150-0002 渋谷区"},
		{"Japan, glued and full-width", "ja", "所在地大阪府大阪市北区梅田１丁目２番３号", "JP  大阪市"},
		{"Japan, a number in a street's name", "ja", "本社：北海道旭川市三条通8丁目1702-5", "JP  旭川市"},
		{"Japan, a city with wards", "ja", "名古屋市中区大須3丁目22番9号", "JP  名古屋市"},
		{"Taiwan, number in characters", "zh-tw", "臺南市安平區安北路二百一十號", "TW  臺南市安平區"},
		{"Japan without prefecture", "ja", "〒604-8091 京都市中京区寺町通123", "JP 604-8091 京都市"},
		{"China", "zh-cn", "地址：广东省深圳市南山区科技园路10号", "CN  广东省深圳市南山区"},
		{"Taiwan", "zh-tw", "地址：110台北市信義區信義路五段7號", "TW 110 台北市信義區"},
		{"Korea", "ko", "주소 : 서울특별시 강남구 테헤란로 123, 4층 (06236)", "KR 06236 강남구"},
		{"Korea, code first", "ko", "(06236) 서울 강남구 테헤란로14길 5", "KR 06236 강남구"},
		{"Hong Kong, no postcode", "en", "Unit 5, 12 Queen's Road, Central, Hong Kong", "HK  Central"},
		{"two", "de", "Lindenweg 12\n50667 Köln\n\nRücksendungen: Ulmenweg 3, 51103 Köln", "DE 50667 Köln; DE 51103 Köln"},

		{"box, Switzerland", "de", "Postfach 123, CH-8001 Zürich", "CH 8001 Zürich po-box"},
		{"box, UK", "en", "P.O. Box 123, Bath, BA1 2AB", "GB BA1 2AB Bath po-box"},
		{"box, France", "fr", "BP 123, 75011 Paris Cedex", "FR 75011 Paris Cedex po-box"},
		{"box alone", "en", "Write to PO Box 77.", "po-box"},
		{"box, Poland", "pl", "skr. poczt. 12, 00-950 Warszawa", "PL 00-950 Warszawa po-box"},
		{"on request, Japan", "ja", "住所：請求があったら遅滞なく開示します", "on-request"},
		{"on request, longer", "ja", "ご請求をいただければ遅滞なく開示いたします。", "on-request"},

		{"sample, German", "de", "Musterstraße 1, 12345 Musterstadt", "DE 12345 Musterstadt dummy"},
		{"sample, American", "en", "123 Main Street, Anytown, CA 12345", "US 12345 Anytown dummy"},
		{"sample, Japanese", "ja", "東京都○○区○○1-2-3", "JP  ○○区 dummy"},
		{"sample, Taiwanese", "zh-tw", "地址：999 台南市範例區測試路123號", "TW 999 台南市範例區 dummy"},
		{"sample, Korean", "ko", "주소 : 서울특별시 강남구 테스트로 123", "KR  강남구 dummy"},
		{"US, a compass point behind the house number", "en", "5 pm Pacific\nCopper Kettle Supply\n1120 NW Couch Street, Suite 300\nPortland, OR 97209", "US 97209 Portland"},
		{"US, hours before the next shop", "en", "1515 Pearl Street\nBoulder, CO 80302\nDaily 6:30 am – 6 pm\nDenver\n2901 Larimer Street\nDenver, CO 80205", "US 80302 Boulder; US 80205 Denver"},
		{"a real Main Street", "en", "123 Main Street, Burlington, VT 05401", "US 05401 Burlington"},

		{"a model", "de", "Passend für 12345 Modell", ""},
		{"a numbered list of goods beside the link to the contact page", "de", "Kontakt\nBestseller\n04.\nDas Große Krabbeln\n05.\nHewlett-Packard LaserJet 1100Xi\n06.\nMicrosoft IntelliMouse Explorer", ""},
		{"a model in a list", "de", "Kontakt\n05.\nLaserJet 1100 Plus\n06.\nTelefonhalter", ""},
		{"a word that begins as a label does", "de", "Brandt 7\n1100 Plus\nIntelliMouse", ""},
		{"a doubtful street is vouched for by a telephone", "de", "Brandt 7\n1100 Plus\nTel.: 01 5123456", "1100 Plus"},
		{"sizes", "de", "Größe 42, 12345 Modell. Farbe Blau 3, 10000 Stück verkauft", ""},
		{"an order", "de", "Bestellung 12, 50000 Kunden vertrauen uns", ""},
		{"dates and prices", "de", "12. März 2026, 1234 Euro; ab 5.000 Stück; 2024 August", ""},
		{"a phone", "de", "Telefon 0221 12345 Köln", ""},
		{"a part number", "en", "Part AB1 2CD fits SW1A 1AA and M5H 2S6", ""},
		{"the end of a phone number", "en", "Phone: 514-555-0177\nMaison Érable, 5455 av. de Gaspé", ""},
		{"a register number before a company's name", "de", "Amtsgericht Nürnberg HRB 38215\nBrotzeit Box", ""},
		{"ISBN", "en", "ISBN 978-3-16-148410-0 Penguin Books", ""},
		{"a size with capitals", "nl", "Maat 1234 XL Rood", ""},
		{"a year and a month", "fr", "Paris, 12 rue, le 5 juin 2024 Bonjour", ""},
		{"registered capital", "fr", "SARL au capital de 10000 Euros", ""},
		{"a list of prices in Brazil", "pt-br", "Código 12345-678 em estoque", ""},
		{"a sentence in Chinese", "zh-cn", "我们在北京市有三家门店，欢迎光临。", ""},
		{"a sentence in Japanese", "ja", "東京都内は送料無料です。", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := addressesOf(tt.text, tt.lang); got != tt.want {
				t.Errorf("%q\n gives %q\n want  %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestAddressTextIsOneLine(t *testing.T) {
	text := "Impressum:\nLindenweg 12 |\n  50667  Köln\nTel. 0221"
	got := Addresses(text, "de")
	if len(got) != 1 || got[0].Text != "Lindenweg 12, 50667 Köln" || text[got[0].Start:got[0].End] != "Lindenweg 12 |\n  50667  Köln" {
		t.Errorf("got %+v", got)
	}
}

func TestPostcodeFits(t *testing.T) {
	for _, tt := range []struct {
		country, code string
		want          bool
	}{
		{"DE", "10999", true}, {"DE", "D-10999", false}, {"DE", "DE-10999", true}, {"DE", "1099", false}, {"AT", "1070", true}, {"CH", "CH-8001", true}, {"NL", "1012 AB", true},
		{"NL", "1012", false}, {"PL", "00-590", true}, {"PL", "00590", true}, {"GB", "SW1A 1AA", true}, {"GB", "ls1 4ap", true}, {"GB", "12345", false}, {"US", "10001-1234", true},
		{"CA", "M5V 2T6", true}, {"CA", "D5V 2T6", false}, {"BR", "01310-100", true}, {"JP", "〒150-0002", false}, {"JP", "１５０－０００２", true}, {"KR", "03099", true}, {"KR", "110-061", true},
		{"CN", "310000", true}, {"TW", "106", true}, {"TW", "106099", true}, {"IN", "560 038", true}, {"AU", "2000", true}, {"IE", "D02 X285", true}, {"SE", "111 22", true},
		{"", "anything", true}, {"XX", "anything", true}, {"DE", "", true},
	} {
		if got := PostcodeFits(tt.country, tt.code); got != tt.want {
			t.Errorf("PostcodeFits(%q, %q) = %v", tt.country, tt.code, got)
		}
	}
}

func TestCountryNamed(t *testing.T) {
	for name, want := range map[string]string{"DE": "DE", "de": "DE", "Germany": "DE", " Deutschland ": "DE", "日本": "JP", "UK": "GB", "United Kingdom": "GB", "Polen": "PL", "Atlantis": "", "": ""} {
		if got := CountryNamed(name); got != want {
			t.Errorf("CountryNamed(%q) = %q, want %q", name, got, want)
		}
	}
	for _, name := range CountryNames("GB") {
		if CountryNamed(name) != "GB" {
			t.Errorf("%q is a name of GB and is not read as one", name)
		}
	}
}

// TestStreetsOfSeats: the words that lead to the address of a seat are not a part of its street.
func TestStreetsOfSeats(t *testing.T) {
	for _, tt := range []struct{ lang, text, want string }{
		{"it", "venduti da Bottega del Colle S.r.l., con sede in Via dei Fossi 18, 52100 Arezzo (AR), P. IVA 01234567897", "Via dei Fossi 18, 52100 Arezzo (AR)"},
		{"es", "Velas del Valle S.L., con domicilio social en Calle Mayor 5, 28013 Madrid", "Calle Mayor 5, 28013 Madrid"},
		{"fr", "Les Toiles SARL, dont le siège est sis 12 rue des Lilas, 69003 Lyon, est immatriculée", "12 rue des Lilas, 69003 Lyon"},
		{"fr", "SARL au capital de 5 000 €, sise 12 rue des Lilas, 69003 Lyon", "12 rue des Lilas, 69003 Lyon"},
		{"fr", "la SARL Dubois, dont le siège social est situé au 12 rue des Lilas, 75011 Paris", "12 rue des Lilas, 75011 Paris"},
	} {
		if got := Addresses(tt.text, tt.lang); len(got) != 1 || got[0].Text != tt.want {
			t.Errorf("%s: %+v", tt.want, got)
		}
	}
	if got := Numbers("wpisana do rejestru przedsiębiorców KRS pod numerem 0000635012", "pl"); len(got) != 1 || got[0].Kind != "pl-krs" {
		t.Errorf("numbers %+v", got)
	}
}

// TestADayIsNoAddress: the name, day and first word of a review.
func TestADayIsNoAddress(t *testing.T) {
	for _, text := range []string{"Tom R., 10/02/2025\nArrived well packed after three days.", "Jan K., 3-11-2024\nMooie kaars, snel bezorgd.", "Anna 12.5.2025 Kommt gut an"} {
		for _, lang := range []string{"en", "nl", "de"} {
			if got := Addresses(text, lang); len(got) != 0 {
				t.Errorf("%s %q: %+v", lang, text, got)
			}
		}
	}
}
