package facts

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/shopvet/shopvet/snapshot"
)

// usedWords say of goods that somebody had them before. Many also mean something else in a sentence ("gebraucht" is "needed", too), so they
// count in a short line only, such as a row of a table.
var usedWords = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:second[- ]?hand|pre-?owned|pre-?loved|gebraucht|gebrauchte?r?s?|tweedehands|d['’]occasion|occasion|segunda mano|usato|usata|seminovo|usado|usada|używan[yaei])(?:[^\pL]|$)|` +
	`中古|二手|중고|used (?:goods|item|condition)|condition:? used|état:? (?:usagé|bon état)`)

// Old things go by the word vintage; what is new and only looks so is of a style, a look or a print.
var (
	vintage  = regexp.MustCompile(`(?i)(?:^|[^\pL])vintage(?:[^\pL]|$)|ヴィンテージ|ビンテージ|빈티지`)
	newStyle = regexp.MustCompile(`(?i)style|styl|stil|look|optik|effekt|effect|effet|efecto|inspir|retro|print|poster|風|调|스타일|느낌|vintage[- ]?(?:lamp|light|bulb)`)
)

const (
	usedLine = 60           // runes of a line or sentence
	usedText = 3 * usedLine // of a line in which sentences count: what is described at length needs things, and things are used in it
)

// used reports whether a product page offers goods that somebody had before.
func used(p *snapshot.Page) bool {
	for i := range p.Data {
		for _, key := range [...]string{"itemCondition", "offers.itemCondition"} {
			if v := p.Data[i].Props[key]; strings.Contains(v, "UsedCondition") || strings.Contains(v, "RefurbishedCondition") {
				return true
			}
		}
	}
	for line := range strings.Lines(p.Text) {
		n := utf8.RuneCountInString(line)
		if n > usedText {
			continue
		}
		if n <= usedLine && saysUsed(line) {
			return true
		}
		for sentence := range strings.SplitSeq(line, ". ") {
			if utf8.RuneCountInString(sentence) <= usedLine && usedWords.MatchString(sentence) {
				return true
			}
		}
	}
	return false
}

func saysUsed(line string) bool {
	return usedWords.MatchString(line) || vintage.MatchString(line) && !newStyle.MatchString(line)
}
