// Package vendor knows who makes the parts of a shop: payment methods, shop systems, free mail, as dated data files.
//
// It recognises names and marks; what they mean for a shop's trust is for the checks to say.
package vendor

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
)

//go:embed data/*.toml
var dataFS embed.FS

// tables is all the data, ready for use and never changed.
type tables struct {
	platforms []platform
	methods   []method
	cues      *lexicon // words of paying
	words     *lexicon // names of methods
	images    map[string]imageMark
	denied    []string // words that say that one cannot pay so
	mail      map[string]bool
}

// data is read on first use. That the files are sound is proved by a test, so callers have no error to handle.
var data = sync.OnceValue(func() *tables {
	t, err := load()
	if err != nil {
		panic(err) // the embedded files are part of the program
	}
	return t
})

func load() (*tables, error) {
	var p struct {
		Date      string     `toml:"date"`
		Platforms []platform `toml:"platform"`
	}
	var m struct {
		Date    string   `toml:"date"`
		Denied  []string `toml:"denied"`
		Cues    []string `toml:"cues"`
		Methods []method `toml:"method"`
	}
	var f struct {
		Date    string   `toml:"date"`
		Domains []string `toml:"domains"`
	}
	for name, into := range map[string]any{"platforms": &p, "payments": &m, "freemail": &f} {
		if err := decode(name, into); err != nil {
			return nil, err
		}
	}
	t := &tables{platforms: p.Platforms, methods: m.Methods, denied: m.Denied, mail: map[string]bool{}}
	for _, d := range f.Domains {
		t.mail[d] = true
	}
	t.cues = newLexicon()
	for _, w := range m.Cues {
		t.cues.add(w, -1, false)
	}
	t.indexMethods()
	return t, nil
}

func decode(name string, into any) error {
	text, err := dataFS.ReadFile("data/" + name + ".toml")
	if err != nil {
		return fmt.Errorf("read vendors: %w", err)
	}
	meta, err := toml.Decode(string(text), into)
	if err != nil {
		return fmt.Errorf("read vendors %s: %w", name, err)
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return fmt.Errorf("read vendors %s: unknown key %s", name, extra[0])
	}
	return nil
}

// FreeMail reports whether domain, or a parent of it, gives mailboxes to everybody.
func FreeMail(domain string) bool {
	domain = strings.ToLower(strings.TrimSuffix(domain, "."))
	for domain != "" {
		if data().mail[domain] {
			return true
		}
		_, domain, _ = strings.Cut(domain, ".")
	}
	return false
}
