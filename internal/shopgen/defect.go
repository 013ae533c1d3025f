package shopgen

import (
	"bytes"
	"regexp"
	"strconv"
)

// emptyCategory is the category that FlawEmptyCategory empties.
const emptyCategory = 1

var (
	altText  = regexp.MustCompile(` alt="[^"]*"`)
	labelled = regexp.MustCompile(`<label>([^<]*) <(input|textarea)([^>]*)>(</textarea>)?</label>`)
	heading1 = regexp.MustCompile(`</h1>`)
)

// spoil changes the rendered body of a document as the flaws want it.
func (s *Shop) spoil(kind string, body []byte) []byte {
	switch {
	case kind == kindContact && s.has(FlawNoLabels):
		return labelled.ReplaceAll(body, []byte(`<$2$3 placeholder="$1">$4`))
	case kind == kindFAQ && s.has(FlawBrokenFragment):
		jump := `</h1><p class="jump"><a href="#part-1">1</a> <a href="#part-2">2</a> <a href="#part-3">3</a></p><span id="part-1"></span><span id="part-2"></span>`
		return heading1.ReplaceAll(body, []byte(jump))
	}
	return body
}

// withoutAlt takes the texts of pictures out of what was written since start.
func withoutAlt(b *bytes.Buffer, start int) {
	body := altText.ReplaceAll(b.Bytes()[start:], nil)
	b.Truncate(start)
	b.Write(body)
}

// visit is a visit number as PHP makes them.
func (s *Shop) visit(n int) string {
	return "?PHPSESSID=" + strconv.FormatUint(mix(s.opt.Seed), 36) + strconv.FormatUint(mix(uint64(n)), 36)
}
