package shopgen

import (
	"strconv"
	"strings"
)

// currency says how a market writes money.
type currency struct {
	code       string
	perHundred int // minor units for 100 euro cents
	decimals   int
	step, less int // prices are multiples of step, less some
	group      string
	point      string
	pattern    string // with "#" for the number
}

func currencies() map[string]currency {
	return map[string]currency{
		"EUR": {"EUR", 100, 2, 50, 5, ".", ",", "# €"},
		"GBP": {"GBP", 86, 2, 50, 5, ",", ".", "£#"},
		"USD": {"USD", 110, 2, 50, 5, ",", ".", "$#"},
		"AUD": {"AUD", 165, 2, 50, 5, ",", ".", "$#"},
		"CAD": {"CAD", 150, 2, 50, 5, ",", ".", "$#"},
		"INR": {"INR", 9200, 2, 1000, 100, ",", ".", "₹#"},
		"CHF": {"CHF", 105, 2, 50, 10, "’", ".", "CHF #"},
		"BRL": {"BRL", 600, 2, 500, 10, ".", ",", "R$ #"},
		"PLN": {"PLN", 430, 2, 100, 10, " ", ",", "# zł"},
		"CNY": {"CNY", 780, 2, 100, 0, ",", ".", "¥#"},
		"TWD": {"TWD", 34, 0, 10, 0, ",", "", "NT$#"},
		"JPY": {"JPY", 160, 0, 10, 0, ",", "", "#円"},
		"KRW": {"KRW", 1500, 0, 100, 0, ",", "", "#원"},
	}
}

// in is the currency as a language writes it, where that differs from the market's other languages.
func (c currency) in(lang string) currency {
	switch lang {
	case "fr":
		if c.group = "\u202f"; c.code == "CAD" {
			c.point, c.pattern = ",", "# $"
		}
	case "nl":
		c.pattern = "€ #"
	}
	return c
}

// round makes an amount look like a shop's price.
func (c currency) round(minor int) int {
	return max(c.step, (minor+c.step/2)/c.step*c.step) - c.less
}

// format writes an amount the way the market does.
func (c currency) format(minor int) string {
	whole, frac := strconv.Itoa(minor), ""
	if c.decimals == 2 {
		whole, frac = strconv.Itoa(minor/100), c.point+strconv.Itoa(minor%100/10)+strconv.Itoa(minor%10)
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + c.group + whole[i:]
	}
	return strings.Replace(c.pattern, "#", whole+frac, 1)
}

// plain writes an amount for markup: digits and a point.
func (c currency) plain(minor int) string {
	if c.decimals == 0 {
		return strconv.Itoa(minor)
	}
	return strconv.Itoa(minor/100) + "." + strconv.Itoa(minor%100/10) + strconv.Itoa(minor%10)
}
