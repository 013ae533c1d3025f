// Package spam knows what broken-into sites are made to advertise: topics with their words, as dated data.
//
// A word alone says nothing of a shop, which may sell poker tables or be a pharmacy: whether a topic is foreign to a shop is for the checks to say.
package spam

import (
	"embed"
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

//go:embed data/topics.toml
var dataFS embed.FS

// phrase is a row of words that belongs to a topic.
type phrase struct {
	text, topic string
}

type table struct {
	byFirst map[string][]phrase // Latin and Cyrillic phrases by their first word
	dense   []phrase            // of scripts without blanks between words
}

var topics = sync.OnceValue(func() *table {
	t, err := load()
	if err != nil {
		panic(err) // the embedded file is part of the program
	}
	return t
})

func load() (*table, error) {
	text, err := dataFS.ReadFile("data/topics.toml")
	if err != nil {
		return nil, fmt.Errorf("read topics: %w", err)
	}
	var f struct {
		Date   string `toml:"date"`
		Topics []struct {
			Name  string   `toml:"name"`
			Words []string `toml:"words"`
		} `toml:"topic"`
	}
	meta, err := toml.Decode(string(text), &f)
	if err != nil {
		return nil, fmt.Errorf("read topics: %w", err)
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return nil, fmt.Errorf("read topics: unknown key %s", extra[0])
	}
	t := &table{byFirst: map[string][]phrase{}}
	for _, topic := range f.Topics {
		for _, w := range topic.Words {
			p := phrase{strings.Join(words(w), " "), topic.Name}
			if dense(w) {
				t.dense = append(t.dense, phrase{w, topic.Name})
				continue
			}
			first, _, _ := strings.Cut(p.text, " ")
			t.byFirst[first] = append(t.byFirst[first], p)
		}
	}
	return t, nil
}

// dense reports whether a word is of a script that has no blanks between words.
func dense(w string) bool {
	for _, r := range w {
		if r >= 0x2e80 || unicode.Is(unicode.Thai, r) {
			return true
		}
	}
	return false
}

// words splits a text at everything but letters and digits, in small letters.
func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) })
}

// Topic returns the first topic that a short text (a title, a link with its address) speaks of, with the words that say so; "" when none.
func Topic(text string) (topic, by string) {
	t := topics()
	list := words(text)
	line := " " + strings.Join(list, " ") + " "
	for _, w := range list {
		for _, p := range t.byFirst[w] {
			if strings.Contains(line, " "+p.text+" ") {
				return p.topic, p.text
			}
		}
	}
	if len(text) == utf8.RuneCountInString(text) {
		return "", ""
	}
	for _, p := range t.dense {
		if strings.Contains(text, p.text) {
			return p.topic, p.text
		}
	}
	return "", ""
}
