package claim

import "slices"

// SaleBarred returns the sentences of a text by which reduced goods do not go back: "no refunds on sale items", "reduced goods are excluded from withdrawal". One
// that speaks of exchange only, of what the shop gives beyond the law, of goods bought in a shop, of a change of mind (which not every law lets buyers have), of a time after which or of faults that are excepted is none.
func SaleBarred(text, lang string) []string {
	d := dataOf(lang)
	if d == nil {
		return nil
	}
	var out []string
	var f folded
	for p := range pieces(text[:min(len(text), MaxText)]) {
		raw := text[p.start:p.end]
		f.reset()
		f.read(raw)
		apart := d.apart.match(f.b, nil)
		if !hasClass(apart, limitSale) || hasClass(apart, limitVoluntary, limitShop) || asks(raw) {
			continue
		}
		said := d.all(f.b, nil)
		if !hasClass(said, returnNone, returnException) || hasClass(said, wordPast, deliveryDigital, returnDoubt) || onlyWithin(apart, said) || hasClass(said, returnFault) && hasClass(said, wordExcept) {
			continue
		}
		if hasClass(apart, limitExchange) && !hasClass(said, topicWithdrawal, topicRefund) {
			continue
		}
		out = append(out, cut(raw, maxSentence))
	}
	return out
}

// onlyWithin reports whether words for reduced goods stand only inside ones by which nothing goes back: "all orders are final sale".
func onlyWithin(apart, said []hit) bool {
	return !slices.ContainsFunc(apart, func(sale hit) bool {
		return sale.class == limitSale && !slices.ContainsFunc(said, func(h hit) bool { return h.class == returnNone && h.start <= sale.start && sale.end <= h.end })
	})
}

func hasClass(hits []hit, list ...class) bool {
	return slices.ContainsFunc(hits, func(h hit) bool { return slices.Contains(list, h.class) })
}
