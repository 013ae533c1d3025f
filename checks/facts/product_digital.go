package facts

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
