package facts

import "github.com/shopvet/shopvet/knowledge/cue"

// findDigital tells a shop that sells downloads only: every product page that could be read says so.
func (s *Site) findDigital() {
	read := 0
	for i := range s.Products {
		p := &s.Products[i]
		if !p.Kept {
			continue
		}
		if !p.Digital {
			return
		}
		read++
	}
	s.SellsDigital = read > 0
}

// SaysDigital reports whether the text of a product page says that the goods come as a download or by e-mail. Where it only says that
// something does, the sentence must not name what comes so beside parcels: an invoice, a link to a review, a manual.
func SaysDigital(text, lang string) bool {
	if text == "" {
		return false
	}
	m := cue.Default()
	for _, h := range m.Match(text, cue.Body, lang) {
		switch {
		case h.Weight < clear:
		case h.Concept == cue.DigitalOnly:
			return true
		case h.Concept == cue.DigitalSent && !m.Has(cue.Sentence(text, h), cue.Body, lang, cue.SentBeside):
			return true
		}
	}
	return false
}
