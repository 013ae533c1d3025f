package report

import (
	"regexp"
	"strings"
	"time"
)

// A verdict's values are in English too: "at least 4", "124 letters", "a missing page (status 404)". Other languages know them by their
// form; what they do not know is a name or a quote and stays as it is.

// forms are the forms of such values, with the key of the text that says the same: its slot {x} takes what was in the form.
var forms = []struct {
	shape *regexp.Regexp
	key   string
}{
	{regexp.MustCompile(`^at least (.+)$`), "form.least"},
	{regexp.MustCompile(`^at most (.+)$`), "form.most"},
	{regexp.MustCompile(`^an answer within (.+)$`), "form.within"},
	{regexp.MustCompile(`^not before (.+)$`), "form.not-before"},
	{regexp.MustCompile(`^not after (.+)$`), "form.not-after"},
	{regexp.MustCompile(`^the address ends in (.+)$`), "form.ending"},
	{regexp.MustCompile(`^pages in ([A-Z][\w() ]+) with prices in ([A-Z]{3})$`), "form.language-money"},
	{regexp.MustCompile(`^pages in ([A-Z][\w() ]+)$`), "form.language"},
	{regexp.MustCompile(`^the home page calls itself the version for (.+)$`), "form.version"},
	{regexp.MustCompile(`^says that it delivers there: (.+)$`), "form.delivers"},
	{regexp.MustCompile(`^(generator|cookie|host|header|path) (".*")$`), "form.unit"},
	{regexp.MustCompile(`^status (\d+)$`), "form.status"},
	{regexp.MustCompile(`^line (\d+)$`), "form.line"},
	{regexp.MustCompile(`^([A-Z]+) with (\d+) bits$`), "form.bits"},
	{regexp.MustCompile(`^(.+) \(status (\d+)\)$`), "form.with-status"},
	{regexp.MustCompile(`^(\d[\d.,]*) of (\d[\d.,]*)$`), "form.of"},
	{regexp.MustCompile(`^(\d[\d.,–]*) (letters?|days?|working days?|months?|hours?|minutes?|seconds?|places?|pages?|pixels|words?)$`), "form.unit"},
}

// phrase says an English value of ours in the report's language.
func (l locale) phrase(s string) string {
	if l["lang"] == "en" || s == "" {
		return s
	}
	if w, ok := l["word."+s]; ok {
		return w
	}
	if day, err := time.Parse("2 January 2006", s); err == nil {
		return day.Format(l["day"])
	}
	for _, f := range forms {
		if m := f.shape.FindStringSubmatch(s); m != nil {
			slots := []any{"x", l.phrase(m[1])}
			if len(m) > 2 {
				slots = append(slots, "y", l.phrase(m[2]))
			}
			return l.text(f.key, slots...)
		}
	}
	return l.measure(s)
}

// spot says where on a page something stands: a part of the page, perhaps with the name of what is meant there.
func (l locale) spot(selector string) string {
	if s, ok := l["place."+selector]; ok {
		return s
	}
	if s, ok := l["word."+selector]; ok {
		return s
	}
	if part, rest, ok := strings.Cut(selector, ": "); ok {
		if s, ok := l["place."+part]; ok {
			return clean(s+": "+rest, maxName)
		}
	}
	return clean(selector, maxName)
}
