// Package stock knows how shops say in a line of words whether goods can be had.
package stock

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

//go:embed data/stock.toml
var dataFS embed.FS

// State is what a line says.
type State uint8

// The states of goods.
const (
	Unsaid State = iota
	In
	Gone
	Later // to be ordered before they come
)

type language struct {
	ID    string   `toml:"id"`
	In    []string `toml:"in"`
	Gone  []string `toml:"gone"`
	Later []string `toml:"later"`
	Label []string `toml:"label"`
	Not   []string `toml:"not"`
	Ends  []string `toml:"ends"`  // gone, where a line ends with it
	Alone []string `toml:"alone"` // gone, where a line says nothing else
}

// data is read on first use. That the file is sound is proved by a test.
var data = sync.OnceValue(func() map[string]*language {
	list, err := load()
	if err != nil {
		panic(err) // the embedded file is part of the program
	}
	return list
})

func load() (map[string]*language, error) {
	var f struct {
		Date  string     `toml:"date"`
		Langs []language `toml:"lang"`
	}
	text, err := dataFS.ReadFile("data/stock.toml")
	if err != nil {
		return nil, err
	}
	if _, err := toml.Decode(string(text), &f); err != nil {
		return nil, fmt.Errorf("read the words of stock: %w", err)
	}
	out := make(map[string]*language, len(f.Langs))
	for i := range f.Langs {
		out[f.Langs[i].ID] = &f.Langs[i]
	}
	return out, nil
}

// maxLine is how many characters a line has at most that says how it stands with goods: longer ones tell a story.
const maxLine = 60

// Read returns what a line of text says of the goods beside which it stands. A sentence that only holds such words, and one about another time, says nothing.
func Read(line, lang string) State {
	if utf8.RuneCountInString(line) > maxLine {
		if line = tail(line); line == "" {
			return Unsaid
		}
	}
	line = fold(line)
	own, en := data()[lang], data()["en"]
	for _, l := range []*language{own, en} {
		if l == nil {
			continue
		}
		if said := l.read(line); said != Unsaid || holds(line, l.Not) {
			return said
		}
	}
	return Unsaid
}

// tail is the last sentence of a long line, where it is of two or three words: "… raccolta il mattino stesso. Prodotto disponibile."
func tail(line string) string {
	line = strings.TrimRight(line, " ")
	i := strings.LastIndex(strings.TrimSuffix(line, "."), ". ")
	if i < 0 || !strings.HasSuffix(line, ".") || len(strings.Fields(line[i+2:])) > 3 || utf8.RuneCountInString(line[i+2:]) > shortSentence+1 {
		return ""
	}
	return strings.TrimSuffix(line[i+2:], ".")
}

// ReadLabelled is Read for lines that begin with a label for stock and say nothing else: "Availability: In stock", "Stock | 7".
func ReadLabelled(line, lang string) State {
	if utf8.RuneCountInString(line) > maxLine {
		return Unsaid
	}
	folded := fold(line)
	for _, l := range []*language{data()[lang], data()["en"]} {
		if l == nil {
			continue
		}
		for _, label := range l.Label {
			rest, ok := strings.CutPrefix(folded, label)
			if said := strings.TrimLeft(rest, " "); ok && said != "" && (said[0] == ':' || said[0] == '|') && utf8.RuneCountInString(said) <= shortSentence {
				return Read(line, lang)
			}
		}
	}
	return Unsaid
}

func (l *language) read(line string) State {
	switch {
	case holds(line, l.Not):
		return Unsaid
	case holds(line, l.Gone) || l.sold(line):
		return Gone
	case holds(line, l.Later):
		return Later
	}
	if n, ok := l.counted(line); ok {
		if n == 0 {
			return Gone
		}
		return In
	}
	if holds(line, l.In) && !strings.ContainsAny(line, "?!。") && !strings.Contains(line, ". ") {
		return In
	}
	return l.lastSentence(line)
}

// sold reports whether a line says of a piece of which there is one that somebody has it: "Deze vaas is verkocht."
func (l *language) sold(line string) bool {
	line = strings.TrimRight(line, ".!。！ ")
	for _, p := range l.Ends {
		if strings.HasSuffix(line, p) && bounded(line, len(line)-len(p), len(line)) {
			return true
		}
	}
	return slices.Contains(l.Alone, line)
}

// shortSentence is how many characters a sentence has at most that says no more than that goods are there: "58 reais, torrado às quintas. Em estoque."
const shortSentence = 24

func (l *language) lastSentence(line string) State {
	i := strings.LastIndex(strings.TrimRight(line, ". "), ". ")
	if i < 0 {
		return Unsaid
	}
	last := strings.TrimRight(line[i+2:], ". ")
	if utf8.RuneCountInString(last) > shortSentence || strings.ContainsAny(last, "?!。,;") || !holds(last, l.In) {
		return Unsaid
	}
	return In
}

// counted returns the number of pieces that stands behind a label: "stock: 12", also in brackets or behind a blank, "Quantity 1 (stock: 12)".
func (l *language) counted(line string) (n int, ok bool) {
	for _, label := range l.Label {
		for from := 0; ; {
			i := strings.Index(line[from:], label)
			if i < 0 {
				break
			}
			i += from
			from = i + len(label)
			if i > 0 && !strings.ContainsAny(line[i-1:i], "([|/,;") && !cjk(label) {
				continue
			}
			if n, ok = pieces(line[from:]); ok {
				return n, true
			}
		}
	}
	return 0, false
}

// pieces reads the number at the head of what stands behind a label.
func pieces(rest string) (n int, ok bool) {
	rest = strings.TrimLeft(rest, " :|")
	end := 0
	for end < len(rest) && rest[end] >= '0' && rest[end] <= '9' {
		n = min(n*10+int(rest[end]-'0'), 1e6)
		end++
	}
	behind, _, _ := strings.Cut(rest[end:], ")")
	return n, end > 0 && !strings.ContainsAny(behind, "0123456789") && utf8.RuneCountInString(behind) <= 12
}

// cjk reports whether a word is of a script that sets no blanks between words.
func cjk(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return r >= 0x1100
}

// holds reports whether a line holds one of the phrases as words of their own.
func holds(line string, phrases []string) bool {
	for _, p := range phrases {
		for from := 0; ; {
			i := strings.Index(line[from:], p)
			if i < 0 {
				break
			}
			i += from
			if bounded(line, i, i+len(p)) {
				return true
			}
			from = i + 1
		}
	}
	return false
}

// bounded reports whether what stands from a to b does not go on as a word of letters at either side. Scripts without spaces know no such bounds.
func bounded(line string, a, b int) bool {
	before, _ := utf8.DecodeLastRuneInString(line[:a])
	after, _ := utf8.DecodeRuneInString(line[b:])
	first, _ := utf8.DecodeRuneInString(line[a:])
	last, _ := utf8.DecodeLastRuneInString(line[:b])
	return !(spaced(first) && spaced(before)) && !(spaced(last) && spaced(after))
}

func spaced(r rune) bool { return r < 0x1100 && unicode.IsLetter(r) }

func fold(s string) string {
	s = strings.Replace(s, " | ", ": ", 1) // a cell behind the one that labels it
	return strings.Join(strings.Fields(cases.Fold().String(norm.NFKC.String(s))), " ")
}
