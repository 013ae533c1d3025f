package facts

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopvet/shopvet/knowledge/telling"
)

// longestQuestion is how many bytes of a question are looked at, on either side of what it asks for.
const longestQuestion = 120

// answeredNo reports whether a way to pay is named in a question whether one can pay so, and the answer is no: "Can I pay on invoice? No, in advance." before and behind
// are what stands around it. Questions for something else about it, such as what it costs or whether it is the only way, say that it is taken.
func answeredNo(before, behind string) bool {
	before = before[strings.LastIndexAny(before, "\n.!?。！？")+1:]
	end := strings.IndexAny(behind[:min(len(behind), longestQuestion)], ".!?。！？\n")
	if end < 0 || len(before) > longestQuestion || behind[end] != '?' && !strings.HasPrefix(behind[end:], "？") {
		return false
	}
	question := " " + strings.ToLower(before+behind[:end]) + " "
	if !telling.In(question, telling.Paying) || !telling.In(question, telling.Able) || telling.In(question, telling.Negation) || telling.In(question, telling.Only) {
		return false
	}
	return saysNo(behind[end:])
}

// saysNo reports whether an answer begins with no, behind the sign by which it is marked as an answer.
func saysNo(answer string) bool {
	letter := func(r rune) bool { return unicode.IsLetter(r) }
	other := func(r rune) bool { return !unicode.IsLetter(r) }
	answer = strings.ToLower(strings.TrimLeftFunc(answer[:min(len(answer), longestQuestion)], other))
	for _, mark := range []string{"a:", "a.", "a：", "답변", "답", "答"} {
		answer = strings.TrimLeftFunc(strings.TrimPrefix(answer, mark), other)
	}
	word := answer[:len(answer)-len(strings.TrimLeftFunc(answer, letter))]
	return slices.ContainsFunc(telling.Words(telling.AnswerNo), func(no string) bool {
		r, _ := utf8.DecodeRuneInString(no)
		return no == word || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Hangul) && strings.HasPrefix(answer, no)
	})
}
