package web

import (
	"regexp"
	"strings"
	"sync"

	"github.com/shopvet/shopvet/report"
)

// whyPrefix begins the keys of sentences that other parts of the program say, and keep, in English: why a scan waits, why a row of a list was not
// taken. The English text is the very sentence, so that it is found again.
const whyPrefix = "web.why."

// sentence is how one is known.
type sentence struct {
	key   string
	form  *regexp.Regexp
	slots []string
}

var slotName = regexp.MustCompile(`\\\{([a-z]+)\\\}`)

var sentences = sync.OnceValue(func() []sentence {
	var out []sentence
	for key, text := range ownWords("en") {
		if !strings.HasPrefix(key, whyPrefix) {
			continue
		}
		s := sentence{key: key}
		quoted := regexp.QuoteMeta(text)
		for _, m := range slotName.FindAllStringSubmatch(quoted, -1) {
			s.slots = append(s.slots, m[1])
		}
		s.form = regexp.MustCompile("^" + slotName.ReplaceAllString(quoted, "(.+)") + "$")
		out = append(out, s)
	}
	return out
})

// why says such a sentence in the visitor's language; one that is not known stays as it is.
func why(w report.Words, text string) string {
	text = report.Clean(text, maxQuote)
	if w.Lang() == "en" {
		return text
	}
	for _, s := range sentences() {
		if m := s.form.FindStringSubmatch(text); m != nil {
			var slots []any
			for i, name := range s.slots {
				slots = append(slots, name, why(w, m[i+1])) // the reason in a sentence may be one, too
			}
			return w.Text(s.key, slots...)
		}
	}
	return text
}
