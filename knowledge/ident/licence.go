package ident

import (
	_ "embed" // of the data file
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
)

// Licence is a permit, registration or control number that goods of some kinds call for, as a text names it.
type Licence struct {
	Kind string // what it is, in words: "packaging register (DE)"
	Text string // as written, with what stands behind it
}

//go:embed data/licences.toml
var licenceFile string

type licenceForm struct {
	Kind  string   `toml:"kind"`
	Words []string `toml:"words"` // in lower case
	Form  string   `toml:"form"`  // an expression for numbers that tell by themselves, "" for none
	form  *regexp.Regexp
}

var licences = sync.OnceValue(func() []licenceForm {
	list, err := loadLicences()
	if err != nil {
		panic(err) // the embedded files are part of the program
	}
	return list
})

func loadLicences() ([]licenceForm, error) {
	var f struct {
		Date     string        `toml:"date"`
		Licences []licenceForm `toml:"licence"`
	}
	if _, err := toml.Decode(licenceFile, &f); err != nil {
		return nil, fmt.Errorf("read licences: %w", err)
	}
	for i := range f.Licences {
		l := &f.Licences[i]
		if l.Form == "" {
			continue
		}
		var err error
		if l.form, err = regexp.Compile(l.Form); err != nil {
			return nil, fmt.Errorf("read licence %s: %w", l.Kind, err)
		}
	}
	return f.Licences, nil
}

// behind is how many bytes behind a licence's name are kept: its number.
const behind = 60

// Licences returns the permits and registrations that a text names, each kind once. Whether they were given is not known.
func Licences(text string) []Licence {
	low := strings.ToLower(text)
	if len(low) != len(text) {
		text = low // places in the one are none in the other
	}
	var out []Licence
	for i := range licences() {
		l := &licences()[i]
		if at := l.find(low); at >= 0 {
			line, _, _ := strings.Cut(text[at:min(len(text), at+behind)], "\n")
			out = append(out, Licence{Kind: l.Kind, Text: strings.TrimSpace(strings.ToValidUTF8(line, ""))})
		}
	}
	return out
}

// find returns where a licence is named in a text in lower case, -1 where it is not.
func (l *licenceForm) find(low string) int {
	for _, w := range l.Words {
		if i := strings.Index(low, w); i >= 0 {
			return i
		}
	}
	if l.form != nil {
		if m := l.form.FindStringIndex(low); m != nil {
			return m[0]
		}
	}
	return -1
}
