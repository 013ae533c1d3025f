package extract

import (
	"regexp"
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// errorReach is how far from its name the rest of an error message may stand: the place in the code.
const errorReach = 260

// wholeErrors are messages that say it all; others need a place in a program beside them.
var wholeErrors = []string{"liquid error", "liquid syntax error", "error establishing a database connection", "whoops, looks like something went wrong", "server error in '/' application",
	"there has been an error processing your request", "an exception has been thrown during the rendering of a template", "you have an error in your sql syntax", "smartycompilerexception", "mysql server has gone away", "mysql server error report",
	"actionview::template::error", "unclosed quotation mark"}

// isErrorText reports whether a text is a program's error and no talk about errors: with the place in the program where it happened. What stands in
// code of the page is an example, unless it is a trace with places.
func isErrorText(name, text string, code bool) bool {
	name, low := strings.ToLower(name), strings.ToLower(text)
	if code && !traced(low) {
		return false
	}
	for _, w := range wholeErrors {
		if strings.HasPrefix(w, name) && strings.Contains(low, w) && !code {
			return !talked(low, w)
		}
	}
	switch {
	case name == "sqlstate":
		return strings.Contains(low, "sqlstate[")
	case name == "ora-" || strings.HasPrefix(name, "ora"):
		return figuresAfter(low, "ora-", 5)
	case strings.HasPrefix(name, "traceback"):
		return strings.Contains(low, "file \"")
	}
	return traced(low)
}

// talked reports whether a message stands in quotes, as in an article about it.
func talked(low, message string) bool {
	i := strings.Index(low, message)
	if i <= 0 {
		return false
	}
	before := strings.TrimRight(low[:i], " ")
	for _, q := range []string{"\"", "“", "„", "«", "‘", "'", "「", "『", "`"} {
		if strings.HasSuffix(before, q) {
			return true
		}
	}
	return false
}

// traced reports whether a text names a place in a program: a file with its line.
func traced(low string) bool {
	at := strings.Contains(low, " on line ") && figuresAfter(low, " on line ", 1) && (strings.Contains(low, ".php") || strings.Contains(low, "eval()'d code") || strings.Contains(low, ".tpl") || strings.Contains(low, ".inc"))
	return at || strings.Contains(low, ".php:") && figuresAfter(low, ".php:", 1) || strings.Contains(low, ".php(") && figuresAfter(low, ".php(", 1) || strings.Contains(low, ".php line ") && figuresAfter(low, ".php line ", 1) ||
		strings.Contains(low, ".py\", line ") || strings.Contains(low, ".rb:") && figuresAfter(low, ".rb:", 1) || strings.Contains(low, ".java:") && figuresAfter(low, ".java:", 1) ||
		strings.Contains(low, ".tpl line ") && figuresAfter(low, ".tpl line ", 1) || strings.Contains(low, ".cs:line ") || strings.Contains(low, ".js:") && figuresAfter(low, ".js:", 1) && strings.Contains(low, " at ")
}

// figuresAfter reports whether so many digits follow a mark at one of its places.
func figuresAfter(s, mark string, n int) bool {
	for {
		i := strings.Index(s, mark)
		if i < 0 {
			return false
		}
		s = s[i+len(mark):]
		k := 0
		for k < len(s) && k < n && isFigure(s[k]) {
			k++
		}
		if k == n {
			return true
		}
	}
}

// isTokenText reports whether a word is what a program printed in place of a value: it fills its line or cell, follows a label, or stands where a
// number belongs. As a word among words it is one.
func isTokenText(word, cell, lang string) bool {
	switch low := strings.ToLower(word); low {
	case "undefined", "null":
		if word != low || runes(cell) > 60 {
			return false // a name, a German zero
		}
		if cell == word {
			return true
		}
		if low == "null" && (lang == "de" || lang == "nl") {
			return false
		}
		rest := strings.Fields(cell)
		last := len(rest) - 1
		return asLabel(cell, word) || asNumber(cell, word) || last > 0 && rest[0] == word && rest[last] == word || rest[0] == word && last > 0 && counted(rest[1])
	case "nan":
		return word == "NaN" && runes(cell) <= 60 && (cell == word || asLabel(cell, word) || asNumber(cell, word) || strings.HasPrefix(cell, "NaN ") && counted(strings.Fields(cell)[1]))
	case "translation missing", "missing translation", "translation_missing":
		return strings.Contains(cell, ":") || strings.Contains(cell, ".") && !strings.Contains(cell, ". ") || strings.EqualFold(cell, word)
	case "{title}", "{name}", "placeholder.title", "missing \"en":
		return runes(cell) <= 80
	default:
		return false
	}
}

// asLabel reports whether a word is all that follows a label: "Colour: undefined".
func asLabel(cell, word string) bool {
	before, ok := strings.CutSuffix(cell, word)
	before = strings.TrimRight(before, " ")
	return ok && (strings.HasSuffix(before, ":") || strings.HasSuffix(before, "："))
}

// asNumber reports whether a word stands where an amount or a count belongs.
func asNumber(cell, word string) bool {
	i := strings.Index(cell, word)
	before, behind := strings.TrimRight(cell[:i], " ("), strings.TrimLeft(cell[i+len(word):], " ")
	for _, sign := range []string{"€", "$", "£", "¥", "₩", "￥", "zł", "kr", "%", "円", "元", "원", "EUR", "USD", "GBP", "PLN", "BRL", "R$"} {
		if strings.HasSuffix(before, sign) || strings.HasPrefix(behind, sign) {
			return true
		}
	}
	return false
}

// counted reports whether a word is one of things that shops count.
func counted(word string) bool {
	switch strings.ToLower(strings.Trim(word, ".,:;()")) {
	case "items", "item", "reviews", "review", "products", "results", "days", "hours", "minutes", "ratings", "artikel", "bewertungen", "produkte", "ergebnisse", "tage", "stunden", "minuten",
		"articles", "avis", "produits", "résultats", "jours", "heures", "artículos", "opiniones", "productos", "resultados", "días", "horas", "articoli", "recensioni", "prodotti", "risultati", "giorni", "ore",
		"artikelen", "beoordelingen", "producten", "resultaten", "dagen", "uur", "itens", "avaliações", "produtos", "dias", "produktów", "opinii", "wyników", "dni", "godzin", "out":
		return true
	default:
		return false
	}
}

// variables marks what templates and programs left in the text: {{ product.title }}, {% if %}, %1$s, ${price}, [object Object]. What stands in code
// of the page is an example; so is what stands in a sentence about templates.
func (m *marker) variables(coded []span) {
	if m.client || !m.has.is['{'] && !m.has.is['%'] && !m.has.is['['] {
		return // scripts replace them in the browser, or there are none
	}
	subject := m.titledCode()
	add := func(from, to int) {
		if subject || within2(coded, from) {
			return
		}
		if s := cellAt(m.text, from, to); !speaksOfCode(strings.Replace(s, m.text[from:to], "", 1)) {
			m.add(snapshot.MarkToken, clip(s, 160), clip(m.text[from:to], 60))
		}
	}
	for at := 0; ; {
		i := strings.IndexByte(m.text[at:], '{')
		if i < 0 {
			break
		}
		at += i
		n := braces(m.text, at)
		if n > 0 {
			add(at, at+n)
		}
		at += max(n, 1)
	}
	for at := 0; ; {
		i := strings.IndexByte(m.text[at:], '%')
		if i < 0 {
			break
		}
		at += i
		if n := verb(m.text, at); n > 0 {
			add(at, at+n)
		}
		at++
	}
	for _, loc := range bracketed.FindAllStringIndex(m.text, maxMarks) {
		add(loc[0], loc[1])
	}
	for at := 0; ; {
		const object = "[object Object]"
		i := strings.Index(m.text[at:], object)
		if i < 0 {
			break
		}
		add(at+i, at+i+len(object))
		at += i + len(object)
	}
}

// bracketed is the name of a variable in two brackets: "[[shop_email]]". A word in two brackets is a link, in the writing of a wiki.
var bracketed = regexp.MustCompile(`\[\[ ?[A-Za-z]{2,20}[_.][A-Za-z_.]{2,30} ?\]\]`)

// braces returns the length of a variable of a template that begins at a brace, 0 where there is none.
func braces(text string, at int) int {
	rest := text[at:min(len(text), at+90)]
	var end string
	switch {
	case strings.HasPrefix(rest, "{{"):
		end = "}}"
	case strings.HasPrefix(rest, "{%"):
		end = "%}"
	case at > 0 && (text[at-1] == '$' || text[at-1] == '#'), strings.HasPrefix(rest, "{$"):
		end = "}"
	default:
		return 0
	}
	i := strings.Index(rest, end)
	if i < 0 || strings.IndexByte(rest[:i], '\n') >= 0 {
		return 0
	}
	inner := strings.TrimSpace(strings.Trim(rest[:i], "{%-$"))
	if inner == "" || !isNameChar(inner[0]) || inner[0] >= 0x80 || isFigure(inner[0]) || end == "}" && strings.ContainsAny(inner, " ,;") {
		return 0
	}
	if end == "}}" && !strings.ContainsAny(inner, "._|'\"") && strings.ContainsRune(inner, ' ') && len(strings.Fields(inner)) > 3 {
		return 0
	}
	return i + len(end)
}

// verb returns the length of a verb of printf that stands for a word, 0 where there is none.
func verb(text string, at int) int {
	if at > 0 && text[at-1] != ' ' && text[at-1] != '\n' && text[at-1] != '"' && text[at-1] != '(' && text[at-1] != ':' && text[at-1] != '$' {
		return 0
	}
	i := at + 1
	for i < len(text) && isFigure(text[i]) {
		i++
	}
	if i > at+1 {
		if i == len(text) || text[i] != '$' {
			return 0
		}
		i++
	}
	if i >= len(text) || text[i] != 's' && text[i] != 'd' {
		return 0
	}
	i++
	if i < len(text) && (isNameChar(text[i]) || text[i] == '%') {
		return 0
	}
	return i - at
}

// speaksOfCode reports whether a line is about templates and programs.
func speaksOfCode(s string) bool {
	return hasFold(s, "liquid", "handlebars", "mustache", "jinja", "twig", "smarty", "blade", "vue", "angular", "template", "placeholder", "platzhalter", "variable", "printf", "code", "syntax", "snippet", "shortcode", "javascript", "php", "plantilla", "vorlage", "modèle", "modello", "sjabloon", "szablon", "模板", "变量", "變數", "テンプレート", "変数", "템플릿", "변수")
}

// titledCode reports whether title or heading say that the page is about programs: a shirt for those who wrote too many of them, a collection of templates.
func (m *marker) titledCode() bool {
	lines := []string{m.page.Title}
	for _, h := range m.page.Headings {
		if h.Level == 1 {
			lines = append(lines, h.Text)
		}
	}
	for _, line := range lines {
		if hasFold(line, "liquid", "handlebars", "jinja", "twig", "smarty", "javascript", "json", "php", "html", "css", "snippet", "shortcode", "template", "is not a function", "programmer", "developer") && !strings.ContainsAny(line, "{}%") {
			return true
		}
	}
	return false
}
