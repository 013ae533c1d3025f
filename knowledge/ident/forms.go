package ident

import (
	"strings"
	"sync"
)

// legalForm is one form of company.
type legalForm struct {
	country string // "" when several countries have it
	// doubtful forms are also words, sizes or regions: they need a label before the name or an address behind it, except in
	// texts of langs, separated by "|"; "-" stands for an unknown language.
	doubtful bool
	langs    string
	before   bool // stands before the name: 株式会社山田商店
	after    bool // stands behind the name
}

// formTable groups the forms by country. A form is written exactly as here, but for dots and blanks listed beside it.
func formTable() []struct {
	forms string
	is    legalForm
} {
	behind := func(country string) legalForm { return legalForm{country: country, after: true} }
	both := func(country string) legalForm { return legalForm{country: country, after: true, before: true} }
	doubt := func(country, langs string) legalForm {
		return legalForm{country: country, langs: langs, doubtful: true, after: true}
	}
	return []struct {
		forms string
		is    legalForm
	}{
		{"GmbH & Co. KG|GmbH & Co KG|GmbH & Co.KG|GmbH & Co. OHG|GmbH & Co. KGaA|UG (haftungsbeschränkt)|UG (haftungsbeschränkt) & Co. KG|UG & Co. KG|UG haftungsbeschränkt|gUG (haftungsbeschränkt)|AG & Co. KG|AG & Co. KGaA|SE & Co. KG|SE & Co. KGaA|KGaA|e.K.|e. K.|e.Kfm.|e.Kfr.|e. Kfm.|e. Kfr.|eingetragener Kaufmann|eingetragene Kauffrau|OHG|GbR|eGbR|PartG mbB|gGmbH|e.V.|e. V.|mbH|Gesellschaft mit beschränkter Haftung|& Co. KG|Unternehmergesellschaft (haftungsbeschränkt)|gAG", behind("DE")},
		{"GmbH|Gesellschaft m.b.H.|Ges.m.b.H.|GesmbH|G.m.b.H.", behind("")},
		{"e.U.|e. U.", behind("AT")},
		{"AG|KG|UG|eG|OG|Aktiengesellschaft", doubt("", "de|rm|-")},
		{"SE|eK", doubt("", "")},
		{"S.à r.l. et Cie, S.C.A.|S.à r.l. & Cie, S.C.A.|S.à.r.l. et Cie, S.C.A.|Sàrl|S.à r.l.|S.à.r.l.|Sagl|S.àr.l.|S.a.r.l.|S.à r.l", behind("")},
		{"Ltd|Ltd.|LTD|LTD.|Limited|PLC|plc|P.L.C.|Public Limited Company|Unlimited Company|Designated Activity Company|DAC", behind("")},
		{"LLP|CIC|C.I.C.", behind("")},
		{"Inc|Inc.|INC|INC.|Incorporated|Corp|Corp.|CORP.|Corporation|L.L.C.|LLC|L.L.C|PBC|LLLP|P.C.|Ltée|Ltee|ULC|Inc./Ltée", behind("")},
		{"LP|L.P.", doubt("US", "")},
		{"Pty Ltd|Pty Ltd.|Pty. Ltd.|PTY LTD|Pty Limited|Pty. Limited|Proprietary Limited", behind("")},
		{"Pvt Ltd|Pvt. Ltd.|Pvt Ltd.|Pvt. Ltd|PVT LTD|Private Limited|Pvt. Limited|Private Ltd|Private Ltd.", behind("IN")},
		{"OPC Private Limited|(OPC) Private Limited", behind("IN")},
		{"Pte Ltd|Pte. Ltd.|Pte Ltd.|PTE LTD|PTE. LTD.|Pte. Ltd", behind("SG")},
		{"Sdn Bhd|Sdn. Bhd.|SDN BHD|SDN. BHD.", behind("MY")},
		{"Co., Ltd.|Co., Ltd|Co.,Ltd.|Co.,Ltd|Co. Ltd.|Co. Ltd|Co Ltd|CO., LTD.|CO.,LTD.|CO., LTD|CO.,LTD|Co., Limited|Co. Limited|Company Limited|Company Ltd|Company Ltd.|Inc., Ltd.", behind("")},
		{"SARL|S.A.R.L.|SASU|S.A.S.U.|EURL|E.U.R.L.|SNC|S.N.C.|SCOP|SCEA|EARL|SELARL|EIRL|Entreprise Individuelle|entreprise individuelle|SARLU|micro-entreprise|auto-entrepreneur", both("FR")},
		{"SAS|S.A.S.|SCI|SCA|S.C.A.", legalForm{after: true, before: true, doubtful: true, langs: "fr"}},
		{"EI", doubt("FR", "fr")},
		{"S.A.|S.A|S/A|S. A.", behind("")},
		{"SA", legalForm{after: true, before: true, doubtful: true, langs: "fr"}},
		{"S.L.|S.L|S.L.U.|S.L.U|SLU|S.L.L.|S.L.N.E.|S.A.U.|S.A.U|S. L.|S. Coop.|S.A.T.|SAT|S.C.P.|C.B.|Sociedad Limitada|Sociedad Limitada Unipersonal|Sociedad Cooperativa|Sociedad Anónima", behind("ES")},
		{"S.A. de C.V.|SA de CV|S. de R.L. de C.V.|S.A.P.I. de C.V.|S.A.S. de C.V.", behind("MX")},
		{"SL", doubt("ES", "")},
		{"Fundación|Association|Fondation|Fundação|Fondazione|Fundacja|Spółdzielnia|Stichting|Asociación|Associação|Associazione|Stowarzyszenie", legalForm{before: true, doubtful: true}},
		{"S.r.l.|S.R.L.|S.r.l|s.r.l.|S.r.L.|S.r.l.s.|S.R.L.S.|s.r.l.s.|S.p.A.|S.P.A.|S.p.a.|s.p.a.|SpA|S.n.c.|s.n.c.|S.a.s.|s.a.s.|di S.a.s.|Società a responsabilità limitata|ditta individuale|S.r.l. unipersonale|S.r.l. Unipersonale|S.S.D. a r.l.|Società Cooperativa|Società Cooperativa Agricola|Società Cooperativa Sociale|Società Cooperativa Sociale ONLUS|Società Cooperativa Sociale Onlus|Società Cooperativa a r.l.|Società Agricola|Società Agricola Semplice|S.S. Agricola|Società Semplice|società semplice|soc. coop.|Soc. Coop.", behind("IT")},
		{"S.S.|s.s.|S.S|s.s", legalForm{country: "IT", after: true, doubtful: true}},
		{"SRL|Srl|srl|SRLS|Srls|SAPA", behind("")},
		{"B.V.|BV|b.v.|N.V.|U.A.|B.A.|V.O.F.|v.o.f.|VOF|v.o.f|eenmanszaak|Eenmanszaak|C.V.", behind("NL")},
		{"NV", doubt("", "nl")},
		{"BVBA|SPRL|CommV|ASBL|VZW", behind("BE")},
		{"Ltda|Ltda.|LTDA|LTDA.|Lda|Lda.|LDA|Unipessoal Lda|Unipessoal, Lda|Unipessoal Lda.|Unipessoal, Lda.|Limitada", behind("")},
		{"Ltda ME|Ltda. ME|LTDA ME|LTDA - ME|Ltda - ME|Ltda. - ME|LTDA EPP|Ltda EPP|LTDA - EPP|Ltda - EPP|EIRELI|Eireli|EIRELI ME|EIRELI - ME|EIRELI EPP|EIRELI - EPP|SLU Ltda", behind("BR")},
		{"ME|MEI|EPP|- ME|- MEI|- EPP", doubt("BR", "")},
		{"Sp. z o.o.|sp. z o.o.|Sp. z o. o.|sp. z o. o.|SP. Z O.O.|Sp. z.o.o.|sp. z.o.o.|Sp.z o.o.|sp.z o.o.|Spółka z o.o.|spółka z o.o.|spółka z ograniczoną odpowiedzialnością|Spółka z ograniczoną odpowiedzialnością|Sp. z o.o. sp. k.|sp. z o.o. sp. k.|Sp. z o.o. Sp. k.|sp. z o.o. sp.k.|Sp. z o.o. Sp.k.|Sp. z o.o. S.K.A.|sp. k.|sp.k.|Sp. k.|Sp. K.|Sp.k.|sp. j.|sp.j.|Sp. j.|Sp. J.|s.c.|S.C.|P.S.A.|spółka cywilna|spółka jawna|spółka akcyjna|spółka komandytowa|Spółka Akcyjna|Spółka Jawna", behind("PL")},
		{"s.r.o.|s. r. o.|spol. s r.o.|spol. s r. o.|a.s.|a. s.|v.o.s.", behind("")},
		{"Kft.|Kft|KFT|Zrt.|Zrt|Nyrt.|Nyrt|Bt.|Kkt.", behind("HU")},
		{"d.o.o.|d. o. o.|D.O.O.|d.d.|j.d.o.o.", behind("")},
		{"AB", doubt("SE", "sv")},
		{"Aktiebolag|HB", doubt("SE", "sv")},
		{"ApS|A/S|I/S|IVS|K/S", behind("DK")},
		{"AS|ASA", doubt("NO", "nb|no|nn|et")},
		{"Oy|Oyj|OY|Oy Ab|Tmi", both("FI")},
		{"OÜ|Osaühing", both("EE")},
		{"UAB|MB", legalForm{country: "LT", before: true, after: true, doubtful: true, langs: "lt"}},
		{"SIA", legalForm{country: "LV", before: true, after: true, doubtful: true, langs: "lv"}},
		{"ehf.|ehf|hf.", behind("IS")},
		{"EOOD|OOD|ЕООД|ООД|ЕТ|АД", both("BG")},
		{"ООО|ОАО|ЗАО|ПАО|ТОВ|ИП|ФОП", legalForm{before: true}},
		{"A.Ş.|Ltd. Şti.|LTD. ŞTİ.|Limited Şirketi|Anonim Şirketi|Tic. Ltd. Şti.|San. ve Tic. Ltd. Şti.", behind("TR")},
		{"ΑΕ|Α.Ε.|ΕΠΕ|Ε.Π.Ε.|ΙΚΕ|Ι.Κ.Ε.|Μ.Ι.Κ.Ε.", behind("GR")},
		{"株式会社|合同会社|有限会社|合資会社|合名会社|一般社団法人|一般財団法人|公益社団法人|公益財団法人|特定非営利活動法人|NPO法人|農事組合法人|農業生産法人|(株)|(有)|(同)|㈱|㈲", both("JP")},
		{"農業協同組合|漁業協同組合|事業協同組合|生活協同組合|協同組合", behind("JP")},
		{"주식회사|유한회사|유한책임회사|(주)|㈜|(유)|농업회사법인|농업회사법인 주식회사|농업회사법인주식회사|농업회사법인 유한회사|농업회사법인유한회사|농업회사법인(주)|농업회사법인 (주)|농업회사법인㈜|어업회사법인 주식회사|어업회사법인|합자회사|합명회사", both("KR")},
		{"영농조합법인|영어조합법인|사회적협동조합|협동조합", both("KR")},
		{"有限责任公司|股份有限公司|有限公司|集团有限公司|股份公司|个体工商户|经营部|商行|合伙企业|专业合作社|农民专业合作社|供销合作社", behind("CN")},
		{"有限公司|股份有限公司|企業社|工作室|生產合作社|運銷合作社|股份有限公司台灣分公司|有限公司台灣分公司|實業社|國際有限公司", behind("TW")},
	}
}

var legalForms = sync.OnceValue(func() *lexicon[legalForm] {
	all := map[string]legalForm{}
	order := []string{}
	for _, row := range formTable() {
		for _, w := range strings.Split(row.forms, "|") {
			was, twice := all[w]
			if !twice {
				order = append(order, w)
			}
			is := row.is
			if twice && was.country != is.country {
				is.country = ""
			}
			all[w] = is
		}
	}
	l := newLexicon[legalForm]()
	for _, w := range order {
		l.add(w, all[w])
	}
	return l
})
