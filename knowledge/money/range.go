package money

import (
	"strings"
	"unicode/utf8"
)

// dashes and tos join the ends of a range.
var (
	dashes = [...]string{"-", "–", "—", "~", "～", "〜", "‐", "－", "−"}
	tos    = [...]string{"to", "bis", "à", "a", "do", "t/m", "tot", "até", "and", "und", "e", "y", "et", "en", "至", "から", "到"}
)

// ranged reports whether a number is the upper end of the range that the last amount begins, or the lower end of one whose sign follows; it adds
// what it found.
func (r *reader) ranged(n number) bool {
	if n.bare {
		return false
	}
	return r.closes(n) || r.opens(n)
}

// closes joins "£12 – £20", "€12–15", "1,234円〜2,345円".
func (r *reader) closes(n number) bool {
	if len(r.list) == 0 || r.list[len(r.list)-1].High != 0 {
		return false
	}
	last := &r.list[len(r.list)-1]
	gap := r.text[last.End:n.start]
	if len(gap) > 24 || strings.Contains(gap, "\n") {
		return false
	}
	sign, at := r.signBefore(gap)
	if sign != nil {
		gap = gap[:at]
	}
	joint, word := joins(gap)
	if !joint || word && !r.spans(last) {
		return false
	}
	end := max(r.tail(n.end), n.end)
	if sign == nil {
		after, right := r.signAfter(end)
		if after == nil && (r.nums[len(r.nums)-1].to == last.End && !loose(r.text[n.end:]) || r.nums[len(r.nums)-1].to != last.End) {
			return false
		}
		if after != nil {
			sign, end = after, right
		}
	}
	currency := last.Currency
	if sign != nil && r.currency(sign) != "" {
		currency = r.currency(sign)
	}
	high, ok := n.value(currency)
	if !ok || high <= last.Value || last.Currency != "" && currency != last.Currency || high > 1000*last.Value {
		return false
	}
	last.High, last.End = high, end
	r.used = end
	return true
}

// spans reports whether the word before an amount begins a range: "from £12 to £20".
func (r *reader) spans(a *Amount) bool {
	ahead, _ := r.ahead(max(0, a.Start-16), a.Start)
	for _, w := range [...]string{"from", "between", "von", "zwischen", "de", "entre", "da", "tra", "desde", "van", "tussen", "od", "from:"} {
		if strings.HasSuffix(strings.TrimRight(ahead, " "), w) {
			return true
		}
	}
	return r.lang&(zhcn|zhtw|ja) != 0
}

// joins reports whether a gap joins two ends of a range, and whether it does so by a word.
func joins(gap string) (joint, word bool) {
	t := strings.Trim(gap, " \u00a0\u202f\u2009")
	for _, d := range dashes {
		if t == d {
			return true, false
		}
	}
	for _, w := range tos {
		if t == w {
			return true, true
		}
	}
	return false, false
}

// loose reports whether nothing follows that would make a number one of something else: "€12–15", and then an end.
func loose(rest string) bool {
	rest = strings.TrimLeft(rest, " \u00a0")
	c, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || c == '\n' || c == ')' || c == '|' || c == '*' || c == '/' || c == '.' && (len(rest) == 1 || rest[1] == ' ' || rest[1] == '\n')
}

// opens joins "12,90–19,90 €" and "von 12 bis 20 €", where the sign stands behind both.
func (r *reader) opens(n number) bool {
	if glued(r.text[r.used:n.start]) || measured(r.text[:n.start]) {
		return false
	}
	if s, _ := r.signBefore(r.text[r.used:n.start]); s != nil {
		return false
	}
	rest := r.text[n.end:]
	at := 0
	for at < len(rest) && at < 8 && !(rest[at] >= '0' && rest[at] <= '9') {
		at++
	}
	if at == 0 || at >= len(rest) || at == 8 {
		return false
	}
	joint, word := joins(rest[:at])
	if !joint {
		return false
	}
	second, ok := scan(r.text, n.end+at, r.lang)
	if !ok {
		return false
	}
	sign, end := r.signAfter(max(r.tail(second.end), second.end))
	if sign == nil || sign.word && sign.needs {
		return false
	}
	currency := r.currency(sign)
	low, ok1 := n.value(currency)
	high, ok2 := second.value(currency)
	if !ok1 || !ok2 || low >= high || word && !r.spans(&Amount{Start: n.start}) {
		return false
	}
	r.add(Amount{Value: low, High: high, Currency: currency, Start: n.start, End: end}, n)
	r.nums[len(r.nums)-1].to = end
	return true
}

// measured reports whether a text ends in a number and the sign of a product: what follows is the other side, "30×45".
func measured(before string) bool {
	before = strings.TrimRight(before[max(0, len(before)-6):], " ")
	for _, by := range [...]string{"×", "x", "X"} {
		if rest, ok := strings.CutSuffix(before, by); ok {
			rest = strings.TrimRight(rest, " ")
			return rest != "" && rest[len(rest)-1] >= '0' && rest[len(rest)-1] <= '9'
		}
	}
	return false
}
