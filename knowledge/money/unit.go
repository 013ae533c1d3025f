package money

import (
	"strings"
	"unicode/utf8"
)

// units are the units of measure by which goods are sold, as they are written, and what they are called here.
var units = map[string]string{
	"g": "g", "gr": "g", "gramm": "g", "gram": "g", "grammes": "g", "gramme": "g", "gramos": "g", "grammi": "g", "克": "g", "グラム": "g", "그램": "g",
	"kg": "kg", "kilo": "kg", "kilogramm": "kg", "kilogram": "kg", "kilogramme": "kg", "kilogramo": "kg", "chilo": "kg", "quilo": "kg", "千克": "kg", "公斤": "kg", "キロ": "kg",
	"mg": "mg", "斤": "500 g", "台斤": "600 g", "etto": "100 g",
	"l": "l", "liter": "l", "litre": "l", "litro": "l", "litr": "l", "ltr": "l", "升": "l", "公升": "l", "リットル": "l", "리터": "l", "ml": "ml", "millilitre": "ml", "毫升": "ml",
	"cl": "cl", "dl": "dl", "m": "m", "meter": "m", "metre": "m", "metro": "m", "mètre": "m", "lfm": "m", "lfdm": "m", "mb": "m", "米": "m", "公尺": "m", "メートル": "m", "cm": "cm",
	"m²": "m²", "m2": "m²", "qm": "m²", "mq": "m²", "平米": "m²", "坪": "坪", "sqm": "m²", "sq m": "m²", "sq. ft.": "sq ft", "sq ft": "sq ft", "m³": "m³", "m3": "m³",
	"oz": "oz", "fl oz": "fl oz", "fl. oz": "fl oz", "fl.oz": "fl oz", "floz": "fl oz", "lb": "lb", "lbs": "lb", "pound": "lb", "ft": "ft", "foot": "ft", "yd": "yd", "yard": "yd",
	"gal": "gal", "pint": "pint", "pt": "pint", "ct": "count", "count": "count", "wl": "wash", "waschladung": "wash", "wash": "wash", "sheet": "sheet", "blatt": "sheet",
}

// joints stand between an amount and what it is the price of. The short ones join in their own language only.
var joints = []struct {
	text  string
	langs langMask
}{
	{"/", 0}, {"per ", 0}, {"pro ", de}, {"je ", de}, {"par ", fr}, {"le ", fr}, {"la ", fr}, {"les ", fr}, {"por ", es | pt}, {"el ", es}, {"al ", es | it}, {"all'", it}, {"il ", it},
	{"za ", pl}, {"o ", pt}, {"a ", pt}, {"the ", en}, {"a ", en}, {"@ ", 0}, {"每", zhcn | zhtw}, {"で", ja}, {"l'", fr},
}

// alone are words for a time of use that need nothing before them.
var alone = map[string]bool{"pm": true, "pcm": true, "mtl.": true, "monatlich": true, "p.m.": true, "p/m": true}

// per reads what an amount is the price of, and whether that is a unit of measure: "/ 100 g", "per month", "each".
func (r *reader) per(behind string) (per string, measured, ok bool) {
	s := strings.TrimLeft(behind, " *(|[")
	if len(behind)-len(s) > adjacent {
		return "", false, false
	}
	joined := false
	for _, j := range joints {
		if rest, found := strings.CutPrefix(s, j.text); found && (j.langs == 0 || j.langs&r.lang != 0) {
			s, joined = strings.TrimLeft(rest, " "), true
			break
		}
	}
	if joined {
		if per, ok := unitOf(s); ok {
			return per, true, true
		}
	}
	if !joined && len(s) < len(behind) && bareUnits[strings.TrimRight(s, " .)")] {
		return "kg", true, true // "R$ 80,00 kg", and nothing behind it in its line
	}
	quantity := strings.TrimLeft(s, "0123456789., ")
	many := quantity != s && !strings.HasPrefix(s, "1 ")
	r.each(firstWords(quantity), inBack, func(f found) {
		if f.means == saysPer && f.from == 0 && !ok && (joined || alone[f.text] || len(f.text) > 3 && f.per != "day" && !f.cjk) {
			per, ok = f.per, true
			joined = joined || alone[f.text]
		}
	})
	if ok && many && joined && per == "each" {
		return strings.TrimSpace(s[:len(s)-len(quantity)]) + " pieces", true, true
	}
	return per, false, ok && (joined || per == "each" && !many)
}

// bareUnits are the weights that stand right behind a price by themselves, in the spoken manner.
var bareUnits = map[string]bool{"kg": true, "kilo": true, "quilo": true, "o kg": true, "o quilo": true, "el kilo": true, "al kg": true, "al kilo": true, "le kilo": true, "le kg": true, "das kilo": true, "het kilo": true}

func firstWords(s string) string {
	const longestPer = 24
	if len(s) > longestPer {
		s = s[:longestPer]
	}
	return s
}

// unitOf reads a quantity and a unit of measure at the head of s: "100 g", "kg", "0,75 l".
func unitOf(s string) (string, bool) {
	end := 0
	for end < len(s) && (s[end] >= '0' && s[end] <= '9' || s[end] == '.' || s[end] == ',') {
		end++
	}
	quantity := s[:end]
	rest := strings.TrimLeft(s[end:], " ")
	name, ok := unitName(rest)
	if !ok {
		return "", false
	}
	if quantity == "" || quantity == "1" {
		return name, true
	}
	return quantity + " " + name, true
}

// unitName finds the longest unit at the head of s.
func unitName(s string) (string, bool) {
	const longestUnit = 13
	for end := min(len(s), longestUnit); end > 0; end-- {
		if end < len(s) && !utf8.RuneStart(s[end]) {
			continue
		}
		if name, ok := units[s[:end]]; ok && endsWord(s, end) && !(end < len(s) && s[end] >= '0' && s[end] <= '9') {
			return name, true
		}
	}
	return "", false
}

// unitAhead reads a unit that stands before its amount: "1 kg = 25,80 €", "100gあたり250円", "pro 100 ml 3,45 €".
func (r *reader) unitAhead(a *Amount, ahead string) bool {
	s := strings.TrimRight(ahead, " :(約")
	joined := false
	for _, j := range [...]string{"=", "あたり", "当たり", "当り", "当", "당", "每", "entspricht"} {
		if rest, ok := strings.CutSuffix(s, j); ok {
			s, joined = strings.TrimRight(rest, " "), true
			break
		}
	}
	if s == "" {
		return false
	}
	if i := strings.LastIndex(s, "每"); !joined && i >= 0 {
		if per, ok := wholeUnit(strings.TrimSpace(s[i+len("每"):])); ok { // "每100公克 NT$300"
			a.Per = per
			return true
		}
	}
	if !joined {
		joined = perBefore(s) || s[0] == '('
	}
	for from := len(s) - 1; joined && from >= 0 && len(s)-from <= 16; from-- {
		if s[from] == ' ' || !utf8.RuneStart(s[from]) || from > 0 && (s[from-1] >= '0' && s[from-1] <= '9' || s[from-1] == '.' || s[from-1] == ',') || from > 0 && isLatinByte(s[from-1]) && isLatinByte(s[from]) {
			continue
		}
		if per, ok := wholeUnit(s[from:]); ok {
			a.Per = per
			if from > 1 && s[from-1] == ' ' && s[from-2] >= '0' && s[from-2] <= '9' {
				continue // its quantity stands before it
			}
			return true
		}
	}
	return a.Per != "" && joined && a.Kind != Price
}

func isLatinByte(c byte) bool { return c >= 'a' && c <= 'z' || c >= utf8.RuneSelf }

// wholeUnit reads a quantity and a unit that are all of s.
func wholeUnit(s string) (string, bool) {
	per, ok := unitOf(s)
	if !ok {
		return "", false
	}
	rest := strings.TrimLeft(s, "0123456789., ")
	_, ok = units[rest]
	return per, ok
}

// perBefore reports whether a unit at the end of s has a word before it that says "each": "pro 100 ml".
func perBefore(s string) bool {
	for _, w := range [...]string{"per ", "pro ", "je ", "par ", "por ", "za ", "prix au ", "al "} {
		if at := strings.LastIndex(s, w); at >= 0 && len(s)-at <= 16 && (at == 0 || !isLatinByte(s[at-1])) {
			return true
		}
	}
	return false
}
