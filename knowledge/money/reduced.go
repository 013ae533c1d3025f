package money

import (
	"math"
	"strconv"
	"strings"
)

// Labels of Korean shops: 판매가 is the price to pay unless one that is less stands behind it under a label for what is taken off.
var (
	askedLabel    = "판매가"
	reducedLabels = []string{"할인판매가", "할인 판매가", "할인가", "할인가격", "할인 가격", "즉시할인가", "할인적용가", "최종할인가", "최종 할인가"}
)

// reduced marks the asked price as a former one where a reduced one follows: "판매가 45,000원 할인가 36,000원".
func (r *reader) reduced() {
	for i := 0; i+1 < len(r.list); i++ {
		a, b := &r.list[i], &r.list[i+1]
		if r.crossed(a, b, i+2) {
			b.Kind = Was
		}
		r.takenOff(a, b)
		if a.Kind != Price || b.Kind != Price || b.Value >= a.Value || b.Currency != a.Currency {
			continue
		}
		if label := labelOf(r.text[:b.Start]); endsIn(label, reducedLabels) {
			if asked := labelOf(r.text[:a.Start]); strings.HasSuffix(asked, askedLabel) && !endsIn(asked, reducedLabels) {
				a.Kind = Was
			}
		}
	}
}

// crossed reports whether a higher amount that stands alone in the line below a price whose label says that it is a special one is the price that style
// crosses out: "秒杀价 ¥9.9", below it "¥19.9".
func (r *reader) crossed(a, b *Amount, next int) bool {
	if r.lang&(zhcn|zhtw|ja|ko) == 0 || a.Kind != Price || b.Kind != Price || a.High != 0 || b.High != 0 || b.Value <= a.Value || b.Value > 10*a.Value || b.Currency != a.Currency {
		return false
	}
	if gap := r.text[a.End:b.Start]; len(gap) > 4 || strings.TrimSpace(gap) != "" || strings.Count(gap, "\n") > 1 || gap == " " {
		return false // right behind it, or in the line below
	}
	if behind := strings.TrimLeft(r.text[b.End:min(len(r.text), b.End+8)], " "); behind != "" && behind[0] != '\n' || next < len(r.list) && strings.TrimSpace(r.text[b.End:r.list[next].Start]) == "" {
		return false
	}
	label := fold(labelOf(r.text[:a.Start]))
	if i := strings.LastIndexByte(label, '\n'); i >= 0 {
		label = label[i+1:]
	}
	special := false
	r.each(label, inFront, func(f found) { special = special || f.means == saysPlain && f.to == len(label) })
	return special
}

// takenOff marks the higher of two amounts that stand together as a former one where a share beside or between them tells that the lower is the higher without it:
// "24% 21,000원 15,900원", "€ 49,90 -20% € 39,92", "₹799 ₹1,599 50% off".
func (r *reader) takenOff(a, b *Amount) {
	const apart, reach = 12, 16
	gap := r.text[a.End:b.Start]
	if share := shareIn(gap); share > 0 && a.Kind == Price && b.Kind == Price && a.Currency == b.Currency && b.Value < a.Value && strings.Trim(gap, "-−–%0123456789 \n\u00a0") == "" && len(gap) <= apart &&
		math.Abs(a.Value*(100-share)/100-b.Value) <= 0.015*a.Value {
		a.Kind = Was // each in a line of its own
		return
	}
	if share := shareIn(gap); share > 0 && share != 50 && b.Kind == Price && a.Kind == Price && len(gap) <= near && math.Abs(a.Value*share/100-b.Value) <= 0.003*a.Value {
		b.Kind = Saving // "€ 40,17", below it "10% korting: € 4,02"
		return
	}
	if b.Kind == Saving && (a.Kind == Price || a.Kind == Was || a.Kind == Saving) && b.Currency == a.Currency && len(gap) <= near && !strings.Contains(gap, "\n") {
		// "€ 40,17 Actie korting -10% € 36,15": what is left, and not what is taken off
		if share := shareIn(gap); share > 0 && share != 50 && math.Abs(a.Value*(100-share)/100-b.Value) <= 0.003*a.Value {
			a.Kind, b.Kind = Was, Price
		}
		return
	}
	if a.Kind != Price || b.Kind != Price || a.High != 0 || b.High != 0 || b.Currency != a.Currency || len(gap) > apart || strings.Contains(gap, "\n") {
		return
	}
	high, low := a, b
	if b.Value > a.Value {
		high, low = b, a
	}
	if high == b && a.Tax != b.Tax {
		return // with tax and without
	}
	for _, text := range [...]string{r.text[max(0, a.Start-reach):a.Start], gap, r.text[b.End:min(len(r.text), b.End+reach)]} {
		if share := shareIn(text); share > 0 && math.Abs(high.Value*(100-share)/100-low.Value) <= 0.015*high.Value {
			high.Kind = Was
			return
		}
	}
}

// shareIn is the percentage that a short text tells, and nothing besides but marks and a word; 0 where it tells none.
func shareIn(text string) float64 {
	i := strings.IndexByte(text, '%')
	if i <= 0 || strings.Count(text, "%") > 1 {
		return 0
	}
	before := strings.TrimRight(text[:i], " \u00a0")
	from := len(before)
	for from > 0 && before[from-1] >= '0' && before[from-1] <= '9' {
		from--
	}
	share, err := strconv.Atoi(before[from:])
	if err != nil || share < 1 || share > 94 || strings.HasSuffix(before[:from], ".") || strings.HasSuffix(before[:from], ",") {
		return 0
	}
	return float64(share)
}

// parts marks an amount before which a number and "x" stand, and which comes to that many times less than one before it: one of several payments, in whatever
// words and language. "R$149,99", below it "3x de R$50,00".
func (r *reader) parts() {
	const reach, off = 6, 0.035 // of interest, and of what was rounded
	for i := range r.list {
		a := &r.list[i]
		if a.Kind != Price || a.High != 0 {
			continue
		}
		n := timesAhead(r.text[max(0, a.Start-12):a.Start])
		for k := max(0, i-reach); n > 1 && k < i; k++ {
			if b := &r.list[k]; b.Kind == Price && b.Currency == a.Currency && math.Abs(a.Value*n/b.Value-1) <= off {
				a.Kind = Instalment
			}
		}
	}
}

// timesAhead is how many times an amount is paid, as a number and "x" before it tell, with one short word between at most; 0 where none do.
func timesAhead(before string) float64 {
	before = strings.ToLower(strings.TrimRight(before, " \u00a0"))
	i := max(strings.LastIndexByte(before, 'x'), strings.LastIndex(before, "×"))
	if i <= 0 {
		return 0
	}
	word := strings.Trim(strings.TrimPrefix(before[i:], "×"), " \u00a0x")
	if len(word) > 3 || strings.ContainsAny(word, "0123456789.,\n|") {
		return 0
	}
	before = strings.TrimRight(before[:i], " ")
	from := len(before)
	for from > 0 && before[from-1] >= '0' && before[from-1] <= '9' {
		from--
	}
	n, err := strconv.Atoi(before[from:])
	if err != nil || n > 48 || from > 0 && isWordByte(before[from-1]) {
		return 0
	}
	return float64(n)
}

// labelOf is the text before an amount without the marks and blanks between.
func labelOf(before string) string {
	return strings.TrimRight(before[max(0, len(before)-window):], " \u00a0\n\t:|：")
}

func endsIn(s string, list []string) bool {
	for _, w := range list {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}
