package money

import "strings"

// Labels of Korean shops: 판매가 is the price to pay unless one that is less stands behind it under a label for what is taken off.
var (
	askedLabel    = "판매가"
	reducedLabels = []string{"할인판매가", "할인 판매가", "할인가", "할인가격", "할인 가격", "즉시할인가", "할인적용가", "최종할인가", "최종 할인가"}
)

// reduced marks the asked price as a former one where a reduced one follows: "판매가 45,000원 할인가 36,000원".
func (r *reader) reduced() {
	for i := 0; i+1 < len(r.list); i++ {
		a, b := &r.list[i], &r.list[i+1]
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
