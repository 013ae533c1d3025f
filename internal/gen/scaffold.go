package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"text/template"
	"unicode"
)

//go:embed templates/*.tmpl
var templates embed.FS

// leftover marks what the author of a new check has yet to write; a test fails while one is left.
const leftover = "SCAFFOLD"

var checkID = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)+$`)

// draft is what the templates of a new check are filled with.
type draft struct {
	ID, Group, Name, Func string
	Mark                  string
}

// scaffold writes the first draft of a check: its file, its test, and its group's file when it is the first of its group.
// It returns what is left to do.
func scaffold(root, id string) (next string, err error) {
	if !checkID.MatchString(id) {
		return "", fmt.Errorf("%q is no id of a check: write its group, a hyphen and what is checked, as in policy-returns", id)
	}
	group, rest, _ := strings.Cut(id, "-")
	d := draft{ID: id, Group: group, Name: camel(rest), Mark: leftover}
	d.Func = "judge" + d.Name
	dir := filepath.Join(root, "checks", group)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	file := strings.ReplaceAll(rest, "-", "_")
	draw := map[string]string{file + ".go": "check.go.tmpl", file + "_test.go": "check_test.go.tmpl"}
	list := fmt.Sprintf("add %s to All in %s", d.Name, filepath.Join(dir, group+".go"))
	if _, err := os.Stat(filepath.Join(dir, group+".go")); errors.Is(err, fs.ErrNotExist) {
		draw[group+".go"], draw[group+"_test.go"] = "group.go.tmpl", "group_test.go.tmpl"
		list = fmt.Sprintf("add %s.All to checks/all/all.go", group)
	}
	for _, name := range slices.Sorted(maps.Keys(draw)) {
		if err := fill(filepath.Join(dir, name), draw[name], d); err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("wrote %s and its test; write what is marked %s, %s, then run: make generate test", filepath.Join(dir, file+".go"), leftover, list), nil
}

// fill writes a filled template to a new file; a file that is there is never touched.
func fill(name, tmpl string, d draft) error {
	t, err := template.ParseFS(templates, "templates/"+tmpl)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already", name)
	}
	if err != nil {
		return err
	}
	return errors.Join(t.Execute(f, d), f.Close())
}

// camel turns "postal-address" into "PostalAddress".
func camel(s string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(s, "-") {
		r := []rune(part)
		b.WriteRune(unicode.ToUpper(r[0]))
		b.WriteString(string(r[1:]))
	}
	return b.String()
}
