package tlsprobe

import "io"

// Read is what a test sees of an answer.
type Read struct {
	DHBits, Certs int
}

// ReadAnswer reads an answer as deep as it goes.
func ReadAnswer(r io.Reader) Read {
	a, _ := readAnswer(r, untilKeys)
	return Read{DHBits: a.dhBits, Certs: len(a.chain)}
}

// Suites lists the names of the table.
func Suites() []string {
	var names []string
	for _, s := range suites() {
		names = append(names, s.name)
	}
	return names
}
