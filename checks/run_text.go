package checks

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/shopvet/shopvet/verdict"
)

// Slots are written {name}; texts of checks have no other use for braces.
var slot = regexp.MustCompile(`\{([a-z][a-z0-9_]*)\}`)

// maxSlot bounds what a page can put into a message, in runes.
const maxSlot = 300

// Slots returns the names of the slots of a message text, in their order and each once.
func Slots(text string) []string {
	var names []string
	for _, m := range slot.FindAllStringSubmatch(text, -1) {
		if !slices.Contains(names, m[1]) {
			names = append(names, m[1])
		}
	}
	return names
}

// Render returns the English text of a message of this check or of the runner. It fails when there is no such message, or no value for
// one of its slots; the text is then the key alone.
func (m *Meta) Render(msg verdict.Message) (string, error) {
	text, ok := m.Messages[msg.Key]
	if !ok {
		if text, ok = sharedText(msg); !ok {
			return msg.Key, fmt.Errorf("check %s has no message %q", m.ID, msg.Key)
		}
	}
	for _, name := range Slots(text) {
		if _, ok := msg.Args[name]; !ok {
			return msg.Key, fmt.Errorf("check %s: message %q has no value for {%s}", m.ID, msg.Key, name)
		}
	}
	return slot.ReplaceAllStringFunc(text, func(s string) string { return cut(show(msg.Args[s[1:len(s)-1]]), maxSlot) }), nil
}

// complete gives a message its English text and plain arguments.
func (m *Meta) complete(msg verdict.Message) verdict.Message {
	if msg.Args != nil {
		args := make(map[string]any, len(msg.Args))
		for k, v := range msg.Args {
			args[k] = plain(v)
		}
		msg.Args = args
	}
	msg.Text, _ = m.Render(msg) // a mistake in a check must not cost the report: the key stands in; checktest finds such mistakes
	return msg
}

// sharedText returns the text of a message that the runner itself gives.
func sharedText(msg verdict.Message) (string, bool) {
	switch msg.Key {
	case KeyNoFullLook:
		return "Not found on the pages that were read, but not enough of the shop was seen to say that it is missing: {gaps}", true
	case KeyNeeds:
		return needsText(msg), true
	case KeyDevelopment:
		return "This shop runs on a private address for now; this will be judged on its public address", true
	case KeyMarket:
		return "Asked of shops that sell to these markets only: {markets}", true
	case KeyMarketShown:
		return "Only one sign points to these markets, so this is shown and not scored: {markets}", true
	case KeyPanic:
		return "The check itself went wrong, which is a fault of this program and not of the shop: {panic}", true
	case KeyNoPages:
		return "The shop has no page that this is about, as far as was seen", true
	case KeyPages:
		return "{bad} of {seen} pages looked at ({share})", true
	case KeyPagesOK:
		return "Nothing wrong on the pages looked at: {seen}", true
	default:
		return "", false
	}
}

// show writes the value of a slot for a reader.
func show(v any) string {
	switch v := v.(type) {
	case string:
		return Day(v)
	case []string:
		return strings.Join(v, ", ")
	case float64:
		return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
	case verdict.Message:
		return v.Text
	default:
		return fmt.Sprint(v)
	}
}

// Day writes a day as English does, and leaves alone what is none.
func Day(s string) string {
	day, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return s
	}
	return day.Format("2 January 2006")
}

// plain turns a value into one that every reader of JSON understands, so that no check can make a verdict unwritable.
func plain(v any) any {
	switch v := v.(type) {
	case string, bool, int, int32, int64, uint, uint32, uint64, []string, verdict.Message:
		return v
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Sprint(v)
		}
		return v
	default:
		return fmt.Sprint(v)
	}
}

// cut shortens s to at most n runes, the last of them an ellipsis where something was cut.
func cut(s string, n int) string {
	if len(s) <= n || utf8.RuneCountInString(s) <= n {
		return s
	}
	i := 0
	for k := range s {
		if i == n-1 {
			return s[:k] + "…"
		}
		i++
	}
	return s
}
