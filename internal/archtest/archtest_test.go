// Package archtest holds the house to its plan: who may import whom, what judging must not touch, and what the program never says.
package archtest_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

// module is the path of the module; the packages below are named without it, the root package as ".".
const module = "github.com/shopvet/shopvet"

// pkg is what the go command knows of a package.
type pkg struct {
	ImportPath  string
	Dir         string
	GoFiles     []string
	TestGoFiles []string
	Imports     []string
	Deps        []string
	Standard    bool
	Module      *struct{ Path string }
}

// name is the path of a package below the module.
func (p *pkg) name() string { return name(p.ImportPath) }

func name(importPath string) string {
	if importPath == module {
		return "."
	}
	return strings.TrimPrefix(importPath, module+"/")
}

// ours reports whether an import path is one of the module's.
func ours(importPath string) bool {
	return importPath == module || strings.HasPrefix(importPath, module+"/")
}

// packages returns every package of the module that has code.
func packages(t *testing.T) []*pkg {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Dir,GoFiles,TestGoFiles,Imports,Deps,Standard,Module", module+"/...")
	out, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("go list: %v\n%s", err, exit.Stderr)
		}
		t.Fatal(err)
	}
	var list []*pkg
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		p := new(pkg)
		if err := d.Decode(p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if len(p.GoFiles) > 0 {
			list = append(list, p)
		}
	}
	if len(list) < 20 {
		t.Fatalf("only %d packages: the list cannot be right", len(list))
	}
	return list
}

// under reports whether a package is one of the rooms or lies in one; "." is the root package alone.
func under(name string, rooms ...string) bool {
	return slices.ContainsFunc(rooms, func(room string) bool { return name == room || room != "." && strings.HasPrefix(name, room+"/") })
}

// group reports whether a package holds checks: a folder of checks named after an id prefix.
func group(name string) bool {
	dir, base := path.Split(name)
	return dir == "checks/" && !slices.Contains([]string{"facts", "all", "score", "checktest"}, base)
}
