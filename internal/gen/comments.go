package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"reflect"
	"strconv"
	"strings"

	"github.com/shopvet/shopvet/checks"
)

// settingComments reads the comments beside the settings of checks: "package path.Type.key" → text.
func settingComments(root fs.FS) (map[string]string, error) {
	out := map[string]string{}
	names, err := fs.Glob(root, "checks/*/*.go")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		src, err := fs.ReadFile(root, name)
		if err != nil {
			return nil, err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if spec, ok := n.(*ast.TypeSpec); ok {
				if s, ok := spec.Type.(*ast.StructType); ok {
					fieldComments(out, path.Dir(name)+"."+spec.Name.Name, s)
				}
			}
			return true
		})
	}
	return out, nil
}

func fieldComments(out map[string]string, owner string, s *ast.StructType) {
	for _, f := range s.Fields.List {
		if f.Tag == nil {
			continue
		}
		tag, err := strconv.Unquote(f.Tag.Value)
		if err != nil {
			continue
		}
		key, _, _ := strings.Cut(reflect.StructTag(tag).Get("toml"), ",")
		text := f.Comment.Text()
		if text == "" {
			text = f.Doc.Text()
		}
		text = strings.Join(strings.Fields(text), " ")
		if len(f.Names) == 1 {
			text = strings.TrimPrefix(text, f.Names[0].Name+" is ")
		}
		if key != "" {
			out[owner+"."+key] = text
		}
	}
}

// settingKey is the key of a check's setting in what settingComments returns.
func settingKey(c checks.Check, key string) string {
	t := reflect.TypeOf(c.Defaults)
	_, dir, _ := strings.Cut(t.PkgPath(), "github.com/shopvet/shopvet/")
	return dir + "." + t.Name() + "." + key
}
