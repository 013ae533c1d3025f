package extract

import (
	"encoding/json"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopvet/shopvet/snapshot"
)

// loose reads data that are nearly JSON, as shops and their templates write them, and notes what is wrong with them. Strict data never come here:
// what it guesses is only as good as nothing at all.
type loose struct {
	s      string
	at     int
	depth  int
	named  bool // the text at hand is the name of a member
	faults []looseFault
}

// looseFault is one thing that makes a text no JSON.
type looseFault struct {
	at   int
	kind snapshot.DataFaultKind
}

// maxLooseFaults is how many faults of one script are noted: the first tells what is wrong.
const maxLooseFaults = 5

func (l *loose) fault(at int, kind snapshot.DataFaultKind) {
	for _, f := range l.faults {
		if f.kind == kind {
			return
		}
	}
	if len(l.faults) < maxLooseFaults {
		l.faults = append(l.faults, looseFault{at, kind})
	}
}

// readLoose returns the values in a text that is no JSON, with what is wrong. No value: nothing could be read.
func readLoose(raw string) ([]any, []looseFault) {
	l := &loose{s: raw}
	if !strings.Contains(raw, `"`) && strings.Contains(raw, "&quot;") {
		l.fault(strings.Index(raw, "&quot;"), snapshot.DataEntities)
		l.s = html.UnescapeString(raw)
	}
	l.at = unwrapped(l.s)
	l.assignment()
	var values []any
	for l.space(); l.at < len(l.s) && len(values) < maxItems; l.space() {
		switch c := l.s[l.at]; {
		case l.token():
		case c == '{' || c == '[':
			if len(values) > 0 {
				l.fault(l.at, snapshot.DataSeveral)
			}
			values = append(values, l.value())
		case c == '"' && len(values) == 0:
			if v := l.twice(); v != nil {
				values = append(values, v...)
			}
		case c == ';' && len(values) > 0:
			l.at++
		case c == ',' && len(values) > 0:
			l.fault(l.at, snapshot.DataSeveral)
			l.at++
		case c == '}' || c == ']':
			l.fault(l.at, snapshot.DataBracket)
			l.at++
		default:
			if len(values) == 0 && len(l.faults) == 0 {
				l.fault(l.at, snapshot.DataNotJSON)
			} else if len(values) > 0 && !closesWrapper(l.s[l.at:]) {
				l.fault(l.at, snapshot.DataAfter)
			}
			return values, l.faults
		}
	}
	return values, l.faults
}

// unwrapped returns where the data begin behind the marks that old browsers needed around scripts.
func unwrapped(s string) int {
	at := 0
	for {
		rest := s[at:]
		trimmed := strings.TrimLeftFunc(rest, func(c rune) bool { return unicode.IsSpace(c) || c == '\ufeff' || c == '\u200b' })
		cut := false
		for _, mark := range [...]string{"<!--//", "<!--", "//<![CDATA[", "// <![CDATA[", "/*<![CDATA[*/", "/* <![CDATA[ */", "<![CDATA["} {
			if t, ok := strings.CutPrefix(trimmed, mark); ok {
				trimmed, cut = t, true
				break
			}
		}
		at = len(s) - len(trimmed)
		if !cut {
			return at
		}
	}
}

// closesWrapper reports whether what is left are the marks that end what unwrapped took off.
func closesWrapper(rest string) bool {
	for _, mark := range [...]string{"-->", "//-->", "// -->", "//]]>", "// ]]>", "/*]]>*/", "/* ]]> */", "]]>"} {
		if strings.HasPrefix(rest, mark) {
			return true
		}
	}
	return false
}

// assignment skips "var data =" before the data.
func (l *loose) assignment() {
	rest := l.s[l.at:]
	eq := strings.IndexByte(rest, '=')
	if eq <= 0 || eq > 80 || strings.ContainsAny(rest[:eq], "{[\"<") {
		return
	}
	after := strings.TrimLeft(rest[eq+1:], " \t\r\n")
	if after != "" && (after[0] == '{' || after[0] == '[') {
		l.fault(l.at, snapshot.DataScript)
		l.at = len(l.s) - len(after)
	}
}

// twice reads data that were written as a string: JSON in JSON.
func (l *loose) twice() []any {
	from := l.at
	s := strings.TrimSpace(l.text('"'))
	if s == "" || s[0] != '{' && s[0] != '[' {
		return nil
	}
	l.fault(from, snapshot.DataTwice)
	if v, ok := decodeJSON(s); ok {
		return []any{v}
	}
	v, _ := readLoose(s)
	return v
}

// space skips white space and comments.
func (l *loose) space() {
	for l.at < len(l.s) {
		rest := l.s[l.at:]
		c, size := utf8.DecodeRuneInString(rest)
		switch {
		case unicode.IsSpace(c) || c == '\ufeff' || c == '\u200b':
			l.at += size
			continue
		case strings.HasPrefix(rest, "//") && !closesWrapper(rest):
			l.fault(l.at, snapshot.DataComment)
			l.skipTo("\n")
			continue
		case strings.HasPrefix(rest, "/*") && !closesWrapper(rest):
			l.fault(l.at, snapshot.DataComment)
			l.skipTo("*/")
			continue
		case strings.HasPrefix(rest, "<!--"):
			l.fault(l.at, snapshot.DataComment)
			l.skipTo("-->")
			continue
		case c == '#' && !strings.HasPrefix(rest, "#{"):
			l.fault(l.at, snapshot.DataComment)
			l.skipTo("\n")
			continue
		}
		return
	}
}

// skipTo goes on behind the next mark, or to the end.
func (l *loose) skipTo(mark string) {
	if i := strings.Index(l.s[l.at:], mark); i >= 0 {
		l.at += i + len(mark)
		return
	}
	l.at = len(l.s)
}

// value reads one value.
func (l *loose) value() any {
	l.space()
	if l.at >= len(l.s) {
		l.fault(l.at, snapshot.DataCut)
		return nil
	}
	if l.token() {
		return nil
	}
	switch c := l.s[l.at]; c {
	case '{':
		return l.object()
	case '[':
		return l.array()
	case '"':
		return l.text('"')
	case '\'':
		l.fault(l.at, snapshot.DataQuotes)
		return l.text('\'')
	}
	if open, _ := utf8.DecodeRuneInString(l.s[l.at:]); closing[open] != "" {
		return l.curly(open)
	}
	return l.bare()
}

// closing are the ends of texts in quotation marks of writing, which word processors put in.
var closing = map[rune]string{'“': "”“", '”': "”", '„': "“”", '«': "»", '‘': "’", '’': "’", '″': "″"}

// curly reads a text between quotation marks of writing.
func (l *loose) curly(open rune) string {
	l.fault(l.at, snapshot.DataQuotes)
	from := l.at + utf8.RuneLen(open)
	i := strings.IndexAny(l.s[from:], closing[open]+"\n")
	if i < 0 {
		l.at = len(l.s)
		return ""
	}
	_, size := utf8.DecodeRuneInString(l.s[from+i:])
	l.at = from + i + size
	return l.s[from : from+i]
}

func (l *loose) object() any {
	v := map[string]any{}
	l.members('}', ']', func() {
		if l.token() {
			return
		}
		from := l.at
		key := l.key()
		l.space()
		switch {
		case l.at < len(l.s) && l.s[l.at] == ':':
			l.at++
			v[key] = l.value()
		case strings.HasPrefix(l.s[l.at:], "=>"):
			l.fault(l.at, snapshot.DataNotJSON)
			l.at += 2
			v[key] = l.value()
		case l.at == from:
			l.fault(l.at, snapshot.DataNotJSON)
			l.at++ // or it would stand here for ever
		default:
			l.fault(from, snapshot.DataNotJSON)
		}
	})
	return v
}

func (l *loose) array() any {
	var v []any
	l.members(']', '}', func() {
		from := l.at
		v = append(v, l.value())
		if l.at == from {
			l.at++
		}
	})
	return v
}

// members reads what stands between the bracket at which it begins and the one that ends it, or the wrong one; member reads one of them.
func (l *loose) members(end, wrong byte, member func()) {
	start := l.at
	l.at++
	if l.depth++; l.depth > maxDataDepth*4 {
		l.at = len(l.s)
		return
	}
	defer func() { l.depth-- }()
	for n := 0; ; n++ {
		l.space()
		if l.at >= len(l.s) {
			l.fault(start, snapshot.DataCut)
			return
		}
		switch l.s[l.at] {
		case end:
			l.at++
			return
		case wrong:
			l.fault(l.at, snapshot.DataBracket)
			return
		case ',':
			l.comma(n == 0, end)
			continue
		}
		if n > 0 && !l.follows() {
			l.fault(l.at, snapshot.DataNoComma)
		}
		member()
	}
}

// comma skips a comma between two members, and notes one that stands alone: at the head, twice, before the end.
func (l *loose) comma(first bool, end byte) {
	at := l.at
	l.at++
	l.space()
	if first || l.at < len(l.s) && (l.s[l.at] == ',' || l.s[l.at] == end) {
		l.fault(at, snapshot.DataComma)
	}
}

// follows reports whether a comma stands before what comes next.
func (l *loose) follows() bool {
	before := strings.TrimRightFunc(l.s[:l.at], unicode.IsSpace)
	return before == "" || before[len(before)-1] == ',' || before[len(before)-1] == '{' || before[len(before)-1] == '[' || len(l.faults) == maxLooseFaults || l.commented()
}

// commented reports whether comments were met, behind which nothing can be said of commas.
func (l *loose) commented() bool {
	for _, f := range l.faults {
		if f.kind == snapshot.DataComment || f.kind == snapshot.DataTemplate {
			return true
		}
	}
	return false
}

func (l *loose) key() string {
	l.named = true
	defer func() { l.named = false }()
	switch c := l.s[l.at]; {
	case c == '"':
		return l.text('"')
	case c == '\'':
		l.fault(l.at, snapshot.DataQuotes)
		return l.text('\'')
	}
	if open, _ := utf8.DecodeRuneInString(l.s[l.at:]); closing[open] != "" {
		return l.curly(open)
	}
	from := l.at
	for l.at < len(l.s) && (isWordByte(l.s[l.at]) || l.s[l.at] == '@' || l.s[l.at] == '$' || l.s[l.at] == '-') {
		l.at++
	}
	if l.at > from {
		l.fault(from, snapshot.DataKey)
	}
	return l.s[from:l.at]
}

// text reads a text in quotes. A quote ends it only where the data can go on behind it: people write 5" as they mean it.
func (l *loose) text(quote byte) string {
	var b strings.Builder
	start := l.at
	l.at++
	for l.at < len(l.s) {
		c := l.s[l.at]
		switch {
		case c == '\\':
			l.escape(&b)
			continue
		case c == quote && l.ends():
			l.at++
			return b.String()
		case c == quote && l.leftOpen():
			l.fault(start, snapshot.DataUnclosed)
			return strings.TrimRight(b.String(), ", \t")
		case c == quote:
			l.fault(l.at, snapshot.DataInnerQuote)
		case c < 0x20:
			l.fault(l.at, snapshot.DataControl)
			c = ' '
		}
		b.WriteByte(c)
		l.at++
	}
	l.fault(start, snapshot.DataCut)
	return b.String()
}

// ends reports whether data can go on behind the quote at hand.
func (l *loose) ends() bool {
	rest := strings.TrimLeft(l.s[l.at+1:], " \t\r\n")
	if rest == "" || rest[0] == '}' || rest[0] == ']' || strings.HasPrefix(rest, "//") || strings.HasPrefix(rest, "/*") || l.named && (rest[0] == ':' || strings.HasPrefix(rest, "=>")) {
		return true
	}
	if rest[0] == ',' {
		// A comma behind an inner quote is followed by words, one behind a text by the next member.
		rest = strings.TrimLeft(rest[1:], " \t\r\n")
		return rest == "" || strings.ContainsRune("\"'{}[],/<#", rune(rest[0])) || rest[0] >= utf8.RuneSelf || rest[0] >= '0' && rest[0] <= '9' || rest[0] == '-' ||
			strings.HasPrefix(rest, "true") || strings.HasPrefix(rest, "false") || strings.HasPrefix(rest, "null") || named(rest)
	}
	return rest[0] == '"' && l.s[l.at] == '"' && memberFollows(rest)
}

// leftOpen reports whether the quote at hand begins the next member, so that the text before it was never closed: a comma or a line break stands before it, a
// whole name, its colon and a value follow.
func (l *loose) leftOpen() bool {
	before := strings.TrimRight(l.s[:l.at], " \t\r")
	if l.s[l.at] != '"' || !strings.HasSuffix(before, ",") && !strings.HasSuffix(before, "\n") {
		return false
	}
	rest := l.s[l.at+1:]
	end := strings.IndexByte(rest, '"')
	if end < 1 || end > 40 || strings.Trim(rest[:end], "@$_-.0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return false
	}
	value, colon := strings.CutPrefix(strings.TrimLeft(rest[end+1:], " \t"), ":")
	value = strings.TrimLeft(value, " \t\r\n")
	return colon && value != "" && (strings.IndexByte("\"{[-0123456789", value[0]) >= 0 || strings.HasPrefix(value, "true") || strings.HasPrefix(value, "false") || strings.HasPrefix(value, "null"))
}

// named reports whether a name without quotes and a colon stand at the head of rest.
func named(rest string) bool {
	i := 0
	for i < len(rest) && (isWordByte(rest[i]) || rest[i] == '@') {
		i++
	}
	return i > 0 && i < len(rest) && rest[i] == ':'
}

// memberFollows reports whether a whole name with its colon stands at the head of rest.
func memberFollows(rest string) bool {
	end := strings.IndexByte(rest[1:], '"')
	return end >= 0 && end < 60 && strings.HasPrefix(strings.TrimLeft(rest[end+2:], " \t"), ":")
}

// escape reads what a backslash says.
func (l *loose) escape(b *strings.Builder) {
	rest := l.s[l.at:]
	size := 2
	if len(rest) >= 6 && rest[1] == 'u' {
		size = 6
	}
	size = min(size, len(rest))
	var s string
	if json.Unmarshal([]byte(`"`+rest[:size]+`"`), &s) == nil {
		b.WriteString(s)
		l.at += size
		return
	}
	l.fault(l.at, snapshot.DataEscape)
	if len(rest) > 1 {
		b.WriteByte(rest[1])
	}
	l.at += min(2, len(rest))
}

// tokens are the marks between which template engines put what is to be filled in.
var tokens = [...][2]string{{"{{", "}}"}, {"{%", "%}"}, {"<?", "?>"}, {"<%", "%>"}, {"${", "}"}, {"#{", "}"}, {"[[", "]]"}, {"%%", "%%"}, {"@(", ")"}, {"{$", "}"}}

// token skips a mark that a template engine left behind, and reports whether one stood there.
func (l *loose) token() bool {
	rest := l.s[l.at:]
	for _, t := range tokens {
		if !strings.HasPrefix(rest, t[0]) || t[0] == "[[" && !named(strings.TrimLeft(rest[2:], " ")+":") {
			continue
		}
		end := strings.Index(rest[len(t[0]):], t[1])
		if end < 0 || end > 200 || strings.ContainsAny(rest[len(t[0]):len(t[0])+end], "\"{") && t[1] != "?>" {
			continue
		}
		l.fault(l.at, snapshot.DataTemplate)
		l.at += len(t[0]) + end + len(t[1])
		return true
	}
	return false
}

// bare reads a value without quotes: a number, a word of the language, a word that should have quotes.
func (l *loose) bare() any {
	from := l.at
	end := strings.IndexAny(l.s[from:], ",}]\n")
	if end < 0 {
		end = len(l.s) - from
	}
	for decimalComma(l.s, from, from+end) { // 12,90
		next := strings.IndexAny(l.s[from+end+1:], ",}]\n")
		if next < 0 {
			break
		}
		end += 1 + next
	}
	l.at = from + end
	word := strings.TrimSpace(l.s[from:l.at])
	if i := strings.Index(word, "//"); i > 0 && !strings.Contains(word, "://") {
		l.fault(from+i, snapshot.DataComment)
		word = strings.TrimSpace(word[:i])
	}
	if strings.Count(word, `"`) == 1 && strings.HasSuffix(word, `"`) {
		word = strings.TrimSuffix(word, `"`) // only the first quote was left out
	}
	switch word {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	case "True", "TRUE", "False", "FALSE", "None", "Null", "NULL", "undefined", "NaN", "Infinity", "-Infinity", "nan", "nil":
		l.fault(from, snapshot.DataWord)
		if strings.EqualFold(word, "true") || strings.EqualFold(word, "false") {
			return strings.EqualFold(word, "true")
		}
		return nil
	case "":
		l.fault(from, snapshot.DataNoValue)
		return nil
	}
	if json.Valid([]byte(word)) {
		return json.Number(word)
	}
	if strings.Trim(word, "0123456789.,+-eE'") == "" {
		l.fault(from, snapshot.DataNumber)
	} else {
		l.fault(from, snapshot.DataUnquoted)
	}
	return word
}

// decimalComma reports whether the comma at end stands inside a number: digits stand on both sides, and no name follows.
func decimalComma(s string, from, end int) bool {
	if end+1 >= len(s) || end == from || s[end] != ',' || strings.Trim(s[from:end], "0123456789., €$£") != "" {
		return false
	}
	return s[end-1] >= '0' && s[end-1] <= '9' && s[end+1] >= '0' && s[end+1] <= '9'
}
