package cue

import (
	"embed"
	"errors"
	"fmt"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
	"golang.org/x/sync/errgroup"
	"golang.org/x/text/unicode/norm"
)

//go:embed data/*.toml
var dataFS embed.FS

// entry is what one data file says about one concept.
type entry struct {
	Phrases []string `toml:"phrases"` // cues wherever they stand
	Whole   []string `toml:"whole"`   // cues only where nothing else stands: "bag" is a cart as a link, not in a product name
	Weak    []string `toml:"weak"`    // half weight: never enough alone
	Slugs   []string `toml:"slugs"`   // parts of addresses
	Not     []string `toml:"not"`     // wordings that only look like the concept
	Part    []string `toml:"part"`    // cues in the heading of a part of a legal text or of answers, see partWords
	Alone   []string `toml:"alone"`   // the same, only where nothing else stands
}

// example is a text with the concepts that must be recognised in it, and no others.
type example struct {
	Text  string   `toml:"text"`
	Place string   `toml:"place"` // link, heading, body or slug
	Want  []string `toml:"want"`
}

// langData is one data file.
type langData struct {
	lang     string
	entries  map[Concept]entry
	days     dayWords
	examples []example
}

// loadAll reads the files side by side: every visit waits for them.
func loadAll() ([]langData, error) {
	all := make([]langData, len(langTags))
	var g errgroup.Group
	for i, lang := range langTags {
		g.Go(func() error {
			text, err := dataFS.ReadFile("data/" + lang + ".toml")
			if err != nil {
				return fmt.Errorf("read cues: %w", err)
			}
			if all[i], err = parse(lang, string(text)); err != nil {
				return fmt.Errorf("read cues of %s: %w", lang, err)
			}
			return nil
		})
	}
	return all, g.Wait()
}

func parse(lang, text string) (langData, error) {
	d := langData{lang: lang, entries: map[Concept]entry{}}
	var tables map[string]toml.Primitive
	meta, err := toml.Decode(text, &tables)
	if err != nil {
		return d, err
	}
	for name, table := range tables {
		switch name {
		case "example":
			err = meta.PrimitiveDecode(table, &d.examples)
		case "durations":
			err = meta.PrimitiveDecode(table, &d.days)
		default:
			err = d.addConcept(meta, name, table)
		}
		if err != nil {
			return d, fmt.Errorf("table %s: %w", name, err)
		}
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return d, fmt.Errorf("unknown key %s", extra[0])
	}
	return d, nil
}

func (d *langData) addConcept(meta toml.MetaData, name string, table toml.Primitive) error {
	c, ok := Parse(name)
	if !ok {
		return errors.New("no such concept")
	}
	var e entry
	if err := meta.PrimitiveDecode(table, &e); err != nil {
		return err
	}
	d.entries[c] = e
	return nil
}

// compiler turns data files into one of the two tries: that for texts or that for addresses.
type compiler struct {
	trieBuilder
	mode foldMode // foldLine or foldPath
}

// tries compiles both, side by side.
func tries(all []langData) (text, path *trie) {
	var wg sync.WaitGroup
	for mode, t := range map[foldMode]**trie{foldLine: &text, foldPath: &path} {
		wg.Go(func() {
			cp := compiler{mode: mode}
			for _, d := range all {
				cp.data(d)
			}
			*t = cp.build()
		})
	}
	wg.Wait()
	return text, path
}

func (cp *compiler) data(d langData) {
	lang := bit(d.lang)
	concepts := make([]Concept, 0, len(d.entries))
	for c := range d.entries {
		concepts = append(concepts, c)
	}
	sort.Slice(concepts, func(i, j int) bool { return concepts[i] < concepts[j] })
	for _, c := range concepts {
		e := d.entries[c]
		for target := c; target != None; target = target.parent() {
			cp.entry(e, cueRef{concept: target, langs: lang, weight: 1})
		}
	}
}

func (cp *compiler) entry(e entry, ref cueRef) {
	if cp.mode == foldLine || ref.concept.IsPage() || ref.concept.parent() != None { // what else phrases name, no address says
		cp.phrases(e.Phrases, ref)
		whole := ref
		whole.flags |= wholeOnly
		cp.phrases(e.Whole, whole)
		weak := ref
		weak.weight = 0.5
		cp.phrases(e.Weak, weak)
		not := ref
		not.flags |= counter
		cp.phrases(e.Not, not)
	}
	if cp.mode == foldPath {
		cp.slugs(e.Slugs, ref)
	}
}

func (cp *compiler) slugs(slugs []string, ref cueRef) {
	for _, s := range slugs {
		r := ref
		r.flags |= slugOnly
		cp.pattern(s, r)
		if squeezed := unhyphen.Replace(s); squeezed != s {
			r.flags |= wholeOnly
			cp.pattern(squeezed, r)
		}
	}
}

func (cp *compiler) phrases(phrases []string, ref cueRef) {
	for _, p := range phrases {
		cp.pattern(p, ref)
	}
}

// pattern adds a phrase in every spelling in which it is met: as written, without accents, with German ae oe ue.
func (cp *compiler) pattern(phrase string, ref cueRef) {
	var n normal
	n.read(phrase, cp.mode)
	folded := string(n.b)
	ref.flags |= strength(folded)
	seen := map[string]bool{}
	for _, spelling := range []string{folded, stripAccents(folded), umlauts.Replace(folded)} {
		if seen[spelling] {
			continue
		}
		seen[spelling] = true
		ref.size, ref.runes = int32(len(spelling)), int32(utf8.RuneCountInString(spelling))
		cp.add(spelling, ref)
	}
}

var (
	umlauts  = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue")
	unhyphen = strings.NewReplacer("-", "", "_", "")
)

// stripAccents removes the marks of Latin letters; ł and ø carry theirs inside. CJK is left alone: its marks are letters.
func stripAccents(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return s
	}
	var out []rune
	for _, r := range norm.NFD.String(s) {
		switch {
		case r == 'ł':
			r = 'l'
		case r == 'ø':
			r = 'o'
		case r >= 0x300 && r < 0x370 && unicode.Is(unicode.Mn, r):
			continue
		}
		out = append(out, r)
	}
	return norm.NFC.String(string(out))
}

// strongLetters is the length from which a single word is taken for what it is in whatever language the page claims.
const strongLetters = 9

func strength(folded string) (f cueFlags) {
	letters, words := 0, len(strings.FieldsFunc(folded, func(r rune) bool { return r == ' ' || r == '/' }))
	for _, r := range folded {
		if isCJK(r) {
			f |= hanOnly | strong
		} else if unicode.IsLetter(r) {
			letters++
		}
	}
	if words >= 2 || letters >= strongLetters {
		f |= strong
	}
	return f
}
