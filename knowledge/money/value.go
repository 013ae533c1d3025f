package money

import (
	"math"
	"strconv"
	"strings"
)

// Value reads what structured data give as a price: "12.90", "12,90", "1,299.00", "€ 12,90". other is another amount that the same writing may
// mean: "1.299" is one and a fraction by the rules of schema.org, and more than a thousand as many write it. It is 0 where there is no doubt.
func Value(s, currency string) (value, other float64, ok bool) {
	s = strings.TrimSpace(s)
	if v, err := strconv.ParseFloat(s, 64); err == nil && !strings.ContainsAny(s, "eExXnN_") {
		if v < 0 || v >= tooMuch || math.IsNaN(v) {
			return 0, 0, false
		}
		if dot := strings.IndexByte(s, '.'); dot > 0 && len(s)-dot-1 == 3 && dot <= 3 && s[0] != '0' && !thousandths[currency] {
			other = math.Round(v * 1000)
		}
		return v, other, true
	}
	if list := Read(s, Options{Currency: currency, Max: 1}); len(list) == 1 {
		return list[0].Value, 0, true
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			continue
		}
		n, ok := scan(s, i, spaced)
		if !ok || strings.ContainsAny(s[:n.start]+s[n.end:], "0123456789") {
			return 0, 0, false
		}
		v, ok := n.value(currency)
		if c := strings.IndexByte(n.text, ','); c > 0 && len(n.text)-c-1 == 3 && strings.IndexByte(n.text, '.') < 0 {
			other = v / 1000
		}
		return v, other, ok
	}
	return 0, 0, false
}

// Currency returns the ISO code that structured data mean: by its code in any case, by a sign or by a name. exact says that it is written as the
// standard wants it.
func Currency(s string) (code string, exact bool) {
	s = strings.TrimSpace(s)
	for _, c := range codes {
		if strings.EqualFold(s, c) {
			return c, s == c
		}
	}
	if list := Read("1 "+s, Options{}); len(list) == 1 && list[0].Currency != "" {
		return list[0].Currency, false
	}
	if list := Read(s+" 1.00", Options{}); len(list) == 1 {
		return list[0].Currency, false
	}
	return "", false
}
