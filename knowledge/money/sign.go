package money

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sign is a way to write a currency.
type sign struct {
	text   string
	code   string // ISO 4217; "" where the sign alone does not tell
	shared string // the currencies that share the sign, the empty code's candidates
	word   bool   // letters: it stands apart from other letters
	where  place
	splits bool     // cents may stand behind it: "12€90"
	lang   langMask // languages in which it is a sign; 0: all
	needs  bool     // it counts only where the page names the currency too: it means something else more often
	tongue string   // of a sign that needs its currency named: the language in which it does not

	hundredth bool // it is that of a hundredth: pence
}

type place uint8

const (
	beforeOrAfter place = iota
	before
	after
)

const (
	dollars = "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP UYU MOP"
	yens    = "JPY CNY"
	yuans   = "CNY TWD HKD MOP"
	crowns  = "SEK NOK DKK ISK"
	rupees  = "INR PKR LKR NPR MUR"
)

// signs are all that are no ISO code; of two that end alike, the longer comes first.
var signs = []sign{
	{text: "US $", code: "USD", word: true, where: before}, {text: "CA $", code: "CAD", word: true, where: before}, {text: "AU $", code: "AUD", word: true, where: before},
	{text: "NZ $", code: "NZD", word: true, where: before}, {text: "HK $", code: "HKD", word: true, where: before}, {text: "NT $", code: "TWD", word: true, where: before},
	{text: "US$", code: "USD", word: true}, {text: "U$S", code: "USD", word: true}, {text: "u$s", code: "USD", word: true}, {text: "NT$", code: "TWD", word: true},
	{text: "HK$", code: "HKD", word: true}, {text: "AU$", code: "AUD", word: true}, {text: "CA$", code: "CAD", word: true}, {text: "NZ$", code: "NZD", word: true},
	{text: "MX$", code: "MXN", word: true}, {text: "COL$", code: "COP", word: true}, {text: "CLP$", code: "CLP", word: true}, {text: "AR$", code: "ARS", word: true},
	{text: "MOP$", code: "MOP", word: true}, {text: "R$", code: "BRL", word: true}, {text: "A$", code: "AUD", word: true}, {text: "C$", code: "CAD", word: true},
	{text: "S$", code: "SGD", word: true}, {text: "$U", code: "UYU", word: true, where: before},
	{text: "$ CA", code: "CAD", word: true, where: after}, {text: "$CA", code: "CAD", word: true, where: after}, {text: "$ US", code: "USD", word: true, where: after},
	{text: "$", shared: dollars, splits: true}, {text: "＄", shared: dollars}, {text: "€", code: "EUR", splits: true}, {text: "£", code: "GBP"}, {text: "￡", code: "GBP"},
	{text: "CN¥", code: "CNY", word: true}, {text: "JP¥", code: "JPY", word: true}, {text: "¥", shared: yens}, {text: "￥", shared: yens}, {text: "₩", code: "KRW"},
	{text: "￦", code: "KRW"}, {text: "₹", code: "INR"}, {text: "₺", code: "TRY"}, {text: "₽", code: "RUB"}, {text: "₫", code: "VND"}, {text: "฿", code: "THB"},
	{text: "₱", code: "PHP"}, {text: "₪", code: "ILS"}, {text: "₴", code: "UAH"}, {text: "₦", code: "NGN"}, {text: "₵", code: "GHS"}, {text: "₲", code: "PYG"},
	{text: "zł", code: "PLN", word: true}, {text: "zl", code: "PLN", word: true, where: after, lang: pl}, {text: "złotych", code: "PLN", word: true, where: after},
	{text: "Kč", code: "CZK", word: true}, {text: "Ft", code: "HUF", word: true, where: after, needs: true, tongue: "hu"}, {text: "lei", code: "RON", word: true, where: after, needs: true, tongue: "ro"},
	{text: "Lei", code: "RON", word: true, where: after, needs: true, tongue: "ro"}, {text: "p", code: "GBP", word: true, where: after, lang: en, hundredth: true},
	{text: "лв.", code: "BGN"}, {text: "лв", code: "BGN", word: true}, {text: "руб", code: "RUB"}, {text: "грн", code: "UAH"},
	{text: "日元", code: "JPY", where: after}, {text: "日圓", code: "JPY", where: after}, {text: "円", code: "JPY", where: after}, {text: "원", code: "KRW", where: after},
	{text: "美元", code: "USD", where: after}, {text: "欧元", code: "EUR", where: after}, {text: "歐元", code: "EUR", where: after}, {text: "港元", code: "HKD", where: after},
	{text: "港幣", code: "HKD"}, {text: "港币", code: "HKD"}, {text: "新台幣", code: "TWD"}, {text: "新臺幣", code: "TWD"}, {text: "台幣", code: "TWD"},
	{text: "人民币", code: "CNY"}, {text: "人民幣", code: "CNY"}, {text: "元", shared: yuans, where: after}, {text: "圓", shared: yuans, where: after},
	{text: "엔", code: "JPY", where: after, needs: true}, {text: "달러", code: "USD", where: after}, {text: "ドル", shared: dollars, where: after}, {text: "ユーロ", code: "EUR", where: after},
	{text: "kr.", shared: crowns, word: true}, {text: "kr", shared: crowns, word: true}, {text: "SFr.", code: "CHF", word: true}, {text: "Fr.", code: "CHF", word: true, lang: de | fr | it | en},
	{text: "sFr.", code: "CHF", word: true}, {text: "Franken", code: "CHF", word: true, where: after},
	{text: "Euros", code: "EUR", word: true}, {text: "Euro", code: "EUR", word: true}, {text: "euros", code: "EUR", word: true}, {text: "euro", code: "EUR", word: true},
	{text: "EURO", code: "EUR", word: true}, {text: "dollars", shared: dollars, word: true, where: after}, {text: "pounds", code: "GBP", word: true, where: after, needs: true},
	{text: "reais", code: "BRL", word: true, where: after}, {text: "pesos", shared: "MXN ARS CLP COP UYU PHP", word: true, where: after},
	{text: "RMB", code: "CNY", word: true}, {text: "NTD", code: "TWD", word: true}, {text: "NT", code: "TWD", word: true, where: before, lang: zhtw},
	{text: "NT.", code: "TWD", word: true, where: before, lang: zhtw}, {text: "TL", code: "TRY", word: true, where: after}, {text: "Rs.", shared: rupees, word: true},
	{text: "Rs", shared: rupees, word: true}, {text: "RM", code: "MYR", word: true, where: before}, {text: "Rp", code: "IDR", word: true, where: before},
	{text: "Rp.", code: "IDR", word: true, where: before}, {text: "S/.", code: "PEN", word: true, where: before}, {text: "S/", code: "PEN", word: true, where: before, lang: es},
	{text: "R", code: "ZAR", word: true, where: before, needs: true}, {text: "đ", code: "VND", word: true, where: after}, {text: "KSh", code: "KES", word: true, where: before},
	{text: "Dhs.", code: "AED", word: true, where: before}, {text: "Dhs", code: "AED", word: true, where: before},
}

// codes are the ISO codes that stand beside amounts.
var codes = strings.Fields(`EUR USD GBP CHF PLN CNY JPY KRW TWD HKD BRL SEK NOK DKK ISK CZK HUF RON BGN CAD AUD NZD SGD INR MXN ARS CLP COP PEN UYU TRY RUB UAH
	THB VND IDR MYR PHP ZAR ILS AED SAR QAR KWD BHD OMR JOD TND EGP MAD NGN KES GHS PKR LKR BDT MOP RSD`)

// endings and beginnings find the signs that end before a number and begin after it by one byte: most numbers are no amounts.
var endings, beginnings = func() (ends, begins [256][]*sign) {
	all := signs
	for _, c := range codes {
		all = append(all, sign{text: c, code: c, word: true})
	}
	for i := range all {
		s := &all[i]
		if s.where != after {
			ends[s.text[len(s.text)-1]] = append(ends[s.text[len(s.text)-1]], s)
		}
		if s.where != before {
			begins[s.text[0]] = append(begins[s.text[0]], s)
		}
	}
	return ends, begins
}()

func (s *sign) shares(code string) bool { return s.shared != "" && strings.Contains(s.shared, code) }

// spaces is what stands between a sign and its number.
func spaces(c rune) bool { return c == ' ' || c == '\u00a0' || c == '\u202f' || c == '\u2009' }

// signBefore finds the sign at the end of text, and where it begins. Behind a sign that several currencies share, the code before it tells: "CAD $12".
func (r *reader) signBefore(text string) (*sign, int) {
	s, at := r.endsIn(text)
	if s == nil || s.code != "" {
		return s, at
	}
	if t, left := r.endsIn(text[:at]); t != nil && t.word && s.shares(t.code) {
		return t, left
	}
	return s, at
}

func (r *reader) endsIn(text string) (*sign, int) {
	trimmed := text
	if above, ok := signLine(text); ok {
		trimmed = above
	} else if c, size := utf8.DecodeLastRuneInString(text); spaces(c) {
		trimmed = text[:len(text)-size]
	}
	trimmed = strings.TrimSuffix(trimmed, ":") // "EUR: 12"
	if trimmed == "" {
		return nil, 0
	}
	for _, s := range endings[trimmed[len(trimmed)-1]] {
		if !strings.HasSuffix(trimmed, s.text) || !r.knows(s) {
			continue
		}
		at := len(trimmed) - len(s.text)
		if c, _ := utf8.DecodeLastRuneInString(trimmed[:at]); s.word && (isLatin(c) || c == '-') {
			continue
		}
		return s, at
	}
	return nil, 0
}

// signLine returns a text without its last line break where its last line is no more than a sign that is no word, as where a sign and its number are set as two
// headings.
func signLine(text string) (string, bool) {
	const longest = 3 // bytes of "€"
	above, ok := strings.CutSuffix(text, "\n")
	if !ok {
		return "", false
	}
	line := above[strings.LastIndexByte(above, '\n')+1:]
	return above, line != "" && len(line) <= longest && !strings.ContainsFunc(line, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) })
}

// knows reports whether a sign is one in the language of the text.
func (r *reader) knows(s *sign) bool {
	return (s.lang == 0 || s.lang&r.lang != 0 || r.o.Currency == s.code) && (!s.needs || r.o.Currency == s.code || s.tongue != "" && strings.HasPrefix(r.o.Lang, s.tongue))
}

// signAfter finds the sign at text[at:], and where it ends.
func (r *reader) signAfter(at int) (*sign, int) {
	gap := false
	if c, size := utf8.DecodeRuneInString(r.text[at:]); spaces(c) {
		at += size
		gap = true
	}
	if at >= len(r.text) {
		return nil, 0
	}
	for _, s := range beginnings[r.text[at]] {
		if !strings.HasPrefix(r.text[at:], s.text) || !r.knows(s) {
			continue
		}
		end := at + len(s.text)
		next, _ := utf8.DecodeRuneInString(r.text[end:])
		switch {
		case s.word && (isLatin(next) || next == '$'), !s.fits(next):
			continue
		case isDigit(next) && (gap || !s.splits && s.where != after): // "2 $5": the sign of the next amount
			continue
		}
		return s, end
	}
	return nil, 0
}

// codeAfter finds a code behind an amount whose sign several currencies share: "$12 USD".
func (r *reader) codeAfter(at int) (*sign, int) {
	s, end := r.signAfter(at)
	if s == nil || s.code == "" || !s.word {
		return nil, 0
	}
	return s, end
}

// fits turns down words that only begin like a unit of money.
func (s *sign) fits(next rune) bool {
	switch s.text {
	case "元":
		return !strings.ContainsRune("素旦宵化気气年月件", next)
	case "円":
		return !strings.ContainsRune("形高安滑盤卓柱錐周", next)
	case "원":
		return !strings.ContainsRune("칙인본장격료형소래", next)
	case "圓":
		return !strings.ContainsRune("形桌盤領", next)
	}
	return true
}

func isLatin(c rune) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0xc0 && c < 0x250
}

// currency tells which currency a sign means, where the page or its language says so.
func (r *reader) currency(s *sign) string {
	switch {
	case s.code != "":
		return s.code
	case r.o.Currency != "":
		if s.shares(r.o.Currency) {
			return r.o.Currency
		}
		return ""
	case s.shared == yens && r.lang&ja != 0:
		return "JPY"
	case (s.shared == yens || s.shared == yuans) && r.lang&zhcn != 0:
		return "CNY"
	case s.shared == yuans && r.lang&zhtw != 0:
		return "TWD"
	}
	return ""
}

// plausible turns down numbers beside what only looks like a sign: opening hours behind "Fr.", sizes behind "EUR", a class of emissions behind "Euro".
func (s *sign) plausible(r *reader, n number, left, end int) bool {
	rest := r.text[end:]
	switch s.text {
	case "p": // of pages more often
		rest = strings.TrimLeft(rest, " ")
		return strings.HasPrefix(rest, "per ") || strings.HasPrefix(rest, "each") || strings.HasPrefix(rest, "/")
	case "Fr.":
		return left == n.start || !hours(rest) && !date(rest)
	case "Euro", "EURO", "euro":
		v, _ := n.value("")
		return left == n.start || n.decimals || v >= 10 && (v < 1990 || v > 2100) || end > n.end
	case "EUR":
		return left == n.start || n.decimals || end > n.end || !r.sized(left, end)
	case "RM", "Rp", "R":
		return n.decimals || s.text == "Rp" || n.end-n.start >= 2
	}
	return true
}

// hours reports whether a time goes on behind a number: "-18 Uhr", ":30", " – 18.00".
func hours(rest string) bool {
	trimmed := strings.TrimLeft(rest, " ")
	if strings.HasPrefix(trimmed, ":") || strings.HasPrefix(trimmed, "h") || strings.HasPrefix(trimmed, "Uhr") {
		return true
	}
	for _, dash := range [...]string{"-", "–", "—", "bis"} {
		if t, ok := strings.CutPrefix(trimmed, dash); ok {
			t = strings.TrimLeft(t, " ")
			return t != "" && t[0] >= '0' && t[0] <= '9'
		}
	}
	return false
}

// date reports whether the number is a day: ". Mai", ".12.".
func date(rest string) bool {
	t, ok := strings.CutPrefix(rest, ".")
	t = strings.TrimLeft(t, " ")
	c, _ := utf8.DecodeRuneInString(t)
	return ok && (isDigit(c) || isLatin(c) && c < 'a')
}

// sized reports whether an amount stands among sizes: "UK 8 / EUR 42".
func (r *reader) sized(left, end int) bool {
	around := strings.ToLower(r.text[max(0, left-24):left] + "|" + r.text[end:min(len(r.text), end+12)])
	for _, w := range [...]string{"size", "größe", "gr.", "taille", "talla", "taglia", "maat", "tamanho", "rozmiar", "pointure", "uk ", "us ", "uk:", "us:", "cm", "サイズ", "尺", "码", "碼", "사이즈"} {
		if strings.Contains(around, w) {
			return true
		}
	}
	return false
}

// BeginsWithSign reports whether text begins with a sign of a currency, before which an amount would stand.
func BeginsWithSign(text string) bool {
	r := reader{text: text}
	s, _ := r.signAfter(0)
	return s != nil
}

// EndsInSign reports whether text ends in a sign of a currency, behind which an amount would stand.
func EndsInSign(text string) bool {
	r := reader{}
	s, _ := r.endsIn(text)
	return s != nil
}
