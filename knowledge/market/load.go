package market

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
)

//go:embed data/*.toml
var dataFS embed.FS

// load reads every pack under data and says all that is wrong with them at once.
func load(files fs.FS) (*Set, error) {
	names, err := fs.Glob(files, "data/*.toml")
	if err != nil {
		return nil, fmt.Errorf("list market packs: %w", err)
	}
	s := &Set{packs: map[string]*Pack{}}
	var faults []error
	for _, name := range names {
		p, err := read(files, name)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		s.packs[p.Code] = p
		s.codes = append(s.codes, p.Code)
	}
	slices.Sort(s.codes)
	for _, code := range s.codes {
		faults = append(faults, s.packs[code].faults()...)
		if err := s.inheritance(code, nil); err != nil {
			faults = append(faults, err)
		}
	}
	return s, errors.Join(faults...)
}

func read(files fs.FS, name string) (*Pack, error) {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, fmt.Errorf("read market pack: %w", err)
	}
	p := &Pack{Code: strings.TrimSuffix(path.Base(name), ".toml")}
	meta, err := toml.Decode(string(text), p)
	if err != nil {
		return nil, fmt.Errorf("read market pack %s: %w", name, err)
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return nil, fmt.Errorf("read market pack %s: unknown key %s", name, extra[0])
	}
	for i := range p.Duties {
		p.Duties[i].Market = p.Code
	}
	return p, nil
}

var checkID = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)+$`)

// faults lists what is wrong with one pack taken by itself.
func (p *Pack) faults() []error {
	var out []error
	bad := func(format string, args ...any) {
		out = append(out, fmt.Errorf("market pack %s: "+format, append([]any{p.Code}, args...)...))
	}
	if p.Name == "" {
		bad("no name")
	}
	if _, err := time.Parse(time.DateOnly, p.Date); err != nil {
		bad("date %q is no day", p.Date)
	}
	for _, d := range p.Duties {
		if !checkID.MatchString(d.Check) {
			bad("check id %q is not lower-case words joined by hyphens", d.Check)
		}
		if strength(d.Level) == 0 {
			bad("%s: level %q is none of must, should, may", d.Check, d.Level)
		}
		if d.Title == "" {
			bad("%s: no title", d.Check)
		}
		for _, day := range []string{d.From, d.Until} {
			if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
				bad("%s: date %q is no day", d.Check, day)
			}
		}
		if d.From != "" && d.Until != "" && d.From > d.Until {
			bad("%s: ends on %s before it begins on %s", d.Check, d.Until, d.From)
		}
	}
	return out
}

// inheritance refuses packs that inherit from nothing or, over others, from themselves.
func (s *Set) inheritance(code string, above []string) error {
	p, ok := s.packs[code]
	if !ok {
		return fmt.Errorf("market pack %s: inherits from unknown pack %s", above[len(above)-1], code)
	}
	if slices.Contains(above, code) {
		return fmt.Errorf("market pack %s: inherits from itself over %s", code, strings.Join(above, ", "))
	}
	for _, c := range p.Inherits {
		if err := s.inheritance(c, append(above, code)); err != nil {
			return err
		}
	}
	return nil
}
