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
		if r.takenOff(a, b) {
			a.Kind = Was
		}
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
	if gap := r.text[a.End:b.Start]; len(gap) > 4 || strings.TrimSpace(gap) != "" || strings.Count(gap, "\n") != 1 {
		return false
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

// takenOff reports whether a share stands right before two amounts of which the second is the first without it: "24% 21,000원 15,900원".
func (r *reader) takenOff(a, b *Amount) bool {
	if a.Kind != Price || b.Kind != Price || a.High != 0 || b.High != 0 || b.Value >= a.Value || b.Currency != a.Currency || b.Start-a.End > 8 || strings.ContainsAny(r.text[a.End:b.Start], "\n") {
		return false
	}
	before := strings.TrimRight(r.text[max(0, a.Start-16):a.Start], " \n\u00a0")
	if !strings.HasSuffix(before, "%") {
		return false
	}
	before = strings.TrimRight(strings.TrimSuffix(before, "%"), " ")
	from := len(before)
	for from > 0 && before[from-1] >= '0' && before[from-1] <= '9' {
		from--
	}
	share, err := strconv.Atoi(before[from:])
	paid := a.Value * float64(100-share) / 100
	return err == nil && share > 0 && share < 95 && math.Abs(paid-b.Value) <= 0.015*a.Value
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
