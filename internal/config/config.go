// Package config reads shopvet.toml strictly: every mistake in it is named at once, with its line and what to write instead.
package config

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"
)

// FileName is the name of the config file that is read when none is named.
const FileName = "shopvet.toml"

// Kind is the type a setting has in the file.
type Kind string

// The kinds of settings, in the words of a mistake.
const (
	Text   Kind = "a text in quotes"
	Number Kind = "a number"
	Switch Kind = "true or false"
	Texts  Kind = "a text in quotes or a list of them"
)

// File is what a config file says, by the rules of TOML and of the settings there are; what the values mean is not known here.
type File struct {
	Name   string
	Values map[string][]string       // setting → its values as a flag would have them
	Checks map[string]map[string]any // check id → its settings
	// Accepted is what the owner knows of and means to leave.
	Accepted []Accepted
	lines    map[string]int // "key" and "checks.id.key" → line
}

// Accepted is one entry of [[accepted]].
type Accepted struct {
	Check, URL, Reason, Until string
}

// Parse reads a config file. settings says which top-level keys there are and of what kind; known tries one setting of one check (key ""
// for the table as a whole) and says what is wrong with it. The error joins one error per mistake.
func Parse(name string, data []byte, settings map[string]Kind, known func(check, key string, value any) error) (*File, error) {
	var top map[string]toml.Primitive
	md, err := toml.Decode(string(data), &top)
	if err != nil {
		return nil, syntax(name, err)
	}
	f := &File{Name: name, Values: map[string][]string{}, Checks: map[string]map[string]any{}, lines: map[string]int{}}
	r := reader{md: &md, file: f, entries: entriesOf(data)}
	for _, key := range slices.Sorted(maps.Keys(top)) {
		r.line(key, top[key])
		if key == "checks" {
			r.checks(top[key], known)
			continue
		}
		if key == "accepted" {
			r.accepted(top[key], known)
			continue
		}
		r.setting(key, top[key], settings)
	}
	if len(r.mistakes) > 0 {
		slices.SortStableFunc(r.mistakes, func(a, b wrong) int { return a.line - b.line })
		var errs []error
		for _, m := range r.mistakes {
			errs = append(errs, fmt.Errorf("%s:%d: %s", name, m.line, m.text))
		}
		return nil, errors.Join(errs...)
	}
	return f, nil
}

// Where returns "file:line" of a top-level setting.
func (f *File) Where(key string) string { return fmt.Sprintf("%s:%d", f.Name, f.lines[key]) }

// syntax turns an error of the TOML parser into one line.
func syntax(name string, err error) error {
	var p toml.ParseError
	if errors.As(err, &p) {
		return fmt.Errorf("%s:%d: this is not TOML: %s", name, p.Position.Line, p.Message)
	}
	return fmt.Errorf("%s: this is not TOML: %w", name, err)
}

type wrong struct {
	line int
	text string
}

// reader collects settings and mistakes.
type reader struct {
	md       *toml.MetaData
	file     *File
	entries  []int // lines on which the entries of [[accepted]] begin, and the last line
	mistakes []wrong
}

func (r *reader) wrong(key, format string, args ...any) {
	r.mistakes = append(r.mistakes, wrong{r.file.lines[key], fmt.Sprintf(format, args...)})
}

// errHere makes the decoder tell where a value stands: it gives positions with errors only.
var errHere = errors.New("here")

type locator struct{}

func (locator) UnmarshalTOML(any) error { return errHere }

// line remembers on which line a key stands.
func (r *reader) line(key string, p toml.Primitive) {
	var at toml.ParseError
	if errors.As(r.md.PrimitiveDecode(p, &locator{}), &at) {
		r.file.lines[key] = at.Position.Line
	}
}

// setting reads one top-level key.
func (r *reader) setting(key string, p toml.Primitive, settings map[string]Kind) {
	kind, ok := settings[key]
	if !ok {
		r.wrong(key, "there is no setting %q%s", clip(key), DidYouMean(strings.ReplaceAll(key, "-", "_"), slices.Sorted(maps.Keys(settings))))
		return
	}
	var value any
	if err := r.md.PrimitiveDecode(p, &value); err != nil {
		r.wrong(key, "%s: %v", key, err)
		return
	}
	values, ok := texts(kind, value)
	if !ok {
		r.wrong(key, "%s wants %s, not %s", key, kind, shown(value))
		return
	}
	r.file.Values[key] = values
}

// texts returns a value as flags would have it, and whether it is of the kind.
func texts(kind Kind, value any) ([]string, bool) {
	switch v := value.(type) {
	case string:
		return []string{v}, kind == Text || kind == Texts
	case bool:
		return []string{strconv.FormatBool(v)}, kind == Switch
	case int64:
		return []string{strconv.FormatInt(v, 10)}, kind == Number
	case float64:
		return []string{strconv.FormatFloat(v, 'g', -1, 64)}, kind == Number
	case []any:
		var out []string
		for _, e := range v {
			s, ok := e.(string)
			if !ok {
				return nil, false
			}
			out = append(out, s)
		}
		return out, kind == Texts
	default:
		return nil, false
	}
}

// checks reads the tables of settings of single checks.
func (r *reader) checks(p toml.Primitive, known func(check, key string, value any) error) {
	tables, ok := r.open(p)
	if !ok {
		r.wrong("checks", `checks wants a table for each check, like [checks."speed-ttfb"]`)
		return
	}
	for _, id := range slices.Sorted(maps.Keys(tables)) {
		at := "checks." + id
		r.line(at, tables[id])
		if err := known(id, "", nil); err != nil {
			r.wrong(at, "%v", err)
			continue
		}
		table, ok := r.open(tables[id])
		if !ok {
			r.wrong(at, `the settings of check %q are a table: write [checks.%q] above them`, id, id)
			continue
		}
		r.file.Checks[id] = r.table(at, id, table, known)
	}
}

// open returns the entries of a table, and whether the value is one. The decoder itself takes anything for an empty table.
func (r *reader) open(p toml.Primitive) (map[string]toml.Primitive, bool) {
	var value any
	if err := r.md.PrimitiveDecode(p, &value); err != nil {
		return nil, false
	}
	if _, ok := value.(map[string]any); !ok {
		return nil, false
	}
	var table map[string]toml.Primitive
	err := r.md.PrimitiveDecode(p, &table)
	return table, err == nil
}

func (r *reader) table(at, id string, table map[string]toml.Primitive, known func(check, key string, value any) error) map[string]any {
	out := map[string]any{}
	for _, key := range slices.Sorted(maps.Keys(table)) {
		r.line(at+"."+key, table[key])
		var value any
		err := r.md.PrimitiveDecode(table[key], &value)
		if err == nil {
			err = known(id, key, value)
		}
		if err != nil {
			r.wrong(at+"."+key, "%v", err)
			continue
		}
		out[key] = value
	}
	return out
}

// shown repeats a wrong value, bounded.
func shown(v any) string {
	switch v := v.(type) {
	case string:
		return strconv.Quote(clip(v))
	case map[string]any, []map[string]any:
		return "a table"
	case []any:
		return "a list"
	default:
		return clip(fmt.Sprint(v))
	}
}

func clip(s string) string {
	if len(s) > 60 {
		return strings.ToValidUTF8(s[:57], "") + "..."
	}
	return s
}
