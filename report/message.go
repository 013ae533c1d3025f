package report

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/shopvet/shopvet/verdict"
)

// A verdict carries every text in English, with the key and the values it was made of. Other languages make the text anew of those.

// translated returns a text of a check in the report's language; false for English, and for a check the language does not know.
func (l locale) translated(check, part string) (string, bool) {
	s, ok := l["check."+check+"."+part]
	return s, ok
}

// said returns a text of a check in the report's language, or else as the verdict has it.
func (l locale) said(check, part, english string) string {
	if s, ok := l.translated(check, part); ok {
		return s
	}
	return english
}

// message is what a message says, in the report's language where that is known, or its key where it says nothing. Check is the id of
// the check it belongs to, "" for one of the run as a whole.
func (l locale) message(check string, m verdict.Message) string {
	if s, ok := l.rebuilt(check, m); ok {
		return clean(s, maxProse)
	}
	if m.Text == "" {
		return clean(m.Key, maxName)
	}
	return clean(m.Text, maxProse)
}

// slotLists says for slots that hold ids which list of texts names them: message key → slot → list.
var slotLists = map[string]map[string]string{
	"shared.needs":        {"missing": "need", "why": "why"},
	"shared.no-full-look": {"look": "said.look"},
	"shared.market":       {"markets": "market"},
	"shared.market-shown": {"markets": "market"},
}

// slotName is a slot in a text.
var slotName = regexp.MustCompile(`\{[a-z][a-z0-9_]*\}`)

// rebuilt makes the text of a message from the language's own words; false when they, or a value they need, are missing.
func (l locale) rebuilt(check string, m verdict.Message) (string, bool) {
	text, ok := l.translated(check, m.Key)
	if !ok {
		if text, ok = l["said."+m.Key]; !ok {
			return "", false
		}
	}
	whole := true
	text = slotName.ReplaceAllStringFunc(text, func(slot string) string {
		v, ok := m.Args[slot[1:len(slot)-1]]
		whole = whole && ok
		if list := slotLists[m.Key][slot[1:len(slot)-1]]; list != "" {
			return l.ids(list, v)
		}
		if says, ok := v.(string); ok && slot == "{says}" {
			return clean(l.hole(says), maxQuote)
		}
		return clean(l.value(check, v), maxQuote)
	})
	if detail, _ := m.Args["detail"].(string); detail != "" && strings.HasPrefix(m.Key, "look.") {
		text += l.text("aside", "text", clean(detail, maxQuote))
	}
	return text, whole
}

// ids names one id or several by a list of texts.
func (l locale) ids(list string, v any) string {
	var names []string
	switch v := v.(type) {
	case string:
		names = append(names, l.name(list, v))
	case []string:
		for _, id := range v {
			names = append(names, l.name(list, id))
		}
	case []any: // out of a JSON file
		for _, id := range v {
			names = append(names, l.name(list, fmt.Sprint(id)))
		}
	}
	return l.join(names)
}

// value writes the value of a slot.
func (l locale) value(check string, v any) string {
	switch v := v.(type) {
	case string:
		return l.phrase(v)
	case []string:
		words := make([]string, len(v))
		for i, s := range v {
			words[i] = l.phrase(s)
		}
		return strings.Join(words, l["list.comma"])
	case []any: // out of a JSON file
		words := make([]string, len(v))
		for i, x := range v {
			words[i] = l.value(check, x)
		}
		return strings.Join(words, l["list.comma"])
	case float64:
		return l.decimal(v, -1)
	case verdict.Message:
		return l.message(check, v)
	case map[string]any: // a message out of a JSON file
		key, _ := v["key"].(string)
		text, _ := v["text"].(string)
		args, _ := v["args"].(map[string]any)
		return l.message(check, verdict.Message{Key: key, Args: args, Text: text})
	default:
		return fmt.Sprint(v)
	}
}
