package extract

import (
	"strings"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/telling"
)

// reachOrdering is how many bytes before words on accounts a word stands that turns them into their opposite.
const reachOrdering = 32

// ordering says what a sentence on accounts means for who wants to order: "guest", "account", or "" where it is on something else. "No account needed" has the
// words of "account needed", and "no orders without an account" those of "without an account".
func ordering(text string, h cue.Hit) string {
	sentence := strings.ToLower(cue.Sentence(text, h))
	hit := strings.ToLower(text[h.Start:h.End])
	at := strings.Index(sentence, hit)
	if at < 0 {
		at = 0
	}
	before, behind := sentence[:at], sentence[min(len(sentence), at+len(hit)):]
	near := strings.ToValidUTF8(before[max(0, len(before)-reachOrdering):], "")
	if h.Concept == cue.GuestOrder {
		switch denied := telling.In(behind, telling.Impossible) || telling.In(near, telling.Impossible) || telling.In(near, telling.Refused) || endsInNot(near); {
		case !denied:
			return "guest"
		case !telling.In(sentence, telling.Ordering) || telling.In(sentence, telling.AccountUse):
			return ""
		}
		return "account"
	}
	switch {
	case telling.In(" "+near, telling.Negation):
		return "guest"
	case !telling.In(sentence, telling.Ordering) || telling.In(sentence, telling.AccountUse):
		return ""
	}
	return "account"
}

// endsInNot reports whether the word right before is "not": "nicht als Gast bestellen".
func endsInNot(before string) bool {
	words := strings.Fields(before)
	if len(words) == 0 {
		return false
	}
	switch words[len(words)-1] {
	case "not", "nicht", "niet", "nie", "não", "non", "pas":
		return true
	}
	return false
}
