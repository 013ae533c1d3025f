package claim

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"

	"github.com/shopvet/shopvet/knowledge/cue"
)

//go:embed data/*.toml
var files embed.FS

// data is what is known of one language.
type data struct {
	lexicon
	apart    lexicon // limits and words for who speaks
	payers   lexicon // words for who pays what
	matters  lexicon // words for whose text it is and of what trade
	texts    lexicon // what a legal text says of itself or of what buyers may do
	examples []example
}

// example is a text of a data file with the claims that must be read in it, and no others.
type example struct {
	Under string   `toml:"under"` // heading above it
	Text  string   `toml:"text"`
	Want  []string `toml:"want"` // "kind=value", or "kind" where the value is empty
	line  int
}

// dataOf returns the data of a language, read on first use; nil for a language without. That the data is sound is proved by a test, so a
// caller has no error to handle.
func dataOf(lang string) *data {
	tag, ok := cue.Tag(lang)
	if !ok {
		return nil
	}
	return all()[tag]()
}

var all = sync.OnceValue(func() map[string]func() *data {
	m := map[string]func() *data{}
	for _, lang := range cue.Langs() {
		m[lang] = sync.OnceValue(func() *data {
			d, err := load(lang)
			if err != nil {
				panic(err) // the embedded files are part of the program
			}
			return d
		})
	}
	return m
})

// shared is the file of what is called the same in all languages: carriers.
const shared = "carriers"

func load(lang string) (*data, error) {
	d := &data{}
	for _, name := range []string{lang, shared} {
		path := "data/" + name + ".toml"
		text, err := files.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("read phrases: %w", err)
		}
		if err := d.parse(path, string(text), name == shared); err != nil {
			return nil, err
		}
	}
	d.brackets = lang == "de" || lang == "nl"
	d.build()
	d.apart.build()
	d.payers.build()
	d.matters.build()
	d.texts.build()
	return d, nil
}

// parse reads one file. An error names the file and the line.
func (d *data) parse(path, text string, carriersOnly bool) error {
	var tables map[string]toml.Primitive
	meta, err := toml.Decode(text, &tables)
	if err != nil {
		if syntax, ok := err.(toml.ParseError); ok {
			return fmt.Errorf("%s:%d: %s", path, syntax.Position.Line, syntax.Message)
		}
		return fmt.Errorf("%s: %w", path, err)
	}
	seen := map[class]bool{}
	for _, table := range meta.Keys() {
		if len(table) != 1 {
			continue
		}
		name := table[0]
		if name == "example" {
			if err := meta.PrimitiveDecode(tables[name], &d.examples); err != nil {
				return fmt.Errorf("%s:%d: examples: %w", path, lineOf(text, "[[example]]", ""), err)
			}
			continue
		}
		var lists map[string][]string
		if err := meta.PrimitiveDecode(tables[name], &lists); err != nil {
			return fmt.Errorf("%s:%d: table %s: %w", path, lineOf(text, "["+name+"]", ""), name, err)
		}
		for key, phrases := range lists {
			line := lineOf(text, "["+name+"]", key)
			if err := d.list(name, key, phrases, seen); err != nil {
				return fmt.Errorf("%s:%d: %s.%s: %w", path, line, name, key, err)
			}
		}
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return fmt.Errorf("%s:%d: unknown key %s", path, lineOf(text, "", extra[0][len(extra[0])-1]), extra[0])
	}
	d.number(text)
	if carriersOnly {
		return nil
	}
	return missing(path, text, seen)
}

// list takes the phrases of one key.
func (d *data) list(table, key string, phrases []string, seen map[class]bool) error {
	var c class
	value := ""
	switch table {
	case "currency", "region", "carrier":
		c, value = map[string]class{"currency": currency, "region": region, "carrier": carrier}[table], key
	default:
		if c = classNamed(table, key); c == noClass {
			return fmt.Errorf("there is no such class")
		}
	}
	if len(phrases) == 0 {
		return fmt.Errorf("the list is empty")
	}
	seen[c] = true
	for i, p := range phrases {
		if why := mistake(p); why != "" {
			return fmt.Errorf("%q: %s", p, why)
		}
		if slices.Contains(phrases[:i], p) {
			return fmt.Errorf("%q stands twice", p)
		}
		switch {
		case c.apart():
			d.apart.add(c, value, p)
		case c.pays():
			d.payers.add(c, value, p)
		case c.ofMatter():
			d.matters.add(c, value, p)
		case c.ofText():
			d.texts.add(c, value, p)
		default:
			d.add(c, value, p)
		}
	}
	return nil
}

// Bounds of a phrase: parts between gaps, and bytes of a part.
const (
	maxPieces = 4
	maxPhrase = 120
)

// mistake says what is wrong with a phrase, "" when nothing is.
func mistake(phrase string) string {
	parts := split(phrase)
	if len(parts) > maxPieces {
		return "it has too many gaps"
	}
	for _, p := range parts {
		all := choices(p.text)
		if strings.Count(p.text, "{") != strings.Count(p.text, "}") || strings.ContainsAny(strings.Join(all, ""), "{}|") || len(all) > maxChoices {
			return "the choices between { and } are not whole, or too many"
		}
		for _, text := range all {
			if why := mistakeIn(strings.Trim(text, "*")); why != "" {
				return why
			}
		}
	}
	return ""
}

// mistakeIn says what is wrong with one wording of a part without the stars at its ends.
func mistakeIn(bare string) string {
	switch {
	case foldText(bare) == "":
		return "nothing is left of it"
	case strings.Contains(bare, "*"):
		return "a star stands at the beginning or the end of a word"
	case len(bare) > maxPhrase:
		return "it is too long"
	default:
		return ""
	}
}

// missing says which class a file does not fill.
func missing(path, text string, seen map[class]bool) error {
	for c := topicReturn; c <= lastClass; c++ {
		if !seen[c] {
			return fmt.Errorf("%s:%d: %s.%s is missing", path, lineOf(text, "["+names[c][0]+"]", ""), names[c][0], names[c][1])
		}
	}
	if !seen[currency] || !seen[region] {
		return fmt.Errorf("%s:1: the tables currency and region must not be empty", path)
	}
	return nil
}

// lineOf returns the line of a key in a table, the line of the table where the key is "" or not found, 1 where there is no such table.
func lineOf(text, table, key string) int {
	at, in := 1, table == ""
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") && table != "" {
			if in = line == table; in {
				at = n
			}
		}
		name, _, ok := strings.Cut(line, "=")
		if in && ok && key != "" && strings.Trim(strings.TrimSpace(name), `"`) == key {
			return n
		}
	}
	return at
}

// number notes the line of each example.
func (d *data) number(text string) {
	n, i := 0, 0
	for line := range strings.Lines(text) {
		n++
		if strings.TrimSpace(line) == "[[example]]" && i < len(d.examples) {
			d.examples[i].line = n
			i++
		}
	}
}
