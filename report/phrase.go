package report

import (
	"strings"
	"time"
)

// A verdict's values are in English too: "at least 4", "124 letters", "a missing page (status 404)". Other languages know them by their
// form; what they do not know is a name or a quote and stays as it is.

// phrase says an English value of ours in the report's language.
func (l locale) phrase(s string) string {
	if l["lang"] == "en" || s == "" {
		return s
	}
	if w, ok := l["word."+s]; ok {
		return w
	}
	for _, written := range []string{"2 January 2006", time.DateOnly} {
		if day, err := time.Parse(written, s); err == nil {
			return day.Format(l["day"])
		}
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
	if list, ok := l.list(s); ok {
		return list
	}
	return l.measure(s)
}

// list says a list of values of ours, separated by commas; false where one of them is a name or a quote, and so perhaps all are.
func (l locale) list(s string) (string, bool) {
	parts := strings.Split(s, ", ")
	if len(parts) == 1 {
		return "", false
	}
	for i, part := range parts {
		said := l.phrase(part)
		if said == part {
			return "", false
		}
		parts[i] = said
	}
	return strings.Join(parts, l["list.comma"]), true
}

// alone says a value that stands by itself, not as a part of a sentence: in some languages that takes another case.
func (l locale) alone(s string) string {
	what, status, found := strings.Cut(s, " (status ")
	if alone, ok := l["alone."+what]; ok {
		if found {
			return l.text(withStatus, "x", alone, "y", strings.TrimSuffix(status, ")"))
		}
		return alone
	}
	return l.phrase(s)
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
			return clean(s+l.text("colon")+rest, maxName)
		}
	}
	return clean(selector, maxName)
}
