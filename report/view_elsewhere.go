package report

// elsewhere says that the address as typed led to another site, whose pages were then looked at; "" where it did not.
func (b *builder) elsewhere() string {
	for _, n := range b.v.Notes {
		if n.Key == "note.elsewhere" {
			return b.message("", n)
		}
	}
	return ""
}
