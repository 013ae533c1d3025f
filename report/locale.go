package report

import (
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed locales/*.json locales/checks/*.json
var localeFiles embed.FS

// locale holds what a report says in one language: key → text with {slots}. Counted texts have two keys, ".one" and ".other".
// The texts of checks stand under "check.<id>.title", ".why", ".fix" and ".<message key>".
type locale map[string]string

// Languages lists the languages a report can be written in, English first.
func Languages() []string { return []string{"en", "de", "zh"} }

// english is the language in which a verdict itself is written.
func english() locale { return words("en") }

// words returns the texts of a language; a language there is none of is English.
func words(lang string) locale {
	if l, ok := allWords()[lang]; ok {
		return l
	}
	return allWords()["en"]
}

// allWords reads the texts of all languages once. The files are part of the program, so a fault in them is a fault of the build.
var allWords = sync.OnceValue(func() map[string]locale {
	all := map[string]locale{}
	for _, lang := range Languages() {
		l := locale{}
		maps.Copy(l, all["en"]) // what a language lacks is English
		mustRead("locales/"+lang+".json", &l)
		if lang != "en" {
			var checks map[string]map[string]string
			mustRead("locales/checks/"+lang+".json", &checks)
			for id, texts := range checks {
				for key, text := range texts {
					l["check."+id+"."+key] = text
				}
			}
		}
		all[lang] = l
	}
	return all
})

func mustRead(name string, into any) {
	data, err := localeFiles.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		panic(fmt.Sprintf("read embedded %s: %v", name, err))
	}
}

// text returns the text of key with its slots filled from pairs of name and value. A missing key shows itself, so that it is found.
func (l locale) text(key string, slots ...any) string {
	s, ok := l[key]
	if !ok {
		return key
	}
	if len(slots) == 0 {
		return s
	}
	pairs := make([]string, 0, len(slots))
	for i := 0; i+1 < len(slots); i += 2 {
		pairs = append(pairs, fmt.Sprintf("{%v}", slots[i]), fmt.Sprint(slots[i+1]))
	}
	// One pass: a slot's value that looks like another slot is left alone.
	return strings.NewReplacer(pairs...).Replace(s)
}

// count returns the text of key for n things; {n} is filled, and the slots as text does.
func (l locale) count(key string, n int, slots ...any) string {
	form := ".other"
	if n == 1 {
		form = ".one"
	}
	return l.text(key+form, append([]any{"n", l.number(n)}, slots...)...)
}

// name returns the name of a value of a closed list, such as the policy kind "returns"; a value not on the list names itself.
func (l locale) name(list, value string) string {
	if s, ok := l[list+"."+value]; ok {
		return s
	}
	return clean(strings.ReplaceAll(value, "-", " "), maxName)
}

// join lists items: "a, b and c".
func (l locale) join(items []string) string {
	switch len(items) {
	case 0:
		return ""
	case 1:
		return items[0]
	}
	last := len(items) - 1
	return strings.Join(items[:last], l.text("list.comma")) + l.text("list.and") + items[last]
}

// number writes n in groups of three digits from 1 000 on, as the language does.
func (l locale) number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + l["number.group"] + s[i:]
	}
	return s
}

// decimal writes x with a fixed number of digits behind the point, or with as many as it needs (-1), as the language does.
func (l locale) decimal(x float64, digits int) string {
	return l.point(strconv.FormatFloat(x, 'f', digits, 64))
}

// point gives a number written with a full stop the language's own decimal sign.
func (l locale) point(number string) string {
	return strings.Replace(number, ".", l["number.point"], 1)
}

// measure writes a measured value such as "1.5 s" as the language does; what is not a number with a unit is left alone.
func (l locale) measure(value string) string {
	digits := strings.IndexFunc(value, func(r rune) bool { return (r < '0' || r > '9') && r != '.' })
	if digits < 1 || strings.Count(value[:digits], ".") != 1 || !slices.Contains(units, strings.TrimLeft(value[digits:], " \u00a0")) {
		return value
	}
	return l.point(value)
}

// units are those of measured values.
var units = []string{"s", "ms", "kB", "MB", "%", "°", "px"}

// percent writes a share from 0 to 1. It never rounds up to 100 nor down to 0.
func percent(share float64) string {
	share = min(max(share, 0), 1)
	p := int(share*100 + 0.5)
	switch {
	case share > 0 && p < 1:
		p = 1
	case share < 1 && p > 99:
		p = 99
	}
	return fmt.Sprintf("%d\u00a0%%", p)
}
