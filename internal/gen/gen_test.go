package main

import (
	"go/format"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDocsAreFresh compares the pages of the checks with the code.
func TestDocsAreFresh(t *testing.T) {
	pages, err := docs(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	there, err := filepath.Glob("../../docs/checks/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range there {
		if _, ok := pages[filepath.Base(name)]; !ok {
			t.Errorf("%s is about no check: run make generate", name)
		}
	}
	for name, want := range pages {
		got, err := os.ReadFile(filepath.Join("../../docs/checks", name))
		if err != nil || string(got) != want {
			t.Errorf("docs/checks/%s is not fresh: run make generate", name)
		}
	}
}

// TestDocsExplainSettings wants every setting to say what it means.
func TestDocsExplainSettings(t *testing.T) {
	pages, err := docs(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range pages {
		_, block, _ := strings.Cut(text, "```toml\n[")
		block, _, _ = strings.Cut(block, "```")
		for line := range strings.Lines(block) {
			if strings.Contains(line, " = ") && !strings.Contains(line, " # ") {
				t.Errorf("%s: %q has no comment beside its field", name, strings.TrimSpace(line))
			}
		}
	}
}

// TestNothingOfADraftIsLeft finds the marks that the author of a new check has yet to replace.
func TestNothingOfADraftIsLeft(t *testing.T) {
	root := os.DirFS("../../checks")
	err := fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, path)
		for i, line := range strings.Split(string(data), "\n") {
			if strings.Contains(line, leftover) {
				t.Errorf("checks/%s:%d is still to be written", path, i+1)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestScaffold(t *testing.T) {
	root := t.TempDir()
	if next, err := scaffold(root, "warranty-period-given"); err != nil || !strings.Contains(next, "warranty.All") {
		t.Fatal(next, err)
	}
	for _, name := range []string{"warranty.go", "warranty_test.go", "period_given.go", "period_given_test.go"} {
		src, err := os.ReadFile(filepath.Join(root, "checks/warranty", name))
		if err != nil {
			t.Fatal(err)
		}
		formatted, err := format.Source(src)
		if err != nil || string(formatted) != string(src) {
			t.Errorf("%s is no formatted Go (%v):\n%s", name, err, src)
		}
		if !strings.Contains(string(src), leftover) && name != "warranty_test.go" {
			t.Errorf("%s marks nothing to be written", name)
		}
	}
	if _, err := scaffold(root, "warranty-period-given"); err == nil || !strings.Contains(err.Error(), "there already") {
		t.Errorf("a check that exists is overwritten: %v", err)
	}
	for _, id := range []string{"", "warranty", "Warranty-Period", "../x-y", "warranty--period"} {
		if _, err := scaffold(root, id); err == nil {
			t.Errorf("%q is taken for an id", id)
		}
	}
}
