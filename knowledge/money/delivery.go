package money

import "strings"

// deliveries gives what a line goes on to name the meaning of what it began with: "delivery £4.95, from £50 free", "满199元包邮，不足收12元". A line that
// comes to the price of the goods says so.
func (r *reader) deliveries() {
	for i := range r.list {
		r.labelled(i)
		r.besides(i)
		r.bracketed(i)
		r.oneOfMany(i)
	}
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

// labelled reads a line that begins by saying that it is on delivery: "运费：两瓶起包邮，一瓶收10元", "Colis réfrigéré : 11,90 €, offert à partir de 75 €".
func (r *reader) labelled(i int) {
	a := &r.list[i]
	if a.Kind != Price || a.Per != "" {
		return
	}
	ahead := r.text[max(0, a.Start-2*window):a.Start]
	at := strings.LastIndexByte(ahead, '\n')
	if at < 0 && len(ahead) < a.Start {
		return // a long line
	}
	if ahead = ahead[at+1:]; !strings.Contains(ahead, ":") && !strings.Contains(ahead, "：") {
		return
	}
	label, gap, ok := strings.Cut(fold(ahead), ":")
	if !ok || len(label) > near || len(gap) > window || strings.ContainsAny(gap, "|·•") || r.newMatter(gap) || r.newMatter(label) {
		return
	}
	delivery := false
	r.each(label, inFront, func(f found) {
		delivery = delivery || f.means == saysShipping && strings.TrimSpace(label[:f.from]+label[f.to:]) == ""
	})
	if strings.TrimSpace(gap) == "" && i+1 < len(r.list) && r.list[i+1].Kind == FreeFrom && r.list[i+1].Start-a.End <= window {
		behind := fold(r.text[a.End:r.list[i+1].Start])
		r.each(behind, inBack|inFront, func(f found) {
			delivery = delivery || (f.means == saysGratis || f.means == saysFree) && !strings.Contains(behind, "\n")
		})
	}
	if delivery {
		a.Kind = Shipping
	}
}

// besides reads what delivery comes to in a bracket right behind the words that it is paid besides: "送料は別途（東北 700円、関東 800円）".
func (r *reader) besides(i int) {
	a := &r.list[i]
	if a.Kind != Price || a.Per != "" || i > 0 && a.Start-r.list[i-1].End < near && !strings.Contains(r.text[r.list[i-1].End:a.Start], "\n") {
		return
	}
	ahead := fold(r.text[max(0, a.Start-window):a.Start])
	ahead = strings.ToValidUTF8(ahead[strings.LastIndexByte(ahead, '\n')+1:], "")
	before, inside, ok := strings.Cut(ahead, "(")
	if !ok || strings.Contains(inside, ")") || len(inside) > near || len(before) > near || r.newMatter(before) {
		return
	}
	r.each(before, inFront|inBack, func(f found) {
		if (f.means == saysShipping || f.means == saysDelivery) && strings.Trim(before[:f.from], " *※・-") == "" {
			a.Kind = Shipping
		}
	})
}

// bracketed gives what a bracket behind an amount goes into the meaning of that amount: "plus €3.30 deposit (12 × €0.15 bottle, €1.50 crate)".
func (r *reader) bracketed(i int) {
	a := &r.list[i]
	if i > 0 && a.Kind == Points && r.list[i-1].Kind == Price && r.list[i-1].Value <= 1000 { // "text 50원, picture 150원 in points"
		if gap := r.text[r.list[i-1].End:a.Start]; len(gap) <= near && strings.HasPrefix(gap, ",") && !strings.Contains(gap, "\n") {
			r.list[i-1].Kind = Points
		}
	}
	if a.Kind != Deposit && a.Kind != Extra && a.Kind != Shipping {
		return
	}
	for k := i + 1; k < len(r.list); k++ {
		if r.list[k].Kind != Price || r.list[k].Start-a.End > 2*window {
			return
		}
		if gap := fold(r.text[a.End:r.list[k].Start]); strings.IndexByte(gap, '(') < 0 || strings.ContainsAny(gap, "\n)") {
			return
		}
		r.list[k].Kind = a.Kind
	}
}

// oneOfMany reads what one piece comes to, in a bracket behind the price of all: "360 元（一顆 40 元）".
func (r *reader) oneOfMany(i int) {
	if i == 0 || r.lang&(zhcn|zhtw) == 0 {
		return
	}
	a, b := &r.list[i-1], &r.list[i]
	if a.Kind != Price || b.Kind != Price || b.Value >= a.Value || b.Start-a.End > near {
		return
	}
	gap := strings.TrimSpace(fold(r.text[a.End:b.Start]))
	if rest, ok := strings.CutPrefix(gap, "("); ok && (strings.HasPrefix(rest, "一") || strings.HasPrefix(rest, "每") || strings.HasPrefix(rest, "單") || strings.HasPrefix(rest, "单")) && !strings.Contains(rest, ")") {
		b.Kind = Unit
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
