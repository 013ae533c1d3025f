package archtest_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks/all"
	"github.com/shopvet/shopvet/checks/checktest"
)

// file is one parsed source file, without tests.
type file struct {
	pkg  *pkg
	name string
	ast  *ast.File
	fset *token.FileSet
}

// files parses the code of every package.
func files(t *testing.T) []file {
	t.Helper()
	var out []file
	for _, p := range packages(t) {
		for _, f := range p.GoFiles {
			fset := token.NewFileSet()
			tree, err := parser.ParseFile(fset, filepath.Join(p.Dir, f), nil, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, file{p, f, tree, fset})
		}
	}
	return out
}

func (f *file) at(pos token.Pos) string {
	return f.pkg.name() + "/" + f.name + ":" + strconv.Itoa(f.fset.Position(pos).Line)
}

func (f *file) imports(path string) (string, bool) {
	for _, i := range f.ast.Imports {
		if p, _ := strconv.Unquote(i.Path.Value); p == path {
			if i.Name != nil {
				return i.Name.Name, true
			}
			return path[strings.LastIndex(path, "/")+1:], true
		}
	}
	return "", false
}

// TestJudgingIsPure forbids clock, chance, files and log where the same snapshot must give the same verdict for ever: now is Snapshot.Taken.
func TestJudgingIsPure(t *testing.T) {
	for _, f := range files(t) {
		if !under(f.pkg.name(), "checks", "report", "verdict") || f.pkg.name() == "checks/checktest" {
			continue
		}
		for _, banned := range []string{"math/rand", "math/rand/v2", "os", "log", "log/slog"} {
			if _, ok := f.imports(banned); ok {
				t.Errorf("%s/%s imports %s", f.pkg.name(), f.name, banned)
			}
		}
		clock, ok := f.imports("time")
		if !ok {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if x, ok := sel.X.(*ast.Ident); ok && x.Name == clock && slices.Contains([]string{"Now", "Since", "Until", "Sleep", "After", "Tick", "NewTimer", "NewTicker"}, sel.Sel.Name) {
				t.Errorf("%s uses time.%s", f.at(n.Pos()), sel.Sel.Name)
			}
			return true
		})
	}
}

// TestNoInit forbids init functions: nothing happens by being imported.
func TestNoInit(t *testing.T) {
	for _, f := range files(t) {
		for _, d := range f.ast.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				t.Errorf("%s has an init function", f.at(d.Pos()))
			}
		}
	}
}

// TestColly confines the collector to one file of the crawler.
func TestColly(t *testing.T) {
	for _, f := range files(t) {
		if _, ok := f.imports("github.com/gocolly/colly/v2"); ok && f.pkg.name()+"/"+f.name != "crawler/fetch.go" {
			t.Errorf("%s/%s imports colly", f.pkg.name(), f.name)
		}
	}
}

// TestEveryPackageHasItsSentence wants each package to say in one sentence what it is.
func TestEveryPackageHasItsSentence(t *testing.T) {
	sentences := map[string][]string{}
	for _, f := range files(t) {
		name := f.pkg.name()
		sentences[name] = append(sentences[name], "")
		if f.ast.Doc != nil {
			sentences[name] = append(sentences[name], f.ast.Doc.Text())
		}
	}
	for name, list := range sentences {
		said := slices.DeleteFunc(list, func(s string) bool { return s == "" })
		switch {
		case len(said) != 1:
			t.Errorf("%s has %d package sentences, want one", name, len(said))
		case !strings.HasPrefix(said[0], "Package ") && !strings.HasPrefix(said[0], "Command ") || !strings.HasSuffix(strings.TrimSpace(said[0]), "."):
			t.Errorf("%s: %q is no package sentence", name, said[0])
		}
	}
}

// TestEveryCheckIsListed proves that no check made in a group is missing from its All, and no group's from checks/all.
func TestEveryCheckIsListed(t *testing.T) {
	listed := map[string]bool{}
	for _, c := range all.Checks() {
		listed[c.Meta.ID] = true
	}
	made := map[string]string{}
	for _, f := range files(t) {
		if !group(f.pkg.name()) {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			if id, ok := checkID(n); ok {
				made[id] = f.at(n.Pos())
				if prefix, _, _ := strings.Cut(id, "-"); "checks/"+prefix != f.pkg.name() {
					t.Errorf("%s: %s belongs into checks/%s", f.at(n.Pos()), id, prefix)
				}
			}
			return true
		})
	}
	for id, at := range made {
		if !listed[id] {
			t.Errorf("%s: %s is not in checks/all", at, id)
		}
	}
	for id := range listed {
		if made[id] == "" {
			t.Errorf("%s is listed, but the ID of its Meta is no plain string in a file of its group", id)
		}
	}
}

// checkID returns the id of a composite literal of checks.Meta.
func checkID(n ast.Node) (string, bool) {
	lit, ok := n.(*ast.CompositeLit)
	if !ok {
		return "", false
	}
	if sel, ok := lit.Type.(*ast.SelectorExpr); !ok || sel.Sel.Name != "Meta" {
		return "", false
	}
	for _, e := range lit.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		key, _ := kv.Key.(*ast.Ident)
		value, ok := kv.Value.(*ast.BasicLit)
		if ok && key != nil && key.Name == "ID" {
			id, err := strconv.Unquote(value.Value)
			return id, err == nil
		}
	}
	return "", false
}

// TestNoAccusations reads every text in the code. Exempt are the lists of words that shops themselves may use, which are read and never
// said (knowledge holds what the world calls things), the made-up shops, and the list of these very words.
func TestNoAccusations(t *testing.T) {
	for _, f := range files(t) {
		if under(f.pkg.name(), "knowledge", "internal/shopgen", "internal/archtest", "checks/checktest") {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			if word := checktest.Accusation(lit.Value); word != "" {
				t.Errorf("%s says %q", f.at(n.Pos()), word)
			}
			return true
		})
	}
}

// TestNoAccusationsInData reads what the program says from files beside its code: templates, tables of texts, titles of duties.
func TestNoAccusationsInData(t *testing.T) {
	root := os.DirFS("../..")
	seen := 0
	for _, room := range []string{"report/locales", "report/templates", "web/locales", "web/templates", "catalogue/notify/locales", "knowledge/market/data", "checks/score/profiles", "docs/checks"} {
		err := fs.WalkDir(root, room, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(root, path)
			seen++
			if word := checktest.Accusation(string(data)); word != "" {
				t.Errorf("%s says %q", path, word)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
	if seen < 20 {
		t.Errorf("only %d files were read", seen)
	}
}
