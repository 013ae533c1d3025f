package ident

import (
	"strings"
	"testing"
)

// namesOf lists names; a person has no form, which shows as "*".
func namesOf(text, lang string) string {
	var out []string
	for _, n := range Names(text, lang) {
		s := n.Text
		if n.Person {
			s = "*" + s
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestCompanies(t *testing.T) {
	tests := []struct{ name, lang, text, want string }{
		{"a line of its own", "de", "Impressum\nBlaukessel GmbH\nLindenweg 12", "Blaukessel GmbH"},
		{"a form of two parts", "de", "Blaukessel GmbH & Co. KG", "Blaukessel GmbH & Co. KG"},
		{"father and sons behind a label that persons have too", "de", "Firma | Orgelbau Lenz & Söhne GmbH", "Orgelbau Lenz & Söhne GmbH"},
		{"who built the website", "en", "Website by Basketworks Software Inc.", "Basketworks Software Inc."},
		{"UG", "de", "Anbieter: Blaukessel UG (haftungsbeschränkt)", "Blaukessel UG (haftungsbeschränkt)"},
		{"AG", "de", "Vertragspartner ist die Müller Lampen AG, Köln.", "Müller Lampen AG"},
		{"a brand in small letters", "de", "Anbieter: blaukessel AG", "blaukessel AG"},
		{"merchant", "de", "Lampenhaus Huber e.K.", "Lampenhaus Huber e.K."},
		{"behind articles and prepositions", "de", "Die Daten werden von der Blaukessel Service GmbH verarbeitet.", "Blaukessel Service GmbH"},
		{"two in a sentence", "de", "Wir nutzen Dienste der Zahlfix Europe S.à r.l. und der Sendschnell Ireland Limited.", "Zahlfix Europe S.à r.l.; Sendschnell Ireland Limited"},
		{"you and we", "de", "ein Vertrag zwischen Ihnen und Blaukessel GmbH", "Blaukessel GmbH"},
		{"signs and digits", "de", "C&K Mode GmbH | 1&2 Telecom GmbH · Dr. Huber GmbH", "C&K Mode GmbH; 1&2 Telecom GmbH; Dr. Huber GmbH"},
		{"Austria", "de", "Lampenhaus Huber e.U.", "Lampenhaus Huber e.U."},
		{"Switzerland in English", "en", "Blaukessel AG\nBahnhofstrasse 1\n8001 Zürich", "Blaukessel AG"},
		{"UK", "en", "© 2024 Blue Kettle Ltd. All rights reserved.", "Blue Kettle Ltd."},
		{"UK, Limited", "en", "Blue Kettle Limited is registered in England.", "Blue Kettle Limited"},
		{"US", "en", "Blue Kettle, Inc. ships worldwide. Blue Kettle Trading LLC", "Blue Kettle, Inc.; Blue Kettle Trading LLC"},
		{"Australia", "en", "Blue Kettle Pty Ltd ABN 51 824 753 556", "Blue Kettle Pty Ltd"},
		{"India", "en", "Legal name: Blue Kettle Retail Private Limited", "Blue Kettle Retail Private Limited"},
		{"China in English", "en", "Shenzhen Blue Kettle Technology Co., Ltd.", "Shenzhen Blue Kettle Technology Co., Ltd."},
		{"France", "fr", "Bouilloire Bleue SARL au capital de 10 000 €", "Bouilloire Bleue SARL"},
		{"France, form first", "fr", "SARL Bouilloire Bleue", "SARL Bouilloire Bleue"},
		{"France, SAS", "fr", "Le site est édité par la société Bouilloire Bleue SAS.", "Bouilloire Bleue SAS"},
		{"Spain", "es", "Tetera Azul, S.L. con CIF B58378431", "Tetera Azul, S.L."},
		{"Italy", "it", "Bollitore Blu S.r.l. - P.IVA 00743110157", "Bollitore Blu S.r.l."},
		{"Netherlands", "nl", "Blauwe Ketel B.V.", "Blauwe Ketel B.V."},
		{"Italy, addressed", "it", "All’attenzione di Bollitore Blu S.r.l., Via Roma 1", "Bollitore Blu S.r.l."},
		{"Netherlands, addressed", "nl", "Aan Blauwe Ketel B.V., Ketelstraat 12", "Blauwe Ketel B.V."},
		{"Spain, behind a verb", "es", "Responde Tetera Azul, S.L., sin coste.", "Tetera Azul, S.L."},
		{"and sons, in sentences", "es", "El vendedor es Hermanos Pérez e Hijos, S.L.", "Hermanos Pérez e Hijos, S.L."},
		{"an article joined by an apostrophe", "fr", "conclues entre le client et Lumières d'Opale SAS, ci-après le Vendeur", "Lumières d'Opale SAS"},
		{"and sons, in French", "fr", "Le contrat est conclu avec Dubois et Fils SARL.", "Dubois et Fils SARL"},
		{"the Spanish post", "es", "Los paquetes los lleva Sociedad Estatal Correos y Telégrafos, S.A. desde Madrid.", "Sociedad Estatal Correos y Telégrafos, S.A."},
		{"and another company", "es", "Los datos los reciben Tetera Azul y Vapor Rojo, S.L.", "Vapor Rojo, S.L."},
		{"Brazil", "pt-br", "Chaleira Azul Comércio Ltda - CNPJ", "Chaleira Azul Comércio Ltda"},
		{"Brazil, ME beside its label", "pt-br", "Razão Social: João da Silva ME", "João da Silva ME"},
		{"Poland", "pl", "Niebieski Czajnik sp. z o.o.", "Niebieski Czajnik sp. z o.o."},
		{"Poland, with partnership", "pl", "Niebieski Czajnik Sp. z o.o. Sp. k.", "Niebieski Czajnik Sp. z o.o. Sp. k."},
		{"Sweden", "sv", "Blå Kittel AB", "Blå Kittel AB"},
		{"Denmark, Finland, Czechia, Hungary", "", "Blå Kedel ApS; Sininen Pannu Oy; Modrá Konvice s.r.o.; Kék Kanna Kft.", "Blå Kedel ApS; Sininen Pannu Oy; Modrá Konvice s.r.o.; Kék Kanna Kft."},
		{"Germany, its owner", "de", "Strangfein Handfärberei, Inh. Henrike Brand e. K., Nikolaigraben 17", "Henrike Brand e. K."},
		{"Taiwan, where somebody may come to", "zh-tw", "可以到工作室自取嗎？", ""},
		{"Japan, before", "ja", "販売業者：株式会社山田商店", "株式会社山田商店"},
		{"Japan, behind", "ja", "運営会社　山田商店株式会社", "山田商店株式会社"},
		{"Japan, glued to labels", "ja", "販売業者合同会社青空所在地東京都", "合同会社青空"},
		{"Japan, a contract with a customer", "ja", "売買契約はお客さまと株式会社山川食品との間に成立します。", "株式会社山川食品"},
		{"Japan, one that is pointed to", "ja", "振込先は上の合同会社名義ひとつだけです。", ""},
		{"Japan, in sentences", "ja", "配送はヤマト運送株式会社、サーバーの運用はさくらネット株式会社", "ヤマト運送株式会社; さくらネット株式会社"},
		{"Luxembourg, form of two companies", "de", "Zahlfix (Europe) S.à r.l. et Cie, S.C.A. wickelt ab", "Zahlfix (Europe) S.à r.l. et Cie, S.C.A."},
		{"Korea, before", "ko", "상호: 주식회사 파란주전자 대표: 김철수", "주식회사 파란주전자; *김철수"},
		{"Korea, short form", "ko", "(주)파란주전자 | 파란주전자(주)", "(주)파란주전자; 파란주전자(주)"},
		{"China", "zh-cn", "版权所有：深圳市蓝壶科技有限公司", "深圳市蓝壶科技有限公司"},
		{"China in a sentence", "zh-cn", "本网站由深圳蓝壶(中国)有限公司运营", "深圳蓝壶(中国)有限公司"},
		{"Taiwan", "zh-tw", "公司名稱：藍壺國際股份有限公司", "藍壺國際股份有限公司"},
		{"Russia", "ru", "ООО «Синий Чайник»", "ООО «Синий Чайник»"},

		{"limited editions", "en", "Limited Edition. Limited stock! Time Limited Offer. Strictly Limited", ""},
		{"tax included", "en", "Price Inc. VAT. All Prices Inc GST.", ""},
		{"local court", "de", "Registergericht: AG Hamburg, HRB 12345 AG München", ""},
		{"weights", "de", "Paket bis 31,5 KG. Gewicht 5 KG, Max 20 KG", ""},
		{"days of the week", "de", "Öffnungszeiten: MO-SA 9-18 Uhr, FR + SA 10-16", ""},
		{"a phone model", "en", "iPhone SE 64GB, Apple Watch SE", ""},
		{"Galaxy in German", "de", "iPhone SE\nHülle für iPhone SE", ""},
		{"a state", "en", "Visit us in Adelaide SA 5000 or Calgary AB T2P 1J4", ""},
		{"a basement", "de", "Verkauf im 1. UG", ""},
		{"a record", "en", "Blue Moods LP", ""},
		{"words in capitals", "fr", "CONTACTEZ-MOI, AIDEZ-ME", ""},
		{"letters inside words", "de", "Tag, Verlag, Magazin, BAGAGE, Kgs", ""},
		{"a form alone", "de", "Was ist eine GmbH? Die GmbH haftet.", ""},
		{"sentence end", "en", "We like Blue. Ltd is short for limited.", ""},
		{"a verb in Portuguese", "pt-br", "Fale comigo, ME escreva", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := namesOf(tt.text, tt.lang); got != tt.want {
				t.Errorf("%q\n gives %q\n want  %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestPersons(t *testing.T) {
	tests := []struct{ name, lang, text, want string }{
		{"owner", "de", "Inhaberin: Anna Huber", "*Anna Huber"},
		{"several directors", "de", "Geschäftsführer: Anna Huber, Bernd von der Heide und Dr. Carla Groß", "*Anna Huber; *Bernd von der Heide; *Carla Groß"},
		{"next line", "de", "Vertreten durch:\nAnna Huber-Meier\nTelefon: 0221", "*Anna Huber-Meier"},
		{"sole trader under the heading", "de", "Impressum\n\nAnna Huber\nLindenweg 12\n50667 Köln", "*Anna Huber"},
		{"a trade name at the head of a sentence", "de", "Impressum\nFahrrad Huber ist eine Marke, die jeder kennt.\nLindenweg 12\n50667 Köln", ""},
		{"under the legal heading", "de", "Angaben gemäß § 5 DDG:\nAnna Huber, Lindenweg 12, 50667 Köln", "*Anna Huber"},
		{"trading as", "en", "Jane Smith trading as Blue Kettle", "*Jane Smith"},
		{"proprietor", "en", "Proprietor: Jane A. Smith", "*Jane A. Smith"},
		{"proprietor, short, in India", "en", "Gupta Brass House\nProp.: Ramesh Chand Gupta", "*Ramesh Chand Gupta"},
		{"Austria, who publishes", "de", "Medieninhaber und Herausgeber: Mag. Florian Gruber", "*Florian Gruber"},
		{"France", "fr", "Directeur de la publication : Jean-Pierre Dupont", "*Jean-Pierre Dupont"},
		{"Spain", "es", "Titular: Ana García López", "*Ana García López"},
		{"Spain, sole director", "es", "Administradora única: Ana García López", "*Ana García López"},
		{"Italy", "it", "Titolare: Mario Rossi", "*Mario Rossi"},
		{"Italy, sole trader inside the trade name", "it", "Bottega Lunaria di Serena Falcetti – Via dei Mercanti 12 – 38122 Trento", "*Serena Falcetti"},
		{"Italy, no person inside a name", "it", "Torta di Santa Maria, 24,00 €", ""},
		{"Italy, sole director", "it", "Amministratrice unica: Maria Rossi", "*Maria Rossi"},
		{"Netherlands, represented", "nl", "Vertegenwoordigd door: Jan de Vries", "*Jan de Vries"},
		{"Netherlands", "nl", "Eigenaar: Jan de Vries", "*Jan de Vries"},
		{"Poland", "pl", "Właściciel: Jan Kowalski", "*Jan Kowalski"},
		{"Brazil", "pt-br", "Responsável: João da Silva", "*João da Silva"},
		{"Japan", "ja", "運営統括責任者：山田 太郎", "*山田 太郎"},
		{"Japan, seller is a person", "ja", "販売業者　佐藤花子\n所在地 東京都", "*佐藤花子"},
		{"Korea", "ko", "대표자 : 김철수 | 주소", "*김철수"},
		{"China", "zh-cn", "法定代表人：张三", "*张三"},
		{"Taiwan", "zh-tw", "負責人：王小明", "*王小明"},

		{"a company is no person", "de", "Inhaber: Blaukessel GmbH", "Blaukessel GmbH"},
		{"a trade name above its owner is no person", "de", "Impressum\nLampenhaus Nordwind\nInhaberin: Frauke Petersen\nHafenstraße 12\n24937 Flensburg", "*Frauke Petersen"},
		{"a trade name above its owner, French", "fr", "Mentions légales\nBougies Lavande\nGérante : Claire Martin\n12 rue des Lilas\n75011 Paris", "*Claire Martin"},
		{"a trade by its name", "de", "Impressum\nWerkstatt Nordwind\nHafenstraße 12\n24937 Flensburg", ""},
		{"an owner alone above the address", "de", "Impressum\nFrauke Petersen\nHafenstraße 12\n24937 Flensburg", "*Frauke Petersen"},
		{"the next label is no name", "de", "Inhaber\nTelefon Fax", ""},
		{"prose", "en", "The owner of the data. Contact Owner Information Services.", ""},
		{"prose in Spanish", "es", "El titular de los datos podrá Ejercer Sus derechos.", ""},
		{"controller", "it", "Titolare del trattamento dei dati", ""},
		{"a shop's name under the heading, without address", "de", "Impressum\nBlauer Kessel\nWillkommen", ""},
		{"a heading under the owner", "de", "Inhaberin: Anna Huber\n\nImpressum\nRechtliche Informationen\nLindenweg 12\n50667 Köln", "*Anna Huber"},
		{"the owner's other business", "en", "Owner: Hawker Studios", ""},
		{"the owner himself, Chinese", "zh-cn", "投诉由店主本人处理：电话0571-8765432", ""},
		{"who answers himself, Taiwan", "zh-tw", "主旨寫申訴，負責人會在三個工作天內回覆", ""},
		{"who answers himself in person", "zh-cn", "有问题请找负责人亲自说明", ""},
		{"the next label below one, Japanese", "ja", "販売業者 屋号\n運営統括責任者 代表社員", ""},
		{"the next label, Korean", "ko", "대표자 : 연락처 051-700-1234", ""},
		{"a name that begins alike", "ja", "販売業者　山本人志\n所在地 東京都", "*山本人志"},
		{"a surname of one letter", "zh-tw", "負責人：曾國華", "*曾國華"},
		{"a name in Korean that begins alike", "ko", "대표자 : 이하늘 | 주소", "*이하늘"},
		{"a field's name below a label in Japanese", "ja", "販売業者：生年月日", ""},
		{"phone line in Korean", "ko", "대표전화 : 02-123-4567", ""},
		{"a company in Japanese", "ja", "販売業者：山田商店", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := namesOf(tt.text, tt.lang); got != tt.want {
				t.Errorf("%q\n gives %q\n want  %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestNameTellsFormCountryAndPlace(t *testing.T) {
	text := "販売業者：　（株）山田商店。 Betreiber: Blaukessel e.K."
	got := Names(text, "ja")
	if len(got) != 2 {
		t.Fatalf("got %+v", got)
	}
	if n := got[0]; n.Country != "JP" && n.Country != "" || text[n.Start:n.End] != "（株）山田商店" || n.Form != "(株)" {
		t.Errorf("got %+v at %q", n, text[n.Start:n.End])
	}
	if n := got[1]; n.Country != "DE" || n.Form != "e.K." || text[n.Start:n.End] != "Blaukessel e.K." {
		t.Errorf("got %+v", n)
	}
}

func TestNamesOfTemplates(t *testing.T) {
	for text, dummy := range map[string]bool{
		"Musterfirma GmbH": true, "Inhaber: Max Mustermann": true, "Your Company Ltd": true, "Nazwa Firmy sp. z o.o.": true, "株式会社サンプル": true,
		"Musterhaus Küchen GmbH": false, "Mustang Jeans GmbH": false, "My Store Ltd": false, "Sample Coffee Roasters Ltd": false, "Inhaberin: Erika Muster": false, "株式会社丸山": false, "Inhaber: Peter Mustermann-Klein": true,
	} {
		list := Names(text, "")
		if len(list) != 1 || list[0].Dummy != dummy {
			t.Errorf("%q gives %+v, want dummy %v", text, list, dummy)
		}
	}
}

// TestNamesBesideLabels: words that lead to a name are no part of it, and half a name is none.
func TestNamesBesideLabels(t *testing.T) {
	for text, want := range map[string]string{
		"À l'attention de La Malle à Toupies SARL, 14 rue de la Tournerie": "La Malle à Toupies SARL",
		"Vendu par La Malle à Toupies SARL, France.":                       "La Malle à Toupies SARL",
		"Vende Aceites Los Olivares de Baeza, S.L. (España).":              "Aceites Los Olivares de Baeza, S.L.",
		"상호 주식회사 솔결 | 호스팅 제공자 카페24(주)":                                     "주식회사 솔결",
	} {
		list := Names(text, "")
		if len(list) != 1 || list[0].Text != want {
			t.Errorf("%q gives %+v, want %s", text, list, want)
		}
	}
}
