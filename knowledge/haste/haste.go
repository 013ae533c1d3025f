// Package haste knows how shops say that goods run out, and how long ago somebody bought, with the number that is said.
package haste

import (
	"embed"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

//go:embed data/haste.toml
var dataFS embed.FS

type language struct {
	ID      string   `toml:"id"`
	Few     []string `toml:"few"`
	Time    []string `toml:"time"`
	Minutes []string `toml:"minutes"`
	Hours   []string `toml:"hours"`
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
	text, err := dataFS.ReadFile("data/haste.toml")
	if err != nil {
		return nil, err
	}
	if _, err := toml.Decode(string(text), &f); err != nil {
		return nil, fmt.Errorf("read the words of haste: %w", err)
	}
	return f.Langs, nil
}

var number = regexp.MustCompile(`[0-9]+`)

// Few returns the number of goods that a text says are left. The number must stand where the phrase has it: "only 3 left", "残り3点".
func Few(text string) (n int, ok bool) {
	text = fold(text)
	for _, at := range number.FindAllStringIndex(text, 20) {
		for _, l := range data() {
			if stands(text, at, l.Few) && !l.goesOn(text[at[1]:]) {
				n, err := strconv.Atoi(text[at[0]:at[1]])
				return n, err == nil
			}
		}
	}
	return 0, false
}

// Ago is a place at which a text says how long ago something was: "12 minutes ago".
type Ago struct {
	Start   int // byte at which the number begins
	Number  int
	Minutes bool // else hours
}

// Agos returns the places at which a text, which may be code, says how long ago something was.
func Agos(text string) []Ago {
	text = lower(text)
	var out []Ago
	for i, seen := 0, 0; i < len(text) && seen < maxNumbers; i++ {
		if text[i] < '0' || text[i] > '9' {
			continue
		}
		from := i
		for i < len(text) && text[i] >= '0' && text[i] <= '9' {
			i++
		}
		if i-from > 3 || i == len(text) || text[i] != ' ' && text[i] < 0x80 {
			continue // most numbers of code
		}
		seen++
		for _, l := range data() {
			minutes := stands(text, []int{from, i}, l.Minutes)
			if minutes || stands(text, []int{from, i}, l.Hours) {
				n, _ := strconv.Atoi(text[from:i])
				out = append(out, Ago{from, n, minutes})
				break
			}
		}
	}
	return out
}

// maxNumbers bounds the numbers of a script that are looked at.
const maxNumbers = 2000

// stands reports whether digits stand where one of the phrases has its number.
func stands(text string, at []int, phrases []string) bool {
	return slices.ContainsFunc(phrases, func(p string) bool {
		head, tail, _ := strings.Cut(p, "#")
		return strings.HasPrefix(text[at[1]:], tail) && strings.HasSuffix(text[:at[0]], head)
	})
}

// fold makes texts comparable: widths and case are evened out, spaces single.
func fold(s string) string {
	return strings.Join(strings.Fields(cases.Fold().String(norm.NFKC.String(s))), " ")
}

// lower makes the letters of Latin small and keeps every byte at its place.
func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// goesOn reports whether what follows digits makes them another thing: a time, a price, a share.
func (l *language) goesOn(after string) bool {
	after = strings.TrimLeft(after, " ")
	return strings.HasPrefix(after, "%") || len(after) > 1 && (after[0] == ':' || after[0] == '.' || after[0] == ',') && after[1] >= '0' && after[1] <= '9' ||
		slices.ContainsFunc(l.Time, func(t string) bool { return strings.HasPrefix(after+" ", t) })
}
