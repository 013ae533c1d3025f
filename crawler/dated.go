package crawler

import (
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// A calendar has no end: every month leads to the next. Its pages differ in a date, in the path or in the query, and enough of them are fetched.

// datesPerPath is how many dates of one path are fetched, by the number of other variants.
const datesPerPath = 3

// cutDate returns a path without the date that it ends with: "/events/2026/11" and "/events/2026-11-26" are "/events/". What stands behind a
// date is named by more than that: an article.
func cutDate(path string) (rest string, dated bool) {
	trimmed := strings.TrimSuffix(path, "/")
	seg := strings.Split(trimmed, "/")
	n := len(seg)
	if isDate(seg[n-1]) {
		return strings.Join(seg[:n-1], "/") + "/", true
	}
	for parts := 2; parts <= 3 && parts < n; parts++ {
		if year(seg[n-parts]) && allBelow(seg[n-parts+1:], 31) {
			return strings.Join(seg[:n-parts], "/") + "/", true
		}
	}
	return path, false
}

// isDate reports whether a text is a month or a day: "2026-11", "2026-11-26", "20261126".
func isDate(s string) bool {
	if len(s) == 8 && year(s[:4]) {
		return allBelow([]string{s[4:6]}, 12) && allBelow([]string{s[6:]}, 31)
	}
	parts := strings.Split(s, "-")
	return (len(parts) == 2 || len(parts) == 3) && year(parts[0]) && allBelow(parts[1:2], 12) && allBelow(parts[1:], 31)
}

// year reports whether a text may be a year that a shop speaks of.
func year(s string) bool {
	return len(s) == 4 && (strings.HasPrefix(s, "19") || strings.HasPrefix(s, "20") || strings.HasPrefix(s, "21")) && strings.Trim(s, "0123456789") == ""
}

// allBelow reports whether all texts are numbers from 1 of at most two digits, up to most.
func allBelow(list []string, most int) bool {
	for _, s := range list {
		n := 0
		for _, c := range []byte(s) {
			if c < '0' || c > '9' {
				return false
			}
			n = 10*n + int(c-'0')
		}
		if len(s) == 0 || len(s) > 2 || n < 1 || n > most {
			return false
		}
	}
	return len(list) > 0
}

// datedParam reports whether a parameter says of which date a page is. A day or month alone is called so.
func datedParam(name, value string) bool {
	if isDate(value) && (!identity(name) || snapshot.Routing(name)) { // numbers of goods may look like one
		return true
	}
	switch strings.ToLower(name) {
	case "year", "jahr", "annee", "ano", "anno", "jaar", "rok":
		return year(value)
	case "month", "monat", "mois", "mes", "mese", "maand", "miesiac":
		return allBelow([]string{value}, 12)
	case "day", "tag", "jour", "dia", "giorno", "dag", "dzien":
		return allBelow([]string{value}, 31)
	}
	return false
}

// dateBucket is the bucket of an address that is told from others by a date; false for one that is not.
func dateBucket(host, path, query string) (bucket string, dated bool) {
	rest, inPath := cutDate(path)
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
