package checktest

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/verdict"
)

// Meta holds the texts of every check of a set against the house rules: they are what a shop owner reads.
func Meta(t *testing.T, set *checks.Set) {
	t.Helper()
	for _, c := range set.Checks() {
		t.Run(c.Meta.ID, func(t *testing.T) {
			for _, mistake := range mistakes(&c.Meta) {
				t.Error(mistake)
			}
		})
	}
}

// accusing are the words that this program never says of a shop: it tells what was seen, not what somebody meant by it.
var accusing = regexp.MustCompile(`(?i)\b(fraud\w*|fakes?|faked|scam\w*|illegal\w*|unlawful\w*|unsafe shop|dishonest\w*|criminal\w*)\b`)

// accusingElsewhere are such words in the other languages that reports are written in, or may be some day.
var accusingElsewhere = regexp.MustCompile(`(?i)betr[uü]g\pL*|gef[aä]lsch\pL*|f[aä]lschung\pL*|rechtswidrig\pL*|abzock\pL*|unseri[oö]s\pL*|kriminell\pL*|frauduleu\pL*|escro(?:c|qu)\pL*|arnaqu\pL*|contrefa[cç]on\pL*|estaf\pL*|fraudulent\pL*|\bilegal\pL*|truff\pL*|\bfrod\pL*|oplicht\pL*|illegaal|oszus\pL*|fałszyw\pL*|nielegaln\pL*|golpist\pL*|诈骗|欺诈|骗子|骗局|假冒|虚假|非法|违法|造假|詐騙|欺詐|騙子|騙局|虛假|違法|造假|詐欺|偽物|不正業者|사기|위조|불법|가짜`)

// Accusation returns the first word of text that would accuse a shop, "" when there is none. It is the one list of such words.
func Accusation(text string) string {
	if word := accusing.FindString(text); word != "" {
		return word
	}
	return accusingElsewhere.FindString(text)
}

// messageKey is the form of the keys of messages.
var messageKey = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// mistakes lists what is wrong with a check's texts.
func mistakes(m *checks.Meta) []string {
	list := append(headings(m), sources(m.Sources)...)
	for what, text := range texts(m) {
		if word := Accusation(text); word != "" {
			list = append(list, fmt.Sprintf("%s says %q", what, word))
		}
		if text != strings.TrimSpace(text) || strings.Contains(text, "  ") || !utf8.ValidString(text) {
			list = append(list, fmt.Sprintf("%s has stray space", what))
		}
	}
	for key, text := range m.Messages {
		if !messageKey.MatchString(key) {
			list = append(list, fmt.Sprintf("message key %q is not kebab-case", key))
		}
		if text == "" || strings.HasSuffix(text, ".") {
			list = append(list, fmt.Sprintf("message %q is empty or ends with a full stop", key))
		}
		for _, name := range checks.Slots(text) {
			text = strings.ReplaceAll(text, "{"+name+"}", "")
		}
		if strings.ContainsAny(text, "{}") {
			list = append(list, fmt.Sprintf("message %q has a brace that belongs to no slot", key))
		}
	}
	return list
}

// headings checks title, why and fix.
func headings(m *checks.Meta) []string {
	var list []string
	want := func(ok bool, mistake string) {
		if !ok {
			list = append(list, mistake)
		}
	}
	want(startsUpper(m.Title) && !strings.HasSuffix(m.Title, ".") && utf8.RuneCountInString(m.Title) <= 90, "the title is a line without full stop, at most 90 letters")
	want(startsUpper(m.Why) && strings.HasSuffix(m.Why, "."), "why is not a sentence")
	want(startsUpper(m.Fix) && strings.HasSuffix(m.Fix, "."), "fix is not a sentence")
	want(len(strings.Fields(m.Fix)) >= 3 && m.Fix != m.Why && m.Fix != m.Title, "fix does not say what to do")
	want(!nounFirst(m.Fix), "fix starts with a thing: say what to do with it")
	want(!strings.ContainsAny(m.Title+m.Why+m.Fix, "{}"), "title, why and fix have no slots")
	return list
}

// nounFirst reports whether advice opens with an article or a pronoun and so with a thing instead of a deed.
func nounFirst(fix string) bool {
	first, _, _ := strings.Cut(fix, " ")
	switch strings.ToLower(first) {
	case "the", "a", "an", "your", "this", "these", "there", "it", "no", "missing":
		return true
	}
	return false
}

func sources(list []verdict.Source) []string {
	var wrong []string
	for _, s := range list {
		if s.URL == "" {
			continue
		}
		if u, err := url.Parse(s.URL); err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
			wrong = append(wrong, fmt.Sprintf("source %q has no address one could open: %q", s.Title, s.URL))
		}
	}
	return wrong
}

// texts returns everything a reader may see, by what it is.
func texts(m *checks.Meta) map[string]string {
	all := map[string]string{"title": m.Title, "why": m.Why, "fix": m.Fix}
	for key, text := range m.Messages {
		all["message "+key] = text
	}
	for i, s := range m.Sources {
		all[fmt.Sprintf("source %d", i+1)] = s.Title
	}
	return all
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}
