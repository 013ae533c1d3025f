package cue

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// ordinalDay is a day as some languages write it, whose full stop ends no sentence: "6. April 2026".
var ordinalDay = regexp.MustCompile(`^[^\d.]{0,20}\d{1,2}\. ?\pL{3,12}\.? 20\d\d`)

// dayReach is how many bytes behind a hit a day may begin and end.
const dayReach = 80

// DatedSentence is Sentence, but goes on behind the full stop of a day: "bis zum 6. April 2026".
func DatedSentence(text string, hit Hit) string {
	s := Sentence(text, hit)
	rest := text[hit.End:min(len(text), hit.End+dayReach)]
	for !utf8.ValidString(rest) && rest != "" {
		rest = rest[:len(rest)-1]
	}
	rest, _, _ = strings.Cut(rest, "\n")
	m := ordinalDay.FindStringIndex(rest)
	said := text[hit.Start:hit.End]
	i := strings.LastIndex(s, said)
	if m == nil || i < 0 || strings.Contains(s, rest[:m[1]]) {
		return s
	}
	return s[:i] + said + rest[:m[1]]
}
