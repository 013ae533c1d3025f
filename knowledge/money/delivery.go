package money

import "strings"

// deliveries gives what a line goes on to name the meaning of what it began with: "delivery £4.95, from £50 free", "满199元包邮，不足收12元". A line that
// comes to the price of the goods says so.
func (r *reader) deliveries() {
	for i := 1; i < len(r.list); i++ {
		a, b := &r.list[i-1], &r.list[i]
		if b.Kind != Price || a.Kind != Shipping && a.Kind != FreeFrom || b.Per != "" || b.Tax != TaxUnsaid {
			continue
		}
		gap := r.text[a.End:b.Start]
		if len(gap) > window || strings.ContainsAny(gap, "\n|·•") || strings.TrimSpace(gap) == "" || r.newMatter(fold(gap)) {
			continue
		}
		b.Kind = Shipping
		if _, free := r.readBehind(&Amount{}, r.behind(b.End, len(r.text))); free {
			b.Kind = FreeFrom
		}
	}
}

// newMatter reports whether the words between two amounts say that the second is a price of goods.
func (r *reader) newMatter(gap string) bool {
	other := strings.ContainsAny(gap, "?!") || strings.Contains(gap, ". ") || strings.Contains(gap, "。")
	r.each(gap, inFront, func(f found) { other = other || f.means == saysPlain })
	return other
}

// unbracketed leaves out what an open bracket says of the amount that follows in it: "NT$600（每100g NT$400）".
func (r *reader) unbracketed(behind string) string {
	at := strings.LastIndexByte(behind, '(')
	if at < 0 || strings.Contains(behind[at:], ")") {
		return behind
	}
	if _, measured, ok := r.per(behind[at:]); ok && measured {
		return behind[:at]
	}
	return behind
}
