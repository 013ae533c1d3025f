package money

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// number is a number as it stands in a text.
type number struct {
	text       string // digits and separators, narrow
	start, end int
	times      float64 // 10 000 for 万; 0 where nothing multiplies it
	plus       float64 // what follows the multiplier: 2 000 of "1万2,000"
	decimals   bool    // it has a fraction beyond doubt
	bare       bool    // only its cents stand there: "-.95"
}

// longest is the length of a number beyond which it is a code.
const longest = 40

// scan reads the number that begins at text[i]. Where it is none, its end is where to go on.
func scan(text string, i int, lang langMask) (number, bool) {
	n := number{start: i, end: digitsEnd(text, i, lang)}
	if n.end-i > longest {
		return n, false
	}
	n.text = narrow(text[i:n.end])
	if runTogether(n.text) {
		return n, false
	}
	if point, ok := cents(text, i, n.text); ok {
		n.start, n.bare, n.decimals, n.text = point, true, true, "0."+n.text
		return n, true
	}
	n.multiply(text)
	if next, size := utf8.DecodeRuneInString(text[n.end:]); next == '%' || next == '％' || next == '°' || next == ' ' && strings.HasPrefix(text[n.end+size:], "%") {
		return n, false
	}
	dot, comma := strings.LastIndexByte(n.text, '.'), strings.LastIndexByte(n.text, ',')
	n.decimals = max(dot, comma) >= 0 && (len(n.text)-max(dot, comma)-1 != 3 || dot >= 0 && comma >= 0)
	return n, true
}

// runTogether reports whether two numbers stand together without a blank, as where style parts them: "5.3010.4". Between two points stand three digits.
func runTogether(digits string) bool {
	first := strings.IndexByte(digits, '.')
	last := strings.LastIndexByte(digits, '.')
	return first >= 0 && last > first && last-first-1 > 3 && !strings.ContainsAny(digits[first+1:last], ".,' ")
}

// cents finds the dash and point before two digits that are all there is of a price: "–.95", "-,99", or the point behind a sign: "$.99".
func cents(text string, i int, digits string) (start int, ok bool) {
	if i == 0 || len(digits) != 2 || text[i-1] != '.' && text[i-1] != ',' {
		return 0, false
	}
	before := text[:i-1]
	for _, dash := range [...]string{"-", "–", "—"} {
		if rest, found := strings.CutSuffix(before, dash); found && (rest == "" || !isWordByte(rest[len(rest)-1]) || strings.HasSuffix(rest, "\u00a0")) {
			return len(rest), true
		}
	}
	if strings.HasSuffix(before, "$") || strings.HasSuffix(before, "£") || strings.HasSuffix(before, "€") {
		return i - 1, true
	}
	return 0, false
}

// digitsEnd returns the end of the digits and separators that begin at text[i].
func digitsEnd(text string, i int, lang langMask) int {
	group := 0 // digits since the last separator
	spaced := false
	for i < len(text) {
		c := rune(text[i])
		if c >= '0' && c <= '9' {
			i++
			group++
			continue
		}
		size := 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case isDigit(c):
			i += size
			group++
			continue
		case c == '.' || c == ',' || c == '\'' || c == '’' || c == '，' || c == '．':
			if next, _ := utf8.DecodeRuneInString(text[i+size:]); isDigit(next) && !(spaced && c == '\'') {
				i += size
				group = 0
				continue
			}
		case c == ' ' && lang&spacing != 0 || c == '\u00a0' || c == '\u202f' || c == '\u2009':
			if group <= 3 && group > 0 && (!spaced || group == 3) && threeDigits(text[i+size:]) {
				i += size
				group, spaced = 0, true
				continue
			}
		}
		break
	}
	return i
}

func threeDigits(s string) bool {
	if len(s) < 3 || !isDigit(rune(s[0])) || !isDigit(rune(s[1])) || !isDigit(rune(s[2])) {
		return false
	}
	return len(s) == 3 || !isDigit(rune(s[3]))
}

func isDigit(c rune) bool { return c >= '0' && c <= '9' || c >= '０' && c <= '９' }

func isLetter(c rune) bool {
	return c < utf8.RuneSelf && (c|0x20 >= 'a' && c|0x20 <= 'z') || c >= utf8.RuneSelf && unicode.IsLetter(c)
}

// multipliers are the words by which East Asian numbers are made shorter.
var multipliers = map[rune]float64{
	'万': 1e4, '萬': 1e4, '만': 1e4, '億': 1e8, '亿': 1e8, '억': 1e8, '千': 1e3, '천': 1e3, '百': 100, '백': 100,
}

// multiply reads the words that multiply a number, and what is added to it: "1万2,800", "1만 2천".
func (n *number) multiply(text string) {
	sum, at, part := 0.0, n.end, n.text
	for {
		after := at
		for _, space := range [...]string{" ", "\u00a0"} {
			after = at + len(text[at:]) - len(strings.TrimPrefix(text[at:], space))
			if after != at {
				break
			}
		}
		c, size := utf8.DecodeRuneInString(text[after:])
		times := multipliers[c]
		if times == 0 && n.times == 0 {
			return
		}
		value, ok := parse(part, false)
		if times == 0 || !ok {
			if ok {
				n.plus, n.end = sum+value, at
			}
			return
		}
		sum += value * times
		n.times, n.plus, n.end = 1, sum, after+size
		at = n.end
		next := at + len(text[at:]) - len(strings.TrimPrefix(text[at:], " "))
		c, _ = utf8.DecodeRuneInString(text[next:])
		if !isDigit(c) {
			return
		}
		end := digitsEnd(text, next, 0)
		part, at = narrow(text[next:end]), end
	}
}

// value is the number as an amount of a currency.
func (n *number) value(currency string) (float64, bool) {
	if n.times != 0 {
		return n.plus, n.plus > 0 && n.plus < tooMuch
	}
	v, ok := parse(n.text, thousandths[currency])
	return v, ok && v < tooMuch
}

// tooMuch is an amount that no shop asks for: a number of some other kind.
const tooMuch = 1e12

// thousandths are the currencies that are written with three decimals.
var thousandths = map[string]bool{"KWD": true, "BHD": true, "OMR": true, "JOD": true, "TND": true}

// separators part thousands and nothing else.
var separators = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "\u2009", "", "'", "", "’", "")

// parse reads "1.234,56", "1,234.56", "1 234,56", "1'234.50", "1,23,456", "1.234" and "12,5" alike.
func parse(s string, three bool) (float64, bool) {
	spaced := strings.ContainsAny(s, " '") || strings.Contains(s, "\u00a0") || strings.Contains(s, "\u202f") || strings.Contains(s, "’")
	s = separators.Replace(s)
	dot, comma := strings.LastIndexByte(s, '.'), strings.LastIndexByte(s, ',')
	decimal := max(dot, comma)
	if decimal >= 0 {
		after := len(s) - decimal - 1
		same := strings.Count(s, s[decimal:decimal+1])
		if same > 1 || (dot < 0 || comma < 0) && after == 3 && s[0] != '0' && !three && !spaced {
			decimal = -1 // it parts thousands
		}
	}
	var b [longest + 2]byte
	k := 0
	for i := range len(s) {
		switch {
		case k == len(b):
			return 0, false
		case s[i] >= '0' && s[i] <= '9':
			b[k] = s[i]
			k++
		case i == decimal:
			b[k] = '.'
			k++
		}
	}
	v, err := strconv.ParseFloat(string(b[:k]), 64)
	return v, err == nil
}

// narrow writes digits and separators of full width as usual ones.
func narrow(s string) string {
	if !strings.ContainsAny(s, "０１２３４５６７８９，．") {
		return s
	}
	return strings.Map(func(c rune) rune {
		switch {
		case c >= '０' && c <= '９':
			return c - '０' + '0'
		case c == '，':
			return ','
		case c == '．':
			return '.'
		}
		return c
	}, s)
}

// Equal reports whether two amounts are the same to the cent, as far as binary fractions tell.
func Equal(a, b float64) bool { return math.Abs(a-b) < 0.005 }
