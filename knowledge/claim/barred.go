package claim

import (
	"bytes"
	"slices"
)

// SaleBarred returns the sentences of a text by which reduced goods do not go back: "no refunds on sale items", "reduced goods are excluded from withdrawal". One
// that speaks of exchange only, of what the shop gives beyond the law, of goods bought in a shop, of a change of mind (which not every law lets buyers have), of a time after which or of faults that are excepted is none.
func SaleBarred(text, lang string) []string {
	return sentencesOf(text, lang, func(d *data, b []byte) bool {
		apart := d.apart.match(b, nil)
		if !hasClass(apart, limitSale) || hasClass(apart, limitVoluntary, limitShop) {
			return false
		}
		said := d.all(b, nil)
		shut := beside(b, apart, d.texts.all(b, nil)) // "in no case", whatever stands behind it: "after 48 hours"
		switch {
		case hasClass(said, deliveryDigital, returnDoubt), hasClass(said, returnFault) && hasClass(said, wordExcept):
			return false
		case !shut && (!hasClass(said, returnNone, returnException) || hasClass(said, wordPast) || onlyWithin(apart, said)):
			return false
		}
		return !hasClass(apart, limitExchange) || hasClass(said, topicWithdrawal, topicRefund)
	})
}

// beside reports whether words for reduced goods stand in one clause with those by which nothing ever goes back: "reduced goods can be returned, postage is never refunded".
func beside(b []byte, apart, said []hit) bool {
	for _, sale := range apart {
		for _, h := range said {
			if from, to := min(sale.end, h.end), max(sale.start, h.start); sale.class == limitSale && h.class == textShut && (from >= to || !bytes.ContainsAny(b[from:to], ",;:、，；")) {
				return true
			}
		}
	}
	return false
}

// HoursBarred returns the sentences of a text by which whoever complains later than some hours after the delivery is not heard. What has to be told to those who carry a parcel,
// and what is asked for without anything that follows, takes nothing from buyers.
func HoursBarred(text, lang string) []string {
	return sentencesOf(text, lang, func(d *data, b []byte) bool {
		said := d.texts.all(b, nil)
		return hasClass(said, textBrief) && !hasClass(said, textCarrier) && !hasClass(d.apart.match(b, nil), limitBusiness)
	})
}

// ToCome returns the first sentence of a text that says of this text that it is still to come, "" where none does: "our terms are being revised and will be put here soon".
func ToCome(text, lang string) string {
	said := sentencesOf(text, lang, func(d *data, b []byte) bool { return hasClass(d.texts.all(b, nil), textLater) })
	if len(said) == 0 {
		return ""
	}
	return said[0]
}

// sentencesOf returns the sentences of a text, questions left out, of which something is so.
func sentencesOf(text, lang string, so func(d *data, folded []byte) bool) []string {
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
		if !asks(raw) && so(d, f.b) {
			out = append(out, cut(raw, maxSentence))
		}
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
