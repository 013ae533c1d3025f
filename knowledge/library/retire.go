package library

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

// retireLib is one library in a file of the form that Retire.js reads, versions 1 to 5 of it.
type retireLib struct {
	Npm        string                     `json:"npmname"`
	Holes      []retireHole               `json:"vulnerabilities"`
	Extractors map[string]json.RawMessage `json:"extractors"`
}

type retireRange struct {
	From  string `json:"atOrAbove"`
	Below string `json:"below"`
}

type retireHole struct {
	retireRange
	Ranges      []retireRange              `json:"ranges"`
	Severity    string                     `json:"severity"`
	Identifiers map[string]json.RawMessage `json:"identifiers"`
	Summary     string                     `json:"summary"`
	Info        []string                   `json:"info"`
	Excludes    []string                   `json:"excludes"`
}

// patterns are the ways in which a user's file reads a library.
type patterns struct{ filename, uri, content []*regexp.Regexp }

// Loaded says what became of a user's file.
type Loaded struct {
	Libraries, Holes  int
	Patterns, Skipped int // of the patterns, those that only JavaScript can read
	SkippedHoles      int // whose versions are none
}

// WithRetire returns the data with that of a file in the form of Retire.js added. name is what the file is called in reports. Libraries that both
// know become one; of a hole that both know, ours is kept. The error says in one line what is wrong with the file.
func (d *Data) WithRetire(text []byte, name string) (*Data, Loaded, error) {
	libs, err := parseRetire(text)
	if err != nil {
		return nil, Loaded{}, err
	}
	var done Loaded
	out := &Data{Date: d.Date + " and in " + name, digest: digestOf(d.digest, text)}
	byName := map[string]*Library{}
	for _, l := range d.Libs {
		same := *l
		same.Holes = slices.Clone(l.Holes)
		out.Libs = append(out.Libs, &same)
		for _, n := range append([]string{l.ID, l.Title}, l.packages...) {
			byName[strings.ToLower(n)] = &same
		}
	}
	for _, id := range slices.Sorted(maps.Keys(libs)) {
		theirs := libs[id]
		l := byName[strings.ToLower(theirs.Npm)]
		if l == nil || theirs.Npm == "" {
			l = byName[strings.ToLower(id)]
		}
		if l == nil {
			l = &Library{ID: "data " + id, Title: id}
			out.Libs = append(out.Libs, l)
		}
		l.more = theirs.patterns(l.more, &done)
		theirs.addHoles(l, &done)
		done.Libraries++
	}
	return out, done, out.index()
}

// parseRetire decodes the file. The third version of the form has the libraries one level deeper.
func parseRetire(text []byte) (map[string]retireLib, error) {
	var top map[string]json.RawMessage
	if err := json.Unmarshal(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")), &top); err != nil {
		return nil, fmt.Errorf("this is not the JSON of a library list: %w", err)
	}
	if deeper, ok := top["advisories"]; ok && json.Unmarshal(deeper, &top) != nil {
		return nil, errors.New("its advisories are no list of libraries")
	}
	libs := map[string]retireLib{}
	for id, raw := range top {
		var l retireLib
		if err := json.Unmarshal(raw, &l); err != nil {
			var parts map[string]json.RawMessage
			if json.Unmarshal(raw, &parts) != nil || parts["vulnerabilities"] == nil && parts["extractors"] == nil {
				continue // lists of other things stand beside the libraries
			}
			return nil, fmt.Errorf("library %q: %w", clip(id), err)
		}
		if len(l.Holes) > 0 || len(l.Extractors) > 0 {
			libs[id] = l
		}
	}
	if len(libs) == 0 {
		return nil, errors.New("it holds no library in the form of Retire.js: a name, with vulnerabilities and extractors")
	}
	return libs, nil
}

func clip(s string) string {
	if len(s) > 60 {
		return strings.ToValidUTF8(s[:60], "") + "…"
	}
	return s
}

// patterns compiles the expressions of a library and counts those that cannot be.
func (r *retireLib) patterns(have *patterns, done *Loaded) *patterns {
	if have == nil {
		have = &patterns{}
	}
	for _, kind := range []struct {
		name   string
		into   *[]*regexp.Regexp
		around string
	}{{"filename", &have.filename, "^(?:%s)$"}, {"uri", &have.uri, "%s"}, {"filecontent", &have.content, "%s"}} {
		var list []string
		if json.Unmarshal(r.Extractors[kind.name], &list) != nil {
			continue // none of this kind
		}
		for _, text := range list {
			done.Patterns++
			exp, err := regexp.Compile(fmt.Sprintf(kind.around, translate(text)))
			if err != nil || exp.NumSubexp() == 0 {
				done.Skipped++
				continue
			}
			*kind.into = append(*kind.into, exp)
		}
	}
	return have
}

// escapeU is a character by its number, as JavaScript writes it.
var escapeU = regexp.MustCompile(`\\u([0-9a-fA-F]{4})`)

// translate writes an expression of JavaScript as one of ours, where that is only a matter of writing.
func translate(exp string) string {
	exp = strings.ReplaceAll(exp, "§§version§§", `[0-9][0-9.a-z_\-]+`)
	exp = strings.ReplaceAll(exp, "[^]", `[\s\S]`)
	return escapeU.ReplaceAllString(exp, `\x{$1}`)
}

// addHoles adds the holes that are not known yet.
func (r *retireLib) addHoles(l *Library, done *Loaded) {
	known := map[string]bool{}
	for _, h := range l.Holes {
		for _, id := range h.IDs {
			known[id] = true
		}
	}
	for _, h := range r.Holes {
		hole, ok := h.hole()
		if !ok {
			done.SkippedHoles++
			continue
		}
		done.Holes++
		if !slices.ContainsFunc(hole.IDs, func(id string) bool { return known[id] }) {
			l.Holes = append(l.Holes, hole)
		}
	}
}

func (h *retireHole) hole() (Hole, bool) {
	out := Hole{Severity: Severity(strings.ToLower(h.Severity)), IDs: h.ids(), Says: h.says(), except: h.Excludes}
	if out.Severity.Rank() == 0 {
		out.Severity = Medium
	}
	if len(h.Info) > 0 {
		out.Source = h.Info[0]
	}
	ranges := h.Ranges
	if len(ranges) == 0 {
		ranges = []retireRange{h.retireRange}
	}
	for _, rr := range ranges {
		var r Range
		for _, end := range []struct {
			text string
			into *Version
		}{{rr.From, &r.From}, {rr.Below, &r.Below}} {
			if end.text == "" {
				continue
			}
			v, ok := ParseVersion(end.text)
			if !ok {
				return out, false
			}
			*end.into = v
		}
		out.Affected = append(out.Affected, r)
	}
	if rr := out.Affected[0]; rr.Below.n == 0 || rr.Below.nums[0] >= 999 {
		out.fixed = noFix
	}
	return out, len(out.IDs) > 0
}

// ids returns the numbers of a hole, the CVE ones first; of other lists the name stands before the number.
func (h *retireHole) ids() []string {
	var out []string
	for _, kind := range append([]string{"CVE", "githubID"}, slices.Sorted(maps.Keys(h.Identifiers))...) {
		var one string
		var many []string
		raw := h.Identifiers[kind]
		if json.Unmarshal(raw, &one) == nil && one != "" {
			many = []string{one}
		} else if json.Unmarshal(raw, &many) != nil {
			continue
		}
		for _, id := range many {
			switch {
			case kind == "summary":
				continue
			case kind != "CVE" && kind != "githubID":
				if len(out) > 0 {
					continue
				}
				id = kind + " " + id
			}
			if id = clip(id); !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out
}

// says is the file's own summary, made one short sentence.
func (h *retireHole) says() string {
	text := h.Summary
	if text == "" {
		_ = json.Unmarshal(h.Identifiers["summary"], &text) // none, or none that is text: it stays ""
	}
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > 160 {
		text = string(runes[:159]) + "…"
	}
	return text
}

// users reads an address by the patterns of a user's file.
func (d *Data) users(address, p string) []Reading {
	var out []Reading
	for _, l := range d.Libs {
		if l.more == nil {
			continue
		}
		if r, ok := l.match(l.more.filename, path.Base(p)); ok {
			out = append(out, r)
		} else if r, ok := l.match(l.more.uri, address); ok {
			out = append(out, r)
		}
	}
	return out
}

// usersText reads a text by them. They were made for whole scripts; what was kept of one answers only some of them.
func (d *Data) usersText(text Text) []Reading {
	var out []Reading
	for _, l := range d.Libs {
		if l.more == nil {
			continue
		}
		for _, s := range slices.Concat(text.Comments, text.Code) {
			if r, ok := l.match(l.more.content, s); ok {
				out = append(out, r)
				break
			}
		}
	}
	return out
}

func (l *Library) match(list []*regexp.Regexp, text string) (Reading, bool) {
	for _, exp := range list {
		m := exp.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		if v, ok := ParseVersion(trimBuild(m[1])); ok && v.n >= 2 {
			return Reading{Lib: l, Version: v, How: ByUserExp, Mark: mark(m[0])}, true
		}
	}
	return Reading{}, false
}
