package extract

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// encodeQuery writes the query of an address in the encoding of its page, as browsers do: a GBK shop expects GBK.
func (w *walker) encodeQuery(href string) string {
	if w.encoding == "utf-8" || w.encoding == "" || isASCII(href) {
		return href
	}
	path, query, ok := strings.Cut(href, "?")
	if !ok || isASCII(query) {
		return href
	}
	query, fragment, hasFragment := strings.Cut(query, "#")
	enc, _ := charset.Lookup(w.encoding)
	if enc == nil || strings.HasPrefix(w.encoding, "utf-16") {
		return href
	}
	raw, err := enc.NewEncoder().String(query)
	if err != nil {
		return href
	}
	var b strings.Builder
	b.WriteString(path)
	b.WriteByte('?')
	for i := range len(raw) {
		if c := raw[i]; c < utf8.RuneSelf {
			b.WriteByte(c)
		} else {
			const digits = "0123456789ABCDEF"
			b.Write([]byte{'%', digits[c>>4], digits[c&15]})
		}
	}
	if hasFragment {
		b.WriteString("#" + fragment)
	}
	return b.String()
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
