package ident

import (
	"regexp"
	"strings"
	"sync"
)

// kind is one register or numbering scheme.
type kind struct {
	name, country string
	form          *regexp.Regexp    // the compact number, whole
	check         func(string) bool // check digit of a number of that form; nil when the scheme has none
	sure          func(string) bool // further check of a number without label; nil when check will do
	written       *regexp.Regexp    // how it is written after its label, at the start
	bare          *regexp.Regexp    // a writing that nothing else has, found without a label; nil when there is none
	keep          bool              // blanks and marks belong to the number
	prefix        string            // optional prefix that is not part of the compact number
	labels        string            // what it is called, lower case, separated by "|"
	onlySound     bool              // the labels mean other things too: only a number with its check digit counts
}

// gap is what may stand between a label and its number.
const gap = `^(?:[ \n]*(?:n°|nº|nr\b|no\b|num(?:ber|mer|ero)?\b|número|numéro|numero|id\b|onder(?: het)?\b|under\b|unter\b|sous(?: le)?\b|sob(?: o)?\b|pod\b|te \p{Lu}[\p{L}-]{2,20}\b|code|lautet|is\b|jest|gem(?:äß|\.)?[ \n]*§[ ]?27[ ]?a[^\n:\d]{0,30}|[:.#=()/|-]|号码|番号|번호|第))*[ \n]*`

func numberKinds() []kind {
	re := func(s string) *regexp.Regexp { return regexp.MustCompile(`^(?:` + s + `)$`) }
	// A number ends where no further letter or digit follows.
	after := func(s string) *regexp.Regexp {
		return regexp.MustCompile(`(?i)` + gap + `(` + s + `)(?:[^0-9A-Za-z]|$)`)
	}
	bare := func(s string) *regexp.Regexp { return regexp.MustCompile(`^(` + s + `)(?:[^0-9A-Za-z]|$)`) }
	tail := func(n int, f func(string) bool) func(string) bool { return func(s string) bool { return f(s[n:]) } }
	const vat = "vat|vat id|vat-id|vat no|vat number|vat reg|vat reg no|vat registration|vat registration no|vat registration number|vat nr|eu vat|tva|n° tva|no tva|numéro de tva|tva intracommunautaire|tva intra|tva intracom|mwst|mwst-nr|mwst-nummer|mwst.-nr|iva|btw|btw-nr|btw-nummer|btw nr|btw nummer|btw-id|btw id|btw-identificatienummer|uid|uid-nr|uid-nummer|uid nr|uid nummer|ust-idnr|ust.-idnr|ust-id-nr|ust.-id.-nr|ust.-id-nr|ust-id nr|ust-id|ust.-id|ustid|ust. id|ust id|ust-ident-nr|ustidnr|ust-idnummer|umsatzsteuer-id|umsatzsteuer-identnummer|umsatzsteuer-identifikationsnummer|umsatzsteuer-identifikations-nr|umsatzsteueridentifikationsnummer|umsatzsteuer-ident-nr|nip ue|vat ue|partita iva|p.iva|p. iva|nif|cif"
	return []kind{
		{name: "de-vat", country: "DE", form: re(`DE[1-9]\d{8}`), check: tail(2, mod11x10), labels: vat,
			written: after(`DE ?\d[\d ]{5,12}`), bare: bare(`DE ?\d{9}|DE ?\d{3} \d{3} \d{3}`)},
		{name: "de-wid", country: "DE", form: re(`DE\d{14}`), labels: "w-idnr|wirtschafts-idnr|wirtschafts-id|wirtschafts-identifikationsnummer|wirtschaftsidentifikationsnummer",
			written: after(`DE ?\d{9}[- ]?\d{5}`)},
		{name: "de-register", country: "DE", form: re(`(?:HR[AB]|GNR|GSR) \d{1,6}(?: [A-Z]{1,2})?`), keep: true, labels: "hrb|hra|gnr|gsr",
			written: after(`\d{1,3}[ .]?\d{3}|\d{1,6}(?: ?[A-Z]{1,2})?`)},
		{name: "at-vat", country: "AT", form: re(`ATU\d{8}`), check: atVAT, labels: vat,
			written: after(`AT ?U ?\d[\d ]{5,10}`), bare: bare(`ATU ?\d{8}|ATU ?\d{4} \d{4}`)},
		{name: "at-register", country: "AT", form: re(`\d{5,6}[A-Z]`), prefix: "FN", labels: "fn|firmenbuchnummer|firmenbuchnr|firmenbuch-nr|firmenbuch-nummer|firmenbuch",
			written: after(`(?:FN ?)?\d{5,6} ?[a-z]`)},
		{name: "ch-uid", country: "CH", form: re(`CHE\d{9}`), check: chUID, labels: vat + "|handelsregisternummer|handelsregister-nr|che-nr|unternehmens-identifikationsnummer|ide|numéro ide|idi",
			written: after(`CHE[- ]?\d[\d. ]{7,12}`), bare: bare(`CHE[- ]?\d{3}[. ]?\d{3}[. ]?\d{3}`)},
		{name: "fr-siret", country: "FR", form: re(`\d{14}`), check: frSIRET, labels: "siret|n° siret|numéro siret",
			written: after(`\d{3}[ .]?\d{3}[ .]?\d{3}[ .]?\d{5}|\d{3}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}[ .]?\d{2}|\d{13,15}`)},
		{name: "fr-siren", country: "FR", form: re(`\d{9}`), check: luhn, labels: "siren|n° siren|numéro siren",
			written: after(`\d{3}[ .]?\d{3}[ .]?\d{3}`)},
		{name: "fr-siren", country: "FR", form: re(`\d{9}`), check: luhn, labels: "rcs|r.c.s.|registre du commerce et des sociétés",
			written: regexp.MustCompile(`^[ :.|]*(?:(?:de |d')?\p{Lu}[\p{L}' -]{1,30})?[ :.,]*(?:sous le )?(?:numéro |n° ?|no )?(?:[ABCD] )?(\d{3}[ .]?\d{3}[ .]?\d{3})(?:\D|$)`)},
		{name: "fr-vat", country: "FR", form: re(`FR[0-9A-HJ-NP-Z]{2}\d{9}`), check: frVAT, labels: vat,
			written: after(`FR[ -]?[0-9A-Z]{2}[ -]?\d{3}[ .]?\d{3}[ .]?\d{3}`), bare: bare(`FR ?[0-9A-HJ-NP-Z]{2} ?\d{3} ?\d{3} ?\d{3}`)},
		{name: "es-nif", country: "ES", form: re(`[A-HJ-NP-SU-Z]\d{7}[0-9A-Z]|\d{8}[A-Z]`), check: esNIF, prefix: "ES", labels: "nif|n.i.f.|n.i.f|cif|c.i.f.|c.i.f|nie|cif/nif|nif/cif|vat|iva",
			written: after(`(?:ES[- ]?)?(?:[A-HJ-NP-SU-Z][- .]?\d{2}[. ]?\d{3}[. ]?\d{2}[- .]?[0-9A-Z]|[A-HJ-NP-SU-Z][- .]?\d{7}[- ]?[0-9A-Z]|\d{2}[. ]?\d{3}[. ]?\d{3}[- ]?[A-Z])`)},
		{name: "it-vat", country: "IT", form: re(`\d{11}`), check: luhn, prefix: "IT", labels: "p.iva|p. iva|p.i.|p iva|piva|partita iva|p.iva e c.f.|p.iva/c.f.|p. iva/c.f.|partita iva/codice fiscale|partita iva e codice fiscale|codice fiscale e partita iva|c.f./p.iva|c.f. e p.iva|cod. fisc. e p.iva|c.f. / p.iva|iva|vat",
			written: after(`(?:IT ?)?\d{9,11}`)},
		{name: "it-rea", country: "IT", form: re(`[A-Z]{2} \d{5,7}`), keep: true, labels: "rea|r.e.a.|numero rea|n. rea",
			written: regexp.MustCompile(`^(?:[ :.n|°]|di \p{Lu}[\p{L}']+|al\b|numero\b)*([A-Z]{2} ?[-/ ] ?\d{5,7})(?:\D|$)`)},
		{name: "nl-vat", country: "NL", form: re(`NL\d{9}B\d{2}`), check: nlVAT, labels: vat,
			written: after(`NL ?\d[\d. ]{7,12}B[. ]?\d{2}`), bare: bare(`NL ?\d{4}[. ]?\d{2}[. ]?\d{3}[. ]?B[. ]?\d{2}`)},
		{name: "nl-kvk", country: "NL", form: re(`\d{8}`), labels: "kvk|k.v.k.|handelsregister|handelsregisternummer|kvk te|kvk-nummer|kvk nummer|kvk-nr|kvk nr|kamer van koophandel|coc|coc number|chamber of commerce",
			written: after(`\d{7,8}|\d{4} \d{4}`)},
		{name: "be-vat", country: "BE", form: re(`BE[01]\d{9}`), check: tail(2, beEnterprise), labels: vat,
			written: after(`BE ?[( ]?[01]?[ )]?[\d. ]{9,13}`), bare: bare(`BE ?[01]\d{3}[. ]?\d{3}[. ]?\d{3}`)},
		{name: "be-enterprise", country: "BE", form: re(`[01]\d{9}`), check: beEnterprise, prefix: "BE", labels: "ondernemingsnummer|ondernemingsnr|ondernemingsnr.|kbo|kbo-nummer|kbo nummer|kbo-nr|kbo nr|kruispuntbank|bce|bce n°|numéro bce",
			written: regexp.MustCompile(`(?i)^(?:[ \n]*(?:n°|nr\b|nummer\b|numéro\b|:|\||\.|\(|bce\b|kbo\b|rpr\b|rpm\b|\p{L}+, ))*[ \n]*((?:BE ?)?[01]?\d{3}[. ]?\d{3}[. ]?\d{3})(?:[^0-9A-Za-z]|$)`)},
		{name: "be-enterprise", country: "BE", form: re(`[01]\d{9}`), check: beEnterprise, prefix: "BE", labels: "rpr|rpm|numéro d'entreprise|n° d'entreprise|no d'entreprise|unternehmensnummer|enterprise number", onlySound: true, // so Quebec calls its own
			written: regexp.MustCompile(`(?i)^(?:[ \n]*(?:n°|nr\b|nummer\b|numéro\b|:|\||\.|\(|bce\b|kbo\b|rpr\b|rpm\b|\p{L}+, ))*[ \n]*((?:BE ?)?[01]?\d{3}[. ]?\d{3}[. ]?\d{3})(?:[^0-9A-Za-z]|$)`)},
		{name: "ie-vat", country: "IE", form: re(`IE\d[\dA-Z]\d{5}[A-W][A-IW]?`), check: tail(2, ieVAT), labels: vat,
			written: after(`IE ?-?\d[\dA-Z]\d ?\d{4} ?[A-W][A-IW]?`), bare: bare(`IE ?\d{7}[A-W][A-IW]?`)},
		{name: "lu-vat", country: "LU", form: re(`LU\d{8}`), check: tail(2, luVAT), labels: vat,
			written: after(`LU ?-?\d{3}[ .]?\d{3}[ .]?\d{2}|LU ?\d{4} ?\d{4}`), bare: bare(`LU ?\d{8}`)},
		{name: "pt-nif", country: "PT", form: re(`\d{9}`), check: ptNIF, prefix: "PT", labels: "nif|nipc|contribuinte|número de contribuinte|n.º de contribuinte|nif/nipc",
			written: after(`(?:PT ?)?[1-9]\d{2}[ .]?\d{3}[ .]?\d{3}`), bare: bare(`PT ?[1-9]\d{8}`), onlySound: true},
		{name: "pl-nip", country: "PL", form: re(`\d{10}`), check: plNIP, prefix: "PL", labels: "nip|numer nip|nip ue|vat ue|vat",
			written: after(`(?:PL ?)?\d{3}[- ]?\d{3}[- ]?\d{2}[- ]?\d{2}|(?:PL ?)?\d{3}[- ]?\d{2}[- ]?\d{2}[- ]?\d{3}|(?:PL ?)?\d{9}`)},
		{name: "pl-regon", country: "PL", form: re(`\d{9}(?:\d{5})?`), check: plREGON, labels: "regon|numer regon",
			written: after(`\d{9}(?:\d{5})?|\d{3}[- ]\d{3}[- ]\d{3}`)},
		{name: "pl-krs", country: "PL", form: re(`\d{10}`), labels: "krs|numer krs|numerem krs|krs pod numerem|krs pod nr|krs: pod numerem",
			written: after(`\d{10}`)},
		{name: "gb-vat", country: "GB", form: re(`GB(?:\d{9}|\d{12}|GD[0-4]\d\d|HA[5-9]\d\d)`), check: gbVAT, labels: "vat|vat id|vat no|vat number|vat reg|vat reg no|vat registration|vat registration no|vat registration number|gb vat|uk vat|uk vat no|uk vat number",
			written: after(`(?:GB ?)?\d{3} ?\d{4} ?\d{2}(?: ?\d{3})?|(?:GB ?)?\d{3} ?\d{3} ?\d{3}|GB ?(?:GD|HA)\d{3}`), bare: bare(`GB ?\d{3} ?\d{4} ?\d{2}`)},
		{name: "gb-company", country: "GB", form: re(`\d{8}|[A-Z]{2}\d{6}|R\d{7}`), labels: "company no|company number|company registration number|company registration no|company reg no|company reg. no|company reg. number|registered company number|registered company no|registered no|registered number|registered in england no|registered in england number|registered in england and wales no|registered in england and wales number|registered in england and wales with company number|registered in england & wales no|registered in england & wales number|registered in scotland no|registered in scotland number|companies house number|companies house no|registered in england and wales under number|registered in england and wales|registered in england & wales|registered in scotland|registered in northern ireland",
			written: after(`\d{7,8}|(?:AC|CE|CS|FC|FE|GE|GS|IC|IP|LP|NC|NF|NI|NL|NO|NP|NR|NV|OC|OE|PC|RC|RS|SA|SC|SE|SF|SG|SI|SL|SO|SP|SR|SZ|ZC) ?\d{6}|R0\d{6}`)},
		{name: "cn-uscc", country: "CN", form: re(`[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}`), check: cnUSCC, labels: "统一社会信用代码|社会信用代码|信用代码|统一社会信用代码证号|统一社会信用代码/注册号|unified social credit code|unified social credit identifier|uscc",
			written: after(`[0-9A-Z]{16,20}`), bare: bare(`[159][123]\d{6}[0-9A-HJ-NPQRTUWXY]{10}`)},
		{name: "cn-icp", country: "CN", keep: true, form: re(provinces + `ICP(?:备|证)(?:\d{6,10})号(?:-\d{1,3})?`),
			bare: regexp.MustCompile(`^(` + provinces + ` ?[Ii][Cc][Pp] ?[备证備證]?案?(?:字第|第|:)? ?(?:[A-Z]\d?-)?\d{6,10} ?[号號](?: ?- ?\d{1,3})?)`)},
		{name: "cn-psb", country: "CN", keep: true, form: re(provinces + `公网安备\d{14}号`),
			bare: regexp.MustCompile(`^(` + provinces + ` ?公网安备 ?(?:第)? ?\d{11,14} ?号)`)},
		{name: "tw-ubn", country: "TW", form: re(`\d{8}`), check: twUBN, labels: "統一編號|統一\n編號|統編|公司統編|公司統一編號|營利事業統一編號",
			written: after(`\d{8}|\d{4} \d{4}`)},
		{name: "jp-corporate", country: "JP", form: re(`\d{13}`), check: jpCorporate, prefix: "T", labels: "法人番号|登録番号|適格請求書発行事業者登録番号|適格請求書発行事業者番号|インボイス登録番号|適格請求書発行事業者|インボイス番号|corporate number",
			written: after(`T?[ -]?\d(?:[ -]?\d){12}`), bare: bare(`T-?\d-?\d{4}-?\d{4}-?\d{4}`)},
		{name: "kr-brn", country: "KR", form: re(`\d{10}`), check: krForm, sure: krBRN, labels: "사업자등록번호|사업자 등록번호|사업자 등록 번호|사업자번호|사업자등록 번호|등록번호|business registration number|business license|business number",
			written: after(`\d{3}-?\d{2}-?\d{5}`), bare: bare(`\d{3}-\d{2}-\d{5}`)},
		{name: "kr-mailorder", country: "KR", keep: true, form: re(`제?(?:\d{4}-?)?[가-힣]{1,12}-?\d{2,6}호?|제?\d{2,6}호?`), labels: "통신판매업신고번호|통신판매업신고|통신판매업 신고번호|통신판매업번호|통신판매업 번호|통신판매 번호|통신판매업신고증|통신판매업신고증번호|통신판매업 신고 번호|통신판매업신고 번호|통신판매업 신고|통신판매신고번호|통신판매신고|통신판매 신고번호|통신판매업|통신판매번호|mail-order license|mail order license",
			written: regexp.MustCompile(`^(?:[ \n]*(?:번호|신고|안내|[:.()|\[-]))*[ \n]*(제? ?(?:\d{4} ?-? ?)?[가-힣]{1,12} ?-? ?\d{2,6} ?호?|제 ?\d{2,6} ?호)`)},
		{name: "br-cnpj", country: "BR", form: re(`[0-9A-Z]{12}\d{2}`), check: brCNPJ, labels: "cnpj|cnpj/mf|cnpj nº|c.n.p.j.|cnpj n",
			written: after(`[0-9A-Z]{2}\.?[0-9A-Z]{3}\.?[0-9A-Z]{3} ?/? ?[0-9A-Z]{4} ?-? ?\d{2}`), bare: bare(`[0-9A-Z]{2}\.[0-9A-Z]{3}\.[0-9A-Z]{3}/[0-9A-Z]{4}-\d{2}`)},
		{name: "br-cpf", country: "BR", form: re(`\d{11}`), check: brCPF, labels: "cpf|cpf/mf|cpf nº|c.p.f.",
			written: after(`\d{3}\.?\d{3}\.?\d{3} ?-? ?\d{2}`)},
		{name: "in-gstin", country: "IN", form: re(`\d{2}[A-Z]{5}\d{4}[A-Z][0-9A-Z]Z[0-9A-Z]`), check: inGSTIN, labels: "gstin|gst no|gst number|gst|gst in|gstin no|gst registration number|gst reg no",
			written: after(`\d{2} ?[A-Z]{5} ?\d{4} ?[A-Z] ?[0-9A-Z] ?Z ?[0-9A-Z]`), bare: bare(`\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]`)},
		{name: "au-abn", country: "AU", form: re(`\d{11}`), check: auABN, labels: "abn|a.b.n.|australian business number",
			written: after(`\d{2} ?\d{3} ?\d{3} ?\d{3}`)},
		{name: "au-acn", country: "AU", form: re(`\d{9}`), check: auACN, labels: "acn|a.c.n.|australian company number",
			written: after(`\d{3} ?\d{3} ?\d{3}`)},
		{name: "ca-bn", country: "CA", form: re(`\d{9}(?:R[CMPRTZ]\d{4})?`), check: caBN, onlySound: true, labels: "bn|business number|gst/hst|gst/hst no|gst/hst number|gst/hst registration number|hst|hst no|hst number|gst|gst no|gst number|cra business number|numéro d'entreprise|tps",
			written: after(`\d{4}[ -]?\d{5}(?: ?R[CMPRTZ] ?\d{4})?|\d{5} \d{4}(?: ?R[CMPRTZ] ?\d{4})?|\d{3} ?\d{3} ?\d{3}(?: ?R[CMPRTZ] ?\d{4})?`), bare: bare(`\d{9} ?RT ?\d{4}`)},
		{name: "iban", form: re(`[A-Z]{2}\d{2}[0-9A-Z]{11,30}`), check: iban, labels: "iban|iban-nr|iban nr",
			written: after(`[A-Z]{2} ?\d{2}(?: ?[0-9A-Z]{4}){2,7}(?: ?[0-9A-Z]{1,3})?`), bare: bare(`[A-Z]{2}\d{2} ?(?:[0-9A-Z]{4} ?){2,7}[0-9A-Z]{1,4}`)},
	}
}

// provinces are the one-character names of the parts of China that open its filing numbers.
const provinces = `[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤川青藏琼宁]`

// kindTable is built once and only read.
type kindTable struct {
	byName map[string][]kind
	labels *lexicon[[]kind]
	bare   []kind
}

var kinds = sync.OnceValue(func() *kindTable {
	t := &kindTable{byName: map[string][]kind{}, labels: newLexicon[[]kind]()}
	byLabel := map[string][]kind{}
	order := []string{}
	for _, k := range numberKinds() {
		t.byName[k.name] = append(t.byName[k.name], k)
		if k.bare != nil {
			t.bare = append(t.bare, k)
		}
		for _, l := range strings.Split(k.labels, "|") {
			if l == "" {
				continue
			}
			if byLabel[l] == nil {
				order = append(order, l)
			}
			byLabel[l] = append(byLabel[l], k)
		}
	}
	for _, l := range order {
		t.labels.add(l, byLabel[l])
	}
	return t
})
