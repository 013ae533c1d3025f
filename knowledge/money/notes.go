package money

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
	r.each(fold(text), inFront|inBack, func(f found) {
		switch f.means {
		case saysIncluded:
			n.Included = true
		case saysExcluded:
			n.Excluded = true
		case saysDelivery, saysGratis:
			n.Delivery = true
		}
	})
	return n
}
