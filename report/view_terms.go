package report

import (
	"regexp"
	"strings"
	"sync"
)

// term is a term of the trade with what it means.
type term struct {
	Name  spoken `toml:"name"`
	Match spoken `toml:"match"` // the words by which it is met; "" is the name
	// Unless are words beside which it means something else.
	Unless spoken `toml:"unless"`
	Text   spoken `toml:"text"`
}

// termView is a term as a report explains it.
type termView struct{ Name, Meaning string }

// maxTerms is how many terms are explained in one place.
const maxTerms = 5

// termPattern is how a term is met.
type termPattern struct{ match, unless *regexp.Regexp }

// termPatterns are the patterns of the terms, by language, in their order.
var termPatterns = sync.OnceValue(func() map[string][]termPattern {
	out := map[string][]termPattern{}
	for _, lang := range Languages() {
		for _, t := range allAdvice().Terms {
			match := t.Match.or(lang)
			if match == "" {
				match = regexp.QuoteMeta(t.Name.or(lang))
			}
			p := termPattern{match: inWords(lang, match)}
			if unless := t.Unless.or(lang); unless != "" {
				p.unless = inWords(lang, unless)
			}
			out[lang] = append(out[lang], p)
		}
	}
	return out
})

// inWords makes a pattern that meets whole words; Chinese sets no blanks between words.
func inWords(lang, pattern string) *regexp.Regexp {
	if lang == "zh" {
		return regexp.MustCompile(pattern)
	}
	if strings.ToUpper(pattern) != pattern { // names of capitals alone are no words of everyday language
		pattern = `(?i:` + pattern + `)`
	}
	return regexp.MustCompile(`(?:^|[^\pL\pN-])(?:` + pattern + `)(?:$|[^\pL\pN-])`)
}

func (p termPattern) meets(text string) bool {
	return p.match.MatchString(text) && (p.unless == nil || !p.unless.MatchString(text))
}

// terms explains the terms that texts use, the first maxTerms of them; those in said are known by now and left out, nil forgets nothing.
func (l locale) terms(said map[string]bool, texts ...string) []termView {
	lang := l["lang"]
	all := strings.Join(texts, "\n")
	var out []termView
	for i, pattern := range termPatterns()[lang] {
		t := allAdvice().Terms[i]
		name := t.Name.or(lang)
		if said[name] || len(out) == maxTerms || !pattern.meets(all) {
			continue
		}
		if said != nil {
			said[name] = true
		}
		out = append(out, termView{Name: name, Meaning: t.Text.or(lang)})
	}
	return out
}
