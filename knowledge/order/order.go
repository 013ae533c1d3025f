// Package order knows what the button says by which an order ends: whether its words tell that paying follows.
package order

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

//go:embed data/order.toml
var dataFS embed.FS

// Kind is what the words of a button tell.
type Kind string

// The kinds of buttons; "" is one that ends no order, or does not say so.
const (
	Due  Kind = "due"  // it orders, and says that one pays
	Bare Kind = "bare" // it orders, and does not say so
)

type language struct {
	ID   string   `toml:"id"`
	Due  []string `toml:"due"`
	Bare []string `toml:"bare"`
}

// data is read on first use. That the file is sound is proved by a test.
var data = sync.OnceValue(func() []language {
	list, err := load()
	if err != nil {
		panic(err) // the embedded file is part of the program
	}
	return list
})

func load() ([]language, error) {
	var f struct {
		Date  string     `toml:"date"`
		Langs []language `toml:"lang"`
	}
	text, err := dataFS.ReadFile("data/order.toml")
	if err != nil {
		return nil, err
	}
	if _, err := toml.Decode(string(text), &f); err != nil {
		return nil, fmt.Errorf("read the words of order buttons: %w", err)
	}
	for _, l := range f.Langs {
		for _, list := range [][]string{l.Due, l.Bare} {
			for i := range list {
				list[i] = fold(list[i])
			}
		}
	}
	return f.Langs, nil
}

// KindOf tells what a button is for. Its words must be a phrase as a whole, beside an amount and signs: what only has one in it may mean anything.
func KindOf(button string) Kind {
	text := fold(button)
	if text == "" || utf8.RuneCountInString(text) > 60 {
		return ""
	}
	for _, l := range data() {
		switch {
		case slices.Contains(l.Due, text):
			return Due
		case slices.Contains(l.Bare, text):
			return Bare
		}
	}
	return ""
}

// fold takes from the words of a button what differs from shop to shop: case, widths, signs, amounts of money.
func fold(s string) string {
	s = strings.ReplaceAll(cases.Fold().String(norm.NFKC.String(s)), "’", "'")
	words := strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("()[]|·•:,;!→»›>«<*+&", r)
	})
	words = slices.DeleteFunc(words, func(w string) bool {
		return strings.IndexFunc(w, unicode.IsDigit) >= 0 || strings.IndexFunc(w, unicode.IsLetter) < 0 || w == "eur" || w == "euro" || w == "gbp" || w == "zł" || w == "pln"
	})
	return strings.Join(words, " ")
}
