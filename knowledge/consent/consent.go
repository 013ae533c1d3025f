// Package consent knows how notices on cookies speak: which texts are such notices, and what their buttons are for.
package consent

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

//go:embed data/consent.toml
var dataFS embed.FS

// Role is what a button of a notice is for.
type Role string

// The roles of buttons; "" is one whose words say nothing.
const (
	Refuse   Role = "refuse"
	Settings Role = "settings"
	Accept   Role = "accept"
	Dismiss  Role = "dismiss"
)

// order decides between phrases that are as long as one another. The longest counts, since what refuses often names what it refuses.
var order = []Role{Refuse, Settings, Accept, Dismiss}

type words struct {
	about  []string
	needed []string
	beyond []string
	phrase map[Role][]string
}

type language struct {
	ID       string   `toml:"id"`
	About    []string `toml:"about"`
	Refuse   []string `toml:"refuse"`
	Settings []string `toml:"settings"`
	Accept   []string `toml:"accept"`
	Dismiss  []string `toml:"dismiss"`
	Needed   []string `toml:"needed"`
	Beyond   []string `toml:"beyond"`
}

// data is read on first use. That the file is sound is proved by a test.
var data = sync.OnceValue(func() *words {
	w, _, err := load()
	if err != nil {
		panic(err) // the embedded file is part of the program
	}
	return w
})

func load() (*words, []language, error) {
	var f struct {
		Date  string     `toml:"date"`
		Langs []language `toml:"lang"`
	}
	text, err := dataFS.ReadFile("data/consent.toml")
	if err != nil {
		return nil, nil, err
	}
	if _, err := toml.Decode(string(text), &f); err != nil {
		return nil, nil, fmt.Errorf("read the words of consent: %w", err)
	}
	w := &words{phrase: map[Role][]string{}}
	for _, l := range f.Langs {
		w.about = append(w.about, folded(l.About)...)
		w.needed = append(w.needed, folded(l.Needed)...)
		w.beyond = append(w.beyond, folded(l.Beyond)...)
		for role, list := range map[Role][]string{Refuse: l.Refuse, Settings: l.Settings, Accept: l.Accept, Dismiss: l.Dismiss} {
			w.phrase[role] = append(w.phrase[role], folded(list)...)
		}
	}
	return w, f.Langs, nil
}

func folded(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = fold(s)
	}
	return out
}

// fold makes texts comparable: widths and case are evened out, apostrophes are plain, spaces single.
func fold(s string) string {
	s = strings.NewReplacer("’", "'", "‑", "-").Replace(cases.Fold().String(norm.NFKC.String(s)))
	return strings.Join(strings.Fields(s), " ")
}

// About reports whether a text is about cookies.
func About(text string) bool {
	text = fold(text)
	return slices.ContainsFunc(data().about, func(w string) bool { return has(text, w) })
}

// Needed reports whether a notice speaks of the cookies that a shop cannot do without, and of no others: it asks for nothing that could be refused.
func Needed(text string) bool {
	text = fold(text)
	return slices.ContainsFunc(data().needed, func(w string) bool { return has(text, w) }) &&
		!slices.ContainsFunc(data().beyond, func(w string) bool { return strings.Contains(text, w) })
}

// longest is the number of letters beyond which the words on a button are a sentence with a word of consent in it.
const longest = 60

// RoleOf tells what a button of a notice on cookies is for, "" where its words do not say.
func RoleOf(button string) Role {
	text := fold(button)
	if utf8.RuneCountInString(text) > longest {
		return ""
	}
	var best Role
	most := 0
	for _, role := range order {
		for _, w := range data().phrase[role] {
			if len(w) > most && fits(text, w) {
				best, most = role, len(w)
			}
		}
	}
	return best
}

// fits reports whether a button says a phrase: single short words, which may mean anything in a sentence, only where they are all it says.
func fits(text, phrase string) bool {
	if short := utf8.RuneCountInString(phrase) <= 3 && phrase[0] < utf8.RuneSelf; short {
		return strings.Trim(text, " !.") == phrase
	}
	return has(text, phrase)
}

// has reports whether a text holds a phrase between the bounds of words. Scripts that set none have none to look for.
func has(text, phrase string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], phrase)
		if i < 0 {
			return false
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+len(phrase):])
		first, _ := utf8.DecodeRuneInString(phrase)
		last, _ := utf8.DecodeLastRuneInString(phrase)
		if !joined(before, first) && !joined(last, after) {
			return true
		}
		from = i + 1
	}
}

// joined reports whether two neighbouring letters are of one word, as far as their script has words.
func joined(a, b rune) bool { return spaced(a) && spaced(b) }

func spaced(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}
