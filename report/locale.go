package report

import (
	"embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
)

//go:embed locales/*.json
var localeFiles embed.FS

// locale holds what a report says in one language: key → text with {slots}. Counted texts have two keys, ".one" and ".other".
type locale map[string]string

// english reads the English texts once. The file is part of the program, so a fault in it is a fault of the build.
var english = sync.OnceValue(func() locale {
	data, err := localeFiles.ReadFile("locales/en.json")
	if err != nil {
		panic(fmt.Sprintf("read embedded locale: %v", err))
	}
	var l locale
	if err := json.Unmarshal(data, &l); err != nil {
		panic(fmt.Sprintf("parse embedded locale: %v", err))
	}
	return l
})

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
	return l.text(key+form, append([]any{"n", number(n)}, slots...)...)
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

// number writes n with no-break spaces between groups of three digits from 1 000 on.
func number(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "\u00a0" + s[i:]
	}
	return s
}

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
