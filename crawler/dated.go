package crawler

import (
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// A calendar has no end: every month leads to the next. Its pages differ in a date, in the path or in the query, and enough of them are fetched.

// datesPerPath is how many dates of one path are fetched, by the number of other variants.
const datesPerPath = 3

// datedParam reports whether a parameter says of which date a page is. A day or month alone is called so.
func datedParam(name, value string) bool {
	if snapshot.IsDate(value) && (!identity(name) || snapshot.Routing(name)) { // numbers of goods may look like one
		return true
	}
	switch strings.ToLower(name) {
	case "year", "jahr", "annee", "ano", "anno", "jaar", "rok":
		return snapshot.IsYear(value)
	case "month", "monat", "mois", "mes", "mese", "maand", "miesiac":
		return snapshot.AllBelow([]string{value}, 12)
	case "day", "tag", "jour", "dia", "giorno", "dag", "dzien":
		return snapshot.AllBelow([]string{value}, 31)
	}
	return false
}

// dateBucket is the bucket of an address that is told from others by a date; false for one that is not.
func dateBucket(host, path, query string) (bucket string, dated bool) {
	rest, inPath := snapshot.CutDate(path)
	var b strings.Builder
	b.WriteString(host)
	b.WriteString(rest)
	dated = inPath
	for _, p := range snapshot.Params(query) {
		name, value, _ := strings.Cut(p, "=")
		switch {
		case datedParam(name, value):
			dated = true
		case identity(name):
			b.WriteByte('&')
			b.WriteString(p)
		}
	}
	return b.String() + "&&dates", dated
}
