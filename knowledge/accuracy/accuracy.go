// Package accuracy knows how well each detector reads texts in each language, as measured on labelled pages (docs/accuracy.md).
package accuracy

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
)

//go:embed data/*.toml
var dataFS embed.FS

// Figure is how a detector did in one language.
type Figure struct {
	N         int     `toml:"n"`         // how many there were to find
	Precision float64 `toml:"precision"` // right of all found
	Recall    float64 `toml:"recall"`    // found of all there
}

// Bounds of a detector on which a shop may fail.
const (
	leastPrecision = 0.95
	// "It is missing" is wrong as often as the detector misses what is there.
	leastRecall = 0.90
)

// Weak reports whether a shop must not fail by a detector that did so.
func (f Figure) Weak(detector string) bool {
	return f.Precision < leastPrecision || presence(detector) && f.Recall < leastRecall
}

// presence reports whether checks say of what a detector finds that it is missing. Where a claim or a hollow text is missed only a fault goes
// unseen.
func presence(detector string) bool {
	switch detector {
	case "email", "phone", "address", "form", "name", "review-note":
		return true
	default:
		return strings.HasPrefix(detector, "policy-")
	}
}

// Language is what was measured in one language.
type Language struct {
	Measured  string            `toml:"measured"` // day, as 2026-11-26
	Detectors map[string]Figure `toml:"detectors"`
}

// Equal reports whether both tell the same figures, whenever they were measured.
func (l Language) Equal(o Language) bool { return maps.Equal(l.Detectors, o.Detectors) }

// Table is what was measured in all languages. A nil table knows of nothing weak.
type Table struct{ languages map[string]Language }

// New returns the table of what was measured, by language.
func New(languages map[string]Language) *Table { return &Table{languages} }

// Default returns what was measured of this version.
func Default() *Table { return defaultTable() }

var defaultTable = sync.OnceValue(func() *Table {
	t, err := load(dataFS)
	if err != nil {
		panic(err) // the data are ours and tested
	}
	return t
})

func load(files fs.FS) (*Table, error) {
	names, err := fs.Glob(files, "data/*.toml")
	if err != nil {
		return nil, fmt.Errorf("list accuracy tables: %w", err)
	}
	t := &Table{map[string]Language{}}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("read accuracy table: %w", err)
		}
		var l Language
		if _, err := toml.Decode(string(text), &l); err != nil {
			return nil, fmt.Errorf("read accuracy table %s: %w", name, err)
		}
		t.languages[strings.TrimSuffix(path.Base(name), ".toml")] = l
	}
	return t, nil
}

// Weak reports whether a detector was measured in a language and found too weak to fail a shop.
func (t *Table) Weak(detector, lang string) bool {
	if t == nil {
		return false
	}
	f, ok := t.languages[lang].Detectors[detector]
	return ok && f.Weak(detector)
}

// Digest names every weak detector: what moves verdicts, and nothing else.
func (t *Table) Digest() string {
	var weak []string
	for lang, l := range t.languages {
		for detector, f := range l.Detectors {
			if f.Weak(detector) {
				weak = append(weak, lang+"/"+detector)
			}
		}
	}
	slices.Sort(weak)
	return strings.Join(weak, " ")
}
