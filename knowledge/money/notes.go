package money

import (
	"regexp"
	"strings"
)

// Notes are what a text says of tax and delivery without an amount: "incl. VAT, plus shipping".
type Notes struct {
	Included bool // prices are with tax, or none falls due
	Excluded bool // prices are without it
	Delivery bool // how delivery is charged
}

// ReadNotes reads the notes in a text.
func ReadNotes(text, lang string) Notes {
	r := reader{text: text, lang: langOf(lang)}
	var n Notes
	folded := fold(text)
	note := func(f found) {
		switch f.means {
		case saysIncluded:
			n.Included = true
		case saysExcluded:
			n.Excluded = n.Excluded || f.text != bodyPrice || amountBehind(folded[f.to:])
		case saysDelivery, saysGratis:
			n.Delivery = true
		}
	}
	r.each(folded, inFront|inBack, note)
	if !n.Included && !n.Excluded && strings.Contains(folded, "%") {
		r.each(rate.ReplaceAllString(folded, " "), inFront|inBack, note)
	}
	return n
}

// bodyPrice says "the goods alone" ahead of an amount, and otherwise is the body of an appliance.
const bodyPrice = "本体"

// amountBehind reports whether a number follows at once, with the sign of a currency at most.
func amountBehind(rest string) bool {
	rest = strings.TrimLeft(rest, " :¥￥")
	return rest != "" && rest[0] >= '0' && rest[0] <= '9'
}

// rate is how high a tax is, in the words of a note on it: "VAT at 20% included", "incl. 7 % MwSt".
var rate = regexp.MustCompile(`(?: (?:at|of|de|du|à|al|del|zu|von|van|w wysokości))? ?\(?\d{1,2}(?:[.,]\d{1,2})? ?%\)? ?`)
