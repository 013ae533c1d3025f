// Package library knows script libraries: how they name themselves in addresses and in their own text, and which of their versions have
// published holes.
package library

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
)

//go:embed data/libraries.toml
var own []byte

// Severity is how bad a hole is, as those say who published it.
type Severity string

// The severities, from low to critical.
const (
	Low      Severity = "low"
	Medium   Severity = "medium"
	High     Severity = "high"
	Critical Severity = "critical"
)

// Rank orders severities; 0 is none of them.
func (s Severity) Rank() int {
	switch s {
	case Low:
		return 1
	case Medium:
		return 2
	case High:
		return 3
	case Critical:
		return 4
	}
	return 0
}

// Effect is what can be done through a hole in the browser of somebody who visits the shop.
type Effect string

// The effects.
const (
	RunsScript Effect = "script" // a stranger's script runs in the page, or the page's own script is turned against it
	Leaks      Effect = "leak"   // something of the visitor goes where it should not
	Stalls     Effect = "stall"  // the page hangs: a nuisance, through which nothing is taken
)

// Hole is a published weakness of some versions of a library.
type Hole struct {
	IDs      []string // CVE numbers; where there is none, the number of another public list
	Severity Severity
	Effect   Effect // "" where it is not known
	Affected []Range
	Says     string   // one plain sentence
	Source   string   // an address where it is described
	fixed    string   // where no version that all can have ends the ranges
	except   []string // builds that were mended
}

// noFix stands in the data for "no mended version was published".
const noFix = "none"

// Fixed returns the first sound version above v, "" when none was published.
func (h *Hole) Fixed(v Version) string {
	switch h.fixed {
	case "":
	case noFix:
		return ""
	default:
		return h.fixed
	}
	for _, r := range h.Affected {
		if r.Holds(v) {
			return r.Below.text
		}
	}
	return ""
}

// Library is one script library.
type Library struct {
	ID    string
	Title string
	Holes []Hole

	packages []string // names in registries, as CDNs use them
	folders  []string // further names of folders in front of a version
	files    []string // names of its script files, without version and ending
	common   []string // those of files that others use too
	parts    []string // names of files without what the holes are in
	banners  []banner
	more     *patterns // of a user's file
}

// banner is a form in which a library names itself and its version in its text.
type banner struct {
	hint  string // a word of it, to look for first
	exp   *regexp.Regexp
	named bool // counts only in a file that bears the library's name
	code  bool // stands in code, not in a comment
}

// Data is what is known of libraries. It is never changed once made.
type Data struct {
	Date string // the day up to which published holes are known, 2006-01-02
	Libs []*Library

	digest   string
	files    map[string]*Library // by file name
	common   map[string]bool     // file names that others use too
	parts    map[string]*Library
	packages map[string]*Library
	folders  map[string]*Library // packages are names of folders too
}

// Default returns the data that is part of the program.
var Default = sync.OnceValue(func() *Data {
	d, err := load(own)
	if err != nil {
		panic(err) // the embedded file is part of the program, and proved sound by a test
	}
	return d
})

// The forms of the data file.
type (
	fileData struct {
		Date    string    `toml:"date"`
		Library []fileLib `toml:"library"`
	}
	fileLib struct {
		ID       string     `toml:"id"`
		Title    string     `toml:"title"`
		Packages []string   `toml:"packages"`
		Folders  []string   `toml:"folders"`
		Files    []string   `toml:"files"`
		Common   []string   `toml:"common"`
		Parts    []string   `toml:"parts"`
		Banners  []string   `toml:"banners"`
		Named    []string   `toml:"named"`
		Code     []string   `toml:"code"`
		Holes    []fileHole `toml:"holes"`
		Examples fileShow   `toml:"examples"`
	}
	fileHole struct {
		ID       []string `toml:"id"`
		Severity Severity `toml:"severity"`
		Effect   Effect   `toml:"effect"`
		Affected []string `toml:"affected"`
		Fixed    string   `toml:"fixed"`
		Says     string   `toml:"says"`
		Source   string   `toml:"source"`
	}
	// fileShow are examples for the test of the table: what is read of each.
	fileShow struct {
		Yes []string `toml:"yes"` // "text => version"
		No  []string `toml:"no"`
	}
)

func parse(text []byte) (*fileData, error) {
	var f fileData
	meta, err := toml.NewDecoder(bytes.NewReader(text)).Decode(&f)
	if err != nil {
		return nil, fmt.Errorf("read libraries: %w", err)
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return nil, fmt.Errorf("read libraries: unknown key %s", extra[0])
	}
	return &f, nil
}

func load(text []byte) (*Data, error) {
	f, err := parse(text)
	if err != nil {
		return nil, err
	}
	d := &Data{Date: f.Date, digest: digestOf("", text)}
	for i := range f.Library {
		lib, err := f.Library[i].library()
		if err != nil {
			return nil, fmt.Errorf("read libraries: %s: %w", f.Library[i].ID, err)
		}
		d.Libs = append(d.Libs, lib)
	}
	return d, d.index()
}

func (f *fileLib) library() (*Library, error) {
	l := &Library{ID: f.ID, Title: f.Title, packages: f.Packages, folders: f.Folders, files: f.Files, common: f.Common, parts: f.Parts}
	for _, kind := range []struct {
		list        []string
		named, code bool
	}{{list: f.Banners}, {list: f.Named, named: true}, {list: f.Code, code: true}} {
		for _, text := range kind.list {
			exp := strings.ReplaceAll(text, "{v}", `(?P<v>`+number+`)`)
			if !kind.code {
				exp = opening + exp + `)`
			}
			compiled, err := regexp.Compile(exp)
			if err != nil {
				return nil, err
			}
			l.banners = append(l.banners, banner{hint: hintOf(text), exp: compiled, named: kind.named, code: kind.code})
		}
	}
	for _, h := range f.Holes {
		hole := Hole{IDs: h.ID, Severity: h.Severity, Effect: h.Effect, Says: h.Says, Source: h.Source, fixed: h.Fixed}
		for _, a := range h.Affected {
			r, err := ParseRange(a)
			if err != nil {
				return nil, err
			}
			hole.Affected = append(hole.Affected, r)
		}
		l.Holes = append(l.Holes, hole)
	}
	return l, nil
}

// index makes the names of libraries quick to find, and refuses a name that stands for two.
func (d *Data) index() error {
	d.files, d.parts, d.common = map[string]*Library{}, map[string]*Library{}, map[string]bool{}
	d.packages, d.folders = map[string]*Library{}, map[string]*Library{}
	var errs []error
	put := func(m map[string]*Library, names []string, l *Library) {
		for _, n := range names {
			if other := m[n]; other != nil && other != l {
				errs = append(errs, fmt.Errorf("read libraries: %q names %s and %s", n, other.ID, l.ID))
			}
			m[n] = l
		}
	}
	for _, l := range d.Libs {
		put(d.files, l.files, l)
		put(d.parts, l.parts, l)
		put(d.packages, l.packages, l)
		put(d.folders, l.packages, l)
		put(d.folders, l.folders, l)
		for _, n := range l.common {
			d.common[n] = true
		}
	}
	return errors.Join(errs...)
}

// HolesOf returns the holes of a library in a version.
func (d *Data) HolesOf(l *Library, v Version) []*Hole {
	var out []*Hole
	for i := range l.Holes {
		h := &l.Holes[i]
		if slices.ContainsFunc(h.Affected, func(r Range) bool { return r.Holds(v) }) && !slices.Contains(h.except, v.text) {
			out = append(out, h)
		}
	}
	return out
}

// Digest tells data apart that may lead to other verdicts.
func (d *Data) Digest() string { return d.digest }

func digestOf(before string, text []byte) string {
	h := sha256.New()
	_, _ = io.WriteString(h, before) // a hash refuses nothing
	_, _ = h.Write(text)
	return hex.EncodeToString(h.Sum(nil)[:8])
}
