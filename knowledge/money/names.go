package money

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// names tells how the currencies whose sign others share are called, in lower case, in the languages that we read: "$ US Dollar" above a menu of currencies tells what "$12" is.
var names = map[string][]string{
	"USD": {"us dollar", "u.s. dollar", "american dollar", "united states dollar", "us-dollar", "dollar us", "dollar américain", "dollars américains", "dólar estadounidense", "dólares estadounidenses",
		"dólar americano", "dólares americanos", "dollaro americano", "dollari americani", "dollaro statunitense", "dollari statunitensi", "amerikaanse dollar", "dolar amerykański", "dolar usa",
		"美元", "美金", "米ドル", "アメリカドル", "미국 달러", "미국달러", "미달러"},
	"CAD": {"canadian dollar", "kanadische dollar", "kanadischer dollar", "dollar canadien", "dollars canadiens", "dólar canadiense", "dólares canadienses", "dólar canadense", "dólares canadenses", "dollaro canadese",
		"dollari canadesi", "canadese dollar", "dolar kanadyjski", "加元", "加拿大元", "加幣", "加币", "カナダドル", "캐나다 달러"},
	"AUD": {"australian dollar", "australische dollar", "australischer dollar", "dollar australien", "dollars australiens", "dólar australiano", "dólares australianos", "dollaro australiano", "dollari australiani",
		"dolar australijski", "澳元", "澳大利亚元", "澳幣", "澳币", "豪ドル", "オーストラリアドル", "호주 달러"},
	"NZD": {"new zealand dollar", "neuseeland-dollar", "dollar néo-zélandais", "dollars néo-zélandais", "dólar neozelandés", "dólar neozelandês", "dollaro neozelandese", "nieuw-zeelandse dollar", "dolar nowozelandzki",
		"新西兰元", "紐西蘭元", "紐幣", "纽币", "ニュージーランドドル", "뉴질랜드 달러"},
	"SGD": {"singapore dollar", "singapur-dollar", "dollar de singapour", "dólar de singapur", "dólar de singapura", "dolar singapurski", "新加坡元", "新加坡幣", "シンガポールドル", "싱가포르 달러"},
	"HKD": {"hong kong dollar", "hongkong-dollar", "dollar de hong kong", "dólar de hong kong", "港元", "港幣", "港币", "香港ドル", "홍콩 달러"},
	"TWD": {"taiwan dollar", "new taiwan dollar", "taiwan-dollar", "新台幣", "新臺幣", "新台币", "台幣", "台湾ドル", "대만 달러"},
	"MXN": {"mexican peso", "peso mexicano", "pesos mexicanos", "墨西哥比索"},
	"ARS": {"argentine peso", "peso argentino", "pesos argentinos"},
	"CLP": {"chilean peso", "peso chileno", "pesos chilenos"},
	"COP": {"colombian peso", "peso colombiano", "pesos colombianos"},
	"UYU": {"uruguayan peso", "peso uruguayo", "pesos uruguayos"},
	"CNY": {"chinese yuan", "renminbi", "人民币", "人民幣", "人民元", "中国元", "위안"},
	"JPY": {"japanese yen", "japanische yen", "japanischer yen", "yen japonais", "yen japonés", "iene", "yen giapponese", "japanse yen", "jen japoński", "日元", "日圓", "日本円", "엔화"},
	"SEK": {"swedish kron", "schwedische krone", "couronne suédoise", "corona sueca", "coroa sueca", "corona svedese", "zweedse kroon", "korona szwedzka", "svenska kron", "瑞典克朗"},
	"NOK": {"norwegian kron", "norwegische krone", "couronne norvégienne", "corona noruega", "coroa norueguesa", "corona norvegese", "noorse kroon", "korona norweska", "norske kron", "挪威克朗"},
	"DKK": {"danish kron", "dänische krone", "couronne danoise", "corona danesa", "coroa dinamarquesa", "corona danese", "deense kroon", "korona duńska", "danske kron", "丹麦克朗"},
	"ISK": {"icelandic kr", "isländische krone", "couronne islandaise", "íslensk"},
	"INR": {"indian rupee", "indische rupie", "roupie indienne", "rupia india", "rupia indiana"},
}

// Names returns the currencies among those that share a sign with others that a text names, by code or in words, as ISO 4217 codes, in no order.
func Names(text string) []string {
	var found []string
	folded := fold(text)
	for code, words := range names {
		if hasWord(text, code) || containsAny(folded, words) {
			found = append(found, code)
		}
	}
	return found
}

func containsAny(text string, words []string) bool {
	for _, w := range words {
		if first, _ := utf8.DecodeRuneInString(w); first < 0x2e80 && hasBeginning(text, w) || first >= 0x2e80 && strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// hasWord reports whether a word stands in a text apart from letters and digits.
func hasWord(text, word string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return false
		}
		at += i
		if after, _ := utf8.DecodeRuneInString(text[at+len(word):]); opens(text, at) && !unicode.IsLetter(after) {
			return true
		}
		at += len(word)
	}
}

// hasBeginning reports whether a word of a text begins as told.
func hasBeginning(text, beginning string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], beginning)
		if i < 0 {
			return false
		}
		if at += i; opens(text, at) {
			return true
		}
		at += len(beginning)
	}
}

// opens reports whether no letter stands right before a place.
func opens(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	return at == 0 || !unicode.IsLetter(before)
}
