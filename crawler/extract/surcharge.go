package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/shopvet/shopvet/knowledge/telling"
	"github.com/shopvet/shopvet/snapshot"
)

// longestCharge is the length of a line, in bytes, up to which what stands in it belongs together.
const longestCharge = 240

// surcharges marks lines, such as rows of a table of ways to pay, that name a card or wallet, a charge and its amount. There are too many ways to say it
// for a list of phrases.
func (m *marker) surcharges() {
	for rest := m.text; rest != ""; {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		if len(line) > longestCharge || !mayNameAmount(line) {
			continue
		}
		low := " " + strings.ToLower(line) + " "
		if telling.In(low, telling.PayMethod) && telling.In(low, telling.PayCharge) && !telling.In(low, telling.OtherCharge) && namesCharge(line) {
			m.add(snapshot.MarkSurcharge, strings.TrimSpace(line), snapshot.SurchargeLine)
		}
	}
}

// mayNameAmount tells most lines that name no amount, by one look: there is no digit in them, or no sign that may be one of a currency or a share.
func mayNameAmount(line string) bool {
	digit, sign := false, false
	for i := range len(line) {
		switch c := line[i]; {
		case '1' <= c && c <= '9':
			digit = true
		case c == '%' || c == '$' || c >= utf8.RuneSelf:
			sign = true
		case c|0x20 == 'e' && i+2 < len(line) && line[i+1]|0x20 == 'u' && line[i+2]|0x20 == 'r':
			sign = true
		}
		if digit && sign {
			return true
		}
	}
	return false
}

func hasAnyOf(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
