package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/shopvet/shopvet/knowledge/accuracy"
	"github.com/shopvet/shopvet/knowledge/cue"
)

// Where things are kept, from the top of the repository.
const (
	pagesDir  = "testdata/accuracy"
	floorFile = "testdata/accuracy/floor.toml"
	docFile   = "docs/accuracy.md"
	tableDir  = "knowledge/accuracy/data"
)

// files are what a measurement leaves behind, by name: the page for people and the tables that the program reads. A language whose figures are
// those of the tables that are there keeps its date, so that measuring again changes nothing.
func (r *result) files(root fs.FS, today string) (map[string]string, error) {
	out, measured := map[string]string{}, map[string]string{}
	for _, lang := range cue.Langs() {
		t := r.table(lang)
		if len(t.Detectors) == 0 {
			continue
		}
		name := tableDir + "/" + lang + ".toml"
		t.Measured = today
		if old, err := fs.ReadFile(root, name); err == nil {
			var before accuracy.Language
			if err := toml.Unmarshal(old, &before); err == nil && t.Equal(before) {
				t.Measured = before.Measured
			}
		} else if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		measured[lang] = t.Measured
		text, err := tableText(t)
		if err != nil {
			return nil, err
		}
		out[name] = text
	}
	out[docFile] = r.doc(measured)
	return out, nil
}

// table is what the program is to know of its detectors in a language.
func (r *result) table(lang string) accuracy.Language {
	t := accuracy.Language{Detectors: map[string]accuracy.Figure{}}
	for i := range r.scores {
		if s := &r.scores[i]; s.lang == lang && s.n()+s.alarms > 0 {
			t.Detectors[s.detector] = accuracy.Figure{N: s.n(), Precision: round(s.precision()), Recall: round(s.recall())}
		}
	}
	return t
}

// round keeps three decimals and never rounds up: 0.9496 is not 0.95.
func round(v float64) float64 { return float64(int(v*1000+1e-9)) / 1000 }

func tableText(t accuracy.Language) (string, error) {
	var b bytes.Buffer
	b.WriteString("# Made by \"make accuracy\" from the pages in testdata/accuracy.\n")
	enc := toml.NewEncoder(&b)
	enc.Indent = ""
	if err := enc.Encode(t); err != nil {
		return "", fmt.Errorf("write table: %w", err)
	}
	return b.String(), nil
}

// write puts the files below root and removes tables of languages that have no pages.
func write(root string, files map[string]string) error {
	old, err := filepath.Glob(filepath.Join(root, tableDir, "*.toml"))
	if err != nil {
		return err
	}
	for _, name := range old {
		if _, ok := files[tableDir+"/"+filepath.Base(name)]; !ok {
			if err := os.Remove(name); err != nil {
				return err
			}
		}
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// floors are the precision and recall below which a detector must not fall in a language: language → detector → both.
type floors map[string]map[string][2]float64

func readFloors(root fs.FS) (floors, error) {
	f := floors{}
	text, err := fs.ReadFile(root, floorFile)
	if errors.Is(err, fs.ErrNotExist) {
		return f, nil
	}
	if err != nil {
		return nil, err
	}
	if err := toml.Unmarshal(text, &f); err != nil {
		return nil, fmt.Errorf("read %s: %w", floorFile, err)
	}
	return f, nil
}

// fallen lists the detectors that are below their floor.
func (r *result) fallen(f floors) []string {
	var out []string
	for i := range r.scores {
		s := &r.scores[i]
		if floor, ok := f[s.lang][s.detector]; ok && (round(s.precision()) < floor[0] || round(s.recall()) < floor[1]) {
			out = append(out, fmt.Sprintf("%s %s: precision %.3f, recall %.3f; they were not to fall below %.3f, %.3f", s.lang, s.detector, s.precision(), s.recall(), floor[0], floor[1]))
		}
	}
	return out
}

// raise lifts every floor to what was measured, at most to the target. A floor is lowered by hand only, with a reason in the commit.
func (r *result) raise(f floors) string {
	for i := range r.scores {
		s := &r.scores[i]
		if s.n()+s.alarms == 0 {
			continue
		}
		p, rec := target(s.detector)
		if f[s.lang] == nil {
			f[s.lang] = map[string][2]float64{}
		}
		old := f[s.lang][s.detector]
		f[s.lang][s.detector] = [2]float64{max(old[0], min(p, round(s.precision()))), max(old[1], min(rec, round(s.recall())))}
	}
	var b strings.Builder
	b.WriteString("# Precision and recall below which a detector must not fall. \"make accuracy RAISE=1\" lifts them to what is measured, at most to the\n# target; lower one by hand only, with the reason in the commit.\n")
	for _, lang := range cue.Langs() {
		if len(f[lang]) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n[%s]\n", lang)
		for _, d := range ranks {
			if v, ok := f[lang][d]; ok {
				fmt.Fprintf(&b, "%s = [%.3f, %.3f]\n", d, v[0], v[1])
			}
		}
	}
	return b.String()
}
