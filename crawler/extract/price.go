package extract

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/shopvet/shopvet/snapshot"
)

// priceReader finds amounts of money in the text of one page.
type priceReader struct {
	lang     string
	declared string // currency that the page's data name, "" when none or several
}

// read returns the amounts in text; struck marks the stretches that are crossed out.
func (r priceReader) read(text string, struck []span) []snapshot.Price {
	var list []snapshot.Price
	used := 0 // end of the last amount with its sign
	for i := 0; i < len(text) && len(list) < maxPrices; {
		c := text[i]
		if c < '0' || c > '9' {
			if c == 0xef && i+2 < len(text) && text[i+1] == 0xbc && text[i+2] >= 0x90 && text[i+2] <= 0x99 {
				// a full-width digit begins the number
			} else {
				i++
				continue
			}
		}
		end := r.numberEnd(text, i)
		if p, stop, ok := r.at(text, used, i, end); ok {
			p.Struck = within2(struck, i)
			list = appendPrice(list, p)
			used, end = stop, max(end, stop)
		}
		i = end
	}
	return list
}

func within2(struck []span, at int) bool {
	for _, s := range struck {
		if s.from <= at && at < s.to {
			return true
		}
	}
	return false
}

// appendPrice adds a price once: pages repeat amounts for screen readers.
func appendPrice(list []snapshot.Price, p snapshot.Price) []snapshot.Price {
	if n := len(list); n > 0 && list[n-1].Amount == p.Amount && list[n-1].Currency == p.Currency {
		list[n-1].Struck = list[n-1].Struck || p.Struck
		return list
	}
	return append(list, p)
}

// numberEnd returns the end of the number that begins at text[i].
func (r priceReader) numberEnd(text string, i int) int {
	for i < len(text) {
		c, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case isDigit(c):
			i += size
			continue
		case c == '.' || c == ',' || c == '\'' || c == '’' || c == '，' || c == '．':
			if next, _ := utf8.DecodeRuneInString(text[i+size:]); isDigit(next) {
				i += size
				continue
			}
		case c == ' ' && r.spaces() && threeDigits(text[i+1:]):
			i++
			continue
		}
		break
	}
	return i
}

// spaces reports whether the page's language parts thousands by spaces.
func (r priceReader) spaces() bool {
	switch r.lang {
	case "fr", "pl", "cs", "sv", "nb", "no", "fi", "hu", "ru", "uk", "bg", "sk":
		return true
	}
	return false
}

func threeDigits(s string) bool {
	if len(s) < 3 || !isDigit(rune(s[0])) || !isDigit(rune(s[1])) || !isDigit(rune(s[2])) {
		return false
	}
	return len(s) == 3 || !isDigit(rune(s[3]))
}

func isDigit(c rune) bool { return c >= '0' && c <= '9' || c >= '０' && c <= '９' }

// at reads the amount text[from:to] with the currency beside it; a sign before used belongs to the amount before. It
// returns where the amount with its sign ends.
func (r priceReader) at(text string, used, from, to int) (p snapshot.Price, stop int, ok bool) {
	if to-from > 40 || precededByLetter(text[used:from]) {
		return p, 0, false
	}
	tail := to
	for _, t := range [...]string{",-", ",–", ".-", ",—", ".–"} { // "12,-"
		if strings.HasPrefix(text[to:], t) {
			tail = to + len(t)
			break
		}
	}
	sign, left := signBefore(text[used:from])
	right := tail
	left += used
	if sign == nil {
		if sign, right = signAfter(text, tail); sign == nil {
			return p, 0, false
		}
		left = from
	}
	amount, ok := parseAmount(narrow(text[from:to]))
	if !ok {
		return p, 0, false
	}
	stop = max(right, tail)
	return snapshot.Price{Amount: amount, Currency: r.currency(sign), Text: strings.TrimSpace(text[left:stop])}, stop, true
}

func precededByLetter(before string) bool {
	if before == "" {
		return false
	}
	c := before[len(before)-1]
	return c == '.' || c == ',' || c == '-' && len(before) > 1 && isWordByte(before[len(before)-2]) || c == '_' || c == '#' || c == '/'
}

// signBefore finds a currency sign at the end of before.
func signBefore(before string) (*moneySign, int) {
	trimmed := strings.TrimRight(before, " ")
	if len(before)-len(trimmed) > 1 || trimmed == "" || !signEnds[trimmed[len(trimmed)-1]] {
		return nil, 0
	}
	for i := range moneySigns {
		s := &moneySigns[i]
		if !strings.HasSuffix(trimmed, s.text) || s.base == 'C' || s.text == "円" || s.text == "원" {
			continue
		}
		at := len(trimmed) - len(s.text)
		if s.word && endsInLetter(trimmed[:at]) {
			continue
		}
		return s, at
	}
	return nil, 0
}

// signAfter finds a currency sign at text[at:].
func signAfter(text string, at int) (*moneySign, int) {
	if at < len(text) && text[at] == ' ' {
		at++
	}
	if at == len(text) || !signStarts[text[at]] {
		return nil, 0
	}
	for i := range moneySigns {
		s := &moneySigns[i]
		if !strings.HasPrefix(text[at:], s.text) {
			continue
		}
		end := at + len(s.text)
		if s.word && beginsWithLetter(text[end:]) || !s.fits(text[end:]) {
			continue
		}
		if s.base == '$' && end < len(text) && text[end] >= '0' && text[end] <= '9' { // "2 $5": the sign of the next amount
			continue
		}
		return s, end
	}
	return nil, 0
}

// fits turns down words that only begin like a unit of money.
func (s *moneySign) fits(rest string) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	switch s.text {
	case "元":
		return !strings.ContainsRune("素旦宵化気气年月", next)
	case "円":
		return !strings.ContainsRune("形高安滑盤卓", next)
	case "원":
		return !strings.ContainsRune("칙인본장격료형소", next)
	}
	return true
}

func endsInLetter(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return isLatinLetter(r)
}

func beginsWithLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isLatinLetter(r)
}

func isLatinLetter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0xc0 && r < 0x250
}

// thousands drops what parts thousands and nothing else.
var thousands = strings.NewReplacer(" ", "", "'", "", "’", "")

// parseAmount reads "1.234,56", "1,234.56", "1 234,56", "1'234.50", "1.234" and "12,5" alike.
func parseAmount(s string) (float64, bool) {
	s = thousands.Replace(s)
	dot, comma := strings.LastIndexByte(s, '.'), strings.LastIndexByte(s, ',')
	decimal := max(dot, comma)
	if decimal >= 0 {
		after := len(s) - decimal - 1
		same := strings.Count(s, s[decimal:decimal+1])
		if same > 1 || (dot < 0 || comma < 0) && after == 3 && s[0] != '0' {
			decimal = -1 // it parts thousands
		}
	}
	var b []byte
	for i := range len(s) {
		switch {
		case s[i] >= '0' && s[i] <= '9':
			b = append(b, s[i])
		case i == decimal:
			b = append(b, '.')
		}
	}
	amount, err := strconv.ParseFloat(string(b), 64)
	return amount, err == nil && amount < 1e12
}

// currency resolves a sign that several currencies share, where the page says which one it is.
func (r priceReader) currency(s *moneySign) string {
	if s.code != "" {
		return s.code
	}
	shared := map[byte]string{'$': "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP", 'Y': "JPY CNY", 'C': "CNY TWD HKD", 'k': "SEK NOK DKK ISK"}[s.base]
	if r.declared != "" {
		if strings.Contains(shared, r.declared) {
			return r.declared
		}
		return ""
	}
	switch {
	case s.base == 'Y' && r.lang == "ja":
		return "JPY"
	case (s.base == 'Y' || s.base == 'C') && r.lang == "zh-cn":
		return "CNY"
	case s.base == 'C' && r.lang == "zh-tw":
		return "TWD"
	}
	return ""
}

func twoDigits(s string) bool {
	s = strings.TrimSpace(s)
	return len(s) == 2 && isDigit(rune(s[0])) && isDigit(rune(s[1]))
}

func endsDigit(b []byte) bool { return len(b) > 0 && b[len(b)-1] >= '0' && b[len(b)-1] <= '9' }

// moneyBefore reports whether the number at the end of b has a currency sign before it.
func moneyBefore(b []byte) bool {
	i := len(b)
	for i > 0 && (b[i-1] >= '0' && b[i-1] <= '9' || b[i-1] == '.' || b[i-1] == ',') {
		i--
	}
	sign, _ := signBefore(string(b[max(0, i-8):i]))
	return sign != nil
}
