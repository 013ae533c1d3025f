package claim

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// amount is a sum of money in a folded sentence.
type amount struct {
	value      string // "4.90 EUR"
	start, end int
}

// maxAmounts bounds the sums of one sentence.
const maxAmounts = 40

// amounts finds the sums that a currency stands before or after.
func amounts(b []byte, hits []hit) []amount {
	var out []amount
	reach := 0
	for i, h := range hits {
		if h.class != currency || len(out) == maxAmounts {
			continue
		}
		_, end, v, ok := numberAfter(b, h.end)
		if ok && h.start >= reach && !(digitAt(b, h.start-1) && numberIsRange(b, h)) {
			code, last := codeBehind(hits[i:], end)
			end = max(end, last)
			out = append(out, amount{v + " " + or(code, h.value), h.start, end})
			reach = end
			continue
		}
		start, _, v, ok := numberBefore(b, h.start)
		if ok && start >= reach {
			out = append(out, amount{v + " " + h.value, start, h.end})
			reach = h.end
		}
	}
	return out
}

// maxTaxed is the longest bracket, in bytes, that tells of a sum whether tax is in it.
const maxTaxed = 24

// withBrackets lets sums reach over a bracket without numbers, and with no word on delivery, that stands directly behind them: in "30,000円(税抜)以上" what is behind it belongs to the sum.
func withBrackets(list []amount, s *sentence) []amount {
	b := s.b
	for i := range list {
		at := list[i].end
		if at < len(b) && b[at] == ' ' {
			at++
		}
		if at >= len(b) || b[at] != '(' {
			continue
		}
		if n := bytes.IndexByte(b[at:min(len(b), at+maxTaxed)], ')'); n > 0 && !digits(b[at:at+n]) && !s.in(at, at+n, topicDelivery, deliveryCost, deliveryApart, deliveryFree, topicOther) {
			list[i].end = at + n + 1
		}
	}
	return list
}

// home is the currency of sums that shops write without one: "滿699免運".
var home = map[string]string{"zh-tw": "TWD", "zh-cn": "CNY", "ja": "JPY", "ko": "KRW"}

// bareAmounts finds numbers without a currency between a word for "from" and one for "free".
func bareAmounts(out []amount, b []byte, hits []hit, code string) []amount {
	for _, h := range hits {
		if r, _ := utf8.DecodeRune(b[h.start:]); h.class != deliveryFrom && h.class != deliverySpend || !wordless(r) {
			continue
		}
		start, end, v, ok := numberAfter(b, h.end)
		if !ok {
			start, end, v, ok = numeralAfter(b, h.end)
		}
		if ok && len(out) < maxAmounts && slices.ContainsFunc(hits, func(f hit) bool {
			return (f.class == wordFree || f.class == deliveryFree) && f.start >= end && f.start <= end+1
		}) {
			out = append(out, amount{v + " " + code, start, end})
		}
	}
	return out
}

// likeBefore finds a number between a word for "from" and one for "free" that has no currency, for the sum before it told it: "5 euros, free over 50".
func likeBefore(out []amount, b []byte, hits []hit) []amount {
	if len(out) == 0 || len(out) == maxAmounts {
		return out
	}
	last := out[len(out)-1]
	_, code, _ := strings.Cut(last.value, " ")
	for _, h := range hits {
		if h.class != deliveryFrom || h.start < last.end {
			continue
		}
		start, end, v, ok := numberAfter(b, h.end)
		if ok && (end == len(b) || end == len(b)-1 || bytes.IndexByte([]byte(",;)"), b[end]) >= 0) && slices.ContainsFunc(hits, func(f hit) bool {
			return (f.class == wordFree || f.class == deliveryFree || f.class == deliveryPaid) && f.start >= last.end
		}) {
			return append(out, amount{v + " " + code, start, end})
		}
	}
	return out
}

// codeBehind returns the currency that follows a sum directly, with its end: the sign of "$99 CAD" is shared by many, the code is not.
func codeBehind(hits []hit, at int) (code string, end int) {
	for _, h := range hits {
		if h.class == currency && h.start >= at && h.start <= at+1 && h.end-h.start == 3 {
			return h.value, h.end
		}
	}
	return "", 0
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// numberIsRange is true where a sum before the currency is nearer than the one after it: "4,90 € 2-4".
func numberIsRange(b []byte, h hit) bool {
	return h.end < len(b) && b[h.end] == ' '
}

func digitAt(b []byte, i int) bool {
	for i >= 0 && b[i] == ' ' {
		i--
	}
	return i >= 0 && b[i] >= '0' && b[i] <= '9'
}

// numberAfter reads the number that begins at b[at:], after at most one blank.
func numberAfter(b []byte, at int) (start, end int, value string, ok bool) {
	if at < len(b) && b[at] == ' ' {
		at++
	}
	end = at
	for end < len(b) && (isDigit(b[end]) || end > at && end+1 < len(b) && isSeparator(b[end]) && isDigit(b[end+1])) {
		end++
	}
	if end == at {
		return 0, 0, "", false
	}
	value, ok = parseAmount(string(b[at:end]), 1)
	return at, end, value, ok
}

// numberBefore reads the number that ends before b[at:], with at most one blank between.
func numberBefore(b []byte, at int) (start, end int, value string, ok bool) {
	end = at
	if end > 0 && b[end-1] == ' ' {
		end--
	}
	if from, v, ok := numeral(b, end); ok {
		return from, end, v, true
	}
	times := 1
	if r, size := utf8.DecodeLastRune(b[:end]); r == '만' || r == '万' || r == '萬' {
		times, end = 10_000, end-size
	} else if r == '천' {
		times, end = 1000, end-size
	}
	if end > 1 && b[end-1] == '-' && (b[end-2] == ',' || b[end-2] == '.') {
		end -= 2 // "5,- €"
	}
	start = end
	for start > 0 && (isDigit(b[start-1]) || start < end && start > 1 && isSeparator(b[start-1]) && isDigit(b[start-2])) {
		start--
	}
	if start == end {
		return 0, 0, "", false
	}
	value, ok = parseAmount(string(b[start:end]), times)
	return start, end, value, ok
}

// numeralDigits and numeralUnits are the characters in which Chinese and Japanese write round sums: 兩千元, 三千五百円.
var (
	numeralDigits = map[rune]int{'一': 1, '二': 2, '两': 2, '兩': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}
	numeralUnits  = map[rune]int{'十': 10, '百': 100, '千': 1000}
)

// numeral reads the number in characters that ends before b[end:].
func numeral(b []byte, end int) (start int, value string, ok bool) {
	start = end
	total, unit := 0, 1
	for start > 0 && end-start <= 24 {
		r, size := utf8.DecodeLastRune(b[:start])
		if d := numeralDigits[r]; d > 0 && (unit > 1 || total == 0) {
			total += d * unit
			unit = 0
		} else if u := numeralUnits[r]; u > unit || u > 0 && unit == 0 {
			unit = u
		} else {
			break
		}
		start -= size
	}
	if unit > 1 {
		total += unit // 百元
	}
	return start, strconv.Itoa(total), total >= 10
}

// numeralAfter reads the number in characters that begins at b[at:]: 滿兩千免運.
func numeralAfter(b []byte, at int) (start, end int, value string, ok bool) {
	end = at
	for end < len(b) {
		r, size := utf8.DecodeRune(b[end:])
		if numeralDigits[r] == 0 && numeralUnits[r] == 0 {
			break
		}
		end += size
	}
	start, value, ok = numeral(b, end)
	return start, end, value, ok && start == at
}

func isDigit(c byte) bool     { return '0' <= c && c <= '9' }
func isSeparator(c byte) bool { return c == '.' || c == ',' || c == '\'' || c == ' ' }

// maxDigits bounds a number that is taken for a sum.
const maxDigits = 9

// parseAmount writes a sum in the normal form: "4.90", "50". Two digits after the last separator are the smaller unit, three are thousands.
func parseAmount(s string, times int) (string, bool) {
	if i := strings.LastIndexByte(s, ' '); i >= 0 && len(s)-i-1 != 3 {
		s = s[i+1:] // "2 4,90": a blank parts thousands only
	}
	cents := ""
	if i := strings.LastIndexAny(s, ".,"); i >= 0 && len(s)-i-1 <= 2 {
		s, cents = s[:i], s[i+1:]
	}
	whole := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
	if whole == "" || len(whole) > maxDigits {
		return "", false
	}
	n, err := strconv.Atoi(whole)
	if err != nil {
		return "", false
	}
	n *= times
	if len(cents) == 1 {
		cents += "0"
	}
	if cents == "" || cents == "00" {
		return strconv.Itoa(n), true
	}
	return fmt.Sprintf("%d.%s", n, cents), true
}
