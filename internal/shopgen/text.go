package shopgen

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

//go:embed text/*.toml
var textFiles embed.FS

// language is one text file: everything a shop says in one language.
type language struct {
	Lang        string
	Market      string // the market when Options names none
	Date        string // time layout of visible dates
	NamePattern string `toml:"name_pattern"`
	AddressSep  string `toml:"address_sep"`
	Sellers     map[string]seller
	Paths       map[string]string // page kind → path segment; "" = the market has no such page
	UI          map[string]string
	Catalogue   catalogue
	Docs        map[string]string // page kind → line markup
	Said        map[string]string // words that only flaws show
	// Planted is how flaws change the texts: flaw → pairs of what is replaced and by what.
	Planted map[string][][]string
}

// seller is the company behind a shop in one market.
type seller struct {
	Name, Legal, Person string
	Domain              string
	Address             []string
	Country             string // ISO 3166 code
	Phone               string
	Currency            string     // ISO 4217 code
	IDs                 [][]string // label, value
	Footer              []string   // line markup
	Without             []string   // page kinds that this market does not have
	Swap                [][]string // replacements that fit the language's texts to this market
}

// catalogue holds the words products are made of. Index of materials, family and care: see families.
type catalogue struct {
	Categories    []string
	CategorySlugs []string `toml:"category_slugs"`
	CategoryTexts []string `toml:"category_texts"`
	Kinds         []string
	KindSlugs     []string `toml:"kind_slugs"` // only where the kinds cannot be spelled in ASCII
	Materials     [][]string
	Colours       []string
	Series        []string
	TrapProducts  []string `toml:"trap_products"` // names that hold a cue word, as honest products do
	Open          []string
	Family        [][]string
	Use           []string
	Service       []string
	Care          []string
	ReviewOpen    []string `toml:"review_open"`
	ReviewMid     []string `toml:"review_mid"`
	ReviewEnd     []string `toml:"review_end"`
	Authors       []string
	Payments      []string
	BlogTitles    []string `toml:"blog_titles"`
	BlogPars      []string `toml:"blog_paragraphs"`
	TrapTitles    []string `toml:"blog_trap_titles"`
	TrapTexts     []string `toml:"blog_trap_texts"`
}

// Languages lists the languages shops can be made in, sorted.
func Languages() []string {
	names, err := fs.Glob(textFiles, "text/*.toml")
	if err != nil {
		return nil
	}
	for i, n := range names {
		names[i] = strings.TrimSuffix(strings.TrimPrefix(n, "text/"), ".toml")
	}
	return names
}

// Markets lists the markets a language has a seller for, sorted; nil for an unknown language.
func Markets(lang string) []string {
	l, err := loadLanguage(lang)
	if err != nil {
		return nil
	}
	return slices.Sorted(maps.Keys(l.Sellers))
}

func loadLanguage(code string) (*language, error) {
	if !slices.Contains(Languages(), code) {
		return nil, fmt.Errorf("unknown language %q: want one of %s", code, strings.Join(Languages(), ", "))
	}
	raw, err := textFiles.ReadFile("text/" + code + ".toml")
	if err != nil {
		return nil, fmt.Errorf("read texts: %w", err)
	}
	var l language
	meta, err := toml.Decode(string(raw), &l)
	if err != nil {
		return nil, fmt.Errorf("read texts of %s: %w", code, err)
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return nil, fmt.Errorf("read texts of %s: unknown key %s", code, extra[0])
	}
	return &l, nil
}
